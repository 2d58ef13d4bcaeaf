/** What a network card cuts or joins is captured as one segment, and was several: the answers tell where they ended. */

import { describe, expect, test } from "vitest";
import { complaints, type Frame, flags, flowOf, frame, lines } from "./exchange.js";

const { ACK, FIN, PSH, SYN } = flags;

const OPENED: readonly Frame[] = [
  frame("C", SYN, 0, undefined, { mss: 1460, sack: [0, 0] }),
  frame("S", SYN | ACK, 0, 1, { mss: 1452, sack: [0, 0] }),
  frame("C", ACK, 1, 1),
];

const LONG = frame("S", PSH | ACK, 1, 1, { len: 4356 });

const data = (text: string): string[] => lines(text).filter((line) => /len=[1-9]/.test(line));

describe("an ACK within such a segment", () => {
  test("comes between its parts", async () => {
    const text = await flowOf([...OPENED, LONG, frame("C", ACK, 1, 1453), frame("C", ACK, 1, 4357)]);
    expect(complaints(text)).toEqual([]);
    expect(data(text)).toEqual([
      "S -> C: ACK seq=1 ack=1 len=1452 win=5000",
      "S ~> C: PSH+ACK seq=1453 ack=1 len=2904 win=5000 as s1",
    ]);
    expect(text.match(/part of 4356 octets that were captured as one segment/g)).toHaveLength(2);
  });

  test("that is captured ahead of it comes between them as well", async () => {
    const text = await flowOf([...OPENED, frame("C", ACK, 1, 2905), LONG, frame("C", ACK, 1, 4357)]);
    expect(complaints(text)).toEqual([]);
    expect(text).not.toContain("does not show");
  });

  test("where no whole segment ends is wrong", async () => {
    const text = await flowOf([...OPENED, LONG, frame("C", ACK, 1, 1454), frame("C", ACK, 1, 4357)]);
    expect(complaints(text).map((one) => one.split(":")[0])).toEqual(["ack-behind"]);
  });

  test("is wrong within one that no card has joined", async () => {
    const segment = frame("S", PSH | ACK, 1, 1, { len: 1452 });
    const text = await flowOf([...OPENED, segment, frame("C", ACK, 1, 727), frame("C", ACK, 1, 1453)]);
    expect(complaints(text).map((one) => one.split(":")[0])).toEqual(["ack-behind"]);
  });

  test("fits most paths where the SYNs were not captured", async () => {
    const answers = [frame("C", ACK, 1, 1441), frame("C", ACK, 1, 4321)];
    const text = await flowOf([frame("S", ACK, 1, 1, { len: 4320 }), ...answers]);
    expect(complaints(text)).toEqual([]);
    const wrong = await flowOf([frame("S", ACK, 1, 1, { len: 4320 }), frame("C", ACK, 1, 301)]);
    expect(complaints(wrong).map((one) => one.split(":")[0])).toEqual(["ack-behind"]);
  });
});

test("a block of SACK tells of a part, and so does a part that is sent again", async () => {
  const text = await flowOf([
    ...OPENED,
    LONG,
    frame("C", ACK, 1, 1, { sack: [1453, 2905] }),
    frame("C", ACK, 1, 1, { sack: [1453, 4357] }),
    frame("S", ACK, 1, 1, { len: 1452 }),
    frame("C", ACK, 1, 4357),
  ]);
  expect(complaints(text)).toEqual([]);
  expect(data(text)[0]).toBe("S -x C: ACK seq=1 ack=1 len=1452 win=5000");
});

test("PSH and FIN are those of the last part", async () => {
  const segment = frame("S", FIN | PSH | ACK, 1, 1, { len: 2904 });
  const text = await flowOf([...OPENED, segment, frame("C", ACK, 1, 1453), frame("C", ACK, 1, 2906)]);
  expect(complaints(text)).toEqual([]);
  expect(data(text).map((line) => line.split(" ")[3])).toEqual(["ACK", "FIN+PSH+ACK"]);
});

test("it stays whole where all of it was acknowledged at once", async () => {
  const text = await flowOf([...OPENED, LONG, frame("C", ACK, 1, 4357)]);
  expect(data(text)).toEqual(["S -> C: PSH+ACK seq=1 ack=1 len=4356 win=5000"]);
});
