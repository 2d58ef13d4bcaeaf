/** The language status item: "2 errors · 3 blanks"; its command goes to the next one. */

import * as vscode from "vscode";
import { statusTexts } from "../messages/preview.js";
import { counts } from "../reading/problems.js";
import { analysisOf, disposeAll, isFlowDocument, LANGUAGE, localeOf, SELECTOR } from "./analyses.js";
import { Delay } from "./delay.js";

const TYPING_PAUSE = 150;

export function registerStatus(): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem("tcpflow.status", SELECTOR);
  const delay = new Delay(TYPING_PAUSE);
  const show = () => {
    const document = vscode.window.activeTextEditor?.document;
    if (document !== undefined && isFlowDocument(document)) fill(item, document);
  };
  show();
  return disposeAll(
    item,
    vscode.window.onDidChangeActiveTextEditor(show),
    vscode.workspace.onDidChangeTextDocument(() => delay.run(show)),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(LANGUAGE)) show();
    }),
    { dispose: () => delay.cancel() },
  );
}

function fill(item: vscode.LanguageStatusItem, document: vscode.TextDocument): void {
  const texts = statusTexts(localeOf(document));
  const { errors, warnings, blanks } = counts(analysisOf(document));
  const parts = [
    ...(errors > 0 ? [texts.errors(errors)] : []),
    ...(warnings > 0 ? [texts.warnings(warnings)] : []),
    ...(blanks > 0 ? [texts.blanks(blanks)] : []),
  ];
  item.name = texts.name;
  item.text = parts.length > 0 ? parts.join(" · ") : `$(check) ${texts.correct}`;
  item.severity =
    errors > 0
      ? vscode.LanguageStatusSeverity.Error
      : warnings > 0
        ? vscode.LanguageStatusSeverity.Warning
        : vscode.LanguageStatusSeverity.Information;
  item.command =
    parts.length > 0
      ? { command: "tcpflow.nextProblem", title: texts.next }
      : { command: "tcpflow.openPreviewToSide", title: texts.preview };
}
