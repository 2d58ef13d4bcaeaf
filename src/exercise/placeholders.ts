/**
 * Placeholders: what stands for a blank that nobody has filled in rightly, where the check cannot work it out by itself: a
 * line that is left out altogether, flags, an event. Without it the lines below would look wrong.
 */

import type { FlowTrace } from "../check/trace.js";
import type { Blank } from "./blanks.js";
import { Fillings, type Measure } from "./fillings.js";
import { beginsLate, type Exercise, type Filling, type Variant } from "./variant.js";

/** How often every blank is tried anew, since one may depend on another. */
const ROUNDS = 2;

/** No more than this many variants are tried. */
const MOST_TRIALS = 1000;

/** What is thought of: what is rare - a RST, then an abort or a crash - only where nothing else helps. */
type Range = "plain" | "resets" | "rare";
const RANGES: readonly Range[] = ["plain", "resets", "rare"];

/** The filling that leaves the least trouble in the exercise as it was given. */
export function placeholders(exercise: Exercise): Filling {
  const fillings = new Fillings(exercise);
  const search: Search = { fillings, fixed: new Map(), left: MOST_TRIALS };
  let found: Filling = new Map();
  for (const range of RANGES) {
    const from = found;
    found = improve(search, from, range);
    if (fillings.isClean(found)) break;
    if (range === "rare") continue;
    // One after the other can lead astray: what helps at once may be wrong for the rest.
    found = fewest(fillings, found, together(search, from, range));
    if (fillings.isClean(found)) break;
  }
  return begun(fillings, needed(fillings, found));
}

/** The other of two, where it leaves less trouble than the one. */
function fewest(fillings: Fillings, one: Filling, other: Filling): Filling {
  return fillings.measure(other).troubles < fillings.measure(one).troubles ? other : one;
}

/** Without what makes no difference: that a line is needed is read from its being here. */
function needed(fillings: Fillings, found: Filling): Filling {
  let left = found;
  for (const index of found.keys()) {
    const without = new Map([...left].filter(([one]) => one !== index));
    left = fewest(fillings, without, left);
  }
  return left;
}

/** What begins in the middle begins with a SYN instead, where a blank leaves room for it. */
function begun(fillings: Fillings, found: Filling): Filling {
  const { trace, troubles } = fillings.variant(found);
  const late = beginsLate(trace);
  if (late === undefined) return found;
  for (const blank of fillings.exercise.blanks.filter((one) => one.line <= late.line)) {
    for (const candidate of firstSyns(blank, trace)) {
      const filling = new Map(found).set(blank.index, candidate);
      const other = fillings.variant(filling);
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

/** Two blanks that help only together: the FINs of both sides, a FIN and its ACK. From each such pair it goes on. */
function together(search: Search, from: Filling, range: Range): Filling {
  const { fillings } = search;
  let best = from;
  for (const pair of pairs(search, from, range)) {
    best = fewest(fillings, best, improve(search, pair, range));
    if (fillings.isClean(best)) return best;
  }
  return best;
}

/** For each two blanks what helps best, the best of all first; what leaves no trouble alone. */
function pairs(search: Search, from: Filling, range: Range): readonly Filling[] {
  const { fillings } = search;
  const open = openBlanks(fillings.exercise, search.fixed);
  const base = fillings.variant(from);
  const few = open.map((blank) => candidatesFor(blank, base, range).slice(0, FEW_CANDIDATES));
  const found: Candidate[] = [];
  const indexOf = (at: number) => (open[at] as Blank).index;
  // What belongs together mostly stands together.
  const near = open.flatMap((_, i) => open.slice(i + 1).map((__, by) => [i, i + 1 + by] as const));
  near.sort(([a, b], [c, d]) => b - a - (d - c));
  for (const [i, j] of near) {
    let best: Candidate = { filling: from, ...fillings.measure(from) };
    for (const first of few[i] ?? []) {
      for (const second of few[j] ?? []) {
        if (search.left-- <= 0) return best.filling === from ? chosenOf(found) : chosenOf([...found, best]);
        const filling = new Map(from).set(indexOf(i), first).set(indexOf(j), second);
        const one: Candidate = { filling, ...fillings.measure(filling) };
        if (one.troubles === 0) return [filling];
        if (isBetter(one, best)) best = one;
      }
    }
    if (best.filling !== from) found.push(best);
  }
  return chosenOf(found);
}

interface Candidate extends Measure {
  readonly filling: Filling;
}

/** One mistake hides those that follow from it: of as many troubles those are less that come later. */
function isBetter(one: Measure, other: Measure): boolean {
  return one.troubles < other.troubles || (one.troubles === other.troubles && one.first > other.first);
}

function chosenOf(found: readonly Candidate[]): readonly Filling[] {
  const sorted = [...found].sort((a, b) => a.troubles - b.troubles || b.first - a.first);
  return sorted.slice(0, FEW_PAIRS).map(({ filling }) => filling);
}

const FEW_PAIRS = 4;
const FEW_CANDIDATES = 6;

/** The same beside these answers, with less effort; they are in it. What was `assumed` without them may do. */
export function placeholdersBeside(exercise: Exercise, filling: Filling, assumed: Filling): Filling {
  const fillings = new Fillings(exercise);
  const search: Search = { fillings, fixed: filling, left: FEW_TRIALS };
  const near = improve(search, new Map([...assumed, ...filling]), "plain");
  if (fillings.isClean(near)) return near;
  search.left = FEW_TRIALS;
  const each = fewest(fillings, near, improve(search, filling, "plain"));
  if (openBlanks(exercise, filling).length < 2 || fillings.isClean(each)) return each;
  return fewest(fillings, each, together({ ...search, left: FEW_TRIALS * 2 }, filling, "plain"));
}

const FEW_TRIALS = 60;

interface Search {
  readonly fillings: Fillings;
  readonly fixed: Filling;
  /** Variants that may still be tried. */
  left: number;
}

/** The blanks that are left to the search. */
export function openBlanks({ blanks }: Exercise, fixed: Filling): readonly Blank[] {
  return blanks.filter((blank) => canBeAssumed(blank) && !fixed.has(blank.index));
}

function improve(search: Search, from: Filling, range: Range): Filling {
  const { fillings, fixed } = search;
  const open = openBlanks(fillings.exercise, fixed);
  const chosen = new Map(from);
  if (open.length === 0) return chosen;
  let best = fillings.variant(chosen);
  for (let round = 0; round < ROUNDS; round++) {
    const before = best;
    // What the check misses is tried at every blank before anything else.
    for (const choices of [
      missing,
      (variant: Variant, blank: Blank) => candidatesFor(blank, variant, range),
    ]) {
      for (const blank of open) {
        for (const candidate of choices(best, blank)) {
          if (best.troubles.length === 0 || search.left-- <= 0) return chosen;
          if (candidate === chosen.get(blank.index)) continue;
          const filling = new Map(chosen).set(blank.index, candidate);
          const variant = better(fillings, filling, best);
          if (variant === null) continue;
          chosen.set(blank.index, candidate);
          best = variant;
        }
      }
    }
    if (best === before) break;
  }
  return chosen;
}

/** The exercise with this filling, if that leaves less trouble than there is. */
function better(fillings: Fillings, filling: Filling, best: Variant): Variant | null {
  const most = best.troubles.length;
  // Better than one trouble is none.
  const isBetter = most === 1 ? fillings.isClean(filling) : fillings.measure(filling).troubles < most;
  return isBetter ? fillings.variant(filling) : null;
}

/** Numbers and states are worked out by the check where they are left open. */
export function canBeAssumed({ kind }: Blank): boolean {
  return kind === "line" || kind === "flags" || kind === "local";
}

/** What could stand in the blank; what the check misses comes first. */
export function candidatesFor(blank: Blank, variant: Variant, range: Range = "rare"): readonly string[] {
  const flags = range === "plain" ? PLAIN_FLAGS : FLAG_SETS;
  if (blank.kind === "flags") return isAcked(blank, variant) ? flags.filter((f) => f.includes("ACK")) : flags;
  const events = range === "rare" ? [...EVENTS, ...RARE_EVENTS] : EVENTS;
  if (blank.kind === "local") return range === "rare" ? events : TIMERS;
  return [...missing(variant, blank), ...again(variant), ...anyLine(variant.trace, flags, events)];
}

/** Beside an acknowledgment number the ACK flag is set. */
function isAcked({ line }: Blank, { trace }: Variant): boolean {
  return trace.flow.statements.some((s) => s.line === line && s.type === "segment" && s.ack !== null);
}

function missing({ troubles }: Variant, { kind }: Blank): string[] {
  if (kind === "flags") return [];
  const events = troubles.flatMap(({ finding }) =>
    finding?.code === "timeout-missing" ? [{ endpoint: finding.args.endpoint, event: "timeout 2msl" }] : [],
  );
  if (kind === "local") return events.map(({ event }) => event);
  const segments = troubles.flatMap(({ finding }) => {
    if (finding?.code !== "segment-missing") return [];
    const { from, to, missing: flags } = finding.args;
    return FLAG_SETS.includes(flags) ? [`${from} -> ${to}: ${flags}`] : [];
  });
  return [...segments, ...events.map(({ endpoint, event }) => `${endpoint}: ${event}`)];
}

/** What was lost, sent once more. */
function again({ trace, text }: Variant): string[] {
  return trace.flow.statements.flatMap((s) => {
    if (s.type !== "segment" || s.arrow.kind !== "-x" || s.id !== null || s.old !== null) return [];
    const { span } = s.arrow;
    const start = s.at === null ? s.span.start : s.at.span.end;
    const arrow = s.arrow.reversed ? "<-" : "->";
    const line = `${text.slice(start, span.start)}${arrow}${text.slice(span.end, s.span.end)}`.trim();
    return line.includes("?") ? [] : [line];
  });
}

function anyLine(
  { connections, endpoints }: FlowTrace,
  sets: readonly string[],
  said: readonly string[],
): string[] {
  const segments = connections.flatMap(({ a, b }) =>
    sets.flatMap((flags) => [`${a} -> ${b}: ${flags}`, `${b} -> ${a}: ${flags}`]),
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

const PLAIN_FLAGS = FLAG_SETS.filter((flags) => !flags.startsWith("RST"));

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
