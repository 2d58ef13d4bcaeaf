/** The writer's own words, for messages. */

import type { Expr, Span } from "../language/ast.js";

/** The place of a term that nobody wrote: it was added to read the sum. */
export const UNWRITTEN: Span = { start: -1, end: -1 };

/** A sum as it was written, without blanks. */
export function writeExpr(expr: Expr): string {
  if (expr.blank) return "?";
  let text = "";
  for (const term of expr.terms) {
    if (term.span === UNWRITTEN) continue;
    if (term.sign === -1) text += "-";
    else if (text !== "") text += "+";
    text += term.kind === "number" ? String(term.value) : term.name;
  }
  return expr.alias === null ? text : `${expr.alias.name}=${text}`;
}
