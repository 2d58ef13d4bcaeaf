/** The preview: its commands, and which panel shows which document. */

import * as vscode from "vscode";
import { disposeAll, isFlowDocument, LANGUAGE } from "./analyses.js";
import { PreviewPanel } from "./preview-panel.js";

export function registerPreview(context: vscode.ExtensionContext): vscode.Disposable {
  const previews = new Previews(context.extensionUri);
  return disposeAll(
    previews,
    vscode.commands.registerCommand("tcpflow.openPreview", (uri?: unknown) => previews.open(uri, false)),
    vscode.commands.registerCommand("tcpflow.openPreviewToSide", (uri?: unknown, line?: unknown) =>
      previews.open(uri, true, line),
    ),
    vscode.commands.registerCommand("tcpflow.showSource", () => previews.active()?.showSource()),
    vscode.window.registerWebviewPanelSerializer(PreviewPanel.viewType, previews),
    vscode.window.onDidChangeActiveTextEditor((editor) => previews.follow(editor)),
    vscode.window.onDidChangeTextEditorSelection((change) => previews.cursorMoved(change.textEditor)),
    vscode.workspace.onDidChangeTextDocument((change) => previews.changed(change.document)),
    vscode.workspace.onDidOpenTextDocument((document) => previews.changed(document)),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(LANGUAGE)) previews.refresh();
    }),
  );
}

/** At most one preview in each column; it turns to whichever flow document is edited last. */
class Previews implements vscode.WebviewPanelSerializer {
  private readonly panels = new Set<PreviewPanel>();

  constructor(private readonly extensionUri: vscode.Uri) {}

  /** At the line, else where the cursor is. */
  async open(argument: unknown, side: boolean, at?: unknown): Promise<void> {
    const document = await documentFor(argument, this.active());
    if (document === undefined) return;
    const editor = vscode.window.visibleTextEditors.find((e) => e.document === document);
    const line = typeof at === "number" ? at : (editor?.selection.active.line ?? 0);
    const column = columnFor(side);
    const there = [...this.panels].find((panel) => panel.column === column);
    if (there !== undefined) {
      there.reveal();
      there.show(document, line);
      return;
    }
    const where = side ? { viewColumn: column, preserveFocus: true } : { viewColumn: column };
    const panel = vscode.window.createWebviewPanel(PreviewPanel.viewType, "TCPFlow", where, {});
    this.keep(new PreviewPanel(panel, this.extensionUri, -1)).show(document, line);
  }

  /** After a reload of the window. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const { uri, flow } = (state ?? {}) as { uri?: unknown; flow?: unknown };
    try {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(String(uri), true));
      this.keep(new PreviewPanel(panel, this.extensionUri, typeof flow === "number" ? flow : -1)).show(
        document,
        0,
      );
    } catch {
      panel.dispose();
    }
  }

  active(): PreviewPanel | undefined {
    const all = [...this.panels];
    return all.find((panel) => panel.isActive) ?? all[0];
  }

  follow(editor: vscode.TextEditor | undefined): void {
    if (editor === undefined || !isFlowDocument(editor.document)) return;
    const line = editor.selection.active.line;
    for (const panel of this.panels) {
      if (panel.column !== editor.viewColumn || panel.shows(editor.document))
        panel.show(editor.document, line);
    }
  }

  cursorMoved(editor: vscode.TextEditor): void {
    if (!isFlowDocument(editor.document)) return;
    for (const panel of this.panels) panel.cursorMoved(editor.document, editor.selection.active.line);
  }

  changed(document: vscode.TextDocument): void {
    if (!isFlowDocument(document)) return;
    for (const panel of this.panels) panel.changed(document);
  }

  refresh(): void {
    for (const panel of this.panels) panel.refresh();
  }

  dispose(): void {
    for (const panel of this.panels) panel.dispose();
  }

  private keep(panel: PreviewPanel): PreviewPanel {
    this.panels.add(panel);
    panel.onDispose(() => this.panels.delete(panel));
    return panel;
  }
}

/** The document a command is about: the one it is called on, that of the editor, or that of the preview. */
async function documentFor(
  argument: unknown,
  active: PreviewPanel | undefined,
): Promise<vscode.TextDocument | undefined> {
  if (argument instanceof vscode.Uri) return vscode.workspace.openTextDocument(argument);
  const editor = vscode.window.activeTextEditor;
  if (editor !== undefined && isFlowDocument(editor.document)) return editor.document;
  const visible = vscode.window.visibleTextEditors.find((e) => isFlowDocument(e.document));
  return active?.document ?? visible?.document;
}

function columnFor(side: boolean): vscode.ViewColumn {
  const active = vscode.window.tabGroups.activeTabGroup.viewColumn;
  return side ? active + 1 : active;
}
