/** The mistakes that are planted in an exercise. */

import { analyzeFlow } from "../check/analyze.js";
import type { Finding } from "../check/trace.js";
import type { Statement } from "../language/ast.js";
import { parse } from "../language/parser.js";
import type { FlowText } from "./align.js";

/** A line with a mistake on it. */
export interface Planted {
  readonly statement: Statement;
  readonly findings: readonly Finding[];
}

/** The lines on which the check finds an error; the student is told only how many there are. */
export function planted({ flow, text }: FlowText): readonly Planted[] {
  const trace = analyzeFlow({ ...parse(""), text }, flow);
  const errors = trace.findings.filter(({ severity }) => severity === "error");
  return flow.statements.flatMap((statement) => {
    const findings = errors.filter(({ line }) => line === statement.line);
    return findings.length === 0 && statement.type !== "broken" ? [] : [{ statement, findings }];
  });
}

/** The lines with an error, each once. */
export function errorsOf(text: string): readonly number[] {
  const document = parse(text);
  const flow = document.flows[0];
  if (flow === undefined) return [];
  const lines = new Set(document.problems.map(({ line }) => line));
  for (const { severity, line } of analyzeFlow(document, flow).findings)
    if (severity === "error") lines.add(line);
  return [...lines].sort((a, b) => a - b);
}
