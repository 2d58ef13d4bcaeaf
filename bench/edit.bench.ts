/** What an edit of a long text costs, beside the analysis of the whole: in the middle, at its end and at its beginning. */

import { analyze } from "../src/check/analyze.js";
import { firstVersion, nextVersion, type Version } from "../src/check/revise.js";
import { parse } from "../src/language/parser.js";
import { longFlow } from "./flow.js";

interface Input {
  readonly text: string;
  readonly version: Version;
  readonly lines: readonly string[];
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
    return { text, version: firstVersion(text), lines: text.split("\n"), turn: 0 };
  },
  measure: {
    whole: ({ text }: Input): unknown => analyze(parse(text)),
    opened: ({ text }: Input): unknown => firstVersion(text),
    middle: (input: Input): unknown => edit(input, input.lines.length >> 1, remark),
    inserted: (input: Input): unknown =>
      edit(input, input.lines.length >> 1, (line) => `# a remark\n${line}`),
    last: (input: Input): unknown => edit(input, input.lines.length - 2, remark),
    first: (input: Input): unknown => edit(input, 1, (line, turn) => `${line} mss=${1400 + turn}`),
  },
};

/** Changes no number. What a declaration says may change everything. */
function remark(line: string, turn: number): string {
  return `${line} (remark ${turn})`;
}

function edit(input: Input, at: number, change: (line: string, turn: number) => string): Version {
  const lines = [...input.lines];
  lines[at] = change(lines[at] ?? "", input.turn++ % 10);
  return nextVersion(input.version, lines.join("\n"));
}
