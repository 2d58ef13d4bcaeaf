/** Changes to a text at places that do not overlap. */

import type { Span } from "../language/ast.js";

export interface Change {
  /** Of the text as it stands; empty to insert. */
  readonly span: Span;
  readonly text: string;
}

export function changed(text: string, changes: readonly Change[]): string {
  let result = "";
  let at = 0;
  const inOrder = [...changes].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  for (const { span, text: replacement } of inOrder) {
    result += text.slice(at, span.start) + replacement;
    at = span.end;
  }
  return result + text.slice(at);
}
