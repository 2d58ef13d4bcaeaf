/**
 * Ports that are used again while the connection before them was not over: one end has lost it, or given it up, and
 * the other may still answer out of it. Such connections are one story, and so one flow.
 */

import type { CapturedConnection } from "./connections.js";
import type { Imported } from "./import.js";

const OVER: ReadonlySet<CapturedConnection["ending"]> = new Set(["closed", "reset", "refused"]);

/** `all`: those too that followed on one that was over. */
export function joinedByReuse(imported: readonly Imported[], all = false): readonly Imported[] {
  const joined: Imported[] = [];
  for (const one of imported) {
    const at = joined.findLastIndex(({ connection }) => isSamePair(connection, one.connection));
    const before = joined[at];
    if (before === undefined || (!all && OVER.has(before.connection.ending))) joined.push(one);
    else joined[at] = both(before, one);
  }
  return joined;
}

function isSamePair({ ends: [a, b] }: CapturedConnection, { ends: [c, d] }: CapturedConnection): boolean {
  return (a === c && b === d) || (a === d && b === c);
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
