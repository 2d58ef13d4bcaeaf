/** The numbers of a flow in another form: plain, in letters, or counted from 0 as Wireshark does. */

import type { FlowTrace, Step } from "../../check/trace.js";
import { numberAt, textAt } from "../../language/at.js";
import { replace, type TextEdit } from "../../language/edits.js";
import type { Num } from "../../tcp/number.js";
import { plain } from "../../tcp/number.js";
import { exprsOf, freshSymbol, type WrittenSum, worth } from "../fixes/segment.js";

/** Every letter as a number: initial sequence numbers, lengths and what is not shown are chosen. */
export function toNumbers(trace: FlowTrace): readonly TextEdit[] {
  if (!exprsOf(trace.flow).some(({ expr }) => expr.terms.some(({ kind }) => kind === "symbol"))) return [];
  const chosen = new Map<number, number>();
  return exprsOf(trace.flow).flatMap(({ expr }) => {
    const value = worth(trace, expr);
    if (value === null || expr.blank || !expr.terms.some(({ kind }) => kind === "symbol")) return [];
    return [replace(expr.span, String(asPlain(trace, value, chosen)))];
  });
}

/** The first ones of RFC 9293, then ones that are as easily told apart. */
const STARTS: readonly number[] = [100, 300, 5000, 7000, 10_000, 20_000];
const OCTETS = 100;
const NOT_SHOWN = 1000;

function asPlain(trace: FlowTrace, value: Num, chosen: Map<number, number>): number {
  let sum = value.constant;
  const terms = value.terms ?? [];
  for (let i = 0; i < terms.length; i += 2) {
    const atom = numberAt(terms, i);
    sum += numberAt(terms, i + 1) * choose(trace, atom, chosen);
  }
  return sum >>> 0;
}

function choose({ numbers }: FlowTrace, atom: number, chosen: Map<number, number>): number {
  const known = chosen.get(atom);
  if (known !== undefined) return known;
  const kind = numbers.kindOf(atom);
  const starts = [...chosen.keys()].filter((other) => numbers.kindOf(other) === "base").length;
  const next =
    kind === "base" ? (STARTS[starts] ?? STARTS.length * starts) : kind === "elided" ? NOT_SHOWN : OCTETS;
  chosen.set(atom, next);
  return next;
}

/** Plain numbers as a letter for each side and what was sent since. */
export function toSymbols(trace: FlowTrace): readonly TextEdit[] {
  const origins = originsOf(trace);
  if (origins === null || origins.some((o) => o.terms !== null)) return [];
  const first = freshSymbol(trace, ["x", "p"]);
  const second = freshSymbol(
    trace,
    ["y", "q"].filter((name) => name !== first),
  );
  const letters = [first, second];
  return exprsOf(trace.flow).flatMap((place) => {
    const side = sideOf(trace, place);
    const value = worth(trace, place.expr);
    if (side === null || value === null || place.expr.blank) return [];
    const text = sinceOrigin(trace, value, origins[side] as Num, textAt(letters, side));
    return text === null ? [] : [replace(place.expr.span, text)];
  });
}

/** Counted from the initial sequence number of each side. */
export function relative(trace: FlowTrace): readonly TextEdit[] {
  const origins = originsOf(trace);
  if (origins === null || origins.every((o) => o.terms === null && o.constant === 0)) return [];
  return exprsOf(trace.flow).flatMap((place) => {
    const side = sideOf(trace, place);
    const value = worth(trace, place.expr);
    if (side === null || value === null || place.expr.blank) return [];
    const text = sinceOrigin(trace, value, origins[side] as Num, "");
    return text === null ? [] : [replace(place.expr.span, text)];
  });
}

/** Where each side's numbers begin; null where the flow has not exactly two ends. */
function originsOf(trace: FlowTrace): readonly [Num, Num] | null {
  if (trace.connections.length !== 1) return null;
  const found = (["a", "b"] as const).map((side) => {
    for (const step of trace.steps) {
      const origin = originIn(step, side);
      if (origin !== null) return trace.numbers.resolve(origin);
    }
    return null;
  });
  const [a, b] = found;
  return a === null || a === undefined || b === null || b === undefined ? null : [a, b];
}

function originIn({ before, after }: Step, side: "a" | "b"): Num | null {
  return after?.[side].iss ?? before?.[side].sndNxt ?? after?.[side].sndNxt ?? null;
}

/** Whose octets a sum numbers: 0 for the first end; null for a length. */
function sideOf(trace: FlowTrace, { use, owner }: WrittenSum): 0 | 1 | null {
  const pair = trace.connections[0];
  if (pair === undefined || use === "len" || use === "amount") return null;
  const own = pair.a === owner ? 0 : 1;
  const peers = use === "ack" || use === "sack" || use === "rcv";
  return peers ? (own === 0 ? 1 : 0) : own;
}

/** `value` as `letter+k`; null where it lies before the origin, or on something that nobody has named. */
function sinceOrigin(trace: FlowTrace, value: Num, origin: Num, letter: string): string | null {
  const gap = trace.numbers.resolve(trace.numbers.subtract(value, origin));
  if (trace.numbers.hasBase(gap) || (gap.constant | 0) < 0) return null;
  const names: string[] = [];
  const terms = gap.terms ?? [];
  for (let i = 0; i < terms.length; i += 2) {
    const name = trace.symbols.lengthNames.get(terms[i] ?? -1);
    const times = numberAt(terms, i + 1);
    if (name === undefined || times < 0) return null;
    for (let n = 0; n < times; n++) names.push(name);
  }
  const constant = plain(gap.constant).constant;
  const parts = [letter, ...names].filter((part) => part !== "");
  if (constant > 0 || parts.length === 0) parts.push(String(constant));
  return parts.join("+");
}
