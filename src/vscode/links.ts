import * as vscode from "vscode";
import { type Link, links } from "../reading/links.js";
import { analysisOf, localeOf, rangeOf } from "./analyses.js";
import { linksInFlows } from "./in-flows.js";
import { pageUri } from "./pages.js";

export function registerLinks(): vscode.Disposable {
  return linksInFlows({
    provideDocumentLinks: (document) =>
      links(analysisOf(document), localeOf(document)).map(
        ({ span, target }) => new vscode.DocumentLink(rangeOf(document, span), uriOf(target, document.uri)),
      ),
  });
}

function uriOf(target: Link["target"], document: vscode.Uri): vscode.Uri {
  switch (target.kind) {
    case "page":
      return pageUri(target.href);
    case "file":
      return vscode.Uri.joinPath(document, "..", target.name);
    case "theory":
      return commandUri("tcpflow.openLesson", target.name, document.toString());
    case "web":
      return vscode.Uri.parse(target.url, true);
  }
}

/** A link of ours may run a command; one in a Markdown page may not. */
function commandUri(command: string, ...given: readonly string[]): vscode.Uri {
  return vscode.Uri.parse(`command:${command}?${encodeURIComponent(JSON.stringify(given))}`);
}
