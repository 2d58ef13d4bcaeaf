/** *Another like this* is about what was misunderstood. */

import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Misconception } from "../../src/exercise/misconceptions.js";
import { generateExercise } from "../../src/exercise/random/generate.js";
import { kindsOf, TOPICS } from "../../src/exercise/random/topics.js";
import { MISCONCEPTIONS } from "../../src/messages/misconceptions.js";
import { another, LESSONS, practiceOf, type SolvedExercise } from "../../src/teaching/another.js";

const INDEX: readonly { readonly id: string }[] = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, "../../lessons/index.json"), "utf8"),
);

const SOLVED: SolvedExercise = { file: "09-loss", template: "", kind: "fill", misunderstood: [] };

test("every lesson has something that it practises", () => {
  expect(Object.keys(LESSONS)).toEqual(INDEX.map(({ id }) => id));
  for (const topic of Object.values(LESSONS)) expect(TOPICS).toContain(topic);
  expect(practiceOf("my-own")).toBe("mixed");
});

describe("what is chosen", () => {
  const cases: [misunderstood: Misconception[], wanted: object][] = [
    [[], { topic: "loss", kind: "fill" }],
    [["unrecognised"], { topic: "loss", kind: "fill" }],
    [["syn-not-counted"], { topic: "handshake", kind: "fill" }],
    [["fin-not-counted", "syn-not-counted", "fin-not-counted"], { topic: "four-way-close", kind: "fill" }],
    [["fin-not-counted", "syn-not-counted"], { topic: "handshake", kind: "fill" }],
    [["means-closing"], { topic: "simultaneous-close", kind: "state" }],
    [["owed"], { topic: "loss", kind: "next" }],
    [["wrong-window"], { topic: "window", kind: "fill" }],
  ];
  test.each(cases)("%j", (misunderstood, wanted) => {
    expect(another({ ...SOLVED, misunderstood }, 7)).toEqual({ ...wanted, difficulty: 1, seed: 7 });
  });

  test("a random one is made anew as it was asked for, but for what was misunderstood", () => {
    const request = { topic: "time-wait", kind: "order", difficulty: 3, seed: 4 } as const;
    const { text } = generateExercise({ ...request, locale: "zh-cn" });
    const own = { ...SOLVED, template: text, kind: "order" } as const;
    expect(another(own, 9)).toEqual({ ...request, seed: 9 });
    expect(another({ ...own, misunderstood: ["wrong-order"] }, 9)).toEqual({ ...request, seed: 9 });
    expect(another({ ...own, misunderstood: ["fin-not-counted"] }, 9)).toMatchObject({
      topic: "four-way-close",
      difficulty: 3,
    });
  });

  test("whatever was misunderstood, wherever, can be made", () => {
    for (const file of Object.keys(LESSONS)) {
      for (const one of Object.keys(MISCONCEPTIONS) as Misconception[]) {
        for (const kind of ["state", "order", "choice"] as const) {
          const { topic, kind: wanted } = another({ ...SOLVED, file, kind, misunderstood: [one] }, 1);
          if (wanted !== undefined) expect(kindsOf(topic)).toContain(wanted);
        }
      }
    }
  });
});
