/**
 * Every transition of `fixtures/rfc/transitions.tsv` is exercised by a flow in `transitions/`, which names it. The
 * states before and after, and the numbers that the RFC gives, stand behind the lines as comments.
 */

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import type { Analysis, Step } from "../../src/check/trace.js";
import { parse } from "../../src/language/parser.js";
import type { Num } from "../../src/tcp/number.js";
import { flagsText } from "../../src/tcp/segment.js";

/** A row of the table: where it starts, what happens, where it leads. */
interface Row {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

interface Exercise {
  readonly row: string;
  readonly title: string;
  readonly text: string;
}

/** What the comment behind a line expects of it. */
interface Expected {
  readonly line: number;
  readonly endpoint: string | null;
  readonly from: string;
  readonly to: string;
  /** As the RFC writes it: `<SEQ=300><ACK=101><CTL=SYN,ACK>`. */
  readonly segment: string | null;
}

const ROWS = readRows();
const EXERCISES = readExercises();

describe("every transition", () => {
  test.each(ROWS)("$name is exercised, from each of its states", ({ name, from, to }) => {
    const passed = EXERCISES.filter((e) => e.row === name).flatMap(({ text }) => expectations(text));
    const hits = passed.filter((e) => leads(from, to, e.from, e.to)).map((e) => e.from);
    expect(statesNamed(from).filter((state) => !hits.includes(state))).toEqual([]);
    expect(hits.length).toBeGreaterThan(0);
  });

  test("named by a flow is in the table", () => {
    const names = ROWS.map((row) => row.name);
    expect(EXERCISES.map((e) => e.row).filter((row) => !names.includes(row))).toEqual([]);
  });
});

describe("a transition", () => {
  test.each(EXERCISES)("$row: $title", ({ text }) => {
    const analysis = analyze(parse(text));
    const expected = expectations(text);
    expect(alarms(analysis)).toEqual([]);
    expect(expected.map(({ line }) => seen(analysis, expected, line))).toEqual(expected);
  });
});

function readRows(): Row[] {
  const file = path.join(import.meta.dirname, "../fixtures/rfc/transitions.tsv");
  const lines = readFileSync(file, "utf8").trimEnd().split("\n").slice(1);
  return lines.map((line) => {
    const [from = "", event = "", to = ""] = line.split("\t");
    return { name: `${from} | ${event}`, from, to };
  });
}

function readExercises(): Exercise[] {
  const folder = path.join(import.meta.dirname, "transitions");
  return readdirSync(folder)
    .sort()
    .flatMap((file) => readFileSync(path.join(folder, file), "utf8").split(/^(?=# row: )/m))
    .filter((text) => text.startsWith("# row: "))
    .map((text) => ({
      row: (/^# row: (.*)$/m.exec(text) as RegExpExecArray)[1] as string,
      title: (/^flow "(.*)"$/m.exec(text) as RegExpExecArray)[1] as string,
      text,
    }));
}

function expectations(text: string): Expected[] {
  const found: Expected[] = [];
  text.split("\n").forEach((line, i) => {
    const comment = /\S +# (.*)$/.exec(line)?.[1];
    if (comment === undefined) return;
    const change = /(\w+): (\S+) -> ([A-Z0-9-]+)/.exec(comment);
    const segment = /<SEQ=.*>/.exec(comment)?.[0] ?? null;
    found.push({
      line: i,
      endpoint: change?.[1] ?? null,
      from: change?.[2] ?? "",
      to: change?.[3] ?? "",
      segment,
    });
  });
  return found;
}

/** What the analysis says of a line, in the shape of what is expected of it. */
function seen(analysis: Analysis, expected: readonly Expected[], line: number): Expected {
  const { endpoint = null, segment = null } = expected.find((e) => e.line === line) ?? {};
  const steps = analysis.flows[0]?.steps ?? [];
  const at = steps.findIndex((step) => step.line === line);
  return {
    line,
    endpoint,
    from: endpoint === null ? "" : String(steps[at - 1]?.states.get(endpoint)),
    to: endpoint === null ? "" : String(steps[at]?.states.get(endpoint)),
    segment: segment === null ? null : rfcText(analysis, steps[at]),
  };
}

function rfcText(analysis: Analysis, step: Step | undefined): string {
  const numbers = analysis.flows[0]?.numbers;
  if (numbers === undefined || step === undefined || step.segment === null) return "no segment";
  const { seq, ack, flags } = step.segment;
  const plain = (n: Num): string =>
    numbers.resolve(n).terms === null ? `${numbers.resolve(n).constant}` : "unknown";
  const bits = flagsText(flags).replaceAll("+", ",");
  return `<SEQ=${plain(seq)}>${ack === null ? "" : `<ACK=${plain(ack)}>`}<CTL=${bits}>`;
}

function alarms(analysis: Analysis): string[] {
  return analysis.findings
    .filter(({ severity }) => severity === "error" || severity === "warning")
    .map(({ code, line, args }) => `${line}: ${code} ${JSON.stringify(args)}`);
}

/** States of a row's first column; `any …` asks for one, whichever. */
function statesNamed(column: string): string[] {
  return column.startsWith("any") ? [] : column.replace(/ \(.*\)/, "").split(/ ?\/ ?/);
}

function leads(rowFrom: string, rowTo: string, from: string, to: string): boolean {
  const named = statesNamed(rowFrom);
  const starts =
    named.length === 0 ? from !== "CLOSED" && from !== "LISTEN" && from !== "" : named.includes(from);
  return starts && (rowTo === "same" ? to === from : to === rowTo);
}
