/**
 * One mistake, one error (rule 34).
 *
 * A line that is wrong can be read in several ways: with the right number, with a flag more or
 * less, behind a segment that was left out, or without effect. Each way is tried on the lines that
 * follow; the one that leaves the fewest errors is taken, in the order of the rule where they tie.
 */

import type { Segment, Span, Statement } from "../language/ast.js";
import { moveTo } from "../tcp/calls.js";
import { isOwed } from "../tcp/endpoint.js";
import { type Num, ZERO } from "../tcp/number.js";
import { ACK, FIN, flagsText, RST, SYN } from "../tcp/segment.js";
import { depart } from "./apply.js";
import { carryOut } from "./carry-out.js";
import { isNumber, writtenValue } from "./claims.js";
import type { Code } from "./codes.js";
import { type Connection, other, type Side } from "./connection.js";
import { afterArrivals, asCrossed } from "./crossing.js";
import { deliver } from "./deliver.js";
import { judge } from "./departure.js";
import { asTurned, mayBeTurned } from "./direction.js";
import { drawOnly, goesWithIdleLine, leaveIdle } from "./idle-line.js";
import { asFitting, asOwedReset } from "./in-its-place.js";
import type { Judgement } from "./judgement.js";
import type { LocalEnd } from "./local.js";
import { tellMissingScale } from "./printed.js";
import { asRange, withoutRange } from "./range.js";
import type { Walk } from "./record.js";
import { asCopied, asRelative, asSentAgain, isCopied, isSentAgain, mayBeRelative } from "./renumber.js";
import { asResized, resized } from "./resize.js";
import { isOtherHalf, leaveHalf } from "./split-answer.js";
import { aborts, candidates, type Missing, missingData, missingLostData } from "./supply.js";
import type { Step, StepSegment } from "./trace.js";
import { chooseReading, NO_SEGMENT, type Reading, type Way } from "./trial.js";
import type { World } from "./world.js";
import { flagBits, flagsSpan, supplied } from "./written.js";
import type { WrongSegment } from "./wrong-segment.js";

/** Takes the best reading of a wrong segment, and reports it. */
export function recoverSegment(walk: Walk, wrong: WrongSegment): StepSegment {
  if (goesWithIdleLine(walk.world, wrong)) {
    walk.world.silenced++;
    return leaveIdle(walk, wrong);
  }
  if (isOtherHalf(walk, wrong)) return leaveHalf(walk, wrong);
  const ways: Way[] = [];
  const add = (read: Reading, spares = 0): void => void ways.push({ read, spares });
  const { connection, side, written, judgement } = wrong;
  const range = withoutRange(walk.world, written);
  if (range !== null) add(() => asRange(walk, wrong, range));
  const relative = !judgement.illegal && mayBeRelative(walk.world, wrong);
  const turned = mayBeTurned(walk.world, wrong);
  if (turned === "surely") add(() => asTurned(walk, wrong));
  // An ISN out of a capture is far from any number that is counted from it.
  if (relative === "surely") add(() => asRelative(walk, wrong));
  const again = isSentAgain(walk.world, wrong);
  // The number of the SYN is that of what came with it, or right behind it, and is not acknowledged.
  const fromSyn = again && isNumber(walk.world, written.seq, connection.ends[side].tcb.iss);
  if (fromSyn) add(() => asSentAgain(walk, wrong));
  if (!judgement.illegal) add(() => asWritten(walk, wrong, false));
  if (judgement.act === "answer-syn" && !judgement.illegal) {
    const plainly = { ...wrong, written: { ...written, plainly: true } };
    add(() => asWritten(walk, plainly, false));
  }
  if (relative === "perhaps") add(() => asRelative(walk, wrong));
  if (has(judgement, "symbol-unknown")) add(() => asWritten(walk, wrong, true));
  if (again && !fromSyn) add(() => asSentAgain(walk, wrong));
  if (isCopied(walk.world, wrong, writtenValue(walk.world, written.seq))) add(() => asCopied(walk, wrong));
  const size = resized(walk.world, wrong);
  if (size !== null) add(() => asResized(walk, wrong, size.side, size.by));
  if (judgement.errors > 1 && !judgement.illegal) add(() => asProbe(walk, wrong));
  if (has(judgement, "ack-behind")) {
    add(() => withItsAck(walk, wrong));
    add(() => asCrossed(walk, wrong));
  }
  if (has(judgement, "ack-not-arrived")) add(() => afterArrivals(walk, wrong));
  for (const flags of nearFlags(connection, side, judgement.flags, written.flags))
    add(() => readAs(walk, wrong, flags));
  if (turned === "perhaps") add(() => asTurned(walk, wrong));
  if (opensTooEarly(wrong)) add(() => afterTimeWait(walk, wrong));
  for (const missing of candidates(walk.world, connection, side)) {
    if (isWanted(connection, missing, judgement) && !answersReset(walk, wrong, missing))
      add(() => readAfter(walk, wrong, missing), spared(missing, judgement));
  }
  for (const missing of dataLeftOut(walk.world, wrong)) add(() => readAfter(walk, wrong, missing), UNWRITTEN);
  if (has(judgement, "data-after-fin") && isOwed(connection.ends[side], "ACK"))
    add(() => withoutData(walk, wrong));
  if (judgement.illegal || mayBeIdle(judgement)) add(() => drawOnly(walk, wrong));
  if (judgement.illegal) add(() => asOwedReset(walk, wrong));
  if (has(judgement, "window-exceeded")) add(() => asFitting(walk, wrong));
  for (const missing of aborts(connection, side)) add(() => readAfter(walk, wrong, missing));
  return chooseReading(walk, wrong.index, ways) as StepSegment;
}

function has(judgement: Judgement, code: Code): boolean {
  return judgement.findings.some((f) => f.code === code);
}

/** Reading 1: with the right numbers. */
function asWritten(walk: Walk, wrong: WrongSegment, nameWhole: boolean): StepSegment {
  const { connection, side, written, line } = wrong;
  const again = judge(walk.world, connection, side, written, wrong.flags, nameWhole);
  return carryOut(walk, connection, side, written, again, line);
}

/**
 * The same, but the lines below have it that the peer got the number that is written: it is too low, and so one that
 * the peer takes, to no effect.
 */
function withItsAck(walk: Walk, wrong: WrongSegment): StepSegment | null {
  const { world } = walk;
  const { connection, side, written, line } = wrong;
  const again = judge(world, connection, side, written, wrong.flags);
  again.carriedAck = writtenValue(world, written.ack);
  return again.illegal || again.carriedAck === null
    ? null
    : carryOut(walk, connection, side, written, again, line);
}

/** Reading 2 of data that may not be sent any more: the ACK that is owed is in it all the same. */
function withoutData(walk: Walk, wrong: WrongSegment): StepSegment | null {
  const { world } = walk;
  const { connection, side, judgement, line } = wrong;
  const len = wrong.written.len ?? null;
  const written = { ...wrong.written, len: null, payload: null, flags: ACK };
  const again = judge(world, connection, side, written, ACK);
  if (again.illegal || again.errors > 0) return null;
  again.findings.unshift(...judgement.findings.filter(({ severity }) => severity === "error").slice(0, 1));
  // Its writer counts the octets from here on.
  if (len !== null) connection.skew[side] = { by: len, at: again.seq, field: "seq" };
  return carryOut(walk, connection, side, written, again, line);
}

/** A probe (§3.8.4) of which one number is wrong: without that its numbers are two that are. */
function asProbe(walk: Walk, wrong: WrongSegment): StepSegment | null {
  const { connection, side, written, judgement, line } = wrong;
  connection.ends[side].probing = true;
  const again = judge(walk.world, connection, side, written, wrong.flags);
  return again.errors < judgement.errors ? carryOut(walk, connection, side, written, again, line) : null;
}

/** What data that nobody wrote has to spare, for a wrong number explains the line as well. */
const UNWRITTEN = 1;
/** A segment that was lost is sent again where something asks for it; else who acknowledges it is mistaken. */
const UNASKED = 2;

function spared(missing: Missing, judgement: Judgement): number {
  return missing.again && !missing.due && !judgement.illegal ? UNASKED : 0;
}

/**
 * A RST in answer to a RST is one too many, and not what a SYN would have called forth (§3.5.2). The line above is looked at as
 * it is written: which readings are tried may not depend on the steps, of which a trial makes none.
 */
function answersReset(
  { flow }: Walk,
  { connection, side, judgement, index }: WrongSegment,
  { flags }: Missing,
): boolean {
  if ((judgement.flags & RST) === 0 || (flags & SYN) === 0) return false;
  const above = flow.statements[index - 1];
  if (above?.type !== "segment" || above.from.name !== connection.names[other(side)]) return false;
  return (flagBits(above.flagNames) & RST) !== 0;
}

/** A RST presupposes no FIN. */
function isWanted(connection: Connection, missing: Missing, judgement: Judgement): boolean {
  const fin = (missing.flags & FIN) !== 0 && !missing.again && !connection.ends[missing.side].closing;
  return !fin || (judgement.flags & RST) === 0;
}

/** A RST, or an ACK that brings nothing else, may be meant to have no effect; whatever takes a number counts. */
function mayBeIdle({ flags, len }: Judgement): boolean {
  return (flags & RST) !== 0 || ((flags & (SYN | FIN)) === 0 && len === ZERO);
}

/** A false state claim: it moves nothing, unless a segment was left out before it. */
export function recoverClaim(
  walk: Walk,
  index: number,
  places: readonly LocalEnd[],
  report: () => void,
  holds: () => boolean,
): void {
  const place = places[0] as LocalEnd;
  const told: Reading = () => {
    report();
    return NO_SEGMENT;
  };
  const ways: Way[] = [{ read: told, spares: 0 }];
  const { connection, side } = place;
  if (connection !== null) {
    const span = (walk.flow.statements[index] as { span: Span }).span;
    for (const missing of candidates(walk.world, connection, side)) {
      const supplied: Reading = () => {
        if (!supply(walk, connection, missing, span) || !holds()) return null;
        reportMissing(walk, connection, missing, span);
        return NO_SEGMENT;
      };
      ways.push({ read: supplied, spares: 0 });
    }
  }
  chooseReading(walk, index, ways);
}

/** The flags with one fewer, or with the one more that makes it a segment the sender owes. */
function nearFlags(connection: Connection, side: Side, flags: number, written: number): number[] {
  const { owed, tcb, closing } = connection.ends[side];
  const kinds = owed.map((o) => o.kind);
  const near: number[] = [];
  const mayOpen = tcb.state === "CLOSED" || tcb.state === "SYN-SENT";
  if (kinds.includes("SYN+ACK")) near.push(flags | SYN, flags | ACK);
  // Its SYN is not acknowledged: what is sent again is the SYN,ACK.
  else if (tcb.state === "SYN-RECEIVED") near.push(flags | SYN);
  if (kinds.includes("RST") || kinds.includes("RST+ACK")) near.push(flags | RST);
  // Its FIN may be what is sent again, as long as it is not acknowledged.
  if (closing || tcb.fin !== null) near.push(flags | FIN);
  if (mayOpen) near.push(written | SYN);
  near.push(flags | ACK);
  for (const bit of [ACK, SYN, FIN, RST]) near.push(flags & ~bit);
  return near.filter((f, i) => f !== flags && f !== 0 && near.indexOf(f) === i);
}

/** Reading 2: one flag too many or too few. */
function readAs(walk: Walk, wrong: WrongSegment, flags: number): StepSegment | null {
  const { world } = walk;
  const { connection, side, written, line } = wrong;
  const judgement = judge(world, connection, side, written, flags);
  if (judgement.illegal || judgement.errors > 0) return null;
  // A wrong number just below SND.NXT is no keep-alive because a flag is taken away.
  if (judgement.findings.some((f) => f.code === "keep-alive")) return null;
  const toggled = flags ^ wrong.judgement.flags;
  judgement.corrected = true;
  // Flags that exclude each other say themselves why.
  const conflict = wrong.judgement.findings.find((f) => f.code === "flag-conflict");
  // The letter's RST in answer to an ACK is one without ACK (§3.5.2), whatever else the line has.
  const bare = judgement.answers?.kind === "RST" && (toggled & RST) !== 0;
  const owed = flagsText(bare ? flags & ~ACK : flags);
  if (bare) judgement.findings.length = 0;
  const { state } = connection.ends[side].tcb;
  const isGone = toggled === RST && (state === "CLOSED" || state === "LISTEN");
  const args = { flag: flagsText(toggled), from: connection.names[side], owed };
  if (conflict !== undefined) judgement.findings.unshift(conflict);
  else if ((flags & toggled) === 0) judgement.report("flag-extra", flagsSpan(written), args);
  else judgement.report("flag-missing", flagsSpan(written), isGone ? { ...args, state } : args);
  return carryOut(walk, connection, side, written, judgement, line);
}

/** Data that the numbers of the line count, and that nobody wrote. */
function dataLeftOut(world: World, wrong: WrongSegment): Missing[] {
  const { connection, side, written } = wrong;
  const list: Missing[] = [];
  const ahead = (value: Num | null, from: Num | null): Num | null => {
    if (value === null || from === null) return null;
    const amount = world.numbers.resolve(world.numbers.subtract(value, from));
    if (amount.terms === null && amount.constant <= MISCOUNTED) return null;
    return world.numbers.sign(amount) === 1 ? amount : null;
  };
  const acked = ahead(writtenValue(world, written.ack), connection.ends[side].tcb.rcvNxt);
  if (acked !== null) list.push(missingData(other(side), acked));
  const skipped = ahead(writtenValue(world, written.seq), connection.ends[side].tcb.sndNxt);
  if (skipped !== null) list.push(missingData(side, skipped), missingLostData(side, skipped));
  return list;
}

/** A pure ACK that was counted, or a flag that was counted twice: so little is a wrong number, and no data. */
const MISCOUNTED = 2;

/** A SYN out of TIME-WAIT: what is missing is its timer (§3.10.1: "connection already exists"). */
function opensTooEarly({ connection, side, judgement }: WrongSegment): boolean {
  return connection.ends[side].tcb.state === "TIME-WAIT" && (judgement.flags & (SYN | ACK)) === SYN;
}

function afterTimeWait(walk: Walk, wrong: WrongSegment): StepSegment | null {
  const { world } = walk;
  const { connection, side, written, line } = wrong;
  moveTo(connection.ends[side], "CLOSED");
  const judgement = judge(world, connection, side, written, wrong.flags);
  if (judgement.illegal || judgement.errors > 0) return null;
  world.report("timeout-missing", flagsSpan(written), { endpoint: connection.names[side] });
  return carryOut(walk, connection, side, written, judgement, line);
}

/** Reading 3: legal, had one segment not been left out before it. */
function readAfter(walk: Walk, wrong: WrongSegment, missing: Missing): StepSegment | null {
  const { world } = walk;
  const { connection } = wrong;
  if (!supply(walk, connection, missing, wrong.written.span)) return null;
  const judgement = judge(world, connection, wrong.side, wrong.written);
  if (judgement.illegal || judgement.errors > 0) return null;
  reportMissing(walk, connection, missing, wrong.written.span);
  return carryOut(walk, connection, wrong.side, wrong.written, judgement, wrong.line);
}

/** `behind`: the line above before which it belongs, where that is not the one under way. */
export function reportMissing(
  walk: Walk,
  connection: Connection,
  missing: Missing,
  span: Span,
  behind: Statement | null = null,
): void {
  const { world } = walk;
  if (world.afterBroken) return;
  const from = connection.names[missing.side];
  const bare =
    (missing.flags & FIN) !== 0 && behind === null ? idleAck(walk, connection, missing.side) : null;
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
  world.report(
    "segment-missing",
    span,
    { missing: missing.name, from, to: connection.names[other(missing.side)] },
    behind === null ? [] : [{ span: behind.span, line: behind.line, reason: "belongs" }],
  );
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
    const written = flagBits((statement as Segment).flagNames);
    const idle =
      segment.flags === ACK && written === ACK && segment.len === ZERO && segment.fate === "delivered";
    if (!idle || known === null || known === undefined || segment.ack === null) return null;
    return walk.world.numbers.equal(known, segment.ack) === true ? (statement as Segment) : null;
  }
  return null;
}

/** What a SYN that nobody wrote has offered nobody knows. */
function forgetOffer(connection: Connection, side: Side): void {
  connection.ends[side].offer = null;
  connection.ends[other(side)].peerOffer = null;
  tellMissingScale(connection);
}

/** Sends a segment that nobody wrote. false where even that is not legal. */
export function supply(walk: Walk, connection: Connection, missing: Missing, span: Span): boolean {
  const { world } = walk;
  const end = connection.ends[missing.side];
  if (missing.again) end.expired = true;
  const written = supplied(missing.flags, missing.len, span);
  const judgement = judge(world, connection, missing.side, written);
  if (judgement.illegal || judgement.errors > 0) return false;
  const lost = missing.lost === true;
  const segment = depart(world, connection, missing.side, judgement, written, lost);
  if (!lost) deliver(world, connection, missing.side, segment, span);
  if ((missing.flags & SYN) !== 0) forgetOffer(connection, missing.side);
  return true;
}
