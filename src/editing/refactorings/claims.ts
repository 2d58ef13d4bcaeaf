/** Writing down what the tool computes, and leaving to it what it can compute. */

import type { FlowTrace, Step } from "../../check/trace.js";
import { unwritten } from "../../check/unwritten.js";
import type { Document } from "../../language/ast.js";
import { insert, type TextEdit } from "../../language/edits.js";
import { removeLines } from "../../language/line-edits.js";
import { removeField } from "../fixes/segment.js";

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
    const fields = free ? [statement.ack] : [statement.seq, statement.ack];
    return fields.flatMap((field) => {
      if (field === null || field.value.blank) return [];
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
