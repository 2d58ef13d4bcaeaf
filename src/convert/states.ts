/** State names as people write them, found within other words. */

import type { StateName } from "../language/ast.js";
import { STATE_ALIASES } from "../language/notation-table.js";

const EXACT = /^[A-Za-z][A-Za-z0-9_ -]{2,20}$/;

/** `SYN_SENT`, `Fin-Wait-1`, `established`; null for any other word. */
export function stateNamed(word: string): StateName | null {
  const trimmed = word.trim().replace(/[*`]/g, "");
  if (!EXACT.test(trimmed)) return null;
  const key = trimmed.replace(/[-_ ]/g, "").toUpperCase();
  return STATE_ALIASES.get(key === "CLOSE" ? "CLOSED" : key) ?? null;
}

export interface Found {
  readonly state: StateName;
  readonly index: number;
  readonly end: number;
}

const WORD = /[A-Za-z]+(?:[-_][A-Za-z0-9]+)+|[A-Za-z]{5,}\d?/g;

/** The states that a text names, in order. */
export function statesIn(text: string): readonly Found[] {
  return [...text.matchAll(WORD)].flatMap((match) => {
    const state = stateNamed(match[0]);
    return state === null ? [] : [{ state, index: match.index, end: match.index + match[0].length }];
  });
}
