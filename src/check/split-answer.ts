/** The SYN,ACK drawn as two segments, a SYN and an ACK: told on the first, which is taken for the whole. */

import type { Segment, Statement } from "../language/ast.js";
import { hasSynAckOutstanding } from "../tcp/endpoint.js";
import { ZERO } from "../tcp/number.js";
import { ACK, SYN } from "../tcp/segment.js";
import { writtenValue } from "./claims.js";
import { judge } from "./departure.js";
import type { Walk } from "./record.js";
import { stepOf } from "./step-segment.js";
import type { StepSegment } from "./trace.js";
import { flagBits } from "./written.js";
import type { WrongSegment } from "./wrong-segment.js";

/** Right behind the one half, from the same end, whose SYN,ACK is sent and not acknowledged. */
export function isOtherHalf({ flow, world }: Walk, { connection, side, line, index }: WrongSegment): boolean {
  const half = halfOf(line);
  const above = flow.statements.slice(Math.max(0, index - NEAR), index).findLast(isSegment);
  if (half === 0 || above === undefined || halfOf(above) !== (half ^ (SYN | ACK))) return false;
  if (above.from.name !== line.from.name || above.to.name !== line.to.name) return false;
  return hasSynAckOutstanding(world.numbers, connection.ends[side]);
}

/** Claims and notes may stand between the two. */
const NEAR = 4;

function isSegment(statement: Statement): statement is Segment {
  return statement.type === "segment";
}

/** SYN or ACK, where the line is that and nothing else. */
function halfOf({ flags, flagNames, len, payload, old }: Segment): number {
  const bits = flagBits(flagNames);
  const isPlain = old === null && len === null && payload === null && flags.blank === null;
  return isPlain && (bits === SYN || bits === ACK) ? bits : 0;
}

/** Drawn, without effect; a letter in it names what the whole has left without a name. */
export function leaveHalf({ world }: Walk, { connection, side, written }: WrongSegment): StepSegment {
  world.silenced++;
  const { flags } = written;
  world.remember(connection);
  const whole = judge(world, connection, side, written, SYN | ACK);
  if (whole.errors > 0) world.forget(connection);
  const seq = writtenValue(world, written.seq) ?? whole.seq;
  const ack = (flags & ACK) === 0 ? null : (writtenValue(world, written.ack) ?? whole.ack);
  return stepOf(connection, side, { flags, seq, ack, len: ZERO }, "void");
}
