// Which lines and branches of our code the tests of `npm test` come by, room by room: `npm run coverage [-- FILTER…]`.
// Of the rooms that `vscode` stands on, and of the command line; `vscode` and the pages run in hosts, where nothing counts.
// Says which files are below what we ask for; the lines themselves are in test-results/coverage/index.html.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./workspace.mjs";

/** Per cent, of the lines and of the branches of each room. */
const LEAST = 95;

const FOLDER = path.join(ROOT, "test-results", "coverage");

/** What runs in an editor or in a page, and what begins a process of its own. */
const ELSEWHERE = ["src/vscode/**", "src/webview/**", "src/cli/main.ts"];

const [, , ...filters] = process.argv;
const options = [
  "--coverage.enabled",
  "--coverage.provider=v8",
  "--coverage.include=src/**/*.ts",
  ...ELSEWHERE.map((glob) => `--coverage.exclude=${glob}`),
  "--coverage.reportOnFailure",
  "--coverage.reporter=html",
  "--coverage.reporter=json-summary",
  `--coverage.reportsDirectory=${FOLDER}`,
  "--reporter=dot",
];
const { status } = spawnSync("npx", ["vitest", "run", ...options, ...filters], {
  cwd: ROOT,
  stdio: "inherit",
});
const below = report(JSON.parse(readFileSync(path.join(FOLDER, "coverage-summary.json"), "utf8")));
process.exitCode = status === 0 && !below ? 0 : 1;

/** Prints the rooms, and answers whether one of them is below. */
function report({ total: _, ...files }) {
  const rooms = new Map();
  for (const [file, counts] of Object.entries(files)) {
    const name = path.relative(path.join(ROOT, "src"), file).split(path.sep)[0];
    const room = rooms.get(name) ?? { branches: none(), files: [], lines: none() };
    rooms.set(name, room);
    add(room.lines, counts.lines);
    add(room.branches, counts.branches);
    if (isBelow(counts)) room.files.push([path.relative(ROOT, file), counts]);
  }
  for (const [name, room] of [...rooms].sort()) {
    console.log(`${name.padEnd(10)} lines ${percent(room.lines)}  branches ${percent(room.branches)}`);
    for (const [file, counts] of room.files) {
      console.log(`  ${file}: lines ${percent(counts.lines)}, branches ${percent(counts.branches)}`);
    }
  }
  return [...rooms.values()].some(isBelow);
}

function none() {
  return { covered: 0, total: 0 };
}

function add(sum, { covered, total }) {
  sum.covered += covered;
  sum.total += total;
}

function isBelow({ branches, lines }) {
  return [lines, branches].some(({ covered, total }) => covered * 100 < total * LEAST);
}

function percent({ covered, total }) {
  return `${(total === 0 ? 100 : (100 * covered) / total).toFixed(1).padStart(5)} %`;
}
