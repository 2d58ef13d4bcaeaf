/**
 * The same character in a block and in its note. Offsets are those of the block's own text; positions in the note are
 * lines and characters from 0, as in the Language Server Protocol.
 */

import type { Span } from "../language/ast.js";
import { numberAt } from "../language/at.js";
import type { TextEdit } from "../language/edits.js";
import { lineAt, lineEnd, offsetAt, type Position, positionAt } from "../language/text.js";
import type { Block } from "./note.js";

/** A range of the note, and what takes its place. */
export interface NoteEdit {
  readonly start: Position;
  readonly end: Position;
  readonly text: string;
}

/** Always within the lines that the block holds; of an empty one, the end of the line that opens it. */
export function inNote(block: Block, offset: number): Position {
  const { document } = block.version.analysis;
  const { line, character } = positionAt(document, offset);
  const last = block.columns.length - 1;
  if (last < 0) return { line: block.line, character: block.lineEnd };
  if (line > last) return inNote(block, lineEnd(document, last));
  const beyondPad = Math.max(0, character - numberAt(block.pads, line));
  return { line: block.line + 1 + line, character: numberAt(block.columns, line) + beyondPad };
}

/** null where nothing of the block's own text stands: beside it, or in what belongs to its containers. */
export function inBlock(block: Block, { line, character }: Position): number | null {
  const column = block.columns[line - block.line - 1];
  return column === undefined || character < column ? null : nearestInBlock(block, { line, character });
}

/** The offset nearest to the position, wherever in the note that is. */
export function nearestInBlock(block: Block, position: Position): number {
  const { document } = block.version.analysis;
  const line = position.line - block.line - 1;
  if (line < 0) return 0;
  const column = block.columns[line];
  if (column === undefined) return document.text.length;
  const own = position.character - column;
  return offsetAt(document, { line, character: own < 0 ? 0 : own + numberAt(block.pads, line) });
}

/** The lines of the block's own text become lines of the note: each with the prefix that keeps it within. */
export function editInNote(block: Block, edit: TextEdit): NoteEdit {
  const { span, text } = withoutLastLineEnd(block, edit);
  const { document } = block.version.analysis;
  const isAll = span.start === 0 && span.end > 0 && span.end === document.text.length;
  if (isAll && text === "" && !holdsItsEnd(block)) return everything(block);
  const prefixed = prefixedLines(block, text);
  const before = block.columns.length === 0 ? `\n${block.prefix}` : gapBefore(block, { span, text });
  return { start: inNote(block, span.start), end: inNote(block, span.end), text: before + prefixed };
}

/** With the prefix before each line but the first. */
export function prefixedLines({ prefix }: Block, text: string): string {
  if (prefix === "") return text;
  return text.replace(LINE_END, (end, at: number) => {
    const isBlank = /^[\r\n]/.test(text.slice(at + end.length, at + end.length + 1));
    return end + (isBlank ? prefix.trimEnd() : prefix);
  });
}

const LINE_END = /\r\n|\r|\n/g;

/** What the line that the edit begins on lacks, if something is to stand there. */
function gapBefore(block: Block, { span, text }: TextEdit): string {
  const { document } = block.version.analysis;
  const isLeftEmpty =
    text === "" ? span.end === lineEnd(document, lineAt(document, span.end)) : /^[\r\n]/.test(text);
  const first = (text + document.text.slice(span.end)).charAt(0);
  return isLeftEmpty ? "" : gapAt(block, span.start, first);
}

/**
 * What a line lacks of the prefix, to be gone on with. An empty one may stand in a list without the list's indentation;
 * one that will begin with a blank, its `first` character, would lose that to a fence that is indented further.
 */
export function gapAt(block: Block, offset: number, first = ""): string {
  const { document } = block.version.analysis;
  const line = lineAt(document, offset);
  const start = document.lineStarts[line];
  const isEmpty = lineEnd(document, line) === start;
  const beginsBlank = offset === start && (first === " " || first === "\t");
  return isEmpty || beginsBlank ? block.prefix.slice(block.columns[line] ?? block.prefix.length) : "";
}

/** The last line end of a block belongs to the fence that closes it, so it stays: the edit ends before it. */
function withoutLastLineEnd(block: Block, edit: TextEdit): TextEdit {
  const { text, lineStarts } = block.version.analysis.document;
  const { span } = edit;
  if (holdsItsEnd(block) || block.columns.length === 0 || span.end < text.length) return edit;
  const last = lineEnd(block.version.analysis.document, block.columns.length - 1);
  const line = edit.text.replace(/(\r\n|\r|\n)$/, "");
  if (span.start === text.length)
    return { span: { start: last, end: last }, text: edit.text === "" ? "" : `\n${line}` };
  if (edit.text !== "" || !lineStarts.includes(span.start)) {
    return { span: { start: Math.min(span.start, last), end: last }, text: line };
  }
  // Of whole lines that go, the line end before them goes as well, and theirs stays.
  if (span.start === 0) return edit;
  const above = lineEnd(
    block.version.analysis.document,
    lineAt(block.version.analysis.document, span.start) - 1,
  );
  return { span: { start: above, end: last }, text: "" };
}

/** Whether the end of its text is on a line of its own: nothing closes such a block. */
function holdsItsEnd({ columns, version }: Block): boolean {
  return columns.length === version.analysis.document.lineStarts.length;
}

/** All lines go: what is left is a fence, and the one that closes it. */
function everything(block: Block): NoteEdit {
  const below = block.line + 1;
  return {
    start: { line: below, character: 0 },
    end: { line: below + block.columns.length, character: 0 },
    text: "",
  };
}

/** A span of the block as a range of the note. */
export function rangeInNote(
  block: Block,
  { start, end }: Span,
): { readonly start: Position; readonly end: Position } {
  return { start: inNote(block, start), end: inNote(block, end) };
}
