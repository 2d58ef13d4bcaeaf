import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { parse } from "../../src/language/parser.js";
import { flowIndexAt } from "../../src/preview/picture.js";
import { type OutlineItem, outline } from "../../src/reading/outline.js";
import { counts, nextProblem } from "../../src/reading/problems.js";

const TEXT = `flow "Open"
== One ==
C -> S: SYN seq=x

== Two ==
S -> C: SYN+ACK seq=y ack=x


exercise "Fill"
A -> B: ? seq=?
`;

function sketch(item: OutlineItem): string {
  const inside = item.children.map(sketch).join(" ");
  return `${item.kind} ${item.title} ${item.line}-${item.lastLine}${inside === "" ? "" : ` (${inside})`}`;
}

describe("outline", () => {
  const cases: [title: string, text: string, items: string[]][] = [
    [
      "flows and their sections, without the blank lines at their ends",
      TEXT,
      [
        "flow Open 0-5 (section One 1-2 (segment C -> S: SYN 2-2) section Two 4-5 (segment S -> C: SYN+ACK 5-5))",
        "exercise Fill 8-9 (segment A -> B: ? 9-9)",
      ],
    ],
    [
      "statements before any flow line are a flow without a title",
      "\nC -> S: SYN\n",
      ["flow  1-1 (segment C -> S: SYN 1-1)"],
    ],
    [
      "segments with their claims, before the first section too",
      "C -> S: syn seq=x\n  C: SYN-SENT\n\n  S: SYN-RECEIVED\nC: close\n== End ==\nS x- C: ack=1\n",
      ["flow  0-6 (segment C -> S: SYN 0-3 section End 5-6 (segment C -x S 6-6))"],
    ],
    ["nothing", "\n# only a comment\n", []],
  ];
  test.each(cases)("%s", (_, text, items) => expect(outline(parse(text)).map(sketch)).toEqual(items));
});

test.each([
  ["C -> S: SYN seq=x win=1 (hello)  # why", "seq=x win=1 (hello)"],
  ["C -> S: seq=? ? ack=1", "seq=? ack=1"],
  ["@1s C <- S: “hi”", "“hi”"],
  ["C -> S: NONE", ""],
])("the fields of %j are %j", (text, detail) => {
  expect(outline(parse(text))[0]?.children[0]?.detail).toBe(detail);
});

describe("problems", () => {
  const analysis = analyze(parse(TEXT));
  const wrong = TEXT.indexOf("ack=x");
  const flags = TEXT.indexOf("? seq");

  test("are counted", () => expect(counts(analysis)).toEqual({ errors: 1, warnings: 0, blanks: 2 }));

  const cases: [after: number, next: number][] = [
    [0, wrong],
    [wrong, flags],
    [flags, flags + "? seq=".length],
    [TEXT.length, wrong],
  ];
  test.each(cases)("after %i comes %i", (after, next) =>
    expect(nextProblem(analysis, after)?.start).toBe(next),
  );

  test("there may be none", () => expect(nextProblem(analyze(parse("C -> S: SYN seq=x\n")), 0)).toBeNull());
});

describe("the flow at a line", () => {
  const analysis = analyze(parse(TEXT));
  test.each([
    [0, 0],
    [7, 0],
    [8, 1],
    [99, 1],
  ])("line %i: flow %i", (line, flow) => expect(flowIndexAt(analysis, line)).toBe(flow));
});
