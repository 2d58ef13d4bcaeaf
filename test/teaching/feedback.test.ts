/** What a check shows at the blanks. */

import { describe, expect, test } from "vitest";
import { judge } from "../../src/exercise/judge.js";
import { LOCALES } from "../../src/messages/locale.js";
import { feedback, resultLines } from "../../src/teaching/feedback.js";

const TEMPLATE = `exercise "Count on"
client C state=ESTABLISHED snd=100 rcv=500
server S state=ESTABLISHED
C -> S: PSH+ACK seq=100 ack=500 len=20
S -> C: ACK seq=500 ack=?
C -> S: PSH+ACK seq=? ack=500 len=30
S -> C: ACK seq=500 ack=?
C -> S: PSH+ACK seq=? ack=500 len=10
S -> C: ACK seq=500 ack=160
`;

const told = (...answers: readonly string[]) => {
  let i = 0;
  const answer = `answers "a"\n${TEMPLATE.replace(/\?/g, () => answers[i++] ?? "?")}`;
  return (locale: (typeof LOCALES)[number] = "en") => feedback(judge(TEMPLATE, answer), locale);
};

describe("a mistake that was followed through", () => {
  // One octet forgotten, and counted on from there.
  const all = told("119", "119", "149", "149");

  test("is told once as a mistake, and once as what follows from it", () => {
    expect(all().map(({ code, severity }) => [code, severity])).toEqual([
      ["last-octet", "warning"],
      ["carried-over", "information"],
    ]);
    expect(all()[1]?.message).toContain("2 more answers below follow from it");
  });

  test.each(LOCALES)("says how many more follow (%s)", (locale) => {
    expect(all(locale)[1]?.message).toMatch(/\b2\b|2 处/);
  });

  test("alone needs no number", () => {
    const [, second, ...rest] = told("119", "119", "150", "150")();
    expect(rest).toEqual([]);
    expect(second?.code).toBe("carried-over");
    expect(second?.message).not.toMatch(/\d/);
  });
});

test("right beside the letter: feedback says what the letter is", () => {
  const template =
    'exercise "a"\nclient C\nserver S\nold C -> S: ACK seq=5 ack=300\nS -> C: ? seq=300\nC: CLOSED\n';
  const results = judge(template, `answers "a"\n${template.replace("?", "RST+ACK")}`);
  expect(results[0]).toMatchObject({ solved: true });
  for (const locale of LOCALES) {
    const [remark, ...rest] = feedback(results, locale);
    expect(rest).toEqual([]);
    expect(remark).toMatchObject({ severity: "information", code: "rst-with-ack" });
    expect(remark?.message).toContain("RFC 9293 §3.10.7.1");
  }
});

const FIND = `exercise "Find"
kind: find
client C
server S
C -> S: SYN seq=100
S -> C: SYN+ACK seq=300 ack=100
C -> S: ACK seq=101 ack=301
`;
const ORDER = `exercise "Order"
kind: order
client C
server S
S -> C: SYN+ACK seq=300 ack=101
C -> S: ACK seq=101 ack=301
C -> S: SYN seq=100
`;
const ORDERED = `${ORDER.split("\n").slice(0, 4).join("\n")}
C -> S: SYN seq=100
S -> C: SYN+ACK seq=300 ack=101
C -> S: ACK seq=101 ack=301
`;

describe("where all is asked for", () => {
  const checked = (template: string, answer: string) => judge(template, `answers "a"\n${answer}`);
  const cases: readonly (readonly [
    name: string,
    template: string,
    answer: string,
    codes: readonly string[],
    en: string,
    zh: string,
  ])[] = [
    [
      "a mistake still there",
      FIND,
      FIND,
      [],
      "Find: 1 mistake still to be corrected",
      "Find：还有 1 处错误要改",
    ],
    [
      "a mistake put right",
      FIND,
      FIND.replace("ack=100", "ack=101"),
      [],
      "Find: all right. Well done!",
      "Find：全部正确！",
    ],
    [
      "a right line changed",
      FIND,
      FIND.replace("ack=301", "ack=301 win=5"),
      ["needless"],
      "Find: 1 mistake still to be corrected",
      "Find：还有 1 处错误要改",
    ],
    ["lines in no order", ORDER, ORDER, [], "Order: another line comes first", "Order：第一行应当是另一行"],
    [
      "lines in part in order",
      ORDER,
      `${ORDERED.split("\n").slice(0, 5).join("\n")}\n${ORDERED.split("\n").slice(5, 7).reverse().join("\n")}\n`,
      ["wrong-order"],
      "Order: right up to line 1 of 3",
      "Order：共 3 行，前 1 行顺序正确",
    ],
    ["lines in order", ORDER, ORDERED, [], "Order: all right. Well done!", "Order：全部正确！"],
  ];

  test.each(cases)("%s", (_, template, answer, codes, en, zh) => {
    const results = checked(template, answer);
    expect(feedback(results, "en").map(({ code }) => code)).toEqual(codes);
    expect(resultLines(results, "en")).toEqual([en]);
    expect(resultLines(results, "zh-cn")).toEqual([zh]);
  });
});

describe("the line of an exercise", () => {
  const lines = (answer: string, shown: readonly number[] = []) => {
    const results = judge(TEMPLATE, `answers "a"\n${answer}`);
    return LOCALES.map((locale) => resultLines(results, locale, () => new Set(shown))[0]);
  };
  const solved = ["120", "120", "150", "150"].reduce((text, n) => text.replace("?", n), TEMPLATE);

  test("counts what is wrong and empty, and the lines that were changed beside the blanks", () => {
    const [en, zh] = lines(TEMPLATE.replace("?", "119").replace("len=30", "len=31"));
    expect(en).toBe(
      "Count on: 0 of 4 right, 1 wrong, 3 empty. 1 line differs from the template beside the blanks; that does not count.",
    );
    expect(zh).toMatch(/^Count on：共 4 处，答对 0，答错 1，未填 3。除空格外.*1 行/);
  });

  test("says what was revealed, and that it does not count", () => {
    expect(lines(solved)).toEqual(["Count on: all right. Well done!", "Count on：全部正确！"]);
    const marks = judge(TEMPLATE, `answers "a"\n${solved}`)[0]?.marks.map(({ index }) => index) ?? [];
    expect(lines(solved, marks.slice(0, 1))[0]).toContain("1 of 4 revealed");
    expect(lines(solved, marks)[0]).toContain("all right, but revealed");
    const results = judge(TEMPLATE, `answers "a"\n${solved}`);
    expect(feedback(results, "en", () => new Set(marks.slice(0, 1))).map(({ code }) => code)).toEqual([
      "revealed",
    ]);
  });
});
