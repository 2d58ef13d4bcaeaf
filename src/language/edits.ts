/** Changes to a text as data. */

import type { Span } from "./ast.js";

export interface TextEdit {
  /** Of the text as it stands; empty to insert. */
  readonly span: Span;
  readonly text: string;
}

export function replace(span: Span, text: string): TextEdit {
  return { span, text };
}

export function insert(at: number, text: string): TextEdit {
  return { span: { start: at, end: at }, text };
}

export function remove(start: number, end: number): TextEdit {
  return { span: { start, end }, text: "" };
}

/** The text with the edits made. They may come in any order, but may not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let at = 0;
  for (const { span, text: replacement } of inOrder(edits)) {
    result += text.slice(at, span.start) + replacement;
    at = span.end;
  }
  return result + text.slice(at);
}

/** Where an offset of the text stands once the edits are made. */
export function offsetAfter(offset: number, edits: readonly TextEdit[]): number {
  let moved = offset;
  for (const { span, text } of edits) {
    if (span.end <= offset) moved += text.length - (span.end - span.start);
  }
  return moved;
}

/** Edits of which none touches what another one changes; the first of two that do is kept. */
export function apart(lists: readonly (readonly TextEdit[])[]): TextEdit[] {
  const kept: TextEdit[] = [];
  for (const edits of lists) {
    if (edits.some((edit) => kept.some((other) => touch(edit.span, other.span)))) continue;
    kept.push(...edits);
  }
  return kept;
}

function touch(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

function inOrder(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
