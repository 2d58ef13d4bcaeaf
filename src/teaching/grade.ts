/** Grading a class: every answer judged against one template, as a table, JSON or CSV. */

import type { Change } from "../exercise/align.js";
import { fileName } from "../exercise/file-name.js";
import { planted } from "../exercise/find.js";
import { type ExerciseResult, judge, type Mark, type Template } from "../exercise/judge.js";
import { type Misconception, misconceptionWords } from "../exercise/misconceptions.js";
import { parse } from "../language/parser.js";
import { displayWidth } from "../language/width.js";
import { gradeTexts } from "../messages/grade.js";
import type { Locale } from "../messages/locale.js";

/** Why a file has no marks. */
export type GradeProblem = "unreadable" | "not-an-answer" | "other-template";

export interface Graded {
  readonly path: string;
  readonly problem: GradeProblem | null;
  /** What goes with the problem: the reason, or the template that is named instead. */
  readonly detail: string;
  readonly exercises: readonly ExerciseResult[];
  /** How many exercises of the answer are none of the template's, or stand there once more. */
  readonly more: number;
  readonly right: number;
  readonly wrong: number;
  readonly empty: number;
  readonly total: number;
}

/** An answer, and the name of the template's file as the answer should give it. */
export function gradeAnswer(template: Template, templateName: string, path: string, text: string): Graded {
  const { answers, flows } = parse(text);
  if (answers === null) return ungraded(path, "not-an-answer", "");
  const named = fileName(answers.template.value);
  if (!isSameFile(named, templateName)) return ungraded(path, "other-template", named);
  const exercises = judge(template, text);
  const judged = exercises.filter(({ line }) => line !== null).length;
  const sum = (of: (result: ExerciseResult) => number) => exercises.reduce((n, one) => n + of(one), 0);
  return {
    path,
    problem: null,
    detail: "",
    exercises,
    more: flows.filter(({ kind }) => kind === "exercise").length - judged,
    right: sum((one) => one.right),
    wrong: sum((one) => one.wrong),
    empty: sum((one) => one.empty),
    total: sum((one) => one.marks.length),
  };
}

export function ungraded(path: string, problem: GradeProblem, detail: string): Graded {
  return { path, problem, detail, exercises: [], more: 0, right: 0, wrong: 0, empty: 0, total: 0 };
}

/** Some systems do not tell capitals apart, and some take the accents off their letters. */
function isSameFile(one: string, other: string): boolean {
  const plain = (name: string) => name.normalize("NFC").toLowerCase();
  return plain(one) === plain(other);
}

export function problemText({ problem, detail }: Graded, locale: Locale): string {
  return problem === null ? "" : gradeTexts(locale).problems[problem](detail);
}

/** How often each misconception was met, the most frequent first. */
export function tally(all: readonly Graded[]): readonly (readonly [Misconception, number])[] {
  const counts = new Map<Misconception, number>();
  for (const { misconception } of marksOf(all)) {
    if (misconception !== null) counts.set(misconception, (counts.get(misconception) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function marksOf(all: readonly Graded[]): readonly Mark[] {
  return all.flatMap(({ exercises }) => exercises.flatMap(({ marks }) => marks));
}

const SIGNS: Readonly<Record<Mark["verdict"], string>> = { right: "+", wrong: "x", empty: "." };

/** A line for each file, with a sign for each blank, the totals, and what was misunderstood most. */
export function gradeTable(all: readonly Graded[], locale: Locale): readonly string[] {
  const texts = gradeTexts(locale);
  const rows = all.map((graded) => [
    shown(graded.path),
    graded.problem === null ? `${graded.right}/${graded.total}` : "-",
    graded.problem === null
      ? graded.exercises.map(({ marks }) => marks.map(({ verdict }) => SIGNS[verdict]).join("")).join(" ")
      : problemText(graded, locale),
  ]);
  const lines = columns([[texts.file, texts.right, texts.blanks], ...rows]);
  const faults = tally(all).map(([misconception, count]) => [
    `  ${count}`,
    misconceptionWords(misconception, locale).name,
  ]);
  return [
    ...lines,
    "",
    texts.legend,
    ...(faults.length === 0 ? [] : ["", texts.misunderstood, ...columns(faults)]),
    "",
    texts.totals(totalsOf(all)),
  ];
}

/**
 * Each wrong answer of a file in words: its line, what was written, what it seems to have misunderstood. And what
 * was changed that was not asked for.
 */
export function gradeDetails(graded: Graded, locale: Locale): readonly string[] {
  const texts = gradeTexts(locale);
  const details = graded.exercises.flatMap(({ marks, title, changes }) => {
    const wrong = marks.flatMap((mark) => {
      if (mark.verdict !== "wrong" || mark.misconception === null) return [];
      const { name, message } = misconceptionWords(mark.misconception, locale);
      const written = shown(mark.written ?? "");
      return [texts.detail(shown(title), mark.index + 1, mark.template.line + 1, written, name, message)];
    });
    if (changes.length === 0) return wrong;
    const linesOf = (of: (change: Change) => number | null) =>
      changes.flatMap((change) => of(change) ?? []).map((line) => line + 1);
    const inTemplate = linesOf(({ kind, templateLine }) => (kind === "added" ? null : templateLine));
    const inAnswer = linesOf(({ kind, line }) => (kind === "added" ? line : null));
    return [...wrong, texts.changed(shown(title), some(inTemplate), some(inAnswer))];
  });
  return graded.more === 0 ? details : [...details, texts.more(graded.more)];
}

/** What was typed, or named, may be long, and hold signs that a terminal obeys. */
export function shown(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, "\uFFFD");
  return plain.length > MOST_SHOWN ? `${plain.slice(0, MOST_SHOWN)}…` : plain;
}

const MOST_SHOWN = 200;

function some(lines: readonly number[]): string {
  return lines.length > MOST_LINES ? `${lines.slice(0, MOST_LINES).join(", ")} …` : lines.join(", ");
}

const MOST_LINES = 8;

/** What of a template keeps its answers from being judged as they should be; each with its line, from 1. */
export function templateTroubles(template: Template, locale: Locale): readonly string[] {
  const texts = gradeTexts(locale);
  return template.exercises.flatMap((one) => {
    const { title, kind, exercise, trials } = one;
    const place = exercise.line + 1;
    if (kind === "order") return [];
    if (kind === "find") return planted(exercise).length > 0 ? [] : [texts.nothingPlanted(title, place)];
    if (exercise.blanks.length === 0) return [texts.noBlanks(title, place)];
    const lines = trials.base.troubles.filter(({ line }) => line >= 0).map(({ line }) => line + place);
    return lines.length === 0 ? [] : [texts.wrongAnyway(title, some([...new Set(lines)]))];
  });
}

export interface Totals {
  readonly answers: number;
  readonly graded: number;
  readonly solved: number;
  readonly right: number;
  readonly wrong: number;
  readonly empty: number;
}

export function totalsOf(all: readonly Graded[]): Totals {
  const graded = all.filter(({ problem }) => problem === null);
  const sum = (of: (one: Graded) => number) => graded.reduce((n, one) => n + of(one), 0);
  return {
    answers: all.length,
    graded: graded.length,
    solved: graded.filter(isSolved).length,
    right: sum((one) => one.right),
    wrong: sum((one) => one.wrong),
    empty: sum((one) => one.empty),
  };
}

export function isSolved({ problem, exercises }: Graded): boolean {
  return problem === null && exercises.every(({ solved }) => solved);
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, displayWidth(cell));
    });
  }
  return rows.map((row) =>
    row
      .map((cell, i) => cell + " ".repeat((widths[i] ?? 0) - displayWidth(cell)))
      .join("  ")
      .trimEnd(),
  );
}

/** The value that is printed as JSON. */
export function gradeJson(template: string, all: readonly Graded[], locale: Locale) {
  return {
    template,
    answers: all.map((graded) => ({
      path: graded.path,
      problem:
        graded.problem === null ? null : { code: graded.problem, message: problemText(graded, locale) },
      right: graded.right,
      wrong: graded.wrong,
      empty: graded.empty,
      total: graded.total,
      more: graded.more,
      exercises: graded.exercises.map((one) => ({
        title: one.title,
        kind: one.kind,
        right: one.right,
        wrong: one.wrong,
        empty: one.empty,
        solved: one.solved,
        changes: one.changes.length,
        marks: one.marks.map((mark) => markJson(mark, locale)),
      })),
    })),
    totals: totalsOf(all),
    misconceptions: tally(all).map(([misconception, count]) => ({
      misconception,
      name: misconceptionWords(misconception, locale).name,
      count,
    })),
  };
}

function markJson({ index, kind, verdict, misconception, written, template }: Mark, locale: Locale) {
  return {
    blank: index + 1,
    kind,
    line: template.line,
    verdict,
    misconception,
    message: misconception === null ? null : misconceptionWords(misconception, locale).message,
    written,
  };
}

const HEADER = [
  "file",
  "exercise",
  "blank",
  "kind",
  "line",
  "verdict",
  "misconception",
  "written",
  "right",
  "total",
  "changes",
];

/** A row for each file and blank (RFC 4180), with the file's own totals and how much of the exercise was changed beside what was asked for; a file without marks has one row. */
export function gradeCsv(all: readonly Graded[]): string {
  const rows = all.flatMap(({ path, problem, exercises, right, total }): string[][] => {
    if (problem !== null) return [[path, "", "", "", "", problem, "", "", "", "", ""]];
    return exercises.flatMap(({ title, index: place, marks, changes }) =>
      marks.map((mark) => [
        path,
        title || String(place + 1),
        String(mark.index + 1),
        mark.kind,
        String(mark.template.line + 1),
        mark.verdict,
        mark.misconception ?? "",
        mark.written ?? "",
        String(right),
        String(total),
        String(changes.length),
      ]),
    );
  });
  return [HEADER, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/** What a spreadsheet would take for a formula is text; what could break the table is in quotes. */
function cell(value: string): string {
  const harmless = /^[\s]*[=+\-@＝＋－＠\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
