import * as vscode from "vscode";
import { type Link, links } from "../reading/links.js";
import { analysisOf, localeOf, rangeOf } from "./analyses.js";
import { linksInFlows } from "./in-flows.js";
import { pageUri } from "./pages.js";
import { templatePlace } from "./template-places.js";

export function registerLinks(context: vscode.ExtensionContext): vscode.Disposable {
  return linksInFlows({
    async provideDocumentLinks(document) {
      const all = links(analysisOf(document), localeOf(document)).map(async ({ span, target }) => {
        const range = rangeOf(document, span);
        const uri = await uriOf(target, document, context);
        return uri === null ? [] : [new vscode.DocumentLink(range, uri)];
      });
      return (await Promise.all(all)).flat();
    },
  });
}

/** null where it would lead nowhere. */
async function uriOf(
  target: Link["target"],
  document: vscode.TextDocument,
  context: vscode.ExtensionContext,
): Promise<vscode.Uri | null> {
  switch (target.kind) {
    case "page":
      return pageUri(target.href);
    case "template":
      return templatePlace(document, target.name, context);
    case "theory":
      return commandUri("tcpflow.openLesson", target.name, document.uri.toString());
    case "web":
      return vscode.Uri.parse(target.url, true);
  }
}

/** A link of ours may run a command; one in a Markdown page may not. */
function commandUri(command: string, ...given: readonly string[]): vscode.Uri {
  return vscode.Uri.parse(`command:${command}?${encodeURIComponent(JSON.stringify(given))}`);
}
