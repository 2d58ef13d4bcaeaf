/**
 * Twelve exchanges, each printed in every way of tcpdump and Wireshark: the flow says what was printed, right where that is right. Half of them
 * have one wrong number, which is wrong in the flow too.
 */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { convert } from "../../src/convert/convert.js";
import { READERS } from "../../src/convert/readers.js";
import { parse } from "../../src/language/parser.js";
import type { Hosts, Printer, Sent } from "./printers.js";
import * as printers from "./printers.js";

const PRINTERS = Object.entries(printers) as [string, Printer][];

const HOSTS: Hosts = { names: ["192.0.2.10", "198.51.100.7"], ports: ["51000", "443"] };
const [X, Y] = [1_000_000, 5_000_000];

/** A segment in short: who, flags, octets; the numbers follow, and `off` makes one of them wrong. */
interface Step {
  readonly by: 0 | 1;
  readonly flags: string;
  readonly len?: number;
  readonly off?: { readonly seq?: number; readonly ack?: number };
}

function exchange(steps: readonly Step[]): Sent[] {
  const next = [X, Y];
  return steps.map(({ by, flags, len = 0, off = {} }, at) => {
    const syn = flags.includes("SYN");
    const [seq, ack] = [next[by] ?? 0, next[1 - by] ?? 0];
    next[by] = seq + len + (syn || flags.includes("FIN") ? 1 : 0);
    const options = syn ? { mss: 1460 } : {};
    return {
      by,
      flags,
      seq: seq + (off.seq ?? 0),
      ack: ack + (off.ack ?? 0),
      len,
      win: 8192,
      ms: at * 20 + 0.125,
      options,
    };
  });
}

const OPEN: readonly Step[] = [
  { by: 0, flags: "SYN" },
  { by: 1, flags: "SYN+ACK" },
  { by: 0, flags: "ACK" },
];
const ASK: readonly Step[] = [
  { by: 0, flags: "PSH+ACK", len: 120 },
  { by: 1, flags: "ACK" },
];
const ANSWER: readonly Step[] = [
  { by: 1, flags: "PSH+ACK", len: 700 },
  { by: 0, flags: "ACK" },
];
const CLOSE: readonly Step[] = [
  { by: 0, flags: "FIN+ACK" },
  { by: 1, flags: "ACK" },
  { by: 1, flags: "FIN+ACK" },
  { by: 0, flags: "ACK" },
];

const wrong = (steps: readonly Step[], at: number, off: Step["off"]): Step[] =>
  steps.map((step, index) => (index === at && off !== undefined ? { ...step, off } : step));

const SCENES: readonly (readonly [name: string, steps: readonly Step[], errors: number])[] = [
  ["a handshake", OPEN, 0],
  ["a question and its answer", [...OPEN, ...ASK, ...ANSWER], 0],
  ["a whole connection", [...OPEN, ...ASK, ...ANSWER, ...CLOSE], 0],
  [
    "an answer that carries the acknowledgment",
    [...OPEN, { by: 0, flags: "PSH+ACK", len: 20 }, ...ANSWER],
    0,
  ],
  [
    "a close in three segments",
    [...OPEN, CLOSE[0] as Step, { by: 1, flags: "FIN+ACK" }, CLOSE[3] as Step],
    0,
  ],
  ["a server that resets", [...OPEN, ...ASK, { by: 1, flags: "RST+ACK" }], 0],
  ["a SYN+ACK that acknowledges too little", wrong([...OPEN, ...ASK], 1, { ack: -1 }), 1],
  ["a SYN+ACK that acknowledges too much", wrong([...OPEN, ...ASK], 1, { ack: 1 }), 1],
  ["data that is counted wrongly", wrong([...OPEN, ...ASK, ...ANSWER], 4, { ack: 7 }), 1],
  ["an answer that begins too late", wrong([...OPEN, ...ASK, ...ANSWER], 5, { seq: 3 }), 1],
  ["a FIN that is not counted", wrong([...OPEN, ...ASK, ...CLOSE], 6, { ack: -1 }), 1],
  ["a FIN with a wrong number", wrong([...OPEN, ...ASK, ...CLOSE], 5, { seq: 1 }), 1],
];

describe.each(SCENES)("%s", (_, steps, mistakes) => {
  const sent = exchange(steps);
  const wrongAt = steps.findIndex(({ off }) => off !== undefined);

  test.each(PRINTERS)("as %s prints it", (_, print) => {
    const outcome = convert(print(sent, HOSTS));
    if (outcome.kind !== "converted") throw new Error(`line ${outcome.line}`);
    const document = parse(outcome.text);
    expect([document.problems, document.notations]).toEqual([[], []]);
    const segments = document.flows.flatMap(({ statements }) =>
      statements.filter((s) => s.type === "segment"),
    );
    expect(
      segments.map(({ from, flags, len }) => [
        from.name,
        flags.words
          .map(({ flag }) => flag)
          .sort()
          .join(),
        len?.value.terms,
      ]),
    ).toEqual(
      sent.map(({ by, flags, len }) => [
        by === 0 ? "C" : "S",
        flags.split("+").sort().join(),
        [expect.objectContaining({ value: len })],
      ]),
    );
    for (const [at, segment] of segments.entries()) {
      const { seq, ack } = sent[at] as Sent;
      const [shownSeq, shownAck] = [segment.seq, segment.ack].map((field) => field?.value.terms[0]);
      const relative = (number: number, base: number) => [number, number - base];
      const [own, peer] = sent[at]?.by === 0 ? [X, Y] : [Y, X];
      if (shownSeq?.kind === "number") expect(relative(seq, own)).toContain(shownSeq.value);
      if (shownAck?.kind === "number") expect(relative(ack, peer)).toContain(shownAck.value);
    }
    const errors = analyze(document).findings.filter(({ severity }) => severity === "error");
    if (mistakes === 0) expect(errors).toEqual([]);
    else {
      expect(errors.length).toBeGreaterThan(0);
      // What is wrong is the line itself, or one that it makes impossible.
      expect(errors.some(({ line }) => line >= (segments[wrongAt]?.line ?? 0))).toBe(true);
    }
  });
});

describe("whatever is read", () => {
  const sent = exchange([...OPEN, ...ASK, ...ANSWER, ...CLOSE]);
  const pages = PRINTERS.map(([, print]) => print(sent, HOSTS).split("\n"));
  const line = fc.oneof(
    { arbitrary: fc.constantFrom(...pages.flat()), weight: 4 },
    { arbitrary: fc.string(), weight: 1 },
    {
      arbitrary: fc
        .constantFrom(...pages.flat())
        .chain((text) => fc.nat(text.length).map((at) => text.slice(0, at))),
      weight: 1,
    },
  );

  test("no reader throws, and what is refused names a line", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        for (const reader of READERS) reader.read({ lines });
        const outcome = convert(lines.join("\n"));
        if (outcome.kind === "refused" && outcome.line !== null)
          expect(outcome.line).toBeLessThan(lines.length);
      }),
      { numRuns: 150 },
    );
  });

  test("no packet of tcpdump's appears or vanishes", () => {
    const packets = printers.tcpdump(sent, HOSTS).trimEnd().split("\n");
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...packets), fc.constantFrom("", "# words", "some words")), {
          maxLength: 25,
        }),
        (lines) => {
          const count = lines.filter((text) => packets.includes(text)).length;
          const outcome = convert(lines.join("\n"));
          if (count === 0 || outcome.kind !== "converted") return;
          const unseen = outcome.text
            .split("\n")
            .filter((text) => text.includes("that the capture does not show")).length;
          const segments = parse(outcome.text).flows.flatMap(({ statements }) =>
            statements.filter(({ type }) => type === "segment" || type === "elision"),
          );
          expect(segments.length - unseen).toBe(count);
        },
      ),
      { numRuns: 100 },
    );
  });
});

test("words around a capture stay as comments", () => {
  const text = `This is what I see:\n${printers.tcpdump(exchange(OPEN), HOSTS)}what is wrong?\n`;
  const outcome = convert(text);
  expect(outcome.kind === "converted" && outcome.text.split("\n")).toEqual(
    expect.arrayContaining(["# This is what I see:", "# what is wrong?"]),
  );
});

test("a line that cannot be read leaves all of it alone, and is named", () => {
  const broken = printers.tcpdump(exchange(OPEN), HOSTS).replace("seq 5000000", "seq five");
  expect(convert(broken)).toEqual({
    kind: "refused",
    line: 1,
    notation: "tcpdump",
    part: expect.stringMatching(/^seq five, /),
  });
});
