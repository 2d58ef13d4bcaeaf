// A test file, run in this process as vitest would, as often as wanted and each time anew: `vitest` for it is this, with
// vitest's own runner and its own `expect`.

import childProcess from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import vm from "node:vm";
import * as expecting from "@vitest/expect";
import * as runner from "@vitest/runner";
import { ROOT } from "../workspace.mjs";
import { SOURCE } from "./bundles.mjs";

const requireOfNode = createRequire(path.join(ROOT, "package.json"));

const { chai } = expecting;
for (const plugin of [expecting.JestExtend, expecting.JestChaiExpect, expecting.JestAsymmetricMatchers]) {
  chai.use(plugin);
}

const VITEST = {
  ...runner,
  expect: makeExpect(),
  it: runner.test,
  vi: { setConfig() {} },
};

/** What other tools print of a file stays the same, whatever our code makes of it. */
const TOOLS = { ...childProcess, execFile: remembering(childProcess.execFile) };

const CONFIG = {
  allowOnly: true,
  diffOptions: undefined,
  hookTimeout: 0,
  includeTaskLocation: false,
  maxConcurrency: 1,
  passWithNoTests: true,
  retry: 0,
  root: ROOT,
  sequence: { concurrent: false, hooks: "stack", seed: 0, setupFiles: "list", shuffle: false },
  setupFiles: [],
  tags: [],
  testNamePattern: undefined,
  testTimeout: 0,
};

const compiled = new Map();

/** The exports of a bundle, run anew. */
export function run(bundle, require = requireOfNode) {
  const module = { exports: {} };
  scriptOf(bundle)(module, module.exports, require, bundle, path.dirname(bundle));
  return module.exports;
}

function scriptOf(bundle) {
  let script = compiled.get(bundle);
  if (script === undefined) {
    const code = `(function (module, exports, require, __filename, __dirname) {${readFileSync(bundle, "utf8")}\n})`;
    script = new vm.Script(code, { filename: bundle });
    compiled.set(bundle, script);
  }
  return script.runInThisContext();
}

/**
 * Runs the tests of a file that `isWanted`, until the first that fails. Says which began and how they ended; what is
 * thrown outside of a test counts as a failure of the file.
 */
export async function runFile(
  bundle,
  sources,
  { began = () => {}, isWanted = () => true, stops = true } = {},
) {
  const require = (name) => {
    if (name === "vitest") return VITEST;
    if (name === "node:child_process") return TOOLS;
    return name.startsWith(SOURCE) ? sources[name.slice(SOURCE.length)] : requireOfNode(name);
  };
  const results = [];
  let failed = false;
  let collected = 0;
  const how = {
    config: CONFIG,
    importFile: () => run(bundle, require),
    onBeforeRunTask(task) {
      if ((failed && stops) || !isWanted(task.key)) task.mode = "skip";
      else began(task.key);
    },
    onCollected([file]) {
      const tests = testsIn(file);
      const named = new Map();
      for (const task of tests) {
        const name = nameOf(task);
        const times = (named.get(name) ?? 0) + 1;
        named.set(name, times);
        task.key = times === 1 ? name : `${name} (${times})`;
      }
      collected = tests.length;
    },
    pool: "here",
    async runTask(task) {
      const start = performance.now();
      let error;
      try {
        await runner.getFn(task)();
      } catch (thrown) {
        error = thrown;
      }
      began(undefined);
      failed ||= error !== undefined;
      results.push({ error: error && briefly(error), key: task.key, time: performance.now() - start });
    },
  };
  const [file] = await runner.startTests([{ filepath: bundle, testLocations: undefined }], how);
  const outside = failureOutside(file);
  return { collected, failed: failed || outside !== undefined, outside, results };
}

function* everyTask(suite) {
  yield suite;
  for (const task of suite.tasks ?? []) yield* everyTask(task);
}

function testsIn(file) {
  return [...everyTask(file)].filter((task) => task.type === "test" && task.mode === "run");
}

function nameOf(task) {
  return task.suite === undefined || task.suite.name === ""
    ? task.name
    : `${nameOf(task.suite)} > ${task.name}`;
}

function failureOutside(file) {
  for (const task of everyTask(file)) {
    if (task.result?.state === "fail" && task.result.errors?.length > 0)
      return briefly(task.result.errors[0]);
  }
  return undefined;
}

function briefly(error) {
  return String(error?.message ?? error).slice(0, 200);
}

/** As vitest makes it, without what needs vitest: snapshots in files, polling. */
function makeExpect() {
  const expect = (value, message) => chai.expect(value, message);
  Object.assign(expect, chai.expect, globalThis[expecting.ASYMMETRIC_MATCHERS_OBJECT]);
  expect.getState = () => expecting.getState(expect);
  expect.setState = (state) => expecting.setState(state, expect);
  globalThis[expecting.GLOBAL_EXPECT] = expect;
  expecting.setState({ assertionCalls: 0, environment: "node", isExpectingAssertions: false }, expect);
  expect.fail = (message) => {
    throw new Error(message);
  };
  chai.use((_, { addMethod }) => addMethod(chai.Assertion.prototype, "toMatchInlineSnapshot", matchInline));
  return expect;
}

/** Left to vitest. */
function matchInline() {}

function remembering(execFile) {
  const answers = new Map();
  const call = promisify(execFile);
  const remembered = (...args) => execFile(...args);
  remembered[promisify.custom] = (...args) => {
    const key = JSON.stringify(args);
    if (!answers.has(key)) answers.set(key, call(...args));
    return answers.get(key);
  };
  return remembered;
}
