/**
 * The analysis of a text that has been edited, made out of the one before.
 *
 * A flow is walked from a checkpoint above the edited lines on, and only until the walk stands, below them, as the
 * one before stood there: from then on everything is as it was, at another place perhaps. Whatever is not certain to
 * be as it was is walked: `nextVersion` and `analyze` never differ, and a test of random edits holds them to that.
 */

import type { Document, Flow } from "../language/ast.js";
import { parse, readsLineByLine } from "../language/parser.js";
import { type LineChange, reparse } from "../language/reparse.js";
import { analysisFrom } from "./analyze.js";
import { type Recording, recordFlow, reviseFlow, SPACING, type Spacing } from "./recording.js";
import type { Analysis } from "./trace.js";

/** One version of a text, from which the next can be made. */
export interface Version {
  readonly analysis: Analysis;
  /** One for each flow. */
  readonly recordings: readonly Recording[];
}

export function firstVersion(text: string, spacing: Spacing = SPACING): Version {
  const document = parse(text);
  return versionOf(
    document,
    document.flows.map((flow) => recordFlow(document, flow, spacing)),
  );
}

/** What `firstVersion(text)` would be. The version before stays what it is. */
export function nextVersion(before: Version, text: string, spacing: Spacing = SPACING): Version {
  const old = before.analysis.document;
  if (text === old.text) return before;
  const { document, change } = reparse(old, text);
  const above = flowsAbove(old, document, change);
  const below = flowsBelow(old, document, change, above);
  const oldBetween = old.flows.length - above - below;
  const between = document.flows.length - above - below;
  // Where a flow came or went, nobody can tell which of those between has become which.
  const pairs = oldBetween === between && readsLineByLine(old) && readsLineByLine(document);
  return versionOf(
    document,
    document.flows.map((flow, i) => {
      const isBetween = i >= above && i < above + between;
      const recording = before.recordings[i < above + between ? i : i - between + oldBetween];
      if (recording === undefined || (isBetween && !pairs)) return recordFlow(document, flow, spacing);
      return reviseFlow(recording, old, document, flow, change, spacing);
    }),
  );
}

function versionOf(document: Document, recordings: readonly Recording[]): Version {
  const flows = recordings.map(({ trace }) => trace);
  return { analysis: analysisFrom(document, flows), recordings };
}

/** How many flows end above the edited lines. */
function flowsAbove({ flows: old }: Document, { flows: now }: Document, { first }: LineChange): number {
  let count = 0;
  const endsAbove = (next: Flow | undefined): boolean => next !== undefined && next.line <= first;
  while (endsAbove(old[count + 1]) && endsAbove(now[count + 1])) count++;
  return count;
}

/** How many flows begin below them. */
function flowsBelow(
  { flows: old }: Document,
  { flows: now }: Document,
  { oldEnd, newEnd }: LineChange,
  above: number,
): number {
  const most = Math.min(old.length, now.length) - above;
  const begins = (flow: Flow | undefined, end: number): boolean =>
    flow !== undefined && flow.header !== null && flow.line >= end;
  let count = 0;
  while (count < most && begins(old.at(-1 - count), oldEnd) && begins(now.at(-1 - count), newEnd)) count++;
  return count;
}
