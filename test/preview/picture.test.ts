import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { parse } from "../../src/language/parser.js";
import { explainRow } from "../../src/preview/explain-row.js";
import { picture } from "../../src/preview/picture.js";

const OPTIONS = { locale: "en", states: true, notes: true } as const;
const OPEN = "C -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=x+1\nC -> S: ACK seq=x+1 ack=y+1\n";
const LONG = OPEN + "C -> S: PSH+ACK len=1\nS -> C: ACK\n".repeat(500);

const made = (text: string) => picture(analyze(parse(text)), 0, OPTIONS);

describe("the sheets of a flow", () => {
  test("have every row, with its line", () => {
    const { blocks, sheets } = made(LONG);
    const lines = blocks.flatMap(({ key, line }) =>
      (sheets.get(key)?.rows ?? []).map((row) => line + row.line),
    );
    const segments = LONG.trimEnd()
      .split("\n")
      .map((_, i) => i);
    expect([...new Set(lines)]).toEqual(segments);
  });

  test("a line above moves them, and changes none", () => {
    const before = made(LONG);
    const after = made(`# a comment\n${LONG}`);
    expect(after.blocks).toEqual(before.blocks.map(({ key, line }) => ({ key, line: line + 1 })));
  });

  test("an insertion changes two at most", () => {
    const lines = LONG.split("\n");
    const before = made(LONG);
    for (const at of [5, 400, 777, 1002]) {
      const after = made([...lines.slice(0, at), "note C: here", ...lines.slice(at)].join("\n"));
      const fresh = [...after.sheets.keys()].filter((key) => !before.sheets.has(key));
      expect(fresh.length).toBeLessThanOrEqual(2);
      expect(fresh.length).toBeGreaterThan(0);
    }
  });

  test("a row is known again by its line, though its numbers change", () => {
    const prints = (text: string) =>
      [...made(text).sheets.values()].flatMap((sheet) => sheet.rows.map((row) => row.print));
    const before = prints(LONG);
    const after = prints(LONG.replace("len=1\n", "len=9\n"));
    expect(after.filter((print, i) => print !== before[i]).length).toBe(1);
  });

  test("nothing to draw gives no blocks", () => {
    for (const text of ["", 'flow "f"\nclient C\n', "== only a heading ==\n"])
      expect(made(text).blocks).toEqual([]);
  });
});

describe("what a row says of itself", () => {
  const explain = (text: string, id: string) => explainRow(analyze(parse(text)), 0, id, "en");

  test("a segment: what the editor says of its arrow", () => {
    expect(explain(OPEN, "1:segment")).toContain("SYN-RECEIVED");
  });

  test("a state that nobody wrote: what it means", () => {
    expect(explain(OPEN, "0:state:C")).toContain("**SYN-SENT**");
    expect(explain(OPEN, "0:first:S")).toContain("**LISTEN**");
  });

  test("nothing for what is not there", () => {
    expect(explain(OPEN, "99:segment")).toBe("");
    expect(explainRow(analyze(parse(OPEN)), 5, "0:segment", "en")).toBe("");
  });

  test("no state of an exercise is given away", () => {
    expect(explain(`exercise "e"\n${OPEN}`, "1:state:C")).toBe("");
  });
});
