// Runs what a change must pass, after `npm ci`, and sums what the runners counted: .ci/run calls this.
//   node scripts/ci.mjs             types, lint, Node tests, hosts
// The last line is `N passed, N failed`.

import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./workspace.mjs";

/** Colours stand between the numbers and their words. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: an escape sequence begins with a control character
const COLOURS = /\u001b\[[0-9;]*m/g;

/** How each runner says what it counted, and the npm script that runs it. */
const RUNNERS = [
  { count: countVitest, script: "test" },
  { count: countHosts, script: "test:host" },
];

rmSync(path.join(ROOT, "test-results"), { force: true, recursive: true });

const total = { failed: 0, passed: 0 };
for (const { count, script } of RUNNERS) {
  const { output, status } = await runScript(script);
  const counted = count(output.replace(COLOURS, ""));
  total.passed += counted.passed;
  // What fails before it counts (the compiler, the linter, a host that does not start) counts as one.
  total.failed += status !== 0 ? Math.max(counted.failed, 1) : counted.failed;
  if (status === 0 && counted.passed === 0) total.failed += 1;
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

/** `      Tests  2 failed | 23 passed (25)` */
function countVitest(output) {
  const line = output.match(/^\s*Tests\s.*$/gm)?.at(-1) ?? "";
  return { failed: numberBefore(line, "failed"), passed: numberBefore(line, "passed") };
}

/** `52 passed, 0 failed`, the last line. */
function countHosts(output) {
  const line = output.match(/^\d+ passed, \d+ failed$/gm)?.at(-1) ?? "";
  return { failed: numberBefore(line, "failed"), passed: numberBefore(line, "passed") };
}

function numberBefore(line, word) {
  return Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0);
}

/** Shows what the script prints while it runs, and keeps it. */
function runScript(script) {
  return new Promise((resolve, reject) => {
    const child = spawn("npm", ["run", "--silent", script], {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    child.stdout.on("data", (chunk) => {
      output += chunk;
      process.stdout.write(chunk);
    });
    child.on("error", reject);
    child.on("close", (status) => resolve({ output, status }));
  });
}
