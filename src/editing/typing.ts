/** What happens to a line that has just been finished: it is written the usual way, and nothing else moves. */

import type { Analysis } from "../check/trace.js";
import type { Statement } from "../language/ast.js";
import type { TextEdit } from "../language/edits.js";

const CLAIM_INDENT = "  ";

/** The edits of one line, in text order. */
export function finishLine({ document }: Analysis, line: number): TextEdit[] {
  const notations = document.notations.filter((use) => use.line === line);
  const edits = notations.map(({ span, canonical }): TextEdit => {
    const next = document.text.charAt(span.end);
    // A full-width colon brings its own room along.
    const room = canonical === ":" && next !== "" && next.trim() !== "" ? " " : "";
    return { span, text: canonical + room };
  });
  const start = document.lineStarts[line];
  const statements = document.flows.flatMap((flow) => flow.statements);
  const at = statements.findIndex((statement) => statement.line === line);
  const statement = statements[at];
  if (start === undefined || statement === undefined) return edits;
  const bare = statement.span.start === start && isClaim(statement) && followsStep(statements, at);
  return bare ? [{ span: { start, end: start }, text: CLAIM_INDENT }, ...edits] : edits;
}

function isClaim(statement: Statement): boolean {
  return statement.type === "local" && statement.what.kind !== "event";
}

const STEPS: readonly Statement["type"][] = ["segment", "deliver", "elision"];

/** A claim belongs under the segment before it, or under the claims that stand there already. */
function followsStep(statements: readonly Statement[], at: number): boolean {
  const before = statements[at - 1];
  if (before === undefined) return false;
  return STEPS.includes(before.type) || (before.type === "local" && followsStep(statements, at - 1));
}
