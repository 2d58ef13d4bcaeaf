/** What an arriving segment must be answered by. */

import { type End, type OwedKind, segmentLength } from "./endpoint.js";
import { type Num, type Numbers, ZERO } from "./number.js";
import { ACK, type TcpSegment } from "./segment.js";

/** Context of an arrival: the unknowns, the step, and the ISS that a passive end would choose. */
export interface ArrivalContext {
  readonly numbers: Numbers;
  readonly step: number;
  /** Makes the initial send sequence number of an end that answers a SYN (§3.4.1). */
  readonly chooseIss: () => Num;
}

/** Notes an answer that the RFC requires. */
export function owe(
  context: ArrivalContext,
  end: End,
  kind: OwedKind,
  seq: Num | null,
  ack: Num | null,
): void {
  end.owed.push({ kind, seq, ack, cause: context.step, abort: false });
}

/** A RST "as a reply": `<SEQ=SEG.ACK><CTL=RST>`, or `<SEQ=0><ACK=SEG.SEQ+SEG.LEN><CTL=RST,ACK>` (§3.5.2, §3.10.7.1). */
export function oweReset(context: ArrivalContext, end: End, segment: TcpSegment): void {
  if ((segment.flags & ACK) !== 0) owe(context, end, "RST", segment.ack, null);
  else {
    const length = segmentLength(segment.len, segment.flags);
    owe(context, end, "RST+ACK", ZERO, context.numbers.add(segment.seq, length));
  }
}
