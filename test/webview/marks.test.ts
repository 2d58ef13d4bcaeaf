import { describe, expect, test } from "vitest";
import type { Item } from "../../src/protocol/preview.js";
import { moveAt } from "../../src/webview/gaps.js";
import { lineAt } from "../../src/webview/marks.js";

describe("the row of the cursor", () => {
  const items = [2, 3, 3, 7].map((line, index): Item => {
    return { index, id: String(index), line, kind: "segment", tone: "plain", beside: false };
  });
  test.each([
    [0, null],
    [2, 2],
    [3, 3],
    [5, 3],
    [99, 7],
  ])("line %i: %s", (cursor, line) => expect(lineAt(items, cursor)).toBe(line));
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
