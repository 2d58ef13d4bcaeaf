/** In which column a text is shown. */

import * as vscode from "vscode";
import { isFlowDocument } from "./analyses.js";

/** Where it is open already, else where one writes: never over the preview that one has the focus in. */
export function columnOf(uri: vscode.Uri): vscode.ViewColumn {
  const key = uri.toString();
  const visible = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === key);
  const open = vscode.window.tabGroups.all.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === key),
  );
  const own = visible?.viewColumn ?? open?.viewColumn;
  if (own !== undefined) return own;
  if (vscode.window.activeTextEditor !== undefined) return vscode.ViewColumn.Active;
  const beside = vscode.window.visibleTextEditors.find(({ document }) => isFlowDocument(document));
  return beside?.viewColumn ?? vscode.ViewColumn.Active;
}
