/** Where a capture was taken: at which end of the connection, or somewhere between. */

import type { Side } from "../../check/connection.js";
import { connectionsOf } from "../observed/connections.js";
import { placed } from "../observed/places.js";
import type { ObservedEnd } from "../observed/segment.js";
import { vantageOf } from "../observed/vantage.js";
import type { Imported } from "./import.js";

/** The TTLs with which stacks send. Each router on the way takes one. */
const FRESH: ReadonlySet<number> = new Set([32, 64, 128, 255]);

/**
 * null where it cannot be told. First by TTLs: what still has its first one has passed no router; then by who answers at
 * once, which is `answers`, if that is known already.
 */
export function seenAt({ connection, frames }: Imported, answers?: ObservedEnd | null): Side | null {
  const fresh = ([0, 1] as const).map(
    (way) =>
      frames.some(({ side }) => side === way) &&
      frames.every(({ hops, side }) => side !== way || FRESH.has(hops)),
  );
  if (fresh[0] !== fresh[1] && frames.some(({ side }) => side === 1)) return fresh[0] ? 0 : 1;
  const end = answers === undefined ? answersAtOnce(frames) : answers;
  if (end === null) return null;
  const [first] = connection.ends;
  return end.address === first.address && Number(end.port) === first.port ? 0 : 1;
}

function answersAtOnce(frames: Imported["frames"]): ObservedEnd | null {
  const [seen] = connectionsOf({ segments: frames.map(({ segment }) => segment) });
  if (seen === undefined) return null;
  const way = vantageOf(placed(seen, new Set()));
  return way === null ? null : seen.ends[way];
}
