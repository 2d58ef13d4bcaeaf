// Builds dist/: the extension (in parts for the desktop, whole for the web), its pages, the command line.
//   node esbuild.mjs           small files, as they ship
//   node esbuild.mjs --dev     readable ones with source maps, for a debugger
//   node esbuild.mjs --watch   the same, again at every change

import { readFileSync } from "node:fs";
import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { context, build as esbuild, transform } from "esbuild";
import { writeIcons } from "./scripts/icons.mjs";
import { NOTICES_FILE, noticesOf, packagesIn } from "./scripts/notices.mjs";

const ROOT = path.dirname(fileURLToPath(import.meta.url));
const PARTS = path.join(ROOT, "dist", "parts");
const MANIFEST = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));

/** Media of another package that the preview page loads from dist/. */
const CODICONS = "node_modules/@vscode/codicons/dist";

const common = {
  absWorkingDir: ROOT,
  bundle: true,
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  target: "es2022",
};

/** `neutral` knows no Node and no DOM, so the same sources serve the Node and the web-worker extension host. */
const inHost = {
  ...common,
  mainFields: ["module", "main"],
  platform: "neutral",
};

const ENTRY = "src/vscode/extension.ts";

/**
 * For desktop: what is loaded when the extension starts, and beside it, in parts, what an `import()` loads when it is
 * first needed. esbuild splits ES modules alone; VS Code loads CommonJS. So they become that at the end.
 */
export const extension = {
  ...inHost,
  chunkNames: "parts/[name]-[hash]",
  entryPoints: { extension: ENTRY },
  format: "esm",
  outdir: "dist",
  plugins: [onlyBlocksOfMarkdown(), oneCopyOfTheApi(), whatStartsInOnePart(), asCommonJs()],
  splitting: true,
  write: false,
};

/** For the web, whose host loads one file and no other: everything in it. */
export const extensionWeb = {
  ...inHost,
  entryPoints: [ENTRY],
  format: "cjs",
  outfile: "dist/extension-web.js",
  plugins: [onlyBlocksOfMarkdown(), oneCopyOfTheApi()],
};

/** The preview page. What draws in it stands beside it: Markdown previews need that, too, and it ships once. */
export const preview = {
  ...common,
  entryPoints: { preview: "src/webview/main.ts" },
  format: "esm",
  outdir: "dist",
  platform: "browser",
  plugins: [mermaidBeside()],
};

export const mermaid = {
  ...common,
  entryPoints: { mermaid: "mermaid" },
  format: "esm",
  outdir: "dist",
  platform: "browser",
  plugins: [onlyOurDiagrams()],
};

/** The preview page whole, for the command line: a browser loads no module beside a file. */
export const webview = {
  ...common,
  entryPoints: ["src/webview/main.ts"],
  format: "iife",
  outfile: "dist/webview.js",
  platform: "browser",
  plugins: [onlyOurDiagrams()],
};

/** The page that lists the connections of a capture. */
export const captures = {
  ...common,
  entryPoints: { captures: "src/webview/captures/main.ts" },
  format: "iife",
  outdir: "dist",
  platform: "browser",
};

/** What VS Code loads into its own Markdown preview: nearly nothing, and the style sheet of what is drawn there. */
export const notes = {
  ...common,
  entryPoints: { notes: "src/webview/notes/main.ts", "notes-style": "src/webview/notes/notes.css" },
  format: "iife",
  outdir: "dist",
  platform: "browser",
};

/** What draws there, fetched where there is something to draw. */
export const notesDraw = {
  ...common,
  entryPoints: { "notes-draw": "src/webview/notes/draw.ts" },
  format: "esm",
  // Its style sheets go into shadow trees.
  loader: { ".css": "text" },
  outdir: "dist",
  platform: "browser",
  plugins: [mermaidBeside()],
};

/** What extends the Markdown of notebooks' cells; it fetches what draws, too. */
export const notebook = {
  ...common,
  entryPoints: { notebook: "src/webview/notes/notebook.ts" },
  format: "esm",
  loader: { ".css": "text" },
  outdir: "dist",
  platform: "browser",
};

export const cli = {
  ...common,
  banner: { js: "#!/usr/bin/env node" },
  define: { TCPFLOW_VERSION: JSON.stringify(MANIFEST.version) },
  entryPoints: ["src/cli/main.ts"],
  plugins: [onlyBlocksOfMarkdown()],
  format: "cjs",
  outfile: "dist/cli.js",
  platform: "node",
  target: "node20",
};

/** What ships with the extension. */
export const SHIPPED = [extension, extensionWeb, preview, mermaid, captures, notes, notesDraw, notebook];

const ALL = [...SHIPPED, webview, cli];

/**
 * Mermaid loads each kind of diagram, and each layout engine, by a dynamic import. We draw sequence diagrams
 * and one state diagram, so of those imports only these are followed: 0.9 MB instead of 5. The parts of D3
 * that only other diagrams use go as well, and with them the one place that would need `unsafe-eval`.
 */
function onlyOurDiagrams() {
  const stub = "mermaid-stub";
  const ours = /sequenceDiagram|stateDiagram-v2|\bdagre-/;
  const unusedPartsOfD3 = /^d3-(chord|contour|delaunay|dsv|fetch|force|geo|hierarchy|random)$/;
  return {
    name: "only-our-diagrams",
    setup(build) {
      build.onResolve({ filter: /./ }, ({ kind, importer, path: wanted }) => {
        const fromMermaid = /[\\/]node_modules[\\/]mermaid[\\/]/.test(importer);
        const otherDiagram = kind === "dynamic-import" && fromMermaid && !ours.test(wanted);
        return otherDiagram || unusedPartsOfD3.test(wanted) ? { namespace: stub, path: wanted } : undefined;
      });
      build.onLoad({ filter: /./, namespace: stub }, () => ({ contents: "export default undefined;" }));
    },
  };
}

/** A page imports Mermaid from `mermaid.js`, which lies beside it. */
function mermaidBeside() {
  return {
    name: "mermaid-beside",
    setup(build) {
      build.onResolve({ filter: /^mermaid$/ }, () => ({ external: true, path: "./mermaid.js" }));
    },
  };
}

/**
 * Of markdown-it we use the part that finds blocks: 20 KB instead of 100. What reads entities and addresses in the text of
 * a line is never called there.
 */
function onlyBlocksOfMarkdown() {
  const stub = "markdown-stub";
  const contents = "export const decodeHTML = (text) => text; export default {};";
  return {
    name: "only-blocks-of-markdown",
    setup(build) {
      build.onResolve({ filter: /^(entities|mdurl|uc\.micro)$/ }, ({ importer, path: wanted }) =>
        /[\\/]node_modules[\\/]markdown-it[\\/]/.test(importer)
          ? { namespace: stub, path: wanted }
          : undefined,
      );
      build.onLoad({ filter: /./, namespace: stub }, () => ({ contents }));
    },
  };
}

/**
 * Each `import * as vscode` would copy all of VS Code's API anew: some 200 names for each of our 60 files, a sixth of the time
 * that the extension takes to load. So all import one copy.
 */
function oneCopyOfTheApi() {
  const copy = "vscode-copy";
  return {
    name: "one-copy-of-the-api",
    setup(build) {
      build.onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
        namespace === copy ? { external: true, path: "vscode" } : { namespace: copy, path: "vscode" },
      );
      build.onLoad({ filter: /./, namespace: copy }, () => ({ contents: 'export * from "vscode";' }));
    },
  };
}

/**
 * esbuild makes a part of its own for each set of `import()`s that lead to the same files, and calls from part to part are
 * slower. Each `import()` is told that it needs all that starts: so all of that is in one part.
 */
function whatStartsInOnePart() {
  return {
    name: "what-starts-in-one-part",
    setup(build) {
      build.onResolve({ filter: /^\./ }, ({ kind, path: wanted, resolveDir, pluginData }) =>
        kind === "dynamic-import" && pluginData !== RESOLVED
          ? resolvedAs(build, wanted, { kind, resolveDir, pluginData: RESOLVED })
          : undefined,
      );
      build.onLoad({ filter: /\.ts$/ }, async ({ path: file, pluginData }) =>
        pluginData === LATER
          ? { contents: `${await readFile(file, "utf8")}\nimport "${path.join(ROOT, ENTRY)}";`, loader: "ts" }
          : undefined,
      );
    },
  };
}

const RESOLVED = Symbol("resolved");
const LATER = Symbol("loaded later");

async function resolvedAs(build, wanted, options) {
  const { path: found } = await build.resolve(wanted, options);
  return { path: found, pluginData: LATER };
}

/** An `import()` becomes a `require` that waits for its turn; the files stay as they are cut. */
function asCommonJs() {
  return {
    name: "as-common-js",
    setup(build) {
      const { charset, legalComments, minify, sourcemap, target } = build.initialOptions;
      // What is made anew of a text knows its map only where that is in the text.
      if (sourcemap) build.initialOptions.sourcemap = "inline";
      const options = {
        charset,
        format: "cjs",
        legalComments,
        minify,
        platform: "node",
        sourcemap: sourcemap ? "inline" : false,
        supported: { "dynamic-import": false },
        target,
      };
      build.onEnd(async ({ outputFiles }) => {
        for (const file of outputFiles) {
          const { code } = await transform(file.text, options);
          file.contents = new TextEncoder().encode(code);
        }
      });
    },
  };
}

const DEBUGGABLE = { sourcemap: "linked" };

/** As it ships. */
export const SMALL = { minify: true };

/** Builds everything once: as it ships, unless told otherwise. */
export async function build(how = SMALL) {
  const results = await Promise.all(ALL.map((options) => esbuild({ ...options, ...how, metafile: true })));
  for (const { outputFiles } of results) await writeAnew(outputFiles);
  await finish();
  const packages = packagesIn(
    results.map(({ metafile }) => metafile),
    [`${CODICONS}/codicon.ttf`],
  );
  await writeFile(path.join(ROOT, "dist", NOTICES_FILE), noticesOf(ROOT, packages));
}

/** Their names change with what is in them: those of before go. */
async function writeAnew(files) {
  if (files === undefined) return;
  await rm(PARTS, { force: true, recursive: true });
  await mkdir(PARTS, { recursive: true });
  for (const { path: file, contents } of files) await writeFile(file, contents);
}

async function watch() {
  for (const options of ALL) {
    const started = {
      name: "started",
      setup: (step) =>
        step.onEnd(async ({ outputFiles, errors }) => {
          if (errors.length > 0) return;
          await writeAnew(outputFiles);
          console.log(`built ${options.outfile ?? Object.keys(options.entryPoints)}`);
        }),
    };
    const plugins = [...(options.plugins ?? []), started];
    const watcher = await context({ ...options, plugins, ...DEBUGGABLE });
    await watcher.rebuild();
    await watcher.watch();
  }
  await finish();
  console.log("watching");
}

async function finish() {
  await mkdir(path.join(ROOT, "dist"), { recursive: true });
  await writeIcons({
    css: path.join(ROOT, CODICONS, "codicon.css"),
    font: path.join(ROOT, CODICONS, "codicon.ttf"),
    folder: path.join(ROOT, "dist"),
    script: path.join(ROOT, "dist", "preview.js"),
  });
  await chmod(path.join(ROOT, cli.outfile), 0o755);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const how = process.argv.includes("--dev") ? DEBUGGABLE : SMALL;
  // esbuild has printed what is wrong; a stack of its own would only hide that.
  await (process.argv.includes("--watch") ? watch() : build(how)).catch(() => process.exit(1));
}
