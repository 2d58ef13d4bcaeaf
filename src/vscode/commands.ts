/** Commands that are no part of the preview. */

import * as vscode from "vscode";
import { nextProblem } from "../reading/problems.js";
import { analysisOf, isFlowDocument, rangeOf } from "./analyses.js";
import { flowsIn } from "./blocks.js";

export function registerCommands(): vscode.Disposable {
  return vscode.commands.registerCommand("tcpflow.nextProblem", goToNextProblem);
}

/** In the editor's document after the cursor, or in the one given after an offset. */
async function goToNextProblem(uri?: unknown, offset?: unknown): Promise<void> {
  const editor =
    uri instanceof vscode.Uri
      ? await vscode.window.showTextDocument(uri)
      : ((await shownFlow(hasProblem)) ?? noteEditor());
  if (editor === undefined) return;
  const range =
    typeof offset === "number"
      ? problemIn(editor.document, offset)
      : problemAfter(flowsIn(editor.document), editor.selection.active);
  if (range === undefined) return;
  // Asked for from the walkthrough, the editor gets the focus too: what follows is Ctrl+. there.
  const { document, viewColumn } = editor;
  const shown = await vscode.window.showTextDocument(document, viewColumn);
  shown.selection = new vscode.Selection(range.start, range.start);
  shown.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

function problemIn(flow: vscode.TextDocument, offset: number): vscode.Range | undefined {
  const span = nextProblem(analysisOf(flow), offset);
  return span === null ? undefined : rangeOf(flow, span);
}

/** The first one behind the cursor, in whichever flow; from the top again at the end. */
function problemAfter(
  flows: readonly vscode.TextDocument[],
  cursor: vscode.Position,
): vscode.Range | undefined {
  const found = flows.flatMap((flow) => {
    const isBelow = flow.positionAt(0).isAfter(cursor);
    return problemIn(flow, isBelow ? -1 : flow.offsetAt(cursor)) ?? [];
  });
  return found.find(({ start }) => start.isAfter(cursor)) ?? found[0];
}

function hasProblem(document: vscode.TextDocument): boolean {
  return problemIn(document, -1) !== undefined;
}

function noteEditor(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor !== undefined && flowsIn(editor.document).length > 0 ? editor : undefined;
}

/** The active editor; from a page that is no editor, such as the walkthrough, one beside it. */
export function flowEditor(): vscode.TextEditor | undefined {
  const active = vscode.window.activeTextEditor;
  if (active !== undefined) return isFlowDocument(active.document) ? active : undefined;
  return vscode.window.visibleTextEditors.find(({ document }) => isFlowDocument(document));
}

/** As `flowEditor`; if there is none, the latest flow behind that page that is wanted comes to the front. */
export async function shownFlow(
  isWanted: (document: vscode.TextDocument) => boolean = () => true,
): Promise<vscode.TextEditor | undefined> {
  const visible = flowEditor();
  if (visible !== undefined || vscode.window.activeTextEditor !== undefined) return visible;
  const { activeTabGroup, all } = vscode.window.tabGroups;
  for (const { tabs, viewColumn } of [activeTabGroup, ...all]) {
    for (const { input } of [...tabs].reverse()) {
      const document = input instanceof vscode.TabInputText ? loaded(input.uri) : undefined;
      if (document === undefined || !isFlowDocument(document) || !isWanted(document)) continue;
      return vscode.window.showTextDocument(document, { viewColumn, preview: false });
    }
  }
  return undefined;
}

function loaded(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
}
