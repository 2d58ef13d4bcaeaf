/** Writing down what the tool computes, and leaving to it what it can compute. */

import type { FlowTrace, Step } from "../../check/trace.js";
import type { Document, Segment } from "../../language/ast.js";
import { insert, type TextEdit } from "../edits.js";
import { removeLines } from "../fixes/lines.js";
import { removeField, say } from "../fixes/segment.js";

/** A number that is not written on a segment line, and where it would stand. */
export interface Unwritten {
  readonly name: "seq" | "ack";
  readonly value: string;
  readonly at: number;
  /** What to put there: the field, with the blanks that part it from its neighbours. */
  readonly text: string;
}

/** The seq and ack of a segment that the flow has words for and its line does not write. */
export function unwritten(trace: FlowTrace, step: Step): readonly Unwritten[] {
  const { statement, segment } = step;
  if (statement.type !== "segment" || segment === null || segment.fate === "void") return [];
  const found: Unwritten[] = [];
  for (const name of ["seq", "ack"] as const) {
    if (statement[name] !== null) continue;
    const value = say(trace, segment[name], step);
    if (value === null) continue;
    const place = placeFor(statement, name);
    const field = `${name}=${value}`;
    found.push({ name, value, at: place.at, text: place.before ? `${field} ` : ` ${field}` });
  }
  return found;
}

/** Behind the flags, ack behind seq; before everything else where there are no flags. */
function placeFor(s: Segment, name: "seq" | "ack"): { readonly at: number; readonly before: boolean } {
  const flags = s.flags.span ?? s.flags.none ?? s.flags.blank;
  if (name === "ack" && s.seq !== null) return { at: s.seq.span.end, before: false };
  if (name === "seq" && s.ack !== null && (flags === null || s.ack.span.start < flags.start)) {
    return { at: s.ack.span.start, before: true };
  }
  if (flags !== null) return { at: flags.end, before: false };
  const fields = [s.ack, s.len, s.payload, s.win, s.urg, s.ts, s.sack, s.caption];
  const starts = fields.flatMap((field) => (field === null ? [] : [field.span.start]));
  return starts.length === 0 ? { at: s.span.end, before: false } : { at: Math.min(...starts), before: true };
}

/** Two numbers at one place are one insertion, seq first. */
export function writeOut(trace: FlowTrace, first = 0, last = Number.POSITIVE_INFINITY): readonly TextEdit[] {
  const texts = new Map<number, string>();
  for (const step of trace.steps) {
    if (step.line < first || step.line > last) continue;
    for (const { at, text } of unwritten(trace, step)) texts.set(at, (texts.get(at) ?? "") + text);
  }
  return [...texts].map(([at, text]) => insert(at, text));
}

/** Every seq and ack that follows from the rest; what names a number, or chooses one, stays. */
export function removeNumbers(trace: FlowTrace, text: string): readonly TextEdit[] {
  const naming = new Set([...trace.symbols.all.values()].map(({ span }) => span.start));
  const started = new Set<string>();
  return trace.steps.flatMap(({ statement, segment }) => {
    if (statement.type !== "segment" || segment === null || statement.old !== null) return [];
    const free = !started.has(segment.from);
    started.add(segment.from);
    return [statement.seq, statement.ack].flatMap((field) => {
      if (field === null || field.value.blank || (free && field === statement.seq)) return [];
      const names = field.value.alias !== null || naming.has(field.value.span.start);
      return names ? [] : [removeField(text, field.span)];
    });
  });
}

/** The lines that claim a state, where a segment or an event stands before them. */
export function removeStates(trace: FlowTrace, document: Document): readonly TextEdit[] {
  const first = trace.steps.findIndex(({ kind }) => kind === "segment" || kind === "event");
  return trace.steps
    .filter(({ kind, index, statement }) => kind === "claim" && index > first && isPlainClaim(statement))
    .map(({ line }) => removeLines(document, line));
}

/** `C: S1 -> S2` may stand for a timeout. */
function isPlainClaim(statement: Step["statement"]): boolean {
  if (statement.type !== "local" || statement.what.kind !== "state") return false;
  return statement.what.to.state !== null && statement.what.to.state !== "CLOSED";
}
