/**
 * Trying out: which reading of a line leaves the fewest errors in the lines behind it (`language.md` section 4,
 * "One mistake, one error").
 */

import type { Statement } from "../language/ast.js";
import type { State } from "../tcp/state.js";
import { type Suspect, takeBack, type Walk } from "./record.js";
import type { StepSegment } from "./trace.js";
import { perform } from "./walk.js";
import type { World } from "./world.js";

/** What a wrong number that is not told weighs, beside one that is: it only breaks a tie. */
const SILENCED = 0.01;
/** How many of the following statements are asked which reading is right. */
export const HORIZON = 12;
/** After so many errors in a flow every further one is taken at its first reading. */
export const MAX_TRIALS = 400;

/** A way of reading a line; null where it turns out not to apply. */
export type Reading = () => StepSegment | null;

export const NO_SEGMENT = {} as StepSegment;

/** Tries each reading on what follows and performs the best. */
export function choose(walk: Walk, index: number, readings: readonly Reading[]): StepSegment | null {
  const { world } = walk;
  if (world.trial || ++walk.trials > MAX_TRIALS) return firstThatApplies(world, readings);
  const before = world.snapshot();
  let best = -1;
  let fewest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < readings.length && fewest > (world.afterBroken ? 0 : 1); i++) {
    const errors = tryOut(walk, index, index, readings[i] as Reading);
    world.restore(before);
    if (errors < fewest) {
      fewest = errors;
      best = i;
    }
  }
  if (fewest > 1 && reconsider(walk, index, fewest)) return NO_SEGMENT;
  return (readings[best] as Reading)();
}

/** The same for an error that can be read in one way only. true: the walk goes back. */
export function lookBack(walk: Walk, index: number): boolean {
  const { world } = walk;
  if (world.trial || walk.suspects.length === 0 || !world.found.some((f) => f.severity === "error"))
    return false;
  const before = world.snapshot();
  const errors = tryOut(walk, index, index, () => NO_SEGMENT);
  world.restore(before);
  return errors > 1 && reconsider(walk, index, errors);
}

/**
 * More than one error from here on: perhaps a FIN or RST a few lines above is one flag too many. true:
 * the walk goes back there.
 */
function reconsider(walk: Walk, index: number, errors: number): boolean {
  const { world } = walk;
  const suspects = walk.suspects.filter((s) => s.index < index && index - s.index <= HORIZON);
  const oldest = suspects[0];
  if (oldest === undefined || walk.reconsidered.has(index)) return false;
  walk.reconsidered.add(index);
  let fewest = errors;
  let guilty: Suspect | null = null;
  // Newest first: what a world has learned can be undone, never redone.
  for (const suspect of suspects.reverse()) {
    world.restore(suspect.world);
    walk.rereadings.set(suspect.index, suspect.flags);
    const without = tryOut(walk, suspect.index, index, () => {
      perform(walk, suspect.index);
      world.step--;
      return NO_SEGMENT;
    });
    walk.rereadings.delete(suspect.index);
    if (without < fewest - (isClosing(walk, suspect.index, index) ? 1 - SILENCED : 0)) {
      fewest = without;
      guilty = suspect;
    }
  }
  world.restore(oldest.world);
  if (guilty !== null) walk.rereadings.set(guilty.index, guilty.flags);
  takeBack(walk, oldest);
  walk.suspects.length = 0;
  walk.resume = oldest.index;
  return true;
}

/**
 * Whether lines near `from` and behind it speak of a close. Then a FIN there is meant, and what is wrong
 * behind it is more likely a number in which it was not counted.
 */
function isClosing(walk: Walk, from: number, until: number): boolean {
  const { statements } = walk.flow;
  const end = Math.min(statements.length, until + 1 + HORIZON);
  for (let i = from + 1; i < end; i++) {
    const statement = statements[i] as Statement;
    if (statement.type === "segment" && statement.flags.words.some((w) => w.flag === "FIN")) return true;
    if (statement.type !== "local") continue;
    const { what } = statement;
    if (what.kind === "state" && what.to.state !== null && CLOSING_STATES.has(what.to.state)) return true;
    if (what.kind === "event" && (what.event === "close" || what.event === "timeout")) return true;
  }
  return false;
}

const CLOSING_STATES: ReadonlySet<State> = new Set<State>([
  "FIN-WAIT-1",
  "FIN-WAIT-2",
  "CLOSE-WAIT",
  "CLOSING",
  "LAST-ACK",
  "TIME-WAIT",
  "CLOSED",
]);

function firstThatApplies(world: World, readings: readonly Reading[]): StepSegment | null {
  const before = world.snapshot();
  for (const reading of readings) {
    const segment = reading();
    if (segment !== null) return segment;
    world.restore(before);
  }
  return null;
}

/** Errors of the line at `index` and of those up to the horizon behind `until`, if it is read so. */
function tryOut(walk: Walk, index: number, until: number, reading: Reading): number {
  const { world, flow } = walk;
  world.trial = true;
  try {
    world.found = world.found.slice();
    const applied = reading();
    if (applied === null) return Number.POSITIVE_INFINITY;
    const { silenced } = world;
    world.step++;
    const end = Math.min(flow.statements.length, until + 1 + HORIZON);
    for (let i = index + 1; i < end; i++) perform(walk, i);
    let errors = 0;
    for (const finding of world.found) if (finding.severity === "error") errors++;
    return errors + SILENCED * (world.silenced - silenced);
  } finally {
    world.trial = false;
  }
}
