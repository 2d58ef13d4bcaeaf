// Runs the benchmarks: npm run bench [NAME…]
// Each file in bench/ named *.bench.ts is one: { name, sizes, make(size), measure: { WHAT: (input) => … } }.
// `preview` and `graph` are files of their own: they need a browser. So is `captures`: it needs tshark.
// What it measures is compared in one run, as a ratio; nothing here is asserted.
// npm run bench host: the same of an edit, in the extension host of a real VS Code (bench/host/).

import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.dirname(HERE);
const wanted = process.argv.slice(2);

if (wanted.length === 0 || wanted[0] === "preview") {
  const { printPreview } = await import("./preview.mjs");
  const sizes = wanted.slice(1).map(Number);
  await printPreview(sizes.length > 0 ? sizes : undefined);
}

if (wanted.length === 0 || wanted[0] === "graph") {
  const { printGraph } = await import("./graph.mjs");
  const sizes = wanted.slice(1).map(Number);
  await printGraph(sizes.length > 0 ? sizes : undefined);
}

if (wanted.length === 0 || wanted[0] === "captures") {
  const { printCaptures } = await import("./captures.mjs");
  await printCaptures(...wanted.slice(1).map(Number));
}

const files = (await readdir(HERE)).filter((f) => f.endsWith(".bench.ts"));
for (const file of files) {
  const name = file.replace(".bench.ts", "");
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const outfile = path.join(ROOT, "dist", `bench-${name}.mjs`);
  await build({
    absWorkingDir: ROOT,
    bundle: true,
    entryPoints: [path.join(HERE, file)],
    external: ["mermaid"],
    format: "esm",
    logLevel: "warning",
    outfile,
    platform: "node",
    target: "node20",
  });
  const { default: bench } = await import(pathToFileURL(outfile).href);
  await run(bench);
  await rm(outfile);
}

if (wanted.includes("host")) await runInHost();

async function runInHost() {
  const { build: buildExtension } = await import("../esbuild.mjs");
  const { runSuites } = await import("../scripts/hosts/suites.mjs");
  const { CURRENT } = await import("../scripts/hosts/versions.mjs");
  await buildExtension();
  const results = path.join(ROOT, "test-results", "bench-host");
  const outcome = await runSuites({ entry: "bench/host/index.ts", kind: "node", results, version: CURRENT });
  console.log(`\nVS Code ${CURRENT.vscode}, extension host`);
  for (const figure of outcome.figures) console.log(figure);
  for (const { title, message } of outcome.failed) console.log(`FAILED ${title}: ${message}`);
  process.exit(outcome.failed.length === 0 ? 0 : 1);
}

async function run(bench) {
  console.log(`\n${bench.name}`);
  const names = Object.keys(bench.measure);
  const rows = [];
  for (const size of bench.sizes) {
    const input = await bench.make(size);
    const times = Object.fromEntries(names.map((n) => [n, []]));
    let heap = 0;
    const rounds = bench.rounds(size);
    // The measures take turns, so that a busy moment of the machine falls on all of them.
    for (let round = -1; round < rounds; round++) {
      for (const what of names) {
        if (round >= bench.rounds(size, what)) continue;
        const begun = performance.now();
        await bench.measure[what](input);
        const took = performance.now() - begun;
        if (round >= 0 || rounds === 1) times[what].push(took);
        if (what === bench.heapOf) heap = Math.max(heap, process.memoryUsage().heapUsed);
      }
    }
    rows.push({ size, ...Object.fromEntries(names.map((n) => [n, median(times[n])])), heap });
  }
  print(bench, names, rows);
}

/** More than one in wholes, less than one in hundredths. */
function ratio(value) {
  return value > 2 ? `${value.toFixed(0)}x` : `${value.toFixed(2)}x`;
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

function print(bench, names, rows) {
  const head = [
    "size",
    ...names.map((n) => `${n} ms`),
    ...bench.ratios.map(([a, b]) => `${b}/${a}`),
    "heap MB",
  ];
  const body = rows.map((row) => [
    String(row.size),
    ...names.map((n) => row[n].toFixed(2)),
    ...bench.ratios.map(([a, b]) => ratio(row[b] / row[a])),
    (row.heap / 1048576).toFixed(0),
  ]);
  const widths = head.map((h, i) => Math.max(h.length, ...body.map((r) => r[i].length)));
  for (const line of [head, ...body]) console.log(line.map((cell, i) => cell.padStart(widths[i])).join("  "));
}
