/** What can be folded: flows, sections, comments of several lines, and `# region` … `# endregion`. */

import type { Document } from "../language/ast.js";
import { commentsOf } from "./comments.js";
import { type OutlineItem, outline } from "./outline.js";

export interface Fold {
  readonly kind: "section" | "comment" | "region";
  readonly first: number;
  readonly last: number;
}

const REGION = /^[#＃]\s*region\b/;
const END_OF_REGION = /^[#＃]\s*endregion\b/;

export function folds(document: Document): Fold[] {
  const all = [...outline(document).flatMap(ofItem), ...ofComments(document)];
  return all.filter(({ first, last }) => last > first).sort((a, b) => a.first - b.first || b.last - a.last);
}

function ofItem({ kind, line, lastLine, children }: OutlineItem): Fold[] {
  return kind === "segment"
    ? []
    : [{ kind: "section", first: line, last: lastLine }, ...children.flatMap(ofItem)];
}

function ofComments(document: Document): Fold[] {
  const found: Fold[] = [];
  const open: number[] = [];
  let run: { first: number; last: number } | null = null;
  const close = () => {
    if (run !== null) found.push({ kind: "comment", ...run });
    run = null;
  };
  for (const { line, span, alone } of commentsOf(document)) {
    const text = document.text.slice(span.start, span.end);
    const first = END_OF_REGION.test(text) ? open.pop() : undefined;
    if (first !== undefined) found.push({ kind: "region", first, last: line });
    if (REGION.test(text)) open.push(line);
    if (!alone || REGION.test(text) || END_OF_REGION.test(text)) close();
    else if (run?.last === line - 1) run = { first: run.first, last: line };
    else {
      close();
      run = { first: line, last: line };
    }
  }
  close();
  return found;
}
