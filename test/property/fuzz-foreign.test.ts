/** Whatever is pasted, and whatever is handed in: nothing throws, what is converted is a flow, and marks are marks. */

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { Locale } from "../../src/messages/locale.js";
import { damagedAnswer, faultOfConversion, faultOfGrading, foreignText } from "../fuzz/foreign.js";

const ROOT = path.resolve(import.meta.dirname, "../..");
const CORPUS = path.join(ROOT, "test/convert/corpus");
const ONCE = path.join(ROOT, "test/fuzz/once-foreign");
const LESSONS = path.join(ROOT, "lessons");

const LONG = process.env.TCPFLOW_LONG !== undefined;
const FIRST = Number(process.env.TCPFLOW_SEED ?? 1);
const TEXTS = LONG ? 100_000 : 200;
const ANSWERS = LONG ? 5_000 : 8;
const SHOWN = 5;
const TIMEOUT = 7_200_000;

const localeOf = (seed: number): Locale => (seed % 2 === 0 ? "en" : "zh-cn");

test("foreign text becomes a flow, or is left alone", { timeout: TIMEOUT }, () => {
  const texts = sources();
  const faults = faultsOf(TEXTS, (seed) => {
    const text = foreignText(seed, texts);
    return [text, () => faultOfConversion(text, localeOf(seed))];
  });
  expect(faults).toEqual([]);
});

test.each(readdirSync(ONCE))("once called a fault: %s", (name) => {
  const text = readFileSync(path.join(ONCE, name), "utf8");
  expect([faultOfConversion(text, "en"), faultOfConversion(text, "zh-cn")]).toEqual([null, null]);
});

test("a damaged answer is marked, or said to be none", { timeout: TIMEOUT }, () => {
  const lessons = templates();
  const faults = faultsOf(ANSWERS, (seed) => {
    const lesson = lessons[seed % lessons.length];
    if (lesson === undefined) throw new Error("there are no lessons");
    const { key, name, text } = lesson;
    const answer = damagedAnswer(seed, name, text, key);
    return [answer, () => faultOfGrading(name, text, answer, localeOf(seed))];
  });
  expect(faults).toEqual([]);
});

/** With the seed and the text of each, so that it can be kept. */
function faultsOf(count: number, trial: (seed: number) => readonly [string, () => string | null]): string[] {
  const found: string[] = [];
  for (let seed = FIRST; seed < FIRST + count && found.length < SHOWN; seed++) {
    const [text, look] = trial(seed);
    const fault = faultIn(look);
    if (fault !== null) found.push(`seed ${seed}: ${fault}\n${text}`);
  }
  return found;
}

function faultIn(look: () => string | null): string | null {
  try {
    return look();
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

/** What stands before `====` in each entry of the corpus of the converters. */
function sources(): readonly string[] {
  return readdirSync(CORPUS).flatMap((file) =>
    readFileSync(path.join(CORPUS, file), "utf8")
      .split(/^%%%% .*\n/m)
      .map((entry) => entry.split(/^==== /m)[0] ?? "")
      .filter((text) => text.trim() !== ""),
  );
}

function templates() {
  return readdirSync(LESSONS, { encoding: "utf8", recursive: true })
    .filter((file) => file.endsWith(".key.tcpflow"))
    .sort()
    .map((file) => ({
      key: readFileSync(path.join(LESSONS, file), "utf8"),
      name: path.basename(file).replace(".key", ""),
      text: readFileSync(path.join(LESSONS, file.replace(".key", "")), "utf8"),
    }));
}
