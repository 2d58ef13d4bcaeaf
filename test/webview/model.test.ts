import { describe, expect, test } from "vitest";
import type { View } from "../../src/protocol/preview.js";
import { rowsWith } from "../../src/webview/find.js";
import { buildModel, followRow, rowAtLine } from "../../src/webview/model.js";
import { modelOf } from "./support.js";

describe("a model", () => {
  test("gives rows their lines and ids", () => {
    const { rows } = modelOf(["a", "b"], ["c"]);
    expect(rows.map(({ id, line, block }) => [id, line, block])).toEqual([
      ["0:segment", 0, 0],
      ["1:segment", 1, 0],
      ["2:segment", 2, 1],
    ]);
  });

  test("takes what a view leaves out from the view before", () => {
    const before = modelOf(["a"], ["b"]);
    const view = { blocks: [{ key: "b", line: 4 }], sheets: {} } as unknown as View;
    const after = buildModel(view, before.sheets);
    expect(after.rows.map((row) => [row.line, row.info.text])).toEqual([[4, ["b"]]]);
    expect([...after.sheets.keys()]).toEqual(["b"]);
  });

  test("names phases by their headings, equal ones by their number", () => {
    const { blocks } = modelOf(["a"], ["==Data"], ["b"], ["==Data"], ["c"]);
    expect(blocks.map(({ phase }) => phase)).toEqual(["", "1 ==Data", "1 ==Data", "2 ==Data", "2 ==Data"]);
  });
});

describe("the row of the cursor", () => {
  const { rows } = modelOf(["a", "b"], ["c"]);
  const moved = rows.map((row, i) => ({ ...row, line: [2, 3, 7][i] as number }));
  test.each([
    [0, -1],
    [2, 0],
    [3, 1],
    [5, 1],
    [99, 2],
  ])("line %i: row %i", (line, row) => expect(rowAtLine(moved, line)).toBe(row));

  test("is the first of its line", () => {
    expect(
      rowAtLine(
        rows.map((row) => ({ ...row, line: 4 })),
        4,
      ),
    ).toBe(0);
  });
});

describe("following a row through an edit", () => {
  const before = modelOf(["a", "b", "c", "d", "e"]).rows;
  const follow = (after: readonly string[], index: number) => followRow(before, modelOf(after).rows, index);
  test.each([
    ["an insertion above", ["new", "a", "b", "c", "d", "e"], [1, 2, 3, 4, 5]],
    ["an insertion within", ["a", "b", "new", "c", "d", "e"], [0, 1, 3, 4, 5]],
    ["a change", ["a", "b", "C", "d", "e"], [0, 1, 2, 3, 4]],
    ["a deletion", ["a", "b", "d", "e"], [0, 1, 2, 2, 3]],
    ["two changes", ["a", "X", "c", "Y", "e"], [0, 1, 2, 3, 4]],
    ["an insertion before two changes", ["a", "new", "X", "c", "Y", "e"], [0, 1, 3, 3, 5]],
  ])("%s", (_, after, expected) => {
    expect(before.map((_, i) => follow(after, i))).toEqual(expected);
  });

  test("all gone", () => expect(follow([], 3)).toBe(0));
});

describe("searching", () => {
  const { rows } = modelOf(["SYN seq=x", "ACK 确认"], ["syn+ack"]);
  test.each([
    ["syn", [0, 2]],
    ["  ACK ", [1, 2]],
    ["确认", [1]],
    ["nothing", []],
    ["", []],
  ])("%j", (words, expected) => expect(rowsWith(rows, words)).toEqual(expected));
});
