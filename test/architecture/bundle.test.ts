import { readFileSync } from "node:fs";
import path from "node:path";
import { type BuildOptions, build, type Metafile } from "esbuild";
import { beforeAll, describe, expect, test } from "vitest";
import {
  cli,
  extension,
  extensionWeb,
  mermaid,
  notesDraw,
  preview,
  SHIPPED,
  SMALL,
  webview,
} from "../../esbuild.mjs";

const KILOBYTE = 1000;

/**
 * Looking at what the bundler writes, not at our sources: a library may bring a `require` along.
 * Names are followed by what a use of the global looks like, so that a property of that name is none.
 */
const GLOBALS_OF_NODE =
  /(?<![.\w$"'])(?:process\.|Buffer\.|Buffer\(|__dirname|__filename|setImmediate\(|global\.)/g;
const CODE_FROM_TEXT = /\bnew Function\b|(?<![.\w$])eval\(/g;

/** What a desktop loads when the extension starts: compiling it is most of what starting takes. */
const AT_START = 630 * KILOBYTE;

describe("dist/extension.js and its parts, for the desktop", () => {
  const bundle = built(extension as BuildOptions);

  test("require nothing but vscode and one another, and none is missing", () => {
    const files = [...bundle.files.keys()];
    expect(files.length).toBeGreaterThan(10);
    for (const [file, text] of bundle.files) {
      const others = requires(text).filter((name) => name !== "vscode");
      expect(
        others.filter((name) => !files.includes(path.posix.join(path.posix.dirname(file), name))),
      ).toEqual([]);
    }
  });

  test("leave no import to a host that loads CommonJS", () => {
    for (const text of bundle.files.values()) expect(text.match(/(?<![.\w$])import\b/g)).toBeNull();
  });

  test("have one copy of VS Code's API", () => {
    const own = [...bundle.files.values()].filter((text) => requires(text).includes("vscode"));
    expect(own).toHaveLength(1);
    expect(own[0]?.match(/require\("vscode"\)/g)).toHaveLength(1);
  });

  test("use no global of Node, and make no code from text", () => {
    for (const text of bundle.files.values()) {
      expect(text.match(GLOBALS_OF_NODE)).toBeNull();
      expect(text.match(CODE_FROM_TEXT)).toBeNull();
    }
  });

  test("load little when the extension starts: one part, and that is small", () => {
    const started = loadedBy("dist/extension.js", bundle.outputs);
    expect(started).toHaveLength(2);
    const octets = started.map((file) => Buffer.byteLength(bundle.files.get(file) ?? ""));
    expect(octets.reduce((sum, n) => sum + n, 0)).toBeLessThan(AT_START);
  });

  test("load the rest of it when it is needed", () => {
    const started = sourcesOf(bundle.outputs, loadedBy("dist/extension.js", bundle.outputs));
    expect(started).toContain("src/check/analyze.ts");
    expect(started).toContain("src/reading/diagnostics.ts");
    for (const later of ["convert/convert", "editing/fixes", "exercise/judge", "vscode/preview-panel"])
      expect(started).not.toContain(`src/${later}.ts`);
  });
});

describe("dist/extension-web.js", () => {
  const bundle = built(extensionWeb as BuildOptions);

  test("requires nothing but vscode", () => {
    expect(requires(bundle.text)).toEqual(["vscode"]);
    expect(bundle.text.match(/(?<![.\w$])import\s*\(/g)).toBeNull();
  });

  test("uses no global of Node", () => {
    expect(bundle.text.match(GLOBALS_OF_NODE)).toBeNull();
  });

  test("makes no code from text", () => {
    expect(bundle.text.match(CODE_FROM_TEXT)).toBeNull();
  });

  test("stays small", () => {
    expect(bundle.text.length).toBeLessThan(1270 * KILOBYTE);
  });

  test("holds all that the desktop's parts hold", async () => {
    const { metafile } = await build({ ...(extension as BuildOptions), ...SMALL, metafile: true });
    const own = new Set(sourcesOf(bundle.outputs));
    const onDesktop = sourcesOf(metafile.outputs);
    expect(onDesktop.length).toBeGreaterThan(400);
    expect(onDesktop.filter((source) => !own.has(source))).toEqual([]);
  });
});

describe("dist/preview.js and what draws in it", () => {
  const page = built(preview as BuildOptions);
  const drawing = built(mermaid as BuildOptions);
  const notes = built(notesDraw as BuildOptions);

  test("import Mermaid from beside them, where it is once", () => {
    for (const { text } of [page, notes]) {
      expect(new Set(text.match(/from\s*"[^"]+"/g))).toEqual(new Set(['from"./mermaid.js"']));
      expect(text.length).toBeLessThan(150 * KILOBYTE);
    }
    expect(drawing.text.length).toBeLessThan(1000 * KILOBYTE);
  });

  test("make no code from text, which the page's Content-Security-Policy forbids", () => {
    for (const { text } of [page, drawing, notes]) expect(text.match(CODE_FROM_TEXT)).toBeNull();
  });

  test("hold two kinds of Mermaid diagram, and no other", () => {
    expect(drawing.text).toContain("sequenceDiagram");
    expect(drawing.text).toContain("stateDiagram");
  });
});

test("the extension's package has each file that is built for it, and those alone", async () => {
  const ignore = readFileSync(path.resolve(import.meta.dirname, "../../.vscodeignore"), "utf8");
  const kept = [...ignore.matchAll(/^!(.+)$/gm)].map(
    ([, glob = ""]) => new RegExp(`^${glob.replaceAll(".", "\\.").replaceAll("*", "[^/]*")}$`),
  );
  const isKept = (file: string) => kept.some((pattern) => pattern.test(file));
  const shipped = await Promise.all(
    (SHIPPED as BuildOptions[]).map((options) =>
      build({ ...options, ...SMALL, metafile: true, write: false }),
    ),
  );
  const files = shipped.flatMap(({ metafile }) => Object.keys(metafile.outputs));
  expect(files).toContain("dist/notes-style.css");
  expect(files.filter((file) => !isKept(file))).toEqual([]);
  expect(["dist/webview.js", "dist/webview.css", "dist/cli.js"].filter(isKept)).toEqual([]);
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

interface Bundle {
  /** Of the first script. */
  text: string;
  /** Of all scripts, by their place below the project. */
  files: ReadonlyMap<string, string>;
  outputs: Metafile["outputs"];
}

const ROOT = path.resolve(import.meta.dirname, "../..");

function built(options: BuildOptions): Bundle {
  const bundle: Bundle = { text: "", files: new Map(), outputs: {} };
  beforeAll(async () => {
    const result = await build({ ...options, ...SMALL, metafile: true, write: false });
    const scripts = (result.outputFiles ?? []).filter((file) => file.path.endsWith(".js"));
    bundle.files = new Map(
      scripts.map((file) => [path.relative(ROOT, file.path).replaceAll("\\", "/"), file.text]),
    );
    bundle.text = scripts[0]?.text ?? "";
    bundle.outputs = result.metafile.outputs;
    expect(bundle.text).not.toBe("");
  });
  return bundle;
}

/** A file, and what it loads at once. */
function loadedBy(file: string, outputs: Metafile["outputs"], known: readonly string[] = []): string[] {
  const own = (outputs[file]?.imports ?? []).filter(
    ({ kind, external }) => kind === "import-statement" && external !== true,
  );
  return own.reduce<string[]>(
    (all, { path: other }) => (all.includes(other) ? all : loadedBy(other, outputs, all)),
    [...known, file],
  );
}

/** The sources of which something is in these files. */
function sourcesOf(outputs: Metafile["outputs"], files = Object.keys(outputs)): string[] {
  const found = files.flatMap((file) =>
    Object.entries(outputs[file]?.inputs ?? {}).flatMap(([input, { bytesInOutput }]) =>
      bytesInOutput > 0 && input.startsWith("src/") ? [input] : [],
    ),
  );
  return [...new Set(found)].sort();
}
