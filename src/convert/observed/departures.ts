/**
 * In which order segments left. It is that in which they were seen, but for two cases: a segment that fills a gap was
 * overtaken on its way, and left before the one that was seen ahead of it; and what was acknowledged, and never seen,
 * must have been sent.
 */

import { other, type Side } from "../../check/connection.js";
import { numberAt } from "../../language/at.js";
import { distance } from "../../tcp/sequence.js";
import { eraOf, type Placed } from "./places.js";

export interface Departures {
  /** Segments by number in the order in which they left; `seen` marks where an overtaken one was seen. */
  readonly order: readonly Turn[];
}

export type Turn =
  | { readonly kind: "departs" | "seen"; readonly index: number }
  /** Octets that one side must have sent, and that were not seen. */
  | {
      readonly kind: "unseen";
      readonly way: Side;
      readonly lost: boolean;
      readonly octets: number;
      readonly index: number;
    };

/** `seenAt`: the end at which all was seen, if that is known: its own segments left in that order, and it got what it shows. */
export function departuresOf(
  items: readonly Placed[],
  forged: ReadonlySet<number>,
  seenAt: Side | null,
): readonly Turn[] {
  // Only where something is missing are they asked for.
  let starts: readonly [Starts, Starts] | null = null;
  let acked: readonly [Float64Array, Float64Array] | null = null;
  const next: [number, number] = [Number.NaN, Number.NaN];
  const early = new Set<number>();
  const order: Turn[] = [];
  items.forEach((item, index) => {
    const { way } = item.seen;
    if (early.has(index)) {
      order.push({ kind: "seen", index });
      return;
    }
    if (!forged.has(index)) {
      const reach = next[way];
      if (item.start > reach && eraOf(item.start) === eraOf(reach) && way !== seenAt) {
        starts ??= startsOf(items, forged);
        if (seenAt === null) acked ??= highestAcks(items, forged);
        const known = acked === null ? null : (acked[way][index] ?? Number.NaN);
        next[way] = fill(order, items, starts[way], early, index, reach, known);
      }
      const peer = other(way);
      if (item.ack > next[peer] && eraOf(item.ack) === eraOf(next[peer]) && seenAt === null) {
        starts ??= startsOf(items, forged);
        next[peer] = supply(order, items, starts[peer], early, index, next[peer]);
      }
      if (!(item.end <= next[way])) next[way] = item.end;
    }
    order.push({ kind: "departs", index });
  });
  return order;
}

type Starts = ReadonlyMap<number, readonly number[]>;

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
 * What lies between what has been sent and a segment left before it, if it is seen later on or acknowledged. `acked`: null
 * where all that arrived was seen, so that what was not has been lost.
 */
function fill(
  order: Turn[],
  items: readonly Placed[],
  starts: Starts,
  early: Set<number>,
  index: number,
  reach: number,
  acked: number | null,
): number {
  const item = items[index] as Placed;
  const { way } = item.seen;
  let at = reach;
  while (at < item.start) {
    const filler = starts.get(at)?.find((one) => one > index && !early.has(one));
    if (filler === undefined) break;
    const found = items[filler] as Placed;
    if (leftEarlier(found, item)) {
      early.add(filler);
      order.push({ kind: "departs", index: filler });
    } else order.push({ kind: "unseen", way, lost: true, octets: found.end - at, index });
    at = found.end;
  }
  // Only what brings something new tells of what is missing before it: a lone number is one, and may be wrong.
  const missing =
    item.seen.cut === true || (acked === null ? item.end > item.start && !item.seen.rst : acked >= item.end);
  if (at < item.start && missing) {
    order.push({ kind: "unseen", way, lost: acked === null, octets: item.start - at, index });
    return item.start;
  }
  return at;
}

/**
 * Not if it knows more than the one that was seen before it, or, where no timestamp says it, the tool calls it a retransmission: then
 * it was sent again, and the first copy was not seen.
 */
function leftEarlier(filler: Placed, item: Placed): boolean {
  const [later] = filler.seen.options.ts ?? [];
  const [earlier] = item.seen.options.ts ?? [];
  if (later === undefined && /retransmission/i.test(filler.seen.source.words ?? "")) return false;
  const younger = later !== undefined && earlier !== undefined && distance(later, earlier) > 0;
  return !younger && !(filler.ack > item.ack);
}

/** What a segment acknowledges was sent before, if what comes next from there does not say otherwise. */
function supply(
  order: Turn[],
  items: readonly Placed[],
  starts: Starts,
  early: Set<number>,
  index: number,
  reach: number,
): number {
  const item = items[index] as Placed;
  const way = other(item.seen.way);
  let at = reach;
  while (at < item.ack) {
    const late = starts.get(at)?.find((one) => one > index && !early.has(one));
    if (late === undefined || (items[late] as Placed).end > item.ack || late - index > LOOKAHEAD) break;
    early.add(late);
    order.push({ kind: "departs", index: late });
    at = (items[late] as Placed).end;
  }
  if (at >= item.ack) return at;
  if (item.seen.cut === true) {
    order.push({ kind: "unseen", way, lost: false, octets: item.ack - at, index });
    return item.ack;
  }
  for (const next of items.slice(index + 1, index + 1 + LOOKAHEAD)) {
    if (next.seen.way !== way || next.seen.seq === null) continue;
    if (next.start < item.ack || eraOf(next.start) !== eraOf(item.ack)) return at;
    order.push({ kind: "unseen", way, lost: false, octets: item.ack - at, index });
    return item.ack;
  }
  return at;
}

/** How many segments further it is looked for what comes next. */
const LOOKAHEAD = 200;
