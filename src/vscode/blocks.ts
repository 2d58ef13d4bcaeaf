/** The blocks of Markdown files, for whoever asks about flows: made once for each version of a file. */

import * as vscode from "vscode";
import { firstNote, type Note, nextNote } from "../notes/note.js";
import { isFlowDocument, LANGUAGE } from "./analyses.js";
import { BlockDocument } from "./block-document.js";

/** Any scheme, and the Markdown cells of notebooks. */
export const MARKDOWN: vscode.DocumentSelector = { language: "markdown" };

/** The flows of a document: itself, or the blocks of a Markdown file. */
export function flowsIn(document: vscode.TextDocument): readonly vscode.TextDocument[] {
  return isFlowDocument(document) ? [document] : blocksOf(document);
}

export function mayHoldFlows(document: vscode.TextDocument): boolean {
  return isFlowDocument(document) || document.languageId === "markdown";
}

/** The flow that the position is in. */
export function flowDocumentAt(
  document: vscode.TextDocument,
  position: vscode.Position,
): vscode.TextDocument | undefined {
  if (isFlowDocument(document)) return document;
  return blocksOf(document).find((block) => block.holds(position));
}

/** The flow that the line is in, wherever on the line one is. */
export function flowDocumentOnLine(
  document: vscode.TextDocument,
  line: number,
): vscode.TextDocument | undefined {
  if (isFlowDocument(document)) return document;
  return blocksOf(document).find((block) => block.holdsLine(line));
}

/** The flow that is shown for a line: the one it is in, else the next one, else the last. */
export function flowNear(document: vscode.TextDocument, line: number): vscode.TextDocument | undefined {
  if (isFlowDocument(document)) return document;
  const blocks = blocksOf(document);
  return blocks.find(({ block }) => line <= block.line + block.columns.length) ?? blocks.at(-1);
}

/** What a flow has become after an edit of its file: the block at the cursor, else the one in the same place. */
export function laterFlow(before: vscode.TextDocument, file: vscode.TextDocument): vscode.TextDocument {
  if (!(before instanceof BlockDocument)) return file;
  const blocks = blocksOf(file);
  const editor = vscode.window.visibleTextEditors.find(({ document }) => document === file);
  const atCursor = editor === undefined ? undefined : flowDocumentOnLine(file, editor.selection.active.line);
  return atCursor ?? blocks[before.index] ?? blocks.at(-1) ?? before;
}

export function blocksOf(document: vscode.TextDocument): readonly BlockDocument[] {
  if (document.languageId !== "markdown") return NONE;
  const cached = cache.get(document);
  if (cached?.version === document.version) return isOn(document) ? cached.blocks : NONE;
  if (!isOn(document)) return NONE;
  const text = document.getText();
  const note = cached === undefined ? firstNote(text) : nextNote(cached.note, text);
  const blocks = note.blocks.map((block, i) => new BlockDocument(document, block, i));
  cache.set(document, { version: document.version, note, blocks });
  return blocks;
}

const NONE: readonly BlockDocument[] = [];

interface Cached {
  readonly version: number;
  readonly note: Note;
  readonly blocks: readonly BlockDocument[];
}

const cache = new WeakMap<vscode.TextDocument, Cached>();

function isOn(document: vscode.TextDocument): boolean {
  return vscode.workspace.getConfiguration(LANGUAGE, document).get("markdown.blocks", true);
}
