/** "Did you mean …": the candidate a slip of the hand away, or nothing. */

import { distance } from "fastest-levenshtein";

const SHORT_WORD = 2;
const MIDDLE_WORD = 4;
const LONG_WORD = 7;
const LONGEST_DISTANCE = 3;
/** `SYN报文` means SYN. */
const TRAILING_NOUN = /(?:报文段?|数据包|包|标志位?|状态)$/u;

export function suggest(word: string, candidates: readonly string[]): string {
  const wanted = word.replace(TRAILING_NOUN, "").toLowerCase();
  if (wanted === "") return "";
  let best = "";
  let bestDistance = limitFor(wanted.length) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) >= bestDistance) continue;
    const far = slips(wanted, candidate.toLowerCase());
    if (far < bestDistance) {
      best = candidate;
      bestDistance = far;
    }
  }
  return best === word ? "" : best;
}

/** Two letters exchanged are one slip of the hand, though two edits. */
function slips(typed: string, meant: string): number {
  if (typed === meant) return 0;
  if (typed.length === meant.length) {
    let first = 0;
    while (first < typed.length && typed[first] === meant[first]) first++;
    const exchanged = typed[first] === meant[first + 1] && typed[first + 1] === meant[first];
    if (exchanged && typed.slice(first + 2) === meant.slice(first + 2)) return 1;
  }
  return distance(typed, meant);
}

/** The shorter the word, the fewer slips it can bear and still be itself. */
function limitFor(length: number): number {
  if (length <= SHORT_WORD) return 0;
  if (length <= MIDDLE_WORD) return 1;
  return length <= LONG_WORD ? 2 : LONGEST_DISTANCE;
}
