import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { picture, WINDOW_ROWS } from "../../src/features/picture.js";
import { parse } from "../../src/language/parser.js";

const OPTIONS = { locale: "en", states: false, notes: true } as const;
const OPEN = "C -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=x+1\nC -> S: ACK seq=x+1 ack=y+1\n";
const LONG = OPEN + "C -> S: PSH+ACK len=1\nS -> C: ACK\n".repeat(500);
const ROWS = 1003;

describe("the window of rows", () => {
  const analysis = analyze(parse(LONG));
  const last = ROWS - WINDOW_ROWS;
  const cases: [place: { around: number } | { first: number }, first: number][] = [
    [{ around: 0 }, 0],
    [{ around: 500 }, 500 - WINDOW_ROWS / 2],
    [{ around: 99_999 }, last],
    [{ first: 10 }, 10],
    [{ first: 99_999 }, last],
    [{ first: -5 }, 0],
  ];
  test.each(cases)("%j begins at row %i", (place, first) => {
    const made = picture(analysis, 0, place, OPTIONS);
    expect([made.above, made.items.length, made.below]).toEqual([first, WINDOW_ROWS, last - first]);
    expect(made.items[0]?.line).toBe(first);
  });

  test("a flow that fits is shown whole", () => {
    const made = picture(analyze(parse(OPEN)), 0, { around: 2 }, OPTIONS);
    expect([made.above, made.items.length, made.below]).toEqual([0, 3, 0]);
  });

  test("nothing to draw gives no source", () => {
    const empty = { source: "", items: [], above: 0, below: 0, first: 0 };
    expect(picture(analyze(parse("")), 0, { around: 0 }, OPTIONS)).toEqual(empty);
    expect(picture(analyze(parse('flow "f"\nclient C\n')), 0, { around: 0 }, OPTIONS)).toEqual(empty);
  });
});
