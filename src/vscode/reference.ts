/** `TCPFlow: Reference`: the header, the flags and the states on one page, in the reader's language. */

import * as vscode from "vscode";
import { referenceFile } from "../explain/reference.js";
import { localeOf } from "./analyses.js";
import { showPage } from "./pages.js";

export function registerReference(context: vscode.ExtensionContext): vscode.Disposable {
  return vscode.commands.registerCommand("tcpflow.openReference", () =>
    showPage(vscode.Uri.joinPath(context.extensionUri, referenceFile(localeOf()))),
  );
}
