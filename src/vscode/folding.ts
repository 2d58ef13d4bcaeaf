import * as vscode from "vscode";
import { type Fold, folds } from "../reading/folding.js";
import { analysisOf, SELECTOR } from "./analyses.js";

export function registerFolding(): vscode.Disposable {
  return vscode.languages.registerFoldingRangeProvider(SELECTOR, {
    provideFoldingRanges: (document) =>
      folds(analysisOf(document).document).map(
        ({ first, last, kind }) => new vscode.FoldingRange(first, last, KINDS[kind]),
      ),
  });
}

/** `Region` marks what its author set off by hand; a section is none of the kinds that commands fold at once. */
const KINDS: Readonly<Record<Fold["kind"], vscode.FoldingRangeKind | undefined>> = {
  section: undefined,
  comment: vscode.FoldingRangeKind.Comment,
  region: vscode.FoldingRangeKind.Region,
};
