/** How long a file and a function may grow, and that no files import one another in a circle: here, and by the linter. */

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");
const LONGEST = 400;

const SOURCES = readdirSync(path.join(ROOT, "src"), { recursive: true, encoding: "utf8" })
  .map((file) => `src/${file.split(path.sep).join("/")}`)
  .filter((file) => file.endsWith(".ts"));

const textOf = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");

test(`no source file is longer than ${LONGEST} lines`, () => {
  const lines = (file: string) => textOf(file).split("\n").length - 1;
  expect(SOURCES.length).toBeGreaterThan(0);
  const long = SOURCES.filter((file) => lines(file) > LONGEST);
  expect(long.map((file) => `${file}: ${lines(file)}`)).toEqual([]);
});

test("no files import one another in a circle, types included", () => {
  expect(circles(new Map(SOURCES.map((file) => [file, importsOf(file, textOf(file))])))).toEqual([]);
});

// The rules must be able to fail.
describe("is found:", () => {
  test("a circle, of two files and of three", () => {
    const files: [string, string][] = [
      ["src/a.ts", 'import { b } from "./b.js";'],
      ["src/b.ts", 'export * from "./deep/c.js";'],
      ["src/deep/c.ts", 'import type { A } from "../a.js";'],
      ["src/d.ts", 'import "./a.js";'],
    ];
    const graph = new Map(files.map(([file, text]) => [file, importsOf(file, text)]));
    expect(circles(graph)).toEqual(["src/a.ts → src/b.ts → src/deep/c.ts → src/a.ts"]);
    graph.set("src/deep/c.ts", []);
    expect(circles(graph)).toEqual([]);
  });

  const long = `export function f(): number {\n  let n = 0;\n${"  n++;\n".repeat(60)}  return n;\n}\n`;
  test("a long function, a room from below, a circle and a promise that nobody waits for, by the linter", {
    timeout: 60_000,
  }, () => {
    const found = lint({
      "src/check/long.ts": long,
      "src/check/below.ts": 'import { x } from "../vscode/x.js";\n\nx();\n',
      "src/check/a.ts": 'import { b } from "./b.js";\n\nexport const a = () => b();\n',
      "src/check/b.ts": 'import { a } from "./a.js";\n\nexport const b = () => a();\n',
      "src/check/promise.ts":
        "async function work(): Promise<void> {}\n\nexport function f(): void {\n  work();\n}\n",
      "src/check/right.ts": "export const ONE = 1;\n",
      "src/vscode/x.ts": "export const x = () => undefined;\n",
    });
    expect(found).toMatch(/check\/long\.ts[^\n]*noExcessiveLinesPerFunction/);
    expect(found).toMatch(/check\/below\.ts[^\n]*noRestrictedImports/);
    expect(found).toMatch(/check\/a\.ts[^\n]*noImportCycles/);
    expect(found).toMatch(/check\/promise\.ts[^\n]*noFloatingPromises/);
    expect(found).not.toContain("right.ts");
  });
});

/** What the linter says of made-up sources, with our rules. */
function lint(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), "tcpflow-"));
  try {
    const config = JSON.parse(textOf("biome.json"));
    const own = { ...config, vcs: { enabled: false } };
    for (const [file, text] of Object.entries({ ...files, "biome.json": JSON.stringify(own) })) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    }
    const biome = path.join(ROOT, "node_modules/@biomejs/biome/bin/biome");
    const { stdout, stderr } = spawnSync(process.execPath, [biome, "lint", "--colors=off", "."], {
      cwd: folder,
      encoding: "utf8",
    });
    return stdout + stderr;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The files that a source imports from beside itself. */
function importsOf(file: string, text: string): string[] {
  const found = text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"(\.[^"]+)\.js"/g);
  return [...found].map(([, wanted = ""]) => path.posix.join(path.posix.dirname(file), `${wanted}.ts`));
}

/** Each circle once, from where a search first meets it. */
function circles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const way: string[] = [];
  const visit = (file: string): void => {
    const at = way.indexOf(file);
    if (at >= 0) found.push([...way.slice(at), file].join(" → "));
    if (at >= 0 || done.has(file)) return;
    way.push(file);
    for (const next of graph.get(file) ?? []) visit(next);
    way.pop();
    done.add(file);
  };
  for (const file of [...graph.keys()].sort()) visit(file);
  return found;
}
