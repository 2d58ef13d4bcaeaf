// Which tests may notice a mutant, the quick ones first: those that came by it when nothing was switched on.

import path from "node:path";

/** A step runs about as much of a test file, in ms. */
const STEP_MS = 800;

/** The further from a mutant a test stands, the less often it notices it. */
const FURTHER = 4;

/** A loop that has no end meets its mutant far more often than the same tests do without it. */
const HITS = { least: 20_000, times: 20 };

/**
 * `watched` are what the tests of each file met. Answers `{ atLoad, hitLimit, steps }`; without a step nothing comes by.
 * `most` is how many ms they may take.
 */
export function planFor(mutant, watched, most) {
  const { file, id } = mutant;
  const atLoad = watched.some(({ atLoad }) => atLoad[id] !== undefined);
  // What is made while the code loads is met by whatever comes by its file; a file of data alone is met by all.
  const near =
    atLoad && watched.some(({ tests }) => tests.some(({ hits }) => mutant.neighbours.some((id) => hits[id])));
  const metBy = atLoad
    ? (hits) => hits[id] !== undefined || !near || mutant.neighbours.some((id) => hits[id])
    : (hits) => hits[id] !== undefined;
  const steps = watched.flatMap((one) => stepsOf(one, metBy, path.dirname(file)));
  const within = [];
  let sum = 0;
  for (const step of steps.sort((a, b) => a.weight - b.weight)) {
    if (sum + step.ms > most && within.length > 0) continue;
    sum += step.ms;
    within.push(step);
  }
  return {
    atLoad,
    complete: within.length === steps.length,
    hitLimit: hitLimit(id, watched),
    mutant: id,
    steps: within,
  };
}

function stepsOf({ bundle, collecting, file, hits, tests }, metBy, folder) {
  const whole = metBy(hits);
  const met = tests.filter((test) => whole || metBy(test.hits)).sort((a, b) => a.time - b.time);
  const steps = [];
  for (const { key, time } of met) {
    const last = steps.at(-1);
    if (last === undefined || last.ms + time > collecting + STEP_MS) {
      steps.push({ bundle, file, ms: collecting + time, tests: [key] });
    } else {
      last.ms += time;
      last.tests.push(key);
    }
  }
  const factor = FURTHER ** distanceBetween(folder, path.dirname(file));
  return steps.map((step) => ({ ...step, weight: step.ms * factor }));
}

/** 0 in the folder that mirrors the other, 1 in the room, 2 elsewhere. */
function distanceBetween(folder, tests) {
  const own = folder.split("/").slice(1);
  const other = tests.split("/").slice(1);
  return own[0] !== other[0] ? 2 : own.join("/") === other.join("/") ? 0 : 1;
}

function hitLimit(id, watched) {
  let hits = 0;
  for (const one of watched) {
    hits += one.hits[id] ?? 0;
    for (const test of one.tests) hits += test.hits[id] ?? 0;
  }
  return HITS.least + HITS.times * hits;
}
