import { describe, expect, test } from "vitest";
import type { CaptureRow } from "../../src/protocol/captures.js";
import { fromCapturePage } from "../../src/vscode/capture-messages.js";
import { type Key, moved, type Selection, selectedBy } from "../../src/webview/captures/selection.js";
import { matching, sorted } from "../../src/webview/captures/view.js";

const row = (stream: number, more: Partial<CaptureRow> = {}): CaptureRow => ({
  stream,
  ends: `192.0.2.${stream}:4000 – 192.0.2.9:80`,
  segments: 10 * stream,
  octets: 100 - stream,
  lasted: 1,
  lastedText: "1.000 s",
  ended: "closed",
  wrong: "",
  wrongCount: 0,
  ...more,
});
const ROWS = [
  row(1),
  row(2, { ended: "reset", wrong: "3 × retransmission", wrongCount: 3 }),
  row(10),
  row(3),
];
const streams = (rows: readonly CaptureRow[]) => rows.map(({ stream }) => stream);

describe("the filter", () => {
  test.each([
    ["", [1, 2, 10, 3]],
    ["RESET", [2]],
    ["retrans 192.0.2.2", [2]],
    ["192.0.2.10:4000", [10]],
    ["closed :80", [1, 10, 3]],
    ["nothing of the kind", []],
  ])("%j leaves %j", (filter, left) => expect(streams(matching(ROWS, filter))).toEqual(left));
});

describe("the order", () => {
  test.each([
    ["stream", false, [1, 2, 3, 10]],
    ["stream", true, [10, 3, 2, 1]],
    ["octets", false, [10, 3, 2, 1]],
    ["ends", false, [1, 2, 3, 10]],
    ["wrong", true, [2, 1, 3, 10]],
    ["ended", false, [1, 3, 10, 2]],
  ] as const)("by %s, downwards: %s", (column, down, expected) =>
    expect(streams(sorted(ROWS, { column, down }))).toEqual(expected),
  );
});

describe("what is chosen", () => {
  const START: Selection = { chosen: new Set([2]), at: 1, anchor: 1 };
  const key = (name: string, more: Partial<Key> = {}): Key => ({
    key: name,
    page: 2,
    range: false,
    more: false,
    ...more,
  });
  const chosenIn = (selection: Selection | null) => selection && [[...selection.chosen], selection.at];

  test.each([
    ["ArrowDown", {}, [[10], 2]],
    ["ArrowUp", {}, [[1], 0]],
    ["PageUp", {}, [[1], 0]],
    ["PageDown", {}, [[3], 3]],
    ["Home", {}, [[1], 0]],
    ["End", {}, [[3], 3]],
    ["End", { range: true }, [[2, 10, 3], 3]],
    ["ArrowUp", { range: true }, [[1, 2], 0]],
    [" ", {}, [[], 1]],
    ["a", { more: true }, [[1, 2, 10, 3], 1]],
    ["a", {}, null],
    ["constructor", {}, null],
  ])("after %s %j", (name, more, expected) =>
    expect(chosenIn(moved(ROWS, START, key(name, more)))).toEqual(expected),
  );

  test("a click takes one, with Ctrl one more, with Shift all up to it", () => {
    expect(chosenIn(selectedBy(ROWS, START, 3, {}))).toEqual([[3], 3]);
    expect(chosenIn(selectedBy(ROWS, START, 3, { more: true }))).toEqual([[2, 3], 3]);
    expect(chosenIn(selectedBy(ROWS, START, 3, { range: true }))).toEqual([[2, 10, 3], 3]);
    expect(chosenIn(selectedBy([], START, 0, {}))).toEqual([[], 0]);
  });
});

test("of what the page sends only what it may ask for is believed", () => {
  expect(fromCapturePage({ type: "open", streams: [0, 2] })).toEqual({ type: "open", streams: [0, 2] });
  expect(fromCapturePage({ type: "ready", more: 1 })).toEqual({ type: "ready" });
  for (const wrong of [
    null,
    1,
    "ready",
    {},
    { type: "open" },
    { type: "open", streams: ["0"] },
    { type: "open", streams: [-1] },
    { type: "run" },
  ])
    expect(fromCapturePage(wrong)).toBeNull();
});
