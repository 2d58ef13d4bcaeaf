// npm run test:host: the extension inside real VS Codes, and the packaged extension driven in a browser, one after the
// other; `TCPFLOW_HOST_LANES=2` runs so many at a time, but for those that are sensitive to what else runs.
//   npm run test:host                     all of it
//   npm run test:host -- typist           somebody types, key by key, for less than a minute in each host
//   npm run test:host -- oldest web       only the runs with all of these words in their names
//   TCPFLOW_TYPIST=all npm run test:host -- typist       each example and each key of a lesson; takes hours
// A run that fails is tried again at the end, twice at most. A host that cannot start is a failure. Screenshots and logs of what failed: test-results/.

import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { build } from "../esbuild.mjs";
import { runPage } from "../test/page/run.mjs";
import { packVsix, runPreview, runProduct, runStart } from "./hosts/drive.mjs";
import { runSuites } from "./hosts/suites.mjs";
import { runTypist } from "./hosts/typist.mjs";
import { ALL, CURRENT, OLDEST } from "./hosts/versions.mjs";
import { ROOT } from "./workspace.mjs";

const RESULTS = path.join(ROOT, "test-results");
const TRIES = 3;
const LANES = Math.max(1, Number(process.env.TCPFLOW_HOST_LANES) || 1);

/** How long the typist types in a run. */
const TYPING_SECONDS = 45;
const SECONDS = process.env.TCPFLOW_TYPIST === "all" ? undefined : TYPING_SECONDS;

/** Another share each day; the same one again with `TCPFLOW_SEED`. */
const DAY_MS = 86_400_000;
const SEED = Number(process.env.TCPFLOW_SEED ?? Math.floor(Date.now() / DAY_MS));

const runs = [
  ...ALL.flatMap((version) =>
    ["node", "web"].map((kind) => ({
      name: `${version.name} ${kind}`,
      title: `VS Code ${version.vscode}, ${kind} extension host`,
      run: (results) => runSuites({ kind, results, version }),
    })),
  ),
  ...["product", "notes", "newcomer", "student", "lessons", "teacher", "captures"].map((way) => ({
    name: `drive ${way}`,
    isPackaged: true,
    title: `VS Code ${CURRENT.vscode}, the packaged extension in a browser: ${way}`,
    run: (results) => runProduct({ kind: "node", results, version: CURRENT, way }),
  })),
  ...["notes", "student", "lessons", "captures"].map((way) => ({
    name: `drive ${way} web`,
    isPackaged: true,
    title: `VS Code ${CURRENT.vscode}, the packaged extension in a browser, web extension host: ${way}`,
    run: (results) => runProduct({ kind: "web", results, version: CURRENT, way }),
  })),
  ...["node", "web"].map((kind) => ({
    name: `preview-drive ${kind}`,
    isPackaged: true,
    title: `VS Code ${CURRENT.vscode}, the preview of the packaged extension, ${kind} extension host`,
    run: (results) => runPreview({ kind, results, version: CURRENT }),
  })),
  ...[
    { kind: "node", version: CURRENT },
    { kind: "web", version: CURRENT },
    { kind: "node", version: OLDEST },
  ].map(({ kind, version }) => ({
    name: `typist ${version.name} ${kind}`,
    isAlone: true,
    title: `VS Code ${version.vscode}, ${kind} extension host: what is typed stands (seed ${SEED})`,
    run: (results) => runTypist({ kind, results, seconds: SECONDS, seed: SEED, version }),
  })),
  {
    name: "page",
    title: "the preview page alone",
    run: () => runPage(),
  },
  {
    name: "start",
    isAlone: true,
    title: "npm start",
    run: (results) => runStart({ results }),
  },
];

const words = process.argv.slice(2);
const chosen = runs.filter(({ name }) => words.every((word) => name.includes(word)));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

rmSync(RESULTS, { force: true, recursive: true });
await build();

// What others need is made before any of them begins: packing builds dist/ anew.
if (chosen.some(({ isPackaged }) => isPackaged)) packVsix();

const total = { failed: chosen.length === 0 ? 1 : 0, passed: 0 };
const waiting = chosen.filter(({ isAlone }) => !isAlone);
const failed = [];
await Promise.all(Array.from({ length: LANES }, runNext));
for (const one of chosen.filter(({ isAlone }) => isAlone)) await runFirst(one);
for (const one of failed) await runAgain(one);

console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

async function runNext() {
  for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await runFirst(one);
}

async function runFirst(one) {
  const began = Date.now();
  const outcome = await outcomeOf(one, folderOf(one));
  if (outcome.failed.length === 0) tell(one, outcome, began);
  else failed.push({ ...one, outcome });
}

/** With nothing beside it: a window that lost the focus or a busy machine is no fault of ours; what fails each time is. */
async function runAgain({ outcome: first, ...one }) {
  const began = Date.now();
  let outcome = first;
  for (let attempt = 2; attempt <= TRIES && outcome.failed.length > 0; attempt++) {
    // All are shown.
    console.log(`${one.title}: once more, after`);
    for (const { message, title: test } of outcome.failed) console.log(`  ${test}\n${indent(message)}`);
    outcome = await outcomeOf(one, `${folderOf(one)}-${attempt}`);
  }
  tell(one, outcome, began);
}

function tell(one, outcome, began) {
  total.passed += outcome.passed;
  total.failed += outcome.failed.length;
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(`${one.title}: ${outcome.passed} passed, ${outcome.failed.length} failed (${seconds} s)`);
  for (const figure of outcome.figures ?? []) console.log(`  ${figure}`);
  for (const failure of outcome.failed) console.log(`  FAILED ${failure.title}\n${indent(failure.message)}`);
  if (existsSync(folderOf(one))) console.log(`  see ${path.relative(ROOT, folderOf(one))}/`);
}

function folderOf({ name }) {
  return path.join(RESULTS, name.replaceAll(" ", "-"));
}

/** One that cannot even start is a failure. */
function outcomeOf({ name, run }, folder) {
  return run(folder).catch((error) => ({ failed: [{ message: error.message, title: name }], passed: 0 }));
}

function indent(text) {
  return text.replace(/^/gm, "    ");
}
