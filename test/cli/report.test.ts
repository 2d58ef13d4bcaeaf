import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { parse } from "../../src/language/parser.js";
import { fileReport, wholeFile } from "../../src/reading/report.js";

function report(text: string, answers = false) {
  return fileReport("a.tcpflow", [wholeFile(analyze(parse(text)))], { locale: "en", answers });
}

const TEXT = `flow "Open"
client C "客户端"
server S
# 😀 counts two
C -> S: SYN seq=x
S -> C: SYN+ACK seq=y ack=x
note: n
C -> S: PSH+ACK len=n
`;

describe("the JSON of check", () => {
  test("one file, whole", () => {
    const made = report(TEXT);
    expect(made.path).toBe("a.tcpflow");
    expect(made.diagnostics.filter((d) => d.severity === "error")).toEqual([
      {
        range: { start: { line: 5, character: 22 }, end: { line: 5, character: 27 } },
        severity: "error",
        code: "ack-behind",
        message: expect.stringContaining("x+1"),
      },
    ]);
    const states = (C: string, S: string) => ({ C, S });
    expect(made.flows).toEqual([
      {
        title: "Open",
        kind: "flow",
        line: 0,
        endpoints: [
          { name: "C", role: "client", label: "客户端" },
          { name: "S", role: "server", label: null },
        ],
        undecided: 0,
        steps: [
          segment(4, "C", "S", ["SYN"], "x", null, "0", false, states("SYN-SENT", "SYN-RECEIVED")),
          // The wrong number is corrected, so the right one is reported.
          segment(5, "S", "C", ["SYN", "ACK"], "y", "x+1", "0", true, states("ESTABLISHED", "SYN-RECEIVED")),
          { line: 6, kind: "note", states: states("ESTABLISHED", "SYN-RECEIVED") },
          segment(
            7,
            "C",
            "S",
            ["PSH", "ACK"],
            "x+1",
            "y+1",
            "n",
            false,
            states("ESTABLISHED", "ESTABLISHED"),
          ),
        ],
      },
    ]);
  });

  test("columns are UTF-16 units", () => {
    const text = "C -> S: SYN seq=x\nS -> C: (😀) SYN+ACK seq=y ack=x\n";
    const found = report(text).diagnostics.find((d) => d.severity === "error");
    expect(found?.range).toEqual({ start: { line: 1, character: 27 }, end: { line: 1, character: 32 } });
  });

  test("numbers that nobody has named are null", () => {
    const [step] = report("C -> S: SYN\n").flows[0]?.steps ?? [];
    expect(step).toMatchObject({ flags: ["SYN"], seq: null, ack: null, len: "0" });
  });

  const EXERCISE = 'exercise "e"\nC -> S: SYN seq=x\nS -> C: ? seq=y ack=?\n  S: ?\n';

  test("an exercise keeps its answers", () => {
    const [flow] = report(EXERCISE).flows;
    expect(flow).not.toHaveProperty("steps");
    expect(flow?.blanks?.map(({ range, ...rest }) => [range.start, rest])).toEqual([
      [{ line: 2, character: 8 }, { filled: false }],
      [{ line: 2, character: 20 }, { filled: false }],
      [{ line: 3, character: 5 }, { filled: false }],
    ]);
    expect(JSON.stringify(report(EXERCISE))).not.toContain("x+1");
  });

  test("with --answers it gives them", () => {
    const [flow] = report(EXERCISE, true).flows;
    expect(flow?.blanks?.map((blank) => blank.answer)).toEqual(["SYN+ACK", "x+1", "SYN-RECEIVED"]);
    expect(flow?.steps?.length).toBeGreaterThan(1);
  });
});

function segment(
  line: number,
  from: string,
  to: string,
  flags: string[],
  seq: string,
  ack: string | null,
  len: string,
  corrected: boolean,
  states: Record<string, string>,
) {
  return { line, kind: "segment", from, to, fate: "delivered", corrected, flags, seq, ack, len, states };
}
