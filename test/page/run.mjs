// The preview page alone, in a real browser: what it shows, and that nothing in a file runs in it.
//   node test/page/run.mjs [WORD…]     only the steps with all of these words in their names
// Ends with `N passed, N failed`. `runPage` gives the same outcome to scripts/test-host.mjs.

import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { captures, mermaid, preview } from "../../esbuild.mjs";
import { explainNoBrowser, findBrowser } from "../../scripts/hosts/find.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const ADDRESS = "http://preview.test/";
const NONCE = "only-ours";
const OUT = path.join(ROOT, "out", "page");

export async function runPage(words = []) {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error(explainNoBrowser());
  const steps = (await loadSteps()).filter(({ name }) => words.every((word) => name.includes(word)));
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  const failed = [];
  let passed = 0;
  try {
    for (const { name, page: which = "preview", run } of steps) {
      const page = await openPage(browser, which);
      try {
        await run(page);
        if (page.problems.length > 0) throw new Error(page.problems.join("\n"));
        passed += 1;
      } catch (error) {
        failed.push({ title: name, message: error.message });
      }
      await page.close();
    }
  } finally {
    await browser.close();
  }
  return { failed, passed };
}

/** The steps use the sources, so they are bundled; the page is built as it ships. */
async function loadSteps() {
  await build({
    absWorkingDir: ROOT,
    bundle: true,
    entryPoints: ["test/page/steps.ts", "test/page/take-away.ts"],
    external: ["axe-core"],
    format: "esm",
    outdir: OUT,
    outExtension: { ".js": ".mjs" },
    platform: "node",
  });
  for (const shipped of [preview, mermaid, captures]) await build({ ...shipped, outdir: OUT });
  const steps = async (name) => import(pathToFileURL(path.join(OUT, name)).href);
  return [...(await steps("steps.mjs")).STEPS, ...(await steps("take-away.mjs")).TAKE_AWAY_STEPS];
}

/** The page under the policy of the panel; what it posts is in `window.posted`. */
async function openPage(browser, which) {
  const page = await browser.newPage({ viewport: { width: 800, height: 600 } });
  page.problems = [];
  page.on("pageerror", (error) => page.problems.push(`page error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") page.problems.push(`console: ${message.text()}`);
  });
  await page.route(ADDRESS, (route) => route.fulfill({ contentType: "text/html", body: html(which) }));
  await page.route(`${ADDRESS}*.js`, (route) =>
    route.fulfill({ path: path.join(OUT, new URL(route.request().url()).pathname) }),
  );
  await page.goto(ADDRESS);
  return page;
}

function html(name) {
  const policy = `default-src 'none'; script-src 'nonce-${NONCE}'; style-src 'unsafe-inline'; img-src blob:`;
  const style = readFileSync(path.join(OUT, `${name}.css`), "utf8");
  return `<!DOCTYPE html><html><head><meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}"><style>${style}</style></head>
    <body class="vscode-light"><div id="app"></div>
    <script nonce="${NONCE}">
      const posted = [];
      const acquireVsCodeApi = () => ({
        postMessage: (message) => posted.push(message),
        getState: () => JSON.parse(sessionStorage.getItem("kept") ?? "null") ?? undefined,
        setState: (state) => {
          window.kept = state;
          sessionStorage.setItem("kept", JSON.stringify(state));
        },
      });
    </script>
    <script type="module" nonce="${NONCE}" src="${name}.js"></script></body></html>`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { failed, passed } = await runPage(process.argv.slice(2));
  for (const { title, message } of failed) console.log(`FAILED ${title}\n  ${message}`);
  console.log(`${passed} passed, ${failed.length} failed`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
