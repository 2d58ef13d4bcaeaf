import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import mermaid from "mermaid";
import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { format } from "../../src/language/format.js";
import { parse } from "../../src/language/parser.js";
import { flowAsMermaid } from "../../src/preview/picture.js";
import { expectedIn, foundIn } from "./expectations.js";

const FOLDER = path.resolve(import.meta.dirname, "../../examples");
const SLIPS = "slips.tcpflow";

const EXAMPLES = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".tcpflow"))
  .sort()
  .map((file) => ({ file, text: readFileSync(path.join(FOLDER, file), "utf8") }));
const RIGHT = EXAMPLES.filter(({ file }) => file !== SLIPS);
const [WRONG] = EXAMPLES.filter(({ file }) => file === SLIPS);

describe.each(RIGHT)("$file", ({ text }) => {
  const analysis = analyze(parse(text));

  test("says at its top what it is for", () => {
    expect(text).toMatch(/^# \S/);
  });

  test("has no error and no warning", () => {
    expect(foundIn(analysis, ["error", "warning"])).toEqual([]);
  });

  test("leaves nothing undecided where nothing is left out", () => {
    const whole = analysis.flows.filter(({ flow }) => !flow.statements.some((s) => s.type === "elision"));
    expect(whole.map((trace) => trace.undecided)).toEqual(whole.map(() => 0));
  });
});

test("slips: each is found on its line, as the comment above it says, and nothing else is", () => {
  const text = WRONG?.text ?? "";
  const expected = expectedIn(text);
  expect(expected.length).toBeGreaterThan(0);
  expect(foundIn(analyze(parse(text)), ["error", "warning", "information"])).toEqual(expected);
});

test("slips: every flow has one", () => {
  const flows = (WRONG?.text ?? "").split(/^flow /m).slice(1);
  expect(flows.filter((flow) => expectedIn(flow).length === 0)).toEqual([]);
});

describe.each(EXAMPLES)("$file", ({ text }) => {
  test("is written as the formatter writes", () => {
    expect(format(text)).toBe(text);
  });

  test.each(["en", "zh-cn"] as const)("is drawn as Mermaid understands it (%s)", async (locale) => {
    const analysis = analyze(parse(text));
    expect(analysis.flows.length).toBeGreaterThan(0);
    for (let flow = 0; flow < analysis.flows.length; flow++) {
      const source = flowAsMermaid(analysis, flow, { locale, states: true, notes: true });
      expect(source).toContain(">>");
      await expect(mermaid.parse(source)).resolves.toMatchObject({ diagramType: "sequence" });
    }
  });
});
