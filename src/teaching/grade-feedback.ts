/** What one student gets back: marks, and for each answer that is not right what kind of mistake it is. */

import type { ExerciseResult, Mark } from "../exercise/judge.js";
import { messageOf, misconceptionWords } from "../exercise/misconceptions.js";
import { gradeTexts } from "../messages/grade.js";
import type { Locale } from "../messages/locale.js";
import { type Graded, lineOfMark, shown } from "./grade.js";
import { rounded, type Student } from "./grade-class.js";
import { notesOn } from "./grade-csv.js";

/** A Markdown text for each student; it tells no answer, and of no other student. */
export function feedbackText(student: Student, locale: Locale): string {
  const texts = gradeTexts(locale);
  const parts = [...student.answers].flatMap(([task, answer]) =>
    answer === null ? [] : ["", `## ${plain(task)}`, ...taskLines(answer, locale)],
  );
  const notes = notesOn({ ...student, beside: [] }, locale);
  const head = [
    `# ${plain(student.name)}`,
    "",
    texts.total(student.marks, student.of, student.percent),
    ...(notes === "" ? [] : ["", notes]),
  ];
  return `${[...head, ...parts].join("\n")}\n`;
}

/** A name that every file system takes; `taken` are those of others. */
export function feedbackName(student: string, taken: ReadonlySet<string>): string {
  const safe = student.replace(/[\p{Cc}<>:"/\\|?*]/gu, "_").replace(/^\.+|[. ]+$/g, "") || "_";
  for (let n = 1; ; n++) {
    const name = `${n === 1 ? safe : `${safe}-${n}`}.md`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

function taskLines({ exercises, marks, of }: Graded, locale: Locale): readonly string[] {
  const texts = gradeTexts(locale);
  return [
    "",
    texts.ofTask(rounded(marks), rounded(of)),
    ...exercises.flatMap((one) => exerciseLines(one, locale)),
  ];
}

function exerciseLines(exercise: ExerciseResult, locale: Locale): readonly string[] {
  const texts = gradeTexts(locale);
  const { title, index, right, marks, solved } = exercise;
  const name = plain(title || String(index + 1));
  const wrong = marks.filter(({ verdict }) => verdict === "wrong");
  const empty = marks.filter(({ verdict }) => verdict === "empty").length;
  return [
    "",
    `### ${name}`,
    "",
    solved ? texts.allRight : texts.rightOf(right, marks.length),
    ...(wrong.length === 0 && empty === 0 ? [] : [""]),
    ...wrong.map((mark) => `- ${markLine(mark, locale)}`),
    ...(empty > 0 ? [`- ${texts.stillOpen(empty)}`] : []),
  ];
}

function markLine(mark: Mark, locale: Locale): string {
  const texts = gradeTexts(locale);
  const misconception = mark.misconception ?? "unrecognised";
  const { name } = misconceptionWords(misconception, locale);
  const message = messageOf({ misconception, reason: mark.reason }, locale);
  // Its own file is what a student has before the eyes.
  const line = mark.line === null ? lineOfMark(mark) : mark.line + 1;
  const written = mark.written === null ? "" : `\`${shown(mark.written).replaceAll("`", "'")}\``;
  return texts.answerLine(line ?? 0, written, name, message);
}

/** Names and titles may hold what Markdown obeys. */
function plain(text: string): string {
  return shown(text).replace(/[\\`*_[\]<>#|]/g, "\\$&");
}
