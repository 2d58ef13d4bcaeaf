/**
 * Whether TCP would run in this order. The check asks whether each line is legal, and events may be left out; in an
 * order they are among the lines, so each has to stand before what it leads to.
 */

import type { Finding, FlowTrace, Step } from "../check/trace.js";
import type { Local } from "../language/ast.js";
import { RST } from "../tcp/segment.js";
import type { State } from "../tcp/state.js";
import { isUnheard, unacknowledgedAt } from "./variant.js";

export function makesSense(trace: FlowTrace): boolean {
  return (
    !trace.findings.some((finding) => hasAnotherReading(finding, trace)) &&
    endpointsOf(trace).every((name) => !isCauseBehind(trace, name) && !isAnswerLate(trace, name))
  );
}

function endpointsOf({ endpoints }: FlowTrace): readonly string[] {
  return endpoints.map(({ name }) => name);
}

/** Legal, but not what the lines are there for: a letter gets a second meaning, a segment does nothing. */
function hasAnotherReading({ code, line, severity }: Finding, trace: FlowTrace): boolean {
  if (severity === "error" || code === "internal-fault") return true;
  if (code === "symbol-becomes-number" || code === "symbol-another-name") return true;
  if (code === "spurious-retransmission") return !isUnheard(line, trace) && !isTimedOut(line, trace);
  return code === "no-effect" && !isStray(trace, line);
}

/** Its sender has heard no ACK of it, and its timer has just expired: whether the first copy arrived, it cannot know (RFC 6298). */
function isTimedOut(line: number, trace: FlowTrace): boolean {
  const own = unacknowledgedAt(line, trace);
  if (own === null) return false;
  const { from } = own.segment;
  const last = trace.steps
    .slice(0, own.step.index)
    .findLast((one) => one.segment?.from === from || causeIn(one, from) !== null);
  return last !== undefined && causeIn(last, from) === "rto";
}

function isStray({ flow }: FlowTrace, line: number): boolean {
  return flow.statements.some((s) => s.line === line && s.type === "segment" && s.old !== null);
}

/** What each event leads to, by the line that shows it. */
type Cause = "rto" | "probe" | "crash";

/**
 * An event with nothing behind it that it leads to, while such a thing stands before it without its cause; or a timer
 * behind which its end sends something else first, for what a timer sends goes out at once.
 */
function isCauseBehind(trace: FlowTrace, name: string): boolean {
  const causes = new Map<Cause, "waiting" | "spent">();
  const unexplained = new Set<Cause>();
  for (const step of trace.steps) {
    const cause = causeIn(step, name);
    if (cause !== null) {
      // A timer that expires again has led to nothing yet; the segment may be lost on purpose of the writer.
      causes.set(cause, "waiting");
      continue;
    }
    if (step.segment?.from !== name) continue;
    const effect = effectIn(trace, step, name);
    for (const timer of TIMERS) {
      if (causes.get(timer) !== "waiting") continue;
      if (effect !== timer) return true;
      causes.set(timer, "spent");
    }
    if (effect === null) continue;
    if (effect === "crash") {
      if (causes.has("crash")) causes.set("crash", "spent");
      else unexplained.add("crash");
    } else if (causes.get(effect) !== "spent") unexplained.add(effect);
    else causes.delete(effect);
  }
  return [...causes].some(([cause, standing]) => standing === "waiting" && unexplained.has(cause));
}

const TIMERS: readonly Cause[] = ["rto", "probe"];

function causeIn({ statement }: Step, name: string): Cause | null {
  if (statement.type !== "local" || statement.what.kind !== "event" || !isOf(statement, name)) return null;
  const { what } = statement;
  if (what.event === "crash") return "crash";
  if (what.event !== "timeout") return null;
  if (what.timer === "rto") return "rto";
  return what.timer === "keepalive" || what.timer === "persist" ? "probe" : null;
}

function isOf({ subjects }: Local, name: string): boolean {
  return subjects.some((one) => one.name.name === name);
}

function effectIn({ connections }: FlowTrace, step: Step, name: string): Cause | null {
  const { segment, findings, before } = step;
  if (segment === null) return null;
  if (findings.some(({ code }) => code === "keep-alive" || code === "window-probe")) return "probe";
  if (segment.retransmission) return "rto";
  if ((segment.flags & RST) === 0 || before === null) return null;
  // Who still has the connection sends a RST only if its user aborts.
  const state = (connections[step.connection]?.a === name ? before.a : before.b).state;
  return FORGETFUL.includes(state) ? null : "crash";
}

/** States in which an end answers with a RST what does not fit (§3.5.2). */
const FORGETFUL: readonly State[] = ["CLOSED", "LISTEN", "SYN-SENT"];

/** A RST answers at once: nothing that its sender does itself stands between it and what has arrived. */
function isAnswerLate({ steps, connections }: FlowTrace, name: string): boolean {
  let last: "own" | "arrival" | null = null;
  for (const step of steps) {
    const { statement, segment, before } = step;
    if (statement.type === "local" && statement.what.kind === "event" && isOf(statement, name)) last = "own";
    else if (statement.type === "deliver") last = "arrival";
    else if (segment?.to === name && (segment.fate === "delivered" || segment.fate === "stray"))
      last = "arrival";
    else if (segment?.from === name) {
      const isAnswer = (segment.flags & RST) !== 0 && before !== null;
      const state =
        before === null ? null : (connections[step.connection]?.a === name ? before.a : before.b).state;
      if (isAnswer && state !== null && FORGETFUL.includes(state) && last === "own") return true;
    }
  }
  return false;
}
