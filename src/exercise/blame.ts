/**
 * Which of several answers are wrong: the fewest that, left open again, leave an exchange that is right. The
 * check itself is asked each time, so what counts as right is what it finds no fault with.
 */

import { evaluate } from "../check/symbols.js";
import { flagBits } from "../check/written.js";
import type { Blank } from "./blanks.js";
import { openBlanks, placeholders, placeholdersBeside } from "./placeholders.js";
import {
  type Exercise,
  type Filling,
  fillIn,
  isWrongAbove,
  newTroubles,
  type Trouble,
  type Variant,
} from "./variant.js";

export interface Trials {
  readonly exercise: Exercise;
  /** What stands for blanks that are open. */
  readonly assumed: Filling;
  /** The exercise with nothing filled in. */
  readonly base: Variant;
  /** What was tried already: answers of a class are much alike. */
  readonly tried: Map<string, Variant>;
}

export interface Blame {
  /** Indices of the blanks that are wrong. */
  readonly wrong: ReadonlySet<number>;
  /** The answers that hold together. */
  readonly right: Filling;
}

/** So many variants are tried for pairs of wrong answers; beyond, one is judged after the other. */
const MOST_TRIALS = 500;

export function prepare(exercise: Exercise): Trials {
  const assumed = placeholders(exercise);
  return { exercise, assumed, base: fillIn(exercise, assumed), tried: new Map() };
}

/** What a filling does to the exchange. */
export function tryFilling(trials: Trials, filling: Filling): Variant {
  return once(trials, `settled\n${keyOf(trials, filling)}`, () => settled(trials, filling));
}

/** The same with what stood for open blanks from the beginning. */
function tryPlainly(trials: Trials, filling: Filling): Variant {
  const whole = new Map([...trials.assumed, ...filling]);
  return once(trials, keyOf(trials, filling), () => fillIn(trials.exercise, whole));
}

/** What stands for open blanks may have to be something else beside these answers. */
function settled(trials: Trials, filling: Filling): Variant {
  const plain = tryPlainly(trials, filling);
  if (newTroubles(plain, trials.base).length === 0) return plain;
  const { exercise, assumed } = trials;
  const [first] = openBlanks(exercise, filling);
  if (first === undefined || isWrongAbove(exercise, new Map([...assumed, ...filling]), first.line))
    return plain;
  const other = fillIn(exercise, placeholdersBeside(exercise, filling, assumed));
  return other.troubles.length < plain.troubles.length ? other : plain;
}

function keyOf({ exercise, assumed }: Trials, filling: Filling): string {
  return exercise.blanks.map(({ index }) => filling.get(index) ?? `?${assumed.get(index) ?? ""}`).join("\n");
}

function once({ tried }: Trials, key: string, make: () => Variant): Variant {
  const known = tried.get(key);
  const variant = known ?? make();
  // What is asked for again moves to the end; what nobody has asked for the longest is forgotten.
  if (known !== undefined) tried.delete(key);
  tried.set(key, variant);
  if (tried.size > MOST_KEPT) tried.delete(tried.keys().next().value as string);
  return variant;
}

const MOST_KEPT = 1000;

/** What speaks against a filling. */
export function against(trials: Trials, filling: Filling): readonly Trouble[] {
  return newTroubles(tryFilling(trials, filling), trials.base);
}

export function blame(trials: Trials, filling: Filling): Blame {
  const ask = asking(trials, filling);
  if (fits(ask, filling)) return { wrong: new Set(), right: filling };
  const doubt = doubts(ask, filling);
  const found = single(ask, filling, doubt) ?? pair(ask, filling, doubt) ?? oneByOne(ask, filling, doubt);
  return { wrong: found, right: without(filling, found) };
}

/** How much speaks against an answer by itself. */
type Doubts = (index: number) => number;

/** A claim where a line is asked for; an answer that the exercise refutes; one that is not what the check would put there; one it points at. */
const DOUBT = { claim: 8, refuted: 4, different: 2, accused: 1 } as const;

/** Worked out for those answers alone of which it is asked: mostly one way fits, and there is nothing to choose. */
function doubts(ask: Ask, filling: Filling): Doubts {
  const { trials, left } = ask;
  // What it may cost does not depend on what is asked.
  ask.left -= filling.size;
  const order = [...filling.keys()];
  const known = new Map<number, number>();
  const doubtOf = (index: number): number => {
    const value = filling.get(index) as string;
    const own: Ask = { trials, left: left - order.indexOf(index) };
    return (
      (isClaimForLine(trials, index, value) ? DOUBT.claim : 0) +
      (isWrongAlone(own, filling, index) ? DOUBT.refuted : 0) +
      (differs(trials, index, value) ? DOUBT.different : 0) +
      (accusedBy(trials, filling).has(index) ? DOUBT.accused : 0)
    );
  };
  return (index) => {
    const doubt = known.get(index) ?? doubtOf(index);
    known.set(index, doubt);
    return doubt;
  };
}

/** What is only said of an end is hardly the line that is asked for. */
function isClaimForLine(trials: Trials, index: number, value: string): boolean {
  const blank = trials.exercise.blanks[index];
  if (blank?.key !== "line") return false;
  const { flow } = tryPlainly(trials, new Map([[index, value]])).trace;
  const written = flow.statements.find(({ line }) => line === blank.line);
  return written?.type === "local" && written.what.kind === "state";
}

/** What the check works out where nothing is filled in is another number, or other flags. */
function differs(trials: Trials, index: number, value: string): boolean {
  const blank = trials.exercise.blanks[index];
  const step = trials.base.trace.steps.find(({ line }) => line === blank?.line);
  const written = tryPlainly(trials, new Map([[index, value]])).trace.flow.statements.find(
    ({ line }) => line === blank?.line,
  );
  if (blank === undefined || step === undefined || step.segment === null || written?.type !== "segment")
    return false;
  if (blank.key === "flags") return flagBits(written.flagNames) !== step.segment.flags;
  if (blank.key !== "seq" && blank.key !== "ack" && blank.key !== "len") return false;
  const { numbers, symbols } = trials.base.trace;
  const expr = written[blank.key]?.value;
  const right = step.segment[blank.key];
  if (expr === undefined || right === null) return false;
  const { value: number, unknown } = evaluate(numbers, symbols, expr);
  return unknown === "" && numbers.equal(number, right) === false;
}

/** What a question to the check may cost: so many variants, for each blank that is open, are tried with care. */
const MOST_CARE = 400;
const LEAST_CARE = 20;

/** Asks the check with care as long as it may cost something, else plainly. Counted alike whatever was asked before. */
interface Ask {
  readonly trials: Trials;
  left: number;
}

function asking(trials: Trials, filling: Filling): Ask {
  const open = openBlanks(trials.exercise, filling).length;
  return { trials, left: Math.max(LEAST_CARE, Math.floor(MOST_CARE / Math.max(1, open))) };
}

function troublesOf(ask: Ask, filling: Filling): readonly Trouble[] {
  const { trials } = ask;
  return ask.left-- > 0 ? against(trials, filling) : newTroubles(tryPlainly(trials, filling), trials.base);
}

function fits(ask: Ask, filling: Filling): boolean {
  return troublesOf(ask, filling).length === 0;
}

/** The exercise itself refutes it; a sum of letters that other answers bring in decides nothing. */
function isWrongAlone(ask: Ask, filling: Filling, index: number): boolean {
  return troublesOf(ask, new Map([[index, filling.get(index) as string]])).some(
    ({ code }) => code !== "symbol-two-new" && code !== "symbol-unknown",
  );
}

function single(ask: Ask, filling: Filling, doubt: Doubts): ReadonlySet<number> | null {
  const ways = [...filling.keys()].filter((index) => fits(ask, without(filling, new Set([index]))));
  if (ways.length === 0) return null;
  // What comes later follows from what comes before.
  ways.sort((a, b) => doubt(b) - doubt(a) || b - a);
  return new Set([ways[0] as number]);
}

function pair(ask: Ask, filling: Filling, doubt: Doubts): ReadonlySet<number> | null {
  const all = [...filling.keys()].sort((a, b) => doubt(b) - doubt(a) || a - b);
  let trialsLeft = MOST_TRIALS;
  for (let i = 0; i < all.length; i++) {
    for (let j = i + 1; j < all.length; j++) {
      if (--trialsLeft < 0) return null;
      const both = new Set([all[i] as number, all[j] as number]);
      if (fits(ask, without(filling, both))) return both;
    }
  }
  return null;
}

/** Takes one answer after the other as long as they hold together, the doubtful ones last. */
function oneByOne(ask: Ask, filling: Filling, doubt: Doubts): ReadonlySet<number> {
  const right = new Map<number, string>();
  const wrong = new Set<number>();
  const ordered = [...filling].sort(([a], [b]) => doubt(a) - doubt(b) || a - b);
  for (const [index, value] of ordered) {
    right.set(index, value);
    if (fits(ask, right)) continue;
    right.delete(index);
    wrong.add(index);
  }
  return wrong;
}

/** The blanks at which the check points. */
function accusedBy(trials: Trials, filling: Filling): ReadonlySet<number> {
  const { spans, troubles } = tryPlainly(trials, filling);
  const accused = trials.exercise.blanks.filter(({ index }: Blank) => {
    const { start, end } = spans[index] ?? { start: 0, end: 0 };
    return troubles.some(({ span }) => span !== null && span.start < end && start < span.end);
  });
  return new Set(accused.map(({ index }) => index));
}

function without(filling: Filling, indices: ReadonlySet<number>): Filling {
  return new Map([...filling].filter(([index]) => !indices.has(index)));
}
