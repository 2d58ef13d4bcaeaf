/** Cells in a column of what one end sends. */

import { directionIn } from "../prose/people.js";

/** What an ACK is for, and no flags of its own. */
const ASIDE = /\s*\((ack(?:nowledge\w*)? (?:of|for) [^()]*)\)/i;
/** `“abc”, seq=1`: what is sent stands before its numbers. */
const QUOTED_DATA = /^["“]([^"“”]+)["”](?=\s*,)/u;

/** The segment, as a label says it. */
export function sentIn(cell: string): string {
  return cell.replace(ASIDE, "").replace(QUOTED_DATA, 'data="$1"');
}

/** What it says beside. */
export function asideIn(cell: string): readonly string[] {
  const aside = ASIDE.exec(cell)?.[1];
  return aside === undefined ? [] : [aside];
}

/** What a cell says of a segment, without the arrow that may stand in it, and without who sends to whom. */
export function segmentCell(text: string): string {
  return directionIn(text)?.rest ?? text.replace(/[→←⇒⇐⟶⟵]/gu, " ").trim();
}

/** A cell that says of its row that it is not TCP. */
export const OTHER = /^(?:UDP|ICMP(?:v6)?|ARP|QUIC|SCTP)$/i;
/** Who may send it at any time does not send it here. */
export const ANYBODY = /(?<![A-Za-z])(?:either|both|any)(?![A-Za-z])|双方|双向|任[意一何]/iu;
