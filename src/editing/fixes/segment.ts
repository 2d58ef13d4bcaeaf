/** Changing parts of a segment line, and telling what its numbers are worth. */

import { evaluate } from "../../check/symbols.js";
import type { FlowTrace } from "../../check/trace.js";
import type { Expr, FlagName, Flow, NumberField, Segment, Span } from "../../language/ast.js";
import { insert, remove, replace, type TextEdit } from "../../language/edits.js";
import { FLAG_NAMES } from "../../language/words.js";
import type { Num } from "../../tcp/number.js";

/** `seq=VALUE` in place of a number field; a name given beside the number stays. */
export function writeField(field: NumberField, value: string): TextEdit {
  const { alias, span } = field.value;
  if (alias !== null) return replace({ start: alias.span.end, end: span.end }, `=${value}`);
  return replace(span, value);
}

/** The flags of a segment, written anew. NONE and `?` give way to them. */
export function writeFlags(segment: Segment, flags: readonly FlagName[]): TextEdit {
  const words = flags.join("+");
  const { none, blank, span } = segment.flags;
  const place = none ?? blank ?? wordsSpan(segment) ?? span;
  if (place !== null) return replace(place, words);
  return insert(bodyStart(segment), `${words} `);
}

function wordsSpan({ flags: { words } }: Segment): Span | null {
  const first = words[0];
  const last = words.at(-1);
  return first === undefined || last === undefined ? null : { start: first.span.start, end: last.span.end };
}

export function flagsOf(segment: Segment): readonly FlagName[] {
  return segment.flags.names;
}

/** With one flag more, ACK last where it goes with another, as it is usually written. */
export function withFlag(segment: Segment, flag: FlagName): readonly FlagName[] {
  const flags = flagsOf(segment);
  if (flags.includes(flag)) return flags;
  return flag === "ACK" ? [...flags, flag] : [flag, ...flags];
}

export function withoutFlag(segment: Segment, flag: FlagName): readonly FlagName[] {
  return flagsOf(segment).filter((word) => word !== flag);
}

/** `SYN+ACK` as flags; what is none is passed over. */
export function flagsIn(text: string): readonly FlagName[] {
  return text.split("+").flatMap((word) => FLAG_NAMES.filter((name) => name === word));
}

/** Where the first flag or field stands, or would. */
function bodyStart(segment: Segment): number {
  const { seq, ack, len, win, urg, mss, wscale, sack, ts, tfo, payload, caption, sackok } = segment;
  const spans = [seq, ack, len, win, urg, mss, wscale, sack, ts, tfo, payload, caption].map((f) => f?.span);
  const starts = [...spans, sackok ?? undefined].flatMap((span) => (span === undefined ? [] : [span.start]));
  return Math.min(segment.span.end, ...starts);
}

/** Points the arrow of a segment elsewhere, or makes it another kind. */
export function writeArrow(segment: Segment, kind: Segment["arrow"]["kind"]): TextEdit {
  const reversed = { "->": "<-", "-x": "x-", "~>": "<~" } as const;
  return replace(segment.arrow.span, segment.arrow.reversed ? reversed[kind] : kind);
}

export function turnRound(segment: Segment): TextEdit {
  const { arrow } = segment;
  const turned = { "->": "<-", "-x": "x-", "~>": "<~" } as const;
  return replace(arrow.span, arrow.reversed ? arrow.kind : turned[arrow.kind]);
}

/** What a sum is worth when the flow is over; null where a symbol in it has no value. */
export function worth(trace: FlowTrace, expr: Expr): Num | null {
  const { all, order, lengthNames } = trace.symbols;
  const symbols = { all, order, lengthNames } as Parameters<typeof evaluate>[1];
  const { value, unknown } = evaluate(trace.numbers, symbols, expr);
  return unknown === "" ? trace.numbers.resolve(value) : null;
}

/** A letter that the flow does not use yet. */
export function freshSymbol(trace: FlowTrace, wanted: readonly string[]): string {
  const used = namesIn(trace.flow);
  return [...wanted, ..."xyuvwpqrstabcdefghijklmnoz"].find((name) => !used.has(name)) ?? `${wanted[0]}2`;
}

function namesIn(flow: Flow): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { expr } of exprsOf(flow)) {
    if (expr.alias !== null) names.add(expr.alias.name);
    for (const term of expr.terms) if (term.kind === "symbol") names.add(term.name);
  }
  return names;
}

/** A sum in the text: whose octets it numbers, or that it counts some. */
export interface WrittenSum {
  readonly expr: Expr;
  readonly line: number;
  readonly use: "seq" | "ack" | "len" | "sack" | "isn" | "snd" | "rcv" | "amount";
  /** The sender, the declared endpoint, or the one that does it. */
  readonly owner: string;
  readonly peer: string | null;
}

/** Every sum of a flow, in text order of the lines. */
export function exprsOf(flow: Flow): readonly WrittenSum[] {
  const places: WrittenSum[] = [];
  for (const statement of flow.statements) {
    const { line } = statement;
    if (statement.type === "segment") {
      const { seq, ack, len, sack, from, to } = statement;
      const own = { line, owner: from.name, peer: to.name };
      if (seq !== null) places.push({ ...own, use: "seq", expr: seq.value });
      if (ack !== null) places.push({ ...own, use: "ack", expr: ack.value });
      if (len !== null) places.push({ ...own, use: "len", expr: len.value });
      for (const { left, right } of sack?.blocks ?? []) {
        places.push({ ...own, use: "sack", expr: left }, { ...own, use: "sack", expr: right });
      }
    } else if (statement.type === "endpoint") {
      for (const attribute of statement.attributes) {
        if (attribute.key !== "isn" && attribute.key !== "snd" && attribute.key !== "rcv") continue;
        places.push({
          line,
          owner: statement.name.name,
          peer: null,
          use: attribute.key,
          expr: attribute.value,
        });
      }
    } else if (statement.type === "local" && "amount" in statement.what && statement.what.amount !== null) {
      const owner = statement.subjects[0]?.name.name ?? "";
      places.push({ line, owner, peer: null, use: "amount", expr: statement.what.amount });
    }
  }
  return places;
}

/** Each place where a symbol stands within a sum. */
export function symbolSpans(expr: Expr, symbol: string): readonly Span[] {
  const named = expr.alias !== null && expr.alias.name === symbol ? [expr.alias.span] : [];
  const terms = expr.terms.flatMap((term) => {
    if (term.kind !== "symbol" || term.name !== symbol) return [];
    // The span of a term may begin with its sign.
    return [{ start: term.span.end - symbol.length, end: term.span.end }];
  });
  return [...named, ...terms];
}

export function removeField(text: string, span: Span): TextEdit {
  let start = span.start;
  while (start > 0 && " \t,".includes(text.charAt(start - 1))) start--;
  return remove(start, span.end);
}
