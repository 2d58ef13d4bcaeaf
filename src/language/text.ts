/** Places in a text, and what stands there. */

import type { Document, Flow, Span, Statement } from "./ast.js";
import { type Token, tokensOf } from "./tokens.js";

/** Line and character from 0, the character in UTF-16 units, as in the Language Server Protocol. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Whether they have a character in common. */
export function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

export function positionAt(doc: Document, offset: number): Position {
  const within = Math.min(Math.max(offset, 0), doc.text.length);
  const line = lineAt(doc, within);
  return { line, character: within - (doc.lineStarts[line] ?? 0) };
}

export function offsetAt(doc: Document, { line, character }: Position): number {
  if (line < 0) return 0;
  const start = doc.lineStarts[line];
  if (start === undefined) return doc.text.length;
  return Math.min(start + Math.max(character, 0), lineEnd(doc, line));
}

/** The line that holds the offset. */
export function lineAt({ lineStarts }: Document, offset: number): number {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where the line's text ends, before its line end. */
export function lineEnd({ text, lineStarts }: Document, line: number): number {
  const start = lineStarts[line] ?? text.length;
  let end = lineStarts[line + 1] ?? text.length;
  while (end > start && "\r\n".includes(text.charAt(end - 1))) end--;
  return end;
}

/** The flow that the offset is in; before the first one, that one. */
export function flowAt(doc: Document, offset: number): Flow | null {
  let found = doc.flows[0] ?? null;
  for (const flow of doc.flows) if (flow.span.start <= offset) found = flow;
  return found;
}

/** The statement on the offset's line. */
export function statementAt(doc: Document, offset: number): Statement | null {
  const line = lineAt(doc, offset);
  for (const flow of doc.flows) {
    if (flow.span.end < (doc.lineStarts[line] ?? 0)) continue;
    const statement = statementOn(flow.statements, line);
    if (statement !== null) return statement;
  }
  return null;
}

/** Statements stand in the order of their lines, at most one on each. */
function statementOn(statements: readonly Statement[], line: number): Statement | null {
  let low = 0;
  let high = statements.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const statement = statements[middle];
    if (statement === undefined) return null;
    if (statement.line === line) return statement;
    if (statement.line < line) low = middle + 1;
    else high = middle - 1;
  }
  return null;
}

/**
 * What the cursor is on within a statement: the smallest token that holds the offset, else the one
 * that ends there.
 */
export function tokenAt(doc: Document, offset: number): Token | null {
  const statement = statementAt(doc, offset);
  if (statement === null) return null;
  const tokens = tokensOf(statement, doc.text);
  return (
    smallest(tokens, (t) => t.span.start <= offset && offset < t.span.end) ??
    smallest(tokens, (t) => t.span.end === offset)
  );
}

function smallest(tokens: readonly Token[], holds: (token: Token) => boolean): Token | null {
  let found: Token | null = null;
  const length = ({ span }: Token): number => span.end - span.start;
  for (const token of tokens) {
    if (holds(token) && (found === null || length(token) < length(found))) found = token;
  }
  return found;
}

/**
 * The octets of a payload, in UTF-8: what it takes in sequence space. `quoted` is the string as it stands in
 * the text, with its quotes; `\xHH` is one octet, whatever its value.
 */
export function payloadOctets(quoted: string): number {
  let octets = 0;
  const end = quoted.length - 1;
  for (let i = 1; i < end; i++) {
    let code = quoted.charCodeAt(i);
    if (code === BACKSLASH) {
      const letter = quoted[++i];
      if (letter !== "u") {
        octets += 1;
        if (letter === "x") i += 2;
        continue;
      }
      code = Number.parseInt(quoted.slice(i + 1, i + 5), 16);
      i += 4;
    }
    octets += utf8Length(code);
  }
  return octets;
}

/** The octets themselves, each as a number; half of a surrogate pair stands for the pair's octets in two parts. */
export function octetsOf(quoted: string): readonly number[] {
  const octets: number[] = [];
  const end = quoted.length - 1;
  for (let i = 1; i < end; i++) {
    let code = quoted.codePointAt(i) as number;
    if (code > LARGEST_UNIT) i++;
    if (code === BACKSLASH) {
      const letter = quoted.charAt(++i);
      const digits = ESCAPE_DIGITS[letter] ?? 0;
      code = digits === 0 ? letter.charCodeAt(0) : Number.parseInt(quoted.slice(i + 1, i + 1 + digits), 16);
      i += digits;
      if (letter !== "u") {
        octets.push(digits === 0 ? (ESCAPED[letter] ?? code) : code);
        continue;
      }
    }
    pushUtf8(octets, code);
  }
  return octets;
}

const LARGEST_UNIT = 0xffff;
const ESCAPE_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4 };
const ESCAPED: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9 };

function pushUtf8(octets: number[], code: number): void {
  if (code < 0x80) octets.push(code);
  else if (code < 0x800) octets.push(0xc0 | (code >> 6), 0x80 | (code & 0x3f));
  else if (code > LARGEST_UNIT) {
    octets.push(
      0xf0 | (code >> 18),
      0x80 | ((code >> 12) & 0x3f),
      0x80 | ((code >> 6) & 0x3f),
      0x80 | (code & 0x3f),
    );
  } else if (code >= 0xd800 && code <= 0xdfff) octets.push(code >> 8, code & 0xff);
  else octets.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
}

const BACKSLASH = 0x5c;

/** Octets of one UTF-16 unit; each half of a surrogate pair counts two of the pair's four. */
function utf8Length(code: number): number {
  if (code < 0x80) return 1;
  return code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 2 : 3;
}
