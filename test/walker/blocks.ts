/** What is held beyond RCV.NXT, as blocks of SACK would report it: runs of octets in order (RFC 2018 §3). */

import type { Text } from "./tcb.js";

/** Offsets from RCV.NXT, `a-b`, with `F` for a FIN behind. */
export function blocks(rcvNxt: number, held: readonly Text[]): string {
  const runs: { start: number; end: number; fin: boolean }[] = [];
  const pieces = held
    .map(({ seq, len, fin }) => ({
      start: Math.max(0, (seq - rcvNxt) | 0),
      end: ((seq - rcvNxt) | 0) + len,
      fin,
    }))
    .filter(({ start, end, fin }) => end > start || (fin && end >= 0))
    .sort((a, b) => a.start - b.start || a.end - b.end);
  for (const piece of pieces) {
    const last = runs.at(-1);
    if (last === undefined || piece.start > last.end) runs.push({ ...piece });
    else {
      last.fin = (last.fin && last.end >= piece.end) || (piece.fin && piece.end >= last.end);
      last.end = Math.max(last.end, piece.end);
    }
  }
  return runs.map(({ start, end, fin }) => `${start}-${end}${fin ? "F" : ""}`).join(" ");
}
