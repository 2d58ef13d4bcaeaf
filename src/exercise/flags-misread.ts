/** What wrong flags leave out or have too much. */

import { ACK, FIN, PSH, RST, SYN } from "../tcp/segment.js";
import type { Misconception } from "./misconceptions.js";

/** Both as bits. `hasHeard`: something of the peer has arrived here, so there is something to acknowledge. */
export function misreadFlags(written: number, right: number, hasHeard: boolean): Misconception {
  const exclusive = [SYN, FIN, RST].filter((flag) => (written & flag) !== 0);
  if (exclusive.length > 1) return "impossible-flags";
  const missing = right & ~written;
  const extra = written & ~right;
  for (const [flag, misconception] of EXTRA) if ((extra & flag) !== 0) return misconception;
  if ((missing & (SYN | FIN | RST)) !== 0) return "flag-missing";
  if ((missing & ACK) !== 0) return hasHeard ? "ack-flag-missing" : "wrong-flags";
  if ((extra & ACK) !== 0) return hasHeard ? "wrong-flags" : "ack-flag-extra";
  return "wrong-flags";
}

/** What is gravest first. */
const EXTRA: readonly (readonly [number, Misconception])[] = [
  [RST, "rst-extra"],
  [SYN, "syn-extra"],
  [FIN, "fin-extra"],
];

/** PSH aside, which says nothing of what a segment does. */
export function sameButForPush(one: number, other: number): boolean {
  return (one & ~PSH) === (other & ~PSH);
}
