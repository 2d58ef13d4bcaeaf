/** The lessons that ship with the extension, and how far a student has come in them. */

import { kindOf } from "../exercise/blanks.js";
import { parse } from "../language/parser.js";
import type { ExerciseKind } from "../language/words.js";
import { LESSON_TOPICS, type LessonTopic, lessonsTexts } from "../messages/lessons.js";
import type { Locale } from "../messages/locale.js";

export const TOPICS = Object.keys(LESSON_TOPICS) as readonly LessonTopic[];

export interface Lesson {
  /** The name of its files: `01-three-way-handshake`. */
  readonly id: string;
  readonly topic: LessonTopic;
  readonly title: Readonly<Record<Locale, string>>;
  readonly about: Readonly<Record<Locale, string>>;
}

/** Below the extension's folder. */
export const LESSON_INDEX = "lessons/index.json";

/** Its exercises. */
export function lessonFile({ id }: Pick<Lesson, "id">, locale: Locale): string {
  return `lessons/${locale}/${id}.tcpflow`;
}

/** Its theory, as a Markdown page. */
export function lessonPage({ id }: Pick<Lesson, "id">, locale: Locale): string {
  return `lessons/${locale}/${id}.md`;
}

/** The lessons of `lessons/index.json`; throws where the text is no such index. */
export function readLessons(text: string): readonly Lesson[] {
  const entries: unknown = JSON.parse(text);
  if (!Array.isArray(entries) || !entries.every(isLesson)) throw new TypeError("no index of lessons");
  return entries;
}

function isLesson(entry: Partial<Lesson> | null): entry is Lesson {
  return (
    typeof entry === "object" &&
    entry !== null &&
    typeof entry.id === "string" &&
    TOPICS.some((topic) => topic === entry.topic) &&
    [entry.title, entry.about].every(
      (texts) => typeof texts?.en === "string" && typeof texts["zh-cn"] === "string",
    )
  );
}

export interface LessonExercise {
  /** Its place among the exercises of the file. */
  readonly index: number;
  readonly title: string;
  readonly kind: ExerciseKind;
  readonly line: number;
}

/** The exercises of a file, in its order. */
export function exercisesIn(text: string, locale: Locale): readonly LessonExercise[] {
  const flows = parse(text).flows.filter(({ kind }) => kind === "exercise");
  return flows.map((flow, index) => ({
    index,
    title: flow.header?.title?.value || lessonsTexts(locale).untitled(index + 1),
    kind: kindOf(flow),
    line: flow.line,
  }));
}

/** What the store of progress keeps of an exercise. */
export interface StoredProgress {
  readonly solved: readonly number[];
  readonly solvedAt: string | null;
  /** Where all of it is right with them. */
  readonly revealed?: readonly number[];
}

/** `revealed`: all of it is right, some of it was revealed. It does not count, and yet one need not come back to it. */
export type Standing = "solved" | "revealed" | "begun" | "open";

/** The next one that is left to do: behind the current one, else from the top again; null where none is. */
export function nextLeft<T>(all: readonly T[], current: number, standingOf: (one: T) => Standing): T | null {
  const isLeft = (one: T) => !["solved", "revealed"].includes(standingOf(one));
  const inTurn = [...all.slice(current + 1), ...all.slice(0, current + 1)];
  return inTurn.find(isLeft) ?? null;
}

export function standing(progress: StoredProgress | undefined): Standing {
  if (progress === undefined) return "open";
  if (progress.solvedAt !== null) return "solved";
  if (progress.revealed !== undefined) return "revealed";
  return progress.solved.length > 0 ? "begun" : "open";
}
