/** What stands above the lines that begin a flow: a way to its picture, and what is left to do. */

import type { Analysis, FlowTrace } from "../check/trace.js";
import { asksForAll, blanksOf, kindOf } from "../exercise/blanks.js";
import { planted } from "../exercise/planted.js";
import { exerciseOf } from "../exercise/variant.js";
import type { Document, Flow, Span } from "../language/ast.js";
import { editorTexts } from "../messages/editor.js";
import { exerciseTexts } from "../messages/exercise.js";
import type { Locale } from "../messages/locale.js";
import { theoryOf } from "./links.js";

export interface Lens {
  readonly kind: "preview" | "exercise" | "summary";
  readonly span: Span;
  readonly line: number;
  readonly title: string;
  /** Where a click goes: the first blank. null for one that is only read. */
  readonly target: Span | null;
  /** What a click does with the exercise, where it does not go anywhere. */
  readonly action?: "start" | "check" | "hint" | "explain" | "read";
  /** The place of the exercise among those of its file. */
  readonly exercise?: number;
  /** What is read: the name of a Markdown file. */
  readonly page?: string;
}

export type LensKinds = Readonly<Record<Lens["kind"], boolean>>;

/** `isSolved`: of an exercise with this text a check has found that all of it is right. */
export function lenses(
  analysis: Analysis,
  kinds: LensKinds,
  locale: Locale,
  isSolved: (text: string) => boolean = () => false,
): Lens[] {
  const exercises = analysis.document.flows.filter(({ kind }) => kind === "exercise");
  const stateOf = (flow: Flow): ExerciseState => ({
    index: exercises.findIndex(({ line }) => line === flow.line),
    isSolved: isSolved(exerciseText(analysis.document, flow)),
  });
  const all = analysis.flows.flatMap((trace) =>
    ofFlow(trace, analysis.document, stateOf(trace.flow), locale),
  );
  return [...toTheory(analysis.document, locale), ...all].filter(({ kind }) => kinds[kind]);
}

/** As it stands, so that it is known again whatever changes around it. */
export function exerciseText({ text }: Document, { span }: Flow): string {
  return text.slice(span.start, span.end).trimEnd();
}

/** `index`: its place among those of the file. */
interface ExerciseState {
  readonly index: number;
  readonly isSolved: boolean;
}

/** The page that teaches what the exercises ask. */
function toTheory(document: Document, locale: Locale): readonly Lens[] {
  const theory = theoryOf(document);
  if (theory === null) return [];
  const { span, name } = theory;
  const line = document.lineStarts.findLastIndex((start) => start <= span.start);
  const title = exerciseTexts(locale).readTheory;
  return [{ kind: "exercise", span, line, title, target: span, action: "read", page: name }];
}

function ofFlow(trace: FlowTrace, document: Document, state: ExerciseState, locale: Locale): Lens[] {
  const { flow } = trace;
  const first = flow.header?.span ?? flow.statements[0]?.span;
  if (first === undefined) return [];
  const place = { span: first, line: flow.line };
  const texts = editorTexts(locale);
  const preview: Lens = { kind: "preview", ...place, title: texts.preview, target: first };
  if (flow.kind === "flow") {
    return [preview, { kind: "summary", ...place, title: summary(trace, locale), target: null }];
  }
  return [preview, ...left(trace.flow, document, locale, place), ...actions(document, state, locale, place)];
}

type At = Pick<Lens, "span" | "line">;

/** How many blanks are left, or, of a template, how many mistakes there are to find. */
function left(flow: Flow, document: Document, locale: Locale, place: At): readonly Lens[] {
  const texts = editorTexts(locale);
  const kind = kindOf(flow);
  if (kind === "find" && document.answers === null) {
    const title = texts.mistakes(planted(exerciseOf(document, flow)).length);
    return [{ kind: "exercise", ...place, title, target: null }];
  }
  if (asksForAll(kind)) return [];
  const open = blanksOf(flow, document.text);
  const title = open.length === 0 ? texts.noBlankLeft : texts.blanksLeft(open.length);
  return [{ kind: "exercise", ...place, title, target: open[0]?.span ?? null }];
}

/** A template is begun, an answer is checked, and one that is solved is explained. */
function actions(
  document: Document,
  { index, isSolved }: ExerciseState,
  locale: Locale,
  place: At,
): readonly Lens[] {
  const texts = exerciseTexts(locale);
  const lens = (action: NonNullable<Lens["action"]>, title: string): Lens => ({
    kind: "exercise",
    ...place,
    title,
    target: place.span,
    action,
    exercise: index,
  });
  if (document.answers === null) return [lens("start", texts.start)];
  // Its hints are in the template.
  return [lens("check", texts.check), isSolved ? lens("explain", texts.explain) : lens("hint", texts.hint)];
}

/** How many segments there are, and the state in which each endpoint ends. Never asked for in an exercise. */
function summary({ steps }: FlowTrace, locale: Locale): string {
  const texts = editorTexts(locale);
  const count = steps.filter(({ kind }) => kind === "segment").length;
  const states = steps.at(-1)?.states.entries() ?? [];
  return [texts.segments(count), ...states.map(([name, state]) => texts.state(name, state))].join(" · ");
}
