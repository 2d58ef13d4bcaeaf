import { describe, expect, it } from "vitest";
import { movedLine, movesOf } from "../../src/vscode/moved-lines.js";

const change = (from: readonly [number, number], to: readonly [number, number], text: string) =>
  ({
    range: { start: { line: from[0], character: from[1] }, end: { line: to[0], character: to[1] } },
    text,
  }) as Parameters<typeof movesOf>[0][number];

describe("a line after changes to the text", () => {
  it.each([
    ["lines put in before it", 5, change([2, 0], [2, 0], "a\nb\n"), 7],
    ["lines put in at its very beginning", 5, change([5, 0], [5, 0], "a\n"), 6],
    ["a line put in at its end", 5, change([5, 9], [5, 9], "\na"), 5],
    ["a line put in at the end of the one above", 5, change([4, 9], [4, 9], "\na"), 6],
    ["lines put in below", 5, change([6, 0], [6, 0], "a\n"), 5],
    ["words of its own", 5, change([5, 2], [5, 4], "x"), 5],
    ["lines taken out above", 5, change([1, 0], [3, 0], ""), 3],
    ["itself taken out", 5, change([5, 0], [6, 0], ""), 5],
    ["the line end above it taken out", 5, change([4, 3], [5, 0], ""), 4],
    ["one line put in the place of three", 5, change([1, 2], [3, 1], "x"), 3],
  ])("%s", (_, line, one, expected) => {
    expect(movedLine(line, movesOf([one]))).toBe(expected);
  });

  it("of several changes at once each counts in the text before all of them", () => {
    const changes = [change([8, 0], [8, 0], "c\n"), change([1, 0], [3, 0], ""), change([4, 1], [4, 1], "\n")];
    expect([0, 3, 4, 5, 7, 8, 9].map((line) => movedLine(line, movesOf(changes)))).toEqual([
      0, 1, 2, 4, 6, 8, 9,
    ]);
    expect(
      movedLine(2, [
        ...movesOf([change([0, 0], [0, 0], "a\n")]),
        ...movesOf([change([0, 0], [0, 0], "b\n")]),
      ]),
    ).toBe(4);
  });
});
