/** Whatever stands in a file, and wherever the cursor is: nothing throws, and nothing hangs. */

import { expect, test } from "vitest";
import { type Crash, type Depth, feed } from "../fuzz/run.js";
import { seedTexts } from "../fuzz/seeds.js";

const LONG = process.env.TCPFLOW_LONG !== undefined;
const FIRST = Number(process.env.TCPFLOW_SEED ?? 1);
const TEXTS = LONG ? 1_000_000 : 800;
const DEPTH: Depth = LONG
  ? { edited: 20, whole: 1_000, everywhere: 10_000 }
  : { edited: 5, whole: 80, everywhere: 400 };
const SHOWN = 5;
const TIMEOUT = 7_200_000;

test("no text makes anything throw", { timeout: TIMEOUT }, () => {
  const seeds = seedTexts();
  const crashes: Crash[] = [];
  for (let seed = FIRST; seed < FIRST + TEXTS && crashes.length < SHOWN; seed++) {
    const crash = feed(seed, seeds, DEPTH);
    if (crash !== null) crashes.push(crash);
  }
  console.log(`${TEXTS} texts fuzzed, ${crashes.length} crashes`);
  expect(crashes.map(({ seed, kind, error, text }) => `seed ${seed} (${kind}): ${error}\n${text}`)).toEqual(
    [],
  );
});
