/** The commonest mistakes of students: one error, on its line, with the right value, in both languages. */

import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { explainFinding } from "../../src/explain/diagnostic.js";
import { parse } from "../../src/language/parser.js";
import { SLIPS } from "./classroom.js";

/** A letter of the TCB, or nothing at all, in the place of a number. */
const PLACEHOLDER = /=\?|\? is|SND\.|RCV\.|SEG\.|undefined|null|NaN|“”|应为（|应为，/;

describe("a mistake of the classroom", () => {
  test.each(SLIPS.map((slip) => [slip.name, slip] as const))("%s", (_, { lines, at, says }) => {
    const errors = analyze(parse(`${lines.join("\n")}\n`)).findings.filter((f) => f.severity === "error");
    expect(errors.map(({ line }) => line + 1)).toEqual([at]);
    for (const finding of errors) {
      const { message: en } = explainFinding(finding, "en");
      const { message: zh } = explainFinding(finding, "zh-cn");
      expect(says.filter((word) => !en.includes(word))).toEqual([]);
      expect(says.filter((word) => !zh.includes(word))).toEqual([]);
      expect([en, zh].filter((message) => PLACEHOLDER.test(message))).toEqual([]);
    }
  });
});
