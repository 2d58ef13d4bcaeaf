/** Names, states and timers as people write them. */

import type { StateName } from "./ast.js";
import { isBlank, nameEnd } from "./chars.js";
import { drawnArrow } from "./notation-arrow.js";
import { edit, type NotationEdit } from "./notation-edit.js";
import {
  AND,
  ARROW,
  CHINESE_AND,
  type NotationRow,
  STATE_ALIAS,
  STATE_ALIASES,
  STATE_NAME,
  STATE_NAMES_CHINESE,
  TIMER,
  TIMER_CASE,
  TIMER_RTO,
} from "./notation-table.js";
import { inCapitals } from "./notation-text.js";
import { EVENT_WORDS, TIMERS } from "./words.js";

/** `C 和 S`: the word between blanks is a comma. (`C和S` is one name to the grammar; see `collective`.) */
export function normalizeNames(text: string, start: number, end: number, edits: NotationEdit[]): void {
  let at = start;
  while (at < end) {
    const wordEnd = nameEnd(text, at, end);
    if (wordEnd === at) {
      at++;
      continue;
    }
    if (wordEnd === at + 1 && CHINESE_AND.includes(text.charAt(at))) {
      let from = at;
      while (from > start && isBlank(text.charCodeAt(from - 1))) from--;
      if (from > start) edits.push(edit(AND, from, wordEnd, ","));
    }
    at = wordEnd;
  }
}

/** What follows the colon of a local line. */
export function normalizeWhat(text: string, from: number, to: number, edits: NotationEdit[]): void {
  const [start, end] = trimmed(text, from, to);
  for (let at = start; at < end; at++) {
    const arrow = drawnArrow(text, at, end);
    if (arrow === null) continue;
    normalizeState(text, start, at, edits);
    if (text.slice(at, arrow.end) !== "->" && arrow.canonical === "->")
      edits.push(edit(ARROW, at, arrow.end, "->"));
    normalizeState(text, arrow.end, end, edits);
    return;
  }
  if (!normalizeState(text, start, end, edits)) normalizeTimer(text, start, end, edits);
}

/** True where a state stands there, however it is spelled. */
export function normalizeState(text: string, from: number, to: number, edits: NotationEdit[]): boolean {
  const [start, end] = trimmed(text, from, to);
  const typed = text.slice(start, end);
  if ((EVENT_WORDS as readonly string[]).includes(typed)) return false;
  const found = stateOf(typed);
  if (found === null) return false;
  if (found.state !== typed) edits.push(edit(found.row, start, end, found.state));
  return true;
}

interface FoundState {
  readonly state: StateName;
  readonly row: NotationRow;
}

const SEPARATORS = /[-_\s]/g;
const NOUN = /状态$/u;
/** `FIN-WAIT-1（终止等待1）`: a name and its translation. */
const TRANSLATED = /^(\S+?)\s*[(（]?\s*(\p{Script=Han}[^)）]*)[)）]?$/u;

function stateOf(typed: string): FoundState | null {
  const one = simpleState(typed);
  if (one !== null) return one;
  const [, name, translation] = TRANSLATED.exec(typed) ?? [];
  if (name === undefined || translation === undefined) return null;
  const first = simpleState(name);
  const second = translation === "状态" ? first : simpleState(translation);
  return first !== null && first.state === second?.state ? { state: first.state, row: STATE_NAME } : null;
}

function simpleState(typed: string): FoundState | null {
  const key = inCapitals(typed).replace(SEPARATORS, "");
  const alias = STATE_ALIASES.get(key);
  if (alias !== undefined) return { state: alias, row: STATE_ALIAS };
  const name = STATE_NAMES_CHINESE.get(key.replace(NOUN, ""));
  return name === undefined ? null : { state: name, row: STATE_NAME };
}

const TWO_MSL =
  /^(?:timeout\s+|wait(?:s|ing)?\s+(?:for\s+)?|after\s+|等待?|经过|超时)?\s*2\s*[*×]?\s*MSL(?:\s*(?:超时|到期|到时|时间|后|timeout|timer|expires|expired|elapsed|passes))*$/iu;
const RETRANSMISSION =
  /^(?:(?:重传|重发)?超时(?:重传|重发)?|(?:超时\s*|超时重传\s*)?(?:RTO|(?:超时)?(?:重传|重发)[计定]时器)(?:\s*(?:超时|到期|到时|timeout|timer|expires|expired))*|retransmission\s+time(?:out|r)(?:\s+(?:expires|expired))?)$/iu;
const TIMEOUT = /^timeout\s+(\w+)$/i;
const CANONICAL_TWO_MSL = "timeout 2msl";

function normalizeTimer(text: string, start: number, end: number, edits: NotationEdit[]): void {
  const typed = text.slice(start, end);
  const word = TIMEOUT.exec(typed)?.[1]?.toLowerCase();
  const timer = TIMERS.find((name) => name === word);
  if (timer !== undefined) {
    const canonical = `timeout ${timer}`;
    if (canonical !== typed.replace(/\s+/g, " ")) edits.push(edit(TIMER_CASE, start, end, canonical));
  } else if (TWO_MSL.test(typed)) {
    edits.push(edit(TIMER, start, end, CANONICAL_TWO_MSL));
  } else if (RETRANSMISSION.test(typed)) {
    edits.push(edit(TIMER_RTO, start, end, "timeout rto"));
  }
}

export function trimmed(text: string, from: number, to: number): readonly [number, number] {
  let start = from;
  let end = to;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return [start, end];
}
