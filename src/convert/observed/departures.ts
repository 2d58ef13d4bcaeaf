/**
 * In which order segments left. It is that in which they were seen, but for two cases: a segment that fills a gap was
 * overtaken on its way, and left before the one that was seen ahead of it; and what was acknowledged, and never seen,
 * must have been sent.
 */

import { other, type Side } from "../../check/connection.js";
import { numberAt } from "../../language/at.js";
import { distance } from "../../tcp/sequence.js";
import { Lacking } from "./lacking.js";
import { eraOf, MOST_OUTSTANDING, type Placed } from "./places.js";
import { asSent, beginsWithProbe } from "./probe.js";
import type { Turn } from "./turn.js";

/** How it was seen. */
export interface Vision {
  /** The end at which all was seen, if that is known: its own segments left in that order, and it got what it shows. */
  readonly seenAt: Side | null;
  /** As in `ObservedFlow`. */
  readonly captured: boolean;
}

export function departuresOf(
  items: readonly Placed[],
  forged: ReadonlySet<number>,
  vision: Vision,
): readonly Turn[] {
  return new Departures(items, forged, vision).order;
}

type Starts = ReadonlyMap<number, readonly number[]>;

class Departures {
  readonly order: Turn[] = [];
  /** Those that have left already when they are seen. */
  private readonly early = new Set<number>();
  private readonly next: [number, number] = [Number.NaN, Number.NaN];
  // Only where something is missing are they asked for.
  private starts: readonly [Starts, Starts] | null = null;
  private acked: readonly [Float64Array, Float64Array] | null = null;
  private readonly lacking: Lacking | null;

  constructor(
    private readonly items: readonly Placed[],
    private readonly forged: ReadonlySet<number>,
    private readonly vision: Vision,
  ) {
    this.lacking = vision.captured ? new Lacking(items, forged) : null;
    const [first] = items;
    if (first !== undefined && vision.captured && beginsWithProbe(items, ({ seen }) => asSent(seen)))
      this.next[first.seen.way] = first.start + 1;
    items.forEach((item, index) => {
      this.see(item, index);
    });
  }

  private see(item: Placed, index: number): void {
    const { early, next, order } = this;
    const { way } = item.seen;
    if (early.has(index)) {
      order.push({ kind: "seen", index });
      return;
    }
    if (this.forged.has(index)) {
      order.push({ kind: "departs", index });
      return;
    }
    if (this.lacking !== null && !item.seen.syn && !item.seen.rst && !Number.isNaN(item.start))
      next[way] = this.begun(way, item.start);
    if (this.lacking !== null && !item.seen.rst && !Number.isNaN(item.ack))
      next[other(way)] = this.begun(other(way), item.ack);
    this.advance(this.lacking?.open(item, index, order));
    const reach = next[way];
    if (item.start > reach && eraOf(item.start) === eraOf(reach) && way !== this.vision.seenAt) {
      next[way] = this.fill(index, reach);
    }
    const peer = other(way);
    if (item.ack > next[peer] && eraOf(item.ack) === eraOf(next[peer]) && this.vision.seenAt === null) {
      next[peer] = this.supply(index, next[peer]);
    }
    if (item.sack.length > 0) next[peer] = this.supplyBlocks(item, index, next[peer]);
    this.advance(this.lacking?.echoed(item, index, order, early));
    if (!(item.end <= next[way])) next[way] = item.end;
    if (this.lacking?.putBack(item, index, order) !== true) order.push({ kind: "departs", index });
  }

  /** The end of what a side has sent; of one that is seen for the first time, the least that later numbers speak of. */
  private begun(way: Side, place: number): number {
    return Number.isNaN(this.next[way]) ? this.leastOf(way, place) : this.next[way];
  }

  private leastOf(way: Side, place: number): number {
    let least = place;
    const see = (one: number): void => {
      if (one < least && one > place - MOST_OUTSTANDING) least = one;
    };
    this.items.forEach(({ ack, end, sack, seen, start }, index) => {
      if (this.forged.has(index) || seen.rst) return;
      if (seen.way !== way) {
        see(ack);
        for (const [left] of sack) see(left);
      } else if (end > start && !seen.syn) see(start);
    });
    return least;
  }

  /** These have left by now, though they are seen later. */
  private advance(indices: readonly number[] | undefined): void {
    for (const index of indices ?? []) {
      const { end, seen } = this.items[index] as Placed;
      this.early.add(index);
      this.order.push({ kind: "departs", index });
      if (!(end <= this.next[seen.way])) this.next[seen.way] = end;
    }
  }

  private startsOf(way: Side): Starts {
    this.starts ??= startsOf(this.items, this.forged);
    return this.starts[way];
  }

  /** How far the peer acknowledges what a segment belongs to, from there on; null where all that arrived was seen. */
  private ackedFrom(index: number, way: Side): number | null {
    if (this.vision.seenAt !== null) return null;
    this.acked ??= highestAcks(this.items, this.forged);
    return this.acked[way][index] ?? Number.NaN;
  }

  /**
   * What lies between what has been sent and a segment left before it, if it is seen later on or acknowledged. Where all that
   * arrived was seen, what was not has been lost.
   */
  private fill(index: number, reach: number): number {
    const { early, items, order } = this;
    const item = items[index] as Placed;
    const { way } = item.seen;
    const starts = this.startsOf(way);
    const acked = this.ackedFrom(index, way);
    let at = reach;
    while (at < item.start) {
      const filler = starts.get(at)?.find((one) => one > index && !early.has(one));
      if (filler === undefined) break;
      const found = items[filler] as Placed;
      if (leftEarlier(found, item)) {
        early.add(filler);
        order.push({ kind: "departs", index: filler });
      } else order.push({ kind: "unseen", way, lost: true, octets: found.end - at, until: found.end, index });
      at = found.end;
    }
    if (at < item.start && this.isMissing(item, acked)) {
      order.push({
        kind: "unseen",
        way,
        lost: acked === null,
        octets: item.start - at,
        until: item.start,
        index,
      });
      return item.start;
    }
    return at;
  }

  /** Only what brings something new tells of what is missing before it: a lone number is one, and may be wrong. */
  private isMissing({ end, seen, start }: Placed, acked: number | null): boolean {
    if (seen.cut === true || (this.vision.captured && !seen.rst)) return true;
    return acked === null ? end > start && !seen.rst : acked >= end;
  }

  /** What a segment acknowledges was sent before, if what comes next from there does not say otherwise. */
  private supply(index: number, reach: number): number {
    const { early, items, order } = this;
    const item = items[index] as Placed;
    const way = other(item.seen.way);
    const starts = this.startsOf(way);
    let at = reach;
    while (at < item.ack) {
      const late = starts.get(at)?.find((one) => one > index && !early.has(one));
      if (late === undefined || (items[late] as Placed).end > item.ack || late - index > LOOKAHEAD) break;
      early.add(late);
      order.push({ kind: "departs", index: late });
      at = (items[late] as Placed).end;
    }
    const sure = this.vision.captured && !item.seen.syn && !item.seen.rst;
    if (at >= item.ack || !(sure || this.isBorneOut(index))) return at;
    order.push({ kind: "unseen", way, lost: false, octets: item.ack - at, until: item.ack, index });
    return item.ack;
  }

  /** What a block of SACK reports was sent as well. */
  private supplyBlocks(item: Placed, index: number, reach: number): number {
    if (!this.vision.captured || item.seen.syn || item.seen.rst) return reach;
    const until = item.sack.reduce((most, [, right]) => Math.max(most, right), reach);
    if (until === reach || eraOf(until) !== eraOf(reach)) return reach;
    const way = other(item.seen.way);
    this.order.push({ kind: "unseen", way, lost: false, octets: until - reach, until, index });
    return until;
  }

  /** Whether what comes next from the other side goes on where the segment says that it stands. */
  private isBorneOut(index: number): boolean {
    const { items } = this;
    const item = items[index] as Placed;
    if (item.seen.cut === true) return true;
    for (const next of items.slice(index + 1, index + 1 + LOOKAHEAD)) {
      if (next.seen.way === item.seen.way || next.seen.seq === null) continue;
      return next.start >= item.ack && eraOf(next.start) === eraOf(item.ack);
    }
    return false;
  }
}

/** Segments with data by the place where they begin. */
function startsOf(items: readonly Placed[], forged: ReadonlySet<number>): readonly [Starts, Starts] {
  const found = [new Map<number, number[]>(), new Map<number, number[]>()] as const;
  items.forEach(({ seen, start, end }, index) => {
    if (forged.has(index) || end === start || seen.seq === null) return;
    const list = found[seen.way].get(start);
    if (list === undefined) found[seen.way].set(start, [index]);
    else list.push(index);
  });
  return found;
}

/** For each side, the highest place that its peer acknowledges from each segment on. */
function highestAcks(
  items: readonly Placed[],
  forged: ReadonlySet<number>,
): readonly [Float64Array, Float64Array] {
  const found = [new Float64Array(items.length), new Float64Array(items.length)] as const;
  const high = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let index = items.length - 1; index >= 0; index--) {
    const { seen, ack } = items[index] as Placed;
    const side = other(seen.way);
    if (!forged.has(index) && ack > numberAt(high, side)) high[side] = ack;
    found[0][index] = numberAt(high, 0);
    found[1][index] = numberAt(high, 1);
  }
  return found;
}

/**
 * Not if it knows more than the one that was seen before it, or, where no timestamp says it, the tool calls it a retransmission: then
 * it was sent again, and the first copy was not seen.
 */
function leftEarlier(filler: Placed, item: Placed): boolean {
  // When that left nobody saw.
  if (item.seen.unseen === true) return false;
  const [later] = filler.seen.options.ts ?? [];
  const [earlier] = item.seen.options.ts ?? [];
  if (later === undefined && /retransmission/i.test(filler.seen.source.words ?? "")) return false;
  const younger = later !== undefined && earlier !== undefined && distance(later, earlier) > 0;
  return !younger && !(filler.ack > item.ack);
}

/** How many segments further it is looked for what comes next. */
const LOOKAHEAD = 200;
