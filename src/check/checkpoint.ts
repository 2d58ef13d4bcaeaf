/**
 * A walk as it stands before some statement, for keeps: to go on from there when a line further down has changed,
 * and to see that from there on nothing is different.
 */

import type { Statement } from "../language/ast.js";
import type { Numbers } from "../tcp/number.js";
import { HORIZON } from "./above.js";
import type { Endpoint } from "./connection.js";
import { NOTHING_DECIDED } from "./course.js";
import { MOST_WALKED_IN_ALL, newestOpen, oldestInReach, REACH } from "./courses.js";
import { WORLD } from "./kinds.js";
import { type Addition, type Decision, type Supplied, takeBack, type Walk } from "./record.js";
import { makesStep, type Shift } from "./shift.js";
import type { Symbols } from "./symbols.js";
import type { Step } from "./trace.js";
import { MAX_TRIALS } from "./trial.js";
import type { Snapshot } from "./world.js";

export interface Checkpoint {
  /** Of the statement it stands before. */
  readonly index: number;
  /** How many steps there are, and how many additions to them. */
  readonly steps: number;
  readonly additions: number;
  readonly world: Snapshot;
  /** The ends of each connection, by their place among the endpoints. */
  readonly pairs: readonly (readonly [number, number])[];
  readonly counters: Counters;
  /** The oldest statement to which the walk may still go back, and the newest before it that another line may decide. */
  readonly oldest: number;
  readonly newest: number;
  /** What is known of the statements behind it, where the walk was there already. */
  readonly explored: readonly number[];
  readonly decisions: readonly (readonly [number, Decision])[];
}

/** What a walk does a bounded number of times. */
export type Counters = Pick<Walk, "trials" | "walked">;

/**
 * Whether what comes before the checkpoint depends on no line from `head` on. A wrong line is judged by those within the
 * horizon behind it, and may have another one decided: a fork within reach, or a line above it no further off than that.
 */
export function isBefore({ index, newest }: Checkpoint, head: number): boolean {
  return index + 2 * HORIZON <= head && newest < head - HORIZON - REACH;
}

export function checkpointOf(walk: Walk, index: number): Checkpoint {
  const { world, explored, trials, walked } = walk;
  const isBehind = (one: number): boolean => one >= index;
  return {
    index,
    steps: walk.steps.length,
    additions: walk.additions.length,
    world: world.snapshot(),
    pairs: world.connections.map(({ endpoints }) => [endpoints[0].index, endpoints[1].index]),
    counters: { trials, walked },
    oldest: oldestInReach(walk, index),
    newest: newestOpen(walk, index),
    explored: [...explored].filter(isBehind),
    decisions: [...walk.decisions].filter(([one]) => isBehind(one)).sort(([a], [b]) => a - b),
  };
}

/** How many things a checkpoint keeps: it is worth as many statements. */
export function weightOf({ world: { connections, flight } }: Checkpoint): number {
  let weight = flight.length;
  for (const { ends } of connections)
    for (const { sent, ahead, points, owed } of ends)
      weight += 1 + sent.length + ahead.length + points.length + owed.length;
  return weight;
}

/** A walk that has come to its end, as far as another may go on from it. */
export interface Walked {
  /** In order; the last one at the end. */
  readonly checkpoints: readonly Checkpoint[];
  readonly steps: readonly Step[];
  readonly additions: readonly Addition[];
  /** The statements whose errors have made the walk look back, in order. */
  readonly explored: readonly number[];
  readonly numbers: Numbers;
  readonly symbols: Pick<Symbols, "order" | "amounts">;
}

/** Brings a walk, which has just started, to a checkpoint of an earlier one. */
export function goTo(
  walk: Walk,
  checkpoint: Checkpoint,
  { steps, additions, numbers, symbols }: Walked,
): void {
  const { world } = walk;
  world.numbers.become(numbers, checkpoint.world.mark);
  for (let i = world.symbols.order.length; i < checkpoint.world.symbols; i++) {
    const symbol = symbols.order[i];
    if (symbol !== undefined) world.symbols.define(symbol);
  }
  world.symbols.amounts = symbols.amounts;
  restoreEnds(walk, checkpoint);
  for (let i = 0; i < checkpoint.steps; i++) walk.steps.push(steps[i] as Step);
  for (const addition of additions) walk.additions.push(addition);
  takeBack(walk, checkpoint);
  takeStatements(walk);
  for (const index of checkpoint.explored) walk.explored.add(index);
  for (const [index, decision] of checkpoint.decisions) walk.decisions.set(index, decision);
}

/** The statements above an edit say the same as before, but where the whole text was read they are others. */
function takeStatements({ steps, additions, flow }: Walk): void {
  let at = 0;
  for (let i = 0; i < steps.length; i++) {
    while (!makesStep(flow.statements[at] as Statement)) at++;
    const statement = flow.statements[at++] as Statement;
    const step = steps[i] as Step;
    if (step.statement !== statement) steps[i] = { ...step, statement };
  }
  additions.forEach((addition, i) => {
    const { statement } = steps[addition.step] as Step;
    if (addition.before.statement !== statement)
      additions[i] = { ...addition, before: { ...addition.before, statement } };
  });
}

/** Once the numbers and the symbols are those of the checkpoint. */
export function restoreEnds(walk: Walk, { pairs, world: saved, counters }: Checkpoint): void {
  const { world } = walk;
  for (let i = world.connections.length; i < pairs.length; i++) {
    const [first, second] = pairs[i] as readonly [number, number];
    world.addConnection(world.endpoints[first] as Endpoint, world.endpoints[second] as Endpoint);
  }
  world.restore(saved);
  Object.assign(walk, counters);
}

/**
 * Whether what follows the checkpoint `old` in one walk follows `now` in the other, if the same statements follow and
 * neither walk goes back beyond here. `end`: what the old walk has counted in all. Numbers and symbols are compared
 * elsewhere.
 */
export function leadsOn(old: Checkpoint, now: Checkpoint, end: Checkpoint, shift: Shift): boolean {
  return (
    (Object.keys(BOUNDS) as (keyof Counters)[]).every((key) => isAsFree(key, old, now, end)) &&
    shift.step(old.steps) === now.steps &&
    areSamePairs(old.pairs, now.pairs) &&
    old.world.found.length + now.world.found.length === 0 &&
    WORLD.same(old.world, now.world, shift) &&
    isSameList(old.explored, now.explored, (a, b) => indexOf(a, shift) === b) &&
    isSameList(
      old.decisions,
      now.decisions,
      (a, b) => indexOf(a[0], shift) === b[0] && isSameDecision(a[1], b[1]),
    )
  );
}

/** What is counted has no effect before it reaches its bound. */
function isAsFree(key: keyof Counters, old: Checkpoint, now: Checkpoint, end: Checkpoint): boolean {
  const before = old.counters[key];
  const here = now.counters[key];
  const most = end.counters[key];
  return before === here || Math.max(most, here + most - before) <= BOUNDS[key];
}

const BOUNDS: Readonly<Record<keyof Counters, number>> = {
  trials: MAX_TRIALS,
  walked: MOST_WALKED_IN_ALL,
};

export function areSamePairs(old: Checkpoint["pairs"], now: Checkpoint["pairs"]): boolean {
  return isSameList(old, now, ([a, b], [c, d]) => a === c && b === d);
}

function isSameDecision(a: Decision, b: Decision): boolean {
  const scripts = [a.script ?? NOTHING_DECIDED, b.script ?? NOTHING_DECIDED] as const;
  return (
    a.flags === b.flags &&
    a.reading === b.reading &&
    a.capped === b.capped &&
    a.again === b.again &&
    a.tells?.back === b.tells?.back &&
    isSameSupplied(a.before, b.before) &&
    isSameSupplied(a.tells, b.tells) &&
    isSameList(...scripts, (x, y) => x === y)
  );
}

function isSameSupplied(a: Supplied | undefined, b: Supplied | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return (
    a.connection === b.connection && a.missing.side === b.missing.side && a.missing.flags === b.missing.flags
  );
}

/** A line that may be read again has to be one of those that follow the edited ones. */
export function indexOf(old: number, { oldTail, newTail }: Shift): number | null {
  return old < oldTail ? null : old - oldTail + newTail;
}

/** The same for a place above, too; of an edited line only the last place is certain. */
function lastOf(old: number, shift: Shift): number {
  return old < shift.head ? old : (indexOf(old, shift) ?? shift.newTail - 1);
}

function isSameList<T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean): boolean {
  return a.length === b.length && a.every((one, i) => same(one, b[i] as T));
}

/** What the counters of a later walk are ahead of an earlier one by, and where its parts begin. */
export interface Ahead extends Counters {
  readonly undecided: number;
  readonly silenced: number;
  readonly additions: number;
}

/** A checkpoint behind the edited lines as it is now; null where it has to do with what is no more. */
export function shifted(old: Checkpoint, ahead: Ahead, shift: Shift): Checkpoint | null {
  const index = indexOf(old.index, shift);
  const steps = shift.step(old.steps);
  const oldest = indexOf(old.oldest, shift);
  const explored = old.explored.map((one) => indexOf(one, shift));
  const decisions = old.decisions.map(([one, decision]) => [indexOf(one, shift), decision] as const);
  const world = shiftedWorld(old.world, ahead, shift);
  const gone = explored.includes(null) || decisions.some(([one]) => one === null);
  if (index === null || steps === null || world === null || gone) return null;
  const { trials, walked } = old.counters;
  return {
    index,
    steps,
    additions: old.additions + ahead.additions,
    world,
    pairs: old.pairs,
    counters: {
      trials: trials + ahead.trials,
      walked: walked + ahead.walked,
    },
    // Where it is above the edited lines, it is as far back as matters.
    oldest: oldest ?? 0,
    newest: lastOf(old.newest, shift),
    explored: explored as number[],
    decisions: decisions as (readonly [number, Decision])[],
  };
}

function shiftedWorld(old: Snapshot, ahead: Ahead, shift: Shift): Snapshot | null {
  if (old.found.length > 0) return null;
  // Only what is in flight knows places.
  const world = shift.keepsSteps && old.flight.length === 0 ? old : WORLD.moved(old, shift);
  if (world === undefined) return null;
  const { undecided, silenced } = old;
  return { ...world, undecided: undecided + ahead.undecided, silenced: silenced + ahead.silenced };
}
