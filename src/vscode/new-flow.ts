/** `TCPFlow: New Flow…` and `New Exercise`: a new document out of a template. */

import * as vscode from "vscode";
import { type FlowTemplate, isTemplate, template, templates } from "../editing/templates.js";
import { editorTexts } from "../messages/editor.js";
import { disposeAll, LANGUAGE, localeOf } from "./analyses.js";
import { columnForNew } from "./columns.js";

export function registerNewFlow(): vscode.Disposable {
  return disposeAll(
    vscode.commands.registerCommand("tcpflow.newFlow", newFlow),
    vscode.commands.registerCommand("tcpflow.newExercise", () => newFlow("exercise")),
  );
}

/** With the name of a template, as the walkthrough calls it, nothing is asked. */
async function newFlow(id?: unknown): Promise<void> {
  const locale = localeOf();
  const chosen = isTemplate(id) ? template(id, locale) : await choose();
  if (chosen === undefined) return;
  const document = await vscode.workspace.openTextDocument({ language: LANGUAGE, content: chosen.text });
  const cursor = document.positionAt(chosen.cursor);
  await vscode.window.showTextDocument(document, {
    selection: new vscode.Range(cursor, cursor),
    viewColumn: columnForNew(),
  });
  // An empty flow is there to be written: what may stand next is shown at once.
  if (chosen.id === "empty") await vscode.commands.executeCommand("editor.action.triggerSuggest");
}

async function choose(): Promise<FlowTemplate | undefined> {
  const texts = editorTexts(localeOf());
  const items = templates(localeOf()).map((one) => ({ label: one.label, description: one.about, one }));
  const picked = await vscode.window.showQuickPick(items, {
    title: texts.newFlow,
    placeHolder: texts.chooseTemplate,
    matchOnDescription: true,
  });
  return picked?.one;
}
