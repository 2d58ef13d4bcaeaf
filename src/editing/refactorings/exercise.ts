/** An exercise out of a flow, where it stands: what can be computed becomes a blank. */

import type { FlowTrace } from "../../check/trace.js";
import { type BlankOf, candidatesOf } from "../../exercise/make-blanks.js";
import type { Document, Span } from "../../language/ast.js";
import { replace, type TextEdit } from "../../language/edits.js";
import { insertAfter, insertBefore } from "../../language/line-edits.js";

/** Blanks for the numbers and states within the span, or for all of them where it is empty. */
export function makeExercise(
  trace: FlowTrace,
  document: Document,
  selection: Span,
  task: string,
): readonly TextEdit[] {
  const { flow } = trace;
  if (flow.kind === "exercise") return [];
  const chosen = candidatesOf(trace, document.text)
    // Not the numbers that are chosen, nor the lengths of data.
    .filter((one) => BLANKS.has(one.of) && !one.chosen)
    .map(({ span }) => span)
    .filter(
      ({ start, end }) =>
        selection.start === selection.end || (selection.start < end && start < selection.end),
    );
  if (chosen.length === 0) return [];
  const lines = [`task: ${task}`, "kind: fill"];
  const head =
    flow.header === null
      ? insertBefore(document, flow.line, 'exercise "TCP"', ...lines)
      : insertAfter(document, flow.header.line, ...lines);
  const word = flow.header?.span.start ?? -1;
  const title = word < 0 ? [] : [replace({ start: word, end: word + "flow".length }, "exercise")];
  return [...title, head, ...chosen.map((span) => replace(span, "?"))];
}

const BLANKS: ReadonlySet<BlankOf> = new Set(["seq", "ack", "state"]);
