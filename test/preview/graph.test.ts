import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { parse } from "../../src/language/parser.js";
import { LOCALES } from "../../src/messages/locale.js";
import { graphView } from "../../src/preview/graph.js";

const OPEN = `client C
server S
C -> S: SYN seq=x
S -> C: SYN+ACK seq=y ack=x+1
C -> S: ACK
`;

function view(text: string, locale: (typeof LOCALES)[number] = "en") {
  const made = graphView(analyze(parse(text)), 0, "1", locale);
  if (made === null) throw new Error("no flow");
  return made;
}

describe("what is said of a direction", () => {
  test("names its ends, how much was sent, and what is counted from where", () => {
    const [c, s] = view(`${OPEN}C -> S: PSH+ACK len=1\n`).directions;
    expect([c?.title, c?.entry, s?.entry]).toEqual(["C → S", "C → S (1 octet)", "S → C (0 octets)"]);
    expect(c?.axis).toBe("sequence number of C, octets from its ISN (x)");
    const [middle] = view("C -> S: PSH+ACK seq=77 len=10\n").directions;
    expect(middle?.axis).toBe("sequence number of C, octets from the first one seen (77)");
  });

  test("what is not known is said", () => {
    const known = `client C\nserver S\n@0 C -> S: SYN seq=x win=9\n@1ms S -> C: SYN+ACK win=9\n@2ms C -> S: ACK win=9\n`;
    expect(view(known).directions.map(({ notes }) => notes)).toEqual([[], []]);
    const notes = (text: string) => view(text).directions[0]?.notes;
    expect(notes(OPEN)).toEqual([
      "The flow has no times (@), so its steps stand one after the other.",
      "The flow does not say the window of S, so its edge is not drawn.",
    ]);
    expect(notes(`${known}C -> S: PSH+ACK\n@9ms S -> C: ACK win=9\n`)).toEqual([
      "1 point has no time of its own and stands evenly between those that do.",
      "The flow does not say how much data there is in 1 place; it is drawn as small as it can be, so the true numbers are higher.",
    ]);
    expect(notes(`${known}old C -> S: ACK seq=1 ack=2 len=3\n@9ms C -> S: ACK win=9\n`)?.at(-1)).toBe(
      "1 segment is not drawn: without effect, out of an earlier connection, or of an unknown number.",
    );
  });

  test("an end that sends nothing of its own has no graph", () => {
    const text = "client C\nserver S\nC -> S: SYN seq=x\n";
    expect(view(text).directions.map(({ title }) => title)).toEqual(["C → S"]);
  });
});

describe("why nothing is shown", () => {
  test("there is no segment", () => {
    expect(view("client C\nserver S\nC: open\n").silent).toContain("nothing to draw");
    expect(view(OPEN).silent).toBeNull();
  });

  test.each(LOCALES)("it is an exercise (%s): no number leaves the panel", (locale) => {
    const exercise = view(`exercise "e"\n${OPEN}C -> S: PSH+ACK len=321\nC -x S: PSH+ACK len=?\n`, locale);
    const answer = view(`answers "e.tcpflow"\nexercise "e"\n${OPEN}C -> S: PSH+ACK len=321\n`, locale);
    for (const { silent, texts, ...rest } of [exercise, answer]) {
      expect(silent).not.toBeNull();
      expect(texts.title).not.toBe("");
      expect(rest).toEqual({
        version: "1",
        lines: [],
        linesAbove: 0,
        steps: [],
        times: null,
        directions: [],
      });
    }
  });
});

test("a flow that is not there has none", () => {
  expect(graphView(analyze(parse(OPEN)), 7, "1", "en")).toBeNull();
});
