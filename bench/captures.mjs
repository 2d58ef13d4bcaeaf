// Captures, beside tshark in the same run: npm run bench -- captures [PACKETS]      (100000)
// `list`: read, listed by connection and classified. `check`: read into flows, written, read and checked, with the states
// of both ends. `text`: what tcpdump prints of it, converted into flows. `tshark -r`: a line for each packet. And the peak of memory for the list of a large capture.

import { spawnSync } from "node:child_process";
import { closeSync, createReadStream, mkdirSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const OUT = path.join(ROOT, "out", "bench");
const BUNDLE = path.join(OUT, "captures-read.mjs");
const PACKETS = 100_000;
const CONNECTIONS = 1000;
const ROUNDS = 3;
/** Of the large capture: 1.0 GB, which is made while it is read. */
const LARGE = { packets: 1_000_000, reply: 2800 };

export async function printCaptures(packets = PACKETS) {
  const { capture, check, list, text } = await bundle();
  const files = { one: 1, many: CONNECTIONS };
  const rows = [];
  for (const [name, connections] of Object.entries(files)) {
    const file = path.join(OUT, `${name}.pcap`);
    write(file, capture(packets, connections));
    const printed = tcpdump(file);
    const times = { list: [], check: [], text: [], tshark: [] };
    let peak = 0;
    // They take turns, so that a busy moment of the machine falls on all of them.
    for (let round = 0; round < ROUNDS; round++) {
      times.tshark.push(timeOf(() => tshark(file)));
      times.list.push(await timeOfAsync(() => list(createReadStream(file))));
      times.text.push(timeOf(() => text(printed)));
      times.check.push(await timeOfAsync(() => check(createReadStream(file))));
      peak = Math.max(peak, process.memoryUsage().rss);
    }
    rows.push({ connections, ...mapOf(times, median), peak, size: statSync(file).size });
    rmSync(file);
  }
  print(packets, rows);
  const large = spawnSync(process.execPath, [fileURLToPath(import.meta.url), "--large"], {
    encoding: "utf8",
  });
  process.stdout.write(large.stdout + large.stderr);
}

async function bundle() {
  mkdirSync(OUT, { recursive: true });
  await build({
    absWorkingDir: ROOT,
    bundle: true,
    entryPoints: ["bench/captures-read.ts"],
    format: "esm",
    logLevel: "warning",
    outfile: BUNDLE,
    platform: "node",
    target: "node20",
  });
  return import(pathToFileURL(BUNDLE).href);
}

function write(file, pieces) {
  const to = openSync(file, "w");
  for (const piece of pieces) writeSync(to, piece);
  closeSync(to);
}

function tshark(file) {
  const { error, status } = spawnSync("tshark", ["-n", "-r", file], {
    stdio: ["ignore", "ignore", "ignore"],
  });
  if (error !== undefined || status !== 0) throw error ?? new Error(`tshark ends with ${status}`);
}

function tcpdump(file) {
  const { error, status, stdout } = spawnSync("tcpdump", ["-n", "-r", file], {
    encoding: "utf8",
    maxBuffer: 2 ** 30,
    stdio: ["ignore", "pipe", "ignore"],
  });
  if (error !== undefined || status !== 0) throw error ?? new Error(`tcpdump ends with ${status}`);
  return stdout;
}

/** NaN where it cannot be run: then there is nothing to compare with. */
function timeOf(run) {
  const begun = performance.now();
  try {
    run();
  } catch {
    return Number.NaN;
  }
  return performance.now() - begun;
}

async function timeOfAsync(run) {
  const begun = performance.now();
  await run();
  return performance.now() - begun;
}

const mapOf = (lists, of) =>
  Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, of(list)]));

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

function print(packets, rows) {
  console.log(`\ncaptures of ${packets} packets, beside tshark -r`);
  console.log(
    "  connections   MB  tshark ms  list ms  tshark/list  check ms  tshark/check  text ms  tshark/text  peak MB",
  );
  for (const { connections, size, tshark: other, list, check, text, peak } of rows) {
    const cells = [
      String(connections).padStart(13),
      (size / 2 ** 20).toFixed(0).padStart(4),
      other.toFixed(0).padStart(10),
      list.toFixed(0).padStart(8),
      `${(other / list).toFixed(1)}x`.padStart(12),
      check.toFixed(0).padStart(9),
      `${(other / check).toFixed(2)}x`.padStart(13),
      text.toFixed(0).padStart(8),
      `${(other / text).toFixed(2)}x`.padStart(12),
      (peak / 2 ** 20).toFixed(0).padStart(8),
    ];
    console.log(cells.join(" "));
  }
  const [one, many] = rows;
  const ratio = (what) => (many[what] / one[what]).toFixed(2);
  console.log(
    `  a packet of ${CONNECTIONS} connections beside one: list ${ratio("list")}, check ${ratio("check")}`,
  );
}

/** In a process of its own: the peak of another would be in the way. */
async function large() {
  const { capture, list } = await import(pathToFileURL(BUNDLE).href);
  let octets = 0;
  function* pieces() {
    for (const piece of capture(LARGE.packets, CONNECTIONS, LARGE.reply)) {
      octets += piece.length;
      yield piece;
    }
  }
  const begun = performance.now();
  const segments = await list(pieces());
  const took = (performance.now() - begun) / 1000;
  // Linux counts it in units of 1024.
  const peak = process.resourceUsage().maxRSS / 1024;
  console.log(
    `  the list of ${(octets / 1e9).toFixed(2)} GB (${segments} segments): ${took.toFixed(1)} s, peak ${peak.toFixed(0)} MB`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes("--large")) await large();
  else await printCaptures(...process.argv.slice(2).map(Number));
}
