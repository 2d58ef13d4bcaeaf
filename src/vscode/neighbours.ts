/** New files of an exercise, beside the document it was made of. What is there is never overwritten. */

import * as vscode from "vscode";
import { exists } from "./files.js";

export interface FileNames {
  readonly template: string;
  readonly key: string;
}

const EXTENSION = ".tcpflow";

/** `NAME.exercise.tcpflow` and `NAME.exercise.key.tcpflow`, with a number where one of them is there. */
export async function freeNames(beside: vscode.Uri): Promise<FileNames> {
  const file = beside.path.split("/").at(-1) ?? "";
  const name = file.endsWith(EXTENSION) ? file.slice(0, -EXTENSION.length) : file;
  for (let n = 1; ; n++) {
    const stem = `${name}.exercise${n === 1 ? "" : `-${n}`}`;
    const names = { template: `${stem}${EXTENSION}`, key: `${stem}.key${EXTENSION}` };
    const taken = await Promise.all([names.template, names.key].map((one) => exists(neighbour(beside, one))));
    if (!taken.includes(true)) return names;
  }
}

export async function writeNew(beside: vscode.Uri, name: string, text: string): Promise<vscode.Uri> {
  const uri = neighbour(beside, name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

function neighbour(beside: vscode.Uri, name: string): vscode.Uri {
  return vscode.Uri.joinPath(beside, "..", name);
}
