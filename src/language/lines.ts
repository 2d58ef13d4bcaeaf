/**
 * One line, canonical syntax only. Whichever of `:` and an arrow comes first decides what it is; a
 * keyword is one only where a name could not stand in its place.
 */

import type { AnswersLine, Flow, FlowHeader, Statement, Time } from "./ast.js";
import { AT, COLON, COMMA, DOT, EQUALS, isDigit, nameEnd, OPEN_PAREN, QUESTION, wordEnd } from "./chars.js";
import { noticeCollective, readLocal } from "./local.js";
import { TimeNode } from "./nodes.js";
import {
  atEnd,
  expected,
  fail,
  nameAt,
  peek,
  type Scanner,
  skipBlanks,
  sliceOf,
  spanOf,
  unknownWord,
} from "./scanner.js";
import { arrowAhead, readSegment } from "./segment.js";
import {
  readDeliver,
  readElision,
  readEndpoint,
  readExerciseLine,
  readNote,
  readOption,
  readSection,
} from "./statements.js";
import { readString } from "./strings.js";
import { suggest } from "./suggest.js";
import { EXERCISE_WORDS, LINE_WORDS } from "./words.js";

export type ParsedLine =
  | Statement
  | { readonly type: "header"; readonly kind: Flow["kind"]; readonly header: FlowHeader }
  | { readonly type: "answers"; readonly answers: AnswersLine };

/** The scanner stands on the first character of a line that is neither empty nor a comment. */
export function readLine(s: Scanner): ParsedLine | null {
  s.fault = null;
  s.start = s.pos;
  let at: Time | null = null;
  if (peek(s) === AT) {
    at = readTime(s);
    if (at === null) return null;
    skipBlanks(s);
    if (s.pos >= s.end) return expected(s, "statement");
  }
  const start = s.pos;
  const end = nameEnd(s.text, start, s.end);
  if (end === start) return readSigned(s, at);
  s.pos = end;
  skipBlanks(s);
  if (arrowAhead(s)) return readSegment(s, nameAt(s, start, end), null, at);
  switch (peek(s)) {
    case COLON:
      return readColonLine(s, start, end, at);
    case COMMA:
    case OPEN_PAREN: {
      const name = nameAt(s, start, end);
      noticeCollective(s, name);
      return readLocal(s, name, start, at);
    }
    default:
      return readKeyword(s, start, end, at);
  }
}

/** A line that begins with a sign: `==`, `...`, `?`. */
function readSigned(s: Scanner, at: Time | null): ParsedLine | null {
  const first = peek(s);
  const second = s.text.charCodeAt(s.pos + 1);
  if (first === EQUALS && second === EQUALS) return readSection(s, at);
  if (first === DOT && second === DOT && s.text.charCodeAt(s.pos + 2) === DOT) return readElision(s, at);
  if (first === QUESTION) {
    s.pos++;
    if (!atEnd(s)) return null;
    return { type: "blank", line: s.line, span: spanOf(s, s.start, s.end), at };
  }
  return expected(s, "statement");
}

function readColonLine(s: Scanner, start: number, end: number, at: Time | null): ParsedLine | null {
  const word = sliceOf(s, start, end);
  if (word === "note") return readNote(s, at);
  const exerciseWord = EXERCISE_WORDS.find((one) => one === word) ?? null;
  if (exerciseWord !== null && s.inExercise) return readExerciseLine(s, exerciseWord, at);
  const name = nameAt(s, start, end);
  noticeCollective(s, name);
  const local = readLocal(s, name, start, at);
  // In a plain flow `task` may be an endpoint; if that does not work out, it is an exercise's line gone astray.
  if (local === null && exerciseWord !== null) return fail(s, "syntax-place", start, end, exerciseWord);
  return local;
}

/** A word that neither a colon nor an arrow follows: a keyword, or nothing. */
function readKeyword(s: Scanner, start: number, end: number, at: Time | null): ParsedLine | null {
  const word = sliceOf(s, start, end);
  switch (word) {
    case "client":
    case "server":
    case "peer":
      return readEndpoint(s, word, at);
    case "flow":
    case "exercise":
      return readHeader(s, word, at);
    case "answers":
      return readAnswers(s, at);
    case "deliver":
      return readDeliver(s, at);
    case "note":
      return readNote(s, at);
    case "option":
      return s.inExercise ? readOption(s, at) : expected(s, "arrow");
    case "old":
      return readOld(s, start, end, at);
    default:
      // Two words in a row: a keyword with a slip in it, else an arrow was left out.
      return s.pos < s.end && suggest(word, LINE_WORDS) !== ""
        ? unknownWord(s, "statement", start, end)
        : expected(s, "arrow");
  }
}

function readOld(s: Scanner, start: number, end: number, at: Time | null): ParsedLine | null {
  const nameStart = s.pos;
  const fromEnd = nameEnd(s.text, nameStart, s.end);
  if (fromEnd === nameStart) return expected(s, "endpoint");
  s.pos = fromEnd;
  skipBlanks(s);
  if (!arrowAhead(s)) return expected(s, "arrow");
  return readSegment(s, nameAt(s, nameStart, fromEnd), spanOf(s, start, end), at);
}

/** A header whose title cannot be read still begins a flow: the fault stands beside it. */
function readHeader(s: Scanner, kind: Flow["kind"], at: Time | null): ParsedLine {
  const title = readString(s, "title");
  if (title !== null && atEnd(s) && at !== null) fail(s, "syntax-place", s.start, s.end, "@");
  return { type: "header", kind, header: { line: s.line, span: spanOf(s, s.start, s.end), title } };
}

function readAnswers(s: Scanner, at: Time | null): ParsedLine | null {
  const template = readString(s, "title");
  if (template === null || !atEnd(s)) return null;
  if (at !== null) return fail(s, "syntax-place", s.start, s.end, "answers");
  return { type: "answers", answers: { span: spanOf(s, s.start, s.end), template } };
}

const MILLISECONDS: ReadonlyMap<string, number> = new Map([
  ["", 1000],
  ["ms", 1],
  ["s", 1000],
  ["m", 60_000],
]);

/** `@12.5ms`; bare numbers are seconds. */
function readTime(s: Scanner): Time | null {
  const start = s.pos;
  let at = start + 1;
  while (at < s.end && (isDigit(s.text.charCodeAt(at)) || s.text.charCodeAt(at) === DOT)) at++;
  const number = s.text.slice(start + 1, at);
  const unitEnd = wordEnd(s.text, at, s.end);
  const factor = MILLISECONDS.get(s.text.slice(at, unitEnd));
  if (factor === undefined || !isDecimal(number)) return expected(s, "time", start);
  s.pos = unitEnd;
  const { start: from, end: to } = spanOf(s, start, unitEnd);
  return new TimeNode(from, to, Number(number) * factor);
}

/** Of digits and points: digits, with one point between them at most. */
function isDecimal(number: string): boolean {
  const point = number.indexOf(".");
  if (point < 0) return number !== "";
  return point > 0 && point < number.length - 1 && point === number.lastIndexOf(".");
}
