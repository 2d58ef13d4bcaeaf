/** A line that shows that an earlier one was misread makes the walk go back: what is walked twice is told once. */

import { expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { parse } from "../../src/language/parser.js";

test("a segment that arrives on a line that is walked again arrives once", () => {
  const { findings, flows } = analyze(
    parse(`client C
server S
C -> S: SYN seq=x
S -> C: SYN+ACK seq=y ack=x+1
C -> S: ACK seq=x+1 ack=y+1
C ~> S: PSH+ACK seq=x+1 ack=y+1 len=5 as a
S -> C: FIN+ACK seq=y+1 ack=x+1
deliver a
S -> C: PSH+ACK seq=y+1 ack=x+6 len=10
C -> S: ACK seq=x+6 ack=y+11
S -> C: PSH+ACK seq=y+11 ack=x+6 len=10
C -> S: ACK seq=x+6 ack=y+21
`),
  );
  const errors = findings.filter(({ severity }) => severity === "error");
  expect(errors.map(({ line, code }) => [line, code])).toEqual([[8, "data-after-fin"]]);
  expect(flows[0]?.steps[3]?.segment?.arrivals).toEqual([5]);
});

test("what is walked again knows nothing of the steps behind it", () => {
  const { findings } = analyze(
    parse(`client C state=ESTABLISHED snd=1118518598 rcv=1317358387
server S state=ESTABLISHED
S -> C: ACK seq=1317358387 ack=1118524178
S -> C: ACK seq=1317358387 ack=1118523248
C -> S: ACK seq=1118518598 ack=1317358387 len=930
C -> S: ACK seq=1118520458 ack=1317358387 len=930
C -> S: ACK seq=1118519528 ack=1317358387 len=930
C -> S: ACK seq=1118521388 ack=1317358387 len=930
C -> S: ACK seq=1118523248 ack=1317358387 len=930
S -> C: ACK seq=1317358387 ack=1118522318
C -> S: ACK seq=1118524178 ack=1317358387 len=930
S -> C: ACK seq=1317358387 ack=1118521388
S -> C: ACK seq=1317358387 ack=1118525108
C -> S: ACK seq=1118522318 ack=1317358387 len=930
S -> C: ACK seq=1317358387 ack=1118519528
`),
  );
  const errors = findings.filter(({ severity }) => severity === "error");
  expect(errors.map(({ line }) => line)).toEqual([2, 3, 5, 8, 11, 13, 14]);
});

test("where more is open than is tried, the line says so, and only a line that is wrong", () => {
  const open = Array.from({ length: 64 }, (_, i) => `old C -> S: RST seq=${200 + i}`);
  const flow = (last: string): string =>
    ["client C state=ESTABLISHED snd=100 rcv=300", "server S state=ESTABLISHED", ...open, last].join("\n");
  const untried = (text: string): number[] =>
    analyze(parse(text)).findings.flatMap(({ code, line }) => (code === "outcomes-untried" ? [line] : []));
  expect(untried(flow("S -> C: ACK seq=300 ack=101"))).toEqual([66]);
  expect(untried(flow("S -> C: ACK seq=300 ack=100"))).toEqual([]);
});
