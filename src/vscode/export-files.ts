/** Writes what is exported where the user says; any file system that VS Code knows. */

import * as vscode from "vscode";
import { type ExportFormat, exportTexts } from "../messages/export.js";
import type { Locale } from "../messages/locale.js";
import { EXTENSIONS, partNames } from "../preview/export/parts.js";
import { exists } from "./files.js";

export interface SaveTarget {
  readonly name: string;
  readonly document: vscode.TextDocument;
  readonly format: ExportFormat;
  readonly locale: Locale;
}

/** Several files are numbered; none that exists is replaced unasked. */
export async function saveFiles(target: SaveTarget, files: readonly Uint8Array[]): Promise<void> {
  const texts = exportTexts(target.locale);
  const filters = { [texts.formats[target.format]]: [EXTENSIONS[target.format]] };
  const defaultUri = suggested(target);
  const chosen = await vscode.window.showSaveDialog({
    filters,
    saveLabel: texts.save,
    ...(defaultUri === undefined ? {} : { defaultUri }),
  });
  if (chosen === undefined) return;
  const uris = partNames(nameOf(chosen), files.length).map((name) => vscode.Uri.joinPath(chosen, "..", name));
  if (uris.length > 1 && !(await mayWrite(uris, target.locale))) return;
  for (const [i, uri] of uris.entries()) await vscode.workspace.fs.writeFile(uri, files[i] as Uint8Array);
  const first = uris[0] as vscode.Uri;
  const said = uris.length === 1 ? texts.saved(nameOf(first)) : texts.savedParts(uris.length, nameOf(first));
  // Not waited for: the work is done.
  void vscode.window.showInformationMessage(said, texts.open).then((answer) => {
    if (answer === texts.open) void vscode.commands.executeCommand("vscode.open", first);
  });
}

/** The dialog has asked about the name that was chosen, not about those we make of it. */
async function mayWrite(uris: readonly vscode.Uri[], locale: Locale): Promise<boolean> {
  const there: string[] = [];
  for (const uri of uris) {
    if (await exists(uri)) there.push(nameOf(uri));
  }
  if (there.length === 0) return true;
  const texts = exportTexts(locale);
  const named = there.length > NAMED_MOST ? [...there.slice(0, NAMED_MOST), "…"] : there;
  const message = texts.overwrite(named.join(", "));
  return (await vscode.window.showWarningMessage(message, { modal: true }, texts.replace)) === texts.replace;
}

const NAMED_MOST = 5;

/** Beside the text; of a text that is no file yet, in the first folder that is open. */
function suggested({ document, name }: SaveTarget): vscode.Uri | undefined {
  if (!document.isUntitled) return vscode.Uri.joinPath(document.uri, "..", name);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder === undefined ? undefined : vscode.Uri.joinPath(folder, name);
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.split("/").pop() ?? "";
}
