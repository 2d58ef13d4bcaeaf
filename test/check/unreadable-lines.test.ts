/** One slip is one error: a line that cannot be read is told, and the lines below are not blamed for it. */

import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { parse } from "../../src/language/parser.js";
import { diagnostics } from "../../src/reading/diagnostics.js";

const OPEN = [
  "client C",
  "server S",
  "C -> S: SYN seq=100",
  "S -> C: SYN+ACK seq=300 ack=101",
  "C -> S: ACK seq=101 ack=301",
];

/** Right flows of every kind of statement, with every number and state written. */
const FLOWS: Readonly<Record<string, readonly string[]>> = {
  "a whole connection": [
    ...["client C", "server S", "C: CLOSED", "S: LISTEN", "C -> S: SYN seq=x", "C: SYN-SENT"],
    ...["S: SYN-RECEIVED", "S -> C: SYN+ACK seq=y ack=x+1", "C: ESTABLISHED", "C -> S: ACK seq=x+1 ack=y+1"],
    ...["S: ESTABLISHED", "C -> S: PSH+ACK seq=x+1 ack=y+1 len=10", "S -> C: ACK seq=y+1 ack=x+11"],
    ...["C -> S: FIN+ACK seq=x+11 ack=y+1", "C: FIN-WAIT-1", "S -> C: ACK seq=y+1 ack=x+12"],
    ...["C: FIN-WAIT-2", "S: CLOSE-WAIT", "S -> C: FIN+ACK seq=y+1 ack=x+12", "S: LAST-ACK", "C: TIME-WAIT"],
    ...["C -> S: ACK seq=x+12 ack=y+2", "S: CLOSED", "C: timeout 2msl", "C: CLOSED"],
  ],
  "numbers alone": [
    ...[...OPEN, "C -> S: PSH+ACK seq=101 ack=301 len=100", "C -> S: PSH+ACK seq=201 ack=301 len=50"],
    ...[
      "S -> C: ACK seq=301 ack=251",
      "S -> C: PSH+ACK seq=301 ack=251 len=7",
      "C -> S: ACK seq=251 ack=308",
    ],
    ...["S -> C: FIN+ACK seq=308 ack=251", "C -> S: ACK seq=251 ack=309", "C -> S: FIN+ACK seq=251 ack=309"],
    ...["S -> C: ACK seq=309 ack=252"],
  ],
  "loss and retransmission": [
    ...[...OPEN, "C -x S: PSH+ACK seq=101 ack=301 len=10", "C: timeout rto"],
    ...["C -> S: PSH+ACK seq=101 ack=301 len=10", "S -> C: ACK seq=301 ack=111"],
  ],
  "in flight": [
    ...[...OPEN, "C ~> S: PSH+ACK seq=101 ack=301 len=10 as d", "C -> S: PSH+ACK seq=111 ack=301 len=10"],
    ...["S -> C: ACK seq=301 ack=101", "deliver d", "S -> C: ACK seq=301 ack=121"],
  ],
  refused: ["C -> S: SYN seq=100", "S -> C: RST+ACK seq=0 ack=101", "C: CLOSED"],
  aborted: [...OPEN, "S: abort", "S -> C: RST seq=301", "S: CLOSED", "C: CLOSED"],
  "a begin in the middle": [
    ...["client C state=ESTABLISHED snd=100 rcv=300", "server S state=ESTABLISHED snd=300 rcv=100"],
    ...["C -> S: PSH+ACK seq=100 ack=300 len=10", "S -> C: ACK seq=300 ack=110", "C: close"],
    ...["C -> S: FIN+ACK seq=110 ack=300", "C: FIN-WAIT-1"],
  ],
};

/** Slips of the pen: what is replaced, and by what. */
const SLIPS: readonly (readonly [string, RegExp, string])[] = [
  ["a sign too many", /=(?=[\dxy])/g, "=-"],
  ["no number", /=[\dxy][\d+]*/g, "="],
  ["half a sum", /=([xy])\+\d+/g, "=$1+"],
  ["a letter O", /=(\d*)0\b/g, "=$1O"],
  ["a letter in a word", /\b(SYN|ACK|FIN|PSH|RST|client|server|deliver|timeout|close|abort)\b/g, "$1q"],
  ["a letter in a state", /(: |state=)([A-Z]{4,}[A-Z0-9-]*)$/g, "$1$2Q"],
];

interface Slip {
  readonly name: string;
  readonly lines: readonly string[];
  readonly at: number;
}

function slips(flow: string): Slip[] {
  const right = FLOWS[flow] ?? [];
  return right.flatMap((line, at) =>
    SLIPS.flatMap(([what, pattern, by]) =>
      [...line.matchAll(pattern)].map((match) => {
        const wrong = match[0].replace(new RegExp(pattern.source), by);
        const broken = line.slice(0, match.index) + wrong + line.slice(match.index + match[0].length);
        return { name: `${what}: ${broken}`, lines: right.with(at, broken), at };
      }),
    ),
  );
}

function errors(lines: readonly string[]): string[] {
  const analysis = analyze(parse(`${lines.join("\n")}\n`));
  const starts = analysis.document.lineStarts;
  return diagnostics(analysis, "en")
    .filter(({ severity }) => severity === "error")
    .map(({ span, code }) => `${starts.findLastIndex((start) => start <= span.start)} ${code}`);
}

describe.each(Object.keys(FLOWS))("in %s", (flow) => {
  test("nothing is wrong", () => {
    expect(errors(FLOWS[flow] ?? [])).toEqual([]);
  });

  test.each(slips(flow))("$name", ({ lines, at }) => {
    if (parse(lines[at] ?? "").problems.length === 0) return;
    expect(errors(lines)).toEqual([expect.stringMatching(new RegExp(`^${at} syntax-`))]);
  });
});

/** The last line is wrong whatever the line that cannot be read may have said. */
const WRONG_ANYWAY: Readonly<Record<string, readonly string[]>> = {
  "an ack of more than was sent": [
    ...OPEN.slice(0, 4),
    ...[
      "C -> S: ACK seq=101 ack=-1",
      "C -> S: PSH+ACK seq=101 ack=301 len=10",
      "S -> C: ACK seq=301 ack=112",
    ],
  ],
  "an ack that forgets the SYN": [
    ...["C -> S: SYN seq=", "S -> C: SYN+ACK seq=y ack=x+1", "C -> S: ACK seq=x+1 ack=y"],
  ],
  "a number of the other direction": [
    ...["C -> S: SYN seq=x", "S -> C: SYN+ACK seq=y ack=x+1", "C -> S: ACK seq=x+1 ack=y+1"],
    ...["C -> S: PSH+ACK len=1O", "S -> C: ACK seq=y+1 ack=y+1"],
  ],
  "a state that leads nowhere": [...OPEN, "C: clsoe", "S: TIME-WAIT"],
  "a state that no timer brings": [...OPEN, "C: timout 2msl", "C: CLOSED"],
  "a name that nobody declares": ["client C isn=", "server S", "C -> X: SYN seq=100"],
  "a segment that nobody sent": [...OPEN, "C ~> S: PSH+ACK len=1O as d", "deliver e"],
  "data behind a FIN": [...OPEN, "C -> S: FIN+ACK", "S -> C: ACK ack=-1", "C -> S: PSH+ACK len=10"],
  "a SYN in an open connection": [...OPEN, "C -> S: PSH+ACK len=", "S -> C: SYN+ACK seq=301 ack=101"],
};

test.each(Object.entries(WRONG_ANYWAY))("hides no mistake below: %s", (_, lines) => {
  expect(errors(lines)).toContainEqual(expect.stringMatching(new RegExp(`^${lines.length - 1} (?!syntax-)`)));
});
