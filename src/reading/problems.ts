/** What is left to do in a document: errors, warnings, blanks. */

import type { Analysis } from "../check/trace.js";
import { blanksOf } from "../exercise/blanks.js";
import type { Span } from "../language/ast.js";

export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly blanks: number;
}

export function counts(analysis: Analysis): Counts {
  const findings = analysis.findings;
  return {
    errors: findings.filter((f) => f.severity === "error").length,
    warnings: findings.filter((f) => f.severity === "warning").length,
    blanks: blankSpans(analysis).length,
  };
}

/** The next error or blank after this offset, else the next warning, from the top again at the end; null if there is none. */
export function nextProblem(analysis: Analysis, after: number): Span | null {
  const findings = analysis.findings;
  const grave = findings.filter((f) => f.severity === "error").map((f) => f.span);
  const first = [...grave, ...blankSpans(analysis)];
  const spans =
    first.length > 0 ? first : findings.filter((f) => f.severity === "warning").map((f) => f.span);
  spans.sort((a, b) => a.start - b.start);
  return spans.find((span) => span.start > after) ?? spans[0] ?? null;
}

function blankSpans({ document }: Analysis): Span[] {
  return document.flows.flatMap((flow) => blanksOf(flow, document.text).map(({ span }) => span));
}
