/** What sentences say was lost, and who has to wait for a timer because of it. */

import type { DrawnSegment, DrawnStatement } from "../drawn.js";
import { saidIn } from "../said/said.js";
import { SENDS, SUPPOSED } from "./clauses.js";
import { TO_COME } from "./signs.js";

/**
 * `The ACK gets lost`, `但是这个 SYN 丢了`: the segment that is meant; null where it is none that was told, undefined where the words
 * tell of no loss.
 */
export function lostIn(words: string, before: readonly DrawnStatement[]): DrawnSegment | null | undefined {
  const said = saidIn(words);
  const segments = before.filter((one): one is DrawnSegment => one.type === "segment");
  const last = segments.at(-1);
  if (NO_ANSWER.test(words) && last?.flags.join() === "SYN") return last;
  if (!said.lost || TO_COME.test(words) || SENDS.test(words) || SUPPOSED.test(words) || last === undefined)
    return undefined;
  if (!said.flags.every((flag) => last.flags.includes(flag))) return undefined;
  // `Segment seq=101 is lost`: it has to be one that was told.
  const called = CALLED.exec(words)?.groups?.n ?? null;
  const seq = said.seq ?? (segments.some((one) => one.seq === called) ? called : null);
  if (seq === null || seq === last.seq) return last;
  return segments.findLast((one) => one.seq === seq) ?? null;
}

/** `Segment 2000 gets lost` */
const CALLED = /(?:segment|packet|报文段?|段|包)\s*#?(?<n>\d+)(?!\w|\.\d)/iu;
/** A sentence of its own, behind a SYN. */
const NO_ANSWER =
  /^\s*(?:(?:there\s+is\s+|gets\s+)?no\s+(?:answer|reply|response)|nobody\s+answers|(?:但是?|可是)?(?:一直)?(?:没有|未)(?:收到)?(?:任何)?(?:回应|响应|应答|回复))\s*[.。!]?\s*$/iu;

/** The segment of an end that was lost, and has not been sent again. */
export function lostLast(before: readonly DrawnStatement[], end: string | null): DrawnSegment | null {
  const own = before.filter((one): one is DrawnSegment => one.type === "segment" && one.from === end);
  const at = own.findLastIndex(({ fate }) => fate === "lost");
  const lost = own[at];
  if (lost === undefined || !(lost.seq || lost.len || lost.flags.length > 0)) return null;
  const after = own.slice(at + 1);
  return after.some((one) => one.seq === lost.seq && one.len === lost.len) ? null : lost;
}

/** Whether an end still waits for an answer: what it sent was lost, or what answered it. */
export function waitsFor(before: readonly DrawnStatement[], end: string): boolean {
  if (lostLast(before, end) !== null) return true;
  const last = before.findLast((one): one is DrawnSegment => one.type === "segment");
  return last?.to === end && last.fate === "lost" && last.flags.includes("ACK");
}
