/** Commands that are no part of the preview. */

import * as vscode from "vscode";
import { nextProblem } from "../reading/problems.js";
import { analysisOf, isFlowDocument, rangeOf } from "./analyses.js";

export function registerCommands(): vscode.Disposable {
  return vscode.commands.registerCommand("tcpflow.nextProblem", goToNextProblem);
}

/** In the editor's document after the cursor, or in the one given after an offset. */
async function goToNextProblem(uri?: unknown, offset?: unknown): Promise<void> {
  const editor = uri instanceof vscode.Uri ? await vscode.window.showTextDocument(uri) : flowEditor();
  if (editor === undefined) return;
  const cursor = editor.document.offsetAt(editor.selection.active);
  const span = nextProblem(analysisOf(editor.document), typeof offset === "number" ? offset : cursor);
  if (span === null) return;
  const range = rangeOf(editor.document, span);
  // Asked for from the walkthrough, the editor gets the focus too: what follows is Ctrl+. there.
  const { document, viewColumn } = editor;
  const shown = await vscode.window.showTextDocument(document, viewColumn);
  shown.selection = new vscode.Selection(range.start, range.start);
  shown.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** The active editor; from a page that is no editor, such as the walkthrough, one beside it. */
export function flowEditor(): vscode.TextEditor | undefined {
  const active = vscode.window.activeTextEditor;
  if (active !== undefined) return isFlowDocument(active.document) ? active : undefined;
  return vscode.window.visibleTextEditors.find(({ document }) => isFlowDocument(document));
}
