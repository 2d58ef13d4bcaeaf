/**
 * The number that belongs in the place of a wrong one. Whoever speaks of it (a message, a hover, a fix) takes it
 * from the finding, so that there are no two of them.
 */

import type { Span } from "../language/ast.js";
import { overlap } from "../language/text.js";
import type { Code, FindingArgs } from "./codes.js";
import type { Finding, Step } from "./trace.js";

export type NumberName = "seq" | "ack" | "len";

/** The codes that call a single number wrong, and say in `expected` what belongs there. */
const EXPECTING: { readonly [C in Code]?: readonly NumberName[] } = {
  "seq-wrong": ["seq"],
  "isn-reused": ["seq", "ack"],
  "isn-not-beyond": ["seq"],
  "ack-beyond": ["ack"],
  "ack-not-arrived": ["ack"],
  "ack-behind": ["ack"],
  "ack-foreign": ["ack"],
  "len-wrong": ["len"],
  "symbol-unknown": ["seq", "ack", "len"],
};

/** What a finding says belongs in a field of its segment; null where it says nothing of it. */
export function expectedBy({ args, code }: Pick<Finding, "args" | "code">, name: NumberName): string | null {
  if (code === "seq-ack-swapped") return name === "len" ? null : (args as FindingArgs[typeof code])[name];
  if (EXPECTING[code]?.includes(name) !== true) return null;
  return (args as { readonly expected: string }).expected;
}

/** What belongs in a field that is wrong; null where nobody says that it is. */
export function expectedAt(step: Step, name: NumberName): string | null {
  const claim = step.statement.type === "segment" ? step.statement[name] : null;
  if (claim === null) return null;
  for (const finding of step.findings) {
    if (finding.severity !== "error" || !overlap(finding.span, claim.span)) continue;
    const expected = expectedBy(finding, name);
    if (expected !== null) return expected;
  }
  return null;
}

/** An error stands on this place or a part of it, and not on the whole line. */
export function isWrongAt({ findings, statement }: Step, span: Span): boolean {
  return findings.some(
    (finding) =>
      finding.severity === "error" && overlap(finding.span, span) && !covers(finding.span, statement.span),
  );
}

function covers(a: Span, b: Span): boolean {
  return a.start <= b.start && b.end <= a.end;
}
