/** A name of an icon that does not exist draws nothing, and nothing else tells. */

import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { writeIcons } from "../../scripts/icons.mjs";

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

/** What ships is cut down to the icons that the page names. */
test("the icons of the toolbar are in what ships", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "icons-"));
  const script = path.join(folder, "page.js");
  const named = FILES.filter((file) => file.startsWith(path.join("src", "webview"))).flatMap((file) =>
    [...read(file).matchAll(/\b(?:icon: "|codicon-)([a-z0-9-]+)/gu)].map(([, name]) => name as string),
  );
  const icons = [...new Set(named)].filter((name) => KNOWN.has(name));
  writeFileSync(script, icons.map((name) => `draw("${name}")`).join(";"));
  const dist = path.join(ROOT, "node_modules/@vscode/codicons/dist");
  await writeIcons({
    css: path.join(dist, "codicon.css"),
    font: path.join(dist, "codicon.ttf"),
    folder,
    script,
  });
  const css = readFileSync(path.join(folder, "codicon.css"), "utf8");
  expect(icons.length).toBeGreaterThan(5);
  for (const name of icons) expect(css).toContain(`.codicon-${name}:before`);
  expect(css).not.toContain(".codicon-azure:before");
  expect(css).toContain(".codicon[class*='codicon-']");
  const font = readFileSync(path.join(folder, "codicon.ttf"));
  expect(font.length).toBeGreaterThan(500);
  expect(font.length).toBeLessThan(statSync(path.join(dist, "codicon.ttf")).size / 4);
});
