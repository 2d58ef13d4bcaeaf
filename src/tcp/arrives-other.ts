/**
 * SEGMENT ARRIVES in SYN-RECEIVED and every later state (RFC 9293 §3.10.7.4, with RFC 5961 and RFC 7323): first the
 * sequence number, second RST, fourth SYN, fifth ACK, seventh text, eighth FIN. Of URG (sixth) nothing is kept.
 */

import { DEFAULT_WINDOW, isAcceptable } from "./acceptable.js";
import { takeAck } from "./acknowledges.js";
import { type Arrival, type ArrivalContext, has, owe, oweReset } from "./answer.js";
import { abort } from "./calls.js";
import { type End, isReset, segmentLength } from "./endpoint.js";
import { type Num, type Numbers, plus, ZERO } from "./number.js";
import { renew, resetTo } from "./reset.js";
import { ACK, FIN, RST, SYN, type TcpSegment } from "./segment.js";
import { distance } from "./sequence.js";
import { mayReceive } from "./state.js";
import { LISTEN_TCB, type Tcb, tcbWith } from "./tcb.js";
import { takeText } from "./text.js";
import { isTooOld, noteTimestamp } from "./timestamps.js";

export function arriveOther(context: ArrivalContext, end: End, segment: TcpSegment): Arrival {
  const { numbers } = context;
  const { tcb } = end;
  const { state } = tcb;
  const rcvNxt = tcb.rcvNxt as Num;
  if (state === "TIME-WAIT" && isOpening(segment)) {
    const reopened = reopen(context, end, segment);
    if (reopened !== null) return reopened;
  }
  if (isTooOld(context, end, segment)) {
    owe(context, end, "ACK", null, rcvNxt);
    return "too-old";
  }
  const repeatsSyn = repeatsPeerSyn(numbers, tcb, segment);
  const completes = repeatsSyn && ackIsNew(numbers, tcb, segment);
  if (repeatsSyn && !completes) {
    // Its SYN is old, whatever data comes with it: the first check's answer.
    owe(context, end, "ACK", null, rcvNxt);
    return "duplicate";
  }
  const expected = numbers.equal(segment.seq, rcvNxt) === true && tcb.rcvWnd !== 0;
  if (!completes && !expected) {
    const outcome = checkSequence(context, end, segment);
    if (outcome !== null) return outcome;
  }
  noteTimestamp(numbers, end, segment);
  if (has(segment, RST)) return checkReset(context, end, segment);
  if (has(segment, SYN) && !completes) return checkSyn(context, end, segment);
  if (!has(segment, ACK)) return "dropped";
  const outcome = holdsAck(context, end, segment) ? hold(end, segment) : takeAck(context, end, segment);
  if (outcome !== null) return outcome;
  if (refusesText(end, segment) && context.may("data-refused")) return refuseText(context, end, segment);
  if (state === "FIN-WAIT-2" && isLastFin(segment, expected) && context.may("fin-wait-2-refuses"))
    return refuse(context, end, segment);
  // Figure 7: the SYN,ACK repeats the ISN; an ACK in reply is allowed, not required.
  if (completes) return takeText(context, end, plus(segment.seq, 1), segment);
  return takeText(context, end, segment.seq, trimmed(context, end, segment));
}

/**
 * SHLD-31: a segment beyond RCV.NXT "should be held for later processing", and its ACK is part of that; stacks take the
 * ACK at once. It is asked where the state tells which: of the ACK of the own FIN.
 */
function holdsAck(context: ArrivalContext, { tcb }: End, segment: TcpSegment): boolean {
  const { numbers } = context;
  if (tcb.state !== "FIN-WAIT-1" || numbers.compare(segment.seq, tcb.rcvNxt as Num) !== 1) return false;
  return numbers.equal(segment.ack as Num, tcb.sndNxt as Num) === true && context.may("ack-held");
}

function hold(end: End, segment: TcpSegment): null {
  end.held = [...end.held, segment];
  return null;
}

/** §3.6.1: text that arrives after CLOSE may be answered by a RST. Its ACK has been processed before. */
function refusesText({ tcb }: End, { len }: TcpSegment): boolean {
  return (tcb.state === "FIN-WAIT-1" || tcb.state === "FIN-WAIT-2") && len !== ZERO;
}

/**
 * The connection is gone, and the RST answers the segment like any other that comes to CLOSED (§3.10.7.1): while the peer
 * does not count the FIN its seq is below SND.NXT. Nobody says that it may not be that of an ABORT.
 */
function refuseText(context: ArrivalContext, end: End, segment: TcpSegment): Arrival {
  const isCounted = context.numbers.equal(segment.ack as Num, end.tcb.sndNxt as Num) === true;
  if (isCounted || !context.may("refused-by-abort")) return refuse(context, end, segment);
  abort(end, context.step);
  return "refused";
}

/** The TCB is gone, and the segment is one that comes to CLOSED. */
function refuse(context: ArrivalContext, end: End, segment: TcpSegment): Arrival {
  abort(end, context.step);
  end.owed = [];
  oweReset(context, end, segment);
  return "refused";
}

/** A FIN alone, in its turn: all that a peer still has to send where the other end may have given up waiting for it. */
function isLastFin(segment: TcpSegment, isNext: boolean): boolean {
  return isNext && has(segment, FIN) && segment.len === ZERO;
}

/**
 * "Trimming off any portions that lie outside the window", the FIN included; what lies before it text takes care of. A
 * window that nobody said trims nothing.
 */
function trimmed(context: ArrivalContext, { tcb }: End, segment: TcpSegment): TcpSegment {
  const { numbers } = context;
  if (tcb.rcvWnd === null || !mayReceive(tcb.state)) return segment;
  if (segment.len === ZERO && !has(segment, FIN)) return segment;
  const right = plus(tcb.rcvNxt as Num, tcb.rcvWnd);
  const behind = numbers.add(segment.seq, segmentLength(segment.len, segment.flags));
  if (numbers.compare(behind, right) !== 1 || context.may("window-not-trimmed")) return segment;
  const room = numbers.subtract(right, segment.seq);
  const len = numbers.compare(room, segment.len) === -1 ? room : segment.len;
  return { ...segment, len, flags: segment.flags & ~FIN };
}

/** A SYN without ACK and RST: it may open a connection. */
export function isOpening(segment: Pick<TcpSegment, "flags">): boolean {
  return (segment.flags & (SYN | ACK | RST)) === SYN;
}

/**
 * MAY-2: in TIME-WAIT a SYN that lies beyond all of the old connection, or whose timestamp is newer (RFC 6191), may open
 * the next one; the end is a listener then, whose next ISS is to lie beyond the old numbers. null where it stays.
 */
function reopen(context: ArrivalContext, end: End, segment: TcpSegment): Arrival | null {
  const { rcvNxt, sndNxt, rcvWnd, passive } = end.tcb;
  const isNewer = context.numbers.compare(segment.seq, rcvNxt as Num) !== -1;
  const { tsval } = segment;
  const isLater = tsval !== undefined && end.tsRecent !== null && distance(tsval, end.tsRecent) > 0;
  if ((!isNewer && !isLater) || context.may("time-wait-stays")) return null;
  renew(end, tcbWith(LISTEN_TCB, { rcvWnd, passive }));
  end.leastIss = sndNxt;
  return isNewer ? "reopened" : "reopened-by-timestamp";
}

/** In SYN-RECEIVED: the SYN that brought the end here, once more. */
function repeatsPeerSyn(numbers: Numbers, tcb: Tcb, segment: TcpSegment): boolean {
  return (
    tcb.state === "SYN-RECEIVED" &&
    (segment.flags & (SYN | RST)) === SYN &&
    numbers.equal(segment.seq, tcb.irs as Num) === true
  );
}

/** SND.UNA < SEG.ACK =< SND.NXT. Of a repeated SYN, it completes a simultaneous open (Figure 7). */
function ackIsNew(numbers: Numbers, tcb: Tcb, segment: TcpSegment): boolean {
  const { ack } = segment;
  if (!has(segment, ACK) || ack === null) return false;
  const sndNxt = tcb.sndNxt as Num;
  if (numbers.equal(ack, sndNxt) === true) return numbers.equal(tcb.sndUna as Num, sndNxt) !== true;
  return numbers.compare(ack, sndNxt) === -1 && numbers.compare(ack, tcb.sndUna as Num) === 1;
}

/** SND.UNA =< SEG.ACK =< SND.NXT; in SYN-RECEIVED it is to be new. */
function ackIsValid(numbers: Numbers, tcb: Tcb, segment: TcpSegment): boolean {
  const { ack } = segment;
  if (!has(segment, ACK) || ack === null) return false;
  if (ackIsNew(numbers, tcb, segment)) return true;
  return tcb.state !== "SYN-RECEIVED" && numbers.equal(ack, tcb.sndUna as Num) === true;
}

/** First, check sequence number. null where the segment may be processed. */
function checkSequence(context: ArrivalContext, end: End, segment: TcpSegment): Arrival | null {
  const { numbers } = context;
  const tcb = end.tcb;
  const rcvNxt = tcb.rcvNxt as Num;
  const window = tcb.rcvWnd ?? DEFAULT_WINDOW;
  const length = segmentLength(segment.len, segment.flags);
  const acceptable = isAcceptable(numbers, rcvNxt, window, segment.seq, length);
  if (acceptable === true) return null;
  if (acceptable === undefined && numbers.compare(segment.seq, rcvNxt) === 1) return null;
  if (has(segment, RST)) return "dropped";
  const before = numbers.compare(segment.seq, rcvNxt);
  const repeats = before === -1;
  // RFC 5961 answers a SYN "irrespective of the sequence number": the fourth check does.
  if (has(segment, SYN) && challengesAnySyn(tcb) && (!repeats || tcb.state === "TIME-WAIT")) return null;
  // MUST-66: with a window of zero a valid ACK is processed all the same.
  const takesAck = (window === 0 && before === 0) || (repeats && mayUseOldAck(context, end, segment));
  // A SYN that is not the peer's own, once more, gets what RFC 5961 sends sparingly, wherever it lies.
  const isForeign = has(segment, SYN) && (tcb.irs === null || numbers.equal(segment.seq, tcb.irs) !== true);
  owe(context, end, (repeats && !isForeign) || window === 0 ? "ACK" : "challenge ACK", null, rcvNxt);
  if (takesAck) takeAckOnly(context, end, segment);
  if (acceptable === undefined && before === undefined) return "undecided";
  return repeats ? "duplicate" : "unacceptable";
}

function mayUseOldAck(context: ArrivalContext, end: End, segment: TcpSegment): boolean {
  if (has(segment, SYN) || !ackIsNew(context.numbers, end.tcb, segment)) return false;
  return context.may("old-segment-acknowledges");
}

/** The acknowledgment of a segment whose text is dropped. */
function takeAckOnly(context: ArrivalContext, end: End, segment: TcpSegment): void {
  if (has(segment, SYN) || !ackIsValid(context.numbers, end.tcb, segment)) return;
  const empty = { ...segment, seq: end.tcb.rcvNxt as Num, len: ZERO, flags: segment.flags & ~FIN };
  if (takeAck(context, end, empty) === null) takeText(context, end, empty.seq, empty);
  if (end.tcb.state === "CLOSED") end.owed = end.owed.filter(isReset);
}

/** Second, check the RST bit: with RFC 5961 only an exact one resets, before it any in the window. */
function checkReset(context: ArrivalContext, end: End, segment: TcpSegment): Arrival {
  const { state, rcvNxt, passive } = end.tcb;
  const isExact = context.numbers.equal(segment.seq, rcvNxt as Num) === true;
  if (!isExact && !context.may("rst-in-window-resets")) {
    owe(context, end, "challenge ACK", null, rcvNxt);
    return "challenged";
  }
  if (state === "TIME-WAIT" && isExact && context.may("time-wait-ignores-reset")) return "ignored";
  resetTo(end, state === "SYN-RECEIVED" && passive ? "LISTEN" : "CLOSED");
  return "reset";
}

function challengesAnySyn(tcb: Tcb): boolean {
  return tcb.state !== "SYN-RECEIVED" || !tcb.passive;
}

/** Fourth, check the SYN bit, where none belongs. */
function checkSyn(context: ArrivalContext, end: End, segment: TcpSegment): Arrival {
  const { tcb } = end;
  if (!challengesAnySyn(tcb)) {
    resetTo(end, "LISTEN");
    if (context.may("syn-received-sends-reset")) oweReset(context, end, segment);
    return "reset";
  }
  if (isInWindow(context.numbers, tcb, segment.seq) && context.may("syn-in-window-resets")) {
    const { sndNxt, rcvNxt } = tcb;
    resetTo(end, "CLOSED");
    if (context.may("reset-as-answer")) oweReset(context, end, segment);
    else
      end.owed = [...end.owed, { kind: "RST", seq: sndNxt, ack: rcvNxt, cause: context.step, abort: true }];
    return "reset";
  }
  owe(context, end, "challenge ACK", null, tcb.rcvNxt);
  return "challenged";
}

function isInWindow(numbers: Numbers, tcb: Tcb, seq: Num): boolean {
  return isAcceptable(numbers, tcb.rcvNxt as Num, tcb.rcvWnd ?? DEFAULT_WINDOW, seq, ZERO) !== false;
}
