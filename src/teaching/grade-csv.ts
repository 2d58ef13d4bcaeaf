/** A graded class as tables for a spreadsheet: a row for each student, blank, question or misconception. */

import { misconceptionWords } from "../exercise/misconceptions.js";
import { gradeTexts } from "../messages/grade.js";
import type { Locale } from "../messages/locale.js";
import { writeCsv } from "./csv.js";
import { followsThrough, type Graded, lineOfMark, problemText, worthOf } from "./grade.js";
import { type ClassResult, percent, rounded, type Student, tally } from "./grade-class.js";
import { EVEN, type Scale, weightOf } from "./weights.js";

export type Rows = "student" | "blank" | "question" | "misconception";

export const ROWS: readonly Rows[] = ["student", "blank", "question", "misconception"];

export function gradeCsv(result: ClassResult, rows: Rows, locale: Locale, scale: Scale = EVEN): string {
  switch (rows) {
    case "student":
      return writeCsv(byStudent(result, locale));
    case "blank":
      return writeCsv(byBlank(result, locale, scale));
    case "question":
      return writeCsv(byQuestion(result, locale));
    default:
      return writeCsv(byMisconception(result, locale));
  }
}

type CsvRow = readonly (string | number | null)[];

/** Marks and percent first, then each task by itself, and last what the teacher has to know of the files. */
function byStudent({ students, tasks }: ClassResult, locale: Locale): readonly CsvRow[] {
  const { columns } = gradeTexts(locale);
  const head = [
    columns.student,
    columns.marks,
    columns.of,
    columns.percent,
    columns.right,
    columns.followed,
    columns.wrong,
    columns.empty,
    ...(tasks.length > 1 ? tasks.flatMap((task) => [bare(task), columns.outOf(bare(task))]) : []),
    columns.notes,
  ];
  return [head, ...students.map((student) => studentRow(student, tasks, locale))];
}

function studentRow(student: Student, tasks: readonly string[], locale: Locale): CsvRow {
  const each = tasks.flatMap((task) => {
    const answer = student.answers.get(task) ?? null;
    return answer === null ? [null, null] : [rounded(answer.marks), rounded(answer.of)];
  });
  return [
    student.name,
    student.marks,
    student.of,
    student.percent,
    student.right,
    student.followed,
    student.wrong - student.followed,
    student.empty,
    ...(tasks.length > 1 ? each : []),
    notesOn(student, locale),
  ];
}

function bare(task: string): string {
  return task.replace(/\.tcpflow$/, "");
}

/** What was not handed in, what could not be graded, what was changed that was not asked for. */
export function notesOn({ missing, beside, changes, answers }: Student, locale: Locale): string {
  const texts = gradeTexts(locale);
  const more = [...answers.values()].reduce((n, one) => n + (one?.more ?? 0), 0);
  return [
    ...missing.map((task) => texts.missing(bare(task))),
    ...beside.map((one) =>
      one.problem === null ? texts.betterOne(one.path) : `${one.path}: ${problemText(one, locale)}`,
    ),
    ...(changes > 0 ? [texts.changedLines(changes)] : []),
    ...(more > 0 ? [texts.more(more)] : []),
  ].join(texts.semicolon);
}

/** A row for each blank of each file; a file without marks has one. Lines are those of the template, from 1. */
function byBlank({ files }: ClassResult, locale: Locale, scale: Scale): readonly CsvRow[] {
  const { columns } = gradeTexts(locale);
  const head = [
    columns.file,
    columns.student,
    columns.template,
    columns.exercise,
    columns.blank,
    columns.kind,
    columns.line,
    columns.verdict,
    columns.marks,
    columns.of,
    columns.misconception,
    columns.what,
    columns.written,
    columns.changes,
  ];
  return [head, ...files.flatMap((file) => blankRows(file, locale, scale))];
}

function blankRows(file: Graded, locale: Locale, scale: Scale): readonly CsvRow[] {
  const { path, student, problem, template } = file;
  if (problem !== null || template === null) {
    const nothing = [
      null,
      null,
      null,
      null,
      problem,
      null,
      null,
      null,
      problemText(file, locale),
      null,
      null,
    ];
    return [[path, student, template, ...nothing]];
  }
  const { verdicts } = gradeTexts(locale);
  return file.exercises.flatMap((exercise) =>
    exercise.marks.map((mark): CsvRow => {
      const weight = weightOf(scale, template, exercise, mark.index);
      const { misconception } = mark;
      return [
        path,
        student,
        template,
        exercise.title || String(exercise.index + 1),
        mark.index + 1,
        mark.kind,
        lineOfMark(mark),
        verdicts[followsThrough(mark) ? "followed" : mark.verdict],
        rounded(weight * worthOf(mark, scale)),
        weight,
        misconception,
        misconception === null ? null : misconceptionWords(misconception, locale).name,
        mark.written,
        exercise.changes.length,
      ];
    }),
  );
}

/** Which blanks were hard, and what was misunderstood there most. */
function byQuestion({ questions }: ClassResult, locale: Locale): readonly CsvRow[] {
  const { columns } = gradeTexts(locale);
  const head = [
    columns.template,
    columns.exercise,
    columns.blank,
    columns.kind,
    columns.line,
    columns.answers,
    columns.right,
    columns.percent,
    columns.followed,
    columns.wrong,
    columns.empty,
    columns.what,
    columns.times,
  ];
  const rows = questions.map((one): CsvRow => {
    const [worst, times] = one.misconceptions.find(([what]) => what !== "carried-over") ?? [null, null];
    return [
      one.template,
      one.exercise,
      one.blank,
      one.kind,
      one.line,
      one.answers,
      one.right,
      percent(one.right, one.answers),
      one.followed,
      one.wrong - one.followed,
      one.empty,
      worst === null ? null : misconceptionWords(worst, locale).name,
      times,
    ];
  });
  return [head, ...rows];
}

function byMisconception({ files }: ClassResult, locale: Locale): readonly CsvRow[] {
  const { columns } = gradeTexts(locale);
  const head = [columns.misconception, columns.what, columns.times, columns.students];
  const rows = tally(files).map(([misconception, times]): CsvRow => {
    const who = new Set(files.filter((file) => shows(file, misconception)).map(({ student }) => student));
    return [misconception, misconceptionWords(misconception, locale).name, times, who.size];
  });
  return [head, ...rows];
}

function shows({ exercises }: Graded, misconception: string): boolean {
  return exercises.some(({ marks }) => marks.some((mark) => mark.misconception === misconception));
}
