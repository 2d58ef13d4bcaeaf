/** A walk that stands where an earlier one stood: what is behind that place is taken over from there. */

import { isSameNum, type Num, ZERO } from "../tcp/number.js";
import {
  type Ahead,
  type Checkpoint,
  indexOf,
  leadsOn,
  restoreEnds,
  shifted,
  type Walked,
} from "./checkpoint.js";
import { SYMBOL, SYMBOL_VALUE } from "./kinds.js";
import { type Addition, type Walk, withAdded } from "./record.js";
import { makesStep, type Shift, shiftedFindings, shiftedStep, shiftedSteps, shiftedSymbol } from "./shift.js";
import type { Step, SymbolInfo } from "./trace.js";
import { flagBits } from "./written.js";

/**
 * Whether the walk stands at `now` as the earlier one did at `then`, so that the same follows in both as long as neither
 * goes back beyond here. `since`: the steps before that one are of both walks.
 */
export function meets(
  walk: Walk,
  now: Checkpoint,
  since: number,
  then: Checkpoint,
  old: Walked,
  shift: Shift,
): boolean {
  const last = old.checkpoints.at(-1);
  if (last === undefined || !leadsOn(then, now, last, shift)) return false;
  const { numbers, symbols } = walk.world;
  return (
    numbers.isAt(old.numbers, then.world.mark) &&
    areSameSymbols(old.symbols.order.slice(0, then.world.symbols), symbols.order, shift) &&
    spokeAlike(walk, now, then, since, old, shift)
  );
}

/**
 * Brings the walk, which meets the earlier one, to its end; gives the checkpoints behind. null, and the walk is where
 * it was, where something behind has to do with what is no more.
 */
export function join(
  walk: Walk,
  now: Checkpoint,
  then: Checkpoint,
  old: Walked,
  shift: Shift,
): readonly Checkpoint[] | null {
  const { numbers, symbols } = walk.world;
  const steps = stepsBehind(walk, now, then, old, shift);
  const additions = steps === null ? null : additionsBehind(walk, now, then, old, steps, shift);
  const named = shiftedSymbols(old.symbols.order.slice(then.world.symbols), shift);
  const checkpoints = checkpointsBehind(now, then, old, shift);
  const last = old.checkpoints.at(-1);
  const end = checkpoints.at(-1);
  if (steps === null || additions === null || named === null || end === undefined || last === undefined)
    return null;
  // From here on nothing can fail.
  for (const step of steps) walk.steps.push(step);
  for (const { by, step, before, arrivals, findings } of additions) {
    const isAbove = step < now.steps;
    const there = walk.steps[step] as Step;
    walk.additions.push({ by, step, before: isAbove ? there : before, arrivals, findings });
    if (isAbove) walk.steps[step] = withAdded(there, arrivals, findings);
  }
  for (const at of old.explored) if (at >= then.index) walk.explored.add(at - then.index + now.index);
  numbers.become(old.numbers, last.world.mark);
  for (const symbol of named) symbols.define(symbol);
  symbols.amounts ??= old.symbols.amounts;
  restoreEnds(walk, end);
  return checkpoints;
}

function areSameSymbols(old: readonly SymbolInfo[], now: readonly SymbolInfo[], shift: Shift): boolean {
  if (old.length !== now.length) return false;
  return old.every((one, i) => {
    const other = now[i] as SymbolInfo;
    if (SYMBOL.same(one, other, shift)) return true;
    // It may be defined in an edited line, and be the same as before.
    if (!SYMBOL_VALUE.same(one, other, shift)) return false;
    shift.noteSpan(one.span, other.span);
    return SYMBOL.same(one, other, shift);
  });
}

/**
 * Whether each end spoke the same last, as far as that is looked back at: where a FIN is missing, it may have been
 * meant in there.
 */
function spokeAlike(
  { steps }: Walk,
  now: Checkpoint,
  then: Checkpoint,
  since: number,
  old: Walked,
  shift: Shift,
): boolean {
  const ends = 2 * now.pairs.length;
  const here = lastSegments(steps, since, now.steps, ends);
  const there = lastSegments(old.steps, since, then.steps, ends);
  if (here.size !== there.size) return false;
  for (const [end, step] of there) {
    const other = here.get(end);
    if (other === undefined || shift.step(step.index) !== other.index) return false;
    if (!isSpokenAlike(spoken(step), spoken(other))) return false;
  }
  return true;
}

/** By connection and sender. */
function lastSegments(
  steps: readonly Step[],
  since: number,
  end: number,
  ends: number,
): ReadonlyMap<string, Step> {
  const last = new Map<string, Step>();
  for (let i = end - 1; i >= since && last.size < ends; i--) {
    const step = steps[i] as Step;
    if (step.segment === null) continue;
    const key = `${step.connection} ${step.segment.from}`;
    if (!last.has(key)) last.set(key, step);
  }
  return last;
}

interface Spoken {
  readonly values: readonly unknown[];
  readonly numbers: readonly (Num | null)[];
}

function spoken({ segment, statement, before }: Step): Spoken | null {
  if (segment === null || statement.type !== "segment") return null;
  const { flags, fate, ack, len } = segment;
  return {
    values: [flags, fate, len === ZERO, flagBits(statement.flagNames)],
    numbers: [ack, before?.a.lastAck ?? null, before?.b.lastAck ?? null],
  };
}

function isSpokenAlike(a: Spoken | null, b: Spoken | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.values.every((one, i) => one === b.values[i]) &&
    a.numbers.every((one, i) => isSameNum(one, b.numbers[i] ?? null))
  );
}

function stepsBehind(
  { flow }: Walk,
  now: Checkpoint,
  then: Checkpoint,
  old: Walked,
  shift: Shift,
): readonly Step[] | null {
  const { statements } = flow;
  const steps: Step[] = [];
  let at = now.index;
  for (let i = then.steps; i < old.steps.length; i++) {
    while (at < statements.length && !makesStep(statements[at] as never)) at++;
    const statement = statements[at++];
    const step = statement === undefined ? null : shiftedStep(old.steps[i] as Step, statement, shift);
    if (step === null) return null;
    steps.push(step);
  }
  return steps;
}

function additionsBehind(
  walk: Walk,
  now: Checkpoint,
  then: Checkpoint,
  old: Walked,
  behind: readonly Step[],
  shift: Shift,
): readonly Addition[] | null {
  const additions: Addition[] = [];
  for (const addition of old.additions.slice(then.additions)) {
    const by = indexOf(addition.by, shift);
    const step = shift.step(addition.step);
    const arrivals = shiftedSteps(addition.arrivals, shift);
    const findings = shiftedFindings(addition.findings, shift);
    if (by === null || step === null || arrivals === null || findings === null) return null;
    const there = walk.steps[step] ?? behind[step - now.steps];
    if (there === undefined) return null;
    // What it was above, the one who adds it knows.
    const before = step < now.steps ? there : shiftedStep(addition.before, there.statement, shift);
    if (before === null) return null;
    additions.push({ by, step, before, arrivals, findings });
  }
  return additions;
}

function shiftedSymbols(symbols: readonly SymbolInfo[], shift: Shift): readonly SymbolInfo[] | null {
  const now = symbols.map((symbol) => shiftedSymbol(symbol, shift));
  return now.includes(null) ? null : (now as SymbolInfo[]);
}

/** Those that have to do with what is no more are left out; none where the last one is among them. */
function checkpointsBehind(
  now: Checkpoint,
  then: Checkpoint,
  old: Walked,
  shift: Shift,
): readonly Checkpoint[] {
  const ahead: Ahead = {
    trials: now.counters.trials - then.counters.trials,
    walked: now.counters.walked - then.counters.walked,
    undecided: now.world.undecided - then.world.undecided,
    silenced: now.world.silenced - then.world.silenced,
    additions: now.additions - then.additions,
  };
  const all = old.checkpoints.slice(old.checkpoints.indexOf(then) + 1);
  const behind = all.map((checkpoint) => shifted(checkpoint, ahead, shift));
  return behind.at(-1) === null ? [] : behind.filter((checkpoint) => checkpoint !== null);
}
