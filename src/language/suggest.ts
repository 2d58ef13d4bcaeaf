/** "Did you mean …": the candidate a slip of the hand away, or nothing. */

import { distance } from "fastest-levenshtein";
import type { ExpectedWhat } from "./syntax-code.js";

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

/** What people say for a word of the language: no slip of it, and yet it is plain which one they mean. */
const OTHER_WORDS: Readonly<Partial<Record<ExpectedWhat, ReadonlyMap<string, string>>>> = {
  attribute: new Map([
    ["win", "window"],
    ["rwnd", "window"],
    ["wnd", "window"],
    ["窗口", "window"],
    ["seq", "isn"],
    ["序号", "isn"],
    ["初始序号", "isn"],
    ["状态", "state"],
  ]),
  "event-or-state": new Map([
    ["wait", "timeout 2msl"],
    ["等待", "timeout 2msl"],
    ["connect", "open"],
    ["主动打开", "open"],
    ["被动打开", "listen"],
    ["主动关闭", "close"],
    ["被动关闭", "close"],
    ["shutdown", "close"],
    ["write", "send"],
    ["发送", "send"],
    ["read", "receive"],
    ["recv", "receive"],
    ["接收", "receive"],
    ["读取", "receive"],
    ["重传", "timeout rto"],
    ["retransmit", "timeout rto"],
    ["崩溃", "crash"],
    ["宕机", "crash"],
    ["reset", "abort"],
    ["复位", "abort"],
  ]),
};

/** `isKey`: a value is given to the word. */
export function otherWord(what: ExpectedWhat, word: string, isKey: boolean): string {
  const small = word.toLowerCase();
  if (what === "flag" || what === "segment" || what === "field") {
    const isData = small === "data" || small === "数据" || small === "数据段";
    if (isData) return isKey ? "len" : what === "field" ? "" : "PSH+ACK";
    // What happens to a segment is said in brackets.
    return !isKey && REMARK.test(word) ? `(${word})` : "";
  }
  return OTHER_WORDS[what]?.get(small) ?? "";
}

const REMARK =
  /^(?:第.次(?:握手|挥手)|重传|重发|超时重传|快重传|重复|重复确认|捎带确认|应答|确认|retransmission|retransmitted|duplicate)$/iu;

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
