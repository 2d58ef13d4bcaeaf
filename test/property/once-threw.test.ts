/** Texts at which the fuzzer once found a fault: whatever is asked of them, nothing throws. */

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { parse } from "../../src/language/parser.js";
import { askAt, askOfDocument, shown } from "../fuzz/features.js";
import { withoutFault } from "../fuzz/run.js";

const ONCE = path.resolve(import.meta.dirname, "../fuzz/once");

test.each(readdirSync(ONCE))("%s", (name) => {
  const text = readFileSync(path.join(ONCE, name), "utf8");
  const analysis = withoutFault(analyze(parse(text)));
  expect(() => {
    for (const locale of ["en", "zh-cn"] as const) shown(analysis, locale);
    askOfDocument(analysis);
    for (let offset = 0; offset <= text.length; offset++) askAt(analysis, offset, "en");
  }).not.toThrow();
});
