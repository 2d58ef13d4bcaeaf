/** What both ends have sent and know where an answer stands: the facts that feedback is proved by. */

import type { FlowTrace, Step, StepSegment } from "../check/trace.js";
import { type Num, plus } from "../tcp/number.js";
import { ACK, FIN, RST, SYN } from "../tcp/segment.js";
import type { Tcb } from "../tcp/tcb.js";

/** A place in a right exchange. */
export interface RightPlace {
  readonly trace: FlowTrace;
  /** The step of the segment as it should be. */
  readonly step: Step;
  readonly segment: StepSegment;
}

/** What both ends have done and know before a segment leaves. */
export interface Situation {
  readonly self: Tcb;
  readonly peer: Tcb;
  /** Those of the sender, and of the other end; and those of the other end that have arrived. */
  readonly own: readonly StepSegment[];
  readonly peers: readonly StepSegment[];
  /** What the other end sent on a connection before this one. */
  readonly peersEarlier: readonly StepSegment[];
  readonly arrived: readonly StepSegment[];
  /** Those that have arrived and were not taken: they fit no connection, or not where they came. */
  readonly refused: readonly StepSegment[];
}

export function situationOf({ trace, step, segment }: RightPlace): Situation {
  const pair = step.before ?? step.after;
  if (pair === null) throw new RangeError("a segment without a connection");
  const isA = trace.connections[step.connection]?.a === segment.from;
  const steps = trace.steps.slice(0, step.index).filter((s) => s.connection === step.connection);
  const before = steps.flatMap(({ segment: one }) => (one === null ? [] : [one]));
  const peers = before.filter((s) => s.from !== segment.from);
  const refused = steps.flatMap((s) => (isRefused(s, segment.from, isA) ? [s.segment as StepSegment] : []));
  const isReset = (segment.flags & RST) !== 0;
  const [self, peer] = isA ? [pair.a, pair.b] : [pair.b, pair.a];
  const own = before.filter((s) => s.from === segment.from && s.fate !== "stray" && s.fate !== "void");
  const isNew = (segment.flags & SYN) !== 0 && (segment.flags & ACK) === 0 && !segment.retransmission;
  const sent = peers.filter((s) => s.fate !== "stray");
  const current = sinceSyn(trace, sent, peer.iss);
  return {
    self,
    peer,
    // A SYN that is not sent again begins another connection: what went before has numbers of its own.
    own: isNew ? [] : sinceSyn(trace, own, self.iss),
    peers: current,
    peersEarlier: sent.filter((s) => !current.includes(s)),
    // A RST answers just what is not taken.
    arrived: peers.filter((s) => isHere(s, step.index) && (isReset || !refused.includes(s))),
    refused,
  };
}

/** From the SYN of this number on; all where no SYN is shown. A SYN of another number began an earlier connection. */
function sinceSyn(
  { numbers }: FlowTrace,
  sent: readonly StepSegment[],
  isn: Num | null,
): readonly StepSegment[] {
  if (isn === null) {
    const last = sent.findLastIndex((s) => (s.flags & SYN) !== 0 && !s.retransmission);
    return sent.slice(Math.max(0, last));
  }
  const first = sent.findIndex((s) => (s.flags & SYN) !== 0 && numbers.equal(s.seq, isn) === true);
  if (first >= 0) return sent.slice(first);
  return sent.some((s) => (s.flags & SYN) !== 0) ? [] : sent;
}

function isHere({ fate, arrivals }: StepSegment, now: number): boolean {
  return fate === "delivered" || fate === "stray" || arrivals.some((at) => at < now);
}

/** It arrived, takes numbers or ends the connection, and what is expected next is as before. */
function isRefused({ segment, before, after }: Step, to: string, isA: boolean): boolean {
  if (segment === null || segment.to !== to || before === null || after === null) return false;
  if (segment.fate !== "delivered" && segment.fate !== "stray") return false;
  const [was, is] = isA ? [before.a, after.a] : [before.b, after.b];
  return (
    was.rcvNxt === is.rcvNxt && was.state === is.state && (segment.ack === null || segment.fate === "stray")
  );
}

/** The sequence numbers that a segment takes. */
export function octetsOf({ numbers }: FlowTrace, { len, flags }: StepSegment): Num {
  const control = ((flags & SYN) !== 0 ? 1 : 0) + ((flags & FIN) !== 0 ? 1 : 0);
  return plus(numbers.resolve(len), control);
}

/** The number behind a segment: what comes next from its sender. */
export function endOf(trace: FlowTrace, segment: StepSegment): Num {
  return trace.numbers.add(segment.seq, octetsOf(trace, segment));
}

/** Where an end's numbers begin, as far as the exchange shows it. */
export function startOf(trace: FlowTrace, tcb: Tcb, sent: readonly StepSegment[]): Num | null {
  const known = [tcb.iss, ...sent.filter(takesNumbers).map(({ seq }) => seq), tcb.sndUna];
  return outermost(
    trace,
    known.filter((n) => n !== null),
    -1,
  );
}

/** A RST takes none, and that of an end without a connection is the other end's, or 0. */
function takesNumbers({ flags }: StepSegment): boolean {
  return (flags & RST) === 0;
}

/** The least of them, or the greatest. */
function outermost({ numbers }: FlowTrace, all: readonly Num[], order: 1 | -1): Num | null {
  return all.reduce<Num | null>(
    (most, n) => (most === null || numbers.compare(n, most) === order ? n : most),
    null,
  );
}

/** Whether a number is one that this end has given to an octet, SYN or FIN. */
export function isSent(trace: FlowTrace, tcb: Tcb, sent: readonly StepSegment[], value: Num): boolean {
  const start = startOf(trace, tcb, sent);
  const next = nextOf(trace, tcb, sent);
  if (start === null || next === null) return false;
  const { numbers } = trace;
  const behind = numbers.compare(value, start);
  return (behind === 0 || behind === 1) && numbers.compare(value, next) === -1;
}

/** Whether one of these segments takes the number, or ends just before it. */
export function isAmong(trace: FlowTrace, segments: readonly StepSegment[], value: Num): boolean {
  const { numbers } = trace;
  return segments.some((segment) => {
    if (!takesNumbers(segment)) return false;
    const [first, next] = [
      numbers.compare(value, segment.seq),
      numbers.compare(value, endOf(trace, segment)),
    ];
    return (first === 0 || first === 1) && (next === -1 || next === 0);
  });
}

/** The next number that this end gives; where it has forgotten the connection, the one that it would have given. */
function nextOf(trace: FlowTrace, tcb: Tcb, sent: readonly StepSegment[]): Num | null {
  if (tcb.state !== "CLOSED") return tcb.sndNxt;
  const ends = sent.filter(takesNumbers).map((segment) => endOf(trace, segment));
  return outermost(trace, ends, 1);
}

/** The same, or the next that it will give. */
export function isOf(trace: FlowTrace, tcb: Tcb, sent: readonly StepSegment[], value: Num): boolean {
  if (isSent(trace, tcb, sent, value)) return true;
  const next = nextOf(trace, tcb, sent);
  return next !== null && trace.numbers.equal(value, next) === true;
}
