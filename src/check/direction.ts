/** A segment that is right where the other end sends it: its arrow points the wrong way. */

import { isOwed } from "../tcp/endpoint.js";
import { ZERO } from "../tcp/number.js";
import { ACK, FIN, flagsText, RST, SYN } from "../tcp/segment.js";
import { carryOut } from "./carry-out.js";
import { isNumber } from "./claims.js";
import type { Code } from "./codes.js";
import { other, type Side } from "./connection.js";
import { judge } from "./departure.js";
import type { Judgement } from "./judgement.js";
import type { Walk } from "./record.js";
import type { StepSegment } from "./trace.js";
import type { World } from "./world.js";
import { carriesData, spanning } from "./written.js";
import type { WrongSegment } from "./wrong-segment.js";

/**
 * How surely it is one. `surely`: all that it says is what the other end owes, and nothing else would bring it forth.
 * `perhaps`: it would be right as well, and the lines below have to tell.
 */
export function mayBeTurned(world: World, wrong: WrongSegment): "surely" | "perhaps" | false {
  const { connection, side, written, judgement } = wrong;
  const { flags } = judgement;
  if (written.old || written.flags === 0 || written.blanks) return false;
  const sender = connection.ends[other(side)];
  if ((flags & RST) !== 0) return owesReset(wrong) ? "perhaps" : false;
  if ((flags & SYN) !== 0) return (flags & ACK) !== 0 && isOwed(sender, "SYN+ACK") ? "surely" : false;
  if (!isNumbered(world, wrong)) return judgement.illegal && isAwaited(wrong) ? "perhaps" : false;
  if (judgement.illegal) return "surely";
  return isOwed(sender, "ACK") && !isOwed(connection.ends[side], "ACK") ? "surely" : "perhaps";
}

/** seq and ack are both written, and those of the other end; where both ends have the same they say nothing. */
function isNumbered(world: World, { connection, side, written }: WrongSegment): boolean {
  const hasItsNumbers = (at: Side): boolean => {
    const { tcb, expired } = connection.ends[at];
    if (!isNumber(world, written.ack, tcb.rcvNxt)) return false;
    return isNumber(world, written.seq, tcb.sndNxt) || (expired && isNumber(world, written.seq, tcb.sndUna));
  };
  return hasItsNumbers(other(side)) && !hasItsNumbers(side);
}

/** Without numbers: a FIN, where this end has sent its own and the other has not; an ACK that the other owes. */
function isAwaited({ connection, side, written, judgement }: WrongSegment): boolean {
  if (carriesData(written)) return false;
  const sender = connection.ends[other(side)];
  if ((judgement.flags & FIN) === 0) return isOwed(sender, "ACK");
  return connection.ends[side].tcb.fin !== null && sender.tcb.fin === null && sender.tcb.peerFin;
}

function owesReset({ connection, side }: WrongSegment): boolean {
  const owes = (at: Side): boolean =>
    isOwed(connection.ends[at], "RST") || isOwed(connection.ends[at], "RST+ACK");
  return owes(other(side)) && !owes(side);
}

/** With the arrow turned; null where that is wrong as well, or no better. */
export function asTurned(walk: Walk, wrong: WrongSegment): StepSegment | null {
  const { world } = walk;
  const { connection, side, written, line } = wrong;
  const sender = other(side);
  const judgement = judge(world, connection, sender, written, wrong.flags);
  if (judgement.illegal || judgement.errors > 0) return null;
  if (judgement.findings.some(({ code }) => UNLIKELY.has(code)) || isIdle(wrong, judgement)) return null;
  judgement.corrected = true;
  judgement.report("direction-wrong", spanning(line.from.span, line.to.span), {
    from: connection.names[sender],
    to: connection.names[side],
    segment: flagsText(written.flags),
  });
  return carryOut(walk, connection, sender, written, judgement, line);
}

/** Nobody turns an arrow and says by that what is legal and seldom meant. */
const UNLIKELY: ReadonlySet<Code> = new Set<Code>([
  "keep-alive",
  "ack-lags",
  "spurious-retransmission",
  "symbol-another-name",
  "flag-ack-omitted",
  "stack-differs",
]);

/** An ACK that answers nothing is no better from the other end. */
function isIdle({ connection, side }: WrongSegment, { flags, len }: Judgement): boolean {
  if ((flags & (SYN | FIN | RST)) !== 0 || len !== ZERO) return false;
  return connection.ends[other(side)].owed.length === 0;
}
