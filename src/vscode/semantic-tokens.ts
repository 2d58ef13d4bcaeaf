import * as vscode from "vscode";
import { semanticTokens, TOKEN_MODIFIERS, TOKEN_TYPES } from "../reading/semantic.js";
import { analysisOf, rangeOf } from "./analyses.js";
import { tokensInFlows } from "./in-flows.js";

const LEGEND = new vscode.SemanticTokensLegend([...TOKEN_TYPES], [...TOKEN_MODIFIERS]);

/** Of the lines that are seen, and not of the whole: after every key all the words of a long flow would be sent again. */
export function registerSemanticTokens(): vscode.Disposable {
  return tokensInFlows(LEGEND, (builder, document, range) => {
    const within = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
    for (const { span, type, modifiers } of semanticTokens(analysisOf(document), within))
      builder.push(rangeOf(document, span), type, [...modifiers]);
  });
}
