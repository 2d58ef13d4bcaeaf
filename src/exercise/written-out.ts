/** The numbers that a flow leaves out, written where they belong. */

import { express } from "../check/express.js";
import type { Step } from "../check/trace.js";
import type { TextEdit } from "../language/edits.js";
import type { Checked } from "./make-check.js";

/** Those of a whole flow; what cannot be said in its words stays left out. */
export function numbersLeftOut(source: Checked): readonly TextEdit[] {
  return source.trace.steps.flatMap((step) => numbersOf(source, step) ?? []);
}

/** seq and ack behind the flags, where they are not written; null where there are no words for them. */
export function numbersOf({ trace }: Checked, step: Step): readonly TextEdit[] | null {
  const { statement, segment } = step;
  if (statement.type !== "segment" || segment === null) return [];
  const end = statement.flags.span?.end;
  if (end === undefined) return null;
  const seq = express(trace, segment.seq, step.index);
  const ack = segment.ack === null ? "" : express(trace, segment.ack, step.index);
  if (seq === null || ack === null) return null;
  const written = statement.seq === null ? ` seq=${seq}` : "";
  const acked = statement.ack === null && ack !== "" ? ` ack=${ack}` : "";
  const at = statement.seq?.span.end ?? end;
  return written + acked === "" ? [] : [{ span: { start: at, end: at }, text: written + acked }];
}
