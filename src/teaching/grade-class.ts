/** Grading a class: answers to one template or to many, and a row for each student. */

import type { Mark } from "../exercise/judge.js";
import type { Misconception } from "../exercise/misconceptions.js";
import { type Graded, type GradingTemplate, gradeAnswer, isSolved, lineOfMark, ungraded } from "./grade.js";
import { studentOf } from "./students.js";
import { EVEN, type Scale } from "./weights.js";

/** A file that was handed in. */
export interface HandedIn {
  /** As it is shown. */
  readonly path: string;
  /** Below the folder that was handed in. */
  readonly below: string;
  /** null where it cannot be read. */
  readonly text: string | null;
  /** Why it cannot be read. */
  readonly reason?: string;
}

export interface ClassResult {
  readonly files: readonly Graded[];
  readonly students: readonly Student[];
  /** Templates that somebody has answered, by name. */
  readonly tasks: readonly string[];
  readonly questions: readonly Question[];
}

/** Everything of one student. */
export interface Student {
  readonly name: string;
  /** For each task the answer that counts; null where none was handed in. */
  readonly answers: ReadonlyMap<string, Graded | null>;
  /** What does not count: files with a problem, and answers to a task of which another is better. */
  readonly beside: readonly Graded[];
  readonly marks: number;
  readonly of: number;
  /** 0 to 100, to one place. */
  readonly percent: number;
  readonly right: number;
  readonly followed: number;
  readonly wrong: number;
  readonly empty: number;
  /** How many lines were changed needlessly where mistakes were to be found, or changed beside blanks. */
  readonly changes: number;
  readonly missing: readonly string[];
}

/** How a blank was answered by all. */
export interface Question {
  readonly template: string;
  readonly exercise: string;
  /** Its place in the file, and that of the blank in it, from 1. */
  readonly number: number;
  readonly blank: number;
  readonly kind: Mark["kind"];
  readonly line: number | null;
  readonly answers: number;
  readonly right: number;
  readonly followed: number;
  readonly wrong: number;
  readonly empty: number;
  /** What was misunderstood here, the most frequent first. */
  readonly misconceptions: readonly (readonly [Misconception, number])[];
}

export function gradeClass(
  templates: readonly GradingTemplate[],
  handedIn: readonly HandedIn[],
  scale: Scale = EVEN,
): ClassResult {
  const names = templates.map(({ name }) => name);
  const files = handedIn.map(({ path, below, text, reason }) => {
    const student = studentOf(below, text, names);
    if (text === null) return ungraded(path, student, "unreadable", reason ?? "");
    return gradeAnswer(templates, { path, student, text }, scale);
  });
  return classOf(templates, files, scale);
}

/** The class that these answers make. */
export function classOf(
  templates: readonly GradingTemplate[],
  files: readonly Graded[],
  scale: Scale = EVEN,
): ClassResult {
  const answered = new Set(files.flatMap(({ template }) => template ?? []));
  const tasks = [...new Set(templates.map(({ name }) => name))].filter((name) => answered.has(name));
  const worth = new Map(tasks.map((task) => [task, worthOfTask(templates, task, scale, files)]));
  const names = [...new Set(files.map(({ student }) => student))].sort(byName);
  const students = names.map((name) =>
    studentFrom(
      name,
      files.filter(({ student }) => student === name),
      worth,
    ),
  );
  const counted = students.flatMap(({ answers }) => [...answers.values()].filter((one) => one !== null));
  return { files, students, tasks, questions: questionsOf(counted) };
}

/** What a task is worth to somebody who has not handed it in. */
function worthOfTask(
  templates: readonly GradingTemplate[],
  task: string,
  scale: Scale,
  files: readonly Graded[],
): number {
  const known = files.find(({ template }) => template === task);
  if (known !== undefined) return known.of;
  const template = templates.find(({ name }) => name === task);
  if (template === undefined) return 0;
  const none = { path: "", student: "", text: `answers "${task}"\n` };
  return gradeAnswer([template], none, scale).of;
}

function byName(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true }) || (a < b ? -1 : 1);
}

function studentFrom(name: string, files: readonly Graded[], worth: ReadonlyMap<string, number>): Student {
  const answers = new Map<string, Graded | null>();
  for (const task of worth.keys()) {
    const own = files.filter(({ template }) => template === task);
    answers.set(task, [...own].sort((a, b) => b.marks / b.of - a.marks / a.of)[0] ?? null);
  }
  const counted = [...answers.values()].filter((one) => one !== null);
  const sum = (of: (one: Graded) => number) => counted.reduce((n, one) => n + of(one), 0);
  const missing = [...answers].flatMap(([task, answer]) => (answer === null ? [task] : []));
  const marks = sum((one) => one.marks);
  const of = sum((one) => one.of) + missing.reduce((n, task) => n + (worth.get(task) ?? 0), 0);
  return {
    name,
    answers,
    beside: files.filter((file) => !counted.includes(file)),
    marks: rounded(marks),
    of: rounded(of),
    percent: percent(marks, of),
    right: sum((one) => one.right),
    followed: sum((one) => one.followed),
    wrong: sum((one) => one.wrong),
    empty: sum((one) => one.empty),
    changes: sum(({ exercises }) => exercises.reduce((n, { changes }) => n + changes.length, 0)),
    missing,
  };
}

export function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 1000) / 10;
}

/** Sums of shares such as 0.1 do not end. */
export function rounded(marks: number): number {
  return Math.round(marks * 100) / 100;
}

function questionsOf(files: readonly Graded[]): readonly Question[] {
  const found = new Map<string, Mark[]>();
  const places = new Map<string, Pick<Question, "template" | "exercise" | "number">>();
  for (const { template, exercises } of files) {
    for (const { title, index, marks } of exercises) {
      for (const mark of marks) {
        const key = JSON.stringify([template, index, mark.index]);
        places.set(key, {
          template: template ?? "",
          exercise: title || String(index + 1),
          number: index + 1,
        });
        found.set(key, [...(found.get(key) ?? []), mark]);
      }
    }
  }
  const questions = [...found].map(([key, marks]) => ({ ...place(places, key), ...tallied(marks) }));
  return questions.sort((a, b) => byName(a.template, b.template) || a.number - b.number || a.blank - b.blank);
}

function place(places: ReadonlyMap<string, Pick<Question, "template" | "exercise" | "number">>, key: string) {
  return places.get(key) ?? { template: "", exercise: "", number: 0 };
}

function tallied(marks: readonly Mark[]): Omit<Question, "template" | "exercise" | "number"> {
  const [first] = marks as readonly [Mark, ...Mark[]];
  const count = (of: (mark: Mark) => boolean) => marks.filter(of).length;
  const followed = count(({ misconception, kind }) => misconception === "carried-over" && kind !== "place");
  return {
    blank: first.index + 1,
    kind: first.kind,
    // Where mistakes are to be found, or lines to be put in order, a line would tell the answer, or differs.
    line: first.kind === "mistake" || first.kind === "place" ? null : lineOfMark(first),
    answers: marks.length,
    right: count(({ verdict }) => verdict === "right"),
    followed,
    wrong: count(({ verdict }) => verdict === "wrong"),
    empty: count(({ verdict }) => verdict === "empty"),
    misconceptions: tallyOf(marks),
  };
}

/** How often each misconception was met, the most frequent first. */
export function tally(files: readonly Graded[]): readonly (readonly [Misconception, number])[] {
  return tallyOf(files.flatMap(({ exercises }) => exercises.flatMap(({ marks }) => marks)));
}

function tallyOf(marks: readonly Mark[]): readonly (readonly [Misconception, number])[] {
  const counts = new Map<Misconception, number>();
  for (const { misconception } of marks) {
    if (misconception !== null) counts.set(misconception, (counts.get(misconception) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

export interface Totals {
  readonly answers: number;
  readonly graded: number;
  readonly solved: number;
  readonly right: number;
  readonly wrong: number;
  readonly empty: number;
}

export function totalsOf(files: readonly Graded[]): Totals {
  const graded = files.filter(({ problem }) => problem === null);
  const sum = (of: (one: Graded) => number) => graded.reduce((n, one) => n + of(one), 0);
  return {
    answers: files.length,
    graded: graded.length,
    solved: graded.filter(isSolved).length,
    right: sum((one) => one.right),
    wrong: sum((one) => one.wrong),
    empty: sum((one) => one.empty),
  };
}
