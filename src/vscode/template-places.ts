/** Where the template of an answer lies: beside it, or where it was begun from. */

import * as vscode from "vscode";
import { hasSameTitles } from "../exercise/same-titles.js";
import { exists, isShipped } from "./files.js";

/** Which template an answer was begun from, where it does not lie beside it. One that was never saved is kept whole. */
const ORIGINS = "tcpflow.templates";

type Origins = Readonly<Record<string, string | UnsavedTemplate>>;

/** One that was never saved. */
export interface UnsavedTemplate {
  readonly uri: string;
  readonly text: string;
}

export const UNTITLED = "untitled";

/** So many are remembered, the oldest forgotten first. */
const MOST_ORIGINS = 200;

/** Where one can read that template; null where it is no file that lies open to a reader: made at random, or shipped. */
export async function templatePlace(
  document: vscode.TextDocument,
  name: string,
  context: vscode.ExtensionContext,
): Promise<vscode.Uri | null> {
  const beside = placeBeside(document.uri, name);
  if (!document.isUntitled && (await exists(beside))) return beside;
  const origin = originsIn(context)[document.uri.toString()];
  if (origin === undefined) return null;
  const uri = vscode.Uri.parse(typeof origin === "string" ? origin : origin.uri);
  if (typeof origin === "string")
    return !isShipped(uri, context.extensionUri) && (await exists(uri)) ? uri : null;
  const open = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  return open !== undefined && hasSameTitles(open.getText(), origin.text) ? uri : null;
}

export function placeBeside(uri: vscode.Uri, name: string): vscode.Uri {
  return vscode.Uri.joinPath(uri, "..", name);
}

/** What an answer was begun from. */
export async function remember(
  context: vscode.ExtensionContext,
  answer: vscode.Uri,
  template: vscode.TextDocument,
): Promise<void> {
  const key = answer.toString();
  const others = Object.entries(originsIn(context)).filter(([other]) => other !== key);
  const uri = template.uri.toString();
  const origin = template.isUntitled ? { uri, text: template.getText() } : uri;
  const all = [...others, [key, origin] as const].slice(-MOST_ORIGINS);
  await context.workspaceState.update(ORIGINS, Object.fromEntries(all));
}

export function originsIn({ workspaceState }: vscode.ExtensionContext): Origins {
  return workspaceState.get<Origins>(ORIGINS, {});
}
