import * as vscode from "vscode";
import { format } from "../language/format.js";
import { SELECTOR } from "./analyses.js";

export function registerFormatting(): vscode.Disposable {
  return vscode.languages.registerDocumentFormattingEditProvider(SELECTOR, {
    provideDocumentFormattingEdits(document) {
      const before = document.getText();
      return changedPart(document, before, format(before));
    },
  });
}

/** One edit of what differs, so that cursors and marks elsewhere stay where they are. */
function changedPart(document: vscode.TextDocument, before: string, after: string): vscode.TextEdit[] {
  if (before === after) return [];
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  // A position between the two halves of a CRLF or of a surrogate pair would be moved by the editor.
  start = document.offsetAt(new vscode.Position(document.positionAt(start).line, 0));
  const tail = document.positionAt(before.length - end);
  const tailOffset =
    tail.line + 1 < document.lineCount
      ? document.offsetAt(new vscode.Position(tail.line + 1, 0))
      : before.length;
  end = before.length - tailOffset;
  const range = new vscode.Range(document.positionAt(start), document.positionAt(tailOffset));
  return [vscode.TextEdit.replace(range, after.slice(start, after.length - end))];
}
