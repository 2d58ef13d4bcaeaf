/** What is judged once, when a flow is over: answers that never came, and where the ends were left. */

import type { Flow } from "../language/ast.js";
import type { Owed } from "../tcp/endpoint.js";
import { ZERO } from "../tcp/number.js";
import { FIN, flagsText, SYN } from "../tcp/segment.js";
import type { State } from "../tcp/state.js";
import type { Fate, Step } from "./trace.js";
import { type Connection, other, type Side, type World } from "./world.js";

/** Reports into `world.found`. */
export function judgeEnding(world: World, flow: Flow, steps: readonly Step[]): void {
  for (const connection of world.connections) {
    for (const side of [0, 1] as const) reportUnanswered(world, connection, side, steps);
    reportStates(world, flow, connection, steps);
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

/** An answer that RFC 9293 requires, though the flow went on after the segment that wants it. */
function reportUnanswered(world: World, connection: Connection, side: Side, steps: readonly Step[]): void {
  const owed = connection.ends[side].owed.find((o) => isDue(o, connection, steps));
  if (owed === undefined) return;
  const cause = steps[owed.cause] as Step;
  world.line = cause.line;
  world.report("answer-missing", cause.statement.span, {
    from: connection.names[side],
    to: connection.names[other(side)],
    answer: owed.kind,
    for: causeOf(cause),
  });
}

/** What wants the answer: `data`, or the flags of the segment. */
function causeOf(step: Step): string {
  const { segment } = step;
  if (segment === null) return "data";
  return (segment.flags & (SYN | FIN)) === 0 && segment.len !== ZERO ? "data" : flagsText(segment.flags);
}

function isDue(owed: Owed, connection: Connection, steps: readonly Step[]): boolean {
  if (owed.kind === "challenge ACK" || owed.cause < 0 || owed.cause >= steps.length) return false;
  for (let i = owed.cause + 1; i < steps.length; i++) {
    const step = steps[i] as Step;
    if (step.connection === connection.index && step.segment !== null && goesOn(step.segment.fate))
      return true;
  }
  return false;
}

/** The ends go on talking: a line without effect, or a stray segment, is none of their doing. */
function goesOn(fate: Fate): boolean {
  return fate !== "void" && fate !== "stray";
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

/** How the flow ends, where that teaches; on the last line of the connection. */
function reportStates(world: World, flow: Flow, connection: Connection, steps: readonly Step[]): void {
  let last: Step | undefined;
  for (let i = steps.length - 1; i >= 0 && last === undefined; i--) {
    if ((steps[i] as Step).connection === connection.index) last = steps[i];
  }
  if (last === undefined || flow.kind === "exercise") return;
  world.line = last.line;
  const { span } = last.statement;
  const states = [connection.ends[0].tcb.state, connection.ends[1].tcb.state] as const;
  for (const side of [0, 1] as const) {
    const endpoint = connection.names[side];
    const state = states[side];
    if (TEACHES.has(state)) world.report("ends-in", span, { endpoint, state });
    const peer = states[other(side)];
    if (state === "ESTABLISHED" && (peer === "CLOSED" || peer === "LISTEN") && connection.ends[side].spoken) {
      world.report("half-open", span, { endpoint, state, other: connection.names[other(side)] });
    }
  }
}
