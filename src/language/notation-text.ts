/** Small readers that the notation modules share. */

import type { FlagName } from "./ast.js";
import { EQUALS, isBlank, MINUS, PLUS, QUESTION, wordEnd } from "./chars.js";
import { FLAG_NAMES } from "./words.js";

const FLAG_BY_WORD: ReadonlyMap<string, FlagName> = new Map([
  ...FLAG_NAMES.map((name) => [name, name] as const),
  ["AE", "NS"],
]);
const LONGEST_FLAG = 3;

/** The flag that a word names in any case. */
export function flagNamed(word: string): FlagName | null {
  if (word.length > LONGEST_FLAG) return null;
  return FLAG_BY_WORD.get(word) ?? FLAG_BY_WORD.get(inCapitals(word)) ?? null;
}

/** Letters of ASCII only: `\u017f` and `\u0131` have capitals that are ours, and a word with them is another word. */
export function inCapitals(word: string): string {
  return word.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

export function inSmallLetters(word: string): string {
  return word.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

export function pastBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** The end of the value that begins at `start`: a sum, a range, or numbers joined by a colon. */
export function expressionEnd(text: string, start: number, end: number): number {
  let at = termEnd(text, start, end);
  if (at === start) return start;
  for (;;) {
    const sign = pastBlanks(text, at, end);
    const next = pastSign(text, sign, end);
    const past = next === sign ? next : termEnd(text, next, end);
    if (past === next) return at;
    at = past;
  }
}

function termEnd(text: string, start: number, end: number): number {
  return text.charCodeAt(start) === QUESTION && start < end ? start + 1 : wordEnd(text, start, end);
}

function pastSign(text: string, at: number, end: number): number {
  const code = text.charCodeAt(at);
  if (at >= end) return at;
  if (code === PLUS || code === MINUS || code === EQUALS) return pastBlanks(text, at + 1, end);
  if (text.charAt(at) === ":") return at + 1;
  return text.startsWith("..", at) ? pastBlanks(text, at + 2, end) : at;
}
