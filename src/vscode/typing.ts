/** With `editor.formatOnType`: at Enter, the line just finished is written the usual way. */

import * as vscode from "vscode";
import { finishLine } from "../editing/typing.js";
import { analysisOf, rangeOf, SELECTOR } from "./analyses.js";

export function registerTyping(): vscode.Disposable {
  return vscode.languages.registerOnTypeFormattingEditProvider(
    SELECTOR,
    {
      provideOnTypeFormattingEdits: (document, { line }) =>
        finishLine(analysisOf(document), line - 1).map(({ span, text }) =>
          vscode.TextEdit.replace(rangeOf(document, span), text),
        ),
    },
    "\n",
  );
}
