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
  const frames: ImportedFrame[] = [];
  for (const frame of imported.frames) if (!isCopy(frame, frames)) frames.push(frame);
  return {
    connection: frames.length === imported.frames.length ? imported : { ...imported, frames },
    copies: imported.frames.length - frames.length,
  };
}

function isCopy(frame: ImportedFrame, before: readonly ImportedFrame[]): boolean {
  const time = frame.segment.time ?? 0;
  for (let i = before.length - 1; i >= 0; i--) {
    const other = before[i] as ImportedFrame;
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
