import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { CODES, type Code } from "../../src/check/codes.js";
import { diagnosticPage, diagnosticsFile, rfcLink, rfcName } from "../../src/explain/diagnostic.js";
import { diagnosticsDocument } from "../../src/explain/page.js";
import { referenceDocument, referenceFile, WRITTEN } from "../../src/explain/reference.js";
import { parse } from "../../src/language/parser.js";
import { LOCALES } from "../../src/messages/locale.js";
import { FLAG_NAMES } from "../../src/tcp/segment.js";
import { STATES } from "../../src/tcp/state.js";

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

describe.each(LOCALES)("the reference page in %s", (locale) => {
  const page = referenceDocument(locale);

  test("is the one in docs/ (npm run docs)", () => {
    expect(readFileSync(path.join(ROOT, referenceFile(locale)), "utf8")).toBe(page);
  });

  test("has a heading for every link within it", () => {
    const headings = [...page.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) => slug(title));
    const targets = [...page.matchAll(/\]\(#([^)]*)\)/g)].map(([, target]) => target);
    expect(targets.length).toBeGreaterThan(STATES.length);
    for (const target of targets) expect(headings).toContain(target);
  });

  test("tells of every state and every flag", () => {
    for (const state of STATES) expect(page).toContain(`\n### ${state}\n`);
    for (const flag of FLAG_NAMES) expect(page).toContain(`| **${flag}** |`);
  });
});

test.each(Object.values(WRITTEN))("%s can be written in a flow as the reference shows it", (field) => {
  const flags = field.includes("+")
    ? ""
    : field.startsWith("mss") || field.startsWith("wscale")
      ? "SYN "
      : "ACK ";
  expect(parse(`C -> S: ${flags}${field}\n`).problems).toEqual([]);
});

test("the figure of the header is RFC 9293's: 32 bits a row", () => {
  const rows = [...referenceDocument("en").matchAll(/^\|.*\|$/gm)]
    .map(([row]) => row)
    .filter((row) => ROW.test(row));
  expect(rows).toHaveLength(HEADER_ROWS);
  for (const row of rows) expect(row).toHaveLength(ROW_WIDTH);
  expect(rows[3]).toMatch(/C\|E\|U\|A\|P\|R\|S\|F\|/);
});

/** Not a row of a table. */
const ROW = /^\|(?! [*`[A-Z-])/;
const HEADER_ROWS = 7;
const ROW_WIDTH = 65;

const slug = (title: string) => title.toLowerCase().replaceAll(" ", "-");

test.each([
  ["9293 3.4", "RFC 9293 §3.4", "https://www.rfc-editor.org/rfc/rfc9293.html#section-3.4"],
  ["5681 2", "RFC 5681 §2", "https://www.rfc-editor.org/rfc/rfc5681.html#section-2"],
  [null, null, null],
])("%s is cited %s", (rfc, name, link) => {
  expect(rfcName(rfc)).toBe(name);
  expect(rfcLink(rfc)).toBe(link);
});
