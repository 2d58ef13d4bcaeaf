/** Timestamps of arriving segments (RFC 7323 §4.3, §5): TS.Recent, and protection against wrapped sequence numbers. */

import type { ArrivalContext } from "./answer.js";
import type { End } from "./endpoint.js";
import type { Num, Numbers } from "./number.js";
import { RST, SYN, type TcpSegment } from "./segment.js";
import { distance } from "./sequence.js";

/** R1: SEG.TSval < TS.Recent, and no RST. Such a segment is not acceptable. */
export function isTooOld(context: ArrivalContext, end: End, segment: TcpSegment): boolean {
  const { tsval, flags } = segment;
  if (tsval === undefined || end.tsRecent === null || (flags & RST) !== 0) return false;
  return distance(tsval, end.tsRecent) < 0 && !context.may("no-paws");
}

/** R3: TS.Recent from a segment that is newer, and that begins at or before Last.ACK.sent. */
export function noteTimestamp(numbers: Numbers, end: End, segment: TcpSegment): void {
  const { tsval, seq, flags } = segment;
  if (tsval === undefined) return;
  const { tsRecent } = end;
  if (tsRecent === null || (flags & SYN) !== 0) end.tsRecent = tsval;
  else if (distance(tsval, tsRecent) >= 0 && beginsByLastAck(numbers, end, seq)) end.tsRecent = tsval;
}

function beginsByLastAck(numbers: Numbers, end: End, seq: Num): boolean {
  const { lastAck, rcvNxt } = end.tcb;
  const last = lastAck ?? rcvNxt;
  return last === null || numbers.compare(seq, last) !== 1;
}
