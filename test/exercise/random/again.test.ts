/** A random exercise that was saved nowhere still has its key. */

import { describe, expect, test } from "vitest";
import { judge } from "../../../src/exercise/judge.js";
import { randomKey } from "../../../src/exercise/random/again.js";
import { type ExerciseRequest, generateExercise } from "../../../src/exercise/random/generate.js";
import { LOCALES } from "../../../src/messages/locale.js";

const REQUESTS: readonly Omit<ExerciseRequest, "locale">[] = [
  { topic: "handshake", kind: "find", difficulty: 2, seed: 7 },
  { topic: "four-way-close", kind: "order", difficulty: 1, seed: 4_294_967_295 },
  { topic: "mixed", difficulty: 3, seed: 1 },
];

describe.each(LOCALES)("%s", (locale) => {
  test.each(REQUESTS)("$topic $kind $seed: its first line gives its key again", (request) => {
    const { text, key } = generateExercise({ ...request, locale });
    expect(randomKey(text)).toBe(key);
    expect(randomKey(text.replaceAll("\n", "\r\n"))).toBe(key);
    expect(judge(text, randomKey(text) as string).every(({ solved }) => solved)).toBe(true);
  });
});

test("one that somebody has changed, and one that is none, have no key", () => {
  const { text } = generateExercise({
    topic: "handshake",
    kind: "fill",
    difficulty: 1,
    seed: 7,
    locale: "en",
  });
  expect(randomKey(text.replace("task: ", "task: In class: "))).toBe(null);
  expect(randomKey(text.replace("seed 7", "seed 8"))).toBe(null);
  expect(randomKey('exercise "a"\nC -> S: SYN seq=?\n')).toBe(null);
  expect(randomKey("")).toBe(null);
});
