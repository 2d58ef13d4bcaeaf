/** A change of one line, and the parts that all mistakes are made of. */

import { type Line, modulo, type SegmentLine, type Sum, type Term } from "./lines.js";
import type { Random } from "./random.js";
import type { WrittenFlow } from "./write.js";

export interface Change {
  readonly lines: readonly Line[];
  readonly at: number;
  readonly what: string;
}

export function indices(flow: WrittenFlow, test: (line: Line, at: number) => boolean): number[] {
  return flow.lines.flatMap((line, i) => (test(line, i) ? [i] : []));
}

export const pick = (r: Random, list: readonly number[]): number | null =>
  list.length === 0 ? null : r.pick(list);

export function pickSegment(
  flow: WrittenFlow,
  r: Random,
  test: (line: SegmentLine, at: number) => boolean,
): number | null {
  return pick(
    r,
    indices(flow, ({ content: c }, i) => c.kind === "segment" && test(c, i)),
  );
}

export const segmentAt = (flow: WrittenFlow, at: number): SegmentLine =>
  (flow.lines[at] as Line).content as SegmentLine;

export function withLine(flow: WrittenFlow, at: number, content: Line["content"]): readonly Line[] {
  return flow.lines.map((line, i) => (i === at ? { ...line, content } : line));
}

export function replace(flow: WrittenFlow, at: number, content: SegmentLine, what: string): Change {
  return { lines: withLine(flow, at, content), at, what };
}

/** The sum with an integer added to its last plain term, as a writer would have miscounted. */
export function addNumber(sum: Sum, amount: number): Sum {
  const at = sum.map((term) => term.symbol === null).lastIndexOf(true);
  if (at < 0) return [...sum, { sign: amount < 0 ? -1 : 1, symbol: null, value: Math.abs(amount) }];
  const term = sum[at] as Term;
  const value = term.sign * term.value + amount;
  const alone = at === 0;
  const next: Term = alone
    ? { sign: 1, symbol: null, value: modulo(value) }
    : { sign: value < 0 ? -1 : 1, symbol: null, value: Math.abs(value) };
  if (next.value === 0 && sum.length > 1) return sum.filter((_, i) => i !== at);
  return sum.map((t, i) => (i === at ? next : t));
}
