import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { flowOfLadder } from "../../src/convert/ladder/ladder.js";
import { format } from "../../src/language/format.js";
import { parse } from "../../src/language/parser.js";

/** Exchanges of two Linux hosts: what left and arrived when, and each frame's options as tshark lists them. */
const FOLDER = path.join(import.meta.dirname, "../fixtures/ladders");
const ENDING = ".ladder.tsv";
const FILES = readdirSync(FOLDER);
const LADDERS = FILES.filter((file) => file.endsWith(ENDING)).map((file) => file.slice(0, -ENDING.length));

/** Ladders in which the checker finds an error, each with the reason why it has to. */
const EXCEPTIONS: Readonly<Record<string, string>> = {};

/** What the count of claimed states may not fall below. */
const LEAST_CLAIMED = 0.95;

const flows = new Map(LADDERS.map((name) => [name, convert(name)]));

describe.each(LADDERS)("%s", (name) => {
  const text = format(flows.get(name)?.text ?? "");
  const document = parse(text);
  const analysis = analyze(document);

  test("is read without a problem", () => {
    expect(document.problems).toEqual([]);
    expect(document.notations).toEqual([]);
    expect(format(text)).toBe(text);
  });

  test("says each segment of the ladder", () => {
    const segments = read(`${name}${ENDING}`).match(/^seg\t/gm) ?? [];
    const steps = analysis.flows.flatMap(({ steps }) => steps.filter((step) => step.kind === "segment"));
    expect(steps.length).toBe(segments.length);
  });

  test("breaks no rule of TCP, and leaves nothing undecided", () => {
    const errors = analysis.findings
      .filter(({ severity }) => severity === "error")
      .map(({ code, line }) => `${code}: ${text.split("\n")[line]}`);
    if (name in EXCEPTIONS) expect(errors).not.toEqual([]);
    else expect(errors).toEqual([]);
    expect(analysis.flows.map(({ undecided }) => undecided)).toEqual([0]);
  });
});

test("at least 95 of 100 sampled states are claimed", () => {
  const { claimed, sampled } = count();
  expect(sampled).toBeGreaterThan(0);
  expect(claimed / sampled).toBeGreaterThanOrEqual(LEAST_CLAIMED);
});

test("every exception is a ladder", () => {
  expect(Object.keys(EXCEPTIONS).filter((name) => !LADDERS.includes(name))).toEqual([]);
});

afterAll(() => {
  const { claimed, sampled } = count();
  const exceptions = Object.keys(EXCEPTIONS).length;
  console.log(`${LADDERS.length} ladders, ${exceptions} exceptions; ${claimed} of ${sampled} states claimed`);
});

function count(): { claimed: number; sampled: number } {
  const all = [...flows.values()];
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
  return { claimed: sum(all.map((flow) => flow.claimed)), sampled: sum(all.map((flow) => flow.sampled)) };
}

function convert(name: string) {
  const captures = { A: read(`${name}.A.tshark.tsv`), B: read(`${name}.B.tshark.tsv`) };
  return flowOfLadder(name, read(`${name}${ENDING}`), captures);
}

/** An end that saw no frame has no list. */
function read(file: string): string {
  return FILES.includes(file) ? readFileSync(path.join(FOLDER, file), "utf8") : "";
}
