/**
 * Judging an answer: each blank right, wrong or empty, by the check itself. The template is judged with the
 * answers put in, so that nothing changed beside the blanks makes an answer right.
 */

import type { Document, Flow, Span } from "../language/ast.js";
import { parse } from "../language/parser.js";
import type { ExerciseKind } from "../language/words.js";
import { type Alignment, align, type Difference, type FlowText } from "./align.js";
import { against, blame, prepare, type Trials } from "./blame.js";
import { type Blank, kindOf } from "./blanks.js";
import { type Choice, choicesAt, chosenOf } from "./choice.js";
import { judgeFind } from "./find.js";
import { followedThrough } from "./follow.js";
import { eventFault, faultOf, isEventForState } from "./line-fault.js";
import type { Misconception } from "./misconceptions.js";
import { judgeOrder } from "./order.js";
import { type Form, formOf } from "./place.js";
import { recognise } from "./recognise.js";
import type { ExerciseResult, Mark, Remark, Verdict } from "./result.js";
import { type Exercise, exerciseOf, type Filling } from "./variant.js";

export type { ExerciseResult, Mark, Remark, Verdict } from "./result.js";

/** A template made ready to judge many answers. */
export interface PreparedTemplate {
  readonly document: Document;
  readonly exercises: readonly PreparedExercise[];
}

export interface PreparedExercise {
  readonly index: number;
  readonly title: string;
  readonly kind: ExerciseKind;
  readonly exercise: Exercise;
  /** The options to choose from, by the blank. */
  readonly choices: ReadonlyMap<number, readonly Choice[]>;
  readonly trials: Trials;
}

/** What the exchange does not decide, a choice between options, its key tells. */
export function prepareTemplate(text: string, key: string | null = null): PreparedTemplate {
  const document = parse(text);
  const flows = exercisesIn(document);
  const keys = key === null ? [] : exercisesIn(parse(key));
  return {
    document,
    exercises: flows.map((flow, index) => prepareExercise(document, flow, index, keys[index])),
  };
}

export function prepareExercise(
  document: Document,
  flow: Flow,
  index: number,
  key: Flow | null = null,
): PreparedExercise {
  const exercise = exerciseOf(document, flow);
  const choices = new Map(
    exercise.blanks.flatMap(({ kind, index: blank, statement }) =>
      kind === "choice" ? [[blank, choicesAt(exercise.flow, statement, key)] as const] : [],
    ),
  );
  return { index, title: titleOf(flow), kind: kindOf(flow), exercise, choices, trials: prepare(exercise) };
}

function exercisesIn({ flows }: Document): readonly Flow[] {
  return flows.filter(({ kind }) => kind === "exercise");
}

/** Judges every exercise of an answer. */
export function judge(template: PreparedTemplate | string, answer: string): readonly ExerciseResult[] {
  const prepared = typeof template === "string" ? prepareTemplate(template) : template;
  const document = parse(answer);
  const partners = partnersOf(prepared, document);
  return prepared.exercises.map((one, i) => judgeOne(one, partners[i] ?? null, document));
}

/** The exercises of the answer, by title where that is clear, else in order. */
export function partnersOf(template: PreparedTemplate, answer: Document): readonly (Flow | null)[] {
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
  const sheet: FlowText = { flow: flow ?? NO_LINES, text: answer.text };
  const [marks, changes] =
    kind === "find"
      ? judgeFind(exercise, sheet)
      : kind === "order"
        ? judgeOrder(exercise, sheet)
        : judgeFilled(one, sheet);
  return flow === null ? resultOf(one, flow, marks.map(leftOut), []) : resultOf(one, flow, marks, changes);
}

function judgeFilled(one: PreparedExercise, sheet: FlowText): [readonly Mark[], readonly Difference[]] {
  const alignment = align(one.exercise, sheet);
  return [judgeBlanks(one, sheet, alignment), alignment.changes];
}

/** What was not even touched is neither right nor wrong. */
function leftOut(mark: Mark): Mark {
  return {
    ...mark,
    verdict: "empty",
    misconception: null,
    remark: null,
    written: null,
    span: null,
    line: null,
  };
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
  changes: readonly Difference[],
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

function judgeBlanks(one: PreparedExercise, sheet: FlowText, { filled }: Alignment): readonly Mark[] {
  const { trials, exercise, kind } = one;
  const forms = new Map<number, Form>();
  for (const { blank, value } of filled) {
    if (value !== null && !one.choices.has(blank.index))
      forms.set(blank.index, formOf(trials, exercise.blanks[blank.index] ?? blank, value));
  }
  const resets = new Set<number>();
  const readable = new Map<number, string>();
  for (const [index, form] of forms) {
    if (!("value" in form)) continue;
    readable.set(index, form.value);
  }
  for (const [index, value] of readable) {
    const own = exercise.blanks[index] as Blank;
    // Beside a wrong answer what the event leads to may not be there to be seen.
    const alone = new Map([[index, value]]);
    if ([readable, alone].every((beside) => isEventForState(trials, kind, own, beside))) {
      readable.delete(index);
      forms.set(index, { fault: eventFault(trials, kind, own, alone) });
      continue;
    }
    const isReset = isResetWithAck(trials, own, value);
    if (isReset) resets.add(index);
    if (isReset) readable.set(index, "RST");
  }
  const { wrong, right } = blame(trials, readable);
  const followed = followedThrough(trials, readable, wrong, right);
  return filled.map(({ blank, text, span, value }): Mark => {
    const place = {
      index: blank.index,
      kind: blank.kind,
      written: text,
      span,
      line: span === null ? null : lineAt(sheet, span.start),
      template: { span: exercise.blanks[blank.index]?.span as Span, line: blank.line },
    };
    const choices = one.choices.get(blank.index);
    if (choices !== undefined) return { ...place, ...judgeChoice(choices, value) };
    const form = forms.get(blank.index);
    const fault = form === undefined ? null : faultIn(one, blank, form, { wrong, right, followed });
    return {
      ...place,
      verdict: form === undefined ? "empty" : fault === null ? "right" : "wrong",
      misconception: fault,
      remark: fault !== null ? null : resets.has(blank.index) ? "rst-with-ack" : remarkOn(form),
    };
  });
}

type Judged = Pick<Mark, "verdict" | "misconception" | "remark" | "reason">;

/** An option is right or wrong as the key says; without it nothing is said. */
function judgeChoice(choices: readonly Choice[], value: string | null): Judged {
  if (value === null) return { verdict: "empty", misconception: null, remark: null };
  const name = chosenOf(value, choices);
  const chosen = choices.find((one) => one.name === name);
  if (chosen === undefined) return { verdict: "wrong", misconception: "no-option", remark: null };
  const { right, reason } = chosen;
  if (right === null) return { verdict: "empty", misconception: null, remark: "no-key" };
  return right
    ? { verdict: "right", misconception: null, remark: null, reason }
    : { verdict: "wrong", misconception: "wrong-choice", remark: null, reason };
}

interface Found {
  readonly wrong: ReadonlySet<number>;
  readonly right: Filling;
  readonly followed: ReadonlySet<number>;
}

function faultIn(
  { trials, kind, exercise }: PreparedExercise,
  blank: Blank,
  form: Form,
  { wrong, right, followed }: Found,
): Misconception | null {
  if ("fault" in form) return form.fault;
  const own = exercise.blanks[blank.index] ?? blank;
  if (!wrong.has(blank.index)) return faultOf(trials, kind, own, right);
  if (followed.has(blank.index)) return "carried-over";
  return recognise({ trials, kind, right, blank: own, value: form.value });
}

function remarkOn(form: Form | undefined): Remark | null {
  return form !== undefined && "value" in form && form.isCall ? "call" : null;
}

/** RST+ACK where the letter of §3.10.7.1 has RST, as many stacks send it: no number of the line depends on it. */
function isResetWithAck(trials: Trials, blank: Blank | undefined, value: string): boolean {
  if (blank?.key !== "flags" || value.split("+").sort().join("+") !== "ACK+RST") return false;
  const line = trials.exercise.flow.statements[blank.statement];
  if (line?.type !== "segment" || line.ack !== null) return false;
  return against(trials, new Map([[blank.index, "RST"]])).length === 0;
}

function lineAt({ text, flow }: FlowText, offset: number): number {
  return flow.line + (text.slice(flow.span.start, offset).match(/\r\n|\r|\n/g)?.length ?? 0);
}

/** Whether this filling is right at one of its blanks, the others being right. */
export function isRightAt(one: PreparedExercise, index: number, filling: Filling): boolean {
  const { trials, kind, choices } = one;
  const options = choices.get(index);
  if (options !== undefined) return judgeChoice(options, filling.get(index) ?? null).verdict === "right";
  const blank = trials.exercise.blanks[index] as Blank;
  const form = formOf(trials, blank, filling.get(index) ?? "");
  if ("fault" in form) return false;
  return against(trials, filling).length === 0 && faultOf(trials, kind, blank, filling) === null;
}
