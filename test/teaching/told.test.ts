/** What a teacher and a student read of a small class, word by word, in both languages. */

import { describe, expect, test } from "vitest";
import { generateExercise } from "../../src/exercise/random/generate.js";
import type { Locale } from "../../src/messages/locale.js";
import { gradingTemplate, templateTroubles } from "../../src/teaching/grade.js";
import { gradeClass } from "../../src/teaching/grade-class.js";
import { feedbackName, feedbackText } from "../../src/teaching/grade-feedback.js";
import { gradeDetails, gradeTable } from "../../src/teaching/grade-text.js";

/** The first has no title. */
const FILL = `exercise
C -> S: SYN seq=x
S -> C: SYN+ACK seq=y ack=?
C -> S: ACK seq=? ack=y+1

exercise "two"
C -> S: SYN seq=?
S -> C: SYN+ACK seq=7 ack=6
`;
const order = generateExercise({ topic: "handshake", kind: "order", difficulty: 1, seed: 5, locale: "en" });
const lines = order.text.trimEnd().split("\n");
/** The last two lines change places, which is wrong for both. */
const ordered = order.key
  .replace(/^answers.*\n/, "")
  .trimEnd()
  .split("\n");
const misordered = [...ordered.slice(0, -2), ordered.at(-1), ordered.at(-2), ""].join("\n");

function filled(...words: readonly string[]): string {
  let at = 0;
  return FILL.replace(/\?/g, () => words[at++] ?? "?");
}

const answer = (student: string, name: string, text: string) => {
  const path = `${student}/${name}.answer.tcpflow`;
  return { path, below: path, text: `answers "${name}.tcpflow"\n${text}` };
};

const result = gradeClass(
  [gradingTemplate("fill.tcpflow", FILL), gradingTemplate("order.tcpflow", order.text, order.key)],
  [
    answer("Ada", "fill", filled("x+1", "x+1", "5")),
    answer("Ada", "order", `${lines.join("\n")}\n`),
    answer("Bob", "fill", filled("x", "x", "6").replace("SYN seq=x\n", "SYN seq=x\nS -> C: RST\n")),
    answer("Bob", "order", misordered),
    answer("Cy", "fill", filled("x+2").replace("SYN+ACK seq=7 ack=6\n", "SYN+ACK seq=7 ack=9\n")),
    { path: "Di/x.txt", below: "Di/x.txt", text: "hello" },
    { path: "Ed/x.txt", below: "Ed/x.txt", text: null, reason: "is gone" },
    answer("Fay", "other", FILL),
  ],
);

const details = (student: string, locale: Locale) =>
  result.files
    .filter((one) => one.student === student)
    .flatMap((one) => gradeDetails(one, locale))
    .map((line) => line.split(/[.。]/)[0]);
const feedback = (student: string, locale: Locale) => {
  const found = result.students.find(({ name }) => name === student);
  if (found === undefined) throw new Error(student);
  return feedbackText(found, locale).split("\n");
};

const EXPECTED: Readonly<
  Record<
    Locale,
    { table: readonly string[]; bob: readonly string[]; cy: readonly string[]; read: readonly string[] }
  >
> = {
  en: {
    table: [
      'Di/x.txt                  -      is no answer: its first line is not answers "…" (where the exercise itself was filled in, put that line above it)',
      "Ed/x.txt                  -      cannot be read: is gone",
      "Fay/other.answer.tcpflow  -      answers another exercise: other.tcpflow",
      "Ada      3/8    37.5 %",
      "  33.3 %  1, blank 1 (line 3 of fill.tcpflow)",
    ],
    bob: [
      'blank 1 (template line 3), "x": the SYN\'s number forgotten',
      'blank 2 (template line 4), "x": carried over from an earlier mistake',
      "changed where nothing was asked: line 4 of the answer put in",
      'two, blank 1 (template line 7), "6": the segment\'s own numbers counted',
      'Three-way handshake · 5, place 4 (line 16 of the answer), "S -> C: ACK     seq=y+1 ack=x+101": the line does not fit here',
    ],
    cy: [
      'blank 1 (template line 3), "x+2": off by one',
      "two, changed where nothing was asked: template line 8 changed or taken out",
    ],
    read: [
      "3 of 8 marks, 37.5 %.",
      "### 1",
      "All right. Well done!",
      "0 of 5 right.",
      "- 5 answers still open.",
    ],
  },
  "zh-cn": {
    table: [
      'Di/x.txt                  -     不是答卷：第一行不是 answers "…"（直接填在练习里的，请在最上面补上这一行）',
      "Ed/x.txt                  -     无法读取：is gone",
      "Fay/other.answer.tcpflow  -     答的是另一份练习：other.tcpflow",
      "Ada   3/8   37.5 %",
      "  33.3 %  1，第 1 空（fill.tcpflow 第 3 行）",
    ],
    bob: [
      "第 1 空（模板第 3 行）“x”：漏算 SYN 的序号",
      "第 2 空（模板第 4 行）“x”：沿用了前面的错误",
      "改动了空以外的内容：答卷第 4 行是新加的",
      "two，第 1 空（模板第 7 行）“6”：把本报文段自己占用的序号也算进去了",
      "Three-way handshake · 5，第 4 个位置（答卷第 16 行）“S -> C: ACK     seq=y+1 ack=x+101”：这一行不该在这里",
    ],
    cy: ["第 1 空（模板第 3 行）“x+2”：相差 1", "two，改动了空以外的内容：模板第 8 行被改动或删去"],
    read: ["得分 3，满分 8，折合百分制 37.5。", "### 1", "全部正确！"],
  },
};

describe.each(Object.entries(EXPECTED) as [Locale, (typeof EXPECTED)[Locale]][])(
  "in %s",
  (locale, expected) => {
    test("the table of the class", () => {
      const table = gradeTable(result, locale);
      for (const line of expected.table) expect(table).toContain(line);
    });

    test("each wrong answer, and what was changed that nobody asked for", () => {
      expect(details("Bob", locale)).toEqual(expected.bob);
      expect(details("Cy", locale)).toEqual(expected.cy);
    });

    test("what a student gets back", () => {
      const text = feedback("Ada", locale);
      for (const line of expected.read) expect(text).toContain(line);
    });
  },
);

describe("a template that cannot be judged as it should be", () => {
  const troubles = (text: string, locale: Locale) =>
    templateTroubles(gradingTemplate("t.tcpflow", text).template, locale);

  test.each([
    ["nothing is asked", 'exercise "e"\nC -> S: SYN\n', /"e" \(line 1\)|e/, /e/],
    [
      "nothing is wrong where mistakes are to be found",
      'exercise "e"\nkind: find\nC -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=x+1\n',
      /e/,
      /e/,
    ],
    [
      "it is wrong itself, on more lines than anybody reads",
      `exercise "e"\nC -> S: SYN seq=?\n${"S -> C: SYN+ACK seq=y ack=x+5 len=3\nC: listen\n".repeat(9)}`,
      /…/,
      /…/,
    ],
  ])("%s", (_, text, en, zh) => {
    expect(troubles(text, "en").join()).toMatch(en);
    expect(troubles(text, "zh-cn").join()).toMatch(zh);
    expect(troubles(text, "zh-cn").join()).toMatch(/\p{Script=Han}/u);
  });
});

test("two students of one name get files of their own", () => {
  const taken = new Set<string>();
  const names = ["Ada", "ada", "Ada", "..", "a/b"].map((student) => {
    const name = feedbackName(student, taken);
    taken.add(name.toLowerCase());
    return name;
  });
  expect(names).toEqual(["Ada.md", "ada-2.md", "Ada-3.md", "_.md", "a_b.md"]);
});
