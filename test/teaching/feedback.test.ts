/** What a check shows at the blanks. */

import { describe, expect, test } from "vitest";
import { judge } from "../../src/exercise/judge.js";
import { LOCALES } from "../../src/messages/locale.js";
import { feedback } from "../../src/teaching/feedback.js";

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
