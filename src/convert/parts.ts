/** A text in parts, each with what reads it; and parts of one drawing that words stand between. */

import type { DrawnFlow } from "./drawn.js";
import type { Notation, SourceReading } from "./reader.js";

/** The surest reading of some lines. */
export interface Best {
  readonly notation: Notation;
  readonly reading: SourceReading;
}

/** Lines one after the other that a reading was taken from, or that nobody reads. */
export interface Part {
  /** The first of its lines in the whole text. */
  readonly first: number;
  readonly lines: readonly string[];
  readonly best: Best | null;
}

export function shifted(reading: SourceReading, by: number): SourceReading {
  if (by === 0) return reading;
  return {
    ...reading,
    lines: new Set([...reading.lines].map((line) => line + by)),
    ...(reading.comments === undefined
      ? {}
      : { comments: new Map([...reading.comments].map(([line, text]) => [line + by, text])) }),
    flows: reading.flows.map((flow) => {
      const moved = <T extends { readonly line: number }>(list: readonly T[]): readonly T[] =>
        list.map((one) => ({ ...one, line: one.line + by }));
      return flow.kind === "drawn"
        ? { ...flow, statements: moved(flow.statements) }
        : { ...flow, segments: moved(flow.segments), events: moved(flow.events ?? []) };
    }),
  };
}

/** More words than these between two drawings tell a story of their own. */
const MOST_BETWEEN = 2;

/** A drawing that goes on below a line or two of words is one: its second part begins with an answer. */
export function joined(parts: readonly Part[]): readonly Part[] {
  const result: Part[] = [];
  for (const part of parts) {
    const at = result.findLastIndex(({ best }) => best !== null);
    const before = result[at];
    const between = result.slice(at + 1);
    const whole = before === undefined ? null : together(before, between, part);
    if (whole === null) result.push(part);
    else result.splice(at, result.length - at, whole);
  }
  return result;
}

function together(first: Part, between: readonly Part[], second: Part): Part | null {
  const [one, other] = [flowIn(first), flowIn(second)];
  if (first.best === null || second.best === null || one === null || other === null) return null;
  const words = between.flatMap(({ lines }) => lines).filter((line) => line.trim() !== "");
  if (first.best.notation !== second.best.notation) return null;
  if (words.length > MOST_BETWEEN && !isNext(one, other)) return null;
  const known = new Set(one.ends.map(({ key }) => key));
  if (!other.ends.every(({ key }) => known.has(key)) || !answers(one, other)) return null;
  const moved = shifted(second.best.reading, second.first - first.first);
  const [flow] = moved.flows;
  if (flow?.kind !== "drawn") return null;
  const { reading, notation } = first.best;
  return {
    first: first.first,
    lines: [...first.lines, ...between.flatMap(({ lines }) => lines), ...second.lines],
    best: {
      notation,
      reading: {
        ...reading,
        lines: new Set([...reading.lines, ...moved.lines]),
        flows: [{ ...one, statements: [...one.statements, ...flow.statements] }],
      },
    },
  };
}

function flowIn({ best }: Part): DrawnFlow | null {
  const [flow, more] = best?.reading.flows ?? [];
  return best?.reading.unread == null && flow?.kind === "drawn" && more === undefined ? flow : null;
}

/** The handshake stops with a SYN or a SYN+ACK, and goes on with what answers that. */
function isNext(before: DrawnFlow, behind: DrawnFlow): boolean {
  const last = before.statements.findLast((one) => one.type === "segment");
  const next = behind.statements.find((one) => one.type === "segment");
  if (last?.type !== "segment" || next?.type !== "segment" || next.from !== last.to) return false;
  const answer = last.flags.includes("ACK") ? "ACK" : "SYN,ACK";
  return last.flags.includes("SYN") && next.flags.join() === answer;
}

/** It begins with a SYN+ACK, or, where the first has a SYN, with what neither opens nor closes. */
function answers(before: DrawnFlow, { statements }: DrawnFlow): boolean {
  const first = statements.find((one) => one.type === "segment");
  if (first?.type !== "segment") return false;
  if (first.flags.includes("SYN")) return first.flags.includes("ACK");
  const opens = before.statements.some((one) => one.type === "segment" && one.flags.includes("SYN"));
  return opens && !first.flags.includes("FIN");
}
