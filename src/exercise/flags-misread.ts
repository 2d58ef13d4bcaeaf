/** What wrong flags leave out or have too much. */

import { ACK, FIN, RST, SYN } from "../tcp/segment.js";
import type { Misconception } from "./misconceptions.js";

/** Both as bits. */
export function misreadFlags(written: number, right: number): Misconception {
  const exclusive = [SYN, FIN, RST].filter((flag) => (written & flag) !== 0);
  if (exclusive.length > 1) return "impossible-flags";
  const missing = right & ~written;
  const extra = written & ~right;
  if (right === (SYN | ACK) && written === SYN) return "syn-for-syn-ack";
  for (const [bits, flag, misconception] of RULES) {
    if (((bits === "missing" ? missing : extra) & flag) !== 0) return misconception;
  }
  return "wrong-flags";
}

/** What is gravest first. */
const RULES: readonly (readonly ["missing" | "extra", number, Misconception])[] = [
  ["extra", RST, "rst-extra"],
  ["missing", RST, "rst-missing"],
  ["extra", SYN, "syn-extra"],
  ["missing", SYN, "syn-missing"],
  ["extra", FIN, "fin-extra"],
  ["missing", FIN, "fin-missing"],
  ["missing", ACK, "ack-flag-missing"],
  ["extra", ACK, "ack-flag-extra"],
];
