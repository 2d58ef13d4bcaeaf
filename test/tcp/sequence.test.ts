import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distance, wrap } from "../../src/tcp/sequence.js";

const HALF = 2 ** 31;
const WHOLE = 2 ** 32;

describe("sequence numbers, modulo 2^32 (RFC 9293 §3.4)", () => {
  it.each([
    [0, 0, 0],
    [1, 0, 1],
    [0, 1, -1],
    [0, WHOLE - 1, 1],
    [WHOLE - 1, 0, -1],
    [99, WHOLE - 1, 100],
    [HALF - 1, 0, HALF - 1],
    [HALF, 0, -HALF],
  ])("distance(%d, %d) is %d", (a, b, expected) => {
    expect(distance(a, b)).toBe(expected);
  });

  it("wraps what runs past the end, and what falls below 0", () => {
    expect(wrap(WHOLE)).toBe(0);
    expect(wrap(WHOLE + 5)).toBe(5);
    expect(wrap(-1)).toBe(WHOLE - 1);
  });

  it("finds any amount below 2^31 again, wherever it begins", () => {
    const start = fc.integer({ min: 0, max: WHOLE - 1 });
    const amount = fc.integer({ min: -HALF + 1, max: HALF - 1 });
    fc.assert(fc.property(start, amount, (s, n) => distance(wrap(s + n), s) === n));
  });
});
