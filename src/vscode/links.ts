import * as vscode from "vscode";
import { type Link, links } from "../reading/links.js";
import { analysisOf, localeOf, pageUri, rangeOf, SELECTOR } from "./analyses.js";

export function registerLinks(context: vscode.ExtensionContext): vscode.Disposable {
  return vscode.languages.registerDocumentLinkProvider(SELECTOR, {
    provideDocumentLinks: (document) =>
      links(analysisOf(document), localeOf(document)).map(
        ({ span, target }) =>
          new vscode.DocumentLink(rangeOf(document, span), uriOf(target, document.uri, context.extensionUri)),
      ),
  });
}

function uriOf(target: Link["target"], document: vscode.Uri, extension: vscode.Uri): vscode.Uri {
  switch (target.kind) {
    case "page":
      return pageUri(extension, target.href);
    case "file":
      return vscode.Uri.joinPath(document, "..", target.name);
    case "web":
      return vscode.Uri.parse(target.url, true);
  }
}
