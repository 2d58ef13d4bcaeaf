/** Every kind that an examiner from outside has met is a fixture, so that it is held to its outcome for good. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { KINDS } from "./kinds.js";

const FIXTURES = path.join(import.meta.dirname, "../fixtures");
const MET = readFileSync(path.join(import.meta.dirname, "../convert/corpus/met.txt"), "utf8");
/** Where the examiners' own files lie beside the checkout, the table is compared with them. */
const EXAMINED = path.join(import.meta.dirname, "../../../shared/faults");
const PASTED = "met: ";

const isHeld = (fixture: string): boolean =>
  fixture.startsWith(PASTED)
    ? MET.includes(`%%%% ${fixture.slice(PASTED.length)}\n`)
    : existsSync(path.join(FIXTURES, `${fixture}.tcpflow`));

test.each(Object.entries(KINDS))("each kind of %s has its fixture", (_, kinds) => {
  const fixtures = Object.values(kinds);
  expect(fixtures.length).toBeGreaterThan(0);
  expect(fixtures.filter((fixture) => !isHeld(fixture))).toEqual([]);
});

if (existsSync(EXAMINED)) {
  test("the table has every group, and every kind of it", () => {
    const folders = readdirSync(EXAMINED, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const examined = folders.flatMap(({ name }) =>
      readdirSync(path.join(EXAMINED, name)).map((file) => `${name}/${path.basename(file, ".tcpflow")}`),
    );
    const known = Object.entries(KINDS).flatMap(([group, kinds]) =>
      Object.keys(kinds).map((kind) => `${group}/${kind}`),
    );
    expect(known.sort()).toEqual(examined.sort());
  });
}
