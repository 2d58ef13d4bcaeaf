/** A random exercise that was saved nowhere still has its key. */

import { describe, expect, test } from "vitest";
import { judge } from "../../../src/exercise/judge.js";
import { anotherRequest, madeAgain, randomKey } from "../../../src/exercise/random/again.js";
import { type ExerciseRequest, generateExercise } from "../../../src/exercise/random/generate.js";
import { unsavedName } from "../../../src/exercise/unsaved-name.js";
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

  test.each(REQUESTS)("$topic $kind $seed: its file is called by what it is", (request) => {
    const { text, name } = generateExercise({ ...request, locale });
    expect(unsavedName(text, "Untitled-1")).toBe(name);
    const answered = `${text.replace(/\?/g, "x")}\n# mine`;
    expect(madeAgain(answered)?.text).toBe(text);
    expect(anotherRequest(answered, 12)).toEqual({ ...request, locale, seed: 12 });
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

test.each([
  ['exercise "Third segment"\n?\n', "Third segment.tcpflow"],
  ['flow "a"\nC -> S: SYN\nexercise "b"\n?\n', "b.tcpflow"],
  ['exercise "a/b\\\\c: <d>?"\n?\n', "a b c d.tcpflow"],
  ['exercise " .. "\n?\n', "Untitled-1"],
  ['exercise "NUL"\n?\n', "Untitled-1"],
  ['exercise "三次握手"\n?\n', "三次握手.tcpflow"],
  [`exercise "${"握".repeat(200)}"\n?\n`, `${"握".repeat(60)}.tcpflow`],
  ["exercise\n?\n", "Untitled-1"],
  ["", "Untitled-1"],
])("what was never saved is called by its title: %j", (text, name) => {
  expect(unsavedName(text, "Untitled-1")).toBe(name);
});

test("what is no random exercise is not made again", () => {
  expect(madeAgain('exercise "a"\n?\n')).toBeNull();
  expect(anotherRequest("", 1)).toBeNull();
});
