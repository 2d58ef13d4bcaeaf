// How fast the time–sequence graph is drawn, zoomed and panned: in Chromium.
//   npm run bench -- graph [N…]     with the numbers of points (1000 10000 100000)
// `columns`: the panel's work. `first`: from the message to the picture. `frames`: how many a second, while a key is
// pressed in each of them; the screen itself shows 60.

import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { webview } from "../esbuild.mjs";
import { explainNoBrowser, findBrowser } from "../scripts/hosts/find.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const OUT = path.join(ROOT, "out", "bench");
const SIZES = [1000, 10_000, 100_000];
const FRAMES = 120;

/** What is looked at: keys pressed before, and in turn while it is measured. */
const WAYS = {
  "all, zoomed": { before: "", keys: ["+", "-"] },
  "a half, panned": { before: "++++", keys: [">", "<"] },
  "a hundredth, panned": { before: "+".repeat(25), keys: [">", ">", "<", "<"] },
};

export async function benchGraph(sizes = SIZES) {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error(explainNoBrowser());
  await build({ ...webview, minify: true, outfile: path.join(OUT, "webview.js") });
  await build({
    absWorkingDir: ROOT,
    bundle: true,
    entryPoints: ["bench/graph-panel.ts"],
    format: "iife",
    globalName: "panel",
    logLevel: "warning",
    outfile: path.join(OUT, "graph-panel.js"),
  });
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const results = [];
    for (const size of sizes) results.push(...(await measure(browser, size)));
    return results;
  } finally {
    await browser.close();
  }
}

async function measure(browser, size) {
  const page = await browser.newPage({ viewport: { width: 1000, height: 800 } });
  page.setDefaultTimeout(0);
  await page.setContent(
    `<style>${read("webview.css")}</style><body class="vscode-light"><div id="app"></div>
     <script>const acquireVsCodeApi = () => ({ postMessage() {}, getState() {}, setState() {} });</script>`,
  );
  await page.addScriptTag({ content: read("graph-panel.js") });
  await page.addScriptTag({ content: read("webview.js") });
  const shown = await page.evaluate(async (points) => {
    const { graph, scene, took } = window.panel.graphSession(points);
    const begun = performance.now();
    window.postMessage({ type: "scene", scene }, "*");
    document.querySelector('[data-tool="graph"]').click();
    window.postMessage({ type: "graph", graph }, "*");
    const plot = document.querySelector(".graph-plot");
    while (plot.dataset.points === undefined) await new Promise((done) => requestAnimationFrame(done));
    return {
      columns: took,
      first: performance.now() - begun,
      points: Number(plot.dataset.points.split(" ")[1]),
    };
  }, size);
  const results = [];
  for (const [way, { before, keys }] of Object.entries(WAYS)) {
    const times = await page.evaluate(press, { before, keys, frames: FRAMES });
    results.push({ ...shown, ...times, way });
  }
  await page.close();
  return results;
}

async function press({ before, keys, frames }) {
  const plot = document.querySelector(".graph-plot");
  const key = (one) => plot.dispatchEvent(new KeyboardEvent("keydown", { key: one, bubbles: true }));
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  key("0");
  for (const one of before) key(one);
  await frame();
  const begun = performance.now();
  let worst = 0;
  let last = begun;
  for (let i = 0; i < frames; i++) {
    key(keys[i % keys.length]);
    // The page asked for its frame before, so it has drawn when this one comes.
    await frame();
    const now = performance.now();
    worst = Math.max(worst, now - last);
    last = now;
  }
  const [first, end] = plot.dataset.points.split(" ").map(Number);
  return { frames: (frames * 1000) / (performance.now() - begun), worst, seen: end - first };
}

const read = (name) => readFileSync(path.join(OUT, name), "utf8").replaceAll("</script", "<\\/script");

export async function printGraph(sizes) {
  console.log("\nthe time–sequence graph: zoomed and panned by a key in every frame");
  console.log("  points  columns ms  first ms  what                  in sight  frames/s  longest ms");
  for (const { points, columns, first, way, seen, frames, worst } of await benchGraph(sizes)) {
    const cells = [
      String(points).padStart(8),
      columns.toFixed(0).padStart(11),
      first.toFixed(0).padStart(9),
      `  ${way.padEnd(20)}`,
      String(seen).padStart(9),
      frames.toFixed(0).padStart(9),
      worst.toFixed(0).padStart(11),
    ];
    console.log(cells.join(" "));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const sizes = process.argv.slice(2).map(Number);
  await printGraph(sizes.length > 0 ? sizes : undefined);
}
