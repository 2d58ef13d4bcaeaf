/** Questions with written options: the key tells which is right, and why the others are not. */

import { describe, expect, test } from "vitest";
import { judge, prepareTemplate } from "../../src/exercise/judge.js";
import { answerCopy, desks, exerciseCopy, revealAll } from "../../src/exercise/path.js";
import { format } from "../../src/language/format.js";
import { parse } from "../../src/language/parser.js";
import { LOCALES } from "../../src/messages/locale.js";
import { QUESTIONS } from "../../src/messages/questions/index.js";
import { feedback } from "../../src/teaching/feedback.js";
import { templateTroubles } from "../../src/teaching/grade.js";

const TEMPLATE = `exercise "Who waits?"
task: Who waits in TIME-WAIT?
kind: choice
hint: Who sends the last ACK?
client C
server S
C -> S: SYN     seq=x
S -> C: SYN+ACK seq=y ack=?

option A: The client, always
option B: Whoever sent its FIN first
option C: 双方都等
answer: ?
`;

const KEY = TEMPLATE.replace("ack=?", "ack=x+1")
  .replace("always\n", "always\nwrong: A server that closes first waits as well.\n")
  .replace("first\n", "first\nright: It sends the last ACK.\n")
  .replace("answer: ?", "answer: B");

const prepared = prepareTemplate(TEMPLATE, KEY);
const marksOf = (answer: string, template = prepared) =>
  judge(template, `answers "a.tcpflow"\n${TEMPLATE.replace("answer: ?", `answer: ${answer}`)}`)[0]?.marks ??
  [];

test("it is read, formatted, and has two blanks", () => {
  expect(parse(TEMPLATE).problems).toEqual([]);
  expect(parse(KEY).problems).toEqual([]);
  expect(format(TEMPLATE)).toBe(TEMPLATE);
  expect(format(KEY)).toBe(KEY);
  expect(prepared.exercises[0]?.exercise.blanks.map(({ kind }) => kind)).toEqual(["ack", "choice"]);
});

test("the key solves it; the template is empty", () => {
  expect(judge(prepared, KEY)[0]).toMatchObject({ solved: true, changes: [] });
  expect(judge(prepared, TEMPLATE)[0]).toMatchObject({ empty: 2, changes: [] });
});

test.each([
  "B",
  "b",
  "Ｂ",
  "(B)",
  "（b）",
  "B.",
  "B)",
  "B、",
  "option B",
  "选项 B",
  "Whoever sent its FIN first",
])("%s is the right option", (written) =>
  expect(marksOf(written)[1]).toMatchObject({ verdict: "right", reason: "It sends the last ACK." }),
);

test.each([
  ["A", "wrong-choice", "A server that closes first waits as well."],
  ["C", "wrong-choice", null],
  ["双方都等", "wrong-choice", null],
  ["D", "no-option", undefined],
  ["AB", "no-option", undefined],
  ["B or C", "no-option", undefined],
  ["x+1", "no-option", undefined],
])("%s is not: %s", (written, misconception, reason) => {
  const mark = marksOf(written)[1];
  expect(mark).toMatchObject({ verdict: "wrong", misconception });
  expect(mark?.reason).toBe(reason);
});

test("its reason is told, in either language", () => {
  for (const locale of LOCALES) {
    const results = judge(prepared, `answers "a"\n${TEMPLATE.replace("answer: ?", "answer: A")}`);
    const told = feedback(results, locale).find(({ code }) => code === "wrong-choice");
    expect(told?.message).toContain("A server that closes first waits as well.");
    expect(told?.message).not.toContain("It sends the last ACK");
  }
});

test("without its key it is not judged, and says so", () => {
  const unkeyed = prepareTemplate(TEMPLATE);
  expect(marksOf("B", unkeyed)[1]).toMatchObject({ verdict: "empty", remark: "no-key" });
  expect(marksOf("B", unkeyed)[0]).toMatchObject({ verdict: "empty", remark: null });
  expect(marksOf("nothing", unkeyed)[1]).toMatchObject({ verdict: "wrong", misconception: "no-option" });
});

test("a template that tells itself is judged by that, and its copy does not tell", () => {
  const telling = KEY.replace("answer: B", "answer: ?").replace("ack=x+1", "ack=?");
  const own = prepareTemplate(telling);
  expect(judge(own, `answers "a"\n${TEMPLATE.replace("answer: ?", "answer: b")}`)[0]?.right).toBe(1);
  expect(answerCopy(telling, "a.tcpflow")).not.toMatch(/^(?:right|wrong|hint):/m);
  expect(exerciseCopy(own.exercises[0] as NonNullable<(typeof own.exercises)[0]>)).not.toMatch(/^right:/m);
});

test("it can be revealed", () => {
  const answer = parse(`answers "a"\n${TEMPLATE}`);
  const [desk] = desks(prepared, answer);
  if (desk === undefined) throw new Error("no desk");
  expect(revealAll(desk, parse(KEY)).map(({ text }) => text)).toEqual(["x+1", "B"]);
});

test("an option that was changed is told", () => {
  const changed = TEMPLATE.replace("Whoever sent its FIN first", "The server").replace(
    "answer: ?",
    "answer: B",
  );
  const [result] = judge(prepared, `answers "a"\n${changed}`);
  expect(result?.changes).toHaveLength(1);
});

test("outside an exercise these words are endpoints", () => {
  const { flows, problems } = parse("peer right\npeer wrong\nright -> wrong: SYN seq=1\nright: SYN-SENT\n");
  expect(problems).toEqual([]);
  expect(flows[0]?.statements.map(({ type }) => type)).toEqual(["endpoint", "endpoint", "segment", "local"]);
});

test.each(["option", "option A", "option A:", "answer:", "option A B: x", "wrong:"])(
  "%j is a problem, and no more",
  (line) => {
    expect(parse(`exercise "a"\n${line}\nC -> S: SYN\n`).problems).toHaveLength(1);
  },
);

describe("the questions that ship", () => {
  const all = Object.entries(QUESTIONS).flatMap(([topic, questions]) =>
    questions.map((question, i) => [`${topic} ${i + 1}`, question] as const),
  );

  test.each(all)(
    "%s: three or four options, each different, each with its reason, in both languages alike",
    (_, { en, zh }) => {
      expect(en.wrong.length).toBe(zh.wrong.length);
      for (const { ask, right, wrong } of [en, zh]) {
        const options = [right, ...wrong];
        expect(options.length).toBeGreaterThanOrEqual(3);
        expect(new Set(options.map(([text]) => text)).size).toBe(options.length);
        for (const text of [ask, ...options.flat()]) {
          expect(text).not.toBe("");
          expect(parse(`exercise "a"\noption A: ${text}\n`).flows[0]?.statements[0]).toMatchObject({
            text: { value: text },
          });
        }
      }
      expect([en.ask, ...en.wrong.flat()].join(" ")).not.toMatch(/[\u4e00-\u9fff]/);
    },
  );
});

test("a template whose key is missing is told of before its answers are", () => {
  for (const locale of LOCALES) {
    expect(templateTroubles(prepared, locale)).toEqual([]);
    const [trouble, ...rest] = templateTroubles(prepareTemplate(TEMPLATE), locale);
    expect(rest).toEqual([]);
    expect(trouble).toMatch(/"Who waits\?"|“Who waits\?”/);
  }
});
