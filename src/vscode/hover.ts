import * as vscode from "vscode";
import { hover } from "../reading/hover.js";
import { analysisOf, localeOf, rangeOf } from "./analyses.js";
import { linesAbove } from "./block-document.js";
import { hoverInFlows } from "./in-flows.js";

export function registerHover(): vscode.Disposable {
  return hoverInFlows({
    provideHover(document, position) {
      const at = document.offsetAt(position);
      const found = hover(analysisOf(document), at, localeOf(document), linesAbove(document));
      if (found === null) return undefined;
      return new vscode.Hover(new vscode.MarkdownString(found.markdown), rangeOf(document, found.span));
    },
  });
}
