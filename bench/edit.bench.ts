/** What an edit of a long text costs, beside the analysis of the whole: in the middle, at its end and at its beginning. */

import { analyze } from "../src/check/analyze.js";
import { firstVersion, nextVersion, type Version } from "../src/check/revise.js";
import { parse } from "../src/language/parser.js";
import { longFlow } from "./flow.js";

/** What is typed, as whole texts: an editor has them, and to make one takes longer than to read what is new in it. */
type Typed = readonly [string, string];

interface Input {
  readonly text: string;
  readonly version: Version;
  readonly middle: Typed;
  readonly inserted: Typed;
  readonly last: Typed;
  readonly first: Typed;
  turn: number;
}

export default {
  name: "an edit in a flow of N segments",
  sizes: [1000, 10000],
  rounds: (size: number): number => Math.max(21, Math.round(200_000 / size)),
  heapOf: "whole",
  ratios: [
    ["whole", "middle"],
    ["whole", "inserted"],
    ["whole", "last"],
    ["whole", "first"],
    ["whole", "opened"],
  ],
  make(size: number): Input {
    const text = longFlow(size);
    const lines = text.split("\n");
    const typed = (at: number, change: Change): Typed => [
      edited(lines, at, (line) => change(line, 0)),
      edited(lines, at, (line) => change(line, 1)),
    ];
    return {
      text,
      version: firstVersion(text),
      middle: typed(lines.length >> 1, remark),
      inserted: typed(lines.length >> 1, (line, turn) => `# remark ${turn}\n${line}`),
      last: typed(lines.length - 2, remark),
      first: typed(1, (line, turn) => `${line} mss=${1400 + turn}`),
      turn: 0,
    };
  },
  measure: {
    whole: ({ text }: Input): unknown => analyze(parse(text)),
    opened: ({ text }: Input): unknown => firstVersion(text),
    middle: (input: Input): unknown => next(input, input.middle),
    inserted: (input: Input): unknown => next(input, input.inserted),
    last: (input: Input): unknown => next(input, input.last),
    first: (input: Input): unknown => next(input, input.first),
  },
};

type Change = (line: string, turn: number) => string;

/** Changes no number. What a declaration says may change everything. */
function remark(line: string, turn: number): string {
  return `${line} (remark ${turn})`;
}

function edited(lines: readonly string[], at: number, change: (line: string) => string): string {
  return lines.with(at, change(lines[at] ?? "")).join("\n");
}

function next(input: Input, typed: Typed): Version {
  return nextVersion(input.version, typed[input.turn++ % 2] as string);
}
