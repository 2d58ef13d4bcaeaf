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
  return beside?.viewColumn ?? columnForNew();
}

/** Where one is; but what stands beside a text to be looked at is not covered while another group is open. */
export function columnForNew(): vscode.ViewColumn {
  const { activeTabGroup, all } = vscode.window.tabGroups;
  const free = isToLookAt(activeTabGroup) ? all.find((group) => !isToLookAt(group)) : activeTabGroup;
  return (free ?? activeTabGroup).viewColumn;
}

/** The column right of the text, wherever one calls from: the walkthrough stays where it is, and so does the text. */
export function columnBeside(file: vscode.TextDocument): vscode.ViewColumn {
  const active = vscode.window.activeTextEditor;
  const all = active === undefined ? vscode.window.visibleTextEditors : [active];
  const editor = all.find(({ document }) => document === file);
  return (editor?.viewColumn ?? vscode.window.tabGroups.activeTabGroup.viewColumn) + 1;
}

/** A picture; or a page of VS Code's own, of which nothing is said here, such as the walkthrough. */
export function isToLookAt({ activeTab }: vscode.TabGroup): boolean {
  if (activeTab === undefined) return false;
  return activeTab.input === undefined || activeTab.input instanceof vscode.TabInputWebview;
}
