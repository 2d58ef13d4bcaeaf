/** With `editor.formatOnType`: at Enter, the line just finished is written the usual way. */

import * as vscode from "vscode";
import { finishLine } from "../editing/typing.js";
import { analysisOf, SELECTOR } from "./analyses.js";
import { editOf } from "./block-document.js";

export function registerTyping(): vscode.Disposable {
  return vscode.languages.registerOnTypeFormattingEditProvider(
    SELECTOR,
    {
      provideOnTypeFormattingEdits: (document, { line }) =>
        finishLine(analysisOf(document), line - 1).map((edit) => editOf(document, edit)),
    },
    "\n",
  );
}
