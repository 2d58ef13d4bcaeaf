import { describe, expect, test } from "vitest";
import { moveAt } from "../../src/webview/gaps.js";
import { frameFor, strutsFor, strutText } from "../../src/webview/lanes.js";
import { blockAtHeight, estimate, layOut, placeOfRow, rowAtHeight } from "../../src/webview/layout.js";
import { SECTION_HEIGHT } from "../../src/webview/settings.js";
import { modelOf } from "./support.js";

const LINE = 16;

describe("the layout", () => {
  const model = modelOf(["a", "b"], ["== P"], ["c", "d"]);
  const sizes = model.blocks.map((_, i) => estimate(model, i, LINE));
  const ROW = 2 * LINE + 9;

  test("puts one block under the other", () => {
    const layout = layOut(sizes, [false, false, false]);
    expect(layout.tops).toEqual([0, 2 * ROW, 2 * ROW + SECTION_HEIGHT, 4 * ROW + SECTION_HEIGHT]);
    expect(placeOfRow(model, layout, 4)).toEqual({
      top: 3 * ROW + SECTION_HEIGHT,
      bottom: 4 * ROW + SECTION_HEIGHT,
    });
    expect(placeOfRow(model, layout, 99)).toBeNull();
  });

  test("finds the row at each height", () => {
    const layout = layOut(sizes, [false, false, false]);
    const at = [0, ROW - 1, ROW, 2 * ROW, 2 * ROW + SECTION_HEIGHT, 99_999].map((y) =>
      rowAtHeight(model, layout, y),
    );
    expect(at).toEqual([0, 0, 1, 2, 3, 4]);
    expect(rowAtHeight(modelOf(), layOut([], []), 10)).toBe(-1);
  });

  test("a folded block takes no room, and its rows stand under the heading", () => {
    const layout = layOut(sizes, [false, false, true]);
    expect(layout.tops).toEqual([0, 2 * ROW, 2 * ROW + SECTION_HEIGHT, 2 * ROW + SECTION_HEIGHT]);
    expect(placeOfRow(model, layout, 3)?.top).toBe(2 * ROW + SECTION_HEIGHT);
    expect(blockAtHeight(layout, 2 * ROW + 1)).toBe(1);
  });
});

describe("lanes", () => {
  const widths = (between: number[], over: number[] = [], across: [number, number, number][] = []) => [
    { between, over, across },
  ];
  const LETTER_WIDTH = 8;

  test("are wide enough for the widest label", () => {
    const [letters = 0] = strutsFor(2, widths([200]), LETTER_WIDTH, null);
    expect(letters * LETTER_WIDTH).toBeGreaterThan(200);
  });

  test("do not move at each letter, nor when a label becomes a little shorter", () => {
    const first = strutsFor(2, widths([201]), LETTER_WIDTH, null);
    expect(strutsFor(2, widths([206]), LETTER_WIDTH, first)).toEqual(first);
    expect(strutsFor(2, widths([150]), LETTER_WIDTH, first)).toEqual(first);
    expect(strutsFor(2, widths([20]), LETTER_WIDTH, first)).not.toEqual(first);
  });

  test("have room for labels over several", () => {
    const narrow = strutsFor(3, widths([10, 10]), LETTER_WIDTH, null);
    const wide = strutsFor(3, widths([10, 10], [], [[0, 2, 900]]), LETTER_WIDTH, null);
    expect(wide[0]).toBeGreaterThan(narrow[0] ?? 0);
    expect(wide[1]).toBe(wide[0]);
  });

  test("of one endpoint need no strut", () => {
    expect(strutsFor(1, widths([]), LETTER_WIDTH, null)).toEqual([]);
    expect(strutText([3])).toBe("  p0->>p1: xxx\n");
  });

  test("the frame reaches as far as the widest note", () => {
    const frame = frameFor([60, 300], [120, 120], widths([], [400, 0]));
    expect(frame.left).toBeLessThan(60 - 200);
    expect(frame.left + frame.width).toBeGreaterThan(360);
  });
});

describe("closing gaps", () => {
  const cuts = [
    { from: 100, by: 30 },
    { from: 200, by: 25 },
  ];
  test.each([
    [0, 0],
    [99, 0],
    [100, 30],
    [199, 30],
    [250, 55],
  ])("what stands at %i moves up by %i", (y, by) => expect(moveAt(cuts, y)).toBe(by));
});
