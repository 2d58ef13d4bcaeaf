/**
 * The pages that ship with the extension, opened rendered and at their entry. The link of a diagnostic opens a
 * resource, and runs no command: so each entry is a resource of its own, and its editor shows the page in its stead.
 */

import * as vscode from "vscode";

const SCHEME = "tcpflow-page";
const VIEW_TYPE = "tcpflow.page";
const ENDING = ".tcpflow-page";

/** `docs/diagnostics.md#ack-behind`, as a resource that any link may lead to. */
export function pageUri(href: string): vscode.Uri {
  const [path = "", fragment = ""] = href.split("#");
  return vscode.Uri.from({ scheme: SCHEME, path: `/${path}/${fragment}${ENDING}` });
}

export function registerPages({ extensionUri }: vscode.ExtensionContext): vscode.Disposable {
  return vscode.window.registerCustomEditorProvider(VIEW_TYPE, new PageEditor(extensionUri));
}

/** The page, rendered by VS Code. */
export async function showPage(page: vscode.Uri): Promise<void> {
  try {
    await vscode.commands.executeCommand("markdown.showPreview", page);
  } catch {
    // The built-in Markdown extension can be switched off; the text can be read without it.
    await vscode.window.showTextDocument(page.with({ fragment: "" }));
  }
}

class PageEditor implements vscode.CustomReadonlyEditorProvider {
  constructor(private readonly extensionUri: vscode.Uri) {}

  openCustomDocument(uri: vscode.Uri): vscode.CustomDocument {
    return { uri, dispose: () => undefined };
  }

  /** Only what ships can be asked for: a path that leads elsewhere shows nothing. */
  async resolveCustomEditor({ uri }: vscode.CustomDocument, panel: vscode.WebviewPanel): Promise<void> {
    const [, path = "", fragment = ""] = PAGE.exec(uri.path) ?? [];
    if (path !== "") await showPage(vscode.Uri.joinPath(this.extensionUri, path).with({ fragment }));
    panel.dispose();
  }
}

const PAGE = /^\/(docs\/[\w.-]+\.md)\/([\w-]*)\.tcpflow-page$/;
