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
  expect(findings.map(({ line, code }) => [line, code])).toEqual([[6, "flag-extra"]]);
  expect(flows[0]?.steps[3]?.segment?.arrivals).toEqual([5]);
});
