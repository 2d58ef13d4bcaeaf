/** The reason given for a state is true of the very exchange. */

import { expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import type { StateReason } from "../../src/check/reasons.js";
import { parse } from "../../src/language/parser.js";

const MIDDLE = ["client C state=ESTABLISHED snd=100 rcv=300", "server S state=ESTABLISHED"];
const FRESH = ["client C", "server S"];
const HALF = [...FRESH, "C -> S: SYN", "S -> C: SYN+ACK"];
const BEHIND_GAP = [...MIDDLE, "C ~> S: PSH+ACK seq=100 ack=300 len=10", "C -> S: FIN+ACK seq=110 ack=300"];
const BEHIND_GAP_CLOSED = [
  ...MIDDLE,
  "C ~> S: PSH+ACK seq=100 ack=300 len=10 as c",
  "C -> S: FIN+ACK seq=110 ack=300",
  "S: close",
];
const BOTH_FINS = [...MIDDLE, "C -> S: FIN+ACK", "S -> C: FIN+ACK"];

const CASES: readonly (readonly [reason: StateReason, lines: readonly string[], claim: string])[] = [
  ["peer-fin-ahead", BEHIND_GAP, "S: CLOSE-WAIT"],
  ["peer-first", BOTH_FINS, "S: CLOSING"],
  ["fin-and-ack", [...BOTH_FINS, "C -> S: ACK"], "C: FIN-WAIT-2"],
  ["fin-and-ack", [...BOTH_FINS, "C -> S: ACK"], "C: CLOSING"],
  ["left", [...FRESH, "S: listen", ...HALF.slice(2), "C -> S: ACK"], "S: LISTEN"],
  ["aborted", [...FRESH, "C -> S: SYN", "C: abort"], "C: SYN-RECEIVED"],
  ["fin-in-handshake", [...HALF, "C -x S: ACK", "C -> S: FIN+ACK"], "S: ESTABLISHED"],
  ["called-close-first", [...HALF, "S: close"], "S: LAST-ACK"],
  ["called-close-first", [...MIDDLE, "C: close"], "C: LAST-ACK"],
  ["timed-out", [...MIDDLE, "C: timeout user"], "C: TIME-WAIT"],
  ["crashed", [...MIDDLE, "C: crash"], "C: TIME-WAIT"],
  ["handshake-over", MIDDLE, "S: SYN-RECEIVED"],
  ["peer-first", [...MIDDLE, "C -> S: FIN+ACK"], "S: FIN-WAIT-2"],
  ["closed-first", [...MIDDLE, "C -> S: FIN+ACK", "S -> C: ACK"], "C: CLOSE-WAIT"],
  ["syn-unsent", [...FRESH, "C -> S: SYN"], "S: ESTABLISHED"],
  ["peer-syn", ["client C state=SYN-SENT", "server S state=SYN-RECEIVED", "S -> C: SYN+ACK"], "S: LISTEN"],
  ["called-close", [...BEHIND_GAP_CLOSED, "deliver c"], "S: CLOSE-WAIT"],
  ["called-close", [...BEHIND_GAP_CLOSED, "deliver c"], "S: LAST-ACK"],
];

test.each(CASES)("%s: %j, %s", (reason, lines, claim) => {
  expect(reasons([...lines, claim])).toEqual([reason]);
});

test("a RST takes a passive OPEN back to LISTEN, and not to CLOSED", () => {
  const lines = [...HALF, "C -> S: RST+ACK"];
  expect(reasons([...lines, "S: LISTEN"])).toEqual([]);
  expect(reasons([...lines, "S: CLOSED"])).toEqual(["listens"]);
  expect(reasons([...lines, "S: ESTABLISHED"])).toEqual(["reset"]);
});

function reasons(lines: readonly string[]): readonly StateReason[] {
  const { flows } = analyze(parse(lines.join("\n")));
  return flows.flatMap(({ steps }) =>
    steps.flatMap(({ findings }) =>
      findings.flatMap((found) => (found.code === "state-wrong" ? [found.args.reason] : [])),
    ),
  );
}
