/** The comments of a document; the tree has none. */

import type { Document, Span } from "../language/ast.js";
import { lineEnd } from "../language/text.js";

export interface Comment {
  readonly line: number;
  /** From the `#` on. */
  readonly span: Span;
  /** Nothing else stands on the line. */
  readonly alone: boolean;
}

const BEGINS = /^[\s\u3000\ufeff]*[#＃]/;

export function commentsOf(document: Document): Comment[] {
  const { text, lineStarts } = document;
  const ends = statementEnds(document);
  const found: Comment[] = [];
  lineStarts.forEach((start, line) => {
    const from = ends.get(line);
    const end = lineEnd(document, line);
    const begins = BEGINS.exec(text.slice(from ?? start, end));
    if (begins === null) return;
    const span = { start: (from ?? start) + begins[0].length - 1, end };
    found.push({ line, span, alone: from === undefined });
  });
  return found;
}

/** Where the statement of a line ends. */
function statementEnds({ answers, flows }: Document): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  if (answers !== null) ends.set(0, answers.span.end);
  for (const { header, statements } of flows) {
    if (header !== null) ends.set(header.line, header.span.end);
    for (const { line, span } of statements) ends.set(line, span.end);
  }
  return ends;
}
