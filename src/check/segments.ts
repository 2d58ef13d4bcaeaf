/** Segment lines: departure, arrival, and the step that shows both. */

import type { Segment } from "../language/ast.js";
import { flagsText, type TcpSegment } from "../tcp/segment.js";
import { depart } from "./apply.js";
import { noteArrival } from "./arrival.js";
import { answerBlanks } from "./blanks.js";
import { deliver } from "./deliver.js";
import { judge } from "./departure.js";
import type { Judgement } from "./judgement.js";
import { findEndpoint } from "./local.js";
import { mendSegment } from "./mend.js";
import { readOld } from "./old.js";
import { countedFrom } from "./printed.js";
import { pairOf, record, type Walk } from "./record.js";
import { rememberIdle } from "./recovery.js";
import { asSentAgain, isSentAgain } from "./renumber.js";
import type { Fate, Pair, StepSegment } from "./trace.js";
import { noteUnread } from "./unread.js";
import { type Connection, other, type Side } from "./world.js";
import { readSegment, type Written } from "./written.js";

export function performSegment(walk: Walk, line: Segment, index: number): void {
  const { world } = walk;
  const from = findEndpoint(world, line.from.name, line.from.span);
  const to = findEndpoint(world, line.to.name, line.to.span);
  if (from === null || to === null || from === to) {
    if (from !== null && from === to) world.report("endpoint-self", line.to.span, { name: from.name });
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
  const decided = walk.decisions.get(index);
  const reread = decided?.flags;
  if (reread !== undefined && rereadSegment(walk, connection, side, line, written, reread, before)) return;
  if (decided?.again === true && resend(walk, connection, side, line, written, before)) return;
  if (reread !== undefined || decided?.again === true) walk.misfit = true;
  const flags = line.flags.blank === null ? null : owedFlags(connection, side);
  world.remember(connection);
  const judgement = judge(world, connection, side, written, flags);
  connection.begun = true;
  if (judgement.errors > 0) {
    world.forget(connection);
    if (written !== plain) {
      // A line of numbers as the header has them may stand among relative ones.
      const asWritten = judge(world, connection, side, plain, flags);
      if (asWritten.errors === 0) {
        const segment = carryOut(walk, connection, side, plain, asWritten, line);
        record(walk, line, "segment", connection, before, segment);
        return;
      }
      world.forget(connection);
    }
    const segment = mendSegment(walk, { connection, side, written, flags, judgement, line, index });
    if (walk.resume >= 0) return;
    if (afterBroken) world.afterBroken = false;
    record(walk, line, "segment", connection, before, segment);
    return;
  }
  world.afterBroken = false;
  if (!judgement.mended) rememberIdle(connection, null);
  const segment = carryOut(walk, connection, side, written, judgement, line);
  record(walk, line, "segment", connection, before, segment);
}

/** The numbers of a segment of a connection whose plain numbers are relative. */
export function asCounted(connection: Connection, side: Side, written: Written): Written {
  const bases = connection.recovery.bases ?? [null, null];
  return {
    ...written,
    seq: countedFrom(written.seq, bases[side]),
    ack: countedFrom(written.ack, bases[other(side)]),
  };
}

/** A segment that its sender knows nothing of: it only arrives. */
function performOld(walk: Walk, connection: Connection, side: Side, line: Segment, before: Pair): void {
  const { world } = walk;
  const written = readSegment(world, line, walk.text);
  const segment = readOld(world, connection, side, written);
  noteUnread(world, written, segment.flags);
  connection.begun = true;
  if (line.arrow.kind === "->") {
    const arrival = deliver(world, connection, side, segment, line.span);
    noteArrival(world, connection, other(side), segment, arrival, line.span);
  } else if (line.arrow.kind === "~>" || line.id !== null) {
    addFlight(walk, connection, side, segment, line, line.arrow.kind === "-x" ? "lost" : "in-flight");
  }
  record(walk, line, "segment", connection, before, stepOf(line, segment, "stray", false, false));
}

/** Reads a line with other flags than it has; false where that is not legal either. */
function rereadSegment(
  walk: Walk,
  connection: Connection,
  side: Side,
  line: Segment,
  written: Written,
  flags: number,
  before: Pair,
): boolean {
  const { world } = walk;
  world.remember(connection);
  const judgement = judge(world, connection, side, written, flags);
  if (judgement.errors > 0) {
    world.forget(connection);
    return false;
  }
  judgement.mended = true;
  const missing = (flags & ~written.flags) !== 0;
  const args = {
    flag: flagsText(flags ^ written.flags),
    from: connection.names[side],
    owed: flagsText(flags),
  };
  judgement.report(missing ? "flag-missing" : "flag-extra", written.flagsSpan, args);
  const segment = carryOut(walk, connection, side, written, judgement, line);
  record(walk, line, "segment", connection, before, segment);
  return true;
}

/** Takes new data for what was sent before, under a wrong number; false where nothing was. */
function resend(
  walk: Walk,
  connection: Connection,
  side: Side,
  line: Segment,
  written: Written,
  before: Pair,
): boolean {
  const { world } = walk;
  world.remember(connection);
  const judgement = judge(world, connection, side, written, null);
  world.forget(connection);
  const wrong = { connection, side, written, flags: null, judgement, line, index: world.cursor };
  if (judgement.errors > 0 || !isSentAgain(world, wrong)) return false;
  const mark = world.mark();
  const segment = asSentAgain(walk, wrong);
  if (segment === null) world.rollback(mark);
  else record(walk, line, "segment", connection, before, segment);
  return segment !== null;
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
  if (connection.begun && walk.world.step > 0) return;
  const beginning = walk.setup.beginnings[connection.index];
  if (beginning === undefined || beginning.first !== line) return;
  const [client, server] = connection.names;
  if (beginning.kind === "middle") {
    walk.world.report("begins-in-the-middle", line.span, { client, server, state: "ESTABLISHED" });
  } else if (beginning.kind === "syn-ack") {
    walk.world.report("begins-with-syn-ack", line.span, { client: line.to.name, server: line.from.name });
  }
}

/** Lets a judged segment depart and, where the arrow says so, arrive. */
export function carryOut(
  walk: Walk,
  connection: Connection,
  side: Side,
  written: Written,
  judgement: Judgement,
  line: Segment,
): StepSegment {
  const { world } = walk;
  for (const finding of judgement.findings) world.found.push(finding);
  if (written.blanks && walk.flow.kind === "flow") answerBlanks(world, line, judgement);
  const lost = line.arrow.kind === "-x";
  const departed = depart(world, connection, side, judgement, written, line.arrow.kind !== "->");
  const { carriedAck } = judgement;
  const segment = carriedAck === null ? departed : { ...departed, ack: carriedAck };
  const fate: Fate = line.arrow.kind === "->" ? "delivered" : lost ? "lost" : "in-flight";
  if (line.id !== null || fate === "in-flight") addFlight(walk, connection, side, segment, line, fate);
  if (fate === "delivered") {
    const arrival = deliver(world, connection, side, segment, written.span);
    noteArrival(world, connection, other(side), segment, arrival, written.span);
  }
  return stepOf(line, segment, fate, judgement.mended, judgement.retransmission);
}

function stepOf(
  line: Segment,
  segment: TcpSegment,
  fate: Fate,
  mended: boolean,
  retransmission: boolean,
): StepSegment {
  const { flags, seq, ack, len } = segment;
  const from = line.from.name;
  const to = line.to.name;
  return { from, to, fate, mended, flags, seq, ack, len, retransmission, arrivals: NOWHERE };
}

const NOWHERE: readonly number[] = [];

function addFlight(
  walk: Walk,
  connection: Connection,
  side: Side,
  segment: TcpSegment,
  line: Segment,
  fate: "delivered" | "lost" | "in-flight",
): void {
  const { world } = walk;
  if (line.id !== null && world.flight.some((f) => f.id === (line.id as { name: string }).name)) {
    world.report("id-twice", line.id.span, { id: line.id.name });
  }
  world.flight.push({
    id: line.id?.name ?? null,
    connection: connection.index,
    from: side,
    segment,
    step: world.step,
    line: line.line,
    span: line.span,
    fate,
    arrivals: fate === "delivered" ? 1 : 0,
  });
}
