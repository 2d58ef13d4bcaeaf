/** Strings in double quotes, and captions in round brackets. */

import type { Text } from "./ast.js";
import { BACKSLASH, CLOSE_PAREN, OPEN_PAREN, QUOTE } from "./chars.js";
import { beforeComment, expected, fail, peek, type Scanner, spanOf } from "./scanner.js";
import type { ExpectedWhat } from "./syntax-code.js";

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", "\\": "\\", '"': '"' };
const HEX_ESCAPE_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4 };
const HEXADECIMAL = /^[0-9a-fA-F]+$/;

export function readString(s: Scanner, what: ExpectedWhat): Text | null {
  if (peek(s) !== QUOTE) return expected(s, what);
  const start = s.pos;
  const close = closingQuote(s.text, start, s.end);
  if (close < 0) return fail(s, "syntax-string", start, beforeComment(s.text, start, s.end));
  const value = unescaped(s, start + 1, close);
  if (value === null) return null;
  s.pos = close + 1;
  return { value, span: spanOf(s, start, close + 1) };
}

/** Brackets may nest: `(see RFC 9293 (TCP))` is one caption. */
export function readCaption(s: Scanner): Text | null {
  const start = s.pos;
  const close = closingBracket(s.text, start, s.end);
  if (close < 0) return fail(s, "syntax-string", start, beforeComment(s.text, start, s.end));
  s.pos = close + 1;
  return { value: s.text.slice(start + 1, close).trim(), span: spanOf(s, start, close + 1) };
}

/** Where the string that opens at `start` closes, or -1. */
export function closingQuote(text: string, start: number, end: number): number {
  for (let at = start + 1; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at;
    if (code === BACKSLASH) at++;
  }
  return -1;
}

/** Where the bracket that opens at `start` closes, or -1. */
export function closingBracket(text: string, start: number, end: number): number {
  let depth = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === OPEN_PAREN) depth++;
    if (code === CLOSE_PAREN && --depth === 0) return at;
  }
  return -1;
}

function unescaped(s: Scanner, start: number, end: number): string | null {
  const raw = s.text.slice(start, end);
  if (!raw.includes("\\")) return raw;
  let value = "";
  for (let at = 0; at < raw.length; at++) {
    const character = raw.charAt(at);
    if (character !== "\\") {
      value += character;
      continue;
    }
    const letter = raw.charAt(++at);
    const digits = HEX_ESCAPE_DIGITS[letter] ?? 0;
    const hex = raw.slice(at + 1, at + 1 + digits);
    const simple = SIMPLE_ESCAPES[letter];
    if (simple !== undefined) {
      value += simple;
    } else if (digits > 0 && hex.length === digits && HEXADECIMAL.test(hex)) {
      value += String.fromCharCode(Number.parseInt(hex, 16));
      at += digits;
    } else {
      const from = start + at - 1;
      return fail(s, "syntax-string", from, from + 2, s.text.slice(from, Math.min(from + 2, end)));
    }
  }
  return value;
}
