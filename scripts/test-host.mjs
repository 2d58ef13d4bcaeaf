// npm run test:host: the extension inside real VS Codes, one after the other, and last the packaged
// extension driven in a browser.
//   npm run test:host                     all of it
//   npm run test:host -- typist           somebody types, key by key, for less than a minute in each host
//   npm run test:host -- oldest web       only the runs with all of these words in their names
//   TCPFLOW_TYPIST=all npm run test:host -- typist       each example and each key of a lesson; takes hours
// A run that fails is tried again, twice at most. A host that cannot start is a failure. Screenshots and logs of what failed: test-results/.

import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { build } from "../esbuild.mjs";
import { runPage } from "../test/page/run.mjs";
import { runPreview, runProduct, runStart } from "./hosts/drive.mjs";
import { runSuites } from "./hosts/suites.mjs";
import { runTypist } from "./hosts/typist.mjs";
import { ALL, CURRENT, OLDEST } from "./hosts/versions.mjs";
import { ROOT } from "./workspace.mjs";

const RESULTS = path.join(ROOT, "test-results");
const TRIES = 3;

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
    title: `VS Code ${CURRENT.vscode}, the packaged extension in a browser: ${way}`,
    run: (results) => runProduct({ kind: "node", results, version: CURRENT, way }),
  })),
  ...["notes", "student", "lessons", "captures"].map((way) => ({
    name: `drive ${way} web`,
    title: `VS Code ${CURRENT.vscode}, the packaged extension in a browser, web extension host: ${way}`,
    run: (results) => runProduct({ kind: "web", results, version: CURRENT, way }),
  })),
  ...["node", "web"].map((kind) => ({
    name: `preview-drive ${kind}`,
    title: `VS Code ${CURRENT.vscode}, the preview of the packaged extension, ${kind} extension host`,
    run: (results) => runPreview({ kind, results, version: CURRENT }),
  })),
  ...[
    { kind: "node", version: CURRENT },
    { kind: "web", version: CURRENT },
    { kind: "node", version: OLDEST },
  ].map(({ kind, version }) => ({
    name: `typist ${version.name} ${kind}`,
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
    title: "npm start",
    run: (results) => runStart({ results }),
  },
];

const words = process.argv.slice(2);
const chosen = runs.filter(({ name }) => words.every((word) => name.includes(word)));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

rmSync(RESULTS, { force: true, recursive: true });
await build();

const total = { failed: chosen.length === 0 ? 1 : 0, passed: 0 };
for (const { name, run, title } of chosen) {
  const began = Date.now();
  const folder = path.join(RESULTS, name.replaceAll(" ", "-"));
  let outcome = await outcomeOf(name, run, folder);
  for (let attempt = 2; attempt <= TRIES && outcome.failed.length > 0; attempt++) {
    // A window that lost the focus or a busy machine is no fault of ours; what fails each time is. All are shown.
    console.log(`${title}: once more, after`);
    for (const { message, title: test } of outcome.failed) console.log(`  ${test}\n${indent(message)}`);
    outcome = await outcomeOf(name, run, `${folder}-${attempt}`);
  }
  total.passed += outcome.passed;
  total.failed += outcome.failed.length;
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(`${title}: ${outcome.passed} passed, ${outcome.failed.length} failed (${seconds} s)`);
  for (const figure of outcome.figures ?? []) console.log(`  ${figure}`);
  for (const failure of outcome.failed) console.log(`  FAILED ${failure.title}\n${indent(failure.message)}`);
  if (existsSync(folder)) console.log(`  see ${path.relative(ROOT, folder)}/`);
}

console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

/** One that cannot even start is a failure. */
function outcomeOf(name, run, folder) {
  return run(folder).catch((error) => ({ failed: [{ message: error.message, title: name }], passed: 0 }));
}

function indent(text) {
  return text.replace(/^/gm, "    ");
}
