import * as vscode from "vscode";
import { previewTexts } from "../messages/preview.js";
import { type OutlineItem, outline } from "../reading/outline.js";
import { analysisOf, localeOf, rangeOf, SELECTOR } from "./analyses.js";

export function registerSymbols(): vscode.Disposable {
  return vscode.languages.registerDocumentSymbolProvider(SELECTOR, {
    provideDocumentSymbols: (document) =>
      outline(analysisOf(document).document).map((item, i) => symbolOf(document, item, i)),
  });
}

const KINDS: Readonly<Record<OutlineItem["kind"], vscode.SymbolKind>> = {
  flow: vscode.SymbolKind.Module,
  exercise: vscode.SymbolKind.Module,
  section: vscode.SymbolKind.Namespace,
  segment: vscode.SymbolKind.Event,
};

function symbolOf(document: vscode.TextDocument, item: OutlineItem, index: number): vscode.DocumentSymbol {
  const heading = rangeOf(document, item.heading);
  const whole = new vscode.Range(new vscode.Position(item.line, 0), document.lineAt(item.lastLine).range.end);
  const name = item.title.trim() === "" ? previewTexts(localeOf(document)).untitled(index + 1) : item.title;
  const detail = item.kind === "exercise" ? previewTexts(localeOf(document)).exercise : item.detail;
  const symbol = new vscode.DocumentSymbol(name, detail, KINDS[item.kind], whole.union(heading), heading);
  symbol.children = item.children.map((child, i) => symbolOf(document, child, i));
  return symbol;
}
