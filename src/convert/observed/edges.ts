/** Where ACKs and SACK blocks end, and where segments begin, among the places of each side. */

import { other, type Side } from "../../check/connection.js";
import { firstFrom } from "./answers.js";
import type { Placed } from "./places.js";

export class Edges {
  /** The last segment that tells of each. */
  private readonly told: readonly [Map<number, number>, Map<number, number>] = [new Map(), new Map()];
  private readonly places: readonly [readonly number[], readonly number[]];

  constructor(items: readonly Placed[], forged: ReadonlySet<number>) {
    const { told } = this;
    items.forEach(({ seen, start, end, ack, sack }, index) => {
      if (forged.has(index)) return;
      const there = told[other(seen.way)];
      if (!Number.isNaN(ack)) there.set(ack, index);
      for (const block of sack) for (const place of block) there.set(place, index);
      if (end > start) told[seen.way].set(start, index);
    });
    const sorted = (way: Side): number[] => [...told[way].keys()].sort((a, b) => a - b);
    this.places = [sorted(0), sorted(1)];
  }

  /** Between two places of a side, neither counted; told by a segment behind that of the index `since`. */
  within(way: Side, from: number, to: number, since = Number.NEGATIVE_INFINITY): readonly number[] {
    const places = this.places[way];
    const told = this.told[way];
    return places
      .slice(firstFrom(places, from + 1), firstFrom(places, to))
      .filter((place) => (told.get(place) ?? -1) > since);
  }
}
