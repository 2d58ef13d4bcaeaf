/**
 * SEGMENT ARRIVES: what a segment does to the end it reaches, in the order of RFC 9293 §3.10.7: here CLOSED, LISTEN and
 * SYN-SENT (§3.10.7.1 to §3.10.7.3), in `arrives-other.ts` the other states (§3.10.7.4). No security compartments.
 */

import { type Arrival, type ArrivalContext, has, owe, oweReset } from "./answer.js";
import { arriveOther } from "./arrives-other.js";
import { become, type End } from "./endpoint.js";
import { type Num, plus, ZERO } from "./number.js";
import { resetTo } from "./reset.js";
import { ACK, FIN, RST, SYN, type TcpSegment } from "./segment.js";
import { distance } from "./sequence.js";
import { LISTEN_TCB, type Tcb, tcbWith } from "./tcb.js";
import { keepTextOfSyn, takeText } from "./text.js";
import { noteTimestamp } from "./timestamps.js";

/** Lets `segment` arrive at `end`, which is changed. */
export function arrive(context: ArrivalContext, end: End, segment: TcpSegment): Arrival {
  const before = end.tcb.state;
  const owed = end.owed.length;
  const arrival = dispatch(context, end, segment);
  if (end.owed.length > owed) end.latest = latestBehind(end, arrival, segment);
  const { state, previous } = end.tcb;
  if (state !== before && previous !== before && previous !== null) {
    // Two changes in one arrival: the state between them took no time (Figure 5, note 2).
    become(end, { previous: before, passed: previous });
  }
  return arrival;
}

/** A FIN alone takes a number that not all stacks report. */
function latestBehind({ latest }: End, arrival: Arrival, { seq, len }: TcpSegment): End["latest"] {
  return arrival === "out-of-order" && latest !== null && len !== ZERO ? [...latest, seq] : null;
}

function dispatch(context: ArrivalContext, end: End, segment: TcpSegment): Arrival {
  switch (end.tcb.state) {
    case "CLOSED":
      return arriveClosed(context, end, segment);
    case "LISTEN":
      return arriveListen(context, end, segment);
    case "SYN-SENT":
      return arriveSynSent(context, end, segment);
    default: {
      const arrival = arriveOther(context, end, segment);
      // Its TCB is that of a listener now.
      if (arrival === "reopened" || arrival === "reopened-by-timestamp") arriveListen(context, end, segment);
      return arrival;
    }
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
  // First, check for a RST.
  if (has(segment, RST)) return "dropped";
  // Second, check for an ACK.
  if (has(segment, ACK)) {
    oweReset(context, end, segment);
    return "refused";
  }
  // Fourth, other data or control; third, check for a SYN.
  if (!has(segment, SYN)) return "dropped";
  if (has(segment, FIN) && context.may("syn-fin-dropped")) return "ignored";
  if (context.may("syn-dropped")) return "ignored";
  const iss = context.chooseIss();
  end.tcb = tcbWith(LISTEN_TCB, {
    state: "SYN-RECEIVED",
    previous: "LISTEN",
    irs: segment.seq,
    rcvNxt: plus(segment.seq, 1),
    iss,
    sndUna: iss,
    sndNxt: iss,
    sndWnd: segment.win,
    sndWl1: segment.seq,
    sndWl2: null,
    maxSndWnd: segment.win,
    rcvWnd: end.tcb.rcvWnd,
    passive: end.tcb.passive,
  });
  end.points = [];
  end.peerOffer = segment.offer ?? null;
  noteTimestamp(context.numbers, end, segment);
  keepTextOfSyn(context.numbers, end, segment);
  owe(context, end, "SYN+ACK", null, end.tcb.rcvNxt);
  return "accepted";
}

/** §3.10.7.3 */
function arriveSynSent(context: ArrivalContext, end: End, segment: TcpSegment): Arrival {
  const { numbers } = context;
  const tcb = end.tcb;
  // First, check the ACK bit.
  const acked = has(segment, ACK);
  if (acked && !isAcceptableAck(context, tcb, segment.ack as Num)) {
    if (has(segment, RST)) return "dropped";
    oweReset(context, end, segment);
    return "refused";
  }
  // Second, check the RST bit.
  if (has(segment, RST)) {
    if (!acked) return "dropped";
    resetTo(end, "CLOSED");
    return "reset";
  }
  if (acked && echoesNothing(end, segment) && context.may("foreign-echo-refused")) {
    oweReset(context, end, segment);
    return "refused";
  }
  // Fourth, check the SYN bit; fifth, neither SYN nor RST.
  if (!has(segment, SYN)) return "dropped";
  if (has(segment, FIN) && context.may("syn-fin-dropped")) return "ignored";
  end.tcb = tcbWith(tcb, {
    state: acked ? "ESTABLISHED" : "SYN-RECEIVED",
    previous: "SYN-SENT",
    passed: null,
    irs: segment.seq,
    rcvNxt: plus(segment.seq, 1),
    sndUna: acked ? segment.ack : tcb.sndUna,
    sndWnd: segment.win ?? tcb.sndWnd,
    sndWl1: segment.seq,
    sndWl2: segment.ack,
    maxSndWnd: segment.win,
  });
  end.points = [];
  end.peerOffer = segment.offer ?? null;
  noteTimestamp(numbers, end, segment);
  if (!acked) {
    keepTextOfSyn(numbers, end, segment);
    owe(context, end, "SYN+ACK", null, end.tcb.rcvNxt);
    return "accepted";
  }
  takeText(context, end, plus(segment.seq, 1), segment);
  owe(context, end, "ACK", null, end.tcb.rcvNxt);
  return "accepted";
}

/** ISS < SEG.ACK =< SND.NXT; where unknown numbers decide it is, unless they are those of something else. */
function isAcceptableAck({ numbers }: ArrivalContext, tcb: Tcb, ack: Num): boolean {
  const iss = tcb.iss as Num;
  const low = numbers.compare(ack, iss);
  const high = numbers.compare(ack, tcb.sndNxt as Num);
  const undecided = low === undefined || high === undefined;
  if (undecided && numbers.hasBase(numbers.resolve(numbers.subtract(ack, iss)))) return false;
  return low !== -1 && low !== 0 && high !== 1;
}

/** A TSecr that this end has not sent yet. */
function echoesNothing(end: End, { tsecr }: TcpSegment): boolean {
  return tsecr !== undefined && end.clock !== null && distance(tsecr, end.clock) !== 0;
}
