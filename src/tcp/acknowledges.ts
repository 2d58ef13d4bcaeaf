/** The ACK field of an arriving segment (RFC 9293 §3.10.7.4, fifth): SND.UNA, SND.WND, and the state where the own FIN counts. */

import { type Arrival, type ArrivalContext, has, owe } from "./answer.js";
import { become, type End, edit, enter, pruneSent } from "./endpoint.js";
import { afterFin } from "./fin.js";
import { type Num, type Numbers, plus, ZERO } from "./number.js";
import { FIN, SYN, type TcpSegment } from "./segment.js";
import type { Tcb } from "./tcb.js";

/** Fifth, check the ACK field. null where processing goes on. */
export function takeAck(context: ArrivalContext, end: End, segment: TcpSegment): Arrival | null {
  const { numbers } = context;
  const tcb = end.tcb;
  const ack = segment.ack as Num;
  const sndUna = tcb.sndUna as Num;
  const sndNxt = tcb.sndNxt as Num;
  if (ack === sndUna && tcb.state !== "SYN-RECEIVED" && tcb.state !== "CLOSING") {
    noteWidest(end, segment.win);
    takeWindow(numbers, end, segment);
    return null;
  }
  const toNext = numbers.equal(ack, sndNxt) === true ? 0 : numbers.compare(ack, sndNxt);
  const toUna = toNext === 0 && sndUna === sndNxt ? 0 : numbers.compare(ack, sndUna);
  if (tcb.state === "SYN-RECEIVED") return completeOpen(context, end, segment, toUna === 1 && toNext !== 1);
  if (toNext === 1 || (toUna === -1 && isDiscarded(context, tcb, ack))) {
    owe(context, end, "ACK", null, tcb.rcvNxt);
    return "unacceptable";
  }
  noteWidest(end, segment.win);
  if (toUna === 1) acknowledge(numbers, end, ack);
  // SND.UNA =< SEG.ACK =< SND.NXT: "the send window should be updated".
  if (toUna !== -1) takeWindow(numbers, end, segment);
  if (end.tcb.state === "CLOSED") return "accepted";
  // CLOSING, and the own FIN is not acknowledged: "ignore the segment".
  return end.tcb.state === "CLOSING" && takesNumbers(numbers, segment) ? "dropped" : null;
}

/** Of a segment that was held: by now something else may have acknowledged as much. */
export function takeLateAck(numbers: Numbers, end: End, segment: TcpSegment): void {
  const { sndUna, state } = end.tcb;
  if (sndUna === null || state === "CLOSED") return;
  const ack = segment.ack as Num;
  noteWidest(end, segment.win);
  if (numbers.compare(ack, sndUna) === 1) acknowledge(numbers, end, ack);
  if (numbers.compare(ack, sndUna) !== -1) takeWindow(numbers, end, segment);
}

/** SYN-RECEIVED. */
function completeOpen(
  context: ArrivalContext,
  end: End,
  segment: TcpSegment,
  acceptable: boolean,
): Arrival | null {
  if (!acceptable) {
    owe(context, end, "RST", segment.ack, null);
    return "refused";
  }
  if (end.tcb.passive && end.spoken && isPlainAck(segment)) {
    end.queueFull ||= context.may("full-accept-queue");
    if (end.queueFull) return "ignored";
  }
  noteWidest(end, segment.win);
  enter(end, "ESTABLISHED");
  edit(end).sndUna = segment.ack;
  // Of a SYN that repeats the peer's, what is left begins at RCV.NXT: "the idealized segment" (§3.10.7.4).
  setWindow(end, has(segment, SYN) ? { ...segment, seq: plus(segment.seq, 1) } : segment);
  return null;
}

/** With a FIN it is no third segment that a queue would keep waiting. */
function isPlainAck(segment: TcpSegment): boolean {
  return !has(segment, FIN);
}

/** RFC 5961 §5, MAY-12: SEG.ACK < SND.UNA - MAX.SND.WND. */
function isDiscarded(context: ArrivalContext, tcb: Tcb, ack: Num): boolean {
  const { maxSndWnd } = tcb;
  const lowest = plus(tcb.sndUna as Num, -(maxSndWnd ?? MAX_WINDOW));
  if (context.numbers.compare(ack, lowest) === -1) return !context.may("old-ack-taken");
  return maxSndWnd === null && context.may("old-ack-discarded");
}

/** The widest window that the header and its scale can express (RFC 7323 §2.3). */
const MAX_WINDOW = 0xffff * 2 ** 14;

function takesNumbers(numbers: Numbers, segment: TcpSegment): boolean {
  return has(segment, FIN) || numbers.equal(segment.len, ZERO) !== true;
}

/** SND.UNA moves to `ack`, and the state with it where that covers the own FIN. */
function acknowledge(numbers: Numbers, end: End, ack: Num): void {
  const { fin, state } = end.tcb;
  const finAcked = fin !== null && numbers.compare(ack, fin) === 1;
  const next = finAcked ? afterFin(state, "acknowledged") : state;
  if (next !== state) enter(end, next);
  edit(end).sndUna = ack;
  end.expired = false;
  pruneSent(numbers, end);
}

/** SND.WND, unless the segment is older than the one that set it: SND.WL1 < SEG.SEQ, or equal and SND.WL2 =< SEG.ACK. */
function takeWindow(numbers: Numbers, end: End, segment: TcpSegment): void {
  const { sndWl1, sndWl2 } = end.tcb;
  if (segment.win === null) return;
  if (sndWl1 !== null) {
    const order = numbers.equal(segment.seq, sndWl1) === true ? 0 : numbers.compare(segment.seq, sndWl1);
    if (order === -1) return;
    if (order === 0 && sndWl2 !== null && numbers.compare(segment.ack as Num, sndWl2) === -1) return;
  }
  setWindow(end, segment);
}

function setWindow(end: End, { win, seq, ack }: TcpSegment): void {
  const tcb = edit(end);
  if (win !== null) tcb.sndWnd = win;
  tcb.sndWl1 = seq;
  tcb.sndWl2 = ack;
}

/** MAX.SND.WND: unknown for good once a segment does not say its window. */
function noteWidest(end: End, win: number | null): void {
  const { maxSndWnd } = end.tcb;
  if (maxSndWnd === null || (win !== null && win <= maxSndWnd)) return;
  become(end, { maxSndWnd: win });
}
