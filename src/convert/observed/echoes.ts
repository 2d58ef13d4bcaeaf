/** Which segment a TSecr proves to have come: the one that alone had this TSval (RFC 7323 §3.2). */

import { other } from "../../check/connection.js";
import type { Placed } from "./places.js";

export class Echoes {
  /** By TSval, of each side; null where several segments had it. */
  private readonly senders: readonly [Map<number, number | null>, Map<number, number | null>] = [
    new Map(),
    new Map(),
  ];
  private readonly proven = new Set<number>();

  /** Only of a capture: elsewhere a number may be wrong. */
  constructor(items: readonly Placed[], captured: boolean) {
    if (!captured) return;
    items.forEach(({ seen }, index) => {
      const value = seen.options.ts?.[0];
      if (value === undefined) return;
      const senders = this.senders[seen.way];
      senders.set(value, senders.has(value) ? null : index);
    });
    items.forEach((item, index) => {
      const one = this.sentBack(item);
      if (one !== null && one < index) this.proven.add(one);
    });
  }

  /** The segment whose TSval this one sends back; null where that may be one of several. */
  sentBack({ seen }: Placed): number | null {
    const echo = seen.options.ts?.[1];
    return echo === undefined ? null : (this.senders[other(seen.way)].get(echo) ?? null);
  }

  /** Whether some answer proves that the segment arrived. */
  hasProven(index: number): boolean {
    return this.proven.has(index);
  }
}
