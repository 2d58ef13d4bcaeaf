/** `TCPFlow: Reference`: the header, the flags and the states on one page, in the reader's language. */

import * as vscode from "vscode";
import { referenceFile } from "../explain/reference.js";
import { localeOf } from "./analyses.js";

export function registerReference(context: vscode.ExtensionContext): vscode.Disposable {
  return vscode.commands.registerCommand("tcpflow.openReference", async () => {
    const page = vscode.Uri.joinPath(context.extensionUri, referenceFile(localeOf()));
    try {
      await vscode.commands.executeCommand("markdown.showPreview", page);
    } catch {
      // The built-in Markdown extension can be switched off; the text can be read without it.
      await vscode.window.showTextDocument(page);
    }
  });
}
