/** Where in a flow that stands which a source tells of an end beside its segments: behind the one that was seen before it. */

import type { Side } from "../../check/connection.js";
import type { DrawnStatement } from "../drawn.js";
import { KEYS, type ObservedConnection } from "./connections.js";
import type { ObservedEvent } from "./segment.js";
import type { Moment } from "./timeline.js";

export class Happened {
  private readonly places = new Map<number, DrawnStatement[]>();

  constructor(
    private readonly connection: ObservedConnection,
    private readonly moments: readonly Moment[],
    private readonly begin: number,
  ) {
    for (const event of connection.events ?? []) {
      const place = this.placeOf(event.before - 1);
      const there = this.places.get(place);
      if (there === undefined) this.places.set(place, [this.statement(event)]);
      else there.push(this.statement(event));
    }
  }

  /** What happened behind a moment; behind -1: before all of them. */
  behind(moment: number): readonly DrawnStatement[] {
    return this.places.get(moment) ?? NOTHING;
  }

  /** Of the segment before it: the moment in which it was at the end where it was seen. */
  private placeOf(index: number): number {
    if (index < 0) return -1;
    const { segments, seenAt } = this.connection;
    const comes = segments[index]?.way !== seenAt;
    const departs = this.moments.findIndex(
      ({ kind, index: at }) => at === index && (kind === "departs" || kind === "forged"),
    );
    if (this.moments[departs + 1]?.kind === "at-once") return departs + 1;
    const arrives = this.moments.findIndex(({ kind, index: at }) => at === index && kind === "arrives");
    if (arrives < 0) return departs;
    // A segment that arrives at once is one line.
    return comes || arrives === departs + 1 ? arrives : departs;
  }

  private statement({ at, line, remark, time, what }: ObservedEvent): DrawnStatement {
    const way: Side = this.connection.ends[0].address === at.address ? 0 : 1;
    const base = { line, remark, time: timeSince(this.begin, time) };
    return "event" in what
      ? { ...base, type: "event", end: KEYS[way], event: what.event }
      : { ...base, type: "claim", ends: [KEYS[way]], state: what.state };
  }
}

const NOTHING: readonly DrawnStatement[] = [];
const NANOSECONDS = 1e6;

/** In milliseconds, without what the difference of two floating numbers adds. */
export function timeSince(begin: number, time: number | null): number | null {
  return time === null ? null : Math.round((time - begin) * NANOSECONDS) / NANOSECONDS;
}
