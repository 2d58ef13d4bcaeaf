/** The exercises of the lessons under the judge: the key is right, and the slips of students are named. */

import { describe, expect, test } from "vitest";
import { judge, type Mark, prepareTemplate } from "../../src/exercise/judge.js";
import { LESSONS, type Lesson, type Part, partsOf } from "./shelf.js";
import { slipsFor } from "./slips.js";

/** Of all wrong answers, so many may be wrong in a way that has no name. */
const MOST_UNRECOGNISED = 1 / 5;
const TIMEOUT = 1_200_000;

const ENGLISH = LESSONS.filter(({ language }) => language === "en");

describe.each(LESSONS)("$language $id", (lesson) => {
  const template = prepareTemplate(lesson.text, lesson.key);

  test("is empty as it ships", () => {
    for (const result of judge(template, answerTo(lesson, lesson.text))) {
      if (result.kind === "find" || result.kind === "order") expect(result.solved, result.title).toBe(false);
      else
        expect(
          result.marks.map(({ verdict }) => verdict),
          result.title,
        ).toEqual(result.marks.map(() => "empty"));
    }
  });

  test("is solved by its key", () => {
    for (const result of judge(template, lesson.key)) {
      expect(
        result.marks.filter(({ verdict }) => verdict !== "right"),
        result.title,
      ).toEqual([]);
      expect(result.changes, result.title).toEqual([]);
      expect(result.solved, result.title).toBe(true);
    }
  });
});

function answerTo({ id }: Lesson, text: string): string {
  return `answers "${id}.tcpflow"\n${text}`;
}

test("a slip is judged wrong where it stands, and mostly has a name", { timeout: TIMEOUT }, () => {
  let slips = 0;
  const unrecognised: string[] = [];
  const wrongly: string[] = [];
  for (const { id, text, key } of ENGLISH) {
    const keys = partsOf(key);
    partsOf(text).forEach((part, i) => {
      if (part.kind !== "exercise") return;
      const right = keys[i] as Part;
      const template = prepareTemplate(part.text, right.text);
      const [solved] = judge(template, right.text);
      for (const mark of solved?.marks ?? []) {
        for (const slip of slipsFor(mark, right.text)) {
          slips += 1;
          const [result] = judge(template, withSlip(right.text, mark, slip));
          const judged = result?.marks[mark.index];
          const what = `${id}, ${part.title}: ${mark.written} → ${slip}`;
          const beside = result?.marks.filter((m) => m.index !== mark.index && m.verdict !== "right") ?? [];
          if (judged?.verdict !== "wrong" || judged.misconception === null || beside.length > 0)
            wrongly.push(what);
          else if (judged.misconception === "unrecognised") unrecognised.push(what);
        }
      }
    });
  }
  console.log(`${slips} slips, ${unrecognised.length} without a name`);
  expect(wrongly).toEqual([]);
  expect(slips).toBeGreaterThan(1000);
  expect(unrecognised.length, unrecognised.join("\n")).toBeLessThanOrEqual(slips * MOST_UNRECOGNISED);
});

function withSlip(text: string, { span }: Mark, slip: string): string {
  if (span === null) throw new Error("a mark of the key has no place");
  return text.slice(0, span.start) + slip + text.slice(span.end);
}
