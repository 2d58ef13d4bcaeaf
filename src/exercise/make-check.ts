/** What an exercise is made of is tried out by the one analysis, as a plain flow. */

import { isRefuted } from "../check/analyze.js";
import type { FlowTrace } from "../check/trace.js";
import type { Document } from "../language/ast.js";
import { parse } from "../language/parser.js";
import { exerciseOf, fillIn, newTroubles, type Variant } from "./variant.js";

/** A text with one flow in it, and what the analysis makes of it. */
export interface Checked {
  readonly text: string;
  readonly document: Document;
  readonly trace: FlowTrace;
  readonly variant: Variant;
}

/** null where the text has no flow, or more than one. */
export function checked(text: string): Checked | null {
  const document = parse(text);
  const flow = document.flows[0];
  if (flow === undefined || document.flows.length !== 1) return null;
  const variant = fillIn(exerciseOf(document, flow), new Map());
  return { text, document, trace: variant.trace, variant };
}

/** Nothing speaks against the text, as the judge would have it, that does not speak against the source. */
export function holds(text: string, source: Checked): boolean {
  const wrong = source.variant.troubles.some(({ finding }) => (finding?.severity ?? "error") === "error");
  if (!wrong && isFoundWrong(text)) return false;
  const made = checked(text);
  return made !== null && newTroubles(made.variant, source.variant).length === 0;
}

function isFoundWrong(text: string): boolean {
  const document = parse(text);
  return document.flows.some((flow) => isRefuted(document, flow));
}

/** Nothing is wrong, nothing to warn of, nothing left open, no letter turns out to be a number. */
export function isCleanText(text: string): boolean {
  const trace = checked(text)?.trace;
  if (
    trace === undefined ||
    trace.undecided > 0 ||
    trace.flow.statements.some(({ type }) => type === "broken")
  )
    return false;
  return !trace.findings.some(
    ({ severity, code }) =>
      severity === "error" || severity === "warning" || code === "symbol-becomes-number",
  );
}
