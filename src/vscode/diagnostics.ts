/** Squiggles: at once when a document opens, soon after the last key while typing. */

import * as vscode from "vscode";
import type { Severity } from "../check/codes.js";
import { diagnostics, type PlainDiagnostic } from "../reading/diagnostics.js";
import { type Feedback, withoutRepeats } from "../teaching/told.js";
import { analysisOf, disposeAll, LANGUAGE, localeOf, rangeOf } from "./analyses.js";
import { linesAbove } from "./block-document.js";
import { flowsIn, mayHoldFlows } from "./blocks.js";
import { Delay } from "./delay.js";
import type { FeedbackView } from "./exercise-feedback.js";
import { isForReading } from "./files.js";
import { pageUri } from "./pages.js";

const TYPING_PAUSE = 150;

export function registerDiagnostics(
  feedback: FeedbackView,
  { extensionUri }: vscode.ExtensionContext,
): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection(LANGUAGE);
  const delays = new Map<string, Delay>();

  const show = (document: vscode.TextDocument) => {
    // The mistakes that a page of ours shows are nobody's problem.
    if (document.isClosed || isForReading(document.uri, extensionUri)) return;
    const flows = flowsIn(document);
    if (flows.length === 0 && !collection.has(document.uri)) return;
    collection.set(
      document.uri,
      flows.flatMap((flow) => diagnosticsOf(flow, feedback.of(flow))),
    );
  };
  const showSoon = (document: vscode.TextDocument) => {
    const key = document.uri.toString();
    const delay = delays.get(key) ?? new Delay(TYPING_PAUSE);
    delays.set(key, delay);
    delay.run(() => show(document));
  };
  const forget = (document: vscode.TextDocument) => {
    const key = document.uri.toString();
    delays.get(key)?.cancel();
    delays.delete(key);
    collection.delete(document.uri);
  };

  vscode.workspace.textDocuments.forEach(show);
  return disposeAll(
    collection,
    feedback.onDidChange(show),
    vscode.workspace.onDidOpenTextDocument(show),
    vscode.workspace.onDidCloseTextDocument(forget),
    vscode.workspace.onDidChangeTextDocument((change) => {
      if (mayHoldFlows(change.document) && change.contentChanges.length > 0) showSoon(change.document);
    }),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(LANGUAGE)) vscode.workspace.textDocuments.forEach(show);
    }),
    {
      dispose: () => {
        for (const delay of delays.values()) delay.cancel();
      },
    },
  );
}

function diagnosticsOf(document: vscode.TextDocument, told: readonly Feedback[]): vscode.Diagnostic[] {
  const locale = localeOf(document);
  const overrides = severityOverrides(document);
  const found = diagnostics(analysisOf(document), locale, linesAbove(document));
  return withoutRepeats(found, told).flatMap((plain) => {
    const severity = overrides.get(plain.code) ?? plain.severity;
    return severity === "off" ? [] : [toDiagnostic(document, plain, SEVERITIES[severity])];
  });
}

function toDiagnostic(
  document: vscode.TextDocument,
  plain: PlainDiagnostic,
  severity: vscode.DiagnosticSeverity,
): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(rangeOf(document, plain.span), plain.message, severity);
  diagnostic.source = LANGUAGE;
  diagnostic.code = { value: plain.code, target: pageUri(plain.href) };
  diagnostic.relatedInformation = plain.related.map(
    (related) =>
      new vscode.DiagnosticRelatedInformation(
        new vscode.Location(document.uri, rangeOf(document, related.span)),
        related.message,
      ),
  );
  return diagnostic;
}

const SEVERITIES: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** Code → level, as the user set it; what is no level is passed over. */
export function severityOverrides(
  document?: vscode.ConfigurationScope,
): ReadonlyMap<string, Severity | "off"> {
  const setting = vscode.workspace.getConfiguration(LANGUAGE, document).get<unknown>("diagnostics.severity");
  const entries: [string, unknown][] =
    typeof setting === "object" && setting !== null ? Object.entries(setting) : [];
  return new Map(entries.flatMap(([code, level]) => (isLevel(level) ? [[code, level] as const] : [])));
}

function isLevel(level: unknown): level is Severity | "off" {
  return level === "off" || (typeof level === "string" && Object.hasOwn(SEVERITIES, level));
}
