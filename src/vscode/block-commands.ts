/** What is done with the block at the cursor: written the usual way, or opened as a file of its own. */

import * as vscode from "vscode";
import { BlockDocument } from "./block-document.js";
import { BlockFiles } from "./block-files.js";
import { flowDocumentOnLine } from "./blocks.js";
import { columnOf } from "./columns.js";
import { formattingEdits } from "./formatting.js";

/** For menus and keys: the cursor is in a block of a Markdown file. */
const IN_BLOCK = "tcpflow.inBlock";

export function registerBlocks(): vscode.Disposable {
  const files = new BlockFiles();
  let isIn = false;
  const note = (editor: vscode.TextEditor | undefined) => {
    const now = blockOf(editor) !== undefined;
    if (now === isIn) return;
    isIn = now;
    void vscode.commands.executeCommand("setContext", IN_BLOCK, now);
  };
  note(vscode.window.activeTextEditor);
  return vscode.Disposable.from(
    files,
    vscode.window.onDidChangeActiveTextEditor(note),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => note(textEditor)),
    vscode.commands.registerCommand("tcpflow.formatBlock", formatBlock),
    vscode.commands.registerCommand("tcpflow.openBlock", () => openBlock(files)),
  );
}

export function blockOf(editor: vscode.TextEditor | undefined): BlockDocument | undefined {
  const flow =
    editor === undefined ? undefined : flowDocumentOnLine(editor.document, editor.selection.active.line);
  return flow instanceof BlockDocument ? flow : undefined;
}

/**
 * A formatter of Markdown files VS Code would ask about at every turn, beside the one that the user has; so this is a
 * command.
 */
async function formatBlock(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const block = blockOf(editor);
  if (editor === undefined || block === undefined) return;
  const edits = formattingEdits(block);
  if (edits.length === 0) return;
  await editor.edit((builder) => {
    for (const { range, newText } of edits) builder.replace(range, newText);
  });
}

async function openBlock(files: BlockFiles): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const block = blockOf(editor);
  if (editor === undefined || block === undefined) return;
  const document = await vscode.workspace.openTextDocument(files.uriOf(block));
  const shown = await vscode.window.showTextDocument(document, {
    viewColumn: columnOf(document.uri),
    preview: false,
  });
  const offset = block.offsetAt(editor.selection.active);
  const cursor = document.positionAt(offset);
  shown.selection = new vscode.Selection(cursor, cursor);
}
