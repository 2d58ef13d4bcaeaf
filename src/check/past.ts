/** What has happened at one end of a connection, as far as the steps show it: for the reasons that its state is told with. */

import type { Role } from "../language/ast.js";
import { type End, segmentEnd } from "../tcp/endpoint.js";
import { plus } from "../tcp/number.js";
import { FIN } from "../tcp/segment.js";
import type { State } from "../tcp/state.js";
import type { Connection, Side } from "./connection.js";
import type { Pair, Step, StepSegment } from "./trace.js";
import type { World } from "./world.js";

export interface Past {
  readonly end: End;
  readonly role: Role;
  /** The state in which it was before the first line, and is now. */
  readonly began: State;
  readonly state: State;
  /** The state of the end changed, oldest first, since it opened the connection that it has or had last. */
  readonly changes: readonly Change[];
  /** No connection has been open at the end so far. */
  readonly unopened: boolean;
  /** The last change, where it ended the connection or the listener. */
  readonly ended: Change | null;
  /** Segments that have arrived in this connection, in order. */
  readonly arrived: readonly Arrived[];
  /** The step in which it sent its FIN; null where none did, or before the flow. */
  readonly ownFinAt: number | null;
  /** User calls and timers at it, in whatever connection. */
  readonly calls: readonly string[];
  /** It has been in LISTEN, in whatever connection. */
  readonly listened: boolean;
}

/** A step that took the end from one state to another. */
export interface Change {
  readonly step: Step;
  readonly from: State;
  readonly to: State;
  /** All that it left in the step, in no time some of them. */
  readonly left: readonly State[];
  /** What called it forth: a user call or timer, a segment of its own or of its peer; null for anything else. */
  readonly event: string | null;
  readonly sent: StepSegment | null;
  readonly received: readonly StepSegment[];
}

export interface Arrived {
  readonly at: number;
  readonly segment: StepSegment;
}

export function pastOf(world: World, connection: Connection, side: Side): Past {
  const end = connection.ends[side];
  const own = world.history.filter((step) => step.connection === connection.index);
  const all = own.flatMap((step) => changeIn(step, world.history, connection, side));
  const since = all.findLastIndex(({ from, to }) => OPENING.has(to) && from !== "SYN-SENT");
  const changes = all.slice(Math.max(0, since));
  const last = changes.at(-1);
  const isUnopened =
    RESTING.has(end.tcb.state) && all.every(({ from, to }) => RESTING.has(from) && RESTING.has(to));
  // Where the flow begins in the middle, all of it belongs to this connection.
  const opening = isUnopened ? last : since >= 0 ? changes[0] : undefined;
  const first = opening?.step.index ?? 0;
  const name = connection.names[side];
  return {
    end,
    role: connection.endpoints[side].role,
    began: endIn(own[0]?.before, side)?.state ?? end.tcb.state,
    state: end.tcb.state,
    changes,
    unopened: isUnopened,
    ended: last !== undefined && RESTING.has(last.to) && last.to === end.tcb.state ? last : null,
    arrived: arrivalsAt(own, name, first),
    ownFinAt:
      own.find(
        ({ index, segment }) =>
          index >= first && isSent(segment) && segment.from === name && (segment.flags & FIN) !== 0,
      )?.index ?? null,
    calls: world.history.flatMap((step) => eventAt(step, name) ?? []),
    listened: own.some(({ before, after }) =>
      [before, after].some((pair) => endIn(pair, side)?.state === "LISTEN"),
    ),
  };
}

export const RESTING: ReadonlySet<State> = new Set<State>(["CLOSED", "LISTEN"]);
const OPENING: ReadonlySet<State> = new Set<State>(["SYN-SENT", "SYN-RECEIVED"]);

function endIn(pair: Pair | null | undefined, side: Side): Pair["a"] | undefined {
  return side === 0 ? pair?.a : pair?.b;
}

function changeIn(step: Step, history: readonly Step[], { names }: Connection, side: Side): Change[] {
  const before = endIn(step.before, side);
  const after = endIn(step.after, side);
  if (before === undefined || after === undefined || before.state === after.state) return [];
  const { segment, index } = step;
  const name = names[side];
  const landed =
    step.kind === "deliver"
      ? history.flatMap((s) => (s.segment?.arrivals.includes(index) === true ? [s.segment] : []))
      : [];
  if (segment !== null && (segment.fate === "delivered" || segment.fate === "stray")) landed.push(segment);
  const left = [before.state, after.previous, after.passed].filter((s) => s !== null && s !== after.state);
  return [
    {
      step,
      from: before.state,
      to: after.state,
      left: left as State[],
      event: eventAt(step, name),
      sent: isSent(segment) && segment.from === name ? segment : null,
      received: landed.filter(({ to }) => to === name),
    },
  ];
}

/** The user call or timer of a step; null where it is none of this endpoint. */
function eventAt({ statement }: Step, name: string): string | null {
  if (statement.type !== "local" || statement.what.kind !== "event") return null;
  if (!statement.subjects.some((subject) => subject.name.name === name)) return null;
  const { what } = statement;
  return what.event === "timeout" ? `timeout ${what.timer}` : what.event;
}

/** Of an `old` one, and of one without effect, its sender knows nothing. */
function isSent(segment: StepSegment | null): segment is StepSegment {
  return segment !== null && segment.fate !== "stray" && segment.fate !== "void";
}

function arrivalsAt(steps: readonly Step[], name: string, since: number): readonly Arrived[] {
  const arrived = steps.flatMap(({ index, segment }): Arrived[] => {
    if (segment === null || segment.to !== name) return [];
    const at = segment.fate === "lost" || segment.fate === "in-flight" ? [] : [index];
    return [...at, ...segment.arrivals].filter((i) => i >= since).map((i) => ({ at: i, segment }));
  });
  return arrived.sort((a, b) => a.at - b.at);
}

/** A segment of the peer with all of these flags has arrived, though it may have had no effect. */
export function hasArrived({ arrived }: Past, ...flags: readonly number[]): boolean {
  return firstArrival(arrived, ...flags) !== undefined;
}

/** One with all of these flags has come, out of an earlier connection perhaps. */
export function hasCome({ arrived }: Past, ...flags: readonly number[]): boolean {
  return arrived.some(({ segment }) => segment.fate !== "void" && hasAll(segment, flags));
}

export function firstArrival(arrived: readonly Arrived[], ...flags: readonly number[]): number | undefined {
  return arrived.find(({ segment }) => segment.fate !== "stray" && hasAll(segment, flags))?.at;
}

function hasAll(segment: StepSegment, flags: readonly number[]): boolean {
  return flags.every((flag) => (segment.flags & flag) !== 0);
}

/** The peer's FIN has arrived, and something that comes before it has not. */
export function hasFinBehindGap({ numbers }: World, { arrived, end }: Past): boolean {
  const { rcvNxt, peerFin } = end.tcb;
  if (rcvNxt === null || peerFin) return false;
  return arrived.some(
    ({ segment }) =>
      isSent(segment) &&
      (segment.flags & FIN) !== 0 &&
      numbers.compare(plus(segmentEnd(numbers, segment), -1), rcvNxt) === 1,
  );
}
