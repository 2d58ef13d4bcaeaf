/** What an answer says of a segment that it may know, or not. */

import type { Side } from "../../check/connection.js";
import { eraOf, type Placed } from "./places.js";

/** Whether a segment repeats octets; a keep-alive repeats none that anybody waits for (RFC 9293 §3.8.4). */
export function isSentAgain({ seen, start, end, next }: Placed): boolean {
  if (end === start || !(start < next) || eraOf(start) !== eraOf(next)) return false;
  const keepAlive = start === next - 1 && end === next && seen.len === 1 && !seen.flags?.includes("PSH");
  return !keepAlive;
}

/** Whether an answer shows that a segment had not arrived when it left. */
export function contradicts(answer: Placed, item: Placed): boolean {
  if (isSentAgain(answer) && item.ack > answer.start && eraOf(item.ack) === eraOf(answer.start)) return true;
  if (item.seen.syn && answer.seen.syn && !answer.seen.acks) return true;
  if (item.seen.rst) return !answer.seen.rst && answer.ack === item.start;
  if (item.end === item.start) return false;
  // Who answers an earlier opening knows nothing of this one.
  if (item.seen.syn && !item.seen.acks && answer.seen.syn && eraOf(answer.ack) < eraOf(item.end)) return true;
  if (Number.isNaN(answer.ack) || eraOf(answer.ack) !== eraOf(item.end)) return false;
  if (answer.ack >= item.end) return false;
  return !answer.sack.some(([left, right]) => left <= item.start && item.end <= right);
}

/** Octets that are missing on the other side: what came behind them does not say that they arrived. */
export function isHole({ end, start }: Placed, answer: Placed): boolean {
  if (end === start) return false;
  return !(eraOf(answer.ack) === eraOf(end) && answer.ack >= end);
}

/** Whether a segment asks the end `way` for an ACK. */
export function callsForAck({ end, next, seen, start }: Placed, way: Side): boolean {
  return seen.way !== way && (start !== end || start < next);
}
