/**
 * What a connection shows that TCP at its two ends alone would not: segments that neither of them can have sent, an end that
 * lost its state or gave up in between, an end that knows of no connection. Each is only taken for such where the
 * answers bear it out; a wrong number alone stays what it is.
 */

import { other, type Side } from "../../check/connection.js";
import { wrap } from "../../tcp/sequence.js";
import type { ObservedConnection } from "./connections.js";
import { numberBefore } from "./half-open.js";
import { type Placed, placed } from "./places.js";
import type { Seen } from "./seen.js";

export interface Oddities {
  /** Out of an earlier connection, or forged. */
  readonly forged: ReadonlySet<number>;
  /** What happened at an end before a segment left, or was forged. */
  readonly events: ReadonlyMap<number, EndEvent>;
  /** Ends that a connection is not new to, or unknown. */
  readonly ends: readonly [EndHint, EndHint];
}

export interface EndEvent {
  readonly way: Side;
  readonly event: "close" | "crash" | "timeout 2msl" | "timeout user";
}

export type EndHint = "established" | "answering" | "listening" | "closed" | null;

/** `set`: the segments that are known to be such; `items`: where all of them lie, if that is known already. */
export function odditiesOf(
  connection: ObservedConnection,
  set?: ReadonlySet<number>,
  items: readonly Placed[] = placed(connection, NONE),
): Oddities {
  const { segments } = connection;
  const ends = hintsOf(segments);
  const forged = new Set(set);
  if (set === undefined && ends.every((hint) => hint === null)) {
    const judge = new Judge(items);
    items.forEach(({ seen }, index) => {
      // What was seen to leave its end was sent there.
      if (seen.way !== connection.seenAt && judge.isForged(index)) forged.add(index);
    });
  }
  return { forged, events: eventsOf(segments, forged), ends };
}

const NONE: ReadonlySet<number> = new Set();

/**
 * Nobody opened this connection here: the other side knows nothing of it, and says so, or says nothing. Or it is opened anew, and
 * the other side has kept an earlier one.
 */
function hintsOf(segments: readonly Seen[]): readonly [EndHint, EndHint] {
  const [first] = segments;
  if (numberBefore(segments) !== null) return [null, "established"];
  if (first === undefined || (first.syn && !first.acks)) return [null, null];
  const answers = segments.filter(({ way }) => way === 1);
  const lone = answers.length === 0 && segments.every(({ rst }) => rst);
  const [answer] = answers;
  const unknown = answer?.rst && !answer.acks && answer.seq !== null && answer.seq === first.ack;
  // Nobody listens at a port of the higher kind: that is whose connection is reset.
  if (lone) return ["established", portsSay(first) === "listening" ? "listening" : "established"];
  return unknown ? [first.syn ? "answering" : "established", portsSay(first)] : [null, null];
}

/** Whoever answers at the lower port is most likely the one that listens. */
function portsSay({ source }: Seen): EndHint {
  const [from, to] = [Number(source.from.port), Number(source.to.port)];
  return Number.isNaN(to) || to < from ? "listening" : "closed";
}

const WAYS = [0, 1] as const;

class Judge {
  /** For each segment and way, the next one of that way, and the last one; -1 where there is none. */
  private readonly next: readonly [Int32Array, Int32Array];
  private readonly last: readonly [Int32Array, Int32Array];
  /** The first of each way that says more than an opening. */
  private readonly goesOn: [number, number] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  private readonly probes: [boolean | null, boolean | null] = [null, null];

  constructor(private readonly items: readonly Placed[]) {
    const count = items.length;
    this.next = [new Int32Array(count), new Int32Array(count)];
    this.last = [new Int32Array(count), new Int32Array(count)];
    const last: [number, number] = [-1, -1];
    items.forEach(({ seen }, index) => {
      for (const way of WAYS) this.last[way][index] = last[way];
      last[seen.way] = index;
      if (seen.acks && !seen.syn) this.goesOn[seen.way] = Math.min(this.goesOn[seen.way], index);
    });
    const next: [number, number] = [-1, -1];
    for (let index = items.length - 1; index >= 0; index--) {
      for (const way of WAYS) this.next[way][index] = next[way];
      next[(items[index] as Placed).seen.way] = index;
    }
  }

  private after(index: number, way: Side): Placed | null {
    return this.items[this.next[way][index] ?? -1] ?? null;
  }

  isForged(index: number): boolean {
    const item = this.items[index] as Placed;
    const { seen } = item;
    if (seen.flags === null) return false;
    if (seen.rst && !seen.syn) return this.isForgedReset(index, item);
    if ((seen.syn && (seen.fin || seen.rst)) || (!seen.syn && !seen.acks)) return this.isProbe(index);
    if (seen.syn && !seen.acks) return this.isForgedSyn(index, item);
    return this.isImpossible(index, item);
  }

  /** Its sender goes on, though a reset is the last thing that an end says. */
  private isForgedReset(index: number, item: Placed): boolean {
    const { way, acks, seq } = item.seen;
    const peer = other(way);
    const before = this.last[way][index] === -1;
    if (before && !acks && seq !== 0 && this.hasOnlyAsked(index, peer)) return true;
    const next = this.after(index, way);
    if (next === null || next.seen.rst || next.seen.syn || next.seen.flags === null) return false;
    const exact = item.start === item.next;
    const answer = this.after(index, peer);
    return !exact || answer === null || answer.seen.rst || this.isRefusal(index, answer);
  }

  /** Nothing but SYNs, which a reset answers with a number of 0 and an ACK (RFC 9293 §3.10.7.1). */
  private hasOnlyAsked(index: number, way: Side): boolean {
    const asked = this.items.slice(0, index).filter(({ seen }) => seen.way === way);
    return asked.length > 0 && asked.every(({ seen }) => seen.syn && !seen.acks);
  }

  /** Flags that no TCP sends, by somebody who sends nothing else. */
  private isProbe(index: number): boolean {
    const { way } = (this.items[index] as Placed).seen;
    this.probes[way] ??= this.items.every(({ seen }) => (seen.way === way ? !isOrdinary(seen) : seen.rst));
    return this.probes[way];
  }

  /** A SYN into a connection that its sender goes on with. */
  private isForgedSyn(index: number, item: Placed): boolean {
    const { way, seq } = item.seen;
    if (seq === null || this.goesOn[way] >= index) return false;
    const answer = this.after(index, other(way));
    if (answer === null || answer.seen.syn || !answer.seen.acks) return false;
    const next = this.after(index, way);
    return next === null || (!next.seen.rst && !next.seen.syn && next.seen.seq !== wrap(seq + 1));
  }

  /** Its numbers cannot be, it is answered as such a segment is, and its sender knows nothing of it later on. */
  private isImpossible(index: number, item: Placed): boolean {
    const { seen, start, end, ack, next } = item;
    const peer = other(seen.way);
    if (seen.syn || Number.isNaN(next)) return false;
    const answer = this.after(index, peer);
    const later = this.after(index, seen.way);
    const sent = this.lastEnd(index, peer);
    const wrong = ack > sent || start > next || ack < sent - FAR;
    if (!wrong || answer === null || !this.isRefusal(index, answer)) return false;
    if (start > next && this.isKept(item, answer, later)) return false;
    return later === null || (later.start <= next && !(later.ack > sent) && later.end !== end);
  }

  /** What lies behind a gap was taken, where a block of SACK says so, or an ACK of what fills the gap covers it as well. */
  private isKept({ start, end }: Placed, answer: Placed, later: Placed | null): boolean {
    if (answer.sack.some(([left, right]) => left <= start && right >= end)) return true;
    if (later === null || later.end >= end) return false;
    const covering = this.after(this.items.indexOf(later), answer.seen.way);
    return covering !== null && covering.ack >= end;
  }

  private lastEnd(index: number, way: Side): number {
    const item = this.items[this.last[way][index] ?? -1];
    if (item === undefined) return Number.NaN;
    return Number.isNaN(item.next) ? item.end : Math.max(item.next, item.end);
  }

  /** An ACK with nothing new in it, right after. */
  private isRefusal(index: number, answer: Placed): boolean {
    const item = this.items[index] as Placed;
    const { seen, start, end, ack, next } = answer;
    if (this.items[index + 1] !== answer) return false;
    if (seen.rst) return start === item.ack;
    return seen.acks && !seen.syn && !seen.fin && start === end && start === next && ack === item.next;
  }
}

/** More than any window. */
const FAR = 2 ** 30;

function isOrdinary({ syn, fin, rst, acks }: Seen): boolean {
  return acks || (syn && !fin && !rst);
}

function eventsOf(segments: readonly Seen[], forged: ReadonlySet<number>): ReadonlyMap<number, EndEvent> {
  const events = new Map<number, EndEvent>();
  const replies = new Replies(segments);
  const attempts: [Attempt | null, Attempt | null] = [null, null];
  segments.forEach((seen, index) => {
    if (forged.has(index)) return;
    const { way, syn, acks, seq } = seen;
    const attempt = attempts[way];
    if (syn && !acks && seq !== null && seq !== attempt?.isn) {
      if (attempt !== null) giveUp(segments[index] as Seen, index, attempt, replies, events);
      attempts[way] = { isn: seq, index, synchronized: false, finSent: null, finGot: null, over: false };
    } else if (attempt !== null) follow(attempt, seen, index);
    const peer = attempts[other(way)];
    if (peer !== null && (seen.rst || seen.fin)) {
      if (seen.rst) peer.over = true;
      else peer.finGot ??= index;
    }
  });
  return events;
}

/** One use of a connection's ports by the end that opened it. */
interface Attempt {
  readonly isn: number;
  readonly index: number;
  synchronized: boolean;
  finSent: number | null;
  finGot: number | null;
  over: boolean;
}

function follow(attempt: Attempt, seen: Seen, index: number): void {
  if (seen.rst) attempt.over = true;
  else if (seen.acks && !seen.syn) attempt.synchronized = true;
  if (seen.fin) attempt.finSent ??= index;
}

/** SYN+ACKs by what they acknowledge, and resets without ACK by their numbers: where the first of them stands behind a place. */
class Replies {
  private readonly places = new Map<string, number[]>();

  constructor(segments: readonly Seen[]) {
    segments.forEach(({ way, syn, acks, rst, ack, seq }, index) => {
      if (syn && acks && ack !== null) this.add(`a${way} ${ack}`, index);
      if (rst && !acks && seq !== null) this.add(`r${way} ${seq}`, index);
    });
  }

  synAck(way: Side, ack: number, behind: number): number {
    return this.places.get(`a${way} ${ack}`)?.find((one) => one > behind) ?? -1;
  }

  reset(way: Side, seq: number, behind: number): number {
    return this.places.get(`r${way} ${seq}`)?.find((one) => one > behind) ?? -1;
  }

  private add(key: string, index: number): void {
    const known = this.places.get(key);
    if (known === undefined) this.places.set(key, [index]);
    else known.push(index);
  }
}

/** What must have happened before an end opens anew with another number. */
function giveUp(
  { way, seq }: Seen,
  index: number,
  attempt: Attempt,
  replies: Replies,
  events: Map<number, EndEvent>,
): void {
  const answered = (isn: number): number => replies.synAck(other(way), wrap(isn + 1), attempt.index);
  const refused = (isn: number): boolean => replies.reset(way, wrap(isn + 1), attempt.index) >= 0;
  if (!attempt.synchronized) {
    const answer = answered(attempt.isn);
    if (answer < 0 || !refused(attempt.isn)) return;
    events.set(Math.min(answer, index), { way, event: "close" });
    return;
  }
  if (attempt.over || seq === null) return;
  if (attempt.finSent !== null && attempt.finGot !== null) {
    if (attempt.finSent < attempt.finGot) events.set(index, { way, event: "timeout 2msl" });
  } else if (attempt.finSent !== null || attempt.finGot !== null)
    events.set(index, { way, event: "timeout user" });
  else if (answered(seq) >= 0) events.set(index, { way, event: "crash" });
}
