/** Lines that are legal in themselves, and whose flags the lines behind them may show to be wrong. */

import { ACK, FIN, RST, SYN } from "../tcp/segment.js";
import { maySend } from "../tcp/state.js";
import type { Decision, Walk } from "./record.js";
import { type Connection, other, type Side } from "./world.js";
import type { Written } from "./written.js";

/** A mistake further back than this many suspects is not looked for. */
const MAX_SUSPECTS = 3;

/**
 * Remembers a line whose flags the following ones may show to be wrong: a FIN or RST they know nothing of, or an ACK
 * that acknowledges nothing new where they know of a FIN.
 */
export function suspectFlags(
  walk: Walk,
  connection: Connection,
  side: Side,
  written: Written,
  index: number,
): void {
  const { flags } = written;
  if (walk.world.trial || (flags & SYN) !== 0) return;
  const meant = (flags & (FIN | RST)) !== 0 ? flags & ~(FIN | RST) : flags | FIN;
  if (meant === 0 || ((meant & FIN) !== 0 && !isIdle(connection, side, written))) return;
  const ways: Decision[] = [{ flags: meant }];
  if ((meant & FIN) !== 0 && mayLackFin(connection, side)) ways.push({ behindFin: true });
  walk.suspects.push({ index, ways });
  if (walk.suspects.length > MAX_SUSPECTS) walk.suspects.shift();
}

/** What the ACK answers may be a FIN of the peer. */
function mayLackFin(connection: Connection, side: Side): boolean {
  const { state, fin } = connection.ends[other(side)].tcb;
  return fin === null && maySend(state);
}

/** An ACK that nothing asked for, in a state in which the application may close. */
function isIdle(connection: Connection, side: Side, written: Written): boolean {
  const { tcb, owed } = connection.ends[side];
  if (written.flags !== ACK || written.len !== null || owed.length > 0 || tcb.fin !== null) return false;
  return maySend(tcb.state) || connection.ends[side].closing;
}
