import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { duration, marksOf, type RowMark } from "../../src/diagram/marks.js";
import { parse } from "../../src/language/parser.js";
import { flowAsMermaid, flowRows } from "../../src/preview/picture.js";

const OPEN = "C -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=x+1\nC -> S: ACK seq=x+1 ack=y+1\n";
const OPTIONS = { locale: "en", states: false, notes: true } as const;

/** `5:segment #2 @1s +3 ms (a/0) ↻1`: a mark in one line. */
function sketch([id, mark]: [string, RowMark]): string {
  const { number, time, flight, repeats } = mark;
  const parts = [id];
  if (number !== null) parts.push(`#${number}`);
  if (time !== null) parts.push(`@${time.at}`, ...(time.since === null ? [] : [time.since]));
  if (flight !== null) parts.push(`(${flight.badge}/${flight.colour})`);
  if (repeats !== null) parts.push(`↻${repeats.number} ${repeats.row}`);
  return parts.join(" ");
}

const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  ["segments have numbers", OPEN, ["0:segment #1", "1:segment #2", "2:segment #3"]],
  [
    "a line that is being written has its number already",
    "C -> S: SYN seq=x\nS -> C: SYN+\nC -> S: ACK\n",
    ["0:segment #1", "1:segment #2", "2:segment #3"],
  ],
  [
    "both ends of a flight have one badge, and those under way together differ",
    `${OPEN}C ~> S: PSH+ACK len=5 as a\nC ~> S: PSH+ACK len=5\ndeliver\ndeliver a\n`,
    [
      "0:segment #1",
      "1:segment #2",
      "2:segment #3",
      "3:segment #4 (a/0)",
      "4:segment #5 (①/1)",
      "5:arrival:0 #4 (a/0)",
      "5:arrival:1 #5 (①/1)",
      "6:arrival:0 #4 (a/0)",
    ],
  ],
  [
    "what arrives and arrives again",
    `${OPEN}C -> S: PSH+ACK len=5 as a\ndeliver a\n`,
    ["0:segment #1", "1:segment #2", "2:segment #3", "3:segment #4 (a/0)", "4:arrival:0 #4 (a/0)"],
  ],
  [
    "a retransmission leads to its original, to the newest one",
    `${OPEN}C -x S: PSH+ACK len=5\nC -x S: PSH+ACK len=5\nC: timeout rto\nC -> S: PSH+ACK seq=x+1 len=5\n`,
    [
      "0:segment #1",
      "1:segment #2",
      "2:segment #3",
      "3:segment #4",
      "4:segment #5",
      "6:segment #6 ↻4 3:segment",
    ],
  ],
  [
    "so does one of a SYN, and another of that SYN",
    "C -x S: SYN seq=x\nC: timeout rto\nC -x S: SYN seq=x\nC: timeout rto\nC -> S: SYN\n",
    ["0:segment #1", "2:segment #2 ↻1 0:segment", "4:segment #3 ↻1 0:segment"],
  ],
  [
    "one that begins inside the old segment",
    `${OPEN}C -x S: PSH+ACK len=5\nC: timeout rto\nC -> S: PSH+ACK seq=x+1 len=2\nC -> S: PSH+ACK seq=x+3 len=3\n`,
    [
      "0:segment #1",
      "1:segment #2",
      "2:segment #3",
      "3:segment #4",
      "5:segment #5 ↻4 3:segment",
      "6:segment #6 ↻4 3:segment",
    ],
  ],
  [
    "times stand on the first row of their line, with what went by",
    "@0 C: open\n@12.5ms C -> S: SYN seq=x\n@1s S -> C: SYN+ACK seq=y\n@1s C -> S: ACK\n",
    ["0:event @0", "1:segment #1 @12.5ms +12.5 ms", "2:segment #2 @1s +987.5 ms", "3:segment #3 @1s +0"],
  ],
];

describe("marks", () => {
  test.each(CASES)("%s", (_, text, expected) => {
    expect([...marks(text)].map(sketch)).toEqual(expected);
  });

  test("an exercise does not tell what is a retransmission", () => {
    const text = `exercise "e"\n${OPEN}C -x S: PSH+ACK len=5\nC: timeout rto\nC -> S: PSH+ACK seq=x+1 len=5\n`;
    const all = [...marks(text).values()];
    expect(all.filter(({ repeats }) => repeats !== null)).toEqual([]);
    expect(flowAsMermaid(analyze(parse(text)), 0, OPTIONS)).not.toContain("retransmission");
  });

  test("one more line at the top changes no row below, but its number", () => {
    const before = rowsOf(OPEN);
    const after = rowsOf(`C -x S: SYN seq=x\n${OPEN}`);
    expect(after.slice(2).map(({ text }) => text)).toEqual(before.slice(1).map(({ text }) => text));
  });
});

test("Mermaid for other tools says the marks in words", () => {
  const text = `@1s C -x S: SYN seq=x\n@2s C: timeout rto\n@2s C ~> S: SYN\ndeliver\n`;
  const lines = flowAsMermaid(analyze(parse(text)), 0, OPTIONS)
    .split("\n")
    .slice(3, -1);
  expect(lines).toEqual([
    "  p0-xp1: @1s SYN seq=x · lost",
    "  Note over p0: @2s timeout rto",
    "  p0--)p1: @2s ① SYN seq=x · retransmission · in flight",
    "  p0-->>p1: ① SYN seq=x · arrives",
  ]);
});

test.each([
  [0, "0"],
  [0.0243, "24.3 µs"],
  [10.151, "10.151 ms"],
  [0.1 + 0.2, "300 µs"],
  [1500, "1.5 s"],
  [120_000, "2 min"],
])("%d ms is %s", (ms, text) => expect(duration(ms)).toBe(text));

function rowsOf(text: string) {
  const analysis = analyze(parse(text));
  const trace = analysis.flows[0];
  if (trace === undefined) throw new Error("no flow");
  return flowRows(analysis, trace, OPTIONS);
}

function marks(text: string): Map<string, RowMark> {
  const trace = analyze(parse(text)).flows[0];
  if (trace === undefined) throw new Error("no flow");
  return marksOf(trace, rowsOf(text), text);
}
