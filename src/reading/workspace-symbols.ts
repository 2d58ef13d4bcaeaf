/** Flows and sections of many documents, by name. */

import type { Document, Span } from "../language/ast.js";
import { type OutlineItem, outline } from "./outline.js";

export interface WorkspaceItem {
  readonly kind: "flow" | "exercise" | "section";
  readonly title: string;
  /** The flow that a section belongs to. */
  readonly container: string;
  readonly heading: Span;
}

/** Those whose title has the letters of the query, in their order; a flow without a title has nothing to be found by. */
export function workspaceItems(document: Document, query: string): WorkspaceItem[] {
  return outline(document)
    .flatMap((flow) => [itemOf(flow, ""), ...flow.children.map((child) => itemOf(child, flow.title))])
    .filter((item) => item !== null)
    .filter(({ title }) => title !== "" && hasLetters(title.toLowerCase(), query.toLowerCase()));
}

function itemOf({ kind, title, heading }: OutlineItem, container: string): WorkspaceItem | null {
  return kind === "segment" ? null : { kind, title, container, heading };
}

function hasLetters(title: string, query: string): boolean {
  let at = 0;
  for (const letter of query) {
    if (letter.trim() === "") continue;
    const found = title.indexOf(letter, at);
    if (found < 0) return false;
    at = found + letter.length;
  }
  return true;
}
