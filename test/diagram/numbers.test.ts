import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { type NumberMode, numberForm } from "../../src/diagram/numbers.js";
import { parse } from "../../src/language/parser.js";
import { flowRows } from "../../src/preview/picture.js";

const LETTERS =
  "C -> S: SYN seq=x\nS -> C: SYN+ACK seq=y\nC -> S: ACK\nC -> S: PSH+ACK seq=u len=n\nS -> C: ACK\n";
const PLAIN =
  "C -> S: SYN seq=1000\nS -> C: SYN+ACK seq=5000 ack=1001\nC -> S: PSH+ACK len=21\nS -> C: ACK\n";
const LEARNED = "C -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=101\nC -> S: ACK\n";
const MIDDLE =
  "client C state=ESTABLISHED snd=1000 rcv=9000\nserver S state=ESTABLISHED\nC -> S: ACK len=100\nS -> C: ACK\n";
const WRONG = "C -> S: SYN seq=1000\nS -> C: SYN+ACK seq=5000 ack=1000\nC -> S: ACK\n";
const SACK = `${MIDDLE}C -x S: ACK len=100\nC -> S: ACK len=100\nS -> C: ACK sack=1200..1300\n`;
const WRAP = "C -> S: SYN seq=4294967295\nS -> C: SYN+ACK seq=0\nC -> S: ACK\n";
const ELIDED =
  "C -> S: SYN seq=1\nS -> C: SYN+ACK seq=2\nC -> S: ACK\n... C -> S\nC -> S: FIN+ACK seq=u\nS -> C: ACK\n";
const AGAIN = `${PLAIN}C -> S: RST\nC -> S: SYN seq=70\nS -> C: SYN+ACK seq=90\n`;

const CASES: readonly (readonly [string, NumberMode, string, readonly string[]])[] = [
  [
    "letters as written",
    "written",
    LETTERS,
    [
      "SYN seq=x",
      "SYN+ACK seq=y ack=x+1",
      "ACK seq=x+1 ack=y+1",
      "PSH+ACK seq=u ack=y+1 len=n",
      "ACK seq=y+1 ack=u+n",
    ],
  ],
  [
    "letters, counted from the ISN",
    "relative",
    LETTERS,
    ["SYN seq=0", "SYN+ACK seq=0 ack=1", "ACK seq=1 ack=1", "PSH+ACK seq=1 ack=1 len=n", "ACK seq=1 ack=n+1"],
  ],
  [
    "letters stay where no number is known",
    "absolute",
    LETTERS,
    [
      "SYN seq=x",
      "SYN+ACK seq=y ack=x+1",
      "ACK seq=x+1 ack=y+1",
      "PSH+ACK seq=u ack=y+1 len=n",
      "ACK seq=y+1 ack=u+n",
    ],
  ],
  [
    "plain numbers, counted from the ISN",
    "relative",
    PLAIN,
    ["SYN seq=0", "SYN+ACK seq=0 ack=1", "PSH+ACK seq=1 ack=1 len=21", "ACK seq=1 ack=22"],
  ],
  [
    "plain numbers get letters",
    "symbolic",
    PLAIN,
    ["SYN seq=x", "SYN+ACK seq=y ack=x+1", "PSH+ACK seq=x+1 ack=y+1 len=21", "ACK seq=y+1 ack=x+22"],
  ],
  [
    "what is learned is known",
    "absolute",
    LEARNED,
    ["SYN seq=100", "SYN+ACK seq=y ack=101", "ACK seq=101 ack=y+1"],
  ],
  [
    "what is learned keeps its letter",
    "symbolic",
    LEARNED,
    ["SYN seq=x", "SYN+ACK seq=y ack=x+1", "ACK seq=x+1 ack=y+1"],
  ],
  [
    "a flow that begins in the middle begins at 1",
    "relative",
    MIDDLE,
    ["ACK seq=1 ack=1 len=100", "ACK seq=1 ack=101"],
  ],
  ["and with a letter of its own", "symbolic", MIDDLE, ["ACK seq=x ack=y len=100", "ACK seq=y ack=x+100"]],
  [
    "a wrong number stays as it is written",
    "relative",
    WRONG,
    ["SYN seq=0", "SYN+ACK seq=0 ack=1000", "ACK seq=1 ack=1"],
  ],
  ["in letters too", "symbolic", WRONG, ["SYN seq=x", "SYN+ACK seq=y ack=1000", "ACK seq=x+1 ack=y+1"]],
  [
    "SACK blocks follow",
    "relative",
    SACK,
    [
      "ACK seq=1 ack=1 len=100",
      "ACK seq=1 ack=101",
      "ACK seq=101 ack=1 len=100 · lost",
      "ACK seq=201 ack=1 len=100",
      "ACK seq=1 ack=101 / sack=201..301",
    ],
  ],
  ["numbers wrap", "relative", WRAP, ["SYN seq=0", "SYN+ACK seq=0 ack=1", "ACK seq=1 ack=1"]],
  ["and wrap in letters", "symbolic", WRAP, ["SYN seq=x", "SYN+ACK seq=y ack=x+1", "ACK seq=x+1 ack=y+1"]],
  [
    "behind data that is not shown the writer's letter stays",
    "relative",
    ELIDED,
    [
      "SYN seq=0",
      "SYN+ACK seq=0 ack=1",
      "ACK seq=1 ack=1",
      "… data not shown",
      "FIN+ACK seq=u ack=1",
      "ACK seq=1 ack=u+1",
    ],
  ],
  [
    "a second connection counts from its own ISN",
    "relative",
    AGAIN,
    [
      "SYN seq=0",
      "SYN+ACK seq=0 ack=1",
      "PSH+ACK seq=1 ack=1 len=21",
      "ACK seq=1 ack=22",
      "RST seq=22",
      "SYN seq=0",
      "SYN+ACK seq=0 ack=1",
    ],
  ],
];

describe("numbers at the reader's choice", () => {
  test.each(CASES)("%s (%s)", (_, mode, text, expected) => {
    expect(labels(text, mode)).toEqual(expected);
  });

  test("an exercise is shown as written, whatever is asked for", () => {
    const text = `exercise "e"\n${PLAIN}S -> C: FIN+ACK seq=? ack=?\n`;
    for (const mode of ["symbolic", "relative", "absolute"] as const) {
      expect(labels(text, mode)).toEqual(labels(text, "written"));
      expect(numberForm(traceOf(text), mode).legend("en")).toBeNull();
    }
  });
});

describe("what is said about them", () => {
  const say = (text: string, mode: NumberMode) => numberForm(traceOf(text), mode).legend("en");

  test("letters that stand for nothing that is known", () => {
    expect(say(LETTERS, "absolute")).toContain("what x, y, u is");
    expect(say(PLAIN, "absolute")).toBeNull();
  });

  test("letters of ours", () => {
    expect(say(PLAIN, "symbolic")).toBe(
      "x: first sequence number of C (1000) · y: first sequence number of S (5000)",
    );
    expect(say(LETTERS, "symbolic")).toBeNull();
  });

  test("nothing of what is as written", () => expect(say(PLAIN, "written")).toBeNull());

  test("letters of ours are none of the writer's", () => {
    const text = PLAIN.replace("len=21", "len=x");
    expect(labels(text, "symbolic")[0]).toBe("SYN seq=y");
  });
});

function traceOf(text: string) {
  const trace = analyze(parse(text)).flows[0];
  if (trace === undefined) throw new Error("no flow");
  return trace;
}

/** What stands on the arrows, without what is said to be wrong with them. */
function labels(text: string, numbers: NumberMode): string[] {
  const analysis = analyze(parse(text));
  const options = { locale: "en", states: false, notes: true, numbers } as const;
  return flowRows(analysis, traceOf(text), options).map((row) =>
    row.text
      .filter((line) => !line.startsWith("✗") && (row.tone !== "wrong" || line === row.text[0]))
      .join(" / "),
  );
}
