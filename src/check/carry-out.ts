/** What happens once a segment is judged: it departs, and arrives where the arrow says so. */

import type { Segment, Statement } from "../language/ast.js";
import { ZERO } from "../tcp/number.js";
import type { TcpSegment } from "../tcp/segment.js";
import { depart } from "./apply.js";
import { noteArrival } from "./arrival.js";
import { answerBlanks } from "./blanks.js";
import { type Connection, other, type Side } from "./connection.js";
import { deliver } from "./deliver.js";
import type { Judgement } from "./judgement.js";
import type { Walk } from "./record.js";
import { stepOf } from "./step-segment.js";
import type { Fate, StepSegment } from "./trace.js";
import type { World } from "./world.js";
import type { Written } from "./written.js";
import type { WrongSegment } from "./wrong-segment.js";

/** A line that is wrong as what may be sent in its place, with its own first error; null where not even that may be. */
export function carryOutInstead(
  walk: Walk,
  { connection, side, judgement, line }: WrongSegment,
  written: Written,
  instead: Judgement,
): StepSegment | null {
  if (instead.illegal || instead.errors > 0) return null;
  instead.findings.unshift(...judgement.findings.filter(({ severity }) => severity === "error").slice(0, 1));
  instead.corrected = true;
  return carryOut(walk, connection, side, written, instead, line);
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
  if (written.blanks && walk.flow.kind === "flow") answerBlanks(world, connection, side, line, judgement);
  const { kind } = line.arrow;
  const lost = kind === "-x";
  const departed = depart(world, connection, side, judgement, written, kind !== "->");
  const { carriedAck } = judgement;
  const segment = carriedAck === null ? departed : { ...departed, ack: carriedAck };
  const fate: Fate = kind === "->" ? "delivered" : lost ? "lost" : "in-flight";
  if (line.id !== null || fate === "in-flight") addFlight(walk, connection, side, segment, line, fate);
  if (fate === "delivered") {
    const arrival = deliver(world, connection, side, segment, written.span);
    // What a RST does is no remark on one that, as it is written, would not do it.
    if (arrival !== "reset" || !isMistaken(judgement))
      noteArrival(world, connection, other(side), segment, arrival, written.span);
  }
  return stepOf(connection, side, segment, fate, judgement);
}

/** Something in it is wrong; not only the end that it is drawn from. */
function isMistaken({ findings }: Judgement): boolean {
  return findings.some(({ severity, code }) => severity === "error" && code !== "direction-wrong");
}

/** Keeps a segment that is named, or on its way. */
export function addFlight(
  walk: Walk,
  connection: Connection,
  side: Side,
  segment: TcpSegment,
  line: Segment,
  fate: "delivered" | "lost" | "in-flight",
): void {
  const { world } = walk;
  if (
    line.id !== null &&
    world.flight.some((f) => f.fate !== "void" && f.id === (line.id as { name: string }).name)
  ) {
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

/** Keeps the name that a line without effect gives to its segment: what is wrong has been told there. */
export function addName(
  { flight, step }: World,
  id: string,
  { line, span }: Pick<Statement, "line" | "span">,
): void {
  flight.push({
    id,
    connection: -1,
    from: 0,
    segment: NO_SEGMENT,
    step,
    line,
    span,
    fate: "void",
    arrivals: 0,
  });
}

const NO_SEGMENT: TcpSegment = { flags: 0, seq: ZERO, ack: null, len: ZERO, win: null, payload: null };
