/** The student's path through an exercise: the copy to fill in, hints, reveal, reset, the next blank. */

import { express } from "../check/express.js";
import type { FlowTrace, Step } from "../check/trace.js";
import type { Document, Flow, Span, Statement } from "../language/ast.js";
import type { TextEdit } from "../language/edits.js";
import { parse } from "../language/parser.js";
import { printSubject, quoted } from "../language/print.js";
import { type Num, ZERO } from "../tcp/number.js";
import { flagsText } from "../tcp/segment.js";
import { align, type Filled, type FlowText } from "./align.js";
import { against, blame, tryFilling } from "./blame.js";
import { asksForAll, type Blank, hintsOf } from "./blanks.js";
import {
  isRightAt,
  type PreparedExercise,
  type PreparedTemplate,
  partnersOf,
  prepareExercise,
  prepareTemplate,
} from "./judge.js";
import { candidatesFor } from "./placeholders.js";
import type { Filling } from "./variant.js";

const EXTENSION = ".tcpflow";
const ANSWER = ".answer.tcpflow";
const KEY = ".key.tcpflow";

/** `a.tcpflow` → `a.answer.tcpflow`, and `a-2.answer.tcpflow` where that is taken. */
export function answerName(template: string, n = 1): string {
  return stem(template) + (n === 1 ? "" : `-${n}`) + ANSWER;
}

/** `a.tcpflow` → `a.key.tcpflow`. */
export function keyName(template: string): string {
  return stem(template) + KEY;
}

function stem(name: string): string {
  return name.endsWith(EXTENSION) ? name.slice(0, -EXTENSION.length) : name;
}

/** The student's copy: the template under a line that names it. Its hints are told one at a time, when asked for. */
export function answerCopy(template: string, name: string): string {
  const body = withoutHints(template.replace(/^\uFEFF/, ""));
  const end = /\r\n|\n|\r/.exec(body)?.[0] ?? "\n";
  return `answers ${quoted(name)}${end}${body}`;
}

/** An exercise of the template as the copy has it: for one that was taken out of it, or has come to the template since. */
export function exerciseCopy({ exercise }: PreparedExercise): string {
  return withoutHints(exercise.text);
}

function withoutHints(text: string): string {
  const { flows, lineStarts } = parse(text);
  const lines = flows.flatMap(({ statements }) =>
    statements.flatMap(({ type, line }) => (TOLD_LATER.includes(type) ? [line] : [])),
  );
  return lines.reduceRight(
    (rest, line) => rest.slice(0, lineStarts[line]) + rest.slice(lineStarts[line + 1] ?? rest.length),
    text,
  );
}

/** Hints, and why options are right or wrong. */
const TOLD_LATER: readonly Statement["type"][] = ["hint", "right", "wrong"];

/** The hints of an exercise, in the order in which they are shown. */
export function hints({ exercise }: PreparedExercise): readonly string[] {
  return hintsOf(exercise.flow);
}

/** An exercise of the template beside that of the answer. */
export interface Desk {
  readonly one: PreparedExercise;
  readonly flow: Flow;
  readonly document: Document;
  readonly filled: readonly Filled[];
}

/** The exercises of an answer that are there. */
export function desks(template: PreparedTemplate, answer: Document): readonly Desk[] {
  const partners = partnersOf(template, answer);
  return template.exercises.flatMap((one, i) => {
    const flow = partners[i] ?? null;
    if (flow === null) return [];
    const { filled } = align(one.exercise, { flow, text: answer.text });
    return [{ one, flow, document: answer, filled }];
  });
}

/** The desk in whose lines an offset is. */
export function deskAt(all: readonly Desk[], offset: number): Desk | null {
  return all.findLast(({ flow }) => flow.span.start <= offset) ?? all[0] ?? null;
}

/** Nothing was done in it yet: it stands as in the template. */
export function isUntouched({ one, flow, document }: Desk): boolean {
  const lines = (text: string) =>
    withoutHints(text)
      .trimEnd()
      .split(/\r\n|\r|\n/);
  const own = document.text.slice(flow.span.start, flow.span.end);
  return JSON.stringify(lines(own)) === JSON.stringify(lines(exerciseCopy(one)));
}

/** The blank at an offset, else the nearest on its line. */
export function blankAt({ filled, document }: Desk, offset: number): Filled | null {
  const here = filled.find(({ span }) => span !== null && span.start <= offset && offset <= span.end);
  if (here !== undefined) return here;
  const line = lineOf(document, offset);
  const onLine = filled.filter(({ span }) => span !== null && lineOf(document, span.start) === line);
  const distance = ({ span }: Filled) =>
    Math.min(Math.abs((span as Span).start - offset), Math.abs((span as Span).end - offset));
  return onLine.sort((a, b) => distance(a) - distance(b))[0] ?? null;
}

function lineOf({ lineStarts }: Document, offset: number): number {
  return lineStarts.findLastIndex((start) => start <= offset);
}

/** The next blank that is open after an offset, from the top again at the end. */
export function nextOpen(all: readonly Desk[], offset: number): Span | null {
  const open = all
    .flatMap(({ filled }) => filled)
    .flatMap(({ text, span }) => (text === null && span !== null ? [span] : []))
    .sort((a, b) => a.start - b.start);
  return open.find(({ start }) => start > offset) ?? open[0] ?? null;
}

/** Empties one blank. */
export function resetOne({ span, text }: Filled): readonly TextEdit[] {
  return span === null || text === null ? [] : [{ span, text: "?" }];
}

/** As the template has it: every blank empty; where all is asked for, every line as it was given. */
export function resetAll({ one, flow, document, filled }: Desk): readonly TextEdit[] {
  if (!asksForAll(one.kind) && filled.every(({ span }) => span !== null)) return filled.flatMap(resetOne);
  const end = /\r\n/.test(document.text) ? "\r\n" : "\n";
  return [{ span: flow.span, text: exerciseCopy(one).replace(/\r\n|\r|\n/g, end) }];
}

/** Writes an answer in a blank; null where neither the check nor the key has one. */
export function revealOne(desk: Desk, blank: Blank, key: Document | null): TextEdit | null {
  const { one, filled } = desk;
  const place = filled.find((f) => f.blank.index === blank.index)?.span ?? null;
  if (place === null) return null;
  const given = new Map(filled.flatMap(({ blank: b, value }) => (value === null ? [] : [[b.index, value]])));
  given.delete(blank.index);
  const { right } = blame(one.trials, given);
  const text = answerFor(one, blank, right, key);
  return text === null ? null : { span: place, text };
}

/** Writes an answer in every blank that is empty or wrong; where all is asked for, the lines of the key. */
export function revealAll(desk: Desk, key: Document | null): readonly TextEdit[] {
  const { one, flow, filled } = desk;
  if (asksForAll(one.kind)) {
    const partner = partnerIn(one, key);
    if (partner === null || key === null) return [];
    return [{ span: flow.span, text: key.text.slice(partner.span.start, partner.span.end) }];
  }
  const given = new Map(filled.flatMap(({ blank, value }) => (value === null ? [] : [[blank.index, value]])));
  const right = new Map(blame(one.trials, given).right);
  const edits: TextEdit[] = [];
  // A line that is left open may be the event that a state would seem to lack.
  const isLine = ({ blank }: Filled) => Number(blank.kind === "line");
  for (const { blank, span } of [...filled].sort((a, b) => isLine(b) - isLine(a))) {
    if (right.has(blank.index)) continue;
    const text = answerFor(one, blank, right, key);
    if (text === null) continue;
    right.set(blank.index, text);
    if (span !== null) edits.push({ span, text });
  }
  return edits;
}

/** The key's own words where they fit the answers that are right, else what the check works out. */
function answerFor(one: PreparedExercise, blank: Blank, right: Filling, key: Document | null): string | null {
  const choices = one.choices.get(blank.index);
  if (choices !== undefined) return choices.find((choice) => choice.right === true)?.name ?? null;
  const fits = (text: string | null): text is string =>
    text !== null && isRightAt(one, blank.index, new Map(right).set(blank.index, text));
  const own = keyed(one, blank, key);
  if (fits(own)) return own;
  const found = computed(one, blank, right);
  if (fits(found)) return found;
  for (const candidate of free(one, blank, right)) {
    const text = blank.kind === "line" ? completed(one, blank, right, candidate) : candidate;
    if (fits(text)) return text;
  }
  return null;
}

/** A line of sender and flags with the numbers that the check works out; null where it does not fit. */
function completed({ trials }: PreparedExercise, blank: Blank, right: Filling, line: string): string | null {
  const filling = new Map(right).set(blank.index, line);
  if (against(trials, filling).length > 0) return null;
  const { trace } = tryFilling(trials, filling);
  const step = trace.steps.find((s) => s.line === blank.line);
  const statement = step?.statement;
  if (step === undefined || step.segment === null || statement?.type !== "segment") return line;
  const { seq, ack, len, from } = step.segment;
  // Without a window written, it is what the buffer leaves free.
  const window = (trace.connections[step.connection]?.a === from ? step.after?.a : step.after?.b)?.rcvWnd;
  const field = (name: string, n: Num | null | undefined, isWritten: boolean): string => {
    const text = isWritten || n == null ? null : express(trace, n);
    return text === null ? "" : ` ${name}=${text}`;
  };
  const isData = trace.numbers.equal(len, ZERO) !== true;
  const hasWindow = trace.flow.statements.some(
    (s) => s.type === "segment" && s.from.name === from && s.win !== null,
  );
  return (
    line +
    field("seq", seq, statement.seq !== null) +
    field("ack", ack, statement.ack !== null) +
    (isData ? field("len", len, statement.len !== null || statement.payload !== null) : "") +
    (hasWindow && window != null && statement.win === null ? ` win=${window}` : "")
  );
}

function keyed(one: PreparedExercise, blank: Blank, key: Document | null): string | null {
  const flow = partnerIn(one, key);
  if (flow === null || key === null) return null;
  const sheet: FlowText = { flow, text: key.text };
  return align(one.exercise, sheet).filled.find((f) => f.blank.index === blank.index)?.text ?? null;
}

/** The same exercise in the key, by its place. */
function partnerIn({ index }: PreparedExercise, key: Document | null): Flow | null {
  return key?.flows.filter(({ kind }) => kind === "exercise")[index] ?? null;
}

function computed({ trials }: PreparedExercise, blank: Blank, right: Filling): string | null {
  const { trace } = tryFilling(trials, right);
  const step = trace.steps.find((s) => s.line === blank.line);
  if (step === undefined) return null;
  const { segment, statement } = step;
  const say = (n: Num | null) => (n === null ? null : express(trace, n));
  if (segment !== null && blank.key === "flags") return flagsText(segment.flags);
  if (segment !== null && (blank.key === "seq" || blank.key === "ack" || blank.key === "len")) {
    return say(segment[blank.key]);
  }
  if (statement.type !== "local") return null;
  const [subject] = statement.subjects;
  const name = subject?.name.name ?? "";
  const state =
    subject === undefined ? undefined : (step.states.get(printSubject(subject)) ?? step.states.get(name));
  return blank.key === "state-from" ? previousOf(step, name, trace.connections) : (state ?? null);
}

function previousOf(
  step: Step,
  name: string,
  connections: readonly { readonly a: string; readonly b: string }[],
): string | null {
  const isA = connections[step.connection]?.a === name;
  return (isA ? step.after?.a.previous : step.after?.b.previous) ?? null;
}

/** Where any value would do, one is as good as another. */
function free({ trials }: PreparedExercise, blank: Blank, right: Filling): readonly string[] {
  if (blank.key === "sack") return runs(tryFilling(trials, right).trace, blank.line);
  if (blank.kind === "line" || blank.kind === "flags" || blank.kind === "local") {
    return candidatesFor(blank, trials.base);
  }
  if (blank.kind === "len") return ["0", "1", "100"];
  if (blank.kind === "option") return ["65535", "1460", "7", "0"];
  return blank.kind === "seq" || blank.kind === "ack" || blank.kind === "number" ? LETTERS : [];
}

/** What single segments above the line would be as a block of SACK. */
function runs(trace: FlowTrace, line: number): readonly string[] {
  return trace.steps.flatMap(({ line: at, segment }) => {
    if (at >= line || segment === null) return [];
    const left = express(trace, segment.seq);
    const right = express(trace, trace.numbers.add(segment.seq, segment.len));
    return left === null || right === null ? [] : [`${left}..${right}`];
  });
}

const LETTERS: readonly string[] = ["x", "y", "z", "u", "v", "w", "p", "q"];

/** An answer for each blank of an exercise, one that fits the others; null where none was found. */
export function answersOf(document: Document, flow: Flow): readonly (string | null)[] {
  const one = prepareExercise(document, flow, 0);
  const right = new Map<number, string>();
  return one.exercise.blanks.map((blank) => {
    const text = answerFor(one, blank, right, null);
    if (text !== null) right.set(blank.index, text);
    return text;
  });
}

/** Where the blanks of a template stand in the exercise of an answer at this place, and whether they are filled in. */
export function blanksFilled(
  template: string,
  answer: Document,
  place: number,
): readonly { readonly span: Span; readonly filled: boolean }[] {
  const own = answer.flows.filter(({ kind }) => kind === "exercise")[place];
  const desk = desks(prepareTemplate(template), answer).find(({ flow }) => flow === own);
  return (desk?.filled ?? []).flatMap(({ span, text }) =>
    span === null ? [] : [{ span, filled: text !== null }],
  );
}
