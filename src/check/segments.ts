/** Segment lines: departure, arrival, and the step that shows both. */

import type { Segment } from "../language/ast.js";
import { flagsText } from "../tcp/segment.js";
import { noteArrival } from "./arrival.js";
import { addFlight, addName, carryOut } from "./carry-out.js";
import type { Claim } from "./claims.js";
import { type Connection, other, type Side } from "./connection.js";
import { deliver } from "./deliver.js";
import { judge } from "./departure.js";
import { asTurned } from "./direction.js";
import type { Judgement } from "./judgement.js";
import { missEndpoint } from "./local.js";
import { readOld } from "./old.js";
import { type Decision, isReadOtherwise, pairOf, record, type Walk } from "./record.js";
import { recoverSegment } from "./recover.js";
import { rememberIdle } from "./recovery.js";
import { asCounted, asSentAgain, isSentAgain, mayBeAbsolute } from "./renumber.js";
import { reportWrongSeq } from "./sequence-claim.js";
import { stepOf } from "./step-segment.js";
import type { Pair, StepSegment } from "./trace.js";
import { noteUnread } from "./unread.js";
import { flagsSpan, readSegment, type Written } from "./written.js";
import type { WrongSegment } from "./wrong-segment.js";

export function performSegment(walk: Walk, line: Segment, index: number): void {
  const { world } = walk;
  const from = world.endpoint(line.fromName) ?? missEndpoint(world, line.from);
  const to = world.endpoint(line.toName) ?? missEndpoint(world, line.to);
  if (from === null || to === null || from === to) {
    if (from !== null && from === to) world.report("endpoint-self", line.to.span, { name: from.name });
    // The lines below may presuppose this one.
    else world.afterBroken = true;
    if (line.id !== null) addName(world, line.id.name, line);
    record(walk, line, "segment", null, null, null);
    return;
  }
  const connection = world.connect(from, to);
  const side: Side = connection.endpoints[0] === from ? 0 : 1;
  world.touch(connection);
  world.takesPart(from, connection);
  world.takesPart(to, connection);
  const before = pairOf(connection);
  if (line.old !== null) {
    performOld(walk, connection, side, line, before);
    return;
  }
  announceBeginning(walk, connection, line);
  const afterBroken = world.afterBroken;
  const plain = readSegment(world, line, walk.text);
  const written = connection.recovery.bases === null ? plain : asCounted(connection, side, plain);
  const reading: Reading = { connection, side, line, written, before };
  const decided = walk.decisions.get(index);
  if (decided !== undefined && isReadOtherwise(decided)) {
    if (performDecided(walk, reading, decided)) return;
    walk.misfit = true;
  }
  const flags = written.blanks && line.flags.blank !== null ? owedFlags(connection, side) : null;
  world.remember(connection);
  const judgement = judge(world, connection, side, written, flags);
  if (judgement.errors > 0) {
    world.forget(connection);
    if (written !== plain && mayBeAbsolute(connection)) {
      const asWritten = judge(world, connection, side, plain, flags);
      if (asWritten.errors === 0) {
        take(walk, { ...reading, written: plain }, asWritten);
        return;
      }
      world.forget(connection);
    }
    const segment = recoverSegment(walk, { connection, side, written, flags, judgement, line, index });
    if (walk.resume >= 0) return;
    if (afterBroken) world.afterBroken = false;
    record(walk, line, "segment", connection, before, segment);
    return;
  }
  world.afterBroken = false;
  if (!judgement.corrected) rememberIdle(connection, null);
  take(walk, reading, judgement);
}

/** A segment line, as it is going to be read. */
interface Reading {
  readonly connection: Connection;
  readonly side: Side;
  readonly line: Segment;
  readonly written: Written;
  readonly before: Pair;
}

/** Carries the line out as it is judged, and shows it. */
function take(walk: Walk, { connection, side, line, written, before }: Reading, judgement: Judgement): true {
  const segment = carryOut(walk, connection, side, written, judgement, line);
  record(walk, line, "segment", connection, before, segment);
  return true;
}

/** Reads the line as it was decided; false where that does not fit. */
function performDecided(walk: Walk, reading: Reading, decision: Decision): boolean {
  const { flags, again, next, current, turned } = decision;
  if (flags !== undefined && rereadSegment(walk, reading, flags)) return true;
  if (again === true && readAs(walk, reading, resent)) return true;
  if (next === true && renumber(walk, reading)) return true;
  if (turned === true && readAs(walk, reading, asTurned)) return true;
  return current === true && catchUp(walk, reading);
}

/** Reads a line as something else, in the way that is given; false where that is wrong as well, and nothing has happened. */
function readAs(
  walk: Walk,
  { connection, side, line, written, before }: Reading,
  read: (walk: Walk, wrong: WrongSegment) => StepSegment | null,
): boolean {
  const { world } = walk;
  world.remember(connection);
  const judgement = judge(world, connection, side, written, null);
  world.forget(connection);
  const wrong = { connection, side, written, flags: null, judgement, line, index: world.cursor };
  const mark = world.mark();
  const segment = read(walk, wrong);
  if (segment === null) world.rollback(mark);
  else record(walk, line, "segment", connection, before, segment);
  return segment !== null;
}

/** A segment that its sender knows nothing of: it only arrives. */
function performOld(walk: Walk, connection: Connection, side: Side, line: Segment, before: Pair): void {
  const { world } = walk;
  const written = readSegment(world, line, walk.text);
  const segment = readOld(world, connection, side, written);
  noteUnread(world, written, segment.flags);
  if (line.arrow.kind === "->") {
    const arrival = deliver(world, connection, side, segment, line.span);
    noteArrival(world, connection, other(side), segment, arrival, line.span, true);
  } else if (line.arrow.kind === "~>" || line.id !== null) {
    addFlight(walk, connection, side, segment, line, line.arrow.kind === "-x" ? "lost" : "in-flight");
  }
  record(walk, line, "segment", connection, before, stepOf(connection, side, segment, "stray"));
}

/** Reads a line with other flags than it has; false where that is not legal either. */
function rereadSegment(walk: Walk, reading: Reading, flags: number): boolean {
  const { world } = walk;
  const { connection, side, written } = reading;
  world.remember(connection);
  const judgement = judge(world, connection, side, written, flags);
  if (judgement.errors > 0) {
    world.forget(connection);
    return false;
  }
  judgement.corrected = true;
  const missing = (flags & ~written.flags) !== 0;
  const args = {
    flag: flagsText(flags ^ written.flags),
    from: connection.names[side],
    owed: flagsText(flags),
  };
  judgement.report(missing ? "flag-missing" : "flag-extra", flagsSpan(written), args);
  return take(walk, reading, judgement);
}

/** New data as what was sent before, under a wrong number; null where nothing was. */
function resent(walk: Walk, wrong: WrongSegment): StepSegment | null {
  return wrong.judgement.errors > 0 || !isSentAgain(walk.world, wrong) ? null : asSentAgain(walk, wrong);
}

/** Takes a keep-alive for what comes next, under a number that is one too low; false where that is not legal. */
function renumber(walk: Walk, reading: Reading): boolean {
  const { world } = walk;
  const { connection, side, written } = reading;
  world.remember(connection);
  const judgement = judge(world, connection, side, { ...written, seq: null }, null);
  if (judgement.errors > 0 || judgement.retransmission || written.seq === null) {
    world.forget(connection);
    return false;
  }
  const claim: Claim = { expr: written.seq, written, expected: judgement.seq, space: side, field: "seq" };
  reportWrongSeq({ world, connection, side, judgement }, claim, null);
  return take(walk, reading, judgement);
}

/** Takes an ACK that may lag behind for one of all that has come, under a wrong number; false where it is none. */
function catchUp(walk: Walk, reading: Reading): boolean {
  const { world } = walk;
  const { connection, side, written } = reading;
  world.remember(connection);
  const mark = world.mark();
  connection.ends[side].points = [];
  const judgement = judge(world, connection, side, written, null);
  if (judgement.errors !== 1 || judgement.illegal) {
    world.rollback(mark);
    world.forget(connection);
    return false;
  }
  return take(walk, reading, judgement);
}

/** `C -> S: ?`: the flags of what is owed, else an ACK. */
function owedFlags(connection: Connection, side: Side): number | null {
  const { owed, tcb } = connection.ends[side];
  const kind = owed[0]?.kind;
  if (kind === "SYN+ACK") return 0x12;
  if (kind === "RST" || kind === "RST+ACK") return kind === "RST" ? 0x04 : 0x14;
  return tcb.state === "CLOSED" || tcb.state === "LISTEN" || tcb.state === "SYN-SENT" ? 0x02 : 0x10;
}

/** A flow may begin in the middle; the first line says so once. */
function announceBeginning(walk: Walk, connection: Connection, line: Segment): void {
  const beginning = walk.setup.beginnings[connection.index];
  if (beginning === undefined || beginning.first !== line) return;
  const [client, server] = connection.names;
  if (beginning.kind === "middle") {
    walk.world.report("begins-in-the-middle", line.span, { client, server, state: "ESTABLISHED" });
  } else if (beginning.kind === "syn-ack") {
    walk.world.report("begins-with-syn-ack", line.span, { client: line.to.name, server: line.from.name });
  }
}
