/**
 * The place in a line that is being read.
 *
 * One scanner object serves a whole document: it is moved from line to line, and readers share it.
 * A reader that fails returns null and leaves a `Fault`; turning that into a `Problem`, with its
 * suggestions, is left until it is known that no other reading of the line holds.
 */

import type { Span } from "./ast.js";
import { HASH, isBlank, nameEnd } from "./chars.js";
import { NameNode } from "./nodes.js";
import type { ExpectedWhat, SyntaxCode } from "./syntax-code.js";

export interface Scanner {
  text: string;
  pos: number;
  /** Where the statement ends: without trailing blanks and, once it is met, the comment. */
  end: number;
  /** Where the statement begins, `@TIME` included. */
  start: number;
  line: number;
  /** Set while a normalized line is read: where its characters stand in the document. */
  origin: Origin | null;
  fault: Fault | null;
  /** Set when something was read that only the whole flow explains: a name for several endpoints (`双方`, `C和S`), a window as Wireshark shows it. */
  collective: boolean;
  /** `task:` and its like are lines of an exercise only. */
  inExercise: boolean;
}

/** For each character of a normalized line, the range of the document's text it stands for. */
export interface Origin {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Where the end of the normalized line stands. */
  readonly end: number;
}

export interface Fault {
  readonly code: SyntaxCode;
  readonly start: number;
  /** -1: as far as the word or sign at `start` goes. */
  readonly end: number;
  readonly expected: ExpectedWhat | "";
  /** A field, an escape or a statement, as the code needs. */
  readonly detail: string;
  readonly max: number;
}

export function createScanner(text: string): Scanner {
  return {
    text,
    pos: 0,
    end: 0,
    start: 0,
    line: 0,
    origin: null,
    fault: null,
    collective: false,
    inExercise: false,
  };
}

/** The range of the document that the scanner's `start` to `end` stands for. */
export function spanOf(s: Scanner, start: number, end: number): Span {
  return { start: startOf(s, start), end: endOf(s, start, end) };
}

/** Where in the document the scanner's `start` stands. */
export function startOf({ origin }: Scanner, start: number): number {
  return origin === null ? start : (origin.starts[start] ?? origin.end);
}

/** Where in the document ends what the scanner has from `start` to `end`. */
export function endOf(s: Scanner, start: number, end: number): number {
  const { origin } = s;
  if (origin === null) return end;
  return end > start ? (origin.ends[end - 1] ?? origin.end) : startOf(s, start);
}

/** Where in the document the statement ends: behind what normalizing took away there, as the bracket of `ACK(seq=x)`. */
export function statementEnd(s: Scanner): number {
  const { origin, text } = s;
  const end = endOf(s, s.start, s.end);
  if (origin === null) return end;
  let next = s.end;
  while (next < text.length && isBlank(text.charCodeAt(next))) next++;
  // Blanks before a comment, or at the end of the line, are not the statement's.
  let behind = origin.starts[next] ?? origin.end;
  while (next > s.end && behind === origin.ends[next - 1]) behind = origin.starts[--next] ?? behind;
  return Math.max(end, behind);
}

/** Also notices a comment: a `#` after a blank ends the statement before that blank. */
export function skipBlanks(s: Scanner): void {
  const { text, end, pos } = s;
  let at = pos;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (isBlank(code)) {
      at++;
      continue;
    }
    if (code === HASH && at > pos) {
      s.end = pos;
      return;
    }
    break;
  }
  s.pos = at;
}

/** The code at the scanner, or -1 at the end of the statement. */
export function peek(s: Scanner): number {
  return s.pos < s.end ? s.text.charCodeAt(s.pos) : -1;
}

export function readName(s: Scanner, what: ExpectedWhat): NameNode | null {
  const start = s.pos;
  const end = nameEnd(s.text, start, s.end);
  if (end === start) return expected(s, what);
  s.pos = end;
  return nameAt(s, start, end);
}

export function nameAt(s: Scanner, start: number, end: number): NameNode {
  return new NameNode(startOf(s, start), endOf(s, start, end), sliceOf(s, start, end));
}

/** Strings of one character come from a table of the engine's, at no cost. */
export function sliceOf(s: Scanner, start: number, end: number): string {
  return end === start + 1 ? s.text.charAt(start) : s.text.slice(start, end);
}

export function expected(s: Scanner, what: ExpectedWhat, at: number = s.pos): null {
  s.fault = { code: "syntax-expected", start: at, end: -1, expected: what, detail: "", max: 0 };
  return null;
}

export function unknownWord(s: Scanner, what: ExpectedWhat, start: number, end: number): null {
  s.fault = { code: "syntax-unknown-word", start, end, expected: what, detail: "", max: 0 };
  return null;
}

export function fail(s: Scanner, code: SyntaxCode, start: number, end: number, detail = "", max = 0): null {
  s.fault = { code, start, end, expected: "", detail, max };
  return null;
}

/** True at the end of the statement; otherwise leaves the fault that says so. */
export function atEnd(s: Scanner): boolean {
  skipBlanks(s);
  if (s.pos >= s.end) return true;
  expected(s, "end-of-line");
  return false;
}

/** The end of a statement that could not be read to its end: a comment after it is not part of it. */
export function beforeComment(text: string, start: number, end: number): number {
  for (let at = text.indexOf("#", start + 1); at >= 0 && at < end; at = text.indexOf("#", at + 1)) {
    if (!isBlank(text.charCodeAt(at - 1))) continue;
    let last = at;
    while (last > start && isBlank(text.charCodeAt(last - 1))) last--;
    return last;
  }
  return end;
}
