/**
 * Ports that are used again while the connection before them was not over: one end has lost it, or given it up, and
 * the other may still answer out of it. Such connections are one story, and so one flow.
 */

import type { CapturedConnection } from "./connections.js";
import type { Imported } from "./import.js";
import type { CapturedEnd } from "./segment.js";

const OVER: ReadonlySet<CapturedConnection["ending"]> = new Set(["closed", "reset", "refused"]);

/** `all`: those too that followed on one that was over. */
export function joinedByReuse(imported: readonly Imported[], all = false): readonly Imported[] {
  const joined: Imported[] = [];
  const places = new Map<CapturedEnd, Map<CapturedEnd, number>>();
  for (const one of imported) {
    const [a, b] = one.connection.ends;
    const at = places.get(a)?.get(b) ?? places.get(b)?.get(a) ?? -1;
    const before = joined[at];
    if (before === undefined || (!all && OVER.has(before.connection.ending))) {
      const place = joined.push(one) - 1;
      keep(places, a, b, place);
      keep(places, b, a, place);
    } else joined[at] = both(before, one);
  }
  return joined;
}

function keep(
  places: Map<CapturedEnd, Map<CapturedEnd, number>>,
  from: CapturedEnd,
  to: CapturedEnd,
  place: number,
): void {
  const others = places.get(from);
  if (others === undefined) places.set(from, new Map([[to, place]]));
  else others.set(to, place);
}

function both(before: Imported, after: Imported): Imported {
  const turned = before.connection.ends[0] !== after.connection.ends[0];
  const frames = turned
    ? after.frames.map((frame) => ({ ...frame, side: frame.side === 0 ? (1 as const) : (0 as const) }))
    : after.frames;
  const { ending, lastFrame } = after.connection;
  return {
    ...before,
    connection: { ...before.connection, ending, lastFrame },
    frames: [...before.frames, ...frames],
  };
}
