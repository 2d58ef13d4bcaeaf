/** The blanks of an exercise: each `?` that is still to be filled in. */

import type { Expr, Flow, Span, Statement, StateWord } from "../language/ast.js";

/** Where the blanks of a flow stand, in text order. A plain flow has none: there `?` is a question. */
export function blanks(flow: Flow): Span[] {
  return flow.kind === "exercise" ? flow.statements.flatMap(ofStatement) : [];
}

function ofStatement(statement: Statement): Span[] {
  switch (statement.type) {
    case "blank":
      return [statement.span];
    case "local":
      return ofLocal(statement.what);
    case "segment": {
      const { flags, seq, ack, len, win, urg, mss, wscale } = statement;
      const sums = [seq, ack, len].flatMap((field) => ofExpr(field?.value ?? null));
      const integers = [win, urg, mss, wscale].flatMap((f) =>
        f !== null && f.value === null ? [f.span] : [],
      );
      const all = [...(flags.blank === null ? [] : [flags.blank]), ...sums, ...integers];
      return all.sort((a, b) => a.start - b.start);
    }
    default:
      return [];
  }
}

function ofLocal(what: Extract<Statement, { type: "local" }>["what"]): Span[] {
  if (what.kind === "blank") return [what.span];
  if (what.kind === "state") return [...ofState(what.from), ...ofState(what.to)];
  return "amount" in what ? ofExpr(what.amount) : [];
}

function ofState(word: StateWord | null): Span[] {
  return word !== null && word.state === null ? [word.span] : [];
}

function ofExpr(expr: Expr | null): Span[] {
  return expr?.blank === true ? [expr.span] : [];
}
