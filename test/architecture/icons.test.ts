/** A name of an icon that does not exist draws nothing, and nothing else tells. */

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const ROOT = path.join(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(path.join(ROOT, file), "utf8");

const KNOWN = new Set(
  [...read("node_modules/@vscode/codicons/dist/codicon.css").matchAll(/\.codicon-([a-z0-9-]+):before/gu)].map(
    ([, name]) => name,
  ),
);

/** As the toolbar, a style class, VS Code's label and its API write them. */
const FORMS = [
  /\bicon: "([a-z0-9-]+)"/gu,
  /\bcodicon-([a-z0-9-]+)/gu,
  /\$\(([a-z0-9-]+)(?:~spin)?\)/gu,
  /ThemeIcon\("([a-z0-9-]+)"/gu,
];

const FILES = [
  "package.json",
  ...readdirSync(path.join(ROOT, "src"), { encoding: "utf8", recursive: true })
    .filter((file) => /\.(?:ts|css)$/u.test(file))
    .map((file) => path.join("src", file)),
];

test("every icon that is named exists", () => {
  const named = FILES.flatMap((file) => {
    const text = read(file);
    return FORMS.flatMap((form) => [...text.matchAll(form)].map(([, name]) => ({ file, name })));
  });
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(({ name }) => !KNOWN.has(name))).toEqual([]);
});
