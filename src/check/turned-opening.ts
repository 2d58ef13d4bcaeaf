/** A SYN that opens a flow the wrong way round, where nothing is declared: what comes behind it shows whose it is. */

import type { Segment, Statement } from "../language/ast.js";
import { ACK, RST, SYN } from "../tcp/segment.js";
import { flagBits } from "./written.js";

/**
 * Whether the SYN at `at` is one: its sender sends the SYN,ACK as well, and the other end answers that. Two lines against
 * one tell who is the server.
 */
export function opensTheWrongWay(statements: readonly Statement[], at: number): boolean {
  const syn = statements[at];
  if (syn?.type !== "segment" || syn.old !== null || flagsOf(syn) !== SYN) return false;
  const answer = nextBetween(statements, at, syn);
  if (answer === null || flagsOf(answer) !== (SYN | ACK) || answer.from.name !== syn.from.name) return false;
  const third = nextBetween(statements, statements.indexOf(answer), syn);
  return third !== null && third.from.name === syn.to.name && (flagBits(third.flagNames) & (SYN | RST)) === 0;
}

function flagsOf({ flags }: Segment): number {
  return flagBits(flags.names) & (SYN | ACK | RST);
}

/** The next segment of these two, whichever way it goes. */
function nextBetween(statements: readonly Statement[], at: number, { from, to }: Segment): Segment | null {
  for (let i = at + 1; i < statements.length; i++) {
    const s = statements[i] as Statement;
    if (s.type !== "segment" || s.old !== null) continue;
    const isForth = s.from.name === from.name && s.to.name === to.name;
    if (isForth || (s.from.name === to.name && s.to.name === from.name)) return s;
  }
  return null;
}
