/** The pages of *Explain the Exchange*, rendered by VS Code. */

import * as vscode from "vscode";
import { disposeAll } from "./analyses.js";

const SCHEME = "tcpflow-worked";

/** So many pages are kept: one that is open longer than that is not made anew. */
const MOST_PAGES = 20;

const pages = new Map<string, string>();
const changed = new vscode.EventEmitter<vscode.Uri>();

export function registerWorked(): vscode.Disposable {
  return disposeAll(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: ({ path }) => pages.get(path) ?? "",
    }),
  );
}

/** `name`: of its tab. */
export async function showWorkedPage(name: string, page: string): Promise<void> {
  const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name}.md` });
  pages.delete(uri.path);
  pages.set(uri.path, page);
  for (const [oldest] of pages) if (pages.size > MOST_PAGES) pages.delete(oldest);
  changed.fire(uri);
  try {
    await vscode.commands.executeCommand("markdown.showPreview", uri);
  } catch {
    // The built-in Markdown extension can be switched off; the text can be read without it.
    await vscode.window.showTextDocument(uri);
  }
}
