import * as vscode from "vscode";
import { semanticTokens, TOKEN_MODIFIERS, TOKEN_TYPES } from "../features/semantic.js";
import { analysisOf, rangeOf, SELECTOR } from "./analyses.js";

const LEGEND = new vscode.SemanticTokensLegend([...TOKEN_TYPES], [...TOKEN_MODIFIERS]);

export function registerSemanticTokens(): vscode.Disposable {
  return vscode.languages.registerDocumentSemanticTokensProvider(
    SELECTOR,
    {
      provideDocumentSemanticTokens(document) {
        const builder = new vscode.SemanticTokensBuilder(LEGEND);
        for (const { span, type, modifiers } of semanticTokens(analysisOf(document)))
          builder.push(rangeOf(document, span), type, [...modifiers]);
        return builder.build();
      },
    },
    LEGEND,
  );
}
