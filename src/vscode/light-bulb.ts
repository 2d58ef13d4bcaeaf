/** What stands in the light bulb: quick fixes, conversions, refactorings, and all that is safe as a source action. */

import * as vscode from "vscode";
import { conversions } from "../editing/conversion-actions.js";
import { fixAll } from "../editing/fix-all.js";
import { fixes } from "../editing/fixes.js";
import { isSound, refactorings } from "../editing/refactorings.js";
import type { Span } from "../language/ast.js";
import type { TextEdit } from "../language/edits.js";
import { refactoringTexts } from "../messages/refactorings.js";
import { FIX_ALL } from "./action-kinds.js";
import { analysisOf, localeOf, rangeOf } from "./analyses.js";
import { editOf } from "./block-document.js";
import { tell } from "./tell.js";

export function codeActions(
  document: vscode.TextDocument,
  range: vscode.Range,
  { only, diagnostics, triggerKind }: vscode.CodeActionContext,
): vscode.CodeAction[] {
  const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  const wants = (kind: vscode.CodeActionKind): boolean => only === undefined || only.intersects(kind);
  // Rewriting is tried out first, so it waits until somebody asks.
  const asked = only !== undefined || triggerKind === vscode.CodeActionTriggerKind.Invoke;
  return [
    ...(wants(vscode.CodeActionKind.QuickFix) ? quickFixes(document, span, diagnostics) : []),
    ...(asked && wants(vscode.CodeActionKind.RefactorRewrite) ? rewritings(document, span) : []),
    ...(only !== undefined && wants(FIX_ALL) ? everything(document) : []),
  ];
}

/** What was too long to try before it was offered is tried now that it is chosen. */
export function resolveAction(chosen: vscode.CodeAction): vscode.CodeAction {
  untried.get(chosen)?.();
  return chosen;
}

function quickFixes(
  document: vscode.TextDocument,
  span: Span,
  shown: readonly vscode.Diagnostic[],
): vscode.CodeAction[] {
  const analysis = analysisOf(document);
  const locale = localeOf(document);
  const found = fixes(analysis, span, locale).map((fix) => {
    const made = action(document, fix.title, vscode.CodeActionKind.QuickFix, fix.edits);
    const range = rangeOf(document, fix.finding.span);
    made.diagnostics = shown.filter((one) => codeOf(one) === fix.code && one.range.isEqual(range));
    made.isPreferred = fix.preferred;
    return made;
  });
  const converted = conversions(analysis, span, locale).map(({ title, edits, preferred }) => {
    const made = action(document, title, vscode.CodeActionKind.QuickFix, edits);
    made.diagnostics = shown.filter((one) => FOREIGN.has(codeOf(one)));
    made.isPreferred = preferred;
    return made;
  });
  // A drawing is converted as a whole, and not fixed line by line.
  if (converted.some(({ isPreferred }) => isPreferred)) for (const made of found) made.isPreferred = false;
  return [...converted, ...found];
}

const FOREIGN: ReadonlySet<string> = new Set([
  "syntax-captured",
  "syntax-mermaid",
  "syntax-ladder",
  "syntax-prose",
]);

function codeOf({ code }: vscode.Diagnostic): string {
  return typeof code === "object" ? String(code.value) : String(code);
}

function rewritings(document: vscode.TextDocument, span: Span): vscode.CodeAction[] {
  const analysis = analysisOf(document);
  const locale = localeOf(document);
  return refactorings(analysis, span, locale).map(({ title, edits, tried }) => {
    const made = action(document, title, vscode.CodeActionKind.RefactorRewrite, edits);
    if (!tried) {
      const { edit } = made;
      delete made.edit;
      untried.set(made, () => {
        if (edit !== undefined && isSound(analysis, edits)) made.edit = edit;
        else tell(refactoringTexts(locale).unsound);
      });
    }
    return made;
  });
}

/** Rewritings of long flows: what to do when one of them is chosen. */
const untried = new WeakMap<vscode.CodeAction, () => void>();

function everything(document: vscode.TextDocument): vscode.CodeAction[] {
  const before = document.getText();
  const after = fixAll(before);
  if (after === before) return [];
  const edit = { span: { start: 0, end: before.length }, text: after };
  return [action(document, refactoringTexts(localeOf(document)).fixAll, FIX_ALL, [edit])];
}

function action(
  document: vscode.TextDocument,
  title: string,
  kind: vscode.CodeActionKind,
  edits: readonly TextEdit[],
): vscode.CodeAction {
  const made = new vscode.CodeAction(title, kind);
  made.edit = new vscode.WorkspaceEdit();
  made.edit.set(
    document.uri,
    edits.map((edit) => editOf(document, edit)),
  );
  return made;
}
