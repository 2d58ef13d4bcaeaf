/** The preview: its commands, and which panel shows which document. What a panel is, is loaded with the first. */

import * as vscode from "vscode";
import { isNumberMode } from "../diagram/numbers.js";
import type { PanelState } from "../protocol/preview.js";
import { disposeAll, LANGUAGE } from "./analyses.js";
import { fileOf, linesAbove } from "./block-document.js";
import { flowDocumentOnLine, flowNear, flowsIn } from "./blocks.js";
import { columnBeside } from "./columns.js";
import { registerExport } from "./export.js";
import type { Exports, ExportTarget } from "./export-target.js";
import type { PanelStart, PreviewPanel } from "./preview-panel.js";

const VIEW_TYPE = "tcpflow.preview";

export function registerPreview(context: vscode.ExtensionContext): vscode.Disposable {
  const previews = new Previews(context.extensionUri);
  return disposeAll(
    previews,
    registerExport(previews),
    vscode.commands.registerCommand("tcpflow.openPreview", (uri?: unknown) => previews.open(uri, false)),
    vscode.commands.registerCommand("tcpflow.openPreviewToSide", (uri?: unknown, line?: unknown) =>
      previews.open(uri, true, line),
    ),
    vscode.commands.registerCommand("tcpflow.lockPreview", () => previews.active()?.toggleLock()),
    vscode.commands.registerCommand("tcpflow.showSource", () => previews.active()?.showSource()),
    vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, previews),
    vscode.window.onDidChangeActiveTextEditor((editor) => previews.follow(editor)),
    vscode.window.onDidChangeTextEditorSelection((change) => previews.cursorMoved(change)),
    vscode.workspace.onDidChangeTextDocument((change) =>
      previews.changed(change.document, change.contentChanges),
    ),
    vscode.workspace.onDidOpenTextDocument((document) => previews.changed(document, [])),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(LANGUAGE)) previews.refresh();
    }),
  );
}

/**
 * In each column at most one preview that follows the editor: it turns to whichever flow document is edited
 * last. One that is locked to its file stays there, and leaves room for others.
 */
class Previews implements vscode.WebviewPanelSerializer, Exports {
  private readonly panels = new Set<PreviewPanel>();

  constructor(private readonly extensionUri: vscode.Uri) {}

  /** At the line, else where the cursor is. */
  async open(argument: unknown, side: boolean, at?: unknown): Promise<void> {
    const file = await documentFor(argument, this.active());
    if (file === undefined) return;
    const { PreviewPanel } = await import("./preview-panel.js");
    const line = typeof at === "number" ? at : lineIn(file);
    const document = flowNear(file, line);
    if (document === undefined) return;
    const column = side ? columnBeside(file) : vscode.window.tabGroups.activeTabGroup.viewColumn;
    const here = [...this.panels].filter((panel) => panel.column === column);
    const there =
      here.find((panel) => panel.locked && panel.shows(document)) ?? here.find((panel) => !panel.locked);
    if (there !== undefined) {
      there.reveal();
      there.show(document, line);
      return;
    }
    const where = side ? { viewColumn: column, preserveFocus: true } : { viewColumn: column };
    const panel = vscode.window.createWebviewPanel(VIEW_TYPE, "TCPFlow", where, {});
    this.keep(new PreviewPanel(panel, this.extensionUri)).show(document, line);
  }

  /** After a reload of the window. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const { uri, ...start } = startOf(state);
    const { PreviewPanel } = await import("./preview-panel.js");
    try {
      const file = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
      const line = lineIn(file);
      const document = flowNear(file, line) ?? file;
      this.keep(new PreviewPanel(panel, this.extensionUri, start)).show(document, line);
    } catch {
      panel.dispose();
    }
  }

  /** What the preview that one is in shows; from the editor, what the preview of its text shows. */
  async shown(uri?: vscode.Uri): Promise<ExportTarget | undefined> {
    const active = [...this.panels].find((panel) => panel.isActive);
    if (active !== undefined && uri === undefined) return active.shown();
    const file = await documentFor(uri, this.active());
    if (file === undefined) return undefined;
    const panel = this.panelOf(file);
    if (panel !== undefined) return panel.shown();
    const line = lineIn(file);
    const document = flowNear(file, line);
    if (document === undefined) return undefined;
    const { shownAt } = await import("./preview-panel.js");
    return shownAt(document, line);
  }

  async page(shown: ExportTarget, focus: boolean) {
    if (this.panelOf(shown.document) === undefined)
      await this.open(shown.document.uri, true, lineOf(shown.document));
    const panel = this.panelOf(shown.document);
    if (panel === undefined) throw new Error(shown.document.uri.path);
    panel.turnTo(shown.flow);
    await panel.present(focus);
    return panel.requests;
  }

  private panelOf(document: vscode.TextDocument): PreviewPanel | undefined {
    const all = [...this.panels].filter((panel) => panel.shows(document));
    return all.find((panel) => panel.isActive) ?? all.find((panel) => panel.isVisible) ?? all[0];
  }

  active(): PreviewPanel | undefined {
    const all = [...this.panels];
    return all.find((panel) => panel.isActive) ?? all[0];
  }

  follow(editor: vscode.TextEditor | undefined): void {
    if (editor === undefined || this.panels.size === 0) return;
    const { line } = editor.selection.active;
    const document = flowNear(editor.document, line);
    if (document === undefined) return;
    for (const panel of this.panels) {
      const shown = panel.shows(document);
      if (shown || (!panel.locked && panel.column !== editor.viewColumn)) panel.show(document, line);
    }
  }

  cursorMoved({ kind, textEditor: editor }: vscode.TextEditorSelectionChangeEvent): void {
    if (this.panels.size === 0) return;
    // Beside the blocks of a Markdown file the cursor is in none of its flows, and what was shown stays.
    const { line } = editor.selection.active;
    const document = flowDocumentOnLine(editor.document, line);
    if (document === undefined) return;
    for (const panel of this.panels) panel.cursorMoved(document, line, kind);
  }

  changed(document: vscode.TextDocument, changes: readonly vscode.TextDocumentContentChangeEvent[]): void {
    for (const panel of this.panels) panel.changed(document, changes);
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
  if (editor !== undefined && flowsIn(editor.document).length > 0) return editor.document;
  const visible = vscode.window.visibleTextEditors.find((e) => flowsIn(e.document).length > 0);
  return active?.file ?? visible?.document;
}

/** A block is asked for by its line, a file of its own by the cursor in it. */
function lineOf(document: vscode.TextDocument): number | undefined {
  return fileOf(document) === document ? undefined : linesAbove(document);
}

/** Where the cursor is in the file, if an editor shows it. */
function lineIn(file: vscode.TextDocument): number {
  const editor = vscode.window.visibleTextEditors.find(({ document }) => document === file);
  return editor?.selection.active.line ?? 0;
}

/** What the page kept; it may be of another version. */
function startOf(state: unknown): PanelStart & { readonly uri: string } {
  const { uri, flow, locked, states, notes, autonumber, numbers } = (state ?? {}) as {
    [K in keyof PanelState]?: unknown;
  };
  return {
    uri: String(uri),
    locked: locked === true,
    ...(typeof flow === "number" ? { flow } : {}),
    ...(typeof states === "boolean" ? { states } : {}),
    ...(typeof notes === "boolean" ? { notes } : {}),
    ...(typeof autonumber === "boolean" ? { autonumber } : {}),
    ...(isNumberMode(numbers) ? { numbers } : {}),
  };
}
