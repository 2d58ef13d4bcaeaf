import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import type { Row } from "../../src/diagram/row.js";
import { wrapText } from "../../src/diagram/row.js";
import { parse } from "../../src/language/parser.js";
import { flowRows } from "../../src/preview/picture.js";

const ALL = { locale: "en", states: true, notes: true } as const;

/** `C->S SYN seq=x`, `[C] SYN-SENT`: a row in one line; `!` wrong, `~` dimmed, `|` beside the one before. */
function sketch(row: Row): string {
  const tone = { plain: "", wrong: "!", dimmed: "~" }[row.tone];
  const text = row.text.join(" / ");
  if ("from" in row) return `${tone}${row.from} ${row.arrow} ${row.to}: ${text}`;
  return `${tone}${row.beside ? "|" : ""}[${row.over.join(",")}] ${text}`;
}

function rowsOf(text: string, options: { states: boolean; notes: boolean } = ALL): Row[] {
  const analysis = analyze(parse(text));
  const trace = analysis.flows[0];
  if (trace === undefined) throw new Error("no flow");
  return flowRows(analysis, trace, { ...ALL, ...options });
}

const PLAIN = { states: false, notes: true };
const STATES = { states: true, notes: false };
const OPEN = "C -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=x+1\nC -> S: ACK seq=x+1 ack=y+1\n";

const CASES: readonly (readonly [
  title: string,
  text: string,
  options: typeof PLAIN,
  rows: readonly string[],
])[] = [
  [
    "numbers that are left out are worked out in the flow's symbols",
    "C -> S: SYN seq=x\nS -> C: SYN+ACK seq=y\nC -> S: ACK\n",
    PLAIN,
    [
      "C delivered S: SYN seq=x",
      "S delivered C: SYN+ACK seq=y ack=x+1",
      "C delivered S: ACK seq=x+1 ack=y+1",
    ],
  ],
  ["numbers that nobody has named are not shown", "C -> S: SYN\n", PLAIN, ["C delivered S: SYN"]],
  [
    "nobody listens where the SYN is refused",
    "client C\nserver S\nC -> S: SYN seq=9\nS -> C: RST+ACK seq=0 ack=10\n",
    STATES,
    [
      "[C] CLOSED",
      "|[S] CLOSED",
      "C delivered S: SYN seq=9",
      "[C] SYN-SENT",
      "S delivered C: RST+ACK seq=0 ack=10",
      "[C] CLOSED",
    ],
  ],
  [
    "nor for a second client that is refused",
    "client C\nclient D\nserver S\nC -> S: SYN seq=9\nS -> C: RST+ACK seq=0 ack=10\nD -> S: SYN seq=5\nS -> D: RST+ACK seq=0 ack=6\n",
    STATES,
    [
      "[C] CLOSED",
      "|[D] CLOSED",
      "|[S] (C) CLOSED",
      "[S] (D) CLOSED",
      "C delivered S: SYN seq=9",
      "[C] SYN-SENT",
      "S delivered C: RST+ACK seq=0 ack=10",
      "[C] CLOSED",
      "D delivered S: SYN seq=5",
      "[D] SYN-SENT",
      "S delivered D: RST+ACK seq=0 ack=6",
      "[D] CLOSED",
    ],
  ],
  [
    "states stand side by side when both ends change at once",
    "client C\nserver S\nC -> S: SYN seq=x\n",
    ALL,
    ["[C] CLOSED", "|[S] LISTEN", "C delivered S: SYN seq=x", "[C] SYN-SENT", "|[S] SYN-RECEIVED"],
  ],
  [
    "a claim that is right is the change it speaks of",
    "client C\nserver S\nC -> S: SYN seq=x\n  C: SYN-SENT\n",
    ALL,
    ["[C] CLOSED", "|[S] LISTEN", "C delivered S: SYN seq=x", "[C] SYN-SENT", "|[S] SYN-RECEIVED"],
  ],
  [
    "headings, notes, captions, payloads",
    `== Open ==\n${OPEN}note C: hello # not this\nnote: all\nC -> S: PSH+ACK "GET /\\n" (ask)\n`,
    PLAIN,
    [
      "[] Open",
      "C delivered S: SYN seq=x",
      "S delivered C: SYN+ACK seq=y ack=x+1",
      "C delivered S: ACK seq=x+1 ack=y+1",
      "[C] hello",
      "[] all",
      'C delivered S: PSH+ACK seq=x+1 ack=y+1 len=6 / "GET /\\n" / (ask)',
    ],
  ],
  [
    "notes can be left out",
    "C -> S: SYN seq=x\nnote: all\n",
    { states: false, notes: false },
    ["C delivered S: SYN seq=x"],
  ],
  [
    "lost, in flight, delivered",
    `${OPEN}C -x S: PSH+ACK len=5\nC ~> S: PSH+ACK len=5 as a\ndeliver a\n`,
    PLAIN,
    [
      "C delivered S: SYN seq=x",
      "S delivered C: SYN+ACK seq=y ack=x+1",
      "C delivered S: ACK seq=x+1 ack=y+1",
      "C lost S: PSH+ACK seq=x+1 ack=y+1 len=5 · lost",
      "C departs S: PSH+ACK seq=x+6 ack=y+1 len=5 · a in flight",
      "C arrives S: PSH+ACK seq=x+6 ack=y+1 len=5 · a arrives",
    ],
  ],
  [
    "data that is not shown",
    `${OPEN}...\n... C -> S "the rest"\n`,
    PLAIN,
    [
      "C delivered S: SYN seq=x",
      "S delivered C: SYN+ACK seq=y ack=x+1",
      "C delivered S: ACK seq=x+1 ack=y+1",
      "C both S: … data not shown",
      "C arrives S: … the rest",
    ],
  ],
  [
    "events",
    `${OPEN}C: close\n`,
    PLAIN,
    [
      "C delivered S: SYN seq=x",
      "S delivered C: SYN+ACK seq=y ack=x+1",
      "C delivered S: ACK seq=x+1 ack=y+1",
      "[C] close",
    ],
  ],
  [
    "a half-written segment is a dimmed arrow, anything else a dimmed line",
    "C -> S: SYN seq=x\nS -> C: SYN+ACK seq=\nS <- \nwhat is this ( here\n",
    PLAIN,
    [
      "C delivered S: SYN seq=x",
      "~S delivered C: SYN+ACK seq= / ✗ The line ends too early",
      "~[] S <- / ✗ The line ends too early",
      "~[] what is this ( here / ✗ This line is prose",
    ],
  ],
];

describe("rows", () => {
  test.each(CASES)("%s", (_, text, options, expected) => {
    expect(rowsOf(text, options).map(sketch)).toEqual(expected);
  });

  test("a wrong number is shown as written, with what is wrong and what was expected", () => {
    const [, wrong] = rowsOf("C -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=x\n", PLAIN);
    expect(wrong).toMatchObject({ tone: "wrong" });
    expect(wrong?.text[0]).toBe("SYN+ACK seq=y ack=x");
    expect(wrong?.text.slice(1).join(" ")).toMatch(/^✗ .*x\+1/);
  });

  test("a claim of a change has the arrow of a picture", () => {
    const rows = rowsOf('exercise "a"\nC -> S: SYN\n  C: CLOSED->?\n');
    expect(rows.map(sketch)).toContain("[C] CLOSED → ?");
  });

  test("a false claim is shown with the state it is not", () => {
    const found = rowsOf("client C\nserver S\nC -> S: SYN seq=x\n  C: ESTABLISHED\n").at(-1);
    expect(found).toMatchObject({ tone: "wrong", over: ["C"] });
    expect(found?.text[0]).toBe("✗ ESTABLISHED");
    expect(found?.text.slice(1).join(" ")).toContain("SYN-SENT");
  });

  test("an exercise shows nothing that is not written", () => {
    const text = 'exercise "e"\nC -> S: SYN seq=x\nS -> C: ? seq=y ack=?\nC -> S: ACK ack=y\n  C: ?\n';
    const shown = rowsOf(text).map(sketch);
    expect(shown.slice(0, 2)).toEqual(["C delivered S: SYN seq=x", "S delivered C: ? seq=y ack=?"]);
    expect(shown[2]).toMatch(/^!C delivered S: ACK ack=y \/ ✗ /);
    expect(shown[3]).toBe("~[C] ?");
    expect(shown.join("\n")).not.toMatch(/SYN-SENT|ESTABLISHED|[xy]\+1/);
  });

  test("ids are those of lines and kinds, and no two rows have the same", () => {
    const rows = rowsOf(`${OPEN}C ~> S: ACK as a\ndeliver a\ndeliver a\nC: close\nC: LISTEN\n`);
    const ids = rows.map((row) => row.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain("0:segment");
    expect(ids).toContain("0:state:C");
  });
});

describe("wrapText", () => {
  const cases: [string, number, string[]][] = [
    ["one two three", 8, ["one two", "three"]],
    ["没有确认对方的报文段。", 10, ["没有确认对", "方的报文段。"]],
    ["averylongword b", 5, ["averylongword", "b"]],
    ["", 5, []],
  ];
  test.each(cases)("%j in %i columns", (text, columns, lines) =>
    expect(wrapText(text, columns)).toEqual(lines),
  );
});
