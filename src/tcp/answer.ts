/** What an arriving segment must be answered by, and what its arrival is told. */

import { type End, type OwedKind, segmentLength } from "./endpoint.js";
import { type Num, type Numbers, ZERO } from "./number.js";
import type { Outcome } from "./outcomes.js";
import { ACK, type TcpSegment } from "./segment.js";

/** Context of an arrival: the unknowns, the step, the ISS that a passive end would choose, and the course taken. */
export interface ArrivalContext {
  readonly numbers: Numbers;
  readonly step: number;
  /** Makes the initial send sequence number of an end that answers a SYN (§3.4.1). */
  chooseIss(): Num;
  /** Whether the end takes this outcome, which is possible here beside the default. */
  readonly may: (outcome: Outcome) => boolean;
  /** Keeps nothing beyond RCV.NXT: SHLD-31 is no more than advice. */
  readonly inorder: boolean;
}

/** What became of it, for the findings; the TCB and the owed answers are in the end itself. */
export type Arrival =
  /** Processed. */
  | "accepted"
  /** Nothing in it was new. */
  | "duplicate"
  /** Data beyond RCV.NXT: kept, and the gap is acknowledged. */
  | "out-of-order"
  /** Dropped as a real stack does, where the RFC's letter would process it. */
  | "ignored"
  /** Dropped, as the state requires. */
  | "dropped"
  /** Its timestamp is older than TS.Recent (RFC 7323 §5.3): acknowledged and dropped. */
  | "too-old"
  /** An acknowledgment of what was never sent, or a segment out of the window. */
  | "unacceptable"
  /** Answered by a RST. */
  | "refused"
  /** The connection is gone. */
  | "reset"
  /** RFC 5961. */
  | "challenged"
  /** A SYN has opened the connection anew, straight out of TIME-WAIT: by its number, or by its timestamp. */
  | "reopened"
  | "reopened-by-timestamp"
  /** Unknown numbers would decide; it is taken to be dropped. */
  | "undecided";

/** Notes an answer that the RFC requires. */
export function owe(
  context: ArrivalContext,
  end: End,
  kind: OwedKind,
  seq: Num | null,
  ack: Num | null,
): void {
  const owed = { kind, seq, ack, cause: context.step, abort: false };
  end.owed = end.owed.length === 0 ? [owed] : [...end.owed, owed];
}

/** A RST "as a reply": `<SEQ=SEG.ACK><CTL=RST>`, or `<SEQ=0><ACK=SEG.SEQ+SEG.LEN><CTL=RST,ACK>` (§3.5.2, §3.10.7.1). */
export function oweReset(context: ArrivalContext, end: End, segment: TcpSegment): void {
  if ((segment.flags & ACK) !== 0) owe(context, end, "RST", segment.ack, null);
  else {
    const length = segmentLength(segment.len, segment.flags);
    owe(context, end, "RST+ACK", ZERO, context.numbers.add(segment.seq, length));
  }
}

export function has(segment: TcpSegment, flag: number): boolean {
  return (segment.flags & flag) !== 0;
}
