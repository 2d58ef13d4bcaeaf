/**
 * Sequence numbers as places that compare as plain numbers: those of one side, each SYN with a new number beginning
 * another era above the one before. A number belongs to the latest era that it lies in.
 */

import { other } from "../../check/connection.js";
import { distance, wrap } from "../../tcp/sequence.js";
import type { ObservedConnection } from "./connections.js";
import { isOfBefore, numberBefore } from "./half-open.js";
import type { Seen } from "./seen.js";

/** Places of one era lie within this of each other. */
const ERA = 2 ** 40;

interface Era {
  readonly number: number;
  /** A number of this era, and its place. */
  reference: number;
  place: number;
  readonly from: number;
}

type Block = readonly [number, number];

/** Where a segment lies in its sender's numbers, and its ACK in the receiver's; NaN where that is not told. */
export interface Placed {
  readonly seen: Seen;
  /** Of its first number; where it is not printed, that of the next new one. */
  readonly start: number;
  readonly end: number;
  readonly ack: number;
  readonly sack: readonly Block[];
  /** The end of what its sender had sent before. */
  readonly next: number;
}

export function eraOf(place: number): number {
  return Math.round(place / ERA);
}

const NO_BLOCKS: readonly Block[] = [];

export function placed({ segments }: ObservedConnection, forged: ReadonlySet<number>): readonly Placed[] {
  const sides = [new Side(), new Side()] as const;
  const places = new Places(segments.length);
  const old = numberBefore(segments);
  return segments.map((seen, index) => {
    if (forged.has(index)) return new PlacedSegment(seen, NO_BLOCKS, places, index);
    const { way, seq, ack, acks, syn, fin, rst, options } = seen;
    const [own, peer] = [sides[way], sides[other(way)]];
    const before = own.next;
    if (syn && seq !== null && seq !== own.isn && !own.joins(seq)) own.begin(seq);
    // A number of the time before all that was seen stays as it is: below every era.
    const isOld = old !== null && isOfBefore(seen, old, 0);
    const start = seq === null ? own.next : isOld && rst ? seq : own.place(seq);
    const end = start + (seen.len ?? 0) + (syn ? 1 : 0) + (fin ? 1 : 0);
    own.reach(end);
    const known = ack ?? seen.impliedAck ?? null;
    const place = !acks || known === null ? Number.NaN : isOld ? known : peer.acknowledged(known);
    const sack = options.sack?.map(([l, r]): Block => [peer.place(l), peer.place(r)]) ?? NO_BLOCKS;
    places.start[index] = start;
    places.end[index] = end;
    places.ack[index] = place;
    places.next[index] = before;
    return new PlacedSegment(seen, sack, places, index);
  });
}

/** The places of all segments: in an object each of them would be a box of its own (bench). */
class Places {
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly ack: Float64Array;
  readonly next: Float64Array;

  constructor(count: number) {
    const unknown = (): Float64Array => new Float64Array(count).fill(Number.NaN);
    this.start = unknown();
    this.end = unknown();
    this.ack = unknown();
    this.next = unknown();
  }
}

class PlacedSegment implements Placed {
  constructor(
    readonly seen: Seen,
    readonly sack: readonly Block[],
    private readonly places: Places,
    private readonly index: number,
  ) {}

  get start(): number {
    return this.places.start[this.index] as number;
  }

  get end(): number {
    return this.places.end[this.index] as number;
  }

  get ack(): number {
    return this.places.ack[this.index] as number;
  }

  get next(): number {
    return this.places.next[this.index] as number;
  }
}

/** The numbers of one side. */
class Side {
  isn: number | null = null;
  /** The end of what has been seen sent. */
  next = Number.NaN;
  private readonly eras: Era[] = [];
  /** The first number of a side that no SYN has begun. */
  private first: number | null = null;

  begin(seq: number): void {
    this.isn = seq;
    this.first = null;
    const number = this.eras.length + 1;
    this.eras.push({ number, reference: seq, place: number * ERA, from: number * ERA });
    this.next = number * ERA;
  }

  /** A SYN that is seen behind the ACK of it begins nothing new. */
  joins(seq: number): boolean {
    if (this.first !== wrap(seq + 1)) return false;
    this.isn = seq;
    this.first = null;
    return true;
  }

  /** The latest era in which a number is near what has been sent. */
  place(n: number): number {
    if (this.eras.length === 0) this.start(n);
    const known = this.placeWithin(n, 0) ?? this.placeWithin(n, SLACK);
    if (known !== null) return known;
    const first = this.eras[0] as Era;
    return first.place + distance(n, first.reference);
  }

  private placeWithin(n: number, slack: number): number | null {
    const oldest = Math.max(0, this.eras.length - REMEMBERED);
    for (let i = this.eras.length - 1; i >= oldest; i--) {
      const era = this.eras[i] as Era;
      const ahead = distance(n, era.reference);
      const place = era.place + ahead;
      if (place >= era.from - slack && ahead <= AHEAD) return place;
    }
    return null;
  }

  acknowledged(n: number): number {
    if (this.eras.length === 0) this.start(n);
    return this.place(n);
  }

  /** A connection that begins in the middle. */
  private start(n: number): void {
    this.begin(n);
    this.isn = null;
    this.first = n;
  }

  reach(place: number): void {
    if (Number.isNaN(place)) return;
    if (Number.isNaN(this.next) || place > this.next) this.next = place;
    const era = this.eras[eraOf(place) - 1];
    if (era === undefined || place <= era.place) return;
    era.reference = (era.reference + (place - era.place)) >>> 0;
    era.place = place;
  }
}

/** A keep-alive or an old ACK lies a little below an era's beginning, and hardly anything far beyond what was sent. */
const SLACK = 16;
const AHEAD = 2 ** 26;
const REMEMBERED = 4;

/** Octets that were under way when a capture began; farther off is a number of something else. */
export const MOST_OUTSTANDING = 2 ** 24;
