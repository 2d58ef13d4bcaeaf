// A process that runs tests against our code with one mutant switched on, or none. Its parent ends it where it hangs.

import { run, runFile } from "./run-tests.mjs";

const [, , sourcesBundle] = process.argv;

/** What the instrumented code looks at. */
const switches = {};
globalThis.__stryker__ = switches;

/** Our code keeps no state, so one instance serves all mutants but those of what is made while it loads. */
let loaded;

process.on("message", async (job) =>
  process.send(job.mutant === undefined ? await watch(job) : await judge(job)),
);
process.on("unhandledRejection", () => {});
process.on("disconnect", () => process.exit());

/** All tests of a file without a mutant: how long they take, and which mutants each comes by. */
async function watch({ bundle }) {
  const sources = load({});
  const atLoad = switches.mutantCoverage.static;
  const { perTest } = switches.mutantCoverage;
  switches.currentTestId = "file";
  const start = performance.now();
  let collecting = 0;
  const began = (key) => {
    collecting ||= performance.now() - start;
    switches.currentTestId = key ?? "file";
  };
  const { collected, results, ...rest } = await runFile(bundle, sources, { began, stops: false });
  const tests = results.map((result) => ({ ...result, hits: perTest[result.key] ?? {} }));
  return { ...rest, atLoad, collecting, hits: perTest.file ?? {}, tests };
}

/** Runs what may notice the mutant, step by step, until something does. */
async function judge({ atLoad, hitLimit, mutant, steps }) {
  const how = { activeMutant: mutant, hitCount: 0, hitLimit };
  let sources;
  try {
    sources = atLoad ? load(how) : kept();
  } catch (error) {
    return { by: "loading", error: String(error), killed: true };
  }
  use(how);
  for (const [index, { bundle, tests }] of steps.entries()) {
    process.send({ step: index });
    const wanted = new Set(tests);
    const isWanted = (key) => tests === null || wanted.has(key);
    const { collected, failed, outside, results } = await runFile(bundle, sources, { isWanted });
    if (failed || collected === 0) {
      const last = results.find(({ error }) => error !== undefined);
      return { by: last?.key ?? "", error: last?.error ?? outside ?? "no tests", killed: true, step: index };
    }
  }
  return { killed: false };
}

function kept() {
  loaded ??= load({});
  return loaded;
}

function load(how) {
  use(how);
  return run(sourcesBundle).default;
}

/** Whoever counts what is met, counts anew; the instrumented code keeps hold of this object and no other. */
function use(how) {
  for (const name of ["activeMutant", "currentTestId", "hitCount", "hitLimit"]) delete switches[name];
  switches.mutantCoverage ??= { perTest: {}, static: {} };
  switches.mutantCoverage.static = {};
  switches.mutantCoverage.perTest = {};
  Object.assign(switches, how);
}
