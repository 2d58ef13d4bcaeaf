/** The walk through a flow as data, and the recording of its steps. */

import type { Flow, Statement } from "../language/ast.js";
import { publish } from "../tcp/endpoint.js";
import type { Connection } from "./connection.js";
import type { Setup } from "./setup.js";
import type { States } from "./states.js";
import { shownAs } from "./step-segment.js";
import type { Missing } from "./supply.js";
import type { Finding, Pair, Step, StepKind, StepSegment } from "./trace.js";
import type { World, WorldMark } from "./world.js";
import { statesOf, touchedStates } from "./world-states.js";

/** A flow under way. */
export interface Walk {
  readonly world: World;
  readonly flow: Flow;
  readonly text: string;
  readonly setup: Setup;
  /** Performs a statement, by its index: who tries out a course asks for it, and is asked by it where a line is wrong. */
  readonly perform: (walk: Walk, index: number) => void;
  /** What the declarations bring up. */
  readonly declarations: readonly Finding[];
  readonly steps: Step[];
  /** How often a wrong line was read in more than one way. */
  trials: number;
  /** The last lines that might have had another outcome, newest last. */
  readonly forks: Fork[];
  /** Lines whose error has made the walk look back already. */
  readonly explored: Set<number>;
  /** A decision does not apply to its line. */
  misfit: boolean;
  /** How lines are performed that are not performed in the first way that comes to mind, by index. */
  readonly decisions: Map<number, Decision>;
  /** Behind this line readings are not decided yet: something is tried out. */
  decidedTo: number;
  /** Places to go back to, newest last. */
  readonly bases: Base[];
  /** Where to go on after the walk has gone back; -1 where it has not. */
  resume: number;
  /** How many statements were walked in search of a course. */
  walked: number;
  /** What later lines have added to the steps of earlier ones, in the order of adding. */
  readonly additions: Addition[];
}

/** What a later line has added to a step. */
export interface Addition {
  /** The statement that adds it. */
  readonly by: number;
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
  walk.additions.push({ by: walk.world.cursor, step, before, arrivals, findings });
  walk.steps[step] = withAdded(before, arrivals, findings);
}

/** Takes back every step from `steps` on, and what the statements from `index` on have added to earlier ones. */
export function takeBack(walk: Walk, { steps, index }: Pick<Base, "steps" | "index">): void {
  walk.steps.length = steps;
  while ((walk.additions.at(-1)?.by ?? -1) >= index) {
    const { step, before } = walk.additions.pop() as Addition;
    if (step < steps) walk.steps[step] = before;
  }
}

/** The step with what later lines add to it. */
export function withAdded(step: Step, arrivals: readonly number[], findings: readonly Finding[]): Step {
  const { segment } = step;
  return {
    ...step,
    segment: segment === null ? null : shownAs(segment, { arrivals: [...segment.arrivals, ...arrivals] }),
    findings: [...step.findings, ...findings],
  };
}

/** A line at which an end may do one thing or another. */
export interface Fork {
  readonly index: number;
  readonly connection: number;
  /** What it might have done instead; see `Course`. */
  readonly scripts: readonly (readonly boolean[])[];
}

/** How a line is performed. */
export interface Decision {
  /** Which outcomes it has; see `Course`. */
  readonly script?: readonly boolean[];
  /** The flags that it is read with. */
  readonly flags?: number;
  /** It is performed behind a segment that nobody wrote. */
  readonly before?: Supplied;
  /** Its data is what was sent before, under a wrong number. */
  readonly again?: boolean;
  /** It is what comes next, under a wrong number, and no keep-alive. */
  readonly next?: boolean;
  /** Its ack is that of all that has come, under a wrong number, and lags behind nothing. */
  readonly current?: boolean;
  /** Its arrow points the wrong way. */
  readonly turned?: boolean;
  /** It tells that the segment is missing before which a line above it is performed. */
  readonly tells?: Supplied & { readonly back: number };
  /** It cannot be read, and is taken as it was probably meant. */
  readonly meant?: Statement | null;
  /** Which of the ways to read a wrong line was best. */
  readonly reading?: number;
  /** So many outcomes are open above it that not all were tried (`courses.ts`). */
  readonly capped?: boolean;
}

/** Whether a segment is read as something else than what is written. */
export function isReadOtherwise({ flags, again, next, current, turned }: Decision): boolean {
  return flags !== undefined || again === true || next === true || current === true || turned === true;
}

/** A segment that nobody wrote, by the place of its connection. */
export interface Supplied {
  readonly connection: number;
  readonly missing: Missing;
}

/** The walk as it was before a statement, to go back to. */
export interface Base {
  readonly index: number;
  readonly mark: WorldMark;
  readonly steps: number;
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
  if (walk.decisions.size > 0) tellCapped(walk, statement);
  const findings = world.found.length === 0 ? NONE : takeFindings(walk, statement.line);
  const previous = steps.at(-1);
  const after = connection === null ? null : pairOf(connection);
  steps.push({
    index: steps.length,
    kind,
    statement,
    line: statement.line,
    connection: connection?.index ?? -1,
    before,
    after,
    states: previous === undefined ? statesOf(world) : statesAfter(world, previous.states, before, after),
    segment,
    findings,
  });
}

/** A line that is wrong, and might be right if what was not tried above it had happened. */
function tellCapped({ world, decisions }: Walk, { span }: Statement): void {
  if (decisions.get(world.cursor)?.capped !== true) return;
  if (world.found.some(({ severity }) => severity === "error")) world.report("outcomes-untried", span, {});
}

/** The states after a step; those before it where none has changed. */
function statesAfter(world: World, states: States, before: Pair | null, after: Pair | null): States {
  const { touched } = world;
  if (touched.length !== 1 || before === null || after === null)
    return touched.length === 0 ? states : states.with(touchedStates(world));
  if (before.a.state === after.a.state && before.b.state === after.b.state) return states;
  return states.put(touchedStates(world));
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
