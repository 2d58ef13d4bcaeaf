import { describe, expect, test } from "vitest";
import { asMeant } from "../../src/language/as-meant.js";
import type { BrokenLine, Statement } from "../../src/language/ast.js";
import { parse } from "../../src/language/parser.js";

const ABOVE = "# a comment\n\n";

function read(line: string): Statement | null {
  const text = `${ABOVE}  ${line}\n`;
  const broken = parse(text).flows[0]?.statements[0] as BrokenLine;
  expect(broken.type).toBe("broken");
  return asMeant(broken, text);
}

describe("a line with a slip is read", () => {
  test.each([
    [
      "without the field whose number is none",
      "C -> S: SYN seq=-1 win=5",
      { type: "segment", seq: null, win: { value: 5 } },
    ],
    [
      "without the field that has no number",
      "C -> S: ACK seq= ack=y+1 len=10",
      { type: "segment", seq: null, len: {} },
    ],
    ["without a sign that nothing follows", "C -> S: SYN seq=x+", { type: "segment", seq: { value: {} } }],
    [
      "with a name behind a field without number",
      "C ~> S: ACK len= as d",
      { type: "segment", id: { name: "d" } },
    ],
    ["with the word that was meant", "C: timout 2msl", { type: "local", what: { timer: "2msl" } }],
    ["with the keyword that was meant", "clent C", { type: "endpoint", name: { name: "C" } }],
    ["without an attribute that has no value", "server S isn=", { type: "endpoint", name: { name: "S" } }],
    ["with the colon that is missing", "C -> S SYN", { type: "segment", to: { name: "S" } }],
    ["with a string that ends", 'C -> S: ACK "GET', { type: "segment" }],
    ["with two slips", "C -> S: SYN seq=-1 win=", { type: "segment", seq: null, win: null }],
  ])("%s", (_, line, meant) => {
    expect(read(line)).toMatchObject(meant);
  });

  test("where it stands in the text", () => {
    const statement = read("C -> S: SYN seq=-1 win=5");
    expect(statement).toMatchObject({ line: 2, win: { span: { start: ABOVE.length + 21 } } });
  });
});

test.each(["Then the client waits for a while.", "C -> : SYN", "C -> S: 再次", "C - S: SYN seq=x"])(
  "what nobody can tell is left alone: %s",
  (line) => {
    expect(read(line)).toBeNull();
  },
);
