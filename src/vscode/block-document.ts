/**
 * A block of a Markdown file as a document of VS Code's: its text and its offsets are the block's own, its positions are
 * those of the file. So whoever asks a feature about a block gets an answer in places of the file, and no feature knows.
 */

import * as vscode from "vscode";
import type { TextEdit } from "../language/edits.js";
import type { Block } from "../notes/note.js";
import { editInNote, gapAt, inBlock, inNote, nearestInBlock, prefixedLines } from "../notes/places.js";

export class BlockDocument implements vscode.TextDocument {
  readonly languageId = "tcpflow";
  readonly version: number;

  constructor(
    /** The Markdown file. */
    readonly file: vscode.TextDocument,
    readonly block: Block,
    /** Its place among the blocks of the file. */
    readonly index: number,
  ) {
    this.version = file.version;
  }

  get uri(): vscode.Uri {
    return this.file.uri;
  }
  get fileName(): string {
    return this.file.fileName;
  }
  get isUntitled(): boolean {
    return this.file.isUntitled;
  }
  get isDirty(): boolean {
    return this.file.isDirty;
  }
  get isClosed(): boolean {
    return this.file.isClosed;
  }
  get encoding(): string {
    return this.file.encoding;
  }
  get eol(): vscode.EndOfLine {
    return this.file.eol;
  }
  get lineCount(): number {
    return this.file.lineCount;
  }

  save(): Thenable<boolean> {
    return this.file.save();
  }

  getText(range?: vscode.Range): string {
    const { text } = this.block.version.analysis.document;
    return range === undefined ? text : text.slice(this.offsetAt(range.start), this.offsetAt(range.end));
  }

  offsetAt(position: vscode.Position): number {
    return nearestInBlock(this.block, position);
  }

  positionAt(offset: number): vscode.Position {
    const { line, character } = inNote(this.block, offset);
    return new vscode.Position(line, character);
  }

  lineAt(line: number | vscode.Position): vscode.TextLine {
    return typeof line === "number" ? this.file.lineAt(line) : this.file.lineAt(line);
  }

  getWordRangeAtPosition(position: vscode.Position, regex?: RegExp): vscode.Range | undefined {
    return this.file.getWordRangeAtPosition(position, regex);
  }

  validateRange(range: vscode.Range): vscode.Range {
    return this.file.validateRange(range);
  }

  validatePosition(position: vscode.Position): vscode.Position {
    return this.file.validatePosition(position);
  }

  /** Whether the position is in the block's own text. */
  holds(position: vscode.Position): boolean {
    return inBlock(this.block, position) !== null;
  }

  /** Whether the line is one that the block holds. */
  holdsLine(line: number): boolean {
    return line > this.block.line && line - this.block.line <= this.block.columns.length;
  }
}

/** What VS Code has open: the document itself, or the Markdown file that the block is in. */
export function fileOf(document: vscode.TextDocument): vscode.TextDocument {
  return document instanceof BlockDocument ? document.file : document;
}

/** How many lines of the file stand above the flow's own first one. */
export function linesAbove(document: vscode.TextDocument): number {
  return document instanceof BlockDocument ? document.block.line + 1 : 0;
}

/** A line of the file as a line of the flow. */
export function lineInFlow(document: vscode.TextDocument, fileLine: number): number {
  return Math.max(0, fileLine - linesAbove(document));
}

/** Whether the two are versions of one flow. */
export function isSameFlow(one: vscode.TextDocument, other: vscode.TextDocument): boolean {
  const place = (document: vscode.TextDocument) => (document instanceof BlockDocument ? document.index : 0);
  return one.uri.toString() === other.uri.toString() && place(one) === place(other);
}

/** An edit of a flow's own text, as one of the file that it stands in. */
export function editOf(document: vscode.TextDocument, edit: TextEdit): vscode.TextEdit {
  if (document instanceof BlockDocument) {
    const { start, end, text } = editInNote(document.block, edit);
    const range = new vscode.Range(start.line, start.character, end.line, end.character);
    return vscode.TextEdit.replace(range, text);
  }
  const { start, end } = edit.span;
  return vscode.TextEdit.replace(
    new vscode.Range(document.positionAt(start), document.positionAt(end)),
    edit.text,
  );
}

/** Parts of a text that is to stand at an offset, one after the other, as they stand in the file. */
export function partsIn(document: vscode.TextDocument, at: number, parts: readonly string[]): string[] {
  if (!(document instanceof BlockDocument)) return [...parts];
  const [first = "", ...rest] = parts.map((part) => prefixedLines(document.block, part));
  return [gapAt(document.block, at) + first, ...rest];
}
