/** Lessons are Markdown pages, read as VS Code renders them. A link of a page to an exercise begins it. */

import * as vscode from "vscode";
import { fileName } from "../exercise/file-name.js";
import { parse } from "../language/parser.js";
import { disposeAll } from "./analyses.js";
import { columnForNew, isToLookAt } from "./columns.js";
import { isForReading } from "./files.js";
import { showPage } from "./pages.js";

/** VS Code's own, as an editor: it has a tab of its own, and says which file it shows. */
const RENDERED = "vscode.markdown.preview.editor";
/** Of the lessons, below the extension's folder. */
const FOLDER = "lessons";
const TEMPLATE = /^(?!.*\.(?:key|answer)\.)[^/]+\.tcpflow$/;

export function registerLessonPages({ extensionUri }: vscode.ExtensionContext): vscode.Disposable {
  const waiting = new Set<string>();
  return disposeAll(
    vscode.window.onDidChangeActiveTextEditor(async (editor) => {
      if (editor === undefined || !isTemplate(editor.document.uri, extensionUri)) return;
      const key = editor.document.uri.toString();
      if (waiting.has(key)) return;
      waiting.add(key);
      await beginAt(editor).finally(() => waiting.delete(key));
    }),
  );
}

/** Rendered, where one reads: not in place of a picture that stands beside a text. */
export async function openLessonPage(page: vscode.Uri): Promise<void> {
  const viewColumn = columnFor(page);
  try {
    await vscode.commands.executeCommand("vscode.openWith", page, RENDERED, { viewColumn });
  } catch {
    await showPage(page);
  }
}

/**
 * The name of the page that one reads: `01-three-way-handshake.md`; null where one is at something else. From the walkthrough
 * it is the one beside it.
 */
export function pageRead(): string | null {
  const { activeTabGroup, all } = vscode.window.tabGroups;
  const groups = isToLookAt(activeTabGroup) ? all : [activeTabGroup];
  const inputs = groups.map(({ activeTab }) => activeTab?.input);
  const page = inputs.find((input) => input instanceof vscode.TabInputCustom && input.viewType === RENDERED);
  return page instanceof vscode.TabInputCustom ? fileName(page.uri.path) : null;
}

/** The student's copy, beside the picture of what is in it. */
export async function beginFromLesson(template: vscode.Uri, index: number | null): Promise<void> {
  await vscode.commands.executeCommand("tcpflow.startExercise", template, index);
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return;
  const { line } = editor.selection.active;
  await vscode.commands.executeCommand("tcpflow.openPreviewToSide", editor.document.uri, line);
}

function columnFor(page: vscode.Uri): vscode.ViewColumn {
  const key = page.toString();
  const open = vscode.window.tabGroups.all.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputCustom && input.uri.toString() === key),
  );
  return open?.viewColumn ?? columnForNew();
}

/** A template that ships is not for writing. */
function isTemplate(uri: vscode.Uri, extension: vscode.Uri): boolean {
  return (
    isForReading(uri, extension) &&
    uri.path.startsWith(`${extension.path}/${FOLDER}/`) &&
    TEMPLATE.test(fileName(uri.path))
  );
}

/** In its stead the copy opens, at the exercise that the link names by its line. */
async function beginAt({ document, selection }: vscode.TextEditor): Promise<void> {
  const line = selection.active.line > 0 ? selection.active.line : await lineOnceThere(document.uri);
  const exercises = parse(document.getText()).flows.filter(({ kind }) => kind === "exercise");
  const index = exercises.findLastIndex((flow) => flow.line <= line);
  await beginFromLesson(document.uri, index < 0 ? null : index);
  await vscode.window.tabGroups.close(tabsOf(document.uri), true);
}

/** An editor may be there a moment before its cursor is where it was sent; without a line there is none to wait for. */
function lineOnceThere(uri: vscode.Uri): Promise<number> {
  return new Promise((resolve) => {
    const done = (line: number) => {
      clearTimeout(timer);
      moved.dispose();
      resolve(line);
    };
    const timer = setTimeout(() => done(0), PATIENCE_MS);
    const moved = vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
      if (textEditor.document.uri.toString() === uri.toString()) done(selections[0]?.active.line ?? 0);
    });
  });
}

const PATIENCE_MS = 300;

function tabsOf(uri: vscode.Uri): readonly vscode.Tab[] {
  const key = uri.toString();
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === key);
}
