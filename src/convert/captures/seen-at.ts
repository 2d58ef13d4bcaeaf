/** Where a capture was taken: at which end of the connection, or somewhere between. */

import type { Side } from "../../check/connection.js";
import { connectionsOf } from "../observed/connections.js";
import { placed } from "../observed/places.js";
import { vantageOf } from "../observed/vantage.js";
import type { Imported } from "./import.js";

/** The TTLs with which stacks send. Each router on the way takes one. */
const FRESH: ReadonlySet<number> = new Set([32, 64, 128, 255]);

/** null where it cannot be told. First by TTLs: what still has its first one has passed no router; then by who answers at once. */
export function seenAt({ connection, frames }: Imported): Side | null {
  const fresh = ([0, 1] as const).map((side) => {
    const own = frames.filter((frame) => frame.side === side);
    return own.length > 0 && own.every(({ hops }) => FRESH.has(hops));
  });
  if (fresh[0] !== fresh[1] && frames.some(({ side }) => side === 1)) return fresh[0] ? 0 : 1;
  const [seen] = connectionsOf({ segments: frames.map(({ segment }) => segment) });
  if (seen === undefined) return null;
  const way = vantageOf(placed(seen, new Set()));
  if (way === null) return null;
  // There the ends stand in the order in which they are seen, as they do here.
  const [first] = seen.ends;
  const same = first.address === connection.ends[0].address && Number(first.port) === connection.ends[0].port;
  return same ? way : way === 0 ? 1 : 0;
}
