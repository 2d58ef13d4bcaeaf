// Our code and its tests as scripts that a process compiles once and runs as often as it likes: the sources in one, each
// test file with its helpers in one of its own, which asks for the sources by name.

import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { ROOT } from "../workspace.mjs";

/** How a test's bundle names a source file. */
export const SOURCE = "source:";

/** Where VS Code, a page or the command line's own process is needed. */
const ELSEWHERE = /^src\/(vscode|webview)\/|^src\/cli\/main\.ts$|\.d\.ts$/;

const common = {
  absWorkingDir: ROOT,
  bundle: true,
  charset: "utf8",
  format: "cjs",
  logLevel: "error",
  packages: "external",
  platform: "node",
  target: "node20",
};

/** All sources, some of them with another text. */
export async function bundleSources(changed, outfile) {
  const files = (await filesIn("src", /\.ts$/)).filter((file) => !ELSEWHERE.test(file));
  const imports = files.map((file, index) => `import * as m${index} from ${JSON.stringify(`./${file}`)};`);
  const names = files.map((file, index) => `${JSON.stringify(file)}: m${index},`);
  await build({
    ...common,
    outfile,
    plugins: [changes(changed)],
    stdin: {
      contents: `${imports.join("\n")}\nexport default {${names.join("\n")}};`,
      loader: "ts",
      resolveDir: ROOT,
    },
  });
}

export async function bundleTests(files, outdir) {
  await build({
    ...common,
    entryPoints: files,
    outbase: ROOT,
    outdir,
    plugins: [testsAlone()],
  });
}

/** Paths from the root. */
export async function filesIn(folder, name) {
  const entries = await readdir(path.join(ROOT, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => fromRoot(path.join(entry.parentPath, entry.name)))
    .sort();
}

function fromRoot(file) {
  return path.relative(ROOT, file).replaceAll(path.sep, "/");
}

function changes(changed) {
  return {
    name: "changes",
    setup(step) {
      step.onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
        const contents = changed.get(fromRoot(file));
        return contents === undefined ? undefined : { contents, loader: "ts" };
      });
    },
  };
}

/** Without the sources; and each file knows where it stood. */
function testsAlone() {
  return {
    name: "tests-alone",
    setup(step) {
      step.onResolve({ filter: /^\./ }, ({ path: wanted, resolveDir }) => {
        const file = fromRoot(path.resolve(resolveDir, wanted)).replace(/\.js$/, ".ts");
        return file.startsWith("src/") ? { external: true, path: SOURCE + file } : undefined;
      });
      step.onLoad({ filter: /\.(ts|mts|mjs)$/ }, async ({ path: file }) => ({
        contents: (await readFile(file, "utf8"))
          .replaceAll("import.meta.dirname", JSON.stringify(path.dirname(file)))
          .replaceAll("import.meta.url", JSON.stringify(pathToFileURL(file).href)),
        loader: file.endsWith(".mjs") ? "js" : "ts",
      }));
    },
  };
}
