/**
 * One mistake, one error (rule 34).
 *
 * A line that is wrong can be read in several ways: with the right number, with a flag more or
 * less, behind a segment that was left out, or without effect. Each way is tried on the lines that
 * follow; the one that leaves the fewest errors is taken, in the order of the rule where they tie.
 */

import type { Segment, Span } from "../language/ast.js";
import { type Num, ZERO } from "../tcp/number.js";
import { ACK, FIN, flagsText, RST, SYN } from "../tcp/segment.js";
import { depart } from "./apply.js";
import { writtenValue } from "./claims.js";
import { deliver } from "./deliver.js";
import { judge } from "./departure.js";
import type { Judgement } from "./judgement.js";
import type { Place } from "./local.js";
import type { Walk } from "./record.js";
import { carryOut } from "./segments.js";
import { aborts, candidates, type Missing, missingData } from "./supply.js";
import type { Step, StepSegment } from "./trace.js";
import { choose, NO_SEGMENT, type Reading } from "./trial.js";
import { type Connection, other, type Side, type World } from "./world.js";
import { flagBits, supplied, type Written } from "./written.js";

export interface WrongSegment {
  readonly connection: Connection;
  readonly side: Side;
  readonly written: Written;
  /** Flags read instead of the written ones; null for these. */
  readonly flags: number | null;
  /** At first reading. What it taught is forgotten again. */
  readonly judgement: Judgement;
  readonly line: Segment;
  readonly index: number;
}

/** Takes the best reading of a wrong segment, and reports it. */
export function mendSegment(walk: Walk, wrong: WrongSegment): StepSegment {
  const readings: Reading[] = [];
  const { connection, side, written, judgement, line } = wrong;
  const asWritten = (nameWhole: boolean): StepSegment => {
    const again = judge(walk.world, connection, side, written, wrong.flags, nameWhole);
    return carryOut(walk, connection, side, written, again, line);
  };
  if (!judgement.illegal) readings.push(() => asWritten(false));
  if (judgement.findings.some((f) => f.code === "symbol-unknown")) readings.push(() => asWritten(true));
  for (const flags of nearFlags(connection, side, judgement.flags, written.flags))
    readings.push(() => readAs(walk, wrong, flags));
  for (const missing of allCandidates(walk.world, wrong))
    readings.push(() => readAfter(walk, wrong, missing));
  readings.push(() => drawOnly(walk, wrong));
  for (const missing of aborts(connection, side)) readings.push(() => readAfter(walk, wrong, missing));
  return choose(walk, wrong.index, readings) as StepSegment;
}

/** A false state claim: it moves nothing, unless a segment was left out before it. */
export function mendClaim(
  walk: Walk,
  index: number,
  places: readonly Place[],
  report: () => void,
  holds: () => boolean,
): void {
  const place = places[0] as Place;
  const readings: Reading[] = [
    () => {
      report();
      return NO_SEGMENT;
    },
  ];
  const { connection, side } = place;
  if (connection !== null) {
    const span = (walk.flow.statements[index] as { span: Span }).span;
    for (const missing of candidates(walk.world, connection, side)) {
      readings.push(() => {
        if (!supply(walk, connection, missing, span) || !holds()) return null;
        reportMissing(walk, connection, missing, span);
        return NO_SEGMENT;
      });
    }
  }
  choose(walk, index, readings);
}

/** The flags with one fewer, or with the one more that makes it a segment the sender owes. */
function nearFlags(connection: Connection, side: Side, flags: number, written: number): number[] {
  const { owed, tcb, closing } = connection.ends[side];
  const kinds = owed.map((o) => o.kind);
  const near: number[] = [];
  const mayOpen = tcb.state === "CLOSED" || tcb.state === "SYN-SENT";
  if (kinds.includes("SYN+ACK")) near.push(flags | SYN, flags | ACK);
  if (kinds.includes("RST") || kinds.includes("RST+ACK")) near.push(flags | RST);
  if (closing) near.push(flags | FIN);
  if (mayOpen) near.push(written | SYN);
  near.push(flags | ACK);
  for (const bit of [ACK, SYN, FIN, RST]) near.push(flags & ~bit);
  return near.filter((f, i) => f !== flags && f !== 0 && near.indexOf(f) === i);
}

/** Mending 2: one flag too many or too few. */
function readAs(walk: Walk, wrong: WrongSegment, flags: number): StepSegment | null {
  const { world } = walk;
  const { connection, side, written, line } = wrong;
  const judgement = judge(world, connection, side, written, flags);
  if (judgement.illegal || judgement.errors > 0) return null;
  // A wrong number just below SND.NXT is no keep-alive because a flag is taken away.
  if (judgement.findings.some((f) => f.code === "keep-alive")) return null;
  const toggled = flags ^ wrong.judgement.flags;
  judgement.mended = true;
  const args = { flag: flagsText(toggled), from: connection.names[side], owed: flagsText(flags) };
  judgement.report((flags & toggled) !== 0 ? "flag-missing" : "flag-extra", written.flagsSpan, args);
  return carryOut(walk, connection, side, written, judgement, line);
}

function allCandidates(world: World, wrong: WrongSegment): Missing[] {
  const { connection, side, written } = wrong;
  const list = candidates(world, connection, side);
  const ahead = (value: Num | null, from: Num | null): Num | null => {
    if (value === null || from === null) return null;
    const amount = world.numbers.resolve(world.numbers.subtract(value, from));
    return world.numbers.sign(amount) === 1 ? amount : null;
  };
  const acked = ahead(writtenValue(world, written.ack), connection.ends[side].tcb.rcvNxt);
  if (acked !== null) list.push(missingData(other(side), acked));
  const skipped = ahead(writtenValue(world, written.seq), connection.ends[side].tcb.sndNxt);
  if (skipped !== null) list.push(missingData(side, skipped));
  return list;
}

/** Mending 3: legal, had one segment not been left out before it. */
function readAfter(walk: Walk, wrong: WrongSegment, missing: Missing): StepSegment | null {
  const { world } = walk;
  const { connection } = wrong;
  if (!supply(walk, connection, missing, wrong.written.span)) return null;
  const judgement = judge(world, connection, wrong.side, wrong.written);
  if (judgement.illegal || judgement.errors > 0) return null;
  reportMissing(walk, connection, missing, wrong.written.span);
  return carryOut(walk, connection, wrong.side, wrong.written, judgement, wrong.line);
}

function reportMissing(walk: Walk, connection: Connection, missing: Missing, span: Span): void {
  const { world } = walk;
  if (world.afterBroken) return;
  const from = connection.names[missing.side];
  const bare = (missing.flags & FIN) !== 0 ? idleAck(walk, connection, missing.side) : null;
  if (bare !== null) {
    const here = world.line;
    world.line = bare.line;
    world.report("flag-missing", bare.flags.span ?? bare.span, {
      flag: "FIN",
      from,
      owed: flagsText(missing.flags),
    });
    world.line = here;
    return;
  }
  world.report("segment-missing", span, {
    missing: missing.name,
    from,
    to: connection.names[other(missing.side)],
  });
}

/**
 * The last segment of a side, where it is an ACK that acknowledges nothing new: then the FIN is
 * missing in it, and not a line of its own.
 */
function idleAck(walk: Walk, connection: Connection, side: Side): Segment | null {
  for (let i = walk.steps.length - 1; i >= 0; i--) {
    const { segment, statement, before, connection: index } = walk.steps[i] as Step;
    if (segment === null || index !== connection.index || segment.from !== connection.names[side]) continue;
    const known = side === 0 ? before?.a.lastAck : before?.b.lastAck;
    const written = flagBits((statement as Segment).flags.words);
    const idle =
      segment.flags === ACK && written === ACK && segment.len === ZERO && segment.fate === "delivered";
    if (!idle || known === null || known === undefined || segment.ack === null) return null;
    return walk.world.numbers.equal(known, segment.ack) === true ? (statement as Segment) : null;
  }
  return null;
}

/** Sends a segment that nobody wrote. false where even that is not legal. */
function supply(walk: Walk, connection: Connection, missing: Missing, span: Span): boolean {
  const { world } = walk;
  const end = connection.ends[missing.side];
  if (missing.again) end.expired = true;
  const written = supplied(missing.flags, missing.len, span);
  const judgement = judge(world, connection, missing.side, written);
  if (judgement.illegal || judgement.errors > 0) return false;
  const segment = depart(world, connection, missing.side, judgement, written, false);
  deliver(world, connection, missing.side, segment, span);
  return true;
}

/** Mending 4: drawn, marked, and without effect. */
function drawOnly(walk: Walk, wrong: WrongSegment): StepSegment {
  const { judgement, line, written } = wrong;
  // Of a line without effect only the first thing that is wrong is told.
  const first = judgement.findings.find((f) => f.severity === "error");
  if (first !== undefined) walk.world.found.push(first);
  return {
    from: line.from.name,
    to: line.to.name,
    fate: "void",
    mended: false,
    flags: judgement.flags,
    seq: writtenValue(walk.world, written.seq) ?? judgement.seq,
    ack: (judgement.flags & ACK) !== 0 ? (writtenValue(walk.world, written.ack) ?? judgement.ack) : null,
    len: written.len ?? ZERO,
    retransmission: false,
    arrivals: [],
  };
}
