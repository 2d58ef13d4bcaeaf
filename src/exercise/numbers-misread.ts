/**
 * What a wrong seq or ack was mistaken for. Everything is derived from the world at that place: what each end
 * has sent and received so far, and what it knows.
 */

import type { FlowTrace, Step, StepSegment } from "../check/trace.js";
import { type Num, plain, plus, ZERO } from "../tcp/number.js";
import { FIN, RST, SYN } from "../tcp/segment.js";
import type { Tcb } from "../tcp/tcb.js";
import type { Misconception } from "./misconceptions.js";

/** A place in a right exchange, and a wrong number written there. */
export interface Reading {
  readonly trace: FlowTrace;
  /** The step of the segment as it should be. */
  readonly step: Step;
  readonly segment: StepSegment;
  readonly value: Num;
}

export function misreadSeq(reading: Reading): Misconception | null {
  return firstOf(reading, seqSuspicions(reading)) ?? byOrder(reading, reading.segment.seq, SEQ_ORDER);
}

export function misreadAck(reading: Reading): Misconception | null {
  const { ack } = reading.segment;
  if (ack === null) return "ack-flag-missing";
  return firstOf(reading, ackSuspicions(reading, ack)) ?? ackByOrder(reading, ack);
}

/** A number that a certain misunderstanding leads to. */
type Suspicion = readonly [Num | null | undefined, Misconception];

function seqSuspicions(reading: Reading): readonly Suspicion[] {
  const { segment } = reading;
  const scene = sceneOf(reading);
  const { own, self, peer, before } = scene;
  const last = own.at(-1);
  const { seq } = segment;
  const isReset = (segment.flags & RST) !== 0;
  return [
    [(segment.flags & SYN) === 0 ? null : peer.iss, "same-isn"],
    ...forgotten(reading, seq, last),
    [segment.retransmission ? self.sndNxt : null, "new-number-for-retransmission"],
    ...(isReset ? resetSuspicions(scene) : []),
    [segment.ack, "ack-for-seq"],
    [peer.sndNxt, "peer-number"],
    [self.iss, "isn-again"],
    [sum(reading, seq, octetsOf(reading, segment), 1), "own-octets-counted"],
    ...relative(reading, seq, self.iss),
    ...lengths(
      reading,
      seq,
      before.filter((s) => s.from === segment.from),
    ),
    ...peerLengths(
      reading,
      seq,
      before.filter((s) => s.from !== segment.from),
      before.filter((s) => s.from === segment.from),
    ),
    [peer.iss, "peer-number"],
    ...own.map((s): Suspicion => [s.seq, "old-number"]),
    [plus(seq, 1), "off-by-one"],
    [plus(seq, -1), "off-by-one"],
  ];
}

function ackSuspicions(reading: Reading, ack: Num): readonly Suspicion[] {
  const { segment } = reading;
  const scene = sceneOf(reading);
  const { self, peer, before, arrived } = scene;
  return [
    ...unheard(reading, scene, ack),
    ...forgotten(reading, ack, arrived.at(-1)),
    [segment.seq, "seq-for-ack"],
    [sum(reading, segment.seq, octetsOf(reading, segment), 1), "seq-for-ack"],
    [self.sndNxt, "seq-for-ack"],
    [self.irs, "isn-again"],
    ...relative(reading, ack, self.irs ?? peer.iss),
    ...lengths(
      reading,
      ack,
      before.filter((s) => s.from !== segment.from),
    ),
    ...peerLengths(
      reading,
      ack,
      before.filter((s) => s.from === segment.from),
      before.filter((s) => s.from !== segment.from),
    ),
    [self.iss, "peer-number"],
    [self.lastAck, "ack-old"],
    ...arrived.map((s): Suspicion => [s.seq, "ack-old"]),
    [plus(ack, 1), "off-by-one"],
    [plus(ack, -1), "off-by-one"],
  ];
}

/** What the segment before took, forgotten, counted twice, or counted where there was nothing. */
function forgotten(reading: Reading, right: Num, last: StepSegment | undefined): readonly Suspicion[] {
  if (last === undefined) return [];
  const { flags, len, seq } = last;
  const isData = !isZero(reading, len);
  const found: Suspicion[] = [];
  if ((flags & SYN) !== 0) found.push([seq, "syn-not-counted"]);
  if ((flags & FIN) !== 0) found.push([plus(right, -1), "fin-not-counted"]);
  if ((flags & SYN) !== 0) found.push([plus(right, -1), "syn-not-counted"]);
  if ((flags & (SYN | FIN)) === 0 && !isData) found.push([plus(right, 1), "pure-ack-counted"]);
  if (isData) {
    found.push(
      // Behind a gap it is further on than what is asked for.
      [reading.trace.numbers.compare(seq, right) === 1 ? null : seq, "length-not-counted"],
      [plus(right, -1), "last-octet"],
      [sum(reading, right, len, -1), "length-not-counted"],
      [sum(reading, right, len, 1), "length-counted-twice"],
    );
  }
  if ((flags & (SYN | FIN)) !== 0) found.push([plus(right, 1), "off-by-one"]);
  return found;
}

/** Sent by the peer, but not arrived. */
function unheard(reading: Reading, { peer, peers }: Scene, ack: Num): readonly Suspicion[] {
  const away = peers.filter((s) => reading.trace.numbers.compare(s.seq, ack) !== -1);
  return [
    ...away.map((s): Suspicion => [sum(reading, s.seq, octetsOf(reading, s), 1), "ack-not-arrived"]),
    [away.length > 0 ? peer.sndNxt : null, "ack-not-arrived"],
  ];
}

/** A RST has numbers of the segment that it answers (§3.5.2). */
function resetSuspicions({ self, peer }: Scene): readonly Suspicion[] {
  return [
    [self.sndNxt, "reset-number"],
    [peer.sndNxt, "reset-number"],
    [ZERO, "reset-number"],
  ];
}

/** As an analyser shows it, counted from 0. */
function relative({ trace }: Reading, right: Num, start: Num | null): readonly Suspicion[] {
  if (start === null) return [];
  const from = trace.numbers.resolve(trace.numbers.subtract(right, start));
  return [
    [from, "isn-assumed"],
    [plus(from, -1), "isn-assumed"],
    [ZERO, "isn-assumed"],
    [plain(1), "isn-assumed"],
  ];
}

/** Lengths of earlier segments in this direction, left out or counted once more. */
function lengths(reading: Reading, right: Num, segments: readonly StepSegment[]): readonly Suspicion[] {
  let all: Num = ZERO;
  const found: Suspicion[] = [];
  for (const { len } of [...segments].reverse()) {
    if (isZero(reading, len)) continue;
    all = reading.trace.numbers.add(all, len);
    found.push(
      [sum(reading, right, len, -1), "length-not-counted"],
      [sum(reading, right, all, -1), "length-not-counted"],
      [sum(reading, right, len, 1), "length-counted-twice"],
    );
  }
  return found;
}

/** Lengths of the other direction, counted as well, or in place of the last one of this direction. */
function peerLengths(
  reading: Reading,
  right: Num,
  segments: readonly StepSegment[],
  own: readonly StepSegment[],
): readonly Suspicion[] {
  const last = own.findLast(({ len }) => !isZero(reading, len));
  const without = last === undefined ? null : sum(reading, right, last.len, -1);
  return segments
    .filter(({ len }) => !isZero(reading, len))
    .flatMap(({ len }): Suspicion[] => [
      [sum(reading, right, len, 1), "peer-octets-counted"],
      [without === null ? null : sum(reading, without, len, 1), "peer-octets-counted"],
    ]);
}

function firstOf({ trace, value }: Reading, suspicions: readonly Suspicion[]): Misconception | null {
  const found = suspicions.find(([n]) => n != null && trace.numbers.equal(n, value) === true);
  return found?.[1] ?? null;
}

interface ByOrder {
  readonly behind: Misconception;
  readonly ahead: Misconception;
}

const SEQ_ORDER: ByOrder = { behind: "old-number", ahead: "number-skipped" };

function byOrder({ trace, value }: Reading, right: Num, { behind, ahead }: ByOrder): Misconception | null {
  const { numbers } = trace;
  const off = numbers.resolve(numbers.subtract(value, right));
  if (numbers.hasBase(off)) return numbers.resolve(value).terms === null ? "isn-assumed" : "peer-number";
  const order = numbers.sign(off);
  if (order === undefined) return "undetermined";
  if (order === 0) return null;
  return order === -1 ? behind : ahead;
}

function ackByOrder(reading: Reading, ack: Num): Misconception | null {
  const { peer } = sceneOf(reading);
  const { numbers } = reading.trace;
  const sent = peer.sndNxt !== null && numbers.compare(reading.value, peer.sndNxt) !== 1;
  return byOrder(reading, ack, { behind: "ack-old", ahead: sent ? "ack-not-arrived" : "ack-ahead" });
}

/** What both ends have done and know before a segment leaves. */
interface Scene {
  readonly self: Tcb;
  readonly peer: Tcb;
  /** Segments of the connection so far. */
  readonly before: readonly StepSegment[];
  /** Those of the sender, and of the other end; and those of the other end that have arrived. */
  readonly own: readonly StepSegment[];
  readonly peers: readonly StepSegment[];
  readonly arrived: readonly StepSegment[];
}

function sceneOf({ trace, step, segment }: Reading): Scene {
  const pair = step.before ?? step.after;
  if (pair === null) throw new RangeError("a segment without a connection");
  const isA = trace.connections[step.connection]?.a === segment.from;
  const before = trace.steps
    .slice(0, step.index)
    .flatMap((s) => (s.connection === step.connection && s.segment !== null ? [s.segment] : []));
  const peers = before.filter((s) => s.from !== segment.from);
  return {
    self: isA ? pair.a : pair.b,
    peer: isA ? pair.b : pair.a,
    before,
    own: before.filter((s) => s.from === segment.from && s.fate !== "stray" && s.fate !== "void"),
    peers,
    arrived: peers.filter((s) => HERE.includes(s.fate) || s.arrivals.some((at) => at < step.index)),
  };
}

/** One of an earlier connection arrives at once. */
const HERE: readonly StepSegment["fate"][] = ["delivered", "stray"];

/** The sequence numbers that a segment takes. */
function octetsOf({ trace }: Pick<Reading, "trace">, { len, flags }: StepSegment): Num {
  const control = ((flags & SYN) !== 0 ? 1 : 0) + ((flags & FIN) !== 0 ? 1 : 0);
  return plus(trace.numbers.resolve(len), control);
}

function sum({ trace }: Reading, a: Num, b: Num, sign: 1 | -1): Num | null {
  const { numbers } = trace;
  // Nothing added is no mistake of this kind.
  if (numbers.equal(b, ZERO) === true) return null;
  return sign === 1 ? numbers.add(a, b) : numbers.subtract(a, b);
}

function isZero({ trace }: Reading, n: Num): boolean {
  return trace.numbers.equal(n, ZERO) === true;
}
