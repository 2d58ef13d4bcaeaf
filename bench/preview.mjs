// How long the preview takes to redraw after one edit, beside plain Mermaid on the same flow: in Chromium.
//   npm run bench -- preview [N…]     with the numbers of segments (10 100 1000 10000)
// `ours`: the panel's work (analysis excluded), the message, and the page's work until the edit is seen.
// `mermaid`: a warm render of the whole flow. Medians; of 20 edits, and of as many renders as can be waited for.

import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { webview } from "../esbuild.mjs";
import { explainNoBrowser, findBrowser } from "../scripts/hosts/find.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const OUT = path.join(ROOT, "out", "bench");
const SIZES = [10, 100, 1000, 10_000];
const EDITS = 20;
/** What is aimed at, ours / Mermaid; at twice as much the benchmark fails. */
const AIMS = { 10: 1.25, 1000: 0.1, 10000: 0.1 };
/** Plain Mermaid takes a minute and more for 10,000 messages: it is run once there, after a warm-up of 100. */
const RENDERS = { 10: 20, 100: 20, 1000: 7, 10000: 1 };

export async function benchPreview(sizes = SIZES) {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error(explainNoBrowser());
  const { sourceOf } = await bundles();
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  const results = [];
  try {
    for (const size of sizes) {
      const ours = median(await edits(browser, size));
      const mermaid = median(await renders(browser, sourceOf(size), RENDERS[size] ?? 5));
      results.push({ mermaid, ours, ratio: ours / mermaid, size });
    }
  } finally {
    await browser.close();
  }
  return results;
}

/** What the panel does is part of an edit, so it is bundled and runs in the page as well. */
async function bundles() {
  await build({ ...webview, minify: true, outfile: path.join(OUT, "webview.js") });
  const common = { absWorkingDir: ROOT, bundle: true, logLevel: "warning" };
  const panel = path.join(OUT, "panel.mjs");
  await build({
    ...common,
    entryPoints: ["bench/preview-panel.ts"],
    format: "esm",
    outfile: panel,
    platform: "node",
  });
  await build({
    ...common,
    entryPoints: ["bench/preview-panel.ts"],
    format: "iife",
    globalName: "panel",
    outfile: path.join(OUT, "panel.js"),
  });
  await build({
    ...webview,
    entryPoints: ["bench/preview-mermaid.ts"],
    minify: true,
    outfile: path.join(OUT, "mermaid.js"),
  });
  return import(pathToFileURL(panel).href);
}

async function edits(browser, size) {
  const page = await browser.newPage({ viewport: { width: 800, height: 900 } });
  await page.setContent(
    `<style>${read("webview.css")}</style><body class="vscode-light"><div id="app"></div>
     <script>const acquireVsCodeApi = () => ({ postMessage() {}, getState() {}, setState() {} });</script>`,
  );
  await page.addScriptTag({ content: read("webview.js") });
  await page.addScriptTag({ content: read("panel.js") });
  const times = await page.evaluate(
    async ({ size, edits }) => {
      // At once: a timer that looks again and again is held back by four milliseconds each time.
      const shown = (revision) =>
        new Promise((done) => {
          const look = () => {
            if (document.documentElement.dataset.revision !== String(revision)) return;
            watcher.disconnect();
            done();
          };
          const watcher = new MutationObserver(look);
          watcher.observe(document.documentElement, { attributeFilter: ["data-revision"] });
          look();
        });
      const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
      const session = window.panel.openSession(size);
      const times = [];
      for (let i = -3; i < edits; i++) {
        session.edit(i + 3);
        const begun = performance.now();
        const view = session.view();
        window.postMessage({ type: "show", view }, "*");
        await shown(view.revision);
        if (i >= 0) times.push(performance.now() - begun);
        // The rest of the page is drawn ahead before the next edit, as it is while a person thinks.
        for (let quiet = 0; quiet < 5; quiet++) {
          await frame();
          if (document.querySelector(".bench")) quiet = 0;
        }
      }
      return times;
    },
    { edits: EDITS, size },
  );
  await page.close();
  return times;
}

async function renders(browser, source, times) {
  const page = await browser.newPage({ viewport: { width: 800, height: 900 } });
  page.setDefaultTimeout(0);
  await page.setContent("<body></body>");
  await page.addScriptTag({ content: read("mermaid.js") });
  const found = await page.evaluate(
    async ({ source, times }) => {
      const lines = source.split("\n");
      const small = lines.slice(0, 100).join("\n");
      for (let i = 0; i < 3; i++) await window.renderPlain(small);
      if (times > 1) await window.renderPlain(source);
      const found = [];
      for (let i = 0; i < times; i++) {
        // One line differs, as after an edit; else Mermaid's own caches would do the measuring.
        const edited = [...lines];
        const at = lines.length >> 1;
        edited[at] = `${edited[at]} edit ${i}`;
        const begun = performance.now();
        await window.renderPlain(edited.join("\n"));
        found.push(performance.now() - begun);
      }
      return found;
    },
    { source, times },
  );
  await page.close();
  return found;
}

const read = (name) => readFileSync(path.join(OUT, name), "utf8").replaceAll("</script", "<\\/script");

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

export async function printPreview(sizes) {
  console.log("\nredraw of the preview after one edit, beside plain Mermaid");
  console.log("  size     ours ms  mermaid ms  ours/mermaid");
  for (const { mermaid, ours, ratio, size } of await benchPreview(sizes)) {
    const cells = [String(size).padStart(6), ours.toFixed(1).padStart(10), mermaid.toFixed(1).padStart(11)];
    const tooSlow = ratio > 2 * (AIMS[size] ?? Number.POSITIVE_INFINITY);
    if (tooSlow) process.exitCode = 1;
    console.log(`${cells.join(" ")} ${ratio.toFixed(3).padStart(13)}${tooSlow ? "  TOO SLOW" : ""}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const sizes = process.argv.slice(2).map(Number);
  await printPreview(sizes.length > 0 ? sizes : undefined);
}
