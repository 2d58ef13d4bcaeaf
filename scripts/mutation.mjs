// Changes our own code and looks whether a test notices: `npm run mutation [-- OPTION…]`.
//   --count N       how many mutants are drawn (2000)
//   --seed N        which (1)
//   --files PREFIX  only of files whose path begins so; may be repeated
//   --again         of these, only those that no test has noticed the last time, and that were not tried
//   --ms N          how many ms the tests of one mutant may take (8000)
//   --workers N     how many processes (2)
// Mutants are Stryker's. Each is run against the tests that come by it, the quick ones first, until one fails. What came
// of each stands in test-results/mutation.json; mutants that change nothing are named in scripts/mutation/equivalent.json.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { bundleSources, bundleTests, filesIn } from "./mutation/bundles.mjs";
import { listMutants, placeMutants, sample } from "./mutation/mutants.mjs";
import { planFor } from "./mutation/plan.mjs";
import { doAll } from "./mutation/workers.mjs";
import { ROOT, temporaryFolder } from "./workspace.mjs";

const ROOMS = ["src/tcp", "src/check", "src/convert"];

/** The tests of these rooms, and of those that say most about what these find. */
const ASKED = /^test\/(check|convert|editing|examples|explain|property|reading|tcp)\//;

/** These take minutes; what tries at random is asked for less of it by TCPFLOW_SHORT. */
const TOO_SLOW = /^test\/(property\/(completion|fixes|fuzz|once-threw)|reading\/one-truth)\.test\.ts$/;

/** Mutants that are never switched on, and tell which functions a test comes by. */
const PROBES = new Set(["ArrowFunction", "BlockStatement"]);

/** How long one that hangs is waited for. */
const PATIENCE = { least: 6_000, times: 12 };
const LONGEST_FILE_MS = 180_000;

/** What a mutant is after a test has noticed it. */
const KILLED = new Set(["hangs", "killed"]);

const RESULTS = path.join(ROOT, "test-results", "mutation.json");
const EQUIVALENT = path.join(ROOT, "scripts", "mutation", "equivalent.json");

const { values: options } = parseArgs({
  options: {
    again: { default: false, type: "boolean" },
    count: { default: "2000", type: "string" },
    files: { default: [], multiple: true, type: "string" },
    ms: { default: "8000", type: "string" },
    seed: { default: "1", type: "string" },
    workers: { default: "2", type: "string" },
  },
});

/** What came of the mutants the last time. */
const before = options.again ? JSON.parse(readFileSync(RESULTS, "utf8")) : [];

const folder = temporaryFolder("mutation");
const sourcesBundle = path.join(folder, "sources.cjs");
const workers = { args: [sourcesBundle], count: Number(options.workers), env: { TCPFLOW_SHORT: "1" } };

const mutants = await prepare();
const watched = await watchTests();
const results = await judgeAll();
save(results);
report(withBefore(results));

function withBefore(results) {
  const anew = new Set(results.map(({ key }) => key));
  const all = [...before.filter(({ key }) => !anew.has(key)), ...results];
  return all.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}

function save(results) {
  console.log(`${results.length}: ${summaryOf(results)}`);
  mkdirSync(path.dirname(RESULTS), { recursive: true });
  writeFileSync(RESULTS, `${JSON.stringify(withBefore(results), null, 1)}\n`);
}

/** Draws the mutants and puts them into the code. */
async function prepare() {
  const files = (await Promise.all(ROOMS.map((room) => filesIn(room, /\.ts$/)))).flat();
  const wanted = (file) =>
    options.files.length === 0 || options.files.some((prefix) => file.startsWith(prefix));
  const all = await listMutants(files);
  const some = all.filter(({ file }) => wanted(file));
  const killed = new Set(before.filter(({ status }) => KILLED.has(status)).map(({ key }) => key));
  const tried = new Set(before.map(({ key }) => key));
  const drawn = sample(some, Number(options.count), options.seed)
    .filter(({ key }) => !killed.has(key))
    .sort((a, b) => Number(tried.has(a.key)) - Number(tried.has(b.key)));
  const probes = all.filter(({ mutator }) => PROBES.has(mutator));
  const { code, mutants: placed } = await placeMutants(
    files,
    new Set([...drawn, ...probes].map(({ key }) => key)),
  );
  await bundleSources(code, sourcesBundle);
  const near = new Map();
  for (const { file, id } of placed) near.set(file, [...(near.get(file) ?? []), id]);
  const byKey = new Map(placed.map((mutant) => [mutant.key, mutant]));
  const mutants = drawn.flatMap(({ key }) => byKey.get(key) ?? []);
  for (const mutant of mutants) mutant.neighbours = near.get(mutant.file);
  console.log(
    `${mutants.length} mutants of ${all.length}, in ${new Set(mutants.map(({ file }) => file)).size} files`,
  );
  return mutants;
}

/** What each test meets, and how long it takes. */
async function watchTests() {
  const files = (await filesIn("test", /\.test\.ts$/)).filter(
    (file) => ASKED.test(file) && !TOO_SLOW.test(file),
  );
  await bundleTests(files, folder);
  const watched = [];
  const jobs = files.map((file) => ({ bundle: path.join(folder, file.replace(/\.ts$/, ".js")), file }));
  const done = ({ bundle, file }, answer) => {
    if (answer.timeout) return console.log(`left out, for it takes too long: ${file}`);
    for (const { error, key } of answer.tests)
      if (error !== undefined) console.log(`fails without: ${file}: ${key}: ${error}`);
    const tests = answer.tests.filter(({ error }) => error === undefined);
    watched.push({ ...answer, bundle, file, tests });
  };
  await doAll(jobs, { ...workers, done, msOf: () => LONGEST_FILE_MS });
  const tests = watched.reduce((sum, { tests }) => sum + tests.length, 0);
  console.log(`${tests} tests in ${watched.length} files`);
  return watched;
}

async function judgeAll() {
  const results = [];
  const plans = mutants.map((mutant) => ({ ...planFor(mutant, watched, Number(options.ms)), of: mutant }));
  const note = ({ of: { id, neighbours, ...mutant }, complete, steps }, answer) => {
    const by = steps[answer.step]?.file;
    const survives = complete ? "survived" : "undecided";
    const status = answer.timeout ? "hangs" : answer.killed ? "killed" : survives;
    results.push({ ...mutant, by: by && `${by}: ${answer.by ?? ""}`, error: answer.error, status });
    if (results.length % 50 === 0) save(results);
  };
  for (const plan of plans.filter(({ steps }) => steps.length === 0)) {
    const { id, neighbours, ...mutant } = plan.of;
    results.push({ ...mutant, status: "not met" });
  }
  const jobs = plans.filter(({ steps }) => steps.length > 0);
  const msOf = ({ steps }, step = 0) => PATIENCE.least + PATIENCE.times * steps[step].ms;
  await doAll(jobs, { ...workers, done: note, msOf });
  return results;
}

/** Where the time did not suffice for all tests that come by a mutant, and none has noticed it, nothing is known. */
function summaryOf(some) {
  const count = (status) => some.filter((result) => result.status === status).length;
  const killed = some.filter(({ status }) => KILLED.has(status)).length;
  const decided = some.length - count("undecided");
  const share = ((100 * killed) / decided).toFixed(1);
  return (
    `${killed} of ${decided} killed (${share} %), ${count("hangs")} of them because they hang; ` +
    `${count("survived")} survived, ${count("not met")} not met; ${count("undecided")} not decided in the time`
  );
}

function report(results) {
  const equivalent = new Set(JSON.parse(readFileSync(EQUIVALENT, "utf8")).map(({ key }) => key));
  for (const { file, key, line, original, replacement, status } of results) {
    if (KILLED.has(status) || equivalent.has(key)) continue;
    console.log(`${file}:${line} ${key} ${status}: ${brief(original)} → ${brief(replacement)}`);
  }
  for (const room of ROOMS)
    console.log(`${room}: ${summaryOf(results.filter(({ file }) => file.startsWith(room)))}`);
  console.log(`all: ${summaryOf(results)}`);
  const others = results.filter(({ key, status }) => KILLED.has(status) || !equivalent.has(key));
  console.log(`without ${results.length - others.length} that change nothing: ${summaryOf(others)}`);
}

function brief(code) {
  const line = code.replace(/\s+/g, " ");
  return line.length > 70 ? `${line.slice(0, 67)}…` : line;
}
