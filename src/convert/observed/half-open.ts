/**
 * An end that still has an earlier connection answers a SYN with an ACK of that one, which the other end refuses (RFC 9293 §3.5.1,
 * Figure 9). Such an ACK says nothing about the numbers of the new connection.
 */

import type { Seen } from "./seen.js";

/** The number at which the earlier connection stood, from the end that opens anew; null where there was none. */
export function numberBefore(segments: readonly Seen[]): number | null {
  const [first] = segments;
  if (first === undefined || !first.syn || first.acks) return null;
  const answer = segments.findIndex(({ way }) => way !== first.way);
  const seen = segments[answer];
  if (seen === undefined || !isBareAck(seen)) return null;
  const refusal = segments.slice(answer + 1).find(({ way }) => way === first.way);
  return refusal !== undefined && isRefusal(refusal, seen.ack) ? seen.ack : null;
}

/** Whether a segment is of the earlier connection, or refuses one of it. `opener`: the end that opens anew. */
export function isOfBefore(seen: Seen, before: number | null, opener: Seen["way"]): boolean {
  if (before === null) return false;
  return seen.way === opener ? isRefusal(seen, before) : isBareAck(seen) && seen.ack === before;
}

function isBareAck({ acks, fin, len, rst, syn }: Seen): boolean {
  return acks && !syn && !fin && !rst && len === 0;
}

function isRefusal({ acks, rst, seq }: Seen, number: number | null): boolean {
  return rst && !acks && seq !== null && seq === number;
}
