/** Names of states in foreign words. */

import type { StateName } from "../../language/ast.js";
import { STATE_ALIASES, STATE_NAMES_CHINESE } from "../../language/notation-table.js";

export interface NamedState {
  /** `?`: asked for. */
  readonly state: StateName | "?";
  readonly index: number;
  readonly end: number;
}

const COMPOUND =
  "SYN[-_]?(?:SENT|SEND|SENDED|RCVD|RECVD?|RECEIVED|REVD)|FIN[-_ ]?WAIT[-_ ]?[12]|CLOSED?[-_]?WAIT|LAST[-_]?ACK|TIMED?[-_]?WAIT|ESTAB[-_]?LISHED";
const SPACED = "SYN (?:SENT|RCVD|RECV|RECEIVED)|CLOSED? WAIT|LAST ACK|TIMED? WAIT";
const PLAIN = "ESTABLISHED|ESTABLISH|ESTAB|LISTENING|LISTEN|CLOSED|CLOSING";
/** A call is written in capitals too; `进入CLOSE状态` is a state. */
const CLOSE = "(?<=(?:进入|变为|转为|到|至|→|->)\\s*)CLOSE(?=\\s*(?:状态|阶段|$|[,;。)]))|CLOSE(?=\\s*状态)";
const CHINESE = [...STATE_NAMES_CHINESE.keys()].filter((name) =>
  /^(?:同步|终止等待|关闭等待|最后确认|时间等待)/.test(name),
);
const NAMES = new RegExp(
  `(?<![A-Za-z0-9])(?:(?:${PLAIN})|(?:${SPACED}))(?![A-Za-z0-9_-])|${CLOSE}|(?:${CHINESE.join("|")})`,
  "gu",
);
const COMPOUNDS = new RegExp(`(?<![A-Za-z0-9_])(?:${COMPOUND})(?![A-Za-z0-9])`, "giu");

/** `进入?状态`, `enters state ?` */
const ASKED =
  /(?:进入到?|变为|变成|转为|处于|状态[为是:]?|enters?|moves?\s+to|go(?:es)?\s+to|is\s+(?:now\s+)?in|state\s*[:=]?)\s*(?:了|the|state)?\s*\?(?=\s*(?:状态|state|[,;.。)]|$))/giu;

/** The states that a text names in capitals, or by names that are no other words; in order. */
export function namedStates(text: string): readonly NamedState[] {
  const found: NamedState[] = [];
  for (const pattern of [COMPOUNDS, NAMES])
    for (const match of text.matchAll(pattern)) {
      const state = stateFor(match[0]);
      const index = match.index;
      const end = index + match[0].length;
      if (state !== null && !found.some((one) => index < one.end && one.index < end))
        found.push({ state, index, end });
    }
  for (const match of text.matchAll(ASKED)) {
    const index = match.index + match[0].indexOf("?");
    found.push({ state: "?", index, end: index + 1 });
  }
  return found.sort((a, b) => a.index - b.index);
}

/** The state that a word is, standing alone; any case will do. */
export function stateAlone(words: string): StateName | null {
  if (isCall(words)) return null;
  const word = words
    .trim()
    .replace(/^[([（【"'*\s]+|[)\]）】"'*\s。.!！]+$/gu, "")
    .replace(/\s*(?:状态|阶段|state)$/iu, "");
  return STATE_NAMES_CHINESE.get(word) ?? (WORD.test(word) ? stateFor(word) : null);
}

/** `close()` is called; it is no state. */
export function isCall(words: string): boolean {
  return /\w\s*\(\s*\)\s*;?\s*$/.test(words);
}

const WORD = /^[A-Za-z][A-Za-z_ -]{2,16}[12]?$/;

function stateFor(word: string): StateName | null {
  const key = word.toUpperCase().replace(/[-_\s]/g, "");
  if (key === "CLOSE") return "CLOSED";
  if (key === "SYNSENDED") return "SYN-SENT";
  return STATE_ALIASES.get(key) ?? STATE_NAMES_CHINESE.get(word) ?? null;
}
