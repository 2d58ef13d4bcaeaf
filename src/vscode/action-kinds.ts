/** Kinds of code actions, beside those of VS Code. */

import * as vscode from "vscode";

/** All that is safe, at once. */
export const FIX_ALL = vscode.CodeActionKind.SourceFixAll.append("tcpflow");
