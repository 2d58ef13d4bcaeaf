import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { applyEdits, insert } from "../../src/language/edits.js";
import { parse } from "../../src/language/parser.js";
import { type HintKind, inlayHints } from "../../src/reading/inlay-hints.js";

const ALL: readonly HintKind[] = ["seq", "ack", "states", "symbols", "findings"];

/** The text with its hints in brackets where they are shown. */
function shown(
  lines: readonly string[],
  kinds: readonly HintKind[],
  first = 0,
  last = lines.length,
): string[] {
  const text = [...lines, ""].join("\n");
  const analysis = analyze(parse(text));
  const { lineStarts } = analysis.document;
  const span = { start: lineStarts[first] ?? 0, end: lineStarts[last] ?? text.length };
  const hints = inlayHints(analysis, span, new Set(kinds), "en");
  const edits = hints.map((h) =>
    insert(h.at, `${h.paddingLeft ? " " : ""}⟦${h.label}⟧${h.paddingRight ? " " : ""}`),
  );
  return applyEdits(text, edits).split("\n").slice(0, -1);
}

const FLOW = [
  "C -> S: SYN seq=x",
  "S -> C: SYN+ACK seq=y",
  "C -> S: ACK (open)",
  "C -> S: len=5",
  "S -> C: ack=x+6",
];

describe("shown are", () => {
  const cases: readonly (readonly [
    title: string,
    kinds: readonly HintKind[],
    lines: readonly string[],
    shown: readonly string[],
  ])[] = [
    [
      "the numbers that are not written",
      ["seq", "ack"],
      FLOW,
      [
        "C -> S: SYN seq=x",
        "S -> C: SYN+ACK seq=y ⟦ack=x+1⟧",
        "C -> S: ACK ⟦seq=x+1⟧ ⟦ack=y+1⟧ (open)",
        "C -> S: ⟦seq=x+1⟧ ⟦ack=y+1⟧ len=5",
        "S -> C: ⟦seq=y+1⟧ ack=x+6",
      ],
    ],
    [
      "one kind only",
      ["ack"],
      FLOW.slice(0, 3),
      [FLOW[0] ?? "", "S -> C: SYN+ACK seq=y ⟦ack=x+1⟧", "C -> S: ACK ⟦ack=y+1⟧ (open)"],
    ],
    [
      "the states that change",
      ["states"],
      FLOW.slice(0, 3),
      [
        "C -> S: SYN seq=x ⟦C: SYN-SENT, S: SYN-RECEIVED⟧",
        "S -> C: SYN+ACK seq=y ⟦C: ESTABLISHED⟧",
        "C -> S: ACK (open) ⟦S: ESTABLISHED⟧",
      ],
    ],
    [
      "what a letter is worth",
      ["symbols"],
      [...FLOW.slice(0, 3), "C -> S: FIN+ACK seq=u", "S -> C: ACK seq=v ack=u+1"],
      [...FLOW.slice(0, 3), "C -> S: FIN+ACK seq=u ⟦= x+1⟧", "S -> C: ACK seq=v ⟦= y+1⟧ ack=u+1"],
    ],
    [
      "Wireshark's names",
      ["findings"],
      ["C -x S: SYN seq=x", "C: timeout rto", "C -> S: SYN seq=x"],
      ["C -x S: SYN seq=x", "C: timeout rto", "C -> S: SYN seq=x ⟦[TCP Retransmission]⟧"],
    ],
    ["nothing in an exercise", ALL, ['exercise "E"', ...FLOW], ['exercise "E"', ...FLOW]],
    ["nothing where the flow has no words for it", ["seq"], ["C -> S: SYN"], ["C -> S: SYN"]],
  ];
  test.each(cases)("%s", (_, kinds, lines, expected) => expect(shown(lines, kinds)).toEqual(expected));
});

test("only the lines that are asked for are looked at", () => {
  expect(shown(FLOW, ["ack"], 2, 2)).toEqual([
    ...FLOW.slice(0, 2),
    "C -> S: ACK ⟦ack=y+1⟧ (open)",
    ...FLOW.slice(3),
  ]);
});

test("a hint of a number can be written down", () => {
  const text = [...FLOW, ""].join("\n");
  const hints = inlayHints(
    analyze(parse(text)),
    { start: 0, end: text.length },
    new Set(["seq", "ack"]),
    "en",
  );
  const written = applyEdits(
    text,
    hints.flatMap(({ edits }) => edits),
  );
  expect(written.split("\n")[2]).toBe("C -> S: ACK seq=x+1 ack=y+1 (open)");
  expect(analyze(parse(written)).findings.filter((f) => f.severity === "error")).toEqual([]);
});
