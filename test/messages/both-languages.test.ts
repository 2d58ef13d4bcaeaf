/** What is found in a flow is said with the same names and numbers in both languages: every finding of the fixtures, and of the examples. */

import path from "node:path";
import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import type { Finding } from "../../src/check/trace.js";
import { explainFinding } from "../../src/explain/diagnostic.js";
import { EXAMPLES } from "../../src/explain/examples.js";
import { parse } from "../../src/language/parser.js";
import { fixtures, readFixture } from "../support/fixtures.js";

const FIXTURES = path.join(import.meta.dirname, "../fixtures");
const FOLDERS = ["", "mistakes"].map((folder) => path.join(FIXTURES, folder));

const texts = [
  ...FOLDERS.flatMap((folder) =>
    fixtures(folder).map(({ name, text }) => [name, readFixture(text).source] as const),
  ),
  ...Object.entries(EXAMPLES).map(([code, { wrong }]) => [code, wrong] as const),
];

/** What is said of the names and numbers that belong to a finding. */
function facts(message: string, finding: Finding): readonly string[] {
  const words = message.replace(/[(（]RFC .*$/, "");
  return Object.entries(finding.args as Record<string, string>)
    .filter(([, value]) => /[0-9=A-Z]/.test(value) && isSaid(value, words))
    .map(([name]) => name);
}

/** As a word of its own, not as a letter of another. */
function isSaid(value: string, words: string): boolean {
  return new RegExp(`(?<![A-Za-z0-9])${value.replace(/[^\p{L}\p{N}\s]/gu, "\\$&")}(?![A-Za-z0-9])`).test(
    words,
  );
}

describe("the same facts in both languages", () => {
  test.each(texts)("%s", (_, text) => {
    for (const finding of analyze(parse(text)).findings) {
      const [en, zh] = [explainFinding(finding, "en"), explainFinding(finding, "zh-cn")];
      expect(facts(zh.message, finding), `${en.message}\n${zh.message}`).toEqual(facts(en.message, finding));
      expect(facts(zh.guarded, finding), `${en.guarded}\n${zh.guarded}`).toEqual(facts(en.guarded, finding));
      expect(zh.message).toMatch(/\p{Script=Han}.*[。？]$/su);
      expect(zh.message).not.toMatch(
        /undefined|null|NaN|\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u,
      );
    }
  });
});
