/**
 * What is drawn round the rows and is no text of theirs: the number of a segment, the time at the left, the
 * badge that joins a departure with its arrival, the way back from a retransmission to its original. Apart from
 * the rows, so that one more segment at the top leaves all rows below as they are.
 */

import type { FlowTrace, Step, StepSegment } from "../check/trace.js";
import type { Statement } from "../language/ast.js";
import { ZERO } from "../tcp/number.js";
import { FIN, SYN } from "../tcp/segment.js";
import type { Row } from "./row.js";

export interface RowMark {
  /** Its place among the segments of the flow, from 1; an arrival has that of what arrives. */
  readonly number: number | null;
  /** As written, without the `@`; and how long after the time before it. */
  readonly time: { readonly at: string; readonly since: string | null } | null;
  readonly flight: Flight | null;
  /** The segment that this one sends again. */
  readonly repeats: { readonly row: string; readonly number: number } | null;
}

/** The same at the departure of a segment and wherever it arrives. */
export interface Flight {
  /** Its id, else a number in a circle. */
  readonly badge: string;
  /** From 0; those that are under way at the same time differ. */
  readonly colour: number;
}

export const FLIGHT_COLOURS = 4;

/**
 * By the ids of the rows; a row of which there is nothing to say has none. Who counts the segments by himself
 * wants no `count`: of 10,000 rows there is nothing else to say.
 */
export function marksOf(
  flow: FlowTrace,
  rows: readonly Row[],
  text: string,
  count = true,
): Map<string, RowMark> {
  const facts = factsOf(flow);
  const times = timesOf(flow, text);
  const numbers = count ? numbersOf(rows) : NO_NUMBERS;
  const originals = new Map<string, string>();
  // That a segment is there for the second time, a student is to find out.
  const exercise = flow.flow.kind === "exercise";
  for (const row of rows) {
    const step = row.kind === "segment" ? facts.segments.get(row.line) : undefined;
    const original = step === undefined || exercise ? undefined : facts.originals.get(step);
    if (original !== undefined) originals.set(row.id, `${original.line}:segment`);
  }
  const marks = new Map<string, RowMark>();
  const timed = new Set<number>();
  for (const row of rows) {
    const departure = "departure" in row ? row.departure : row.id;
    const original = originals.get(row.id);
    const time = timed.has(row.line) ? undefined : times.get(row.line);
    if (time !== undefined) timed.add(row.line);
    const flight = "from" in row ? facts.flights.get(departure ?? "") : undefined;
    const bare = time === undefined && flight === undefined && original === undefined;
    if (!count && bare) continue;
    const mark: RowMark = {
      number: numbers.get(departure ?? "") ?? null,
      time: time ?? null,
      flight: flight ?? null,
      repeats: original === undefined ? null : { row: original, number: numbers.get(original) ?? 0 },
    };
    if (!count || mark.number !== null || mark.time !== null) marks.set(row.id, mark);
  }
  return marks;
}

const NO_NUMBERS: ReadonlyMap<string, number> = new Map();

/** What a row says with its marks in words, where nothing can be drawn round it. */
export function textWithMarks(row: Row, mark: RowMark | undefined, autonumber: boolean): readonly string[] {
  if (mark === undefined) return row.text;
  const before: string[] = [];
  if (mark.number !== null && autonumber) before.push(`#${mark.number}`);
  if (mark.time !== null) before.push(`@${mark.time.at}`);
  if (mark.flight !== null && !LETTER.test(mark.flight.badge)) before.push(mark.flight.badge);
  const [first = "", ...rest] = row.text;
  const after = mark.repeats === null || !autonumber ? "" : ` ↻ #${mark.repeats.number}`;
  return [[...before, first].join(" ") + after, ...rest];
}

/** An id stands in the words of its row; a number in a circle does not. */
const LETTER = /^[\p{L}_]/u;

interface Facts {
  /** By line. */
  readonly segments: ReadonlyMap<number, Step>;
  readonly originals: ReadonlyMap<Step, Step>;
  /** By the id of the row that departs. */
  readonly flights: ReadonlyMap<string, Flight>;
}

function factsOf(flow: FlowTrace): Facts {
  const segments = new Map<number, Step>();
  const originals = new Map<Step, Step>();
  const flights = new Map<string, Flight>();
  const sent = new Map<string, Step[]>();
  let unnamed = 0;
  for (const step of flow.steps) {
    if (step.kind !== "segment" || step.segment === null) continue;
    segments.set(step.line, step);
    const { from, fate, arrivals, retransmission } = step.segment;
    const key = `${step.connection} ${from}`;
    const before = sent.get(key) ?? [];
    if (retransmission) {
      const original = originalOf(flow, step.segment, before);
      if (original !== null) originals.set(step, original);
    } else if (fate !== "stray" && fate !== "void" && takesNumbers(flow, step.segment)) before.push(step);
    sent.set(key, before);
    if (fate === "in-flight" || arrivals.length > 0) {
      const name = step.statement.type === "segment" ? step.statement.id?.name : undefined;
      const badge = name ?? circled(++unnamed);
      flights.set(`${step.line}:segment`, { badge, colour: flights.size % FLIGHT_COLOURS });
    }
  }
  return { segments, originals, flights };
}

/** Only such a segment can be sent again. A length that nobody knows is 1 or more. */
function takesNumbers({ numbers }: FlowTrace, { flags, len }: StepSegment): boolean {
  return (flags & (SYN | FIN)) !== 0 || numbers.equal(len, ZERO) !== true;
}

/** The latest segment that began with the same octet, else the latest that had it. */
function originalOf({ numbers }: FlowTrace, segment: StepSegment, sent: readonly Step[]): Step | null {
  const least = Math.max(0, sent.length - LOOKED_AT);
  let holding: Step | null = null;
  for (let i = sent.length - 1; i >= least; i--) {
    const step = sent[i] as Step;
    const old = step.segment as StepSegment;
    if (numbers.equal(old.seq, segment.seq) === true) return step;
    const end = numbers.add(old.seq, old.len);
    const holds =
      numbers.compare(old.seq, segment.seq) === -1 &&
      numbers.compare(segment.seq, end) === ((segment.flags & FIN) !== 0 ? 0 : -1);
    if (holds) holding ??= step;
  }
  return holding;
}

/** A retransmission is of something recent; a file of nothing else shall not take minutes. */
const LOOKED_AT = 512;

function circled(n: number): string {
  return n <= CIRCLED_MOST ? String.fromCodePoint(CIRCLED_ONE + n - 1) : `(${n})`;
}

const CIRCLED_ONE = 0x2460;
const CIRCLED_MOST = 20;

/** By the ids of the rows. A segment that cannot be read yet counts, so that the others keep their numbers. */
function numbersOf(rows: readonly Row[]): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const row of rows) {
    if ("from" in row && (row.kind === "segment" || row.kind === "broken"))
      numbers.set(row.id, numbers.size + 1);
  }
  return numbers;
}

/** By line. */
function timesOf(flow: FlowTrace, text: string): Map<number, { at: string; since: string | null }> {
  const times = new Map<number, { at: string; since: string | null }>();
  let last: number | null = null;
  for (const { at, line } of flow.flow.statements as readonly Statement[]) {
    if (at === null) continue;
    const since = last === null || at.ms < last ? null : `+${duration(at.ms - last)}`;
    times.set(line, { at: text.slice(at.span.start, at.span.end).replace(/^@/, ""), since });
    last = at.ms;
  }
  return times;
}

/** `10.151 ms`, `24 µs`, `1.5 s`, `2 min`. */
export function duration(ms: number): string {
  if (ms === 0) return "0";
  for (const [unit, length] of UNITS) if (ms >= length) return `${rounded(ms / length)} ${unit}`;
  return `${rounded(ms / MICROSECOND)} µs`;
}

const MICROSECOND = 0.001;
const UNITS = [
  ["min", 60_000],
  ["s", 1000],
  ["ms", 1],
] as const;

function rounded(n: number): string {
  return String(Math.round(n * 1000) / 1000);
}
