/**
 * Trying out: which reading of a line leaves the fewest errors in the lines behind it (rule 34,
 * "One mistake, one error").
 */

import { HORIZON } from "./above.js";
import { NOTHING_DECIDED } from "./course.js";
import { errorsIn } from "./courses.js";
import { explore } from "./explore.js";
import type { Walk } from "./record.js";
import type { StepSegment } from "./trace.js";

/** After so many errors in a flow every further one is taken at its first reading. */
export const MAX_TRIALS = 400;

/** A way of reading a line; null where it turns out not to apply. */
export type Reading = () => StepSegment | null;

/** A reading that is taken only where it spares so many errors more than the ones before it. */
export interface Way {
  readonly read: Reading;
  readonly spares: number;
}

export const NO_SEGMENT = {} as StepSegment;

/** Tries each reading on what follows and performs the best; of those that leave as many errors the first. */
export function chooseReading(walk: Walk, index: number, ways: readonly Way[]): StepSegment | null {
  const { world } = walk;
  const decided = walk.decisions.get(index)?.reading;
  if (decided !== undefined && index <= walk.decidedTo) return read(walk, (ways[decided] as Way).read);
  if (world.trial || (walk.trials >= MAX_TRIALS && walk.forks.length === 0))
    return firstThatApplies(walk, ways);
  const isBounded = ++walk.trials > MAX_TRIALS;
  const before = world.mark();
  let best = 0;
  let fewest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < ways.length && fewest > (world.afterBroken ? 0 : 1); i++) {
    const { read: reading, spares } = ways[i] as Way;
    const isBeaten = (errors: number): boolean => errors >= fewest || errors + spares > fewest;
    const errors = tryOut(walk, index, reading, isBeaten);
    world.rollback(before);
    if (!isBeaten(errors)) {
      fewest = errors;
      best = i;
    }
    if (isBounded && errors < Number.POSITIVE_INFINITY) break;
  }
  if (explore(walk, index, fewest, isBounded)) return NO_SEGMENT;
  walk.decisions.set(index, { ...walk.decisions.get(index), reading: best });
  return read(walk, (ways[best] as Way).read);
}

/** The same for an error that can be read in one way only. true: the walk goes back. */
export function lookBack(walk: Walk, index: number): boolean {
  const { world } = walk;
  if (world.trial || !world.found.some((f) => f.severity === "error")) return false;
  const before = world.mark();
  const errors = tryOut(walk, index, () => NO_SEGMENT);
  world.rollback(before);
  return explore(walk, index, errors, walk.trials > MAX_TRIALS);
}

/** The line is read anew: what it asked for at an earlier reading is no matter. */
function read({ world }: Walk, reading: Reading): StepSegment | null {
  world.course.restart();
  return reading();
}

function firstThatApplies(walk: Walk, ways: readonly Way[]): StepSegment | null {
  const before = walk.world.mark();
  for (const { read: reading } of ways) {
    const segment = read(walk, reading);
    if (segment !== null) return segment;
    walk.world.rollback(before);
  }
  return null;
}

/**
 * Errors of the line at `index` and of those up to the horizon behind it, if it is read so; where so many are too many,
 * those behind them are not counted.
 */
export function tryOut(
  walk: Walk,
  index: number,
  reading: Reading,
  areTooMany: (errors: number) => boolean = countsAll,
): number {
  const { world, flow, decidedTo } = walk;
  world.trial = true;
  walk.decidedTo = index - 1;
  try {
    world.found = world.found.slice();
    const applied = read(walk, reading);
    if (applied === null) return Number.POSITIVE_INFINITY;
    const { silenced } = world;
    world.step++;
    const end = Math.min(flow.statements.length, index + 1 + HORIZON);
    for (let i = index + 1; i < end && !areTooMany(errorsIn(walk, silenced)); i++) walk.perform(walk, i);
    return errorsIn(walk, silenced);
  } finally {
    world.trial = false;
    walk.decidedTo = decidedTo;
    world.course.begin(walk.decisions.get(index)?.script ?? NOTHING_DECIDED);
    world.cursor = index;
  }
}

function countsAll(): boolean {
  return false;
}
