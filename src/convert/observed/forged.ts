/** Segments that neither end can have sent: out of an earlier connection, or forged. */

import type { Placed } from "./places.js";

export function forgedIn(_items: readonly Placed[]): ReadonlySet<number> {
  return new Set();
}
