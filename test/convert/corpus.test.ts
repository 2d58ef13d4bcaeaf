/**
 * Texts as people write them, and the flows that they become: `corpus/`, a file a reader. `%%%% NAME`, the text, `====`
 * and what reads it, the flow, `!!!!` and the lines that are wrong in it, for mistakes survive.
 */

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { convert } from "../../src/convert/convert.js";
import { parse } from "../../src/language/parser.js";

interface Entry {
  readonly name: string;
  readonly source: string;
  readonly reader: string;
  readonly expected: string;
  readonly wrong: readonly string[];
}

const FOLDER = new URL("./corpus/", import.meta.url);
const LEAST_TEXTS = 12;
/** As they came, and as strangers would write them: with what mistakes they have. */
const AS_THEY_CAME = [
  "met.txt",
  "strangers.txt",
  "pasted.txt",
  "unseen.txt",
  "posted.txt",
  "handed-on.txt",
  "brought.txt",
  "copied.txt",
  "found.txt",
];
const LEFT_ALONE = "left alone";

function entriesOf(file: string): readonly Entry[] {
  const blocks = readFileSync(new URL(file, FOLDER), "utf8")
    .split(/^%%%% /m)
    .slice(1);
  return blocks.map((block) => {
    const [, name = "", source = "", reader = "", rest = ""] =
      /^(.*)\n([\s\S]*?)^==== (.*)\n([\s\S]*)$/m.exec(block) ?? [];
    const [expected = "", wrong = ""] = rest.split(/^!!!! /m);
    const codes = wrong.trim() === "" ? [] : wrong.trim().split(", ");
    return { name, source, reader, expected, wrong: codes };
  });
}

describe.each(readdirSync(FOLDER))("%s", (file) => {
  const entries = entriesOf(file);

  test("holds a dozen texts, half of them with a mistake or no exchange at all", () => {
    expect(entries.length).toBeGreaterThanOrEqual(LEAST_TEXTS);
    const wrong = entries.filter((entry) => entry.wrong.length > 0 || entry.reader === LEFT_ALONE).length;
    if (!AS_THEY_CAME.includes(file)) expect(wrong * 2).toBeGreaterThanOrEqual(entries.length);
  });

  test.each(entries.map((entry) => [entry.name, entry] as const))("%s", (_, entry) => {
    const outcome = convert(entry.source);
    if (outcome.kind === "refused") {
      const line = outcome.line === null ? "" : outcome.line + 1;
      expect(`${LEFT_ALONE}\n${line} ${outcome.notation ?? "nothing"}\n`).toBe(
        `${entry.reader}\n${entry.expected}`,
      );
      return;
    }
    expect(outcome.notation).toBe(entry.reader);
    // Blank lines that follow, in the corpus or in the source, are none of the flow.
    expect(outcome.text).toBe(`${entry.expected.trimEnd()}\n`);
    const document = parse(outcome.text);
    expect(document.problems).toEqual([]);
    const errors = analyze(document).findings.filter(({ severity }) => severity === "error");
    expect(errors.map(({ line, code }) => `${line + 1} ${code}`)).toEqual(entry.wrong);
    // A flow is a flow: nothing is left to convert.
    expect(convert(outcome.text).kind).toBe("refused");
  });
});
