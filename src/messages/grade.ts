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
  /** Lines of the template that are changed or gone, and lines of the answer that are new; either may be "". */
  readonly changed: (exercise: string, inTemplate: string, inAnswer: string) => string;
  readonly more: (exercises: number) => string;
  readonly noBlanks: (exercise: string, line: number) => string;
  readonly nothingPlanted: (exercise: string, line: number) => string;
  readonly wrongAnyway: (exercise: string, lines: string) => string;
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
    changed: (exercise, inTemplate, inAnswer) => {
      const places = [
        ...(inTemplate === "" ? [] : [`template line ${inTemplate} changed or taken out`]),
        ...(inAnswer === "" ? [] : [`line ${inAnswer} of the answer put in`]),
      ];
      return `${exercise === "" ? "" : `${exercise}, `}changed where nothing was asked: ${places.join("; ")}`;
    },
    more: (exercises) =>
      `${count(exercises, "exercise")} more than the template has, not judged: each is judged once, where it stands first`,
    noBlanks: (exercise, line) =>
      `the template's exercise "${exercise}" (line ${line}) has no blank: write ? where an answer is asked for`,
    nothingPlanted: (exercise, line) =>
      `the template's exercise "${exercise}" (line ${line}) asks for mistakes, but has none`,
    wrongAnyway: (exercise, lines) =>
      `the template's exercise "${exercise}" is wrong in line ${lines}, whatever is filled in, so its marks are not to be relied on: put the template right first`,
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
    changed: (exercise, inTemplate, inAnswer) => {
      const places = [
        ...(inTemplate === "" ? [] : [`模板第 ${inTemplate} 行被改动或删去`]),
        ...(inAnswer === "" ? [] : [`答卷第 ${inAnswer} 行是新加的`]),
      ];
      return `${exercise === "" ? "" : `${exercise}，`}改动了空以外的内容：${places.join("；")}`;
    },
    more: (exercises) => `比模板多出 ${exercises} 道练习，未予批改：每道练习只批改最先出现的一份`,
    noBlanks: (exercise, line) => `模板中的练习“${exercise}”（第 ${line} 行）没有空：请在要作答的地方写 ?`,
    nothingPlanted: (exercise, line) => `模板中的练习“${exercise}”（第 ${line} 行）要求找错，但其中没有错误`,
    wrongAnyway: (exercise, lines) =>
      `模板中的练习“${exercise}”第 ${lines} 行无论怎样填写都有错，批改结果不可靠：请先改正模板`,
    noExercise: (path) => `${path} 中没有练习`,
    needsAnswers: "请先给出练习模板，再给出答卷：文件或文件夹",
    templateIsAnswer: (path) => `${path} 本身是答卷，请先给出练习模板`,
  },
};

export function gradeTexts(locale: Locale): GradeTexts {
  return pick(TEXTS, locale);
}
