import { describe, expect, test } from "vitest";
import type { ExportAnswer, ExportRequest, SketchPart } from "../../src/protocol/export.js";
import { NoAnswer, PageRequests } from "../../src/vscode/page-requests.js";

const BLOCKS = 14;

/** A page that answers at once, in the words of `answer`. */
function pageThat(answer: (message: ExportRequest, count: number) => Partial<SketchPart> | ExportAnswer) {
  const asked: ExportRequest[] = [];
  const requests: PageRequests = new PageRequests((message) => {
    asked.push(message);
    const said = answer(message, asked.length);
    queueMicrotask(() => {
      const { request } = message;
      requests.receive(
        "type" in said ? said : { type: "sketched", request, part: { ...partOf(message), ...said } },
      );
    });
  });
  return { requests, asked };
}

/** Each block has one row of 10 pixels. */
function partOf(message: ExportRequest): SketchPart {
  if (message.type !== "sketch") throw new Error(message.type);
  const count = Math.min(message.count, BLOCKS - message.from);
  const rows = Array.from({ length: count }, (_, i) => ({
    top: i * 10,
    bottom: i * 10 + 8,
    markup: `<text>${message.from + i}</text>`,
  }));
  const names = { markup: "", height: 44 };
  return {
    blocks: BLOCKS,
    left: 0,
    width: 100,
    paper: "#ffffff",
    names,
    lifeLines: [],
    rows,
    height: count * 10,
  };
}

const progress = (reports: number[] = [], cancelled = () => false) => ({
  cancelled,
  report: (done: number) => void reports.push(done),
});

describe("a picture in parts", () => {
  test("is put together from the top", async () => {
    const reports: number[] = [];
    const { requests } = pageThat(() => ({}));
    const sketch = await requests.sketch(true, progress(reports));
    expect(sketch?.rows.map(({ top }) => top)).toEqual(Array.from({ length: BLOCKS }, (_, i) => i * 10));
    expect(sketch?.rows.map(({ markup }) => /<text>(\d+)/.exec(markup)?.[1])).toEqual(
      Array.from({ length: BLOCKS }, (_, i) => String(i)),
    );
    expect(sketch?.height).toBe(BLOCKS * 10);
    expect(reports[reports.length - 1]).toBe(1);
  });

  test("is drawn anew if it changes on the way", async () => {
    const { requests, asked } = pageThat((_, count) => ({ width: count >= 2 ? 120 : 100 }));
    const sketch = await requests.sketch(true, progress());
    expect(sketch?.rows).toHaveLength(BLOCKS);
    expect(sketch?.width).toBe(120);
    expect(asked.length).toBeGreaterThan(3);
  });

  test("is given up if it never stays the same", async () => {
    const { requests } = pageThat((_, count) => ({ width: count }));
    await expect(requests.sketch(true, progress())).rejects.toBeInstanceOf(NoAnswer);
  });

  test("can be cancelled between two parts", async () => {
    const { requests, asked } = pageThat(() => ({}));
    const sketch = await requests.sketch(
      true,
      progress([], () => asked.length === 1),
    );
    expect([sketch, asked.length]).toEqual([null, 1]);
  });

  test("fails with what the page says; an answer to nothing is nothing", async () => {
    const { requests } = pageThat(({ request }) => ({ type: "exportFailed", request, reason: "too hot" }));
    requests.receive({ type: "exportFailed", request: 99, reason: "old" });
    await expect(requests.sketch(true, progress())).rejects.toThrow("too hot");
  });
});
