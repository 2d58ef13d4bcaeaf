import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { isSound, refactorings } from "../../src/editing/refactorings.js";
import { applyEdits } from "../../src/language/edits.js";
import { parse } from "../../src/language/parser.js";
import { LETTERS, REFACTORINGS, TEXTS } from "./refactorings.js";

/** `at` is the line of the cursor. */
function done(title: string, before: readonly string[], at = 0): string[] | undefined {
  const text = [...before, ""].join("\n");
  const analysis = analyze(parse(text));
  const offset = analysis.document.lineStarts[at] ?? 0;
  const found = refactorings(analysis, { start: offset, end: offset }, "en").find((r) => r.title === title);
  return found && applyEdits(text, found.edits).split("\n").slice(0, -1);
}

describe("a flow is rewritten", () => {
  test.each(REFACTORINGS)("%s", (title, before, after, at) => {
    expect(done(title, before, at)).toEqual(after);
  });
});

test("letters and numbers are each other's way back", () => {
  const numbers = done(TEXTS.toNumbers, LETTERS) ?? [];
  expect(done(TEXTS.toSymbols, numbers)).toEqual(LETTERS);
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

test("of a long flow each is offered untried, and sound", () => {
  const data = Array.from({ length: 1100 }, (_, i) => [
    `C -> S: PSH+ACK seq=x+${1 + i} ack=y+1 len=1`,
    `S -> C: ACK seq=y+1 ack=x+${2 + i}`,
  ]);
  const text = [...LETTERS.slice(0, 3), ...data.flat(), ""].join("\n");
  const analysis = analyze(parse(text));
  const found = refactorings(analysis, { start: 0, end: 0 }, "en");
  expect(found.map(({ title, tried }) => [title, tried])).toEqual([
    [TEXTS.removeComputed, false],
    [TEXTS.toNumbers, false],
    [TEXTS.relative, false],
    [TEXTS.exercise, true],
  ]);
  for (const { edits, tried } of found) if (!tried) expect(isSound(analysis, edits)).toBe(true);
});
