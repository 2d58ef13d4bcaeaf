/** Headings, notes, `deliver`, `...`, exercise lines and endpoint declarations. */

import type {
  AnswerOption,
  Attribute,
  Deliver,
  Elision,
  EndpointDeclaration,
  ExerciseLine,
  Name,
  Note,
  Role,
  Section,
  Text,
  Time,
} from "./ast.js";
import { COLON, COMMA, EQUALS, isBlank, nameEnd, OPEN_PAREN, QUOTE } from "./chars.js";
import { readExpr, readInteger } from "./expression.js";
import { passEquals } from "./fields.js";
import { noState, readStateWord, readSubjectName } from "./local.js";
import {
  atEnd,
  beforeComment,
  expected,
  fail,
  peek,
  readName,
  type Scanner,
  skipBlanks,
  spanOf,
  unknownWord,
} from "./scanner.js";
import { readArrow } from "./segment.js";
import { readCaption, readString } from "./strings.js";
import { isExerciseKind, LARGEST_8_BIT, LARGEST_16_BIT, LARGEST_WINDOW } from "./words.js";

/** `== TEXT ==` */
export function readSection(s: Scanner, at: Time | null): Section | null {
  const { text } = s;
  const start = s.pos;
  dropComment(s);
  let from = start;
  let to = s.end;
  while (from < to && text.charCodeAt(from) === EQUALS) from++;
  while (to > from && text.charCodeAt(to - 1) === EQUALS) to--;
  const closed = s.end - to > 1;
  while (from < to && isBlank(text.charCodeAt(from))) from++;
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
  if (from === to) return expected(s, "title", start);
  if (!closed) return expected(s, "title", to);
  s.pos = s.end;
  return {
    type: "section",
    line: s.line,
    span: spanOf(s, s.start, s.end),
    at,
    text: { value: text.slice(from, to), span: spanOf(s, from, to) },
  };
}

/** A comment in free text: from the first `#` after a blank. */
function dropComment(s: Scanner): void {
  s.end = beforeComment(s.text, s.pos - 1, s.end);
}

/** What follows the colon of a note, to the end of the line. */
function readFreeText(s: Scanner): Text | null {
  const colonEnd = s.pos;
  dropComment(s);
  skipBlanks(s);
  if (s.pos >= s.end) {
    s.pos = colonEnd;
    return expected(s, "value");
  }
  const text = { value: s.text.slice(s.pos, s.end), span: spanOf(s, s.pos, s.end) };
  s.pos = s.end;
  return text;
}

/** From after the word `note` on. */
export function readNote(s: Scanner, at: Time | null): Note | null {
  const over: Name[] = [];
  while (peek(s) !== COLON) {
    if (over.length > 0) {
      if (peek(s) !== COMMA) return expected(s, "colon");
      s.pos++;
      skipBlanks(s);
    }
    const name = readSubjectName(s);
    if (name === null) return null;
    over.push(name);
    skipBlanks(s);
  }
  s.pos++;
  const text = readFreeText(s);
  return text && { type: "note", line: s.line, span: spanOf(s, s.start, s.end), at, over, text };
}

/** From the colon on. */
export function readExerciseLine(
  s: Scanner,
  type: ExerciseLine["type"],
  at: Time | null,
): ExerciseLine | null {
  s.pos++;
  const start = s.pos;
  const text = readFreeText(s);
  if (text === null) return null;
  if (type === "kind" && !isExerciseKind(text.value)) {
    s.pos = start;
    skipBlanks(s);
    return unknownWord(s, "exercise-kind", s.pos, s.end);
  }
  return { type, line: s.line, span: spanOf(s, s.start, s.end), at, text };
}

/** From after the word `option` on. */
export function readOption(s: Scanner, at: Time | null): AnswerOption | null {
  const name = readName(s, "id");
  if (name === null) return null;
  skipBlanks(s);
  if (peek(s) !== COLON) return expected(s, "colon");
  s.pos++;
  const text = readFreeText(s);
  return text && { type: "option", line: s.line, span: spanOf(s, s.start, s.end), at, name, text };
}

/** From after the word `deliver` on. */
export function readDeliver(s: Scanner, at: Time | null): Deliver | null {
  const ids: Name[] = [];
  skipBlanks(s);
  while (s.pos < s.end) {
    if (ids.length > 0) {
      if (peek(s) !== COMMA) return expected(s, "end-of-line");
      s.pos++;
      skipBlanks(s);
    }
    const id = readName(s, "id");
    if (id === null) return null;
    ids.push(id);
    skipBlanks(s);
  }
  return { type: "deliver", line: s.line, span: spanOf(s, s.start, s.end), at, ids };
}

const ELLIPSIS = "...";

/** `...`, `... C -> S`, `... "the rest"` */
export function readElision(s: Scanner, at: Time | null): Elision | null {
  s.pos += ELLIPSIS.length;
  skipBlanks(s);
  let from: Name | null = null;
  let to: Name | null = null;
  if (s.pos < s.end && nameEnd(s.text, s.pos, s.end) > s.pos) {
    const left = readName(s, "endpoint");
    skipBlanks(s);
    const arrowStart = s.pos;
    const arrow = readArrow(s);
    if (left === null || arrow === null) return null;
    if (arrow.kind !== "->") return expected(s, "arrow", arrowStart);
    skipBlanks(s);
    const right = readName(s, "endpoint");
    if (right === null) return null;
    from = arrow.reversed ? right : left;
    to = arrow.reversed ? left : right;
    skipBlanks(s);
  }
  let text: Text | null = null;
  if (peek(s) === QUOTE || peek(s) === OPEN_PAREN) {
    text = peek(s) === QUOTE ? readString(s, "value") : readCaption(s);
    if (text === null) return null;
  }
  if (!atEnd(s)) return null;
  return { type: "elision", line: s.line, span: spanOf(s, s.start, s.end), at, from, to, text };
}

/** From after the word `client`, `server` or `peer` on. */
export function readEndpoint(s: Scanner, role: Role, at: Time | null): EndpointDeclaration | null {
  skipBlanks(s);
  if (at !== null) return fail(s, "syntax-place", s.start, timeEnd(s), "@");
  const name = readName(s, "name");
  if (name === null) return null;
  skipBlanks(s);
  let label: Text | null = null;
  if (peek(s) === QUOTE) {
    label = readString(s, "attribute");
    if (label === null) return null;
  }
  const attributes: Attribute[] = [];
  for (;;) {
    skipBlanks(s);
    while (peek(s) === COMMA) {
      s.pos++;
      skipBlanks(s);
    }
    if (s.pos >= s.end) break;
    const attribute = readAttribute(s, attributes);
    if (attribute === null) return null;
    attributes.push(attribute);
  }
  return {
    type: "endpoint",
    line: s.line,
    span: spanOf(s, s.start, s.end),
    at,
    role,
    name,
    label,
    attributes,
  };
}

function timeEnd(s: Scanner): number {
  let at = s.start;
  while (at < s.end && !isBlank(s.text.charCodeAt(at))) at++;
  return at;
}

function readAttribute(s: Scanner, before: readonly Attribute[]): Attribute | null {
  const start = s.pos;
  const end = nameEnd(s.text, start, s.end);
  const key = s.text.slice(start, end);
  if (end === start) return expected(s, "attribute");
  if (before.some((attribute) => attribute.key === key)) {
    return fail(s, "syntax-duplicate-field", start, end, key);
  }
  const keySpan = spanOf(s, start, end);
  switch (key) {
    case "sackok":
    case "ts":
    case "ecn":
    case "syncookies":
    case "inorder":
      s.pos = end;
      return { key, keySpan, span: keySpan };
    case "state": {
      if (!passEquals(s, end)) return null;
      const state = readStateWord(s);
      if (state === null) return noState(s);
      return { key, keySpan, span: spanOf(s, start, s.pos), state };
    }
    case "isn":
    case "snd":
    case "rcv": {
      if (!passEquals(s, end)) return null;
      const value = readExpr(s, key);
      return value && { key, keySpan, span: spanOf(s, start, s.pos), value };
    }
    case "window":
    case "mss":
    case "wscale": {
      if (!passEquals(s, end)) return null;
      const value = readInteger(s, key, LARGEST_VALUE[key]);
      return value < 0 ? null : { key, keySpan, span: spanOf(s, start, s.pos), value };
    }
    case "addr": {
      if (!passEquals(s, end)) return null;
      const value = readString(s, "value");
      return value && { key, keySpan, span: spanOf(s, start, s.pos), value };
    }
    default:
      return unknownWord(s, "attribute", start, end);
  }
}

const LARGEST_VALUE = { window: LARGEST_WINDOW, mss: LARGEST_16_BIT, wscale: LARGEST_8_BIT } as const;
