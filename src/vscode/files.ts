/** Files, wherever they lie. */

import * as vscode from "vscode";

/** It came with the extension. */
export function isShipped({ path, scheme }: vscode.Uri, extension: vscode.Uri): boolean {
  return scheme === extension.scheme && path.startsWith(`${extension.path}/`);
}

/** It came with the extension, and is there to be read: whoever has its folder open works on it. */
export function isForReading(uri: vscode.Uri, extension: vscode.Uri): boolean {
  return isShipped(uri, extension) && vscode.workspace.getWorkspaceFolder(uri) === undefined;
}

export async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
