/** Lines that are drawn and left without effect, and what goes with them (rule 34). */

import { type OwedKind, segmentLength } from "../tcp/endpoint.js";
import { type Num, ZERO } from "../tcp/number.js";
import { ACK, RST, SYN } from "../tcp/segment.js";
import { addName } from "./carry-out.js";
import { writtenValue } from "./claims.js";
import { other } from "./connection.js";
import type { Walk } from "./record.js";
import { rememberIdle } from "./recovery.js";
import { stepOf } from "./step-segment.js";
import type { StepSegment } from "./trace.js";
import type { World } from "./world.js";
import { carriesData } from "./written.js";
import type { WrongSegment } from "./wrong-segment.js";

/** Reading 4: drawn, marked, and without effect. */
export function drawOnly(walk: Walk, wrong: WrongSegment): StepSegment {
  // Of a line without effect only the first thing that is wrong is told.
  const first = wrong.judgement.findings.find((f) => f.severity === "error");
  if (first !== undefined) walk.world.found.push(first);
  return leaveIdle(walk, wrong);
}

/** A line without effect is the answer to what it answers all the same, and takes the answer to itself along. */
export function leaveIdle(walk: Walk, wrong: WrongSegment): StepSegment {
  const { world } = walk;
  const { connection, side, judgement, written } = wrong;
  const end = connection.ends[side];
  const { flags } = judgement;
  if (wrong.line.id !== null) addName(world, wrong.line.id.name, wrong.line);
  // The SYN,ACK may still come, but that it does not has been told.
  end.owed = end.owed
    .filter(({ kind }) => !isAnsweredBy(kind, flags))
    .map((owed) => (owed.kind === "SYN+ACK" ? { ...owed, cause: -1 } : owed));
  const seq = writtenValue(world, written.seq);
  const behind = behindIdle(world, wrong, seq);
  rememberIdle(connection, { side, flags, end: behind });
  const known = end.tcb.sndNxt ?? connection.ends[other(side)].tcb.rcvNxt;
  if (behind !== null && known !== null) {
    connection.skew[side] = { by: world.numbers.subtract(behind, known), at: known, field: "seq" };
  }
  const shown = {
    flags,
    seq: seq ?? judgement.seq,
    ack: (flags & ACK) !== 0 ? (writtenValue(world, written.ack) ?? judgement.ack) : null,
    len: written.len ?? ZERO,
  };
  return stepOf(connection, side, shown, "void");
}

function isAnsweredBy(kind: OwedKind, flags: number): boolean {
  if (kind === "RST" || kind === "RST+ACK") return (flags & RST) !== 0;
  return kind !== "SYN+ACK" && (flags & ACK) !== 0;
}

/** The number behind the line, as its writer counts; null where that is not known, or where nothing in it counts. */
function behindIdle(
  world: World,
  { written, judgement, connection, side }: WrongSegment,
  seq: Num | null,
): Num | null {
  const start = seq ?? connection.ends[side].tcb.sndNxt;
  if (start === null || (written.len === null && carriesData(written))) return null;
  const length = segmentLength(written.len ?? ZERO, judgement.flags);
  return length === ZERO ? null : world.numbers.add(start, length);
}

/** What only answers a line without effect, or goes on where it ends, is no mistake of its own. */
export function goesWithIdleLine(
  world: World,
  { connection, side, written, judgement }: WrongSegment,
): boolean {
  const { idle } = connection.recovery;
  if (idle === null || !judgement.illegal) return false;
  if (idle.side === side) {
    const seq = writtenValue(world, written.seq);
    const goesOn = seq !== null && idle.end !== null && world.numbers.equal(seq, idle.end) === true;
    return goesOn && ((idle.flags | judgement.flags) & (SYN | RST)) === 0;
  }
  if ((idle.flags & SYN) !== 0 && (judgement.flags & (SYN | ACK)) === (SYN | ACK)) return true;
  // To what has no effect no RST is due; the writer sends one.
  if ((idle.flags & RST) === 0 && (judgement.flags & RST) !== 0) return true;
  const ack = writtenValue(world, written.ack);
  return ack !== null && idle.end !== null && world.numbers.equal(ack, idle.end) === true;
}
