/** Grading one answer: judged against the template that it names, and what it is worth. */

import { likeness } from "../exercise/align.js";
import { fileName } from "../exercise/file-name.js";
import {
  type ExerciseResult,
  judge,
  type Mark,
  type PreparedExercise,
  type PreparedTemplate,
} from "../exercise/judge.js";
import { planted } from "../exercise/planted.js";
import { prepareWithKey } from "../exercise/random/again.js";
import { hasSameTitles } from "../exercise/same-titles.js";
import { parse } from "../language/parser.js";
import { gradeTexts } from "../messages/grade.js";
import type { Locale } from "../messages/locale.js";
import { type Scale, weightOf } from "./weights.js";

/** A template, by the name of its file: answers name it so. */
export interface GradingTemplate {
  readonly name: string;
  readonly path: string;
  readonly text: string;
  readonly template: PreparedTemplate;
}

/** Why a file has no marks. */
export type GradeProblem = "unreadable" | "not-an-answer" | "other-template";

/** An answer, graded. */
export interface Graded {
  readonly path: string;
  /** Whose it is (`students.ts`). */
  readonly student: string;
  /** The name of its template's file; null where there is none. */
  readonly template: string | null;
  readonly problem: GradeProblem | null;
  /** What goes with the problem: the reason, or the template that is named instead. */
  readonly detail: string;
  readonly exercises: readonly ExerciseResult[];
  /** How many exercises of the answer are none of the template's, or stand there once more. */
  readonly more: number;
  readonly right: number;
  readonly wrong: number;
  /** Of the wrong ones those that are right after an earlier mistake of one's own. */
  readonly followed: number;
  readonly empty: number;
  readonly total: number;
  /** What the right ones weigh, and those that follow through; and what all of them would. */
  readonly marks: number;
  readonly of: number;
}

/** `key`: that beside the template, where there is one. */
export function gradingTemplate(path: string, text: string, key: string | null = null): GradingTemplate {
  return { name: fileName(path), path, text, template: prepareWithKey(text, key) };
}

/** An answer, against whichever of the templates it names. */
export function gradeAnswer(
  templates: readonly GradingTemplate[],
  answer: { readonly path: string; readonly student: string; readonly text: string },
  scale: Scale,
): Graded {
  const { path, student, text } = answer;
  const { answers, flows } = parse(text);
  if (answers === null) return ungraded(path, student, "not-an-answer", "");
  const named = fileName(answers.template.value);
  const own = templateOf(templates, named, text);
  if (own === null) return ungraded(path, student, "other-template", named);
  const exercises = judge(own.template, text);
  const judged = exercises.filter(({ line }) => line !== null).length;
  const sum = (of: (result: ExerciseResult) => number) => exercises.reduce((n, one) => n + of(one), 0);
  const worth = (of: (mark: Mark) => number) =>
    sum((one) => one.marks.reduce((n, mark) => n + of(mark) * weightOf(scale, own.name, one, mark.index), 0));
  return {
    path,
    student,
    template: own.name,
    problem: null,
    detail: "",
    exercises,
    more: flows.filter(({ kind }) => kind === "exercise").length - judged,
    right: sum((one) => one.right),
    wrong: sum((one) => one.wrong),
    followed: sum((one) => one.marks.filter(followsThrough).length),
    empty: sum((one) => one.empty),
    total: sum((one) => one.marks.length),
    marks: worth((mark) => worthOf(mark, scale)),
    of: worth(() => 1),
  };
}

/** How much of its weight a mark earns. */
export function worthOf(mark: Mark, { followThrough }: Scale): number {
  if (mark.verdict === "right") return 1;
  return followsThrough(mark) ? followThrough : 0;
}

/** Wrong, but what is right after an earlier mistake of one's own. */
export function followsThrough({ kind, misconception }: Mark): boolean {
  return misconception === "carried-over" && kind !== "place";
}

export function ungraded(path: string, student: string, problem: GradeProblem, detail: string): Graded {
  const nothing = { right: 0, wrong: 0, followed: 0, empty: 0, total: 0, marks: 0, of: 0 };
  return { path, student, template: null, problem, detail, exercises: [], more: 0, ...nothing };
}

/** Several students may each have one of this name, made of another number: then its titles tell. */
function templateOf(
  templates: readonly GradingTemplate[],
  named: string,
  answer: string,
): GradingTemplate | null {
  const same = templates.filter(({ name }) => isSameFile(name, named));
  if (same.length < 2) return same[0] ?? null;
  const [titled, ...others] = same.filter(({ text }) => hasSameTitles(text, answer));
  if (titled !== undefined && others.length === 0) return titled;
  const likest = [...same].sort((a, b) => likeness(b.text, answer) - likeness(a.text, answer));
  return likest[0] ?? null;
}

/** Some systems do not tell capitals apart, and some take the accents off their letters. */
function isSameFile(one: string, other: string): boolean {
  const plain = (name: string) => name.normalize("NFC").toLowerCase();
  return plain(one) === plain(other);
}

export function problemText({ problem, detail }: Graded, locale: Locale): string {
  return problem === null ? "" : gradeTexts(locale).problems[problem](detail);
}

export function isSolved({ problem, exercises }: Graded): boolean {
  return problem === null && exercises.every(({ solved }) => solved);
}

/** What of a template keeps its answers from being judged as they should be; each with its line, from 1. */
export function templateTroubles({ exercises }: PreparedTemplate, locale: Locale): readonly string[] {
  return exercises.flatMap((one) => troublesOf(one, locale));
}

function troublesOf(one: PreparedExercise, locale: Locale): readonly string[] {
  const { title, kind, exercise, trials, choices } = one;
  const texts = gradeTexts(locale);
  const place = exercise.line + 1;
  if (kind === "order") return [];
  if (kind === "find") return planted(exercise).length > 0 ? [] : [texts.nothingPlanted(title, place)];
  if (exercise.blanks.length === 0) return [texts.noBlanks(title, place)];
  const isJudged = [...choices.values()].every((options) => options.some(({ right }) => right === true));
  if (!isJudged) return [texts.noRightOption(title, place)];
  const lines = trials.base.troubles.filter(({ line }) => line >= 0).map(({ line }) => line + place);
  return lines.length === 0 ? [] : [texts.wrongAnyway(title, someLines([...new Set(lines)]))];
}

export function someLines(lines: readonly number[]): string {
  return lines.length > MOST_LINES ? `${lines.slice(0, MOST_LINES).join(", ")} …` : lines.join(", ");
}

const MOST_LINES = 8;

/** What was typed, or named, may be long, and hold signs that a terminal obeys. */
export function shown(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, "\uFFFD");
  return plain.length > MOST_SHOWN ? `${plain.slice(0, MOST_SHOWN)}…` : plain;
}

const MOST_SHOWN = 200;

/**
 * The line of the template where a mark stands, from 1. Where mistakes are to be found, one that is not touched yet
 * has none: it would be the answer. A place in an order has that of the answer, where its line stands.
 */
export function lineOfMark({ kind, verdict, template, line }: Mark): number | null {
  if (kind === "place") return line === null ? null : line + 1;
  return kind === "mistake" && verdict === "empty" ? null : template.line + 1;
}
