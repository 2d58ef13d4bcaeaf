/** At which end a capture was taken: where answers leave at once, while those of the other end take a round trip. */

import { other, type Side } from "../../check/connection.js";
import type { Placed } from "./places.js";

/** The end at which all of it was seen, and whether that is known or only looks so. */
export interface Vantage {
  readonly way: Side | null;
  readonly sure: boolean;
  /** As in `ObservedFlow`. */
  readonly captured: boolean;
}

/** How much longer answers must take from the far end. */
const FACTOR = 4;

/** null where it cannot be told. */
export function vantageOf(items: readonly Placed[]): Side | null {
  const least: [number, number] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const open: [Map<number, number>, Map<number, number>] = [new Map(), new Map()];
  for (const { seen, start, end, ack } of items) {
    const { time } = seen.source;
    if (seen.unseen === true) continue;
    if (time === null) return null;
    const { way } = seen;
    const asked = Number.isNaN(ack) ? undefined : open[other(way)].get(ack);
    if (asked !== undefined) {
      const delay = time - asked;
      if (delay >= 0 && delay < least[way]) least[way] = delay;
      open[other(way)].clear();
    }
    if (end > start) open[way].set(end, time);
  }
  const [zero, one] = least;
  if (!Number.isFinite(zero) || !Number.isFinite(one)) return null;
  if (zero * FACTOR < one) return 0;
  return one * FACTOR < zero ? 1 : null;
}
