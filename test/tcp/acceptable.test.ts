import { describe, expect, it } from "vitest";
import { isAcceptable } from "../../src/tcp/acceptable.js";
import { Numbers, plain } from "../../src/tcp/number.js";

/** RFC 9293 §3.10.7.4, Table 6, with RCV.NXT = 1000: SEG.SEQ, SEG.LEN, RCV.WND → acceptable? */
const TABLE: readonly (readonly [string, number, number, number, boolean])[] = [
  ["SEG.LEN 0, RCV.WND 0: only at RCV.NXT", 1000, 0, 0, true],
  ["SEG.LEN 0, RCV.WND 0: one below", 999, 0, 0, false],
  ["SEG.LEN 0, RCV.WND 0: one above", 1001, 0, 0, false],
  ["SEG.LEN 0, RCV.WND > 0: left edge", 1000, 0, 100, true],
  ["SEG.LEN 0, RCV.WND > 0: last number inside", 1099, 0, 100, true],
  ["SEG.LEN 0, RCV.WND > 0: first number outside", 1100, 0, 100, false],
  ["SEG.LEN 0, RCV.WND > 0: one below", 999, 0, 100, false],
  ["SEG.LEN > 0, RCV.WND 0: never", 1000, 1, 0, false],
  ["SEG.LEN > 0, RCV.WND > 0: begins inside", 1050, 500, 100, true],
  ["SEG.LEN > 0, RCV.WND > 0: begins below, ends inside", 950, 51, 100, true],
  ["SEG.LEN > 0, RCV.WND > 0: begins and ends below", 950, 50, 100, false],
  ["SEG.LEN > 0, RCV.WND > 0: begins behind", 1100, 10, 100, false],
];

describe("acceptability of a segment", () => {
  it.each(TABLE)("%s", (_, seq, length, window, expected) => {
    expect(isAcceptable(new Numbers(), plain(1000), window, plain(seq), plain(length))).toBe(expected);
  });

  it("works across the wrap at 2^32", () => {
    const rcvNxt = plain(2 ** 32 - 10);
    expect(isAcceptable(new Numbers(), rcvNxt, 100, plain(5), plain(1))).toBe(true);
    expect(isAcceptable(new Numbers(), rcvNxt, 100, plain(90), plain(1))).toBe(false);
  });

  it("leaves open what an unknown start would decide", () => {
    const numbers = new Numbers();
    expect(isAcceptable(numbers, plain(1000), 100, numbers.atom("base"), plain(1))).toBeUndefined();
  });
});
