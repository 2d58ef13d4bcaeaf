/** What grading says. */

import { type Both, count, type Locale, pick } from "./locale.js";

interface GradeTexts {
  readonly file: string;
  readonly right: string;
  readonly blanks: string;
  readonly legend: string;
  readonly misunderstood: string;
  readonly problems: Readonly<
    Record<"unreadable" | "not-an-answer" | "other-template", (detail: string) => string>
  >;
  readonly totals: (totals: {
    readonly answers: number;
    readonly graded: number;
    readonly solved: number;
    readonly right: number;
    readonly wrong: number;
    readonly empty: number;
  }) => string;
  readonly detail: (
    exercise: string,
    blank: number,
    line: number,
    written: string,
    name: string,
    message: string,
  ) => string;
  readonly noExercise: (path: string) => string;
  readonly needsAnswers: string;
  readonly templateIsAnswer: (path: string) => string;
}

const TEXTS: Both<GradeTexts> = {
  en: {
    file: "file",
    right: "right",
    blanks: "blanks",
    legend: "+ right   x wrong   . empty",
    misunderstood: "What was misunderstood:",
    problems: {
      unreadable: (reason) => `cannot be read: ${reason}`,
      "not-an-answer": () => 'is no answer: its first line is not answers "…"',
      "other-template": (name) => `answers another exercise: ${name}`,
    },
    totals: ({ answers, graded, solved, right, wrong, empty }) =>
      `${count(answers, "answer")}, ${graded} graded, ${solved} all right: ` +
      `${count(right, "blank")} right, ${wrong} wrong, ${empty} empty`,
    detail: (exercise, blank, line, written, name, message) =>
      `${exercise === "" ? "" : `${exercise}, `}blank ${blank} (template line ${line}), "${written}": ${name}. ${message}`,
    noExercise: (path) => `there is no exercise in ${path}`,
    needsAnswers: "name the template, and then the answers: files or folders",
    templateIsAnswer: (path) => `${path} is itself an answer; name the template first`,
  },
  zh: {
    file: "文件",
    right: "答对",
    blanks: "各空",
    legend: "+ 对   x 错   . 未填",
    misunderstood: "错在哪里：",
    problems: {
      unreadable: (reason) => `无法读取：${reason}`,
      "not-an-answer": () => '不是答卷：第一行不是 answers "…"',
      "other-template": (name) => `答的是另一份练习：${name}`,
    },
    totals: ({ answers, graded, solved, right, wrong, empty }) =>
      `${answers} 份答卷，批改 ${graded} 份，全对 ${solved} 份：${right} 个空答对，${wrong} 个答错，${empty} 个未填`,
    detail: (exercise, blank, line, written, name, message) =>
      `${exercise === "" ? "" : `${exercise}，`}第 ${blank} 空（模板第 ${line} 行）“${written}”：${name}。${message}`,
    noExercise: (path) => `${path} 中没有练习`,
    needsAnswers: "请先给出练习模板，再给出答卷：文件或文件夹",
    templateIsAnswer: (path) => `${path} 本身是答卷，请先给出练习模板`,
  },
};

export function gradeTexts(locale: Locale): GradeTexts {
  return pick(TEXTS, locale);
}
