/** A graded class in plain text: each wrong answer in words, a table, what was misunderstood most. */

import type { Difference } from "../exercise/align.js";
import type { Mark } from "../exercise/judge.js";
import { messageOf, misconceptionWords } from "../exercise/misconceptions.js";
import { numberAt } from "../language/at.js";
import { displayWidth } from "../language/width.js";
import { gradeTexts } from "../messages/grade.js";
import type { Locale } from "../messages/locale.js";
import { followsThrough, type Graded, lineOfMark, problemText, shown, someLines } from "./grade.js";
import { type ClassResult, percent, rounded, tally, totalsOf } from "./grade-class.js";

const SIGNS: Readonly<Record<Mark["verdict"], string>> = { right: "+", wrong: "x", empty: "." };

function signOf(mark: Mark): string {
  return followsThrough(mark) ? "~" : SIGNS[mark.verdict];
}

/** A line for each file with a sign for each blank, the students, the hardest blanks, the totals. */
export function gradeTable(result: ClassResult, locale: Locale): readonly string[] {
  const texts = gradeTexts(locale);
  const { files, students, tasks } = result;
  const faults = tally(files).map(([misconception, count]) => [
    `  ${count}`,
    misconceptionWords(misconception, locale).name,
  ]);
  const several = tasks.length > 1 || students.length < files.length;
  return [
    ...tableOf(files, locale),
    "",
    texts.legend,
    ...(several ? ["", ...studentTable(result, locale)] : []),
    ...hardest(result, locale),
    ...(faults.length === 0 ? [] : ["", texts.misunderstood, ...aligned(faults)]),
    "",
    texts.totals(totalsOf(files)),
  ];
}

function tableOf(files: readonly Graded[], locale: Locale): readonly string[] {
  const texts = gradeTexts(locale);
  const rows = files.map((graded) => {
    const { path, problem, marks, of, exercises } = graded;
    if (problem !== null) return [shown(path), "-", problemText(graded, locale)];
    const signs = exercises.map((one) => one.marks.map(signOf).join(""));
    return [shown(path), `${rounded(marks)}/${rounded(of)}`, signs.join(" ")];
  });
  return aligned([[texts.file, texts.marks, texts.blanks], ...rows]);
}

function studentTable({ students }: ClassResult, locale: Locale): readonly string[] {
  const { columns } = gradeTexts(locale);
  const rows = students.map(({ name, marks, of, percent: share }) => [
    shown(name),
    `${marks}/${of}`,
    `${share} %`,
  ]);
  return aligned([[columns.student, columns.marks, columns.percent], ...rows]);
}

/** The blanks that fewest have right, where somebody has them wrong. */
function hardest({ questions }: ClassResult, locale: Locale): readonly string[] {
  const texts = gradeTexts(locale);
  const wrong = questions.filter((one) => one.wrong > 0);
  if (wrong.length === 0) return [];
  const sorted = [...wrong].sort((a, b) => a.right / a.answers - b.right / b.answers);
  const rows = sorted
    .slice(0, MOST_HARD)
    .map(({ template, exercise, blank, line, right, answers }) => [
      `  ${percent(right, answers)} %`,
      texts.place(shown(exercise), blank, line, template),
    ]);
  return ["", texts.hardest, ...aligned(rows)];
}

const MOST_HARD = 10;

/**
 * Each wrong answer of a file in words: its line, what was written, what it seems to have misunderstood. And what
 * was changed that was not asked for.
 */
export function gradeDetails(graded: Graded, locale: Locale): readonly string[] {
  const texts = gradeTexts(locale);
  const details = graded.exercises.flatMap(({ marks, title, changes, kind }) => {
    const wrong = marks.flatMap((mark) => {
      if (mark.verdict !== "wrong" || mark.misconception === null) return [];
      const { misconception, reason } = mark;
      const { name } = misconceptionWords(misconception, locale);
      const message = messageOf({ misconception, reason }, locale);
      const written = shown(mark.written ?? "");
      const line = lineOfMark(mark);
      const say = kind === "order" ? texts.misplaced : texts.detail;
      return [say(shown(title), mark.index + 1, line ?? 0, written, name, message)];
    });
    if (changes.length === 0) return wrong;
    const linesOf = (of: (change: Difference) => number | null) =>
      changes.flatMap((change) => of(change) ?? []).map((line) => line + 1);
    const inTemplate = linesOf((one) => (one.kind === "added" ? null : one.templateLine));
    const inAnswer = linesOf((one) => (one.kind === "added" ? one.line : null));
    return [...wrong, texts.changed(shown(title), someLines(inTemplate), someLines(inAnswer))];
  });
  return graded.more === 0 ? details : [...details, texts.more(graded.more)];
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, i) => {
      widths[i] = Math.max(numberAt(widths, i), displayWidth(cell));
    });
  }
  return rows.map((row) =>
    row
      .map((cell, i) => cell + " ".repeat(numberAt(widths, i) - displayWidth(cell)))
      .join("  ")
      .trimEnd(),
  );
}
