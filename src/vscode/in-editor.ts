/** A line of a flow in the editor that shows its file. */

import * as vscode from "vscode";
import { fileOf, linesAbove } from "./block-document.js";

/** In the editor that shows it, else in `elsewhere`. */
export async function showInEditor(
  flow: vscode.TextDocument,
  line: number,
  preserveFocus: boolean,
  elsewhere: vscode.ViewColumn | undefined,
): Promise<void> {
  const column = editorOf(flow)?.viewColumn ?? elsewhere;
  const position = placeOf(flow, line);
  await vscode.window.showTextDocument(fileOf(flow), {
    preserveFocus,
    selection: new vscode.Range(position, position),
    ...(column === undefined ? {} : { viewColumn: column }),
  });
}

/**
 * The cursor goes there, where an editor shows the text; into one in which somebody writes only if `evenActive`.
 * `again`: it was sent elsewhere a moment ago, so that where it says it is may be out of date.
 */
export function takeAlong(
  flow: vscode.TextDocument,
  line: number,
  { evenActive, again }: { readonly evenActive: boolean; readonly again: boolean },
): "moved" | "was there" | "stayed" {
  const editor = editorOf(flow);
  if (editor === undefined || (!evenActive && editor === vscode.window.activeTextEditor)) return "stayed";
  const position = placeOf(flow, line);
  const moves = again || editor.selection.active.line !== position.line;
  if (moves) editor.selection = new vscode.Selection(position, position);
  editor.revealRange(
    new vscode.Range(position, position),
    vscode.TextEditorRevealType.InCenterIfOutsideViewport,
  );
  return moves ? "moved" : "was there";
}

function editorOf({ uri }: vscode.TextDocument): vscode.TextEditor | undefined {
  const key = uri.toString();
  return vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === key);
}

function placeOf(flow: vscode.TextDocument, line: number): vscode.Position {
  return new vscode.Position(Math.min(line + linesAbove(flow), flow.lineCount - 1), 0);
}
