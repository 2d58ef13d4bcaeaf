/** Lines that may not be sent as they stand, read as what may be sent in their place. */

import { isReset } from "../tcp/endpoint.js";
import type { Num } from "../tcp/number.js";
import { ACK, RST } from "../tcp/segment.js";
import { HORIZON } from "./above.js";
import { carryOutInstead } from "./carry-out.js";
import { isNumber } from "./claims.js";
import { judge } from "./departure.js";
import { drawOnly } from "./idle-line.js";
import type { Walk } from "./record.js";
import type { Finding, StepSegment } from "./trace.js";
import { roomFor } from "./windows.js";
import { supplied } from "./written.js";
import type { WrongSegment } from "./wrong-segment.js";

/** Something else where a RST is owed: the lines below know that the connection is gone. */
export function asOwedReset(walk: Walk, wrong: WrongSegment): StepSegment | null {
  const { connection, side, judgement } = wrong;
  const owed = connection.ends[side].owed.find(isReset);
  if (owed === undefined || !judgement.findings.some(isError) || (judgement.flags & RST) !== 0) return null;
  const written = supplied(owed.kind === "RST" ? RST : RST | ACK, null, wrong.written.span);
  const again = judge(walk.world, connection, side, written);
  return carryOutInstead(walk, wrong, written, again);
}

/** Data that exceeds the window: who goes on from its edge has counted what fits, or nothing where nothing does. */
export function asFitting(walk: Walk, wrong: WrongSegment): StepSegment | null {
  const { world } = walk;
  const { connection, side, written, judgement } = wrong;
  const [first, second] = judgement.findings.filter(isError);
  if (first?.code !== "window-exceeded" || second !== undefined || written.payload !== null) return null;
  const room = roomFor(world, connection, side, judgement.seq);
  if (room === null || world.numbers.sign(room) === undefined) return null;
  if (world.numbers.sign(room) !== 1) return drawOnly(walk, wrong);
  if (isTrimmed(walk, wrong, world.numbers.add(judgement.seq, room))) return null;
  const again = judge(world, connection, side, { ...written, len: room }, wrong.flags);
  return carryOutInstead(walk, wrong, written, again);
}

/** The peer acknowledges what fitted: more than that was sent, and trimmed off (§3.10.7.4). */
function isTrimmed({ world, flow }: Walk, { index, line }: WrongSegment, edge: Num): boolean {
  const next = flow.statements
    .slice(index + 1, index + 1 + HORIZON)
    .find((s) => s.type === "segment" && s.fromName === line.toName && s.toName === line.fromName);
  return next?.type === "segment" && isNumber(world, next.ack?.value ?? null, edge);
}

function isError({ severity }: Finding): boolean {
  return severity === "error";
}
