/** Lines of a text, for fixes that put one in or take one out. */

import type { Document, Span, Statement } from "./ast.js";
import { insert, remove, type TextEdit } from "./edits.js";
import { lineEnd } from "./text.js";

export function lineStart({ lineStarts, text }: Document, line: number): number {
  return lineStarts[line] ?? text.length;
}

export function lineText(document: Document, line: number): string {
  return document.text.slice(lineStart(document, line), lineEnd(document, line));
}

/** The line end that the text uses. */
export function newline({ text }: Document): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

export function insertBefore(document: Document, line: number, ...texts: readonly string[]): TextEdit {
  const end = newline(document);
  return insert(lineStart(document, line), texts.map((text) => text + end).join(""));
}

export function insertAfter(document: Document, line: number, ...texts: readonly string[]): TextEdit {
  const end = newline(document);
  return insert(lineEnd(document, line), texts.map((text) => end + text).join(""));
}

/** The lines `first` to `last` with their line ends. */
export function removeLines(document: Document, first: number, last: number = first): TextEdit {
  const { text, lineStarts } = document;
  const next = lineStarts[last + 1];
  if (next !== undefined) return remove(lineStart(document, first), next);
  return remove(first === 0 ? 0 : lineEnd(document, first - 1), text.length);
}

/** `span` and the blanks before it, so that a line closes up where a word is taken out. */
export function removeWord({ text }: Document, { start, end }: Span): TextEdit {
  let from = start;
  while (from > 0 && " \t,".includes(text.charAt(from - 1))) from--;
  return remove(from, end);
}

/** The last line of the claims and notes that stand right under a statement. */
export function lastClaimUnder(statements: readonly Statement[], line: number): number {
  let last = line;
  for (const statement of statements) {
    if (statement.line <= line) continue;
    const claims = statement.type === "local" && statement.what.kind !== "event";
    if (!claims || statement.line !== last + 1) break;
    last = statement.line;
  }
  return last;
}
