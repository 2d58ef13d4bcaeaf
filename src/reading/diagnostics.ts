/** The findings of an analysis as an editor shows them. */

import type { Code, Severity } from "../check/codes.js";
import type { Analysis } from "../check/trace.js";
import { diagnosticPage, explainFinding, explainRelated } from "../explain/diagnostic.js";
import type { Span } from "../language/ast.js";
import type { Locale } from "../messages/locale.js";
import { begunFlow } from "./hover/target.js";

export interface PlainDiagnostic {
  readonly span: Span;
  readonly severity: Severity;
  readonly code: Code;
  readonly message: string;
  readonly related: readonly { readonly span: Span; readonly message: string }[];
  /** The page on the code, below the extension's folder: `docs/diagnostics.md#ack-behind`. */
  readonly href: string;
}

/** `linesAbove`: of a flow within another file, how many of that file's lines stand above it. */
export function diagnostics(analysis: Analysis, locale: Locale, linesAbove = 0): PlainDiagnostic[] {
  return analysis.findings.map((finding) => {
    const words = explainFinding(finding, locale, linesAbove);
    return {
      span: finding.span,
      severity: finding.severity,
      code: finding.code,
      message:
        begunFlow(analysis.document, finding.span.start)?.kind === "exercise" ? words.guarded : words.message,
      related: finding.related.map(({ span, reason }) => ({ span, message: explainRelated(reason, locale) })),
      href: diagnosticPage(finding.code, locale),
    };
  });
}
