/** Asks the check what belongs somewhere, by analysing the flow with that place left open. */

import { expressAt } from "../../check/express.js";
import type { TextEdit } from "../../language/edits.js";
import { offsetAfter } from "../../language/edits.js";
import { lineStart } from "../../language/line-edits.js";
import type { Num } from "../../tcp/number.js";
import type { FixSite } from "./draft.js";
import { tryEdits } from "./trial.js";

/** The number that a segment's field must be, once the edits are made; null where the flow has no words for it. */
export function answered(
  place: FixSite,
  edits: readonly TextEdit[],
  name: "seq" | "ack" | "len",
): string | null {
  const { analysis, finding, flow } = place;
  const { after } = tryEdits(analysis, flow, finding, edits);
  const line = lineOf(place, edits);
  for (const trace of after.flows) {
    const step = trace.steps.find((s) => s.line === line && s.segment !== null);
    if (step === undefined) continue;
    const value: Num | null | undefined = step.segment?.[name];
    return expressAt(trace, value, step);
  }
  return null;
}

/** The line of the finding once the edits are made, counted from the beginning of its flow's text. */
function lineOf({ analysis, finding, flow }: FixSite, edits: readonly TextEdit[]): number {
  const { flows, document } = analysis;
  const first = flows[0]?.flow === flow ? 0 : flow.line;
  const start = lineStart(document, finding.line);
  const moved = offsetAfter(start, edits) - start;
  const inserted = moved > 0 ? edits.filter(({ span }) => span.end <= start) : [];
  const lines = inserted.reduce((n, { text }) => n + text.split("\n").length - 1, 0);
  return finding.line - first + lines;
}
