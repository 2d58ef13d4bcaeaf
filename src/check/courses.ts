/**
 * The courses of a flow that are not walked. Where an end may do one thing or another, the walk takes the default and
 * remembers the fork; where a line is wrong, it asks whether another outcome at one of the last forks leaves fewer
 * errors, and if so goes back there and takes it. So nearly always one course is walked, at no cost for those that
 * nobody needs; equal courses need not be merged, and what may be tried for a line is bounded.
 */

import type { Statement } from "../language/ast.js";
import { isReset } from "../tcp/endpoint.js";
import { isDeviation } from "../tcp/outcomes.js";
import { ACK, RST, SYN } from "../tcp/segment.js";
import { HORIZON } from "./above.js";
import type { Decision, Fork, Walk } from "./record.js";
import { isReadOtherwise, takeBack } from "./record.js";
import { flagBits } from "./written.js";

/** A fork further back than so many statements is taken at its default: nothing has ruled that out for long. */
export const REACH = 64;
/** A place to go back to is kept every so many statements. */
const SPACING = 16;
/** How many statements may be walked for one wrong line in search of its course, and for all those of a flow. */
export const MOST_WALKED = 2048;
export const MOST_WALKED_IN_ALL = 2 ** 17;
/** What is silent since it follows from a line without effect: a reading that explains it as well is the likelier. */
export const SILENCED = 0.01;

/** Before a statement is performed: keeps a place to go back to now and then, and forgets what is out of reach. */
export function keepBase(walk: Walk, index: number): void {
  const { bases, forks } = walk;
  const last = bases.at(-1);
  if (last !== undefined && index < last.index + SPACING) return;
  bases.push({ index, mark: walk.world.mark(), steps: walk.steps.length });
  while (bases.length > 1 && (bases[1] as (typeof bases)[0]).index <= index - REACH) bases.shift();
  const first = bases[0] as (typeof bases)[0];
  walk.world.forgetBefore(first.mark);
  let gone = 0;
  while (gone < forks.length && (forks[gone] as Fork).index < first.index) gone++;
  if (gone > 0) forks.splice(0, gone);
}

/** After a statement: remembers which other outcomes it might have. */
export function keepFork(walk: Walk, index: number): void {
  const { course, lastMoved } = walk.world;
  if (course.isSettled) return;
  walk.forks.push({ index, connection: lastMoved, scripts: course.alternatives() });
}

/** The newest statement before `index` that has been, or may still be, performed otherwise than comes to mind first. */
export function newestOpen({ forks, decisions }: Walk, index: number): number {
  let newest = forks.at(-1)?.index ?? -1;
  for (const [at, decision] of decisions) {
    const { script, before } = decision;
    const isOther = script !== undefined || before !== undefined || isReadOtherwise(decision);
    if (at < index && at > newest && isOther) newest = at;
  }
  return newest;
}

/**
 * The oldest statement to which a walk that stands before `index` may go back for another course. A line behind it that
 * turns out to be wrong may make it go back to any line above it within the horizon (`explored`).
 */
export function oldestInReach({ forks }: Walk, index: number): number {
  return Math.max(forks[0]?.index ?? index, index - REACH);
}

/** From now on the statement at `index` is performed so; what was decided behind it was so in another course. */
export function decide(walk: Walk, index: number, decision: Decision): void {
  for (const [at, { reading, ...rest }] of walk.decisions)
    if (at > index && reading !== undefined) walk.decisions.set(at, rest);
  walk.decisions.set(index, decision);
}

/** The walk goes on from the last place that is kept at or before the statement. */
export function goBackTo(walk: Walk, index: number): void {
  while (walk.bases.at(-1)?.steps === ON_TRIAL) walk.bases.pop();
  const base = toBase(walk, index);
  takeBack(walk, base);
  while ((walk.forks.at(-1)?.index ?? -1) >= base.index) walk.forks.pop();
  walk.resume = base.index;
}

function toBase({ world, bases }: Walk, index: number): Walk["bases"][0] {
  while (bases.length > 1 && (bases.at(-1) as Walk["bases"][0]).index > index) bases.pop();
  const base = bases.at(-1) as Walk["bases"][0];
  world.rollback(base.mark);
  return base;
}

/** Of a place on the way to what is tried out, where no steps are recorded. */
const ON_TRIAL = -1;

/** Every place on the way is kept: what is tried next begins there, or a line above. */
function standBefore(walk: Walk, index: number): void {
  const { world, bases } = walk;
  for (let i = toBase(walk, index).index; i < index; i++) {
    walk.perform(walk, i);
    bases.push({ index: i + 1, mark: world.mark(), steps: ON_TRIAL });
  }
}

/**
 * How many errors there are from a statement to `until`, if it is performed so; where so many, of which so many are told up
 * to a line, are too many, those behind them are not counted. The world is not what it was after. What else the statement
 * may do then is added to `open`.
 */
export function errorsIf(
  walk: Walk,
  index: number,
  decision: Decision,
  until: number,
  areTooMany: (errors: number, told?: number, line?: number) => boolean,
  open: (readonly boolean[])[],
): number {
  const { world, decisions, flow } = walk;
  const before = decisions.get(index);
  const { trial } = world;
  world.trial = true;
  decisions.set(index, decision);
  walk.decidedTo = index;
  walk.misfit = false;
  try {
    standBefore(walk, index);
    world.found = [];
    const { silenced, step } = world;
    // A segment that nobody wrote is told where the lines contradict.
    let rank = decision.before === undefined ? 0 : 1;
    const end = Math.min(flow.statements.length, until + 1);
    for (let i = index; i < end; i++) {
      walk.perform(walk, i);
      const errors = errorsOf(world.found);
      if (walk.misfit) return Number.POSITIVE_INFINITY;
      if (i === index) {
        open.push(...world.course.alternatives());
        rank += rankOf(walk, index, until);
      }
      if (areTooMany(rank + errors, errors, i)) return Number.POSITIVE_INFINITY;
    }
    return rank + (owesReset(walk, step) ? UNSEEN : 0) + errorsIn(walk, silenced);
  } finally {
    world.trial = trial;
    walk.decidedTo = Number.POSITIVE_INFINITY;
    if (before === undefined) decisions.delete(index);
    else decisions.set(index, before);
  }
}

/** What is taken only where it explains more than others do: an outcome of which nothing is seen. */
function rankOf(walk: Walk, index: number, until: number): number {
  const { taken } = walk.world.course;
  if (taken.includes("syn-dropped") && !showsDroppedSyn(walk, index)) return UNSEEN;
  if (taken.includes("fin-wait-2-refuses") && !showsRefusal(walk, index)) return Number.POSITIVE_INFINITY;
  if (taken.includes("sent-again-in-part") && !showsRest(walk, index)) return Number.POSITIVE_INFINITY;
  if (taken.includes("full-accept-queue")) return showsFullQueue(walk, until) ? SILENCED : UNSEEN;
  // A server listens, and a stack does as the RFC says, unless fewer lines are right so.
  return taken.some((outcome) => outcome === "nobody-listens" || isDeviation(outcome)) ? LESS_LIKELY : 0;
}

/** As much as keeps an outcome from being taken where the default leaves as many errors. */
const LESS_LIKELY = 0.5;
const UNSEEN = 1 + LESS_LIKELY;

/** An outcome whose RST never comes explains nothing. */
function owesReset({ world }: Walk, step: number): boolean {
  return world.touched.some(({ ends }) =>
    ends.some(({ owed }) => owed.some((o) => o.cause === step && isReset(o))),
  );
}

/**
 * That the third segment was dropped only the SYN,ACK that is sent again shows, and of a server that keeps nothing before
 * that segment (SYN cookies) that it is still LISTEN; of the outcomes that explain as much it is the last.
 */
function showsFullQueue({ flow }: Walk, until: number): boolean {
  const statement = flow.statements[until - HORIZON];
  if (statement?.type === "local" && statement.what.kind === "state")
    return statement.what.to.state === "LISTEN";
  if (statement?.type !== "segment") return false;
  return (flagBits(statement.flagNames) & (SYN | ACK)) === (SYN | ACK);
}

/** That FIN-WAIT-2 was given up only the RST shows with which its end breaks its silence: one without ACK, for it knows no ack. */
function showsRefusal({ flow: { statements } }: Walk, index: number): boolean {
  const fin = statements[index];
  const answer = statements
    .slice(index + 1, index + 1 + HORIZON)
    .find((s) => s.type === "segment" && (fin?.type !== "segment" || s.from.name === fin.to.name));
  return answer?.type === "segment" && (flagBits(answer.flagNames) & (RST | ACK)) === RST;
}

/** That only a part was sent again the rest shows, which begins at a number with the letter of the part in it. */
function showsRest({ flow: { statements } }: Walk, index: number): boolean {
  const part = statements[index];
  const letter = part?.type === "segment" ? part.len?.value.terms[0] : undefined;
  if (part?.type !== "segment" || letter?.kind !== "symbol") return false;
  return statements
    .slice(index + 1, index + 1 + HORIZON)
    .some(
      (s) =>
        s.type === "segment" &&
        s.from.name === part.from.name &&
        s.seq?.value.terms.some((term) => term.kind === "symbol" && term.name === letter.name) === true,
    );
}

/** That a SYN was dropped only the next segment of the two ends shows: another SYN, before any answer. */
function showsDroppedSyn({ flow: { statements } }: Walk, index: number): boolean {
  const dropped = statements[index];
  if (dropped?.type !== "segment") return false;
  const { from, to } = dropped;
  for (let i = index + 1; i < Math.min(statements.length, index + HORIZON); i++) {
    const statement = statements[i] as Statement;
    if (statement.type !== "segment") continue;
    const isSame = statement.from.name === from.name && statement.to.name === to.name;
    if (isSame) return (flagBits(statement.flagNames) & (SYN | ACK)) === SYN;
    if (statement.from.name === to.name && statement.to.name === from.name) return false;
  }
  return false;
}

export function errorsIn({ world }: Walk, silenced: number): number {
  return errorsOf(world.found) + SILENCED * (world.silenced - silenced);
}

function errorsOf(findings: readonly { readonly severity: string }[]): number {
  let errors = 0;
  for (const { severity } of findings) if (severity === "error") errors++;
  return errors;
}

/** Errors that are told on the lines from a statement on. */
export function errorsSince({ steps, flow }: Walk, index: number): number {
  const { line } = flow.statements[index] as Statement;
  let errors = 0;
  for (let i = steps.length - 1; i >= 0; i--) {
    const step = steps[i];
    if (step === undefined || step.line < line) break;
    for (const { severity } of step.findings) if (severity === "error") errors++;
  }
  return errors;
}
