import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { type Num, Numbers, plain, plus } from "../../src/tcp/number.js";

describe("numbers with unknowns", () => {
  let numbers: Numbers;
  let x: Num;
  let y: Num;
  let n: Num;
  let e: Num;
  beforeEach(() => {
    numbers = new Numbers();
    x = numbers.atom("base");
    y = numbers.atom("base");
    n = numbers.atom("length");
    e = numbers.atom("elided");
  });

  it("knows the order of sums over the same base", () => {
    expect(numbers.compare(plus(x, 1), x)).toBe(1);
    expect(numbers.compare(x, plus(x, 1))).toBe(-1);
    expect(numbers.compare(numbers.add(x, n), x)).toBe(1);
    expect(numbers.compare(numbers.add(x, n), plus(x, 1))).toBeUndefined();
    expect(numbers.compare(numbers.add(x, e), plus(x, -1))).toBe(1);
    expect(numbers.compare(numbers.add(x, e), x)).toBeUndefined();
  });

  it("never takes two bases for equal, and gives them no order", () => {
    expect(numbers.equal(x, y)).toBe(false);
    expect(numbers.equal(plus(x, 1), plus(y, 1))).toBe(false);
    expect(numbers.compare(x, y)).toBeUndefined();
  });

  it("cannot say whether a length of 1 or more is exactly 5", () => {
    expect(numbers.equal(n, plain(5))).toBeUndefined();
    expect(numbers.equal(n, plain(0))).toBe(false);
  });

  it("puts in what was settled, also in numbers made before", () => {
    const before = plus(x, 7);
    numbers.settle(0, plain(100));
    expect(numbers.equal(before, plain(107))).toBe(true);
    expect(numbers.resolve(before)).toEqual(plain(107));
  });

  it("forgets what was settled since a mark", () => {
    const mark = numbers.mark();
    const fresh = numbers.atom("unsaid");
    numbers.settle(0, plain(1));
    numbers.undo(mark);
    expect(numbers.equal(x, plain(1))).toBe(false);
    expect(numbers.atom("base").terms).toEqual(fresh.terms);
  });

  it("adds and takes away again, for any sum", () => {
    const term = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: -3, max: 3 }));
    const sum = fc.tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.array(term, { maxLength: 4 }));
    const build = ([constant, terms]: [number, [number, number][]]): Num => {
      let result = plain(constant);
      for (const [atom, k] of terms) {
        const one = [x, y, n, e][atom] as Num;
        for (let i = 0; i < Math.abs(k); i++)
          result = k > 0 ? numbers.add(result, one) : numbers.subtract(result, one);
      }
      return result;
    };
    fc.assert(
      fc.property(sum, sum, (a, b) => {
        const [p, q] = [build(a), build(b)];
        return numbers.equal(numbers.subtract(numbers.add(p, q), q), p) === true;
      }),
    );
  });
});
