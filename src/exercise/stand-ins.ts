/**
 * What stands for a blank that nobody has filled in rightly, where the check cannot work it out by itself: a
 * line that is left out altogether, flags, an event. Without it the lines below would look wrong.
 */

import type { FlowTrace } from "../check/trace.js";
import type { Blank } from "./blanks.js";
import { beginsLate, type Exercise, type Filling, fillIn, isClean, type Variant } from "./variant.js";

/** How often every blank is tried anew, since one may depend on another. */
const ROUNDS = 2;

/** No more than this many variants are tried. */
const MOST_TRIALS = 1000;

/** The filling that leaves the least trouble in the exercise as it was given. */
export function standIns(exercise: Exercise): Filling {
  const search: Search = { exercise, fixed: new Map(), left: MOST_TRIALS, counted: new Map() };
  const each = improve(search, new Map(), false);
  const both = isClean(exercise, each) ? each : together(search);
  // What is rare - an abort, a crash - is thought of only where nothing else helps.
  const found = improve(search, improve(search, isClean(exercise, both) ? both : each, false), true);
  return begun(exercise, found);
}

/** What begins in the middle begins with a SYN instead, where a blank leaves room for it. */
function begun(exercise: Exercise, found: Filling): Filling {
  const { trace, troubles } = fillIn(exercise, found);
  const late = beginsLate(trace);
  if (late === undefined) return found;
  for (const blank of exercise.blanks.filter((one) => one.line <= late.line)) {
    for (const candidate of firstSyns(blank, trace)) {
      const filling = new Map(found).set(blank.index, candidate);
      const other = fillIn(exercise, filling);
      if (other.troubles.length <= troubles.length && !beginsLate(other.trace)) return filling;
    }
  }
  return found;
}

function firstSyns({ kind }: Blank, { connections }: FlowTrace): readonly string[] {
  if (kind === "flags") return ["SYN"];
  if (kind !== "line") return [];
  return connections.flatMap(({ a, b }) => [`${a} -> ${b}: SYN`, `${b} -> ${a}: SYN`]);
}

/** Two blanks that help only together: the FINs of both sides. */
function together(search: Search): Filling {
  const { exercise } = search;
  const open = exercise.blanks.filter(canBeAssumed);
  const blank = fillIn(exercise, new Map());
  const few = (b: Blank) => candidatesFor(b, blank, false).slice(0, FEW_CANDIDATES);
  for (const [i, one] of open.entries()) {
    for (const other of open.slice(i + 1)) {
      for (const first of few(one)) {
        for (const second of few(other)) {
          if (search.left-- <= 0) return new Map();
          const both = new Map([[one.index, first] as const, [other.index, second] as const]);
          if (isClean(exercise, both)) return both;
        }
      }
    }
  }
  return new Map();
}

const FEW_CANDIDATES = 6;

/** The same beside these answers, with less effort; they are in it. */
export function standInsBeside(exercise: Exercise, filling: Filling): Filling {
  return improve({ exercise, fixed: filling, left: FEW_TRIALS, counted: new Map() }, filling, false);
}

const FEW_TRIALS = 60;

interface Search {
  readonly exercise: Exercise;
  readonly fixed: Filling;
  /** Variants that may still be tried. */
  left: number;
  /** How many troubles a filling has been found to leave: the same ones come up round after round. */
  readonly counted: Map<string, number>;
}

function improve(search: Search, from: Filling, rare: boolean): Filling {
  const { exercise, fixed } = search;
  const open = exercise.blanks.filter((blank) => canBeAssumed(blank) && !fixed.has(blank.index));
  const chosen = new Map(from);
  if (open.length === 0) return chosen;
  let best = fillIn(exercise, chosen);
  for (let round = 0; round < ROUNDS; round++) {
    const before = best;
    for (const blank of open) {
      for (const candidate of candidatesFor(blank, best, rare)) {
        if (best.troubles.length === 0 || search.left-- <= 0) return chosen;
        if (candidate === chosen.get(blank.index)) continue;
        const filling = new Map(chosen).set(blank.index, candidate);
        const key = keyOf(exercise, filling);
        if ((search.counted.get(key) ?? 0) >= best.troubles.length) continue;
        // Better than one trouble is none.
        if (best.troubles.length === 1 && !isClean(exercise, filling)) {
          search.counted.set(key, 1);
          continue;
        }
        const variant = fillIn(exercise, filling);
        search.counted.set(key, variant.troubles.length);
        if (variant.troubles.length >= best.troubles.length) continue;
        chosen.set(blank.index, candidate);
        best = variant;
      }
    }
    if (best === before) break;
  }
  return chosen;
}

function keyOf({ blanks }: Exercise, filling: Filling): string {
  return blanks.map(({ index }) => filling.get(index) ?? "?").join("\n");
}

/** Numbers and states are worked out by the check where they are left open. */
export function canBeAssumed({ kind }: Blank): boolean {
  return kind === "line" || kind === "flags" || kind === "local";
}

/** What could stand in the blank; what the check misses comes first. */
export function candidatesFor(blank: Blank, variant: Variant, rare = true): readonly string[] {
  if (blank.kind === "flags") return FLAG_SETS;
  const events = rare ? [...EVENTS, ...RARE_EVENTS] : EVENTS;
  if (blank.kind === "local") return rare ? events : TIMERS;
  return [...missing(variant), ...anyLine(variant.trace, events)];
}

function missing({ troubles }: Variant): string[] {
  return troubles.flatMap(({ finding }) => {
    if (finding?.code !== "segment-missing") return [];
    const { from, to, missing: flags } = finding.args;
    return FLAG_SETS.includes(flags) ? [`${from} -> ${to}: ${flags}`] : [];
  });
}

function anyLine({ connections, endpoints }: FlowTrace, said: readonly string[]): string[] {
  const segments = connections.flatMap(({ a, b }) =>
    FLAG_SETS.flatMap((flags) => [`${a} -> ${b}: ${flags}`, `${b} -> ${a}: ${flags}`]),
  );
  const events = endpoints.flatMap(({ name }) => said.map((event) => `${name}: ${event}`));
  return [...segments, ...events, "deliver"];
}

const FLAG_SETS: readonly string[] = [
  "FIN+ACK",
  "ACK",
  "SYN+ACK",
  "SYN",
  "PSH+ACK",
  "RST",
  "RST+ACK",
  "FIN+PSH+ACK",
];

const EVENTS: readonly string[] = ["timeout 2msl", "close", "timeout rto", "listen", "open", "receive"];

const TIMERS: readonly string[] = ["timeout 2msl", "timeout rto"];

const RARE_EVENTS: readonly string[] = [
  "abort",
  "crash",
  "timeout persist",
  "timeout keepalive",
  "timeout user",
  "timeout delack",
];
