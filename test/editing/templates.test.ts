import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { template, templates } from "../../src/editing/templates.js";
import { blanksOf } from "../../src/exercise/blanks.js";
import { format } from "../../src/language/format.js";
import { parse } from "../../src/language/parser.js";
import { LOCALES } from "../../src/messages/locale.js";

const cases = LOCALES.flatMap((locale) => templates(locale).map((one) => ({ locale, ...one })));

describe("the templates of a new file", () => {
  test.each(cases)("$locale $id has no error and no warning", ({ text }) => {
    const { findings } = analyze(parse(text));
    expect(findings.filter(({ severity }) => severity === "error" || severity === "warning")).toEqual([]);
  });

  test.each(cases)("$locale $id is formatted", ({ id, text }) => {
    // The empty one has a line to go on with.
    expect(format(text)).toBe(id === "empty" ? text.replace(/\n+$/, "\n") : text);
  });

  test.each(cases)("$locale $id has its own name", ({ label, about, locale }) => {
    expect(cases.filter((other) => other.label === label && other.locale === locale)).toHaveLength(1);
    expect(about).not.toBe("");
  });

  test.each(LOCALES)("the exercise begins at its first blank (%s)", (locale) => {
    const { text, cursor } = template("exercise", locale);
    expect(
      parse(text)
        .flows.flatMap((flow) => blanksOf(flow, text))
        .map(({ span }) => span.start)[0],
    ).toBe(cursor);
  });

  test.each(LOCALES)("the one with a mistake has that one, where the cursor is (%s)", (locale) => {
    const { text, cursor } = template("mistake", locale);
    const errors = analyze(parse(text)).findings.filter(({ severity }) => severity === "error");
    expect(errors.map(({ code, span }) => [code, text.slice(span.start, span.end)])).toEqual([
      ["ack-behind", "ack=x"],
    ]);
    expect(text.slice(cursor)).toMatch(/^x\n/);
  });
});
