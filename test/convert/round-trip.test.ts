/** Flows of the generator, drawn in other notations and converted back, say the same. */

import { describe, expect, test } from "vitest";
import { convert } from "../../src/convert/convert.js";
import type { Segment } from "../../src/language/ast.js";
import { withNotationsApplied } from "../../src/language/format.js";
import { parse } from "../../src/language/parser.js";
import { printSegment } from "../../src/language/print.js";
import { EVERYTHING, legalFile } from "../generator/files.js";

const SEEDS = 150;
const FORMS = {
  mermaid: (rows: readonly Row[]) => [
    "sequenceDiagram",
    ...rows.map(({ from, to, lost, label }) => `  ${from}${lost ? "-x" : "->>"}${to}: ${label}`),
  ],
  ladder: ([first, ...rest]: readonly Row[]) => {
    if (first === undefined) return [];
    const arrow = ({ from, lost, label }: Row): string => {
      const right = from === first.from;
      if (lost) return right ? `|---- ${label} ----X    |` : `|    X---- ${label} ----|`;
      return right ? `|---- ${label} ---->|` : `|<---- ${label} ----|`;
    };
    return [`${first.from}                    ${first.to}`, ...[first, ...rest].map(arrow)];
  },
  table: (rows: readonly Row[]) => [
    "| # | From | To | Segment | Note |",
    "|---|---|---|---|---|",
    ...rows.map(
      ({ from, to, lost, label }, i) => `| ${i + 1} | ${from} | ${to} | ${label} | ${lost ? "lost" : ""} |`,
    ),
  ],
} as const;

interface Row {
  readonly from: string;
  readonly to: string;
  readonly lost: boolean;
  readonly label: string;
}

/** What these drawings can show of a flow: who sends what to whom, whether it arrives. */
function rowsOf(text: string): readonly Row[] {
  const document = parse(withNotationsApplied(parse(text)));
  return document.flows.flatMap(({ statements }) =>
    statements.flatMap((s) => (s.type === "segment" && isDrawable(s) ? [rowOf(s, document.text)] : [])),
  );
}

function isDrawable(segment: Segment): boolean {
  const { flags, seq, ack, len, old, payload, tfo, sack, ts, urg } = segment;
  const plain = [payload, tfo, sack, ts, urg, old, flags.none, flags.blank].every((part) => part === null);
  const says = flags.words.length > 0 || seq !== null || ack !== null || len !== null;
  return plain && says && flags.words.every(({ flag }) => flag !== "NS");
}

function rowOf(segment: Segment, text: string): Row {
  const { flags, seq, ack, rest } = printSegment(segment, text);
  const label = [flags, seq, ack, rest]
    .join(" ")
    .replace(/\bas \w+|\([^()]*\)/g, "")
    .replace(/\s+/g, " ")
    .trim();
  return { from: segment.from.name, to: segment.to.name, lost: segment.arrow.kind === "-x", label };
}

describe.each(Object.entries(FORMS))("%s", (name, draw) => {
  test("gives back what was drawn", () => {
    let drawn = 0;
    for (let seed = 1; seed <= SEEDS; seed++) {
      const rows = rowsOf(legalFile(seed, EVERYTHING).text);
      const ends = new Set(rows.flatMap(({ from, to }) => [from, to]));
      if (rows.length === 0 || ends.size !== 2) continue;
      const source = draw(rows).join("\n");
      const outcome = convert(source);
      if (outcome.kind === "refused") throw new Error(`${name} ${seed}\n${source}`);
      expect(sorted(rowsOf(outcome.text)), source).toEqual(sorted(rows));
      drawn++;
    }
    expect(drawn).toBeGreaterThan(SEEDS / 3);
  });
});

/** Fields in any order; ends may be called by their roles, so it is told whether the first of them sends. */
function sorted(rows: readonly Row[]): readonly (readonly string[])[] {
  return rows.map(({ from, lost, label }) => [
    from === rows[0]?.from ? "first" : "second",
    lost ? "lost" : "",
    ...label.split(/[\s,+]+(?=[A-Za-z])/).sort(),
  ]);
}
