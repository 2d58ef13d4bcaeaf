/** The walk through a flow as data, and the recording of its steps. */

import type { Flow, Statement } from "../language/ast.js";
import { publish } from "../tcp/endpoint.js";
import type { State } from "../tcp/state.js";
import { stateOf } from "./local.js";
import type { Setup } from "./setup.js";
import type { Finding, Pair, Step, StepKind, StepSegment } from "./trace.js";
import { type Connection, other, type Side, type Snapshot, type World } from "./world.js";

/** A flow under way. */
export interface Walk {
  readonly world: World;
  readonly flow: Flow;
  readonly text: string;
  readonly setup: Setup;
  /** What the declarations bring up. */
  readonly declarations: readonly Finding[];
  readonly steps: Step[];
  /** How often a wrong line was read in more than one way. */
  trials: number;
  /** The last lines whose FIN or RST may turn out to be one flag too many, newest last. */
  readonly suspects: Suspect[];
  /** Lines whose error has made the walk look back already. */
  readonly reconsidered: Set<number>;
  /** Lines that are read with other flags than written, by index. */
  readonly rereadings: Map<number, number>;
  /** Where to go on after a line was reread; -1 where nothing was. */
  resume: number;
  /** What later lines have added to the steps of earlier ones, in the order of adding. */
  readonly additions: Addition[];
}

/** What a later line has added to a step. */
export interface Addition {
  readonly step: number;
  /** The step as it was. */
  readonly before: Step;
  /** A step in which its segment arrives. */
  readonly arrivals: readonly number[];
  readonly findings: readonly Finding[];
}

/** Adds to a step that is recorded already. */
export function addTo(
  walk: Walk,
  step: number,
  arrivals: readonly number[],
  findings: readonly Finding[],
): void {
  const before = walk.steps[step];
  if (before === undefined) return;
  walk.additions.push({ step, before, arrivals, findings });
  walk.steps[step] = withAdded(before, arrivals, findings);
}

/** Takes back every step from `steps` on, and what was added to earlier ones since there were `additions`. */
export function takeBack(walk: Walk, { steps, additions }: Pick<Suspect, "steps" | "additions">): void {
  walk.steps.length = steps;
  while (walk.additions.length > additions) {
    const { step, before } = walk.additions.pop() as Addition;
    if (step < steps) walk.steps[step] = before;
  }
}

/** The step with what later lines add to it. */
export function withAdded(step: Step, arrivals: readonly number[], findings: readonly Finding[]): Step {
  const { segment } = step;
  return {
    ...step,
    segment: segment === null ? null : { ...segment, arrivals: [...segment.arrivals, ...arrivals] },
    findings: [...step.findings, ...findings],
  };
}

/** A FIN or RST that is legal in itself, and the world before it. */
export interface Suspect {
  readonly index: number;
  readonly flags: number;
  readonly world: Snapshot;
  readonly steps: number;
  readonly additions: number;
}

export function pairOf(connection: Connection): Pair {
  const a = publish(connection.ends[0]);
  const b = publish(connection.ends[1]);
  const { last } = connection;
  if (last !== null && last.a === a && last.b === b) return last;
  connection.last = { a, b };
  return connection.last;
}

export function record(
  walk: Walk,
  statement: Statement,
  kind: StepKind,
  connection: Connection | null,
  before: Pair | null,
  segment: StepSegment | null,
): void {
  const { world, steps } = walk;
  world.step++;
  if (world.trial) return;
  const findings = world.found.length === 0 ? NONE : takeFindings(walk, statement.line);
  const previous = steps.at(-1);
  const after = connection === null ? null : pairOf(connection);
  const same =
    previous !== undefined &&
    after !== null &&
    before !== null &&
    after.a.state === before.a.state &&
    after.b.state === before.b.state;
  steps.push({
    index: steps.length,
    kind,
    statement,
    line: statement.line,
    connection: connection?.index ?? -1,
    before,
    after,
    states: previous !== undefined && (same || after === null) ? previous.states : statesOf(world),
    segment,
    findings,
  });
}

/** The findings of the line under way; one about an earlier line goes to the step of that line. */
function takeFindings(walk: Walk, line: number): readonly Finding[] {
  const { world, steps } = walk;
  const own: Finding[] = [];
  for (const finding of world.found) {
    const at = finding.line === line ? -1 : steps.findLastIndex((s) => s.line === finding.line);
    if (at === -1) own.push(finding);
    else addTo(walk, at, [], [finding]);
  }
  world.found = [];
  return own;
}

const NONE: readonly Finding[] = [];

/** Statements that make no step may still have findings. */
export function flush(walk: Walk): void {
  const { world, steps } = walk;
  if (world.trial || world.found.length === 0) return;
  if (steps.length === 0) return;
  addTo(walk, steps.length - 1, [], world.found);
  world.found = [];
}

/** The state of every endpoint; of one with several connections, in each. */
export function statesOf(world: World): Readonly<Record<string, State>> {
  const states: Record<string, State> = {};
  // A server may have thousands of clients: no endpoint looks through all connections for its own.
  const connections = new Map<unknown, Connection[]>();
  for (const c of world.connections) {
    for (const endpoint of c.endpoints) {
      const others = connections.get(endpoint);
      if (others === undefined) connections.set(endpoint, [c]);
      else others.push(c);
    }
  }
  for (const endpoint of world.endpoints) {
    const own = connections.get(endpoint) ?? [];
    if (own.length <= 1) {
      const c = own[0];
      states[endpoint.name] = stateOf({
        endpoint,
        connection: c ?? null,
        side: c?.endpoints[1] === endpoint ? 1 : 0,
      });
      continue;
    }
    for (const c of own) {
      const side: Side = c.endpoints[1] === endpoint ? 1 : 0;
      states[`${endpoint.name}(${c.names[other(side)]})`] = c.ends[side].tcb.state;
    }
  }
  return states;
}
