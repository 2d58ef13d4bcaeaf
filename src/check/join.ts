/** A walk that stands where an earlier one stood: what is behind that place is taken over from there. */

import type { Span } from "../language/ast.js";
import { ZERO } from "../tcp/number.js";
import {
  type Ahead,
  type Checkpoint,
  isSame,
  leadsOn,
  restoreEnds,
  shifted,
  type Walked,
} from "./checkpoint.js";
import { type Addition, type Walk, withAdded } from "./record.js";
import { makesStep, type Shift, shiftedFindings, shiftedStep, shiftedSteps, shiftedSymbol } from "./shift.js";
import type { Step, SymbolInfo } from "./trace.js";
import { flagBits } from "./written.js";

/**
 * Brings the walk, which is at `now`, to its end, if what follows `then` in the earlier walk follows here; gives the
 * checkpoints behind. null, and the walk is where it was, if it does not. `since`: the steps before that one are of
 * both walks.
 */
export function join(
  walk: Walk,
  now: Checkpoint,
  since: number,
  then: Checkpoint,
  old: Walked,
  shift: Shift,
): readonly Checkpoint[] | null {
  const last = old.checkpoints.at(-1);
  if (last === undefined || !leadsOn(then, now, last.trials, shift)) return null;
  const { numbers, symbols } = walk.world;
  if (!numbers.isAt(old.numbers, then.world.mark)) return null;
  if (!areSameSymbols(old.symbols.order.slice(0, then.world.symbols), symbols.order, shift)) return null;
  if (!spokeAlike(walk, now, then, since, old, shift)) return null;
  const steps = stepsBehind(walk, now, then, old, shift);
  const additions = steps === null ? null : additionsBehind(walk, now, then, old, steps, shift);
  const named = shiftedSymbols(old.symbols.order.slice(then.world.symbols), shift);
  const checkpoints = checkpointsBehind(now, then, old, shift);
  const end = checkpoints.at(-1);
  if (steps === null || additions === null || named === null || end === undefined) return null;
  // From here on nothing can fail.
  for (const step of steps) walk.steps.push(step);
  for (const { step, before, arrivals, findings } of additions) {
    const isAbove = step < now.steps;
    const there = walk.steps[step] as Step;
    walk.additions.push({ step, before: isAbove ? there : before, arrivals, findings });
    if (isAbove) walk.steps[step] = withAdded(there, arrivals, findings);
  }
  numbers.become(old.numbers, last.world.mark);
  for (const symbol of named) symbols.define(symbol);
  restoreEnds(walk, end);
  return checkpoints;
}

function areSameSymbols(old: readonly SymbolInfo[], now: readonly SymbolInfo[], shift: Shift): boolean {
  if (old.length !== now.length) return false;
  return old.every((one, i) => {
    const other = now[i] as SymbolInfo;
    if (isSame(one, other, shift)) return true;
    // It may be defined in an edited line, and be the same as before.
    if (!isSame({ ...one, span: ELSEWHERE }, { ...other, span: ELSEWHERE }, shift)) return false;
    shift.noteSpan(one.span, other.span);
    return isSame(one, other, shift);
  });
}

const ELSEWHERE: Span = { start: -1, end: -1 };

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
    if (!isSame(spoken(step), spoken(other), shift)) return false;
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

function spoken({ segment, statement, before }: Step): unknown {
  if (segment === null || statement.type !== "segment") return null;
  const { flags, fate, ack, len } = segment;
  const acks = [before?.a.lastAck ?? null, before?.b.lastAck ?? null];
  return { flags, fate, ack, none: len === ZERO, written: flagBits(statement.flags.words), acks };
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
    const step = shift.step(addition.step);
    const arrivals = shiftedSteps(addition.arrivals, shift);
    const findings = shiftedFindings(addition.findings, shift);
    if (step === null || arrivals === null || findings === null) return null;
    const there = walk.steps[step] ?? behind[step - now.steps];
    if (there === undefined) return null;
    // What it was above, the one who adds it knows.
    const before = step < now.steps ? there : shiftedStep(addition.before, there.statement, shift);
    if (before === null) return null;
    additions.push({ step, before, arrivals, findings });
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
    trials: now.trials - then.trials,
    undecided: now.world.undecided - then.world.undecided,
    silenced: now.world.silenced - then.world.silenced,
    additions: now.additions - then.additions,
  };
  const all = old.checkpoints.slice(old.checkpoints.indexOf(then) + 1);
  const behind = all.map((checkpoint) => shifted(checkpoint, ahead, shift));
  return behind.at(-1) === null ? [] : behind.filter((checkpoint) => checkpoint !== null);
}
