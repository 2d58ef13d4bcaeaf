import * as vscode from "vscode";
import { changedLines } from "../editing/changed-lines.js";
import { format } from "../language/format.js";
import { SELECTOR } from "./analyses.js";
import { editOf } from "./block-document.js";

/** Not of Markdown files, for which there are formatters: a second one would be asked about at every turn. */
export function registerFormatting(): vscode.Disposable {
  return vscode.languages.registerDocumentFormattingEditProvider(SELECTOR, {
    provideDocumentFormattingEdits: formattingEdits,
  });
}

export function formattingEdits(document: vscode.TextDocument): vscode.TextEdit[] {
  const before = document.getText();
  return changedLines(before, format(before)).map((edit) => editOf(document, edit));
}
