// npm run test:host: the extension inside real VS Codes, one after the other, and last the packaged
// extension driven in a browser.
//   npm run test:host                     all of it
//   npm run test:host -- oldest web       only the runs with all of these words in their names
// A host that cannot start is a failure. Screenshots and logs of what failed: test-results/.

import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { build } from "../esbuild.mjs";
import { runPage } from "../test/page/run.mjs";
import { runProduct, runStart } from "./hosts/drive.mjs";
import { runSuites } from "./hosts/suites.mjs";
import { ALL, CURRENT } from "./hosts/versions.mjs";
import { ROOT } from "./workspace.mjs";

const RESULTS = path.join(ROOT, "test-results");

const runs = [
  ...ALL.flatMap((version) =>
    ["node", "web"].map((kind) => ({
      name: `${version.name} ${kind}`,
      title: `VS Code ${version.vscode}, ${kind} extension host`,
      run: (results) => runSuites({ kind, results, version }),
    })),
  ),
  {
    name: "drive",
    title: `VS Code ${CURRENT.vscode}, the packaged extension in a browser`,
    run: (results) => runProduct({ results, version: CURRENT }),
  },
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
  const outcome = await run(folder).catch((error) => ({
    failed: [{ message: error.message, title: name }],
    passed: 0,
  }));
  total.passed += outcome.passed;
  total.failed += outcome.failed.length;
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(`${title}: ${outcome.passed} passed, ${outcome.failed.length} failed (${seconds} s)`);
  for (const failure of outcome.failed) console.log(`  FAILED ${failure.title}\n${indent(failure.message)}`);
  if (existsSync(folder)) console.log(`  see ${path.relative(ROOT, folder)}/`);
}

console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

function indent(text) {
  return text.replace(/^/gm, "    ");
}
