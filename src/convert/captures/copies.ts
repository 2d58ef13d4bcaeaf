/**
 * The same packet seen twice, because a capture of all interfaces sees what goes through this machine on each of
 * them. A retransmission is another packet: it has an identification of its own, or comes later than a copy can.
 */

import type { Imported, ImportedFrame } from "./import.js";

/** Milliseconds; on its way through one machine a packet takes less. */
const WITHIN = 1;

export interface WithoutCopies {
  readonly connection: Imported;
  /** How many frames were left out. */
  readonly copies: number;
}

export function withoutCopies(imported: Imported): WithoutCopies {
  const { frames } = imported;
  const copies = new Set<number>();
  frames.forEach((frame, index) => {
    if (isCopy(frame, index, frames, copies)) copies.add(index);
  });
  if (copies.size === 0) return { connection: imported, copies: 0 };
  const kept = frames.filter((_, index) => !copies.has(index));
  return { connection: { ...imported, frames: kept }, copies: copies.size };
}

function isCopy(
  frame: ImportedFrame,
  index: number,
  frames: readonly ImportedFrame[],
  copies: ReadonlySet<number>,
): boolean {
  const time = frame.segment.time ?? 0;
  for (let i = index - 1; i >= 0; i--) {
    const other = frames[i] as ImportedFrame;
    if (copies.has(i)) continue;
    if (time - (other.segment.time ?? 0) > WITHIN) return false;
    if (isSamePacket(frame, other)) return true;
  }
  return false;
}

/** IPv4 numbers its packets (0 where nothing may be fragmented, which tells nothing); a router on the way takes a hop. */
function isSamePacket(a: ImportedFrame, b: ImportedFrame): boolean {
  if (a.side !== b.side || a.identification !== b.identification || a.bits !== b.bits) return false;
  const told = a.identification > 0 || a.hops !== b.hops;
  const [s, t] = [a.segment, b.segment];
  const sameNumbers = s.seq === t.seq && s.ack === t.ack && s.len === t.len && s.win === t.win;
  return told && sameNumbers && JSON.stringify(s.options) === JSON.stringify(t.options);
}
