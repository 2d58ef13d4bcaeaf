/**
 * What a wrong seq or ack was mistaken for. Everything is derived from the world at that place: what each end
 * has sent and received so far, and what it knows. Whatever is said of a number there is true of it.
 */

import type { StepSegment } from "../check/trace.js";
import { type Num, plain, plus, ZERO } from "../tcp/number.js";
import { FIN, RST, SYN } from "../tcp/segment.js";
import type { State } from "../tcp/state.js";
import type { Misconception } from "./misconceptions.js";
import {
  endOf,
  isAmong,
  isOf,
  isSent,
  octetsOf,
  type RightPlace,
  type Situation,
  situationOf,
  startOf,
} from "./situation.js";

/** A place, and a wrong number written there. */
export interface MisreadNumber extends RightPlace {
  readonly value: Num;
}

export function misreadSeq(reading: MisreadNumber): Misconception | null {
  const scene = situationOf(reading);
  const { segment, trace, value } = reading;
  if (trace.numbers.equal(value, segment.seq) === true) return null;
  if (isAnsweringReset(segment, scene)) return "reset-number";
  return firstOf(reading, seqSuspicions(reading, scene)) ?? seqByRange(reading, scene);
}

export function misreadAck(reading: MisreadNumber): Misconception | null {
  const { ack } = reading.segment;
  if (ack === null) return "ack-flag-missing";
  if (reading.trace.numbers.equal(reading.value, ack) === true) return null;
  const scene = situationOf(reading);
  return firstOf(reading, ackSuspicions(reading, scene, ack)) ?? ackByRange(reading, scene, ack);
}

/** Octets, a SYN or a FIN that went out before. */
function isAgain({ flags, retransmission }: StepSegment, { own }: Situation): boolean {
  // Those of an earlier connection are not among its own.
  return retransmission || ((flags & SYN) !== 0 && own.some((s) => (s.flags & SYN) !== 0));
}

/** A RST of an end that has no such connection: its numbers are those of the segment that it answers (§3.5.2). */
function isAnsweringReset({ flags }: StepSegment, { self }: Situation): boolean {
  return (flags & RST) !== 0 && FORGETFUL.includes(self.state);
}

const FORGETFUL: readonly State[] = ["CLOSED", "LISTEN", "SYN-SENT", "SYN-RECEIVED"];

/** A number that a certain misunderstanding leads to. */
type Suspicion = readonly [Num | null | undefined, Misconception];

function seqSuspicions(reading: MisreadNumber, scene: Situation): readonly Suspicion[] {
  const { segment, trace } = reading;
  const { own, peers, self, peer } = scene;
  const { seq } = segment;
  const isFirst = (segment.flags & SYN) !== 0;
  return [
    [isFirst ? peer.iss : null, "same-isn"],
    ...(isAgain(segment, scene) ? [] : counting(reading, seq, own.at(-1))),
    [segment.ack, "ack-for-seq"],
    [peer.sndNxt, "peer-number"],
    [isFirst ? null : self.iss, "isn-again"],
    ...(isAgain(segment, scene)
      ? []
      : [[sum(reading, seq, octetsOf(trace, segment), 1), "own-octets-counted"] as const]),
    ...relative(reading, seq, self.iss),
    ...(isAgain(segment, scene) ? [] : lengths(reading, seq, own)),
    ...(isAgain(segment, scene) ? [] : peerLengths(reading, seq, peers, own)),
  ];
}

function ackSuspicions(reading: MisreadNumber, scene: Situation, ack: Num): readonly Suspicion[] {
  const { segment, trace } = reading;
  const { self, peer, own, peers, arrived, refused } = scene;
  const away = peers.filter((s) => trace.numbers.compare(endOf(trace, s), ack) === 1);
  return [
    ...refused.map((s): Suspicion => [endOf(trace, s), "ack-not-taken"]),
    ...away.map((s): Suspicion => [endOf(trace, s), "ack-not-arrived"]),
    ...counting(reading, ack, arrived.at(-1)),
    [segment.seq, "seq-for-ack"],
    [sum(reading, segment.seq, octetsOf(trace, segment), 1), "seq-for-ack"],
    [self.sndNxt, "seq-for-ack"],
    [self.irs, "isn-again"],
    ...relative(reading, ack, self.irs ?? peer.iss),
    ...lengths(reading, ack, arrived),
    ...peerLengths(reading, ack, own, arrived),
    [self.iss, "peer-number"],
  ];
}

/**
 * What the segment before took, forgotten, counted twice, or counted where there was nothing. Only where the right
 * number is the one behind it.
 */
function counting(reading: MisreadNumber, right: Num, last: StepSegment | undefined): readonly Suspicion[] {
  const { trace } = reading;
  if (last === undefined || trace.numbers.equal(endOf(trace, last), right) !== true) return [];
  const { flags, len, seq } = last;
  const isData = !isZero(reading, len);
  if (!isData && (flags & (SYN | FIN)) === 0) return [[plus(right, 1), "pure-ack-counted"]];
  const found: Suspicion[] = [];
  if ((flags & SYN) !== 0) found.push([plus(right, -1), "syn-not-counted"]);
  if ((flags & FIN) !== 0) found.push([plus(right, -1), "fin-not-counted"]);
  if (isData) {
    found.push(
      [seq, "length-not-counted"],
      [plus(right, -1), "last-octet"],
      [sum(reading, right, len, -1), "length-not-counted"],
      [sum(reading, right, len, 1), "length-counted-twice"],
    );
  }
  return found;
}

/** As an analyser shows it, counted from 0. */
function relative({ trace }: MisreadNumber, right: Num, start: Num | null): readonly Suspicion[] {
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
function lengths(reading: MisreadNumber, right: Num, segments: readonly StepSegment[]): readonly Suspicion[] {
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
  reading: MisreadNumber,
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

function firstOf({ trace, value }: MisreadNumber, suspicions: readonly Suspicion[]): Misconception | null {
  const found = suspicions.find(([n]) => n != null && trace.numbers.equal(n, value) === true);
  return found?.[1] ?? null;
}

/** Whose number it is, and whether it was used before. */
function seqByRange(reading: MisreadNumber, scene: Situation): Misconception {
  const { self, peer, own, peers, peersEarlier } = scene;
  const { trace, value, segment } = reading;
  const again = isAgain(segment, scene);
  const foreign = isForeign(reading, segment.seq);
  if (foreign !== null) return foreign;
  const { numbers } = trace;
  if (numbers.compare(value, segment.seq) === undefined) return "undetermined";
  const isAhead = numbers.compare(value, segment.seq) === 1;
  if (again && isAhead) return "new-number-for-retransmission";
  const isPeers = isOf(trace, peer, peers, value) || isAmong(trace, peersEarlier, value);
  if (isPeers && !isOf(trace, self, own, value)) return "peer-number";
  if (!again && isNextTo(reading, segment.seq)) return "off-by-one";
  if (isSent(trace, self, own, value)) return "old-number";
  const isNew = self.sndNxt !== null && numbers.equal(segment.seq, self.sndNxt) === true;
  if (isAhead && isNew) return "number-skipped";
  const start = startOf(trace, self, own);
  return start !== null && numbers.compare(value, start) === -1 ? "before-the-beginning" : "other-number";
}

function ackByRange(
  reading: MisreadNumber,
  { self, peer, own, peers, arrived }: Situation,
  ack: Num,
): Misconception {
  const { trace, value } = reading;
  const foreign = isForeign(reading, ack);
  if (foreign !== null) return foreign;
  const { numbers } = trace;
  const order = numbers.compare(value, ack);
  if (order === undefined) return "undetermined";
  if (isOf(trace, self, own, value) && !isOf(trace, peer, peers, value)) return "seq-for-ack";
  if (isNextTo(reading, ack)) return "off-by-one";
  if (order === 1) {
    const isBeyond = peer.sndNxt !== null && numbers.compare(value, peer.sndNxt) === 1;
    return isBeyond ? "ack-ahead" : "ack-not-arrived";
  }
  const start = startOf(trace, peer, [...peers, ...arrived]);
  return start !== null && numbers.compare(value, start) === -1 ? "before-the-beginning" : "ack-old";
}

/** It is counted from another beginning than the right one. */
function isForeign({ trace, value }: MisreadNumber, right: Num): Misconception | null {
  const { numbers } = trace;
  const off = numbers.resolve(numbers.subtract(value, right));
  if (!numbers.hasBase(off)) return null;
  return numbers.resolve(value).terms === null ? "isn-assumed" : "peer-number";
}

function isNextTo({ trace, value }: MisreadNumber, right: Num): boolean {
  return [1, -1].some((by) => trace.numbers.equal(plus(right, by), value) === true);
}

function sum({ trace }: MisreadNumber, a: Num, b: Num, sign: 1 | -1): Num | null {
  const { numbers } = trace;
  // Nothing added is no mistake of this kind.
  if (numbers.equal(b, ZERO) === true) return null;
  return sign === 1 ? numbers.add(a, b) : numbers.subtract(a, b);
}

function isZero({ trace }: MisreadNumber, n: Num): boolean {
  return trace.numbers.equal(n, ZERO) === true;
}
