/** Exercises out of a flow that somebody wrote, and what is said where none can be made. */

import { describe, expect, test } from "vitest";
import { judge } from "../../src/exercise/judge.js";
import { KINDS } from "../../src/exercise/make.js";
import { BLANKS_OF, type BlankOf } from "../../src/exercise/make-blanks.js";
import {
  amountsOf,
  type ExerciseFiles,
  exerciseFiles,
  hasProse,
  type MakingChoices,
  offered,
} from "../../src/exercise/make-file.js";
import type { SlipIn } from "../../src/exercise/make-slips.js";
import type { Hindered } from "../../src/exercise/make-source.js";
import { format } from "../../src/language/format.js";
import { parse } from "../../src/language/parser.js";
import { flowAt } from "../../src/language/text.js";
import type { ExerciseKind } from "../../src/language/words.js";

const CONNECTION = `flow "A connection"
client C "client"
server S "server"

== Open ==
C -> S: SYN     seq=x
  C: SYN-SENT
S -> C: SYN+ACK seq=y   ack=x+1 (so do I)
C -> S: ACK     seq=x+1 ack=y+1  # x+1 again
  C, S: ESTABLISHED
== Data ==
C -> S: PSH+ACK seq=x+1 ack=y+1 len=100
S -> C: ACK     seq=y+1 ack=x+101
note C: 101 is next
== Close ==
C -> S: FIN+ACK seq=x+101 ack=y+1
  C: FIN-WAIT-1
S -> C: ACK     seq=y+1 ack=x+102
  C: FIN-WAIT-2
  S: CLOSE-WAIT
S -> C: FIN+ACK seq=y+1 ack=x+102
  S: LAST-ACK
C -> S: ACK     seq=x+102 ack=y+2
  S: CLOSED
  C: TIME-WAIT
C: timeout 2msl
  C: CLOSED
`;

const NAME = "connection.exercise.tcpflow";

function make(text: string, choices: Partial<MakingChoices> = {}, offset = 0): ExerciseFiles | Hindered {
  const document = parse(text);
  const flow = flowAt(document, offset);
  if (flow === null) throw new Error("no flow");
  const all: ReadonlySet<BlankOf | SlipIn> = new Set(BLANKS_OF);
  const chosen: MakingChoices = { kind: "fill", of: all, amount: "few", prose: "drop", seed: 1, ...choices };
  return exerciseFiles(document, flow, chosen, NAME, "en");
}

function made(text: string, choices: Partial<MakingChoices> = {}): ExerciseFiles {
  const files = make(text, choices);
  if ("hindrance" in files) throw new Error(files.hindrance);
  return files;
}

const bodyOf = (text: string): string => text.slice(text.indexOf("\n\n"));
const blanksIn = (text: string): number => bodyOf(text).match(/\?/g)?.length ?? 0;

const TIMEOUT = 600_000;

describe("every kind", { timeout: TIMEOUT }, () => {
  test.each(KINDS)(
    "%s: the key solves it, both are written the usual way, the head is there",
    (kind: ExerciseKind) => {
      for (let seed = 1; seed <= 3; seed++) {
        const { text, key } = made(CONNECTION, { kind, seed });
        expect(key.startsWith(`answers "${NAME}"\nexercise "A connection"`)).toBe(true);
        expect(text).toMatch(new RegExp(`^exercise "A connection"\\ntask: .+\\nkind: ${kind}\\nhint: .+\\n`));
        expect(format(text)).toBe(text);
        expect(format(key)).toBe(key);
        expect(judge(text, key)).toMatchObject([{ solved: true, changes: [] }]);
        expect(judge(text, text)).toMatchObject([{ solved: false, wrong: 0 }]);
      }
    },
  );
});

describe("what is blank", { timeout: TIMEOUT }, () => {
  test("is of the kind that was asked for", () => {
    const { text } = made(CONNECTION, { of: new Set(["ack"]), amount: "all" });
    expect(text).toContain("ack=?");
    expect(text).not.toMatch(/seq=\?|len=\?|: \?/);
  });

  test("is a few, half, or all", () => {
    const counts = (["few", "half", "all"] as const).map((amount) =>
      blanksIn(made(CONNECTION, { amount }).text),
    );
    expect(counts[0]).toBe(3);
    expect(counts[2]).toBeGreaterThan(10);
    expect(Math.abs((counts[1] as number) * 2 - (counts[2] as number))).toBeLessThanOrEqual(2);
  });

  test("is as much as was said before", () => {
    const document = parse(CONNECTION);
    for (const kind of ["fill", "next"] as const) {
      const of: ReadonlySet<BlankOf | SlipIn> = new Set(BLANKS_OF);
      const choices = { kind, of, prose: "drop", seed: 5 } as const;
      const flow = flowAt(document, 0);
      const amounts = flow === null ? null : amountsOf(document, flow, choices);
      if (amounts === null || "hindrance" in amounts) throw new Error(kind);
      expect(amounts.few).toBeLessThanOrEqual(amounts.half);
      expect(amounts.half).toBeLessThanOrEqual(amounts.all);
      for (const amount of ["few", "half", "all"] as const) {
        expect([kind, amount, blanksIn(made(CONNECTION, { kind, amount, seed: 5 }).text)]).toEqual([
          kind,
          amount,
          amounts[amount],
        ]);
      }
    }
  });

  test("of a short flow is offered as different amounts only, the least first", () => {
    const text = "C -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=x+1\n";
    for (const of of [["ack"], ["ack", "flags"], BLANKS_OF] as const) {
      const document = parse(text);
      const flow = flowAt(document, 0);
      const choices = { kind: "fill", of: new Set<BlankOf | SlipIn>(of), prose: "drop", seed: 5 } as const;
      const amounts = flow === null ? null : amountsOf(document, flow, choices);
      if (amounts === null || "hindrance" in amounts) throw new Error(of.join());
      const counts = offered(amounts).map((one) => amounts[one]);
      expect(counts).toEqual([...new Set(counts)].sort((a, b) => a - b));
      expect(counts.at(-1)).toBe(amounts.all);
    }
    expect(offered({ few: 2, half: 1, all: 2 })).toEqual(["half", "all"]);
    expect(offered({ few: 3, half: 6, all: 11 })).toEqual(["few", "half", "all"]);
    expect(offered({ few: 1, half: 1, all: 1 })).toEqual(["all"]);
  });

  test("may be a number that the flow leaves out; the others are written out then", () => {
    const short =
      "client C\nserver S\nC -> S: SYN seq=100\nS -> C: SYN+ACK seq=300\nC -> S: ACK\nC -> S: PSH+ACK len=20\nS -> C: ACK\n";
    const only = { of: new Set<BlankOf>(["seq", "ack"]), amount: "all" } as const;
    expect(make(short, { ...only, of: new Set<BlankOf>(["ack"]) })).toEqual({
      hindrance: "nothing",
      line: null,
    });
    const { text, key } = made(short, { ...only, computed: true });
    expect(blanksIn(text)).toBeGreaterThanOrEqual(5);
    expect(key).toMatch(/S -> C: ACK +seq=301 ack=121/);
    expect(judge(text, key)).toMatchObject([{ solved: true }]);
    const few = made(short, { ...only, amount: "few", computed: true });
    expect(blanksIn(few.text)).toBe(3);
    // What is no blank is written, so that the answer follows from it.
    expect(few.text).toMatch(/(?:seq|ack)=(?:101|301|121)/);
  });

  test("is no more than what is written, where what is left out has no words", () => {
    const vague = "C -> S: SYN\nS -> C: SYN+ACK\nC -> S: ACK\n";
    expect(make(vague, { computed: true })).not.toHaveProperty("text", "");
  });

  test("may be a number beside lengths of 0, which a capture writes", () => {
    const text =
      "C -> S: SYN seq=0 len=0\nS -> C: SYN+ACK seq=0 ack=1 len=0\nC -> S: ACK seq=1 ack=1 len=0\n" +
      "C -> S: PSH+ACK seq=1 ack=1 len=8\nS -> C: ACK seq=1 ack=9 len=0\nC -> S: FIN+ACK seq=9 ack=1 len=0\n";
    const numbers = made(text, { of: new Set<BlankOf>(["seq", "ack"]), amount: "all" });
    expect(blanksIn(numbers.text)).toBeGreaterThanOrEqual(5);
    expect(judge(numbers.text, numbers.key)).toMatchObject([{ solved: true }]);
  });

  test("is never a number that is chosen", () => {
    const { text } = made(CONNECTION, { amount: "all" });
    expect(text).toMatch(/SYN +seq=x$|\? +seq=x$/m);
  });

  test("states only, where states are asked for", () => {
    const { text } = made(CONNECTION, { kind: "state", amount: "all" });
    expect(text).toMatch(/ {2}C: \?/);
    expect(text).not.toContain("=?");
  });

  test("is the same for the same seed, and another for another", () => {
    const texts = [1, 1, 2].map((seed) => made(CONNECTION, { seed }).text);
    expect(texts[0]).toBe(texts[1]);
    expect(texts[0]).not.toBe(texts[2]);
  });
});

test("a missing line is a line of its own, and needed", { timeout: TIMEOUT }, () => {
  const { text } = made(CONNECTION, { kind: "next", amount: "all" });
  expect(text).toMatch(/^ *\?$/m);
});

test("planted mistakes are as many errors, and none is at a number that is chosen", () => {
  const { text, key } = made(CONNECTION, { kind: "find", of: new Set(["ack"]), amount: "half" });
  const [result] = judge(text, key);
  expect(result?.marks.length).toBeGreaterThan(1);
  const lines = text.split("\n").filter((line, i) => line !== key.split("\n")[i + 1]);
  expect(lines.length).toBe(result?.marks.length);
});

test("lines out of order keep their endpoints above them, and say nothing of states", () => {
  const { text, key } = made(CONNECTION, { kind: "order" });
  const lines = (of: string) =>
    bodyOf(of)
      .trim()
      .split("\n")
      .map((line) => line.replace(/\s+/g, " "));
  expect(lines(text).slice(0, 3)).toEqual(lines(key).slice(0, 3));
  expect([...lines(text)].sort()).toEqual([...lines(key)].sort());
  expect(text).not.toContain("ESTABLISHED");
});

describe("what is said in words", () => {
  test("stays out, for it may tell", () => {
    const { text } = made(CONNECTION);
    expect(text).not.toMatch(/so do I|again|101 is next/);
    expect(text).toContain("== Close ==");
  });

  test("or is kept", () => {
    const { text } = made(CONNECTION, { prose: "keep" });
    for (const said of ["(so do I)", "# x+1 again", "note C: 101 is next"]) expect(text).toContain(said);
  });

  test("is asked about only where there is any", () => {
    const has = (text: string) => hasProse(parse(text), parse(text).flows[0] as never);
    expect([CONNECTION, "C -> S: SYN # first\n", "C -> S: SYN\n"].map(has)).toEqual([true, true, false]);
  });
});

test("CRLF, another notation and no head at all are no hindrance", () => {
  const typed = "C → S: SYN，seq＝x\r\nS → C: SYN, ACK seq=y ack=x+1\r\nC → S: ACK seq=x+1 ack=y+1\r\n";
  const { text, key } = made(typed, { of: new Set(["ack"]), amount: "all" });
  expect(text).toContain("S -> C: SYN+ACK seq=y   ack=?");
  expect(judge(text, key)).toMatchObject([{ solved: true }]);
});

describe("nothing is made", () => {
  const three = "C -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=x+1\nC -> S: ACK seq=x+1 ack=y+1\n";
  test.each([
    ["of a flow with an error", three.replace("y+1", "y"), {}, { hindrance: "wrong", line: 2 }],
    ["of a line that cannot be read", `${three}nonsense here\n`, {}, { hindrance: "wrong", line: 3 }],
    ["of an exercise", `exercise "E"\n${three}`, {}, { hindrance: "exercise", line: 0 }],
    ["of nothing", 'flow "F"\nclient C\n', {}, { hindrance: "empty", line: null }],
    ["of a flow with blanks", three.replace("x+1", "?"), {}, { hindrance: "blanks", line: 1 }],
    [
      "of two lines in order",
      three.split("\n").slice(0, 2).join("\n"),
      { kind: "order" },
      { hindrance: "short", line: null },
    ],
    [
      "of lines in any order",
      "C -> S: ACK len=1\nS -> C: ACK len=2\nC -> S: ACK len=3\n",
      { kind: "order" },
      { hindrance: "any-order", line: null },
    ],
    ["of states that nobody names", three, { kind: "state" }, { hindrance: "nothing", line: null }],
    [
      "of a hundred lines and more",
      three + "C -> S: ACK\n".repeat(100),
      {},
      { hindrance: "long", line: null },
    ],
  ] as const)("%s", (_, text, choices, expected) => {
    expect(make(text, choices as Partial<MakingChoices>)).toEqual(expected);
  });
});

test("the flow at the cursor is taken", () => {
  const two = `flow "one"\nC -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=x+1\n\n${CONNECTION}`;
  const files = make(two, {}, two.indexOf("== Data"));
  expect("text" in files && files.text).toContain('exercise "A connection"');
});
