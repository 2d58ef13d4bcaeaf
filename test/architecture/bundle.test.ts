import { type BuildOptions, build } from "esbuild";
import { beforeAll, describe, expect, test } from "vitest";
import { cli, extension, SMALL, webview } from "../../esbuild.mjs";

const KILOBYTE = 1000;

/**
 * Looking at what the bundler writes, not at our sources: a library may bring a `require` along.
 * Names are followed by what a use of the global looks like, so that a property of that name is none.
 */
const GLOBALS_OF_NODE =
  /(?<![.\w$"'])(?:process\.|Buffer\.|Buffer\(|__dirname|__filename|setImmediate\(|global\.)/g;
const CODE_FROM_TEXT = /\bnew Function\b|(?<![.\w$])eval\(/g;

describe("dist/extension.js", () => {
  const bundle = built(extension as BuildOptions);

  test("requires nothing but vscode", () => {
    expect(requires(bundle.text)).toEqual(["vscode"]);
  });

  test("uses no global of Node", () => {
    expect(bundle.text.match(GLOBALS_OF_NODE)).toBeNull();
  });

  test("makes no code from text", () => {
    expect(bundle.text.match(CODE_FROM_TEXT)).toBeNull();
  });

  test("stays small", () => {
    expect(bundle.text.length).toBeLessThan(1200 * KILOBYTE);
  });
});

describe("dist/webview.js", () => {
  const bundle = built(webview as BuildOptions);

  test("makes no code from text, which the page's Content-Security-Policy forbids", () => {
    expect(bundle.text.match(CODE_FROM_TEXT)).toBeNull();
  });

  test("holds two kinds of Mermaid diagram, and no other", () => {
    expect(bundle.text).toContain("sequenceDiagram");
    expect(bundle.text).toContain("stateDiagram");
    expect(bundle.text.length).toBeLessThan(1100 * KILOBYTE);
  });
});

describe("dist/cli.js", () => {
  const bundle = built(cli as BuildOptions);

  test("starts as a program", () => {
    expect(bundle.text.startsWith("#!/usr/bin/env node\n")).toBe(true);
  });

  test("requires only modules of Node", () => {
    expect(requires(bundle.text).filter((name) => !name.startsWith("node:"))).toEqual([]);
  });
});

// The searches must be able to find something.
test.each([
  ["process.env.X", GLOBALS_OF_NODE],
  ["Buffer.from(x)", GLOBALS_OF_NODE],
  ["new Function('x')", CODE_FROM_TEXT],
  ["eval(x)", CODE_FROM_TEXT],
])("%j is found", (source, search) => {
  expect(source.match(search)).toHaveLength(1);
});

test("a require is found", () => {
  expect(requires('var a = require("fs"), b = require("vscode");')).toEqual(["fs", "vscode"]);
});

function requires(text: string): string[] {
  return [
    ...new Set([...text.matchAll(/(?<![.\w$])require\(\s*["'`]([^"'`]+)/g)].map((match) => match[1] ?? "")),
  ];
}

function built(options: BuildOptions): { text: string } {
  const bundle = { text: "" };
  beforeAll(async () => {
    const result = await build({ ...options, ...SMALL, write: false });
    bundle.text = result.outputFiles?.find((file) => file.path.endsWith(".js"))?.text ?? "";
    expect(bundle.text).not.toBe("");
  });
  return bundle;
}
