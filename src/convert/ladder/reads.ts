/** Whether a ladder shows what the programs read. */

import type { LadderEvent } from "./events.js";

/**
 * A program that reads in pieces too many to list is shown only at the end of the data. Then no RECEIVE is
 * written at all, which leaves both programs reading at once.
 */
export function showsReads(events: readonly LadderEvent[]): boolean {
  const unread = new Map<string, number>();
  const arrived = new Set<string>();
  for (const event of events) {
    const key = `${event.side} ${event.connection}`;
    const before = unread.get(key) ?? 0;
    if (event.kind === "arrival") {
      const { segment } = event.row;
      const copy = `${key} ${segment?.seq}`;
      if (!segment || segment.len === 0 || arrived.has(copy)) continue;
      arrived.add(copy);
      // The urgent octet is read beside the others, and not counted.
      unread.set(key, before + segment.len - (segment.flags.includes("URG") ? 1 : 0));
    }
    if (event.kind !== "call") continue;
    const { word, octets } = event.call;
    if (word === "receive") unread.set(key, before - (octets ?? 0));
    if (word === "receive-all" || (word === "end" && before > 0) || (unread.get(key) ?? 0) < 0) return false;
  }
  return true;
}
