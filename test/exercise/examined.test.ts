/**
 * Answers of students to the exercises of the lessons that were once marked wrongly, or told something false:
 * `examined.txt` says for each what the marks are, and what is told of those that are not plainly right.
 */

import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test, vi } from "vitest";
import { judge } from "../../src/exercise/judge.js";
import { type Misconception, misconceptionWords } from "../../src/exercise/misconceptions.js";
import { generateExercise } from "../../src/exercise/random/generate.js";
import { LOCALES } from "../../src/messages/locale.js";
import { MISCONCEPTIONS } from "../../src/messages/misconceptions.js";

vi.setConfig({ testTimeout: 60_000 });

interface Entry {
  readonly name: string;
  readonly source: string;
  readonly title: string;
  readonly marks: string;
  /** By the number of the mark. */
  readonly told: readonly string[];
  readonly body: string;
}

const entries: readonly Entry[] = readFileSync(path.join(import.meta.dirname, "examined.txt"), "utf8")
  .split(/^## /m)
  .slice(1)
  .map((text) => {
    const [head = "", ...body] = text.split("\n\n");
    const [name = "", source = "", exercise = "", marks = "", ...told] = head.split("\n");
    return {
      name: `${name} (${source})`,
      source,
      title: exercise.replace("exercise ", ""),
      marks: marks.replace("marks ", ""),
      told,
      body: body.join("\n\n"),
    };
  });

const LESSONS = path.resolve(import.meta.dirname, "../../lessons/en");

function templateOf(source: string): string {
  const generated = /^generated (\w+) order (\d) (\d+)$/.exec(source);
  if (generated === null)
    return readFileSync(path.join(LESSONS, `${source.replace("lesson ", "")}.tcpflow`), "utf8");
  const seed = Number(generated[3]);
  return generateExercise({ topic: "refused", kind: "order", difficulty: 1, seed, locale: "en" }).text;
}

const SIGNS = { right: "+", wrong: "x", empty: "." } as const;

test.each(entries)("$name", ({ source, title, marks, told, body }) => {
  const answer = `answers "t.tcpflow"\nexercise "${title}"\n${body}`;
  const result = judge(templateOf(source), answer).find((one) => one.title === title);
  expect(result?.marks.map(({ verdict }) => SIGNS[verdict]).join("")).toBe(marks);
  const found = result?.marks.flatMap(({ index, misconception, remark }) => {
    const word = misconception ?? remark;
    return word === null ? [] : [`${index + 1} ${word}`];
  });
  expect(found).toEqual(told);
});

describe("what is told leaves more than one answer", () => {
  const all = Object.keys(MISCONCEPTIONS) as Misconception[];
  const STATES = [
    "SYN-SENT",
    "SYN-RECEIVED",
    "ESTABLISHED",
    "FIN-WAIT-1",
    "FIN-WAIT-2",
    "CLOSE-WAIT",
    "CLOSING",
    "LAST-ACK",
    "TIME-WAIT",
    "LISTEN",
    "CLOSED",
  ];

  test.each(LOCALES)("no state is named but the one that was written (%s)", (locale) => {
    for (const one of all) {
      const { name, text } = misconceptionWords(one, locale);
      const states = new Set(STATES.filter((state) => `${name} ${text}`.includes(state)));
      expect(states.size, one).toBeLessThanOrEqual(1);
    }
  });

  test.each(LOCALES)("the numbers of a RST are not told (%s)", (locale) => {
    expect(misconceptionWords("reset-number", locale).text).not.toMatch(/\d/);
  });
});
