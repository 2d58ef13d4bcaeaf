/** Captures that lack something: what was sent all the same is no mistake of those who sent it. */

import { describe, expect, test } from "vitest";
import { analyze } from "../../../src/check/analyze.js";
import { parse } from "../../../src/language/parser.js";
import { complaints, type Frame, flags, flowOf, frame, lines } from "./exchange.js";

const { ACK, FIN, PSH, RST, SYN } = flags;

/** A handshake, a request of 10 octets and its answer of 20, and a close from the client's side. */
const WHOLE: readonly Frame[] = [
  frame("C", SYN, 0),
  frame("S", SYN | ACK, 0, 1),
  frame("C", ACK, 1, 1),
  frame("C", PSH | ACK, 1, 1, { len: 10 }),
  frame("S", ACK, 1, 11),
  frame("S", PSH | ACK, 1, 11, { len: 20 }),
  frame("C", ACK, 11, 21),
  frame("C", FIN | ACK, 11, 21),
  frame("S", ACK, 21, 12),
  frame("S", FIN | ACK, 21, 12),
  frame("C", ACK, 12, 22),
];

/** Each piece of 10 octets arrives behind the one that left after it, and is acknowledged 20 ms later. */
const CROSSING: readonly Frame[] = [
  ...WHOLE.slice(0, 3),
  frame("C", PSH | ACK, 1, 1, { len: 10 }),
  frame("C", PSH | ACK, 11, 1, { len: 10 }),
  frame("C", PSH | ACK, 21, 1, { len: 10 }),
  frame("S", ACK, 1, 11),
  frame("C", PSH | ACK, 31, 1, { len: 10 }),
  frame("S", ACK, 1, 21),
  frame("S", PSH | ACK, 1, 31, { len: 20 }),
  frame("S", ACK, 21, 41),
  frame("C", ACK, 41, 21),
];

/** The second of five pieces is lost, and sent again. */
const REPAIRED: readonly Frame[] = [
  frame("C", SYN, 0, undefined, { sack: [0, 0] }),
  frame("S", SYN | ACK, 0, 1, { sack: [0, 0] }),
  frame("C", ACK, 1, 1),
  frame("C", ACK, 1, 1, { len: 10 }),
  frame("C", ACK, 11, 1, { len: 10 }),
  frame("C", ACK, 21, 1, { len: 10 }),
  frame("C", ACK, 31, 1, { len: 10 }),
  frame("C", PSH | ACK, 41, 1, { len: 10 }),
  frame("S", ACK, 1, 11),
  frame("S", ACK, 1, 11, { sack: [21, 31] }),
  frame("S", ACK, 1, 11, { sack: [21, 41] }),
  frame("S", ACK, 1, 11, { sack: [21, 51] }),
  frame("C", ACK, 11, 1, { len: 10 }),
  frame("S", ACK, 1, 51),
];

describe.each(Object.entries({ WHOLE, CROSSING, REPAIRED }))(
  "a capture without one of its frames is a right flow: %s",
  (_, frames) => {
    test.each(frames.map((_, index) => index))("frame %i", async (index) => {
      const text = await flowOf(frames.filter((_, at) => at !== index));
      expect(complaints(text)).toEqual([]);
    });
  },
);

describe("data that was not captured and was under way", () => {
  test("arrives when an ACK tells of it, and not before one that does not", async () => {
    const text = await flowOf(CROSSING.filter((_, at) => at !== 4));
    const at = (part: string): number => text.indexOf(part);
    expect(text).toContain("C ~> S: ACK seq=11 len=10 as c1  # 10 octets that the capture does not show");
    expect(at("ack=11 len=0")).toBeLessThan(at("deliver c1"));
    expect(at("deliver c1")).toBeLessThan(at("ack=21 len=0"));
  });

  test("is told of by a block of SACK alone", async () => {
    const text = await flowOf(REPAIRED.filter((_, at) => at !== 7));
    expect(text).toContain("seq=41 len=10");
  });

  test("is left out where nothing tells when it arrived", async () => {
    expect(await flowOf(WHOLE.filter((_, at) => at !== 3))).toContain("... C -> S  # 10 octets");
  });
});

describe.each(Object.entries({ WHOLE, CROSSING, REPAIRED }))(
  "a capture that begins in the middle is a right flow: %s",
  (_, frames) => {
    test.each(frames.map((_, index) => index))("from frame %i on", async (index) => {
      expect(complaints(await flowOf(frames.slice(index)))).toEqual([]);
    });
  },
);

test("what was under way when a capture began has the first numbers", async () => {
  const text = await flowOf(REPAIRED.slice(5));
  // 11 is acknowledged, so 10 octets were under way: they are 1 to 10.
  expect(text).toMatch(/A ~> B: ACK seq=1 .*len=10/);
  expect(text).toMatch(/B ~> A: ACK seq=1 ack=1 .*sack=11\.\.21/);
});

describe("a capture of one side", () => {
  test("shows what the other must have sent in the handshake, with a remark", async () => {
    const text = await flowOf(WHOLE.filter(({ from }) => from === "C"));
    expect(text).toContain("S -> C: SYN+ACK  # the capture does not show it");
    expect(text).toContain("... S -> C  # 20 octets that the capture does not show");
    expect(complaints(text)).toEqual([]);
  });

  test("of the server begins with its SYN+ACK", async () => {
    const text = await flowOf(WHOLE.filter(({ from }) => from === "S"));
    expect(lines(text)[0]).toBe("S -> C: SYN+ACK seq=0 ack=1 len=0 win=5000");
    expect(text).toContain("... C -> S  # 10 octets that the capture does not show");
    expect(complaints(text)).toEqual([]);
  });
});

describe("captured in another order than it was sent in", () => {
  const swapped = (index: number) => {
    const [one, two] = [WHOLE[index], WHOLE[index + 1]];
    if (one === undefined || two === undefined) throw new Error("no such frames");
    return [...WHOLE.slice(0, index), two, one, ...WHOLE.slice(index + 2)];
  };

  test("an ACK behind the data that followed it left before that", async () => {
    // The answer's bare ACK is captured behind its data.
    const text = await flowOf(swapped(4));
    expect(complaints(text)).toEqual([]);
    const sent = lines(text);
    expect(sent.findIndex((line) => line.includes("ack=11 len=0"))).toBeLessThan(
      sent.findIndex((line) => line.includes("ack=11 len=20")),
    );
  });

  test("a SYN+ACK behind the ACK of it left before that", async () => {
    const text = await flowOf(swapped(1));
    expect(complaints(text)).toEqual([]);
    expect(text).not.toContain("does not show");
  });
});

describe("a keep-alive first", () => {
  const probe = frame("C", ACK, 10, 21);
  const answer = frame("S", ACK, 21, 11);

  test("says what SND.NXT is, and is one", async () => {
    const text = await flowOf([probe, answer, frame("C", PSH | ACK, 11, 21, { len: 5 })]);
    expect(text).toMatch(/state=ESTABLISHED snd=1$/m);
    expect(complaints(text)).toEqual([]);
    expect(analyze(parse(text)).findings.map(({ code }) => code)).toContain("keep-alive");
  });

  test("that is repeated is one as well", async () => {
    const text = await flowOf([probe, probe, answer]);
    expect(complaints(text)).toEqual([]);
  });

  test("an ACK that is answered with its own number is none", async () => {
    expect(await flowOf([probe, frame("S", ACK, 21, 10)])).not.toContain("snd=");
  });
});

describe("a timestamp that comes back", () => {
  const stamped = (echo: number): readonly Frame[] => [
    frame("C", SYN, 0, undefined, { ts: [100, 0] }),
    frame("S", SYN | ACK, 0, 1, { ts: [500, 100] }),
    frame("C", ACK, 1, 1, { ts: [101, 500] }),
    frame("S", PSH | ACK, 1, 1, { len: 4, ts: [501, echo] }),
    frame("C", ACK, 1, 5, { ts: [120, 501] }),
  ];

  test("of an ACK that was not captured tells of it", async () => {
    const text = await flowOf(stamped(110));
    expect(text).toContain("C -> S: ACK  # the capture does not show it");
    expect(complaints(text)).toEqual([]);
  });

  test("shows that the ACK of a SYN+ACK has come", async () => {
    const text = await flowOf([
      frame("S", SYN | ACK, 0, 1, { ts: [500, 100] }),
      frame("C", PSH | ACK, 1, 1, { len: 10, ts: [101, 500] }),
      frame("C", PSH | ACK, 11, 1, { len: 10, ts: [140, 530] }),
    ]);
    expect(complaints(text)).toEqual([]);
    expect(lines(text).slice(0, 3)).toEqual([
      "S -> C: SYN+ACK seq=0 ack=1 len=0 win=5000 ts=500:100",
      expect.stringMatching(/^C -> S: PSH\+ACK seq=1 ack=1 len=10 /),
      "S -> C: ACK",
    ]);
  });

  test("with the first segment shows that an ACK came before it", async () => {
    const text = await flowOf([
      frame("S", SYN | ACK, 0, 1, { ts: [500, 100] }),
      frame("C", PSH | ACK, 1, 1, { len: 10, ts: [140, 530] }),
    ]);
    expect(complaints(text)).toEqual([]);
    expect(lines(text).slice(1, 3)).toEqual(["C -> S: ACK", "S -> C: ACK"]);
  });

  test("of one that was captured tells of nothing more", async () => {
    expect(await flowOf(stamped(101))).not.toContain("does not show");
  });
});

describe("an ACK behind the FIN of the end that closes last", () => {
  const answered = WHOLE.length - 1;
  const late = frame("S", ACK, 22, 12);

  test("left before the ACK of that FIN came", async () => {
    const text = await flowOf([...WHOLE, late]);
    expect(complaints(text)).toEqual([]);
    expect(text.indexOf("deliver")).toBeGreaterThan(text.indexOf("seq=22 ack=12"));
  });

  test("of the end that closed first is that of TIME-WAIT", async () => {
    const again = [frame("S", FIN | ACK, 21, 12), frame("C", ACK, 12, 22)];
    const text = await flowOf([...WHOLE.slice(0, answered), frame("C", ACK, 12, 22), ...again]);
    expect(complaints(text)).toEqual([]);
  });
});

test("a SYN+ACK that was not captured has the least window scale for which there is room", async () => {
  const exchange = (wscale: number | undefined): readonly Frame[] => [
    frame("C", SYN, 0, undefined, wscale === undefined ? {} : { wscale }),
    frame("C", ACK, 1, 1),
    frame("S", ACK, 1, 1, { win: 100 }),
    ...[1, 1401, 2801].map((seq) => frame("C", PSH | ACK, seq, 1, { len: 1400 })),
    frame("S", ACK, 1, 4201, { win: 100 }),
  ];
  const text = await flowOf(exchange(2));
  expect(complaints(text)).toEqual([]);
  expect(text).toContain("S -> C: SYN+ACK wscale=6  # the capture does not show it");
  // No scale was offered, and none can have been agreed.
  expect(complaints(await flowOf(exchange(undefined)))[0]).toMatch(/^window-exceeded:/);
});

test("who speaks before any data of the other has come got the ACK of its SYN+ACK", async () => {
  const text = await flowOf([
    ...WHOLE.slice(0, 2),
    frame("C", PSH | ACK, 1, 1, { len: 10 }),
    frame("S", PSH | ACK, 1, 1, { len: 20 }),
    frame("C", ACK, 11, 21),
  ]);
  expect(complaints(text)).toEqual([]);
  expect(lines(text)[2]).toBe("C -> S: ACK");
});

describe("a SYN for an end that has kept an earlier connection (RFC 9293 Figure 9)", () => {
  const syn = frame("C", SYN, 0);
  // Numbers of that connection, counted from the new ones.
  const [SEQ, NUMBER] = [-500_000, 900_000_000];
  const kept = frame("S", ACK, SEQ, NUMBER);
  const halfOpen = [syn, kept, frame("C", RST, NUMBER), ...WHOLE];

  test("is answered with an ACK of that one", async () => {
    const text = await flowOf(halfOpen);
    expect(text).toMatch(/^server S .*state=ESTABLISHED$/m);
    expect(complaints(text)).toEqual([]);
    expect(text).not.toContain("does not show");
    expect(lines(text)[0]).toContain("C -> S: SYN");
  });

  test("and nothing is told of one where the ACK is not refused", async () => {
    const text = await flowOf([syn, kept, ...WHOLE]);
    expect(text).not.toContain("state=");
    expect(complaints(text)).not.toEqual([]);
  });
});

describe("an end of which nothing is captured", () => {
  test("has not acknowledged what is sent again", async () => {
    const text = await flowOf([
      ...WHOLE.filter(({ from }) => from === "C").slice(0, 2),
      frame("C", FIN | ACK, 1, 1),
      frame("C", FIN | ACK, 1, 2),
      frame("C", ACK, 2, 2),
    ]);
    expect(complaints(text)).toEqual([]);
    expect(text).toContain("S -> C: ACK seq=1 len=1  # 1 octet that the capture does not show");
  });
});

test("no capture, but what tcpdump prints of it: there a wrong number stays one", async () => {
  const flow =
    "client C\nserver S\nC -> S: SYN seq=0\nS -> C: SYN+ACK seq=0 ack=1\nC -> S: ACK seq=1 ack=5\n";
  expect(complaints(flow)).toEqual(["ack-beyond:5"]);
});
