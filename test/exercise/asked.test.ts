/** An answer is what is asked: legal lines that would do something else there are none, and those that are asked are taken. */

import { describe, expect, test } from "vitest";
import { judge, prepareTemplate } from "../../src/exercise/judge.js";

const EXERCISES = {
  challenge: `client C state=ESTABLISHED snd=1000 rcv=3000
peer S state=CLOSED
old S -> C: RST seq=3500
?
S -> C: RST seq=3000
  C: CLOSED`,
  syn: `client A state=ESTABLISHED snd=5000 rcv=8000
server B state=ESTABLISHED
A: crash
A -> B: SYN seq=900
?
A -> B: RST seq=5000
  B: CLOSED`,
  reset: `client C
server S
C ~> S: SYN seq=700 as new
old C -> S: SYN seq=650
S -> C: SYN+ACK seq=300 ack=651
?
  C: SYN-SENT
  S: LISTEN`,
  close: `client C state=ESTABLISHED snd=1000 rcv=7000
server S state=ESTABLISHED
C -> S: FIN+ACK seq=1000 ack=7000
S -> C: ACK seq=7000 ack=1001
?
S -> C: FIN+ACK seq=7000 ack=1001
C -> S: ACK seq=1001 ack=7001`,
  last: `client C state=ESTABLISHED snd=1 rcv=9
server S state=ESTABLISHED
C -> S: FIN+ACK seq=1 ack=9
S -> C: FIN+ACK seq=9 ack=2
?
  S: CLOSED`,
  loss: `client C state=ESTABLISHED snd=700 rcv=40
server S state=ESTABLISHED
C -x S: ACK seq=700 ack=40 len=10
C -> S: ACK seq=710 ack=40 len=10
S -> C: ACK seq=40 ack=700
C -> S: ACK seq=720 ack=40 len=10
S -> C: ACK seq=40 ack=700
C -> S: ACK seq=730 ack=40 len=10
S -> C: ACK seq=40 ack=700
?
S -> C: ACK seq=40 ack=740`,
  wait: `client C state=ESTABLISHED snd=1 rcv=9
server S state=ESTABLISHED
C -> S: FIN+ACK seq=1 ack=9
S -> C: FIN+ACK seq=9 ack=2
C -> S: ACK seq=2 ack=10
C: ?
  C: CLOSED`,
} as const;

type Name = keyof typeof EXERCISES;

const markOf = (name: Name, answer: string) => {
  const template = `exercise "a"\ntask: …\nkind: ${name === "wait" ? "fill" : "next"}\n${EXERCISES[name]}\n`;
  const filled = template.replace(/^\?$|(?<=: )\?$/m, answer);
  return judge(prepareTemplate(template), `answers "a"\n${filled}`)[0]?.marks[0];
};

describe("what is asked is taken", () => {
  const cases: [Name, string][] = [
    ["challenge", "C -> S: ACK seq=1000 ack=3000"],
    ["challenge", "C -> S: ACK seq=1000 ack=3000 win=500"],
    ["challenge", "C -> S: ACK seq=1000 ack=3000 len=0"],
    ["syn", "B -> A: ACK seq=8000 ack=5000"],
    ["reset", "C -> S: RST seq=651"],
    ["reset", "C -> S: RST seq=651 len=0"],
    ["close", "S: close"],
    ["close", "S: CLOSE"],
    ["last", "C -> S: ACK seq=2 ack=10"],
    ["loss", "C -> S: ACK seq=700 ack=40 len=10"],
    ["loss", "C -> S: PSH+ACK seq=700 ack=40 len=10"],
    ["wait", "timeout 2msl"],
    ["wait", "2MSL"],
  ];
  test.each(cases)("%s: %s", (name, answer) => {
    expect(markOf(name, answer)).toMatchObject({ verdict: "right", misconception: null });
  });
});

describe("what is legal, and not asked, is not", () => {
  const cases: [Name, string, string][] = [
    ["challenge", "C -> S: FIN+ACK seq=1000 ack=3000", "fin-extra"],
    ["challenge", "C -> S: ACK seq=1000 ack=3000 len=40", "wrong-length"],
    ["challenge", "C -> S: URG+ACK seq=1000 ack=3000", "wrong-flags"],
    ["syn", "B -> A: FIN+ACK seq=8000 ack=5000", "fin-extra"],
    ["syn", "B -> A: ACK seq=8000 ack=5000 len=1", "wrong-length"],
    ["reset", "C -> S: RST seq=651 len=40", "wrong-length"],
    ["reset", "S: abort", "wrong-event"],
    ["close", "C: receive", "wrong-event"],
    ["close", "S: receive", "wrong-event"],
    ["close", "S: timeout persist", "wrong-event"],
    ["close", "C: timeout persist", "wrong-event"],
    ["close", "S: send 1", "wrong-event"],
    ["last", "S: abort", "wrong-event"],
    ["last", "S: crash", "wrong-event"],
    ["loss", "C -> S: ACK seq=700 ack=40 len=40", "wrong-length"],
    ["loss", "C -> S: ACK seq=700 ack=40 len=20", "wrong-length"],
    ["wait", "abort", "wrong-event"],
    ["wait", "crash", "wrong-event"],
  ];
  test.each(cases)("%s: %s", (name, answer, misconception) => {
    expect(markOf(name, answer)).toMatchObject({ verdict: "wrong", misconception });
  });
});
