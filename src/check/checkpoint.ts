/**
 * A walk as it stands before some statement, for keeps: to go on from there when a line further down has changed,
 * and to see that from there on nothing is different.
 */

import type { Statement } from "../language/ast.js";
import { isSameNum, Num, type Numbers } from "../tcp/number.js";
import { FORESIGHT } from "./next-move.js";
import { type Addition, type Suspect, takeBack, type Walk } from "./record.js";
import { makesStep, type Shift } from "./shift.js";
import type { Symbols } from "./symbols.js";
import type { Step } from "./trace.js";
import { HORIZON, MAX_TRIALS } from "./trial.js";
import type { Endpoint, Snapshot } from "./world.js";

export interface Checkpoint {
  /** Of the statement it stands before. */
  readonly index: number;
  /** How many steps there are, and how many additions to them. */
  readonly steps: number;
  readonly additions: number;
  readonly world: Snapshot;
  /** The ends of each connection, by their place among the endpoints. */
  readonly pairs: readonly (readonly [number, number])[];
  readonly trials: number;
  /** What is near enough to matter still. */
  readonly suspects: readonly Suspect[];
  readonly reconsidered: readonly number[];
  readonly rereadings: readonly (readonly [number, number])[];
}

/** How many of the lines behind it a line may depend on: those that are tried out, and what they look ahead to. */
export const SIGHT = HORIZON + FORESIGHT;

export function checkpointOf(walk: Walk, index: number): Checkpoint {
  const { world } = walk;
  const saved = world.snapshot();
  const near = (one: number): boolean => index - one <= HORIZON;
  return {
    index,
    steps: walk.steps.length,
    additions: walk.additions.length,
    world: { ...saved, found: saved.found.slice() },
    pairs: world.connections.map(({ endpoints }) => [endpoints[0].index, endpoints[1].index]),
    trials: walk.trials,
    suspects: walk.suspects.filter((suspect) => near(suspect.index)),
    reconsidered: [...walk.reconsidered].filter(near),
    rereadings: [...walk.rereadings].filter(([one]) => near(one)),
  };
}

/** How many things a checkpoint keeps: it is worth as many statements. */
export function weightOf({ world, suspects }: Checkpoint): number {
  let weight = weightOfWorld(world);
  for (const suspect of suspects) weight += weightOfWorld(suspect.world);
  return weight;
}

function weightOfWorld({ connections, flight, last }: Snapshot): number {
  let weight = flight.length + last.length;
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
  readonly numbers: Numbers;
  readonly symbols: Pick<Symbols, "order">;
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
  restoreEnds(walk, checkpoint);
  for (let i = 0; i < checkpoint.steps; i++) walk.steps.push(steps[i] as Step);
  for (const addition of additions) walk.additions.push(addition);
  takeBack(walk, checkpoint);
  takeStatements(walk);
  walk.trials = checkpoint.trials;
  walk.suspects.push(...checkpoint.suspects);
  for (const index of checkpoint.reconsidered) walk.reconsidered.add(index);
  for (const [index, flags] of checkpoint.rereadings) walk.rereadings.set(index, flags);
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
export function restoreEnds({ world }: Walk, { pairs, world: saved }: Checkpoint): void {
  for (let i = world.connections.length; i < pairs.length; i++) {
    const [first, second] = pairs[i] as readonly [number, number];
    world.addConnection(world.endpoints[first] as Endpoint, world.endpoints[second] as Endpoint);
  }
  world.restore(saved);
}

/**
 * Whether what follows the checkpoint `old` in one walk follows `now` in the other, if the same statements follow.
 * `trials`: how many lines were tried out in the whole of the old walk. Numbers and symbols are compared elsewhere.
 */
export function leadsOn(old: Checkpoint, now: Checkpoint, trials: number, shift: Shift): boolean {
  const isBounded = Math.max(trials, now.trials + trials - old.trials) > MAX_TRIALS;
  return (
    (!isBounded || old.trials === now.trials) &&
    shift.step(old.steps) === now.steps &&
    isSame(old.pairs, now.pairs, shift) &&
    isSameWorld(old.world, now.world, shift) &&
    isSameList(old.suspects, now.suspects, (a, b) => isSameSuspect(a, b, shift)) &&
    isSameList(
      old.suspects,
      now.suspects,
      (a, b) => a.additions - old.additions === b.additions - now.additions,
    ) &&
    isSameList(old.reconsidered, now.reconsidered, (a, b) => indexOf(a, shift) === b) &&
    isSameList(old.rereadings, now.rereadings, (a, b) => indexOf(a[0], shift) === b[0] && a[1] === b[1])
  );
}

/** A line that may be read again has to be one of those that follow the edited ones. */
function indexOf(old: number, { oldTail, newTail }: Shift): number | null {
  return old < oldTail ? null : old - oldTail + newTail;
}

function isSameSuspect(old: Suspect, now: Suspect, shift: Shift): boolean {
  return (
    indexOf(old.index, shift) === now.index &&
    old.flags === now.flags &&
    shift.step(old.steps) === now.steps &&
    isSameWorld(old.world, now.world, shift)
  );
}

/** Counters matter by their differences only, and every line sets its own. */
const COUNTERS: ReadonlySet<string> = new Set<keyof Snapshot>(["undecided", "silenced", "line"]);

function isSameWorld(old: Snapshot, now: Snapshot, shift: Shift): boolean {
  if (old.found.length > 0 || now.found.length > 0) return false;
  return (Object.keys(old) as (keyof Snapshot)[]).every(
    (key) => COUNTERS.has(key) || isSameAt(key, old[key], now[key], shift),
  );
}

function isSameList<T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean): boolean {
  return a.length === b.length && a.every((one, i) => same(one, b[i] as T));
}

/** Whether two pieces of plain data are the same, but for the places and steps in them, which have moved. */
export function isSame(old: unknown, now: unknown, shift: Shift): boolean {
  if (old === now) return true;
  if (typeof old !== "object" || typeof now !== "object" || old === null || now === null) return false;
  if (old instanceof Num || now instanceof Num)
    return old instanceof Num && now instanceof Num && isSameNum(old, now);
  if (Array.isArray(old)) {
    if (!Array.isArray(now) || old.length !== now.length) return false;
    for (let i = 0; i < old.length; i++) if (!isSame(old[i], now[i], shift)) return false;
    return true;
  }
  for (const key of Object.keys(old)) {
    if (!isSameAt(key, old[key as keyof typeof old], now[key as keyof typeof now], shift)) return false;
  }
  return Object.keys(now).length === Object.keys(old).length;
}

function isSameAt(key: string, old: unknown, now: unknown, shift: Shift): boolean {
  const to = placeAt(key, old, shift);
  return isSame(to === undefined ? old : to, now, shift);
}

/** Where the place or the step under this key has moved; undefined where it is neither. */
function placeAt(key: string, old: unknown, shift: Shift): unknown {
  if (typeof old === "number") {
    if (key === "line") return shift.line(old);
    if (key === "step" || key === "cause") return old < 0 ? old : shift.step(old);
  }
  return key === "span" ? shift.span(old as never) : undefined;
}

/** What the counters of a later walk are ahead of an earlier one by, and where its parts begin. */
export interface Ahead {
  readonly trials: number;
  readonly undecided: number;
  readonly silenced: number;
  readonly additions: number;
}

/** A checkpoint behind the edited lines as it is now; null where it has to do with what is no more. */
export function shifted(old: Checkpoint, ahead: Ahead, shift: Shift): Checkpoint | null {
  const index = indexOf(old.index, shift);
  const steps = shift.step(old.steps);
  const suspects = old.suspects.map((suspect): Suspect | null => {
    const at = indexOf(suspect.index, shift);
    const since = shift.step(suspect.steps);
    const world = shiftedWorld(suspect.world, ahead, shift);
    if (at === null || since === null || world === null) return null;
    return {
      index: at,
      flags: suspect.flags,
      steps: since,
      additions: suspect.additions + ahead.additions,
      world,
    };
  });
  const reconsidered = old.reconsidered.map((one) => indexOf(one, shift));
  const rereadings = old.rereadings.map(([one, flags]) => [indexOf(one, shift), flags] as const);
  const world = shiftedWorld(old.world, ahead, shift);
  const gone =
    suspects.includes(null) || reconsidered.includes(null) || rereadings.some(([one]) => one === null);
  if (index === null || steps === null || world === null || gone) return null;
  return {
    index,
    steps,
    additions: old.additions + ahead.additions,
    world,
    pairs: old.pairs,
    trials: old.trials + ahead.trials,
    suspects: suspects as Suspect[],
    reconsidered: reconsidered as number[],
    rereadings: rereadings as (readonly [number, number])[],
  };
}

function shiftedWorld(old: Snapshot, ahead: Ahead, shift: Shift): Snapshot | null {
  if (old.found.length > 0) return null;
  // Only what is in flight knows places.
  const world = shift.keepsSteps && old.flight.length === 0 ? old : shiftedData(old, shift);
  if (world === null || (world === old && ahead.undecided === 0 && ahead.silenced === 0)) return world;
  const { undecided, silenced } = old;
  return { ...world, undecided: undecided + ahead.undecided, silenced: silenced + ahead.silenced };
}

/** Plain data with the places and steps in it moved; null where one of them is no more. */
function shiftedData<T extends object>(old: T, shift: Shift): T | null {
  const copy: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(old)) {
    // Every line sets its own, before it is asked for.
    const to = key === "line" && "mark" in old ? part : placeAt(key, part, shift);
    if (to === null) return null;
    const now = to === undefined ? shiftedPart(key, part, shift) : to;
    if (now === null && part !== null) return null;
    copy[key] = now;
  }
  return copy as T;
}

function shiftedPart(key: string, part: unknown, shift: Shift): unknown {
  // A TCB speaks of numbers only.
  if (typeof part !== "object" || part === null || part instanceof Num || key === "tcb") return part;
  if (!Array.isArray(part)) return shiftedData(part, shift);
  if (part.length === 0 || typeof part[0] !== "object") return part;
  const parts = part.map((one) => shiftedPart("", one, shift));
  return parts.some((one, i) => one === null && part[i] !== null) ? null : parts;
}
