/** One wrong number and all that was counted on from it: what is told once is put right at once. */

import { expressAt } from "../../check/express.js";
import type { Step } from "../../check/trace.js";
import { replace, type TextEdit } from "../../language/edits.js";
import { type Draft, type FixSite, repair, type SegmentSite } from "./draft.js";
import { worth, writeField } from "./segment.js";
import { tryEdits } from "./trial.js";

/**
 * The right number on the line, and on every line below whose own number is as wrong for the same reason, and silent
 * for that. None where there is no such line.
 */
export function throughout(place: SegmentSite, name: "seq" | "ack", expected: string): readonly Draft[] {
  const { segment, step, trace } = place;
  const field = segment[name];
  if (field === null || expected === "") return [];
  const below = trace.steps.slice(step.index + 1).filter(({ connection }) => connection === step.connection);
  // The numbers of one direction follow from each other.
  const owner = name === "seq" ? segment.from.name : segment.to.name;
  const edits = below.flatMap((later) => silentEdits(place, later, owner));
  if (edits.length === 0) return [];
  return [repair((t) => t.writeThroughout(`${name}=${expected}`), writeField(field, expected), ...edits)];
}

/** Numbers of the octets that `owner` sends. */
function silentEdits(
  { trace }: FixSite,
  { statement, segment, findings, index }: Step,
  owner: string,
): readonly TextEdit[] {
  if (statement.type !== "segment" || segment === null || !segment.corrected) return [];
  const [field, right] = segment.from === owner ? [statement.seq, segment.seq] : [statement.ack, segment.ack];
  if (field === null || right === null) return [];
  const isTold = findings.some(
    ({ severity, span }) => severity === "error" && span.start === field.span.start,
  );
  const written = worth(trace, field.value);
  if (isTold || written === null || trace.numbers.equal(written, right) === true) return [];
  const text = expressAt(trace, right, { index });
  return text === null ? [] : [writeField(field, text)];
}

/** The right number, and the states below that were claimed with the wrong one in mind. */
export function withItsClaims(place: SegmentSite, name: "seq" | "ack", expected: string): readonly Draft[] {
  const { analysis, flow, finding, segment } = place;
  const field = segment[name];
  if (field === null || expected === "") return [];
  const edit = writeField(field, expected);
  const { after } = tryEdits(analysis, flow, finding, [edit]);
  const first = analysis.flows[0]?.flow === flow ? 0 : flow.line;
  const claims = after.findings.flatMap((found) => {
    if (found.code !== "state-wrong" || found.line + first <= finding.line) return [];
    const claim = flow.statements.find(({ line }) => line === found.line + first);
    if (claim?.type !== "local" || claim.what.kind !== "state" || claim.subjects.length !== 1) return [];
    return [replace(claim.what.to.span, found.args.actual)];
  });
  if (claims.length === 0) return [];
  return [repair((t) => t.writeThroughout(`${name}=${expected}`), edit, ...claims)];
}
