import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OverRow, Row } from "../../src/diagram/row.js";
import { contentKey, cutSheets, LONGEST } from "../../src/diagram/sheets.js";

function arrow(line: number, text: string): Row {
  const place = { from: "C", to: "S", arrow: "delivered" as const };
  return { id: `${line}:segment`, line, kind: "segment", tone: "plain", text: [text], ...place };
}

function over(line: number, kind: OverRow["kind"], text: string, beside = false): Row {
  return { id: `${line}:${kind}`, line, kind, tone: "plain", text: [text], over: [], beside };
}

const keys = (sheets: readonly (readonly Row[])[]) =>
  sheets.map((sheet) => sheet.map((row) => row.text.join()).join("|"));

/** Sheets that were not there before. */
function changed(before: readonly Row[], after: readonly Row[]): number {
  const old = new Set(keys(cutSheets(before)));
  return keys(cutSheets(after)).filter((key) => !old.has(key)).length;
}

describe("cutting sheets", () => {
  const rows = Array.from({ length: 600 }, (_, i) => arrow(i, `ACK seq=x+${i * 7} ack=y+${i}`));

  test("keeps every row, in order", () => {
    expect(cutSheets(rows).flat()).toEqual(rows);
  });

  test("makes sheets that are neither tiny nor long", () => {
    const lengths = cutSheets(rows).map((sheet) => sheet.length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(LONGEST);
    expect(rows.length / lengths.length).toBeGreaterThan(12);
  });

  test("a row put in changes two sheets at most, wherever it is; taken out, three", () => {
    void fc.assert(
      fc.property(fc.nat(rows.length), fc.string({ minLength: 1 }), (at, text) => {
        const longer = [...rows.slice(0, at), arrow(0, `new ${text}`), ...rows.slice(at)];
        expect(changed(rows, longer)).toBeLessThanOrEqual(2);
        expect(changed(longer, rows)).toBeLessThanOrEqual(3);
      }),
      { numRuns: 150, seed: 7 },
    );
  });

  test("rows that are all alike are cut where the length says so", () => {
    const alike = Array.from({ length: 500 }, (_, i) => arrow(i, "ACK"));
    const sheets = cutSheets(alike);
    expect(sheets.flat()).toEqual(alike);
    expect(sheets.slice(0, -1).every((sheet) => sheet.length === LONGEST)).toBe(true);
    expect(
      changed(alike, [...alike.slice(0, 250), arrow(0, "ACK"), ...alike.slice(250)]),
    ).toBeLessThanOrEqual(2);
  });

  test("a heading is a sheet of its own, and parts those round it", () => {
    const sheets = cutSheets([arrow(0, "a"), over(1, "section", "Data"), arrow(2, "b"), arrow(3, "c")]);
    expect(keys(sheets)).toEqual(["a", "Data", "b|c"]);
    expect(cutSheets([])).toEqual([]);
  });

  test("rows that stand side by side are never parted", () => {
    const pairs = Array.from({ length: 400 }, (_, i) => over(i, "state", `S${i >> 1}`, i % 2 === 1));
    for (const sheet of cutSheets(pairs)) expect((sheet[0] as OverRow).beside).toBe(false);
  });
});

test("keys tell texts apart", () => {
  const texts = Array.from({ length: 20_000 }, (_, i) => `ACK seq=x+${i}`);
  expect(new Set(texts.map(contentKey)).size).toBe(texts.length);
  expect(contentKey("a")).toBe(contentKey("a"));
});
