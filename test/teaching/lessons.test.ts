import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { LOCALES } from "../../src/messages/locale.js";
import {
  exercisesIn,
  LESSON_INDEX,
  lessonFile,
  nextLeft,
  readLessons,
  type Standing,
  standing,
  TOPICS,
} from "../../src/teaching/lessons.js";

const ROOT = path.resolve(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(path.join(ROOT, file), "utf8");

describe("the lessons that ship", () => {
  const lessons = readLessons(read(LESSON_INDEX));

  test("cover every topic", () => {
    expect(new Set(lessons.map(({ topic }) => topic))).toEqual(new Set(TOPICS));
  });

  test.each(LOCALES)("have a file each in %s, with exercises that have titles", (locale) => {
    for (const lesson of lessons) {
      const file = lessonFile(lesson, locale);
      expect(existsSync(path.join(ROOT, file)), file).toBe(true);
      const exercises = exercisesIn(read(file), locale);
      expect(exercises.length, file).toBeGreaterThanOrEqual(2);
      expect(exercises.map(({ index }) => index)).toEqual(exercises.map((_, i) => i));
    }
  });
});

test("an index that is none is refused, with what is wrong in it", () => {
  expect(() => readLessons("{")).toThrow(SyntaxError);
  for (const text of ["{}", "[1]", "[null]", '[{"id":"a","topic":"weather"}]']) {
    expect(() => readLessons(text)).toThrow(TypeError);
  }
});

test("exercises are found by their place, kind and title; flows are passed over", () => {
  const text = 'flow "a"\nC -> S: SYN\n\nexercise "b"\nkind: find\nC -> S: SYN\n\nexercise\nC -> S: ?\n';
  expect(exercisesIn(text, "en")).toEqual([
    { index: 0, title: "b", kind: "find", line: 3 },
    { index: 1, title: "Exercise 2", kind: "fill", line: 7 },
  ]);
  expect(exercisesIn(text, "zh-cn")[1]?.title).toBe("练习 2");
});

test.each([
  [undefined, "open"],
  [{ solved: [], solvedAt: null }, "open"],
  [{ solved: [1], solvedAt: null }, "begun"],
  [{ solved: [0, 1], solvedAt: "2026-01-01" }, "solved"],
  [{ solved: [0], solvedAt: null, revealed: [1] }, "revealed"],
  [{ solved: [0], solvedAt: "2026-01-01", revealed: [1] }, "solved"],
] as const)("progress %o stands as %s", (progress, expected) => {
  expect(standing(progress)).toBe(expected);
});

describe("the next exercise", () => {
  const all: readonly Standing[] = ["solved", "open", "revealed", "begun", "revealed", "open"];
  const next = (current: number, standings = all) =>
    nextLeft(
      standings.map((_, i) => i),
      current,
      (i) => standings[i] as Standing,
    );

  test("is the first that is left behind this one, whether this one is solved or not; then from the top again", () => {
    expect(all.map((_, i) => next(i))).toEqual([1, 3, 3, 5, 5, 1]);
  });

  test("is the first that is left, where one is at none", () => {
    expect(next(-1)).toBe(1);
  });

  test("is this one, where no other is left; and there is none where all are done", () => {
    expect(next(1, ["solved", "begun", "revealed"])).toBe(1);
    expect(next(1, ["solved", "solved", "revealed"])).toBeNull();
    expect(next(-1, [])).toBeNull();
  });
});
