import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { CODES, type Code } from "../../src/check/codes.js";
import { diagnosticPage, diagnosticsFile, rfcLink, rfcName } from "../../src/explain/diagnostic.js";
import { diagnosticsDocument } from "../../src/explain/page.js";
import { LOCALES } from "../../src/messages/locale.js";

const ROOT = path.join(import.meta.dirname, "../..");

describe.each(LOCALES)("the page on the diagnostics in %s", (locale) => {
  const page = diagnosticsDocument(locale);

  test("is the one in docs/ (npm run docs)", () => {
    expect(readFileSync(path.join(ROOT, diagnosticsFile(locale)), "utf8")).toBe(page);
  });

  test("has an anchor for every code", () => {
    for (const code of Object.keys(CODES) as Code[]) {
      const [file, anchor] = diagnosticPage(code, locale).split("#");
      expect(file).toBe(diagnosticsFile(locale));
      expect(page).toContain(`\n## \`${anchor}\`\n`);
    }
  });
});

test.each([
  ["9293 3.4", "RFC 9293 §3.4", "https://www.rfc-editor.org/rfc/rfc9293.html#section-3.4"],
  ["5681 2", "RFC 5681 §2", "https://www.rfc-editor.org/rfc/rfc5681.html#section-2"],
  [null, null, null],
])("%s is cited %s", (rfc, name, link) => {
  expect(rfcName(rfc)).toBe(name);
  expect(rfcLink(rfc)).toBe(link);
});
