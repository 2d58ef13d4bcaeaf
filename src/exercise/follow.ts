/**
 * Which wrong answers follow from an earlier mistake: numbers that are off by what an earlier one of the same
 * direction was off by, and states that an end would be in had the earlier answers been right.
 */

import { evaluate } from "../check/symbols.js";
import { parse } from "../language/parser.js";
import { type Num, ZERO } from "../tcp/number.js";
import { type Trials, tryFilling } from "./blame.js";
import type { Blank } from "./blanks.js";
import {
  type Exercise,
  exerciseOf,
  type Filling,
  fillIn,
  newTroubles,
  type Variant,
  write,
} from "./variant.js";

/** Indices of the wrong blanks that would be right after one's own earlier answers. */
export function followedThrough(
  trials: Trials,
  given: Filling,
  wrong: ReadonlySet<number>,
  right: Filling,
): ReadonlySet<number> {
  const followed = new Set<number>();
  if (wrong.size < 2) return followed;
  const variant = tryFilling(trials, right);
  const drifts: Drift[] = [];
  const others: Blank[] = [];
  for (const blank of trials.exercise.blanks) {
    if (!wrong.has(blank.index)) continue;
    const drift = driftOf(trials.exercise, variant, blank, given);
    if (drift !== null) {
      const isSame = (one: Drift) =>
        one.owner === drift.owner &&
        variant.trace.numbers.equal(one.by, drift.by) === true &&
        !isToldBetween(trials.exercise, drift.owner, one.line, blank.line);
      if (drifts.some(isSame) && blank.key !== "len") followed.add(blank.index);
      drifts.push(drift);
    } else {
      if (others.length > 0 && isState(blank) && holdsUpTo(trials.exercise, blank, given)) {
        followed.add(blank.index);
      }
      others.push(blank);
    }
  }
  return followed;
}

/** By how much an answer is off, in whose numbers. */
interface Drift {
  readonly line: number;
  readonly owner: string;
  readonly by: Num;
}

function driftOf(exercise: Exercise, { trace }: Variant, blank: Blank, given: Filling): Drift | null {
  const { key } = blank;
  if (key !== "seq" && key !== "ack" && key !== "len") return null;
  const segment = trace.steps.find(({ line }) => line === blank.line)?.segment;
  const value = given.get(blank.index);
  const number = segment?.[key];
  if (segment === undefined || segment === null || value === undefined || number == null) return null;
  const { text } = write(exercise, new Map([[blank.index, value]]));
  const line = parse(text).flows[0]?.statements.find((s) => s.line === blank.line);
  const expr = line?.type === "segment" ? line[key]?.value : undefined;
  if (expr === undefined) return null;
  const written = evaluate(trace.numbers, trace.symbols, expr);
  if (written.unknown !== "") return null;
  const by = trace.numbers.resolve(trace.numbers.subtract(written.value, number));
  if (trace.numbers.hasBase(by) || trace.numbers.equal(by, ZERO) !== false) return null;
  return { line: blank.line, owner: key === "ack" ? segment.to : segment.from, by };
}

/** The exercise itself says, on a line between the two, what the owner's numbers have come to: who counts on from there is not led astray. */
function isToldBetween({ flow }: Exercise, owner: string, after: number, before: number): boolean {
  return flow.statements.some((s) => {
    if (s.type !== "segment" || s.line <= after || s.line >= before) return false;
    const told = s.from.name === owner ? s.seq : s.to.name === owner ? s.ack : null;
    return told !== null && !told.value.blank;
  });
}

function isState({ kind }: Blank): boolean {
  return kind === "state" || kind === "local";
}

/** In the exchange up to this line, with one's own answers above it, nothing speaks against this one. */
function holdsUpTo(exercise: Exercise, blank: Blank, given: Filling): boolean {
  const statement = exercise.flow.statements[blank.statement];
  if (statement === undefined) return false;
  const document = parse(exercise.text.slice(0, statement.span.end));
  const flow = document.flows[0];
  if (flow === undefined) return false;
  const above = exerciseOf(document, flow);
  const own = new Map([...given].filter(([index]) => index < blank.index));
  const value = given.get(blank.index);
  if (value === undefined) return false;
  const withIt = fillIn(above, new Map(own).set(blank.index, value));
  return newTroubles(withIt, fillIn(above, own)).length === 0;
}
