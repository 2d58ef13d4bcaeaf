/**
 * SEGMENT ARRIVES: what a segment does to the end it reaches (RFC 9293 §3.10.7, with the challenge
 * ACKs of RFC 5961). The order of the checks is the RFC's.
 */

import { DEFAULT_WINDOW, isAcceptable } from "./acceptable.js";
import { type ArrivalContext, owe, oweReset } from "./answer.js";
import { type End, edit, enter, pruneSent, segmentLength } from "./endpoint.js";
import { type Num, type Numbers, plus, ZERO } from "./number.js";
import { ACK, FIN, RST, SYN, type TcpSegment } from "./segment.js";
import type { State } from "./state.js";
import { CLOSED_TCB, LISTEN_TCB, type Tcb } from "./tcb.js";
import { keepTextOfSyn, takeText } from "./text.js";

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
  /** An acknowledgment of what was never sent, or a segment out of the window. */
  | "unacceptable"
  /** Answered by a RST. */
  | "refused"
  /** The connection is gone. */
  | "reset"
  /** RFC 5961. */
  | "challenged"
  /** Unknown numbers would decide; it is taken to be dropped. */
  | "undecided";

/** Lets `segment` arrive at `end`, which is changed. */
export function arrive(context: ArrivalContext, end: End, segment: TcpSegment): Arrival {
  const before = end.tcb.state;
  const arrival = dispatch(context, end, segment);
  const { state, previous } = end.tcb;
  if (state !== before && previous !== before && previous !== null) {
    // Two changes in one arrival: the state between them took no time (Figure 5, note 2).
    const tcb = edit(end);
    tcb.previous = before;
    tcb.passed = previous;
  }
  return arrival;
}

function dispatch(context: ArrivalContext, end: End, segment: TcpSegment): Arrival {
  switch (end.tcb.state) {
    case "CLOSED":
      return arriveClosed(context, end, segment);
    case "LISTEN":
      return arriveListen(context, end, segment);
    case "SYN-SENT":
      return arriveSynSent(context, end, segment);
    default:
      return arriveOther(context, end, segment);
  }
}

/** §3.10.7.1: everything but a RST is answered by a RST. */
function arriveClosed(context: ArrivalContext, end: End, segment: TcpSegment): Arrival {
  if (has(segment, RST)) return "dropped";
  oweReset(context, end, segment);
  return "refused";
}

/** §3.10.7.2 */
function arriveListen(context: ArrivalContext, end: End, segment: TcpSegment): Arrival {
  if (has(segment, RST)) return "dropped";
  if (has(segment, ACK)) {
    oweReset(context, end, segment);
    return "refused";
  }
  if (!has(segment, SYN)) return "dropped";
  const iss = context.chooseIss();
  end.tcb = {
    ...LISTEN_TCB,
    state: "SYN-RECEIVED",
    previous: "LISTEN",
    irs: segment.seq,
    rcvNxt: plus(segment.seq, 1),
    iss,
    sndUna: iss,
    sndNxt: iss,
    sndWnd: segment.win,
    maxSndWnd: segment.win,
    rcvWnd: end.tcb.rcvWnd,
  };
  end.points = [];
  keepTextOfSyn(context.numbers, end, segment);
  owe(context, end, "SYN+ACK", null, end.tcb.rcvNxt);
  return "accepted";
}

/** §3.10.7.3 */
function arriveSynSent(context: ArrivalContext, end: End, segment: TcpSegment): Arrival {
  const { numbers } = context;
  const tcb = end.tcb;
  const iss = tcb.iss as Num;
  let acked = false;
  if (has(segment, ACK)) {
    const ack = segment.ack as Num;
    const low = numbers.compare(ack, iss);
    const high = numbers.compare(ack, tcb.sndNxt as Num);
    if (low === undefined || high === undefined) {
      if (numbers.hasBase(numbers.resolve(numbers.subtract(ack, iss))))
        return unacceptableAck(context, end, segment);
    }
    if (low === -1 || low === 0 || high === 1) return unacceptableAck(context, end, segment);
    acked = true;
  }
  if (has(segment, RST)) {
    if (!acked) return "dropped";
    reset(end, "CLOSED");
    return "reset";
  }
  if (!has(segment, SYN)) return "dropped";
  const next: Tcb = {
    ...tcb,
    state: acked ? "ESTABLISHED" : "SYN-RECEIVED",
    previous: "SYN-SENT",
    passed: null,
    irs: segment.seq,
    rcvNxt: plus(segment.seq, 1),
    sndUna: acked ? segment.ack : tcb.sndUna,
    sndWnd: segment.win ?? tcb.sndWnd,
    maxSndWnd: segment.win,
  };
  end.tcb = next;
  end.points = [];
  if (!acked) {
    keepTextOfSyn(numbers, end, segment);
    owe(context, end, "SYN+ACK", null, next.rcvNxt);
    return "accepted";
  }
  takeText(context, end, plus(segment.seq, 1), segment);
  owe(context, end, "ACK", null, end.tcb.rcvNxt);
  return "accepted";
}

function unacceptableAck(context: ArrivalContext, end: End, segment: TcpSegment): Arrival {
  if (has(segment, RST)) return "dropped";
  oweReset(context, end, segment);
  return "refused";
}

/** §3.10.7.4, for SYN-RECEIVED and every later state. */
function arriveOther(context: ArrivalContext, end: End, segment: TcpSegment): Arrival {
  const { numbers } = context;
  const tcb = end.tcb;
  const rcvNxt = tcb.rcvNxt as Num;
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
  if (has(segment, RST)) return arriveReset(context, end, segment);
  if (has(segment, SYN) && !completes) return arriveSyn(context, end);
  if (!has(segment, ACK)) return "dropped";
  const outcome = takeAck(context, end, segment);
  if (outcome !== null) return outcome;
  // Figure 7: the SYN,ACK repeats the ISN; an ACK in reply is allowed, not required.
  return takeText(context, end, completes ? plus(segment.seq, 1) : segment.seq, segment);
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

/** First check. null where the segment may be processed. */
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
  if (has(segment, SYN) && challengesAnySyn(tcb) && (!repeats || tcb.state === "TIME-WAIT")) return null;
  owe(context, end, repeats || window === 0 ? "ACK" : "challenge ACK", null, rcvNxt);
  // A retransmitted SYN, or a repeated FIN in TIME-WAIT, is the ordinary case of this (§3.6.1).
  if (window === 0 && before === 0) takeAckAtZeroWindow(context, end, segment);
  if (acceptable === undefined && before === undefined) return "undecided";
  return repeats ? "duplicate" : "unacceptable";
}

/** MUST-66: with a window of zero, the text is dropped and a valid ACK is processed all the same. */
function takeAckAtZeroWindow(context: ArrivalContext, end: End, segment: TcpSegment): void {
  const { numbers } = context;
  if (has(segment, SYN) || !ackIsNew(numbers, end.tcb, segment)) return;
  const empty = { ...segment, len: ZERO, flags: segment.flags & ~FIN };
  if (takeAck(context, end, empty) === null) takeText(context, end, empty.seq, empty);
  if (end.tcb.state === "CLOSED") end.owed = [];
}

/** Second check: RST, with RFC 5961's rule that only an exact one resets. */
function arriveReset(context: ArrivalContext, end: End, segment: TcpSegment): Arrival {
  const tcb = end.tcb;
  if (context.numbers.equal(segment.seq, tcb.rcvNxt as Num) !== true) {
    owe(context, end, "challenge ACK", null, tcb.rcvNxt);
    return "challenged";
  }
  reset(end, tcb.state === "SYN-RECEIVED" && tcb.passive ? "LISTEN" : "CLOSED");
  return "reset";
}

/** Fourth check: RFC 5961 answers a SYN "irrespective of the sequence number", but after a passive OPEN. */
function challengesAnySyn(tcb: Tcb): boolean {
  return tcb.state !== "SYN-RECEIVED" || !tcb.passive;
}

/** Fourth check: a SYN where none belongs. */
function arriveSyn(context: ArrivalContext, end: End): Arrival {
  const tcb = end.tcb;
  if (!challengesAnySyn(tcb)) {
    reset(end, "LISTEN");
    return "reset";
  }
  owe(context, end, "challenge ACK", null, tcb.rcvNxt);
  return "challenged";
}

/** Fifth check. null where processing goes on. */
function takeAck(context: ArrivalContext, end: End, segment: TcpSegment): Arrival | null {
  const { numbers } = context;
  const tcb = end.tcb;
  const ack = segment.ack as Num;
  const sndUna = tcb.sndUna as Num;
  const sndNxt = tcb.sndNxt as Num;
  if (ack === sndUna && tcb.state !== "SYN-RECEIVED" && tcb.state !== "CLOSING") {
    noteWindow(end, segment.win);
    return null;
  }
  const toNext = numbers.equal(ack, sndNxt) === true ? 0 : numbers.compare(ack, sndNxt);
  const toUna = toNext === 0 && sndUna === sndNxt ? 0 : numbers.compare(ack, sndUna);
  if (tcb.state === "SYN-RECEIVED") {
    if (toUna !== 1 || toNext === 1) {
      owe(context, end, "RST", ack, null);
      return "refused";
    }
    noteWindow(end, segment.win);
    enter(end, "ESTABLISHED");
    edit(end).sndUna = ack;
    return null;
  }
  if (toNext === 1 || (toUna === -1 && isTooOld(numbers, tcb, ack))) {
    owe(context, end, "ACK", null, tcb.rcvNxt);
    return "unacceptable";
  }
  noteWindow(end, segment.win);
  if (toUna === 1) acknowledge(numbers, end, ack, segment);
  if (end.tcb.state === "CLOSED") return "accepted";
  // CLOSING, and the own FIN is not acknowledged: "ignore the segment".
  return end.tcb.state === "CLOSING" && takesNumbers(numbers, segment) ? "dropped" : null;
}

/** RFC 5961 §5: SEG.ACK < SND.UNA - MAX.SND.WND. */
function isTooOld(numbers: Numbers, tcb: Tcb, ack: Num): boolean {
  const lowest = plus(tcb.sndUna as Num, -(tcb.maxSndWnd ?? MAX_WINDOW));
  return numbers.compare(ack, lowest) === -1;
}

/** MAX.SND.WND: unknown for good once a segment does not say its window. */
function noteWindow(end: End, win: number | null): void {
  const { maxSndWnd } = end.tcb;
  if (maxSndWnd === null || (win !== null && win <= maxSndWnd)) return;
  edit(end).maxSndWnd = win;
}

/** The widest window that the header and its scale can express (RFC 7323 §2.3). */
const MAX_WINDOW = 0xffff * 2 ** 14;

function takesNumbers(numbers: Numbers, segment: TcpSegment): boolean {
  return has(segment, FIN) || numbers.equal(segment.len, ZERO) !== true;
}

/** SND.UNA moves to `ack`, and the state with it where that covers the own FIN. */
function acknowledge(numbers: Numbers, end: End, ack: Num, segment: TcpSegment): void {
  const tcb = end.tcb;
  const finAcked = tcb.fin !== null && numbers.compare(ack, tcb.fin) === 1;
  let state: State = tcb.state;
  if (finAcked) {
    if (state === "FIN-WAIT-1") state = "FIN-WAIT-2";
    else if (state === "CLOSING") state = "TIME-WAIT";
    else if (state === "LAST-ACK") state = "CLOSED";
  }
  if (state !== tcb.state) enter(end, state);
  const next = edit(end);
  next.sndUna = ack;
  if (segment.win !== null) next.sndWnd = segment.win;
  end.expired = false;
  pruneSent(numbers, end);
}

function reset(end: End, state: "CLOSED" | "LISTEN"): void {
  const base = state === "LISTEN" ? LISTEN_TCB : CLOSED_TCB;
  end.tcb = {
    ...base,
    previous: end.tcb.state,
    rcvWnd: end.tcb.rcvWnd,
    passive: end.tcb.passive,
    reset: true,
  };
  end.sent = [];
  end.ahead = [];
  end.points = [];
  end.owed = [];
  end.queued = null;
  end.closing = false;
  end.expired = false;
}

function has(segment: TcpSegment, flag: number): boolean {
  return (segment.flags & flag) !== 0;
}
