/** An exercise with some of its blanks filled in, checked like any flow. */

import { analyzeFlow, isRefuted, isRefutedAbove } from "../check/analyze.js";
import type { Finding, FlowTrace, Step, StepSegment } from "../check/trace.js";
import type { Document, Flow, Span, Statement } from "../language/ast.js";
import { parse } from "../language/parser.js";
import { type Num, ZERO } from "../tcp/number.js";
import { FIN, RST, SYN } from "../tcp/segment.js";
import type { FlowText } from "./align.js";
import { type Blank, blanksOf } from "./blanks.js";

/** An exercise by itself: its own text, from its first line on, whose offsets its blanks have. */
export interface Exercise extends FlowText {
  readonly blanks: readonly Blank[];
  /** Of its first character in the text it was taken from. */
  readonly offset: number;
  readonly line: number;
}

/** What is put in each blank, by the blank's index. */
export type Filling = ReadonlyMap<number, string>;

export interface Variant {
  readonly trace: FlowTrace;
  readonly text: string;
  /** Where in it each blank's text stands. */
  readonly spans: readonly Span[];
  readonly troubles: readonly Trouble[];
}

/** Something that speaks against a filling. */
export interface Trouble {
  readonly code: Finding["code"] | "undecided";
  readonly line: number;
  readonly span: Span | null;
  readonly finding: Finding | null;
  /** Of a letter. */
  readonly name?: string;
}

export function exerciseOf(document: Document, flow: Flow): Exercise {
  const { start, end } = flow.span;
  const text = document.text.slice(start, end);
  const alone = parse(text).flows[0] ?? flow;
  return { flow: alone, text, blanks: blanksOf(alone, text), offset: start, line: flow.line };
}

/** The exercise with this filling; blanks without one stay open. */
export function fillIn(exercise: Exercise, filling: Filling): Variant {
  const { text, spans } = write(exercise, filling);
  const document = parse(text);
  const flow = document.flows[0] ?? exercise.flow;
  const trace = analyzeFlow(document, flow);
  return { trace, text, spans, troubles: troublesOf(document, trace) };
}

/** Nothing at all speaks against the exercise with this filling; most that are wrong are found out early. */
export function isClean(exercise: Exercise, filling: Filling): boolean {
  const document = parse(write(exercise, filling).text);
  const flow = document.flows[0];
  if (flow !== undefined && isRefuted(document, flow)) return false;
  return fillIn(exercise, filling).troubles.length === 0;
}

/** The lines above this one are wrong with this filling, whatever is put in the blanks from there on. */
export function isWrongAbove(exercise: Exercise, filling: Filling, line: number): boolean {
  const document = parse(write(exercise, filling).text);
  const flow = document.flows[0];
  return flow !== undefined && isRefutedAbove(document, flow, line);
}

/**
 * What is in `variant` but not in `base`, each as often as it is there more; and that it begins in the middle,
 * where `base` begins at the beginning.
 */
export function newTroubles(variant: Variant, base: Variant): readonly Trouble[] {
  const late = beginsLate(variant.trace);
  const more = late === undefined || beginsLate(base.trace) ? [] : [{ ...late, finding: late }];
  const known = new Map<string, number>();
  for (const trouble of base.troubles) known.set(keyOf(trouble), (known.get(keyOf(trouble)) ?? 0) + 1);
  return [...variant.troubles, ...more].filter((trouble) => {
    const left = known.get(keyOf(trouble)) ?? 0;
    if (left > 0) known.set(keyOf(trouble), left - 1);
    return left === 0;
  });
}

/** The text of the exercise with each blank's text in its place, and where it stands there. */
export function write(
  { text, blanks }: Exercise,
  filling: Filling,
): { text: string; spans: readonly Span[] } {
  let out = "";
  let from = 0;
  const spans: Span[] = [];
  for (const { span, index } of blanks) {
    out += text.slice(from, span.start);
    const value = filling.get(index) ?? text.slice(span.start, span.end);
    spans.push({ start: out.length, end: out.length + value.length });
    out += value;
    from = span.end;
  }
  return { text: out + text.slice(from), spans };
}

function troublesOf(document: Document, trace: FlowTrace): readonly Trouble[] {
  const troubles: Trouble[] = document.problems.map(({ code, line, span }) => ({
    code,
    line,
    span,
    finding: null,
  }));
  for (const finding of trace.findings) {
    if (speaksAgainst(finding, trace)) {
      troubles.push({ code: finding.code, line: finding.line, span: finding.span, finding });
    }
  }
  for (const name of settledLetters(trace)) {
    troubles.push({ code: "symbol-becomes-number", line: -1, span: null, finding: null, name });
  }
  for (let i = 0; i < trace.undecided; i++) {
    troubles.push({ code: "undecided", line: -1, span: null, finding: null });
  }
  return troubles;
}

/**
 * An error, or a warning; but an answer that never comes may be what the exercise is about. What is legal only
 * because something else is meant than what is drawn - an ack that left before what stands above it, octets that
 * arrived long ago sent again, a probe that no timer asks for - is no answer.
 */
function speaksAgainst({ code, severity, line }: Finding, trace: FlowTrace): boolean {
  if (code === "ack-lags") return !isOvertaken(line, trace);
  if (code === "spurious-retransmission") return !isUnheard(line, trace);
  if (code === "keep-alive") return !isAskedFor(line, trace.flow);
  return severity === "error" || (severity === "warning" && code !== "answer-missing");
}

/** Two ACKs that are drawn one below the other are for one segment each: this end acks more before it hears more. */
function isOvertaken(line: number, { steps, numbers }: FlowTrace): boolean {
  const at = steps.findIndex((s) => s.line === line);
  const own = steps[at];
  if (own === undefined || own.segment === null || !isPureAck(own.segment)) return false;
  const { from, ack } = own.segment;
  const next = steps.slice(at + 1).find((s) => s.connection === own.connection && isHeard(s));
  if (next === undefined || next.segment === null || next.segment.from !== from) return false;
  return acknowledgesOnly(next.segment) && numbers.compare(next.segment.ack as Num, ack as Num) === 1;
}

function isHeard({ kind, segment }: Step): boolean {
  return kind === "deliver" || segment !== null;
}

function isPureAck({ ack, len, flags }: StepSegment): boolean {
  return ack !== null && len === ZERO && (flags & (SYN | FIN | RST)) === 0;
}

/** The last of several ACKs may close as well. */
function acknowledgesOnly({ ack, len, flags }: StepSegment): boolean {
  return ack !== null && len === ZERO && (flags & (SYN | RST)) === 0;
}

/** Its sender waits for an ACK that is on its way or lost: whether a timer is written, is the writer's choice. */
export function isUnheard(line: number, trace: FlowTrace): boolean {
  const own = unacknowledgedAt(line, trace);
  if (own === null) return false;
  const { index: at, connection: place } = own.step;
  const { from, seq } = own.segment;
  return trace.steps.slice(0, at).some(({ connection, segment }) => {
    if (connection !== place || segment === null || segment.to !== from) return false;
    const away =
      segment.fate === "lost" || (segment.fate === "in-flight" && !segment.arrivals.some((i) => i < at));
    return away && segment.ack !== null && trace.numbers.compare(segment.ack, seq) === 1;
  });
}

/** The segment of a line, if its sender had heard no ACK of what it sends; else null. */
export function unacknowledgedAt(
  line: number,
  { steps, numbers, connections }: FlowTrace,
): { readonly step: Step; readonly segment: StepSegment } | null {
  const step = steps.find((s) => s.line === line);
  if (step === undefined || step.segment === null || step.before === null) return null;
  const { segment, before, connection } = step;
  const { sndUna } = connections[connection]?.a === segment.from ? before.a : before.b;
  return sndUna === null || numbers.compare(segment.seq, sndUna) === -1 ? null : { step, segment };
}

const PROBE_TIMERS: readonly string[] = ["keepalive", "persist"];

/** A timer of its sender has expired before. */
function isAskedFor(line: number, { statements }: Flow): boolean {
  const probe = statements.find((s) => s.line === line);
  if (probe?.type !== "segment") return false;
  return statements.some((s) => s.line < line && isTimeout(s, probe.from.name, PROBE_TIMERS));
}

function isTimeout(statement: Statement, endpoint: string, timers: readonly string[]): boolean {
  if (statement.type !== "local" || statement.what.kind !== "event") return false;
  const { subjects, what } = statement;
  const expires = what.event === "timeout" && timers.includes(what.timer);
  return expires && subjects.some(({ name }) => name.name === endpoint);
}

/** An exchange that is shown from its first SYN on does not begin in the middle. */
export function beginsLate({ findings }: FlowTrace): Finding | undefined {
  return findings.find(isLateBeginning);
}

export function isLateBeginning({ code }: Finding): boolean {
  return code === "begins-in-the-middle" || code === "begins-with-syn-ack";
}

/** Letters that stood for any number, and were taken for a certain one. */
function settledLetters({ numbers, symbols }: FlowTrace): readonly string[] {
  const isSettled = (value: Num, kind: "base" | "length"): boolean =>
    numbers.holds(value, kind) && !numbers.holds(numbers.resolve(value), kind);
  return symbols.order
    .filter(
      ({ value, kind }) => isSettled(value, "base") || (kind === "length" && isSettled(value, "length")),
    )
    .map(({ name }) => name);
}

function keyOf({ code, line, name }: Trouble): string {
  return `${code}@${line}${name ?? ""}`;
}
