/**
 * Judging an answer: each blank right, wrong or empty, by the check itself. The template is judged with the
 * answers put in, so that nothing changed beside the blanks makes an answer right.
 */

import type { FlowTrace, Step } from "../check/trace.js";
import type { Document, Flow, Span } from "../language/ast.js";
import { parse } from "../language/parser.js";
import { ZERO } from "../tcp/number.js";
import { FIN, SYN } from "../tcp/segment.js";
import { type Alignment, align, type Change, type Sheet } from "./align.js";
import { against, blame, prepare, type Trials, tryOut } from "./blame.js";
import { type Blank, type BlankKind, type ExerciseKind, kindOf } from "./blanks.js";
import { judgeFind } from "./find.js";
import { namesWhatIsKnown } from "./letters.js";
import type { Misconception } from "./misconceptions.js";
import { judgeOrder } from "./order.js";
import { recognise } from "./recognise.js";
import { type Exercise, exerciseOf, type Filling, write } from "./variant.js";

export type Verdict = "right" | "wrong" | "empty";

/** What is judged by itself: a blank, a planted mistake, or a line of an order. */
export interface Mark {
  readonly index: number;
  readonly kind: BlankKind | "mistake" | "place";
  readonly verdict: Verdict;
  /** Of a wrong one. */
  readonly misconception: Misconception | null;
  /** What was written; null where nothing was. */
  readonly written: string | null;
  /** Where it stands in the answer; null where its line is gone. */
  readonly span: Span | null;
  readonly line: number | null;
  /** Where it stands in the template. */
  readonly template: { readonly span: Span; readonly line: number };
}

export interface ExerciseResult {
  /** Its place among the exercises of the template. */
  readonly index: number;
  readonly title: string;
  readonly kind: ExerciseKind;
  readonly marks: readonly Mark[];
  /** What was changed beside the blanks; it does not count. Where all is asked for, what was changed needlessly. */
  readonly changes: readonly Change[];
  readonly right: number;
  readonly wrong: number;
  readonly empty: number;
  readonly solved: boolean;
  /** Where it begins in the answer; null where it is missing there. */
  readonly line: number | null;
}

/** A template made ready to judge many answers. */
export interface Template {
  readonly document: Document;
  readonly exercises: readonly PreparedExercise[];
}

export interface PreparedExercise {
  readonly index: number;
  readonly title: string;
  readonly kind: ExerciseKind;
  readonly exercise: Exercise;
  readonly trials: Trials;
}

export function prepareTemplate(text: string): Template {
  const document = parse(text);
  const flows = document.flows.filter(({ kind }) => kind === "exercise");
  return { document, exercises: flows.map((flow, index) => prepareExercise(document, flow, index)) };
}

export function prepareExercise(document: Document, flow: Flow, index: number): PreparedExercise {
  const exercise = exerciseOf(document, flow);
  return { index, title: titleOf(flow), kind: kindOf(flow), exercise, trials: prepare(exercise) };
}

/** Judges every exercise of an answer. */
export function judge(template: Template | string, answer: string): readonly ExerciseResult[] {
  const prepared = typeof template === "string" ? prepareTemplate(template) : template;
  const document = parse(answer);
  const partners = partnersOf(prepared, document);
  return prepared.exercises.map((one, i) => judgeOne(one, partners[i] ?? null, document));
}

/** The exercises of the answer, by title where that is clear, else in order. */
export function partnersOf(template: Template, answer: Document): readonly (Flow | null)[] {
  const flows = answer.flows.filter(({ kind }) => kind === "exercise");
  const taken = new Set<Flow>();
  const titles = template.exercises.map(({ title }) => title);
  const byTitle = titles.map((title) => {
    const same = flows.filter((flow) => titleOf(flow) === title);
    const only = same[0];
    if (only === undefined || same.length > 1 || titles.filter((t) => t === title).length > 1) return null;
    taken.add(only);
    return only;
  });
  return byTitle.map((flow, i) => {
    if (flow !== null) return flow;
    const inPlace = flows[i];
    if (inPlace === undefined || taken.has(inPlace)) return null;
    taken.add(inPlace);
    return inPlace;
  });
}

function titleOf(flow: Flow): string {
  return flow.header?.title?.value ?? "";
}

function judgeOne(one: PreparedExercise, flow: Flow | null, answer: Document): ExerciseResult {
  const { exercise, kind } = one;
  const sheet: Sheet = { flow: flow ?? NO_LINES, text: answer.text };
  const [marks, changes] =
    kind === "find"
      ? judgeFind(exercise, sheet)
      : kind === "order"
        ? judgeOrder(exercise, sheet)
        : judgeFilled(one, sheet);
  return flow === null ? resultOf(one, flow, marks.map(leftOut), []) : resultOf(one, flow, marks, changes);
}

function judgeFilled(one: PreparedExercise, sheet: Sheet): [readonly Mark[], readonly Change[]] {
  const alignment = align(one.exercise, sheet);
  return [judgeBlanks(one, alignment), alignment.changes];
}

/** What was not even touched is neither right nor wrong. */
function leftOut(mark: Mark): Mark {
  return { ...mark, verdict: "empty", misconception: null, written: null, span: null, line: null };
}

const NO_LINES: Flow = {
  kind: "exercise",
  header: null,
  line: 0,
  span: { start: 0, end: 0 },
  statements: [],
};

function resultOf(
  { index, title, kind, exercise }: PreparedExercise,
  flow: Flow | null,
  marks: readonly Mark[],
  changes: readonly Change[],
): ExerciseResult {
  const count = (verdict: Verdict) => marks.filter((mark) => mark.verdict === verdict).length;
  const right = count("right");
  const clean = kind !== "find" || changes.length === 0;
  return {
    index,
    title,
    kind,
    marks: marks.map((mark) => placed(mark, exercise)),
    changes: changes.map((change) => ({
      ...change,
      templateLine: change.templateLine === null ? null : change.templateLine + exercise.line,
    })),
    right,
    wrong: count("wrong"),
    empty: count("empty"),
    solved: right === marks.length && clean && marks.length > 0,
    line: flow?.line ?? null,
  };
}

/** Its place in the whole template. */
function placed(mark: Mark, { offset, line }: Exercise): Mark {
  const { span } = mark.template;
  const template = {
    span: { start: span.start + offset, end: span.end + offset },
    line: mark.template.line + line,
  };
  return { ...mark, template };
}

function judgeBlanks(one: PreparedExercise, { filled }: Alignment): readonly Mark[] {
  const { trials, exercise } = one;
  const given: Filling = new Map(
    filled.flatMap(({ blank, value }) => (value === null ? [] : [[blank.index, value] as const])),
  );
  const readable = new Map(
    [...given].filter(([index, value]) => isOneLine(value) && isReadable(one, index, value)),
  );
  const { wrong, right } = blame(trials, readable);
  const verdicts = new Map<number, Misconception | null>();
  for (const [index] of given) {
    if (readable.has(index) && !wrong.has(index)) verdicts.set(index, faultOf(one, index, right));
    else verdicts.set(index, readable.has(index) ? null : "unreadable");
  }
  return filled.map(({ blank, text, span }): Mark => {
    const value = given.get(blank.index);
    const isWrong = wrong.has(blank.index);
    const fault = isWrong
      ? recognise({ trials, right, blank, value: value as string })
      : (verdicts.get(blank.index) ?? null);
    return {
      index: blank.index,
      kind: blank.kind,
      verdict: value === undefined ? "empty" : fault === null ? "right" : "wrong",
      misconception: value === undefined ? null : fault,
      written: text,
      span,
      line: null,
      template: { span: exercise.blanks[blank.index]?.span as Span, line: blank.line },
    };
  });
}

function isOneLine(value: string): boolean {
  return !/[\r\n]/.test(value);
}

/** It says something where it stands: the line with it can be read. */
function isReadable({ exercise }: PreparedExercise, index: number, value: string): boolean {
  const line = exercise.blanks[index]?.line ?? -1;
  const statements = parse(write(exercise, new Map([[index, value]])).text).flows[0]?.statements ?? [];
  return !statements.some((s) => s.type === "broken" && s.line === line);
}

/** Whether this filling is right at one of its blanks, the others being right. */
export function isRightAt(one: PreparedExercise, index: number, filling: Filling): boolean {
  return against(one.trials, filling).length === 0 && faultOf(one, index, filling) === null;
}

/** What keeps an answer from counting though the exchange is right with it. */
function faultOf({ trials, kind }: PreparedExercise, index: number, right: Filling): Misconception | null {
  const blank = trials.exercise.blanks[index] as Blank;
  const variant = tryOut(trials, right);
  if (blank.kind === "line") return lineFault(trials, kind, blank, right);
  const span = variant.spans[index];
  if (span !== undefined && namesWhatIsKnown(variant, span, trials.base)) return "new-letter";
  return null;
}

/** A line has to do something: a note, or a segment that nobody needs, is none. */
function lineFault(trials: Trials, kind: ExerciseKind, blank: Blank, right: Filling): Misconception | null {
  const { trace } = tryOut(trials, right);
  const statement = trace.flow.statements.find((s) => s.line === blank.line);
  const step = trace.steps.find((s) => s.line === blank.line);
  if (statement === undefined || step === undefined) return "not-a-step";
  if (statement.type === "local" && statement.what.kind === "state") {
    // `C: TIME-WAIT -> CLOSED` is the timeout, and so a step.
    const moves = step.before !== null && !isIdle(step.before, step.after);
    return !moves && (kind === "next" || isNeeded(trials, blank)) ? "not-a-step" : null;
  }
  if (statement.type === "local") return statement.what.kind === "event" ? null : "not-a-step";
  if (statement.type === "deliver") return null;
  if (statement.type !== "segment" || step.segment === null) return "not-a-step";
  if (step.segment.fate === "void") return "wrong-segment";
  // A challenge ACK changes neither end, and yet the RST below is the answer to it.
  if (isNeeded(trials, blank)) return null;
  if (isAskedFor(trace, step)) return null;
  return step.before !== null && isIdle(step.before, step.after) ? "unneeded-segment" : null;
}

/** The lines below do not follow without this one. */
function isNeeded({ assumed }: Trials, blank: Blank): boolean {
  return assumed.has(blank.index);
}

/** Since this end spoke last, something has reached it that takes sequence numbers: it wants an answer. */
function isAskedFor({ steps }: FlowTrace, { index, connection, segment }: Step): boolean {
  const before = steps.slice(0, index).filter((s) => s.connection === connection && s.segment !== null);
  const last = before.findLastIndex((s) => s.segment?.from === segment?.from);
  return before.slice(last + 1).some(({ segment: heard }) => {
    if (heard === null || heard.fate === "lost" || heard.fate === "void") return false;
    return (heard.flags & (SYN | FIN)) !== 0 || heard.len !== ZERO;
  });
}

type Ends = { readonly a: object; readonly b: object } | null;

/** A segment after which both ends know what they knew before. */
function isIdle(before: Ends, after: Ends): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}
