/** The numbers of a segment that its line leaves out. */

import type { Segment } from "../language/ast.js";
import { expressAt } from "./express.js";
import type { FlowTrace, Step } from "./trace.js";

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
    const value = expressAt(trace, segment[name], step);
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
