/** What grading says. */

import { type Both, count, type Locale, pick } from "./locale.js";

interface GradeTexts {
  readonly file: string;
  readonly marks: string;
  readonly blanks: string;
  readonly columns: Columns;
  readonly verdicts: Readonly<Record<"right" | "wrong" | "empty" | "followed", string>>;
  readonly hardest: string;
  readonly place: (exercise: string, blank: number, line: number | null, template: string) => string;
  /** What a teacher has to know of a student's files. */
  readonly missing: (task: string) => string;
  readonly betterOne: (path: string) => string;
  readonly changedLines: (lines: number) => string;
  readonly semicolon: string;
  /** What a student gets back. */
  readonly total: (marks: number, of: number, percent: number) => string;
  readonly ofTask: (marks: number, of: number) => string;
  readonly allRight: string;
  readonly rightOf: (right: number, of: number) => string;
  readonly stillOpen: (blanks: number) => string;
  readonly answerLine: (line: number, written: string, name: string, message: string) => string;
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
  /** Of a line that stands in the wrong place of an order; its line is that of the answer. */
  readonly misplaced: (
    exercise: string,
    place: number,
    line: number,
    written: string,
    name: string,
    message: string,
  ) => string;
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
  /** Of a question with options: neither template nor key says which is right. */
  readonly noRightOption: (exercise: string, line: number) => string;
  readonly nothingPlanted: (exercise: string, line: number) => string;
  readonly wrongAnyway: (exercise: string, lines: string) => string;
  readonly noExercise: (path: string) => string;
  readonly needsAnswers: string;
  readonly templateIsAnswer: (path: string) => string;
  readonly skipped: (path: string) => string;
  readonly weights: (path: string, line: number) => string;
}

/** Heads of the columns of a CSV file. */
interface Columns {
  readonly file: string;
  readonly student: string;
  readonly template: string;
  readonly exercise: string;
  readonly blank: string;
  readonly kind: string;
  readonly line: string;
  readonly verdict: string;
  readonly marks: string;
  readonly of: string;
  /** Of a task: `handshake` → `handshake of`. */
  readonly outOf: (task: string) => string;
  readonly percent: string;
  readonly right: string;
  readonly followed: string;
  readonly wrong: string;
  readonly empty: string;
  readonly answers: string;
  readonly misconception: string;
  /** The misconception in words. */
  readonly what: string;
  readonly times: string;
  readonly students: string;
  readonly written: string;
  readonly changes: string;
  readonly notes: string;
}

const TEXTS: Both<GradeTexts> = {
  en: {
    file: "file",
    marks: "marks",
    blanks: "blanks",
    legend: "+ right   ~ right after an earlier mistake   x wrong   . empty",
    columns: {
      file: "file",
      student: "student",
      template: "template",
      exercise: "exercise",
      blank: "blank",
      kind: "kind",
      line: "line",
      verdict: "verdict",
      marks: "marks",
      of: "of",
      outOf: (task) => `${task} of`,
      percent: "percent",
      right: "right",
      followed: "followed through",
      wrong: "wrong",
      empty: "empty",
      answers: "answers",
      misconception: "misconception",
      what: "what was misunderstood",
      times: "times",
      students: "students",
      written: "written",
      changes: "changes",
      notes: "notes",
    },
    verdicts: { right: "right", wrong: "wrong", empty: "empty", followed: "followed" },
    hardest: "The hardest blanks, and how many have them right:",
    place: (exercise, blank, line, template) =>
      `${exercise}, blank ${blank}${line === null ? "" : ` (line ${line} of ${template})`}`,
    missing: (task) => `${task} not handed in`,
    betterOne: (path) => `${path}: another answer of the same student is better and counts`,
    changedLines: (lines) => `${count(lines, "line")} changed where nothing was asked`,
    semicolon: "; ",
    total: (marks, of, percent) => `${marks} of ${count(of, "mark")}, ${percent} %.`,
    ofTask: (marks, of) => `${marks} of ${count(of, "mark")}.`,
    allRight: "All right. Well done!",
    rightOf: (right, of) => `${right} of ${of} right.`,
    stillOpen: (blanks) => `${count(blanks, "answer")} still open.`,
    answerLine: (line, written, name, message) =>
      `Line ${line}${written === "" ? "" : `, ${written}`}: ${name}. ${message}`,
    misunderstood: "What was misunderstood:",
    problems: {
      unreadable: (reason) => `cannot be read: ${reason}`,
      "not-an-answer": () =>
        'is no answer: its first line is not answers "…" (where the exercise itself was filled in, put that line above it)',
      "other-template": (name) => `answers another exercise: ${name}`,
    },
    totals: ({ answers, graded, solved, right, wrong, empty }) =>
      `${count(answers, "answer")}, ${graded} graded, ${solved} all right: ` +
      `${count(right, "blank")} right, ${wrong} wrong, ${empty} empty`,
    misplaced: (exercise, place, line, written, name, message) =>
      `${exercise === "" ? "" : `${exercise}, `}place ${place} (line ${line} of the answer), "${written}": ${name}. ${message}`,
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
    noRightOption: (exercise, line) =>
      `nothing says which option is right in the template's exercise "${exercise}" (line ${line}), so its answers are not judged: put the key (NAME.key.tcpflow) beside the template`,
    wrongAnyway: (exercise, lines) =>
      `the template's exercise "${exercise}" is wrong in line ${lines}, whatever is filled in, so its marks are not to be relied on: put the template right first`,
    noExercise: (path) => `there is no exercise in ${path}`,
    needsAnswers: "name the template, and then the answers: files or folders",
    templateIsAnswer: (path) => `${path} is itself an answer; name the template first`,
    skipped: (path) => `${path} is skipped: answers are .tcpflow or .txt files`,
    weights: (path, line) =>
      `${path}, line ${line}: a table of weights has the columns template, exercise, blank (each may be left out) and weight, a number from 0`,
  },
  zh: {
    file: "文件",
    marks: "得分",
    blanks: "各空",
    legend: "+ 对   ~ 因前面的错误而错，推算本身正确   x 错   . 未填",
    columns: {
      file: "文件",
      student: "学生",
      template: "模板",
      exercise: "练习",
      blank: "空",
      kind: "类型",
      line: "行",
      verdict: "判定",
      marks: "得分",
      of: "满分",
      outOf: (task) => `${task} 满分`,
      percent: "百分制",
      right: "答对",
      followed: "连带错误",
      wrong: "答错",
      empty: "未填",
      answers: "答卷数",
      misconception: "误解代码",
      what: "误解",
      times: "次数",
      students: "人数",
      written: "所填内容",
      changes: "多改行数",
      notes: "备注",
    },
    verdicts: { right: "对", wrong: "错", empty: "未填", followed: "连带" },
    hardest: "最难的空，以及答对的比例：",
    place: (exercise, blank, line, template) =>
      `${exercise}，第 ${blank} 空${line === null ? "" : `（${template} 第 ${line} 行）`}`,
    missing: (task) => `未交 ${task}`,
    betterOne: (path) => `${path}：同一学生另有一份得分更高的答卷，以那一份为准`,
    changedLines: (lines) => `改动了 ${lines} 行没有要求作答的内容`,
    semicolon: "；",
    total: (marks, of, percent) => `得分 ${marks}，满分 ${of}，折合百分制 ${percent}。`,
    ofTask: (marks, of) => `得分 ${marks}，满分 ${of}。`,
    allRight: "全部正确！",
    rightOf: (right, of) => `共 ${of} 处，答对 ${right} 处。`,
    stillOpen: (blanks) => `还有 ${blanks} 处没有作答。`,
    answerLine: (line, written, name, message) =>
      `第 ${line} 行${written === "" ? "" : ` ${written}`}：${name}。${message}`,
    misunderstood: "错在哪里：",
    problems: {
      unreadable: (reason) => `无法读取：${reason}`,
      "not-an-answer": () => '不是答卷：第一行不是 answers "…"（直接填在练习里的，请在最上面补上这一行）',
      "other-template": (name) => `答的是另一份练习：${name}`,
    },
    totals: ({ answers, graded, solved, right, wrong, empty }) =>
      `${answers} 份答卷，批改 ${graded} 份，全对 ${solved} 份：${right} 个空答对，${wrong} 个答错，${empty} 个未填`,
    misplaced: (exercise, place, line, written, name, message) =>
      `${exercise === "" ? "" : `${exercise}，`}第 ${place} 个位置（答卷第 ${line} 行）“${written}”：${name}。${message}`,
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
    noRightOption: (exercise, line) =>
      `模板中的练习“${exercise}”（第 ${line} 行）没有说明哪个选项正确，无法评判：请把参考答案（名称.key.tcpflow）放在模板旁边`,
    wrongAnyway: (exercise, lines) =>
      `模板中的练习“${exercise}”第 ${lines} 行无论怎样填写都有错，批改结果不可靠：请先改正模板`,
    noExercise: (path) => `${path} 中没有练习`,
    needsAnswers: "请先给出练习模板，再给出答卷：文件或文件夹",
    templateIsAnswer: (path) => `${path} 本身是答卷，请先给出练习模板`,
    skipped: (path) => `跳过 ${path}：答卷应为 .tcpflow 或 .txt 文件`,
    weights: (path, line) =>
      `${path} 第 ${line} 行有误：分值表应有“模板”“练习”“空”（均可省略）和“分值”几列，分值不小于 0`,
  },
};

export function gradeTexts(locale: Locale): GradeTexts {
  return pick(TEXTS, locale);
}
