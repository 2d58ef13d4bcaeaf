/** SECURITY.md names tests and sources: each is there. */

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");

function missing(text: string): string[] {
  const named = [...text.matchAll(/`((?:src|test)\/[^`]+)`/g)].map(([, file = ""]) => file);
  expect(named.length).toBeGreaterThan(0);
  return named.filter((file) => !existsSync(path.join(ROOT, file)));
}

test("every test that SECURITY.md names is there", () => {
  expect(missing(readFileSync(path.join(ROOT, "SECURITY.md"), "utf8"))).toEqual([]);
  expect(missing("see `test/nothing.test.ts`")).toEqual(["test/nothing.test.ts"]);
});

test("no threat is without a test", () => {
  const rows = readFileSync(path.join(ROOT, "SECURITY.md"), "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("| ---"))
    .slice(1);
  expect(rows.length).toBeGreaterThan(8);
  for (const row of rows) expect(row).toMatch(/\| [^|]*`test\/[^|]+\|$/);
});
