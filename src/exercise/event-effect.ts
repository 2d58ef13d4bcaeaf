/** Whether an event that is written as a whole line leads to something: a call or a timer with no effect is no answer. */

import type { FlowTrace, Step, StepSegment } from "../check/trace.js";
import type { Event, Local } from "../language/ast.js";
import { ZERO } from "../tcp/number.js";
import { FIN, RST, SYN } from "../tcp/segment.js";

/** It changes the state of its end, or is the cause of what that end sends next. */
export function hasEffect(trace: FlowTrace, step: Step, { what, subjects }: Local): boolean {
  if (what.kind !== "event") return false;
  const names = subjects.map(({ name }) => name.name);
  const before = trace.steps[step.index - 1];
  if (before === undefined || names.some((name) => statesOf(before, name) !== statesOf(step, name)))
    return true;
  const next = trace.steps.find((s) => s.index > step.index && names.includes(s.segment?.from ?? ""));
  return next !== undefined && next.segment !== null && leadsTo(what, next, next.segment, trace);
}

/** An ABORT sends a RST at once (§3.10.5). */
export function sendsReset({ steps }: FlowTrace, step: Step, { what, subjects }: Local): boolean {
  const next = steps[step.index + 1]?.segment ?? null;
  if (next === null || what.kind !== "event" || what.event !== "abort") return false;
  return (next.flags & RST) !== 0 && subjects.some(({ name }) => name.name === next.from);
}

/** An OPEN sends a SYN (§3.10.1): where the exchange goes on without one, the SYN is the line that is missing. */
export function opensUndrawn({ steps }: FlowTrace, step: Step, { what, subjects }: Local): boolean {
  if (what.kind !== "event" || what.event !== "open") return false;
  const names = subjects.map(({ name }) => name.name);
  const below = steps.slice(step.index + 1).flatMap(({ segment }) => segment ?? []);
  const isDrawn = below.some(({ from, flags }) => names.includes(from) && (flags & SYN) !== 0);
  return below.length > 0 && !isDrawn;
}

/** Of all its connections: `S(C2)` is one of S. */
function statesOf({ states }: Step, name: string): string {
  const own = Object.entries(states.all).filter(([end]) => end === name || end.startsWith(`${name}(`));
  return own.map(([, state]) => state).join(" ");
}

function leadsTo(
  what: Event,
  { findings, statement }: Step,
  segment: StepSegment,
  { numbers }: FlowTrace,
): boolean {
  const { flags, len } = segment;
  const isProbe = findings.some(({ code }) => code === "keep-alive" || code === "window-probe");
  switch (what.event) {
    case "close":
      return (flags & FIN) !== 0;
    case "send":
      return numbers.equal(len, ZERO) !== true;
    case "receive":
      return statement.type === "segment" && statement.win !== null;
    case "abort":
      return (flags & RST) !== 0;
    case "open":
      return (flags & SYN) !== 0;
    case "timeout":
      if (what.timer === "rto") return segment.retransmission;
      if (what.timer === "persist" || what.timer === "keepalive") return isProbe;
      return what.timer === "delack" && segment.ack !== null && numbers.equal(len, ZERO) === true;
    default:
      return false;
  }
}
