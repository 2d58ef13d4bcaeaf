/** What is below a blank that the check cannot work out is not called wrong: the blank may put it right. */

import { expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { parse } from "../../src/language/parser.js";

const CLOSE = `client C state=ESTABLISHED snd=100 rcv=300
server S state=ESTABLISHED
C -> S: FIN+ACK seq=100 ack=300`;

test.each([
  ["a whole line", `${CLOSE}\nS -> C: ACK seq=300 ack=101\n?\n  S: LAST-ACK`],
  ["flags that may have a FIN", `${CLOSE}\nS -> C: ? seq=300 ack=101\n  S: LAST-ACK`],
  ["an event", `client C state=TIME-WAIT snd=101 rcv=301\nserver S\n  C: TIME-WAIT\nC: ?\n  C: CLOSED`],
])("%s: nothing is told below it in an exercise, and an error is above it", (_, lines) => {
  expect(codes(`exercise "Open"\n${lines}`)).toEqual([]);
  expect(
    codes(`exercise "Open"\n${lines.replace(/\n(?=\S+ -> |\?| {2}C: TIME)/, "\n  C, S: SYN-SENT\n")}`),
  ).toContain("state-wrong");
});

test("flags that are owed are known: what is wrong below them is told", () => {
  const lines = "C -> S: SYN seq=x\nS -> C: ? seq=y\nC -> S: ACK ack=y";
  expect(codes(`exercise "Owed"\n${lines}`)).toEqual(["ack-behind"]);
});

function codes(text: string): string[] {
  return analyze(parse(text)).findings.map(({ code }) => code);
}

const MIDDLE = "client C state=ESTABLISHED snd=2000 rcv=500\nserver S state=ESTABLISHED";

test.each([
  ["is counted by the ack below it", "C -> S: ACK seq=2000 len=?\nS -> C: ACK ack=2010"],
  ["may be none", "C -> S: ACK seq=2000 len=?\nS -> C: ACK ack=2000\nC -> S: PSH+ACK seq=2000 len=5"],
  ["stands beside a FIN", "C -> S: FIN+ACK seq=2000 len=?\nS -> C: ACK ack=2011"],
  [
    "is told by a keep-alive",
    "C -> S: ACK seq=2000 len=?\nS -> C: ACK ack=?\nC: timeout keepalive\nC -> S: ACK seq=2039\nS -> C: ACK ack=2040",
  ],
  [
    "is told by a keep-alive behind PSH too",
    "C -> S: PSH+ACK seq=2000 len=?\nS -> C: ACK ack=?\nC: timeout keepalive\nC -> S: ACK seq=2039\nS -> C: ACK ack=2040",
  ],
])("an open length %s", (_, lines) => {
  for (const kind of ["exercise", "flow"]) {
    const { findings, flows } = analyze(parse(`${kind} "Open"\n${MIDDLE}\n${lines}`));
    const grave = findings.filter(({ severity }) => severity === "error" || severity === "warning");
    expect(grave.map(({ code }) => code)).toEqual([]);
    expect(flows[0]?.undecided).toBe(0);
  }
});

test("an open length is one amount: what contradicts it is an error", () => {
  const lines = "C -> S: ACK seq=2000 len=?\nS -> C: ACK ack=2010\nC -> S: ACK seq=2005";
  expect(codes(`exercise "Open"\n${MIDDLE}\n${lines}`)).toContain("seq-wrong");
  expect(codes(`exercise "Open"\n${MIDDLE}\nC -> S: ACK seq=2000 len=?\nS -> C: ACK ack=1990`)).toHaveLength(
    1,
  );
});
