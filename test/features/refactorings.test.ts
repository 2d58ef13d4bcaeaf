import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { applyEdits } from "../../src/features/edits.js";
import { refactorings } from "../../src/features/refactorings.js";
import { parse } from "../../src/language/parser.js";
import { refactoringTexts } from "../../src/messages/refactorings.js";

const TEXTS = refactoringTexts("en");

const LETTERS = [
  "C -> S: SYN seq=x",
  "S -> C: SYN+ACK seq=y ack=x+1",
  "C -> S: ACK seq=x+1 ack=y+1",
  "  C, S: ESTABLISHED",
  "C -> S: PSH+ACK seq=x+1 ack=y+1 len=10",
  "S -> C: ACK seq=y+1 ack=x+11",
];
const NUMBERS = [
  "C -> S: SYN seq=100",
  "S -> C: SYN+ACK seq=300 ack=101",
  "C -> S: ACK seq=101 ack=301",
  "  C, S: ESTABLISHED",
  "C -> S: PSH+ACK seq=101 ack=301 len=10",
  "S -> C: ACK seq=301 ack=111",
];

/** `at` is the line of the cursor. */
function done(title: string, before: readonly string[], at = 0): string[] | undefined {
  const text = [...before, ""].join("\n");
  const analysis = analyze(parse(text));
  const offset = analysis.document.lineStarts[at] ?? 0;
  const found = refactorings(analysis, { start: offset, end: offset }, "en").find((r) => r.title === title);
  return found && applyEdits(text, found.edits).split("\n").slice(0, -1);
}

describe("a flow is rewritten", () => {
  const cases: readonly (readonly [title: string, before: readonly string[], after: readonly string[]])[] = [
    [TEXTS.toNumbers, LETTERS, NUMBERS],
    [TEXTS.toSymbols, NUMBERS, LETTERS],
    [
      TEXTS.relative,
      NUMBERS,
      [
        "C -> S: SYN seq=0",
        "S -> C: SYN+ACK seq=0 ack=1",
        "C -> S: ACK seq=1 ack=1",
        "  C, S: ESTABLISHED",
        "C -> S: PSH+ACK seq=1 ack=1 len=10",
        "S -> C: ACK seq=1 ack=11",
      ],
    ],
    [
      TEXTS.removeComputed,
      LETTERS,
      ["C -> S: SYN seq=x", "S -> C: SYN+ACK seq=y", "C -> S: ACK", "C -> S: PSH+ACK len=10", "S -> C: ACK"],
    ],
    [
      TEXTS.writeOut,
      [
        "C -> S: SYN seq=x",
        "S -> C: SYN+ACK seq=y",
        "C -> S: ACK",
        "C -> S: PSH+ACK len=10 (ask)",
        "S -> C: ack=x+11",
      ],
      [
        "C -> S: SYN seq=x",
        "S -> C: SYN+ACK seq=y ack=x+1",
        "C -> S: ACK seq=x+1 ack=y+1",
        "C -> S: PSH+ACK seq=x+1 ack=y+1 len=10 (ask)",
        "S -> C: seq=y+1 ack=x+11",
      ],
    ],
    [
      TEXTS.exercise,
      ['flow "F"', ...LETTERS.slice(0, 4)],
      [
        'exercise "F"',
        `task: ${TEXTS.task}`,
        "kind: fill",
        "C -> S: SYN seq=x",
        "S -> C: SYN+ACK seq=y ack=?",
        "C -> S: ACK seq=? ack=?",
        "  C, S: ?",
      ],
    ],
  ];
  test.each(cases)("%s", (title, before, after) => expect(done(title, before)).toEqual(after));
});

test("letters and numbers are each other's way back", () => {
  const numbers = done(TEXTS.toNumbers, LETTERS) ?? [];
  expect(done(TEXTS.toSymbols, numbers)).toEqual(LETTERS);
});

test("numbers of one line only", () => {
  const before = ["C -> S: SYN seq=x", "S -> C: SYN+ACK seq=y", "C -> S: ACK"];
  expect(done(TEXTS.writeOutLine, before, 2)?.slice(1)).toEqual([
    "S -> C: SYN+ACK seq=y",
    "C -> S: ACK seq=x+1 ack=y+1",
  ]);
});

test("a claim from which the flow begins is no claim that can be computed", () => {
  const before = [
    "C, S: ESTABLISHED",
    "C -> S: PSH+ACK seq=100 ack=300 len=5",
    "S -> C: ACK seq=300 ack=105",
  ];
  const after = ["C, S: ESTABLISHED", "C -> S: PSH+ACK seq=100 len=5", "S -> C: ACK seq=300"];
  expect(done(TEXTS.removeComputed, before)).toEqual(after);
});

test("an exercise is not rewritten: it would tell", () => {
  const text = ['exercise "E"', ...LETTERS, ""].join("\n");
  expect(refactorings(analyze(parse(text)), { start: 0, end: 0 }, "en")).toEqual([]);
});
