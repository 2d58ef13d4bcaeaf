/** EXPR: a sum of numbers and symbols, or `?`; and the plain integers of other fields. */

import type { Expr, Term } from "./ast.js";
import { COMMA, EQUALS, isBlank, isDigit, MINUS, nameEnd, PLUS, QUESTION, wordEnd, ZERO } from "./chars.js";
import { PlainNumberField, VALUE_START } from "./nodes.js";
import { expected, fail, peek, type Scanner, skipBlanks, sliceOf, spanOf } from "./scanner.js";
import { ATTRIBUTE_WORDS, FIELD_WORDS, FIELDS_NOT_SYMBOLS, FLAG_WORDS, LARGEST_32_BIT } from "./words.js";

/** `field` names the field in a problem's message. */
export function readExpr(s: Scanner, field: string): Expr | null {
  const start = s.pos;
  if (peek(s) === QUESTION) {
    s.pos = start + 1;
    return { span: spanOf(s, start, start + 1), blank: true, terms: [], alias: null };
  }
  const first = readTerm(s, 1, field);
  if (first === null) return null;
  const firstEnd = s.pos;
  const next = peekPastBlanks(s);
  if (next === EQUALS && first.kind === "symbol") return readAliased(s, start, firstEnd, first.name, field);
  if (next !== PLUS && next !== MINUS) {
    s.pos = firstEnd;
    return { span: first.span, blank: false, terms: [first], alias: null };
  }
  const terms = readSum(s, first, next, field);
  return terms && { span: spanOf(s, start, s.pos), blank: false, terms, alias: null };
}

/**
 * The field whose value begins at the scanner and is a plain sum, which nearly every one is; null, with nothing
 * read, where it is any other, or none.
 */
export function readPlainSum(s: Scanner, fieldStart: number): PlainNumberField | null {
  const { text, pos: start, end } = s;
  if (start !== fieldStart + VALUE_START) return null;
  const nameStop = nameEnd(text, start, end);
  const named = nameStop > start;
  const name = named ? sliceOf(s, start, nameStop) : null;
  if (name !== null && name.length > 1 && isFieldName(name)) return null;
  const sign = named ? signAt(text, nameStop, end) : 1;
  let at = named && sign !== 0 ? nameStop + 1 : nameStop;
  let amount = 0;
  if (sign !== 0) {
    const digits = at;
    for (; at < end && isDigit(text.charCodeAt(at)); at++)
      amount = amount * 10 + (text.charCodeAt(at) - ZERO);
    if (at === digits || amount > LARGEST_32_BIT) return null;
    // As many digits as the number needs.
    if (amount === 0 ? named || at > digits + 1 : text.charCodeAt(digits) === ZERO) return null;
  }
  if (!endsSum(text, at, end)) return null;
  s.pos = at;
  return new PlainNumberField(fieldStart, name, sign * amount);
}

function signAt(text: string, at: number, end: number): 1 | -1 | 0 {
  if (at >= end) return 0;
  const code = text.charCodeAt(at);
  if (code === PLUS) return 1;
  return code === MINUS ? -1 : 0;
}

/** True where a sum surely ends: at a comma, or at one blank that no sign follows. */
function endsSum(text: string, at: number, end: number): boolean {
  if (at >= end || text.charCodeAt(at) === COMMA) return true;
  if (!isBlank(text.charCodeAt(at))) return false;
  const next = text.charCodeAt(at + 1);
  return next !== PLUS && next !== MINUS && next !== EQUALS && !isBlank(next);
}

/** A decimal or `0x` number of at most `max`; -1 (and a fault) where there is none. */
export function readInteger(s: Scanner, field: string, max: number): number {
  const start = s.pos;
  if (!isDigit(peek(s))) {
    expected(s, "integer");
    return -1;
  }
  const end = wordEnd(s.text, start, s.end);
  let value = 0;
  for (let at = start; at < end; at++) {
    const code = s.text.charCodeAt(at);
    if (!isDigit(code)) {
      value = hexadecimal(s.text, start, end);
      break;
    }
    value = value * 10 + (code - ZERO);
  }
  if (value < 0 || value > max) {
    fail(s, "syntax-number", start, end, field, max);
    return -1;
  }
  s.pos = end;
  return value;
}

const HEXADECIMAL = /^0[xX][0-9a-fA-F]+$/;

function hexadecimal(text: string, start: number, end: number): number {
  const word = text.slice(start, end);
  return HEXADECIMAL.test(word) ? Number.parseInt(word.slice(2), 16) : -1;
}

function readTerm(s: Scanner, sign: 1 | -1, field: string): Term | null {
  const start = s.pos;
  if (sayMissing(s)) return null;
  const end = nameEnd(s.text, start, s.end);
  if (end === start) {
    if (!isDigit(peek(s))) return expected(s, "expression");
    const value = readInteger(s, field, LARGEST_32_BIT);
    return value < 0 ? null : { sign, span: spanOf(s, start, s.pos), kind: "number", value };
  }
  const name = sliceOf(s, start, end);
  if (end - start > 1 && isFieldName(name)) return fail(s, "syntax-field-as-symbol", start, end, field);
  s.pos = end;
  return { sign, span: spanOf(s, start, end), kind: "symbol", name };
}

/** What a sum or a value is to follow, with all that stands of it: `seq=`, `ack=x+`. */
const UNFINISHED = /[\p{L}_][\p{L}\p{N}_]*\s*=[^=,]*?$/u;
const FLAG_AHEAD = new RegExp(`^(?:${FLAG_WORDS.join("|")})(?![\\p{L}\\p{N}_])`, "u");
const NEXT_AHEAD = /^(?:sackok(?![\p{L}\p{N}_])|as\s+[\p{L}_]|[,"(]|([\p{L}_][\p{L}\p{N}_]*)\s*=)/u;

/** `seq= ack=x+1`: the value was forgotten, and what stands in its place is the next field. True where that has been said. */
export function sayMissing(s: Scanner): boolean {
  const { text, pos, end } = s;
  const code = text.charCodeAt(pos);
  if (pos >= end || (!isBlank(text.charCodeAt(pos - 1)) && code !== COMMA)) return false;
  const ahead = text.slice(pos, end);
  const [found, key] = NEXT_AHEAD.exec(ahead) ?? FLAG_AHEAD.exec(ahead) ?? [];
  if (found === undefined || (key !== undefined && !KEYS.has(key.toLowerCase()))) return false;
  const before = UNFINISHED.exec(text.slice(s.start, pos))?.[0].trimEnd();
  if (before === undefined) return false;
  const start = s.start + text.slice(s.start, pos).lastIndexOf(before);
  fail(s, "syntax-number", start, start + before.length, before);
  return true;
}

/** Names that stand before `=`, of fields and of attributes. */
const KEYS: ReadonlySet<string> = new Set([...FIELD_WORDS, ...ATTRIBUTE_WORDS, ...FIELDS_NOT_SYMBOLS]);

const LONGEST_FIELD_NAME = Math.max(...FIELDS_NOT_SYMBOLS.map(({ length }) => length));

function isFieldName(name: string): boolean {
  return name.length <= LONGEST_FIELD_NAME && FIELDS_NOT_SYMBOLS.includes(name.toLowerCase());
}

/**
 * From the first sign on; a blank before a sign belongs to the sum. Two terms are what nearly every sum
 * has, and a list made at its full length takes a fraction of one that grows.
 */
function readSum(s: Scanner, first: Term, sign: number, field: string): readonly Term[] | null {
  const second = readSigned(s, sign, field);
  if (second === null) return null;
  let terms: Term[] | null = null;
  for (;;) {
    const end = s.pos;
    const next = peekPastBlanks(s);
    if (next !== PLUS && next !== MINUS) {
      s.pos = end;
      return terms ?? [first, second];
    }
    const term = readSigned(s, next, field);
    if (term === null) return null;
    if (terms === null) terms = [first, second, term];
    else terms.push(term);
  }
}

/** The scanner stands on the sign. */
function readSigned(s: Scanner, sign: number, field: string): Term | null {
  s.pos++;
  skipBlanks(s);
  return readTerm(s, sign === PLUS ? 1 : -1, field);
}

/** `f=v+1`: the number is v+1, and is named f. */
function readAliased(s: Scanner, start: number, aliasEnd: number, name: string, field: string): Expr | null {
  s.pos++;
  skipBlanks(s);
  const value = readExpr(s, field);
  if (value === null) return null;
  if (value.alias !== null) return expected(s, "field", aliasEnd);
  return { ...value, span: spanOf(s, start, s.pos), alias: { name, span: spanOf(s, start, aliasEnd) } };
}

function peekPastBlanks(s: Scanner): number {
  skipBlanks(s);
  return peek(s);
}
