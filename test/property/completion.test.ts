/** What is proposed at the next line of a legal exchange is legal, and leads on to its end. */

import { expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import type { Analysis, Step } from "../../src/check/trace.js";
import { type Completion, complete } from "../../src/editing/completion.js";
import { parse } from "../../src/language/parser.js";
import { legalFile } from "../generator/files.js";
import { randomFrom } from "../generator/random.js";

const LONG = process.env.TCPFLOW_LONG !== undefined;
const PREFIXES = LONG ? 20_000 : 2_000;
/** A walk asks for proposals a dozen times. */
const WALKS = LONG ? 20_000 : 2_000;
const TIMEOUT = 600_000;
const SHOWN = 3;

/** The proposals that are seen without scrolling. */
const TRIED = 5;
const MAX_LINES = 30;
const DATA_ON_THE_WAY = 2;

/** Keeps the cuts apart from the numbers that the files are made of. */
const CUT_SEEDS = 5_000_000;

test("none of the first five proposals at the next line is an error", { timeout: TIMEOUT }, () => {
  const shown: string[] = [];
  for (const text of prefixes(PREFIXES)) {
    const errors = errorsOf(analyzed(text));
    const items = propose(text).slice(0, TRIED);
    for (const item of items) {
      const after = accept(text, item);
      if (errorsOf(analyzed(after)) > errors && shown.length < SHOWN) shown.push(after);
    }
  }
  expect(shown.join("\n=====\n")).toBe("");
});

test("the first proposals lead on to a closed connection", { timeout: TIMEOUT }, () => {
  const shown: string[] = [];
  for (const text of prefixes(WALKS)) {
    const end = walkOn(text);
    const wanted = isOpen(text) ? DATA_ON_THE_WAY : 0;
    if ((!isClosed(end) || dataIn(end) < wanted) && shown.length < SHOWN) shown.push(end);
  }
  expect(shown.join("\n=====\n")).toBe("");
});

test("from an empty file to a closed connection, with data, by Enter alone", () => {
  const text = walkOn("");
  expect(text.split("\n").length).toBeLessThanOrEqual(MAX_LINES);
  expect(isClosed(text)).toBe(true);
  expect(dataIn(text)).toBeGreaterThanOrEqual(DATA_ON_THE_WAY);
  expect(analyzed(text).findings.map(({ code }) => code)).toEqual([]);
});

/** Legal files, cut between two lines. */
function* prefixes(count: number): Generator<string> {
  for (let seed = 1; seed <= count; seed++) {
    const lines = legalFile(seed).text.split(/\r?\n/);
    const kept = lines.slice(0, randomFrom(seed + CUT_SEEDS).int(0, lines.length));
    yield kept.map((line) => `${line}\n`).join("");
  }
}

/** One analysis for the questions that are asked of the same text in a row. */
function analyzed(text: string): Analysis {
  if (last?.text !== text) last = { text, analysis: analyze(parse(text)) };
  return last.analysis;
}

let last: { readonly text: string; readonly analysis: Analysis } | null = null;

function propose(text: string): Completion[] {
  return complete(analyzed(text), text.length, "en");
}

function accept(text: string, { span, insert }: Completion): string {
  return `${text.slice(0, span.start)}${insert}${text.slice(span.end)}\n`;
}

function walkOn(start: string): string {
  let text = start;
  for (let i = 0; i < MAX_LINES && !isClosed(text); i++) {
    const [first] = propose(text);
    if (first === undefined) break;
    text = accept(text, first);
  }
  return text;
}

function errorsOf({ findings }: Analysis): number {
  return findings.filter(({ severity }) => severity === "error").length;
}

function stepsOf(text: string): readonly Step[] {
  return analyzed(text).flows.at(-1)?.steps ?? [];
}

function statesOf(text: string): string[] {
  return Object.values(stepsOf(text).at(-1)?.states.all ?? {});
}

function isClosed(text: string): boolean {
  const states = statesOf(text);
  const begun = stepsOf(text).some(({ segment }) => segment !== null);
  return begun && states.length > 1 && states.every((state) => state === "CLOSED" || state === "LISTEN");
}

/** Neither end has begun to close, so that both still have data before them. */
function isOpen(text: string): boolean {
  const flow = analyzed(text).flows.at(-1);
  const midway = flow?.flow.statements.some((s) => s.type === "endpoint" && s.attributes.some(beginsMidway));
  const over = /WAIT|CLOSING|LAST-ACK|CLOSED/;
  return midway !== true && !isClosed(text) && !statesOf(text).some((state) => over.test(state));
}

function beginsMidway(attribute: {
  readonly key: string;
  readonly state?: { readonly state: string | null };
}): boolean {
  return attribute.key === "state" && attribute.state?.state !== "ESTABLISHED";
}

/** Segments with data; `...` stands for any number of them. */
function dataIn(text: string): number {
  const steps = stepsOf(text);
  const elided = steps.some(({ kind }) => kind === "elision") ? DATA_ON_THE_WAY : 0;
  return elided + steps.filter(({ segment }) => segment !== null && hasData(segment.len)).length;
}

function hasData(len: { readonly constant: number; readonly terms: readonly number[] | null }): boolean {
  return len.terms !== null || len.constant > 0;
}
