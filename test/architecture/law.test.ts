import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { CODES } from "../../src/check/codes.js";
import { RFC_SECTIONS } from "./rfc-sections.js";

const ROOT = path.resolve(import.meta.dirname, "../..");
const RULES = readFileSync(path.join(ROOT, "docs/rules.md"), "utf8");
const rules = [...RULES.matchAll(/^### Rule (\d+): (.+)$/gm)].map((match) => Number(match[1]));
const sources = readdirSync(path.join(ROOT, "src"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => [file, readFileSync(path.join(ROOT, "src", file), "utf8")] as const);

test("the rules are numbered from 1 without a gap", () => {
  expect(rules).toEqual(rules.map((_, i) => i + 1));
  expect(rules.length).toBeGreaterThan(40);
});

test("every rule that the code cites is there", () => {
  const cited = sources.flatMap(([file, text]) => rulesIn(text).map((rule) => [file, rule] as const));
  expect(cited.length).toBeGreaterThan(10);
  expect(cited.filter(([, rule]) => !rules.includes(rule))).toEqual([]);
});

test("every section of an RFC that the code cites is there", () => {
  const cited = sources.flatMap(([file, text]) => sectionsIn(text).map((section) => `${file}: ${section}`));
  expect(cited.length).toBeGreaterThan(100);
  expect(cited.filter((one) => !isSection(one.split(": ")[1] ?? ""))).toEqual([]);
});

test("every section that a diagnostic names is there", () => {
  const named = Object.values(CODES).flatMap((entry) => sectionsOfCode(entry));
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter((section) => !isSection(section))).toEqual([]);
});

test("nothing cites a document that readers of the code do not have", () => {
  const foreign = /`?(?:language|design)\.md`?|\bthe contract\b/;
  expect(sources.filter(([, text]) => foreign.test(text)).map(([file]) => file)).toEqual([]);
});

// The searches must be able to find something.
test("a rule that is not there, and a section that is not there, are found", () => {
  expect(rulesIn("// (rules 4 to 7), rule 12, rules 90 and 91")).toEqual([4, 5, 6, 7, 12, 90, 91]);
  expect(sectionsIn("(RFC 9293 §3.99; RFC 7323 §5.3, §9)")).toEqual(["9293 3.99", "7323 5.3", "7323 9"]);
  expect(["9293 3.99", "7323 5.3", "1 1"].map(isSection)).toEqual([false, true, false]);
});

/** RFC 9293 as published, where it lies beside the checkout: the list is not made up. */
test("the list of sections is RFC 9293's own", () => {
  const file = path.resolve(ROOT, "../shared/rfc/rfc9293.txt");
  if (!existsSync(file)) return;
  const headings = [...readFileSync(file, "utf8").matchAll(/^ *(\d+(?:\.\d+)*)\. {1,3}\S/gm)].map(
    (match) => match[1],
  );
  expect((RFC_SECTIONS["9293"] ?? []).filter((section) => !headings.includes(section))).toEqual([]);
});

function rulesIn(text: string): number[] {
  return [...text.matchAll(/\b[Rr]ules? (\d+)(?:(?: to (\d+))|((?:, \d+)*(?: and \d+)?))/g)].flatMap(
    (match) => {
      const [, first, last, more] = match;
      if (last !== undefined)
        return Array.from({ length: Number(last) - Number(first) + 1 }, (_, i) => Number(first) + i);
      return [Number(first), ...[...(more ?? "").matchAll(/\d+/g)].map(Number)];
    },
  );
}

/** `RFC 9293 §3.4, §3.5`: the number of the RFC holds for the sections behind it. */
function sectionsIn(text: string): string[] {
  return [...text.matchAll(/RFC ?(\d{3,5})((?:[, ]*(?:and )?§\d+(?:\.\d+)*)+)/g)].flatMap(([, rfc, rest]) =>
    [...(rest ?? "").matchAll(/§(\d+(?:\.\d+)*)/g)].map((match) => `${rfc} ${match[1]}`),
  );
}

function sectionsOfCode(entry: object): string[] {
  return JSON.stringify(entry).match(/\b\d{3,5} \d+(?:\.\d+)*/g) ?? [];
}

function isSection(named: string): boolean {
  const [rfc = "", section = ""] = named.split(" ");
  return RFC_SECTIONS[rfc]?.includes(section) ?? false;
}
