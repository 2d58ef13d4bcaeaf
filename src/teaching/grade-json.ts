/** A graded class as JSON. Its lines count from 1, as in all that grading prints. */

import type { Mark } from "../exercise/judge.js";
import { messageOf, misconceptionWords } from "../exercise/misconceptions.js";
import type { Locale } from "../messages/locale.js";
import { followsThrough, type Graded, lineOfMark, problemText } from "./grade.js";
import { type ClassResult, rounded, tally, totalsOf } from "./grade-class.js";
import { notesOn } from "./grade-csv.js";

/** `skipped` are files that are no answers by their kind. */
export function gradeJson(
  template: string,
  { files, students, questions }: ClassResult,
  skipped: readonly string[],
  locale: Locale,
) {
  return {
    template,
    answers: files.map((one) => answerJson(one, locale)),
    skipped,
    students: students.map((student) => ({
      student: student.name,
      marks: student.marks,
      of: student.of,
      percent: student.percent,
      right: student.right,
      followed: student.followed,
      wrong: student.wrong - student.followed,
      empty: student.empty,
      missing: student.missing,
      notes: notesOn(student, locale),
    })),
    questions: questions.map(({ misconceptions, ...one }) => ({
      ...one,
      misconceptions: misconceptions.map(([misconception, count]) => ({ misconception, count })),
    })),
    totals: totalsOf(files),
    misconceptions: tally(files).map(([misconception, count]) => ({
      misconception,
      name: misconceptionWords(misconception, locale).name,
      count,
    })),
  };
}

function answerJson(graded: Graded, locale: Locale) {
  const { problem } = graded;
  return {
    path: graded.path,
    student: graded.student,
    template: graded.template,
    problem: problem === null ? null : { code: problem, message: problemText(graded, locale) },
    right: graded.right,
    wrong: graded.wrong,
    followed: graded.followed,
    empty: graded.empty,
    total: graded.total,
    marks: rounded(graded.marks),
    of: rounded(graded.of),
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
  };
}

function markJson(mark: Mark, locale: Locale) {
  const { index, kind, verdict, misconception, written } = mark;
  return {
    blank: index + 1,
    kind,
    line: lineOfMark(mark),
    verdict,
    followed: followsThrough(mark),
    misconception,
    message: misconception === null ? null : messageOf({ misconception, reason: mark.reason }, locale),
    written,
  };
}
