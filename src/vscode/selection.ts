import * as vscode from "vscode";
import { selectionRanges } from "../reading/selection.js";
import { analysisOf, rangeOf, SELECTOR } from "./analyses.js";

export function registerSelection(): vscode.Disposable {
  return vscode.languages.registerSelectionRangeProvider(SELECTOR, {
    provideSelectionRanges: (document, positions) =>
      positions.map((position) => selectionAt(document, position)),
  });
}

function selectionAt(document: vscode.TextDocument, position: vscode.Position): vscode.SelectionRange {
  const spans = selectionRanges(analysisOf(document).document, document.offsetAt(position));
  let range: vscode.SelectionRange | undefined;
  for (const span of spans.reverse()) range = new vscode.SelectionRange(rangeOf(document, span), range);
  // One for each position is asked for, in an empty document too.
  return range ?? new vscode.SelectionRange(new vscode.Range(position, position));
}
