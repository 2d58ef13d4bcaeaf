/** One pair as the referee knows it, and the numbers that its lines settle. */

import type { Decide } from "./choices.js";
import type { End, Packet, Side } from "./endpoint.js";
import { type Start, startingEnds } from "./exchange.js";
import { modulo, type Sum } from "./lines.js";
import type { Random } from "./random.js";

/** What all pairs of a flow share. */
export interface Shared {
  readonly random: Random;
  readonly decide: Decide;
  readonly env: Map<string, number>;
  readonly determined: Set<string>;
  readonly firstUse: Map<string, number>;
  line: number;
}

/** One pair. */
export interface Reader extends Omit<Shared, "line"> {
  readonly shared: Shared;
  readonly ends: [End, End];
  /** The number of offset 0 of each side; null while no number written tells it. */
  readonly base: [number | null, number | null];
  /** The highest offset of each side; null before it sent its first SYN. */
  readonly tops: [number | null, number | null];
  readonly rto: [boolean, boolean];
  readonly queued: [boolean, boolean];
  /** CLOSE was said, and the FIN is not sent yet. */
  readonly closing: [boolean, boolean];
  readonly flight: Map<string, { readonly from: Side; readonly packet: Packet }>;
  readonly undelivered: string[];
  readonly offers: readonly [Offer, Offer];
  begun: boolean;
}

export interface Offer {
  scale: number | null;
  sack: boolean;
  stamps: number[];
  stamped: boolean;
}

export function newReader(shared: Shared, start: Start): Reader {
  const midway = start === "established" || start === "half-closed";
  return {
    ...shared,
    shared,
    ends: startingEnds(start, shared.decide),
    base: [null, null],
    tops: midway ? [1, 1] : [null, null],
    rto: [false, false],
    queued: [false, false],
    closing: [false, false],
    flight: new Map(),
    undelivered: [],
    offers: [newOffer(), newOffer()],
    begun: false,
  };
}

const newOffer = (): Offer => ({ scale: null, sack: false, stamps: [], stamped: false });

/** The sum of what is known, and the symbol that is not; null where there are two of these. */
function evaluate(
  reader: Reader,
  sum: Sum,
): {
  readonly value: number;
  readonly unknown: { readonly symbol: string; readonly sign: 1 | -1 } | null;
} | null {
  let value = 0;
  let unknown: { readonly symbol: string; readonly sign: 1 | -1 } | null = null;
  for (const term of sum) {
    if (term.symbol === null) {
      value += term.sign * term.value;
      continue;
    }
    if (!reader.firstUse.has(term.symbol)) reader.firstUse.set(term.symbol, reader.shared.line);
    const known = reader.env.get(term.symbol);
    if (known !== undefined) value += term.sign * known;
    else if (unknown === null) unknown = { symbol: term.symbol, sign: term.sign };
    else return null;
  }
  return { value, unknown };
}

/**
 * The offset that a written number has in `space`. A new symbol, and a number where nothing is known
 * yet, mean the expected one. NaN: two new symbols.
 */
export function place(
  reader: Reader,
  space: Side,
  sum: Sum,
  expected: number,
  field: "seq" | "ack" | null,
): number {
  const known = evaluate(reader, sum);
  if (known === null) return Number.NaN;
  let { value } = known;
  const { unknown } = known;
  const base = reader.base[space];
  if (unknown !== null) {
    const solved = base === null ? reader.random.int(0, 2 ** 32 - 1) : base + expected - value;
    reader.env.set(unknown.symbol, modulo(unknown.sign * solved));
    value += unknown.sign * modulo(unknown.sign * solved);
  }
  if (base === null) {
    reader.base[space] = modulo(value - expected);
    return expected;
  }
  if (unknown !== null) return expected;
  if (field !== null) reader.determined.add(`${reader.shared.line}:${field}`);
  return expected + distance(value - base - expected);
}

/** In sequence space, as a signed 32-bit number. */
const distance = (difference: number): number => modulo(difference) | 0;

/** A number that is free: what is written stands, a new symbol is some number beyond. */
export function choose(reader: Reader, space: Side, sum: Sum, reference: number): number {
  const known = evaluate(reader, sum);
  if (known === null) return Number.NaN;
  const { unknown } = known;
  const base = reader.base[space];
  if (unknown !== null) {
    const offset = base === null ? reference : reference + far(reader);
    const start = base ?? reader.random.int(0, 2 ** 32 - 1);
    reader.base[space] = start;
    reader.env.set(unknown.symbol, modulo(unknown.sign * (start + offset - known.value)));
    return offset;
  }
  if (base === null) {
    reader.base[space] = modulo(known.value - reference);
    return reference;
  }
  return reference + distance(known.value - base - reference);
}

/** How far a connection begins beyond what was used before. */
export const far = (reader: Reader): number => reader.random.int(10_000, 1_000_000_000);
