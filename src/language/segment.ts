/** `A ARROW B: SEGMENT` (language 2.3). The fields may stand in any order. */

import type { Arrow, FlagName, FlagWord, Segment, Span, Time } from "./ast.js";
import {
  COLON,
  COMMA,
  EQUALS,
  GREATER,
  isBlank,
  LESS,
  LOWER_X,
  MINUS,
  nameEnd,
  OPEN_PAREN,
  PLUS,
  QUESTION,
  QUOTE,
  TILDE,
  ZERO,
} from "./chars.js";
import { duplicate, readField } from "./fields.js";
import { ArrowNode, FlagList, LONG_FLAG, type NameNode, NOT_WRITTEN, SHORT_FLAG } from "./nodes.js";
import {
  endOf,
  expected,
  fail,
  peek,
  readName,
  type Scanner,
  skipBlanks,
  spanOf,
  startOf,
  statementEnd,
  unknownWord,
} from "./scanner.js";
import { SegmentDraft } from "./segment-draft.js";
import { SegmentNode } from "./segment-node.js";
import { readCaption, readString } from "./strings.js";
import { FLAG_NAMES, LARGEST_16_BIT } from "./words.js";

const DRAFT = new SegmentDraft();

/** From the arrow on: the name before it has been read. */
export function readSegment(s: Scanner, left: NameNode, old: Span | null, at: Time | null): Segment | null {
  const arrow = readArrow(s);
  if (arrow === null) return null;
  skipBlanks(s);
  const right = readName(s, "endpoint");
  if (right === null) return null;
  skipBlanks(s);
  if (peek(s) !== COLON) return expected(s, "colon");
  s.pos++;
  skipBlanks(s);
  if (s.pos >= s.end) return expected(s, "segment");
  const draft = DRAFT.begin(at);
  if (old !== null) draft.own.old = old;
  if (!readBody(s, draft)) return null;
  const from = arrow.reversed ? right : left;
  const to = arrow.reversed ? left : right;
  return new SegmentNode(s.line, startOf(s, s.start), statementEnd(s), from, arrow, to, draft);
}

/** True where an arrow begins; `x-` only with blanks round it, since `x` may end a name. */
export function arrowAhead(s: Scanner): boolean {
  const code = peek(s);
  if (code === MINUS || code === LESS || code === TILDE) return true;
  return code === LOWER_X && s.text.charCodeAt(s.pos + 1) === MINUS && standsAlone(s);
}

export function readArrow(s: Scanner): ArrowNode | null {
  const start = s.pos;
  const first = peek(s);
  const second = start + 1 < s.end ? s.text.charCodeAt(start + 1) : -1;
  let kind: Arrow["kind"];
  let reversed = false;
  if (first === MINUS && second === GREATER) {
    kind = "->";
  } else if (first === LESS && second === MINUS) {
    kind = "->";
    reversed = true;
  } else if (first === TILDE && second === GREATER) {
    kind = "~>";
  } else if (first === LESS && second === TILDE) {
    kind = "~>";
    reversed = true;
  } else if (first === MINUS && second === LOWER_X && standsAlone(s)) {
    kind = "-x";
  } else if (first === LOWER_X && second === MINUS && standsAlone(s)) {
    kind = "-x";
    reversed = true;
  } else {
    return expected(s, "arrow");
  }
  s.pos = start + 2;
  return new ArrowNode(startOf(s, start), endOf(s, start, start + 2), kind, reversed);
}

function standsAlone(s: Scanner): boolean {
  const after = s.pos + 2;
  return (
    s.pos > 0 &&
    isBlank(s.text.charCodeAt(s.pos - 1)) &&
    (after >= s.end || isBlank(s.text.charCodeAt(after)))
  );
}

/** Flags and fields up to the end of the line, separated by blanks or commas. */
function readBody(s: Scanner, draft: SegmentDraft): boolean {
  for (;;) {
    skipBlanks(s);
    if (s.pos >= s.end) return fitsItsField(s, draft);
    const code = s.text.charCodeAt(s.pos);
    if (code === COMMA) {
      s.pos++;
    } else if (code === QUOTE) {
      if (draft.payload !== null) return duplicate(s, s.pos, s.pos + 1, "payload");
      draft.payload = readString(s, "field");
      if (draft.payload === null) return false;
    } else if (code === OPEN_PAREN) {
      if (draft.rest.caption !== null) return duplicate(s, s.pos, s.pos + 1, "caption");
      draft.own.caption = readCaption(s);
      if (draft.rest.caption === null) return false;
    } else if (code === QUESTION) {
      if (!readFlagBlank(s, draft)) return false;
    } else if (!readWord(s, draft)) {
      return false;
    }
  }
}

/** The field and its number, which may be hexadecimal. */
const WINDOW = /\bwin\s*=\s*(\w+)/gi;

/** The window of a SYN is never scaled (RFC 7323 §2.2), so no tool shows more there than the field holds. */
function fitsItsField(s: Scanner, { win, flags }: SegmentDraft): boolean {
  if (win === null || win.value === null || win.value <= LARGEST_16_BIT || !flags.names.includes("SYN"))
    return true;
  const { value } = win;
  const { start, end } = s.origin === null ? win.span : s;
  for (const { index, 0: field, 1: number = "" } of s.text.slice(start, end).matchAll(WINDOW)) {
    if (Number(number) !== value) continue;
    const behind = start + index + field.length;
    fail(s, "syntax-number", behind - number.length, behind, "win", LARGEST_16_BIT);
    return false;
  }
  return true;
}

function readFlagBlank(s: Scanner, draft: SegmentDraft): boolean {
  const start = s.pos;
  if (flagsWritten(draft)) return duplicate(s, start, start + 1, "flags");
  s.pos++;
  draft.flags = { ...draft.flags, blank: spanOf(s, start, s.pos) };
  return true;
}

function flagsWritten({ flags }: SegmentDraft): boolean {
  return flags.span !== null || flags.none !== null || flags.blank !== null;
}

function readWord(s: Scanner, draft: SegmentDraft): boolean {
  const start = s.pos;
  const end = nameEnd(s.text, start, s.end);
  const nothingYet = draft.flags === NOT_WRITTEN;
  if (end === start) return expected(s, nothingYet ? "flag" : "field") !== null;
  const flag = flagAt(s.text, start, end);
  if (flag !== null) return readFlags(s, draft, flag, start, end);
  if (end - start === NONE.length && s.text.startsWith(NONE, start)) {
    if (flagsWritten(draft)) return duplicate(s, start, end, "flags");
    s.pos = end;
    draft.flags = { ...draft.flags, none: spanOf(s, start, end) };
    return true;
  }
  const found = readField(s, draft, start, end);
  if (found === "unknown") return unknownWord(s, nothingYet ? "flag" : "field", start, end) !== null;
  return found === "read";
}

const NONE = "NONE";

/** `SYN+ACK`, or `SYN=0`: a claim that SYN is not set. */
function readFlags(s: Scanner, draft: SegmentDraft, first: FlagName, start: number, end: number): boolean {
  s.pos = end;
  const names = readFlagNames(s, first);
  if (names === null) return false;
  const lastEnd = s.pos;
  skipBlanks(s);
  if (peek(s) === EQUALS) return readCleared(s, draft, lastEnd === end ? first : null, start, lastEnd);
  if (flagsWritten(draft)) return duplicate(s, start, lastEnd, "flags");
  const list = new FlagList(start, lastEnd, names);
  const { cleared } = draft.flags;
  if (cleared.length === 0 && s.origin === null) {
    draft.flags = list;
    return true;
  }
  const words = list.words.map(({ flag, span }) => ({ flag, span: spanOf(s, span.start, span.end) }));
  const again = cleared.find(({ flag }) => words.some((word) => word.flag === flag));
  if (again !== undefined) return duplicate(s, start, lastEnd, again.flag);
  draft.flags = { names, words, cleared, none: null, blank: null, span: spanOf(s, start, lastEnd) };
  return true;
}

/** Nearly every segment has one flag or two: those lists are made once, and shared (bench). */
const ALONE = byFlag((flag) => [flag]);
const PAIRS = byFlag((first) => byFlag((second) => [first, second]));

function byFlag<T>(make: (flag: FlagName) => T): Readonly<Record<FlagName, T>> {
  return Object.fromEntries(FLAG_NAMES.map((flag) => [flag, make(flag)])) as Record<FlagName, T>;
}

/** The flags of a list, in the order written; null where it cannot be read. The scanner stands after the first. */
function readFlagNames(s: Scanner, first: FlagName): readonly FlagName[] | null {
  let names: readonly FlagName[] = ALONE[first];
  while (s.pos < s.end && s.text.charCodeAt(s.pos) === PLUS) {
    const start = s.pos + 1;
    const end = nameEnd(s.text, start, s.end);
    const flag = end > start ? flagAt(s.text, start, end) : null;
    if (flag === null) {
      if (end > start) unknownWord(s, "flag", start, end);
      else expected(s, "flag", start);
      return null;
    }
    if (names.includes(flag)) {
      duplicate(s, start, end, flag);
      return null;
    }
    names = names.length === 1 ? PAIRS[first][flag] : [...names, flag];
    s.pos = end;
  }
  return names;
}

/** `flag` is null where several are joined. The scanner stands on the `=`. */
function readCleared(
  s: Scanner,
  draft: SegmentDraft,
  flag: FlagName | null,
  start: number,
  end: number,
): boolean {
  const equals = s.pos;
  s.pos++;
  skipBlanks(s);
  const alone = nameEnd(s.text, s.pos + 1, s.end) === s.pos + 1;
  if (flag === null || peek(s) !== ZERO || !alone) {
    expected(s, "field", equals);
    return false;
  }
  s.pos++;
  const { names, words, cleared, none, blank, span } = draft.flags;
  const same = (word: FlagWord): boolean => word.flag === flag;
  if (words.some(same) || cleared.some(same)) return duplicate(s, start, end, flag);
  const word = { flag, span: spanOf(s, start, s.pos) };
  draft.flags = { names, words, cleared: [...cleared, word], none, blank, span };
  return true;
}

/** The flag whose name stands there exactly; told apart by a character each, for speed. */
function flagAt(text: string, start: number, end: number): FlagName | null {
  const length = end - start;
  if (length === SHORT_FLAG) {
    const word = text.slice(start, end);
    return word === "NS" || word === "AE" ? "NS" : null;
  }
  if (length !== LONG_FLAG) return null;
  const name = FLAG_BY_FIRST[text.charCodeAt(start) - LETTER_A];
  if (name === undefined || name === null) return null;
  return name.charCodeAt(1) === text.charCodeAt(start + 1) &&
    name.charCodeAt(2) === text.charCodeAt(start + 2)
    ? name
    : null;
}

const LETTER_A = 65;
const ALPHABET = 26;
/** No two flags of three letters begin with the same one. */
const FLAG_BY_FIRST: readonly (FlagName | null)[] = flagsByFirstLetter();

function flagsByFirstLetter(): readonly (FlagName | null)[] {
  const table: (FlagName | null)[] = new Array<FlagName | null>(ALPHABET).fill(null);
  const names: readonly FlagName[] = ["SYN", "ACK", "FIN", "RST", "PSH", "URG", "ECE", "CWR"];
  for (const name of names) table[name.charCodeAt(0) - LETTER_A] = name;
  return table;
}
