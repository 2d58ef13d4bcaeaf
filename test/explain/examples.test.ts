import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { CODES, type Code, type Severity } from "../../src/check/codes.js";
import type { Finding } from "../../src/check/trace.js";
import { explainCode, explainFinding } from "../../src/explain/diagnostic.js";
import type { Example } from "../../src/explain/examples/example.js";
import { EXAMPLES } from "../../src/explain/examples.js";
import { parse } from "../../src/language/parser.js";
import { DEVIATIONS } from "../../src/tcp/outcomes.js";

/** Codes that no text is known to give. */
const NOT_YET: readonly Code[] = ["internal-fault"];

const GRAVITY: Readonly<Record<Severity, number>> = { hint: 0, information: 1, warning: 2, error: 3 };

/** What a text gives that is at least as grave as the severity. */
function findings(text: string, severity: Severity): Finding[] {
  return analyze(parse(text)).findings.filter((found) => GRAVITY[found.severity] >= GRAVITY[severity]);
}

const produced = (Object.keys(CODES) as Code[]).filter((code) => !NOT_YET.includes(code));

describe.each(produced)("%s", (code) => {
  const example: Example<Code> = EXAMPLES[code];
  const { severity } = CODES[code];

  test.each([example, ...(example.more ?? [])])("is what its example %# gives", (shown) => {
    const found = findings(shown.wrong, severity);
    const own = found.filter((finding) => finding.code === code);
    const others = new Set(found.map((finding) => finding.code).filter((other) => other !== code));
    expect([...others].sort()).toEqual([...(shown.also ?? [])].sort());
    // The docs print the message of these arguments, so it must be the one that people get.
    const printed = explainCode(code, shown.args, "en").message;
    expect(own.map((finding) => explainFinding(finding, "en").message)).toContain(printed);
    if (severity === "error" || severity === "warning") expect(own).toHaveLength(1);
  });

  test("is not what the right example gives", () => {
    expect(findings(example.right, severity).map((finding) => finding.code)).toEqual([]);
  });
});

test("what is not found yet is not found", () => {
  for (const code of NOT_YET) {
    const found = findings(EXAMPLES[code].wrong, "hint").map((finding) => finding.code);
    expect(found, code).not.toContain(code);
  }
});

test("every habit of a real stack has its example", () => {
  const { args, more } = EXAMPLES["stack-differs"];
  const shown = [args, ...(more ?? []).map((other) => other.args)].map(({ which }) => which);
  expect(shown).toEqual(Object.keys(DEVIATIONS));
});
