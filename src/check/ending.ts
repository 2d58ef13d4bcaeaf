/** What is judged once, when a flow is over: answers that never came, and where the ends were left. */

import type { Flow, Statement } from "../language/ast.js";
import { isReset, type Owed } from "../tcp/endpoint.js";
import { ZERO } from "../tcp/number.js";
import { ACK, FIN, flagsText, SYN } from "../tcp/segment.js";
import type { State } from "../tcp/state.js";
import { type Connection, other, type Side } from "./connection.js";
import type { Step, StepSegment } from "./trace.js";
import type { World } from "./world.js";

/** Reports into `world.found`. */
export function judgeEnding(world: World, flow: Flow, steps: readonly Step[]): void {
  const { last, owing } = byConnection(world, steps);
  for (const connection of world.connections) {
    const own = owing.get(connection.index);
    if (own !== undefined)
      for (const side of [0, 1] as const) reportUnanswered(world, connection, side, steps, own);
    const end = last[connection.index];
    if (end !== undefined) reportStates(world, flow, connection, end);
  }
  for (const flying of world.flight) {
    if (flying.fate !== "in-flight" || flying.arrivals > 0) continue;
    const c = world.connections[flying.connection] as Connection;
    world.line = flying.line;
    world.report("never-delivered", flying.span, {
      from: c.names[flying.from],
      to: c.names[other(flying.from)],
    });
  }
}

/**
 * The last step of each connection, and all of those in which something is owed: a server may have thousands, and none of them
 * looks through all steps.
 */
function byConnection({ connections }: World, steps: readonly Step[]): Sorted {
  const last = new Array<Step | undefined>(connections.length);
  const owing = new Map<number, Step[]>();
  for (const { ends, index } of connections)
    if (ends[0].owed.length > 0 || ends[1].owed.length > 0) owing.set(index, []);
  for (const step of steps) {
    if (step.connection < 0) continue;
    last[step.connection] = step;
    if (owing.size > 0) owing.get(step.connection)?.push(step);
  }
  return { last, owing };
}

interface Sorted {
  readonly last: readonly (Step | undefined)[];
  readonly owing: ReadonlyMap<number, readonly Step[]>;
}

/** An answer that RFC 9293 requires, though the flow went on after the segment that wants it. */
function reportUnanswered(
  world: World,
  connection: Connection,
  side: Side,
  steps: readonly Step[],
  own: readonly Step[],
): void {
  const owed = connection.ends[side].owed.find((o) => isDue(o, connection.names[side], steps, own));
  if (owed === undefined || isTold(owed, connection.names[side], own)) return;
  const cause = steps[owed.cause] as Step;
  world.line = cause.line;
  world.report("answer-missing", cause.statement.span, {
    from: connection.names[side],
    to: connection.names[other(side)],
    answer: owed.kind,
    for: causeOf(cause, steps),
    reason: isReset(owed) || !bringsSomething(cause, steps) ? "unacceptable" : "timely",
  });
}

/** The answer came with a mistake, or one was drawn before its cause arrived: that has been told. */
function isTold({ cause }: Owed, owing: string, own: readonly Step[]): boolean {
  const isWrong = ({ findings }: Step): boolean => findings.some(({ severity }) => severity === "error");
  const mine = own.filter(({ segment }) => segment?.from === owing);
  const answer = mine.find(({ index }) => index > cause);
  if (answer !== undefined && isWrong(answer)) return true;
  return mine.some(({ findings }) => findings.some(({ code }) => code === "ack-not-arrived"));
}

/** What wants the answer: `data`, or the flags of the segment. */
function causeOf(cause: Step, steps: readonly Step[]): string {
  const segment = cause.segment ?? arriving(cause, steps);
  if (segment === null) return "data";
  return (segment.flags & (SYN | FIN)) === 0 && segment.len !== ZERO ? "data" : flagsText(segment.flags);
}

function bringsSomething(cause: Step, steps: readonly Step[]): boolean {
  const segment = cause.segment ?? arriving(cause, steps);
  return segment === null || (segment.flags & (SYN | FIN)) !== 0 || segment.len !== ZERO;
}

/**
 * Whether the flow goes on behind the segment that wants the answer. An excerpt that merely ends, within a burst too,
 * lacks nothing: further segments of the same sender may be on their way together, and an answer that left before the
 * segment arrived says nothing of it.
 */
function isDue(owed: Owed, owing: string, steps: readonly Step[], own: readonly Step[]): boolean {
  if (owed.kind === "challenge ACK" || owed.cause < 0 || owed.cause >= steps.length) return false;
  if (isLateAck(steps[owed.cause] as Step, steps)) return false;
  const until = timeOf(steps[owed.cause] as Step) + DELAYED_ACK;
  let heard = false;
  for (let i = indexAfter(own, owed.cause); i < own.length; i++) {
    const step = own[i] as Step;
    if (timeOf(step) > until || goesOn(step, owing) || (heard && step.segment?.fate === "delivered"))
      return true;
    heard ||= step.kind === "deliver" && arriving(step, steps)?.from === owing;
  }
  return false;
}

/**
 * An ACK that others have overtaken, or that is none of this connection: "an acknowledgment should be sent in reply"
 * (§3.10.7.4), and nobody waits for it.
 */
function isLateAck({ kind, index, segment: own }: Step, steps: readonly Step[]): boolean {
  const segment = kind === "deliver" ? arriving({ index }, steps) : own?.fate === "stray" ? own : null;
  return segment !== null && segment.flags === ACK && segment.len === ZERO;
}

/** A timer says that time has passed; a user call may come before what is sent for it, and carries the answer. */
function isTimer(statement: Statement): boolean {
  return statement.type === "local" && statement.what.kind === "event" && statement.what.event === "timeout";
}

/** The segment that a `deliver` lets arrive stands on a line above. */
function arriving({ index }: Pick<Step, "index">, steps: readonly Step[]): StepSegment | null {
  return steps.findLast(({ segment }) => segment?.arrivals.includes(index))?.segment ?? null;
}

/** MUST-40: an ACK waits for less than half a second. In milliseconds. */
const DELAYED_ACK = 500;

/** When a step happens, as far as it says so. */
function timeOf({ statement }: Step): number {
  return ("at" in statement ? statement.at?.ms : undefined) ?? Number.NEGATIVE_INFINITY;
}

/** Something else happens than the rest of a burst: a claim only says what a line above has led to. */
function goesOn({ kind, statement, segment, findings }: Step, owing: string): boolean {
  if (segment === null) return kind === "elision" || isTimer(statement);
  if (segment.fate === "void") return false;
  if (segment.fate === "stray") return true;
  return segment.from === owing && !findings.some(({ code }) => code === "ack-lags");
}

/** Steps of a connection stand in their order. */
function indexAfter(own: readonly Step[], cause: number): number {
  let low = 0;
  let high = own.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((own[middle] as Step).index <= cause) low = middle + 1;
    else high = middle;
  }
  return low;
}

const TEACHES: ReadonlySet<State> = new Set<State>([
  "SYN-SENT",
  "SYN-RECEIVED",
  "FIN-WAIT-1",
  "FIN-WAIT-2",
  "CLOSE-WAIT",
  "CLOSING",
  "LAST-ACK",
  "TIME-WAIT",
]);

/** States in which an end takes it that its peer still has the connection (§3.5.1). */
const HALF_OPEN: ReadonlySet<State> = new Set<State>([
  "ESTABLISHED",
  "FIN-WAIT-1",
  "FIN-WAIT-2",
  "CLOSE-WAIT",
]);

/** How the flow ends, where that teaches; on the last line of the connection. */
function reportStates(world: World, flow: Flow, connection: Connection, last: Step): void {
  if (flow.kind === "exercise") return;
  world.line = last.line;
  const { span } = last.statement;
  const states = [connection.ends[0].tcb.state, connection.ends[1].tcb.state] as const;
  for (const side of [0, 1] as const) {
    const endpoint = connection.names[side];
    const state = states[side];
    const peer = states[other(side)];
    const alone = peer === "CLOSED" || peer === "LISTEN";
    if (TEACHES.has(state) && !(alone && HALF_OPEN.has(state)))
      world.report("ends-in", span, { endpoint, state });
    if (alone && HALF_OPEN.has(state) && connection.ends[side].spoken) {
      world.report("half-open", span, { endpoint, state, other: connection.names[other(side)] });
    }
  }
}
