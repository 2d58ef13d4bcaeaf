/**
 * Random legal exchanges must raise no alarm, and random mistakes must be found where they are.
 * What is legal and where a mistake is, the generator knows by its own arithmetic.
 */

import { expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import type { Finding } from "../../src/check/trace.js";
import { parse } from "../../src/language/parser.js";
import {
  type BrokenFile,
  brokenFile,
  EVERYTHING,
  FRONTIER,
  type LegalFile,
  legalFile,
  OF_LINES,
  twiceBrokenFile,
  unanswered,
  verdicts,
} from "../generator/files.js";
import { LINE_MUTATIONS } from "../generator/mutate-lines.js";
import { disagreements } from "./trace.js";

const SHAPE = process.env.TCPFLOW_FRONTIER === undefined ? EVERYTHING : FRONTIER;
const LONG = process.env.TCPFLOW_LONG !== undefined;
/** In a mutation run, which asks for them often. */
const SHORT = process.env.TCPFLOW_SHORT !== undefined;
const LEGAL_FILES = LONG ? 20_000 : SHORT ? 150 : 3_000;
const BROKEN_FILES = LONG ? 20_000 : SHORT ? 250 : 2_000;
const OWN_CHECKS = LONG ? 20_000 : SHORT ? 20 : 500;
const SHOWN = 3;
const TIMEOUT = 600_000;

const LINE_FILES = LONG ? 5_000 : SHORT ? 40 : 300;
const TWICE_BROKEN_FILES = LONG ? 10_000 : SHORT ? 40 : 400;

const MIN_FOUND = 0.995;
const MIN_ON_THE_LINE = 0.99;
const MIN_ONE_ERROR = 0.98;
const MAX_ERRORS_A_MISTAKE = 1.05;
const MIN_ONE_OF_LINES = 0.95;
/** Two numbers that are off by as much in one direction are told once, and so is what a Fast Open leaves open. */
const MIN_BOTH = 0.99;
const MIN_EXACTLY_TWO = 0.97;

test("the generator's own referee finds every legal file true", { timeout: TIMEOUT }, () => {
  const doubted = seeds(OWN_CHECKS).filter((seed) =>
    verdicts(legalFile(seed, FRONTIER)).some((v) => v.kind !== "legal"),
  );
  expect(doubted).toEqual([]);
});

test("a legal exchange raises no alarm, and its states and numbers are the simulation's", {
  timeout: TIMEOUT,
}, () => {
  let count = 0;
  const shown: string[] = [];
  for (const seed of seeds(LEGAL_FILES)) {
    const file = legalFile(seed, SHAPE);
    const analysis = analyze(parse(file.text));
    const wrong = [...alarms(file, analysis.findings).map(describe), ...disagreements(file, analysis)];
    if (wrong.length === 0) continue;
    count += 1;
    if (shown.length < SHOWN) shown.push(`seed ${seed}: ${wrong.join("; ")}\n${numbered(file.text)}`);
  }
  console.log(`${LEGAL_FILES} legal files, ${count} with a false alarm`);
  expect(shown.join("\n\n")).toBe("");
});

test("a mistake is found, on its line, once", { timeout: TIMEOUT }, () => {
  const tally = new Map<string, Tally>();
  const missed: string[] = [];
  let done = 0;
  for (let seed = 1; done < BROKEN_FILES; seed++) {
    const file = brokenFile(seed, SHAPE);
    if (file === null) continue;
    done += 1;
    const errors = analyze(parse(file.text)).findings.filter((f) => f.severity === "error");
    const onLine = errors.some((f) => file.lines.includes(f.line));
    add(tally, file, errors.length, onLine);
    add(tally, { ...file, kind: ALL }, errors.length, onLine);
    if (errors.length === 0 && missed.length < SHOWN) missed.push(report(file));
  }
  console.log(table(tally));
  const all = tally.get(ALL) as Tally;
  const figures = {
    found: all.found / all.files >= MIN_FOUND,
    onTheLine: all.onLine / all.files >= MIN_ON_THE_LINE,
    oneError: all.one / all.files >= MIN_ONE_ERROR,
    errorsAMistake: all.errors / all.files <= MAX_ERRORS_A_MISTAKE,
  };
  const holds = { found: true, onTheLine: true, oneError: true, errorsAMistake: true };
  expect(figures, missed.join("\n\n")).toEqual(holds);
});

test("a mistake of a whole line, or of two lines that belong together, is one mistake", {
  timeout: TIMEOUT,
}, () => {
  const tally = new Map<string, Tally>();
  let done = 0;
  for (let seed = 1; done < LINE_FILES; seed++) {
    const file = brokenFile(seed, OF_LINES);
    if (file === null || !(LINE_MUTATIONS as readonly string[]).includes(file.kind)) continue;
    done += 1;
    const errors = analyze(parse(file.text)).findings.filter((f) => f.severity === "error");
    const onLine = errors.some((f) => file.lines.includes(f.line));
    add(tally, file, errors.length, onLine);
    add(tally, { ...file, kind: ALL }, errors.length, onLine);
  }
  console.log(table(tally));
  const { files, found, onLine, one } = tally.get(ALL) as Tally;
  const figures = { found: found / files >= MIN_FOUND, onTheLine: onLine / files >= MIN_ON_THE_LINE };
  expect({ ...figures, one: one / files >= MIN_ONE_OF_LINES }).toEqual({
    found: true,
    onTheLine: true,
    one: true,
  });
});

test("two mistakes that have nothing to do with each other are both found", { timeout: TIMEOUT }, () => {
  const hidden: string[] = [];
  let exactly = 0;
  let done = 0;
  for (let seed = 1; done < TWICE_BROKEN_FILES; seed++) {
    const file = twiceBrokenFile(seed, SHAPE);
    if (file === null) continue;
    done += 1;
    const errors = analyze(parse(file.text)).findings.filter((f) => f.severity === "error");
    const both = file.lines.every((lines) => errors.some((f) => lines.includes(f.line)));
    if (!both) hidden.push(`seed ${seed}: ${file.whats.join(", ")}\n${numbered(file.text)}`);
    if (both && errors.length === 2) exactly += 1;
  }
  console.log(
    `${done} files with two mistakes, ${hidden.length} with one hidden, ${exactly} with two errors`,
  );
  const holds = { both: 1 - hidden.length / done >= MIN_BOTH, exactly: exactly / done >= MIN_EXACTLY_TWO };
  expect(holds, hidden.slice(0, SHOWN).join("\n\n")).toEqual({ both: true, exactly: true });
});

// Legal files

/** Errors and warnings, save the warnings that the writer of the file meant to provoke. */
function alarms(file: LegalFile, findings: readonly Finding[]): Finding[] {
  const mayLackAnswers = file.flows.some(unanswered);
  let shorthands = file.flows.reduce((n, flow) => n + flow.shorthands, 0);
  return findings.filter((f) => {
    if (f.severity !== "error" && f.severity !== "warning") return false;
    if (f.code === "answer-missing") return !mayLackAnswers;
    if (f.code === "flag-ack-omitted") return --shorthands < 0;
    return true;
  });
}

const describe = (f: Finding): string => `line ${f.line} ${f.severity} ${f.code} ${JSON.stringify(f.args)}`;

// Broken files

interface Tally {
  files: number;
  found: number;
  onLine: number;
  /** One error, and that on the line. */
  one: number;
  errors: number;
}

const ALL = "all";

function add(
  tally: Map<string, Tally>,
  file: { readonly kind: string },
  errors: number,
  onLine: boolean,
): void {
  const t = tally.get(file.kind) ?? { files: 0, found: 0, onLine: 0, one: 0, errors: 0 };
  tally.set(file.kind, t);
  t.files += 1;
  t.found += errors > 0 ? 1 : 0;
  t.onLine += onLine ? 1 : 0;
  t.one += onLine && errors === 1 ? 1 : 0;
  t.errors += errors;
}

function table(tally: Map<string, Tally>): string {
  const rows = [...tally].sort(([a], [b]) => (a < b ? -1 : 1));
  return rows
    .map(([kind, t]) => {
      const share = (n: number): string => `${((100 * n) / t.files).toFixed(1)} %`.padStart(8);
      const each = (t.errors / t.files).toFixed(3);
      return `${kind.padEnd(20)} ${String(t.files).padStart(6)}  found ${share(t.found)}  on the line ${share(t.onLine)}  one ${share(t.one)}  errors ${each}`;
    })
    .join("\n");
}

const report = (file: BrokenFile): string =>
  `seed ${file.seed}: ${file.kind} (${file.what}), expected on line ${[...new Set(file.lines)].join(" or ")}\n${numbered(file.text)}`;

// Parts

const seeds = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

const numbered = (text: string): string =>
  text
    .split(/\r?\n/)
    .map((line, i) => `${String(i).padStart(4)}  ${line}`)
    .join("\n");
