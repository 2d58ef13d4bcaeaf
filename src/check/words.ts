/** The writer's own words, for messages. */

import type { Expr } from "../language/ast.js";

/** A sum as it was written, without blanks. */
export function writeExpr(expr: Expr): string {
  if (expr.blank) return "?";
  let text = "";
  for (const term of expr.terms) {
    if (term.sign === -1) text += "-";
    else if (text !== "") text += "+";
    text += term.kind === "number" ? String(term.value) : term.name;
  }
  return expr.alias === null ? text : `${expr.alias.name}=${text}`;
}
