/**
 * A fix is tried out before it is offered: the flow is analysed with it, and what is found then is
 * held against what was found before. Only this makes sure that it is one.
 */

import { analyze } from "../../check/analyze.js";
import type { Code } from "../../check/codes.js";
import type { Analysis, Finding, FindingOf, FlowTrace } from "../../check/trace.js";
import { applyEdits, offsetAfter, type TextEdit } from "../../language/edits.js";
import { parse } from "../../language/parser.js";
import { lineAt } from "../../language/text.js";

export interface TrialResult {
  /** The finding is not there any more. */
  readonly gone: boolean;
  /** What is there now and was not before. */
  readonly errors: number;
  readonly warnings: number;
  /** Errors and warnings, new or not. */
  readonly left: number;
  /** How much there is to say otherwise, new or not: the plainer of two repairs is the likelier one. */
  readonly remarks: number;
  /** The flows that came of it; the last may be a part of the text behind the flow. */
  readonly after: Analysis;
}

/** The flow of a finding by itself: other flows of the file have no part in it. */
interface Slice {
  readonly start: number;
  readonly text: string;
}

export function tryEdits(
  analysis: Analysis,
  flow: FlowTrace["flow"],
  finding: Finding | FindingOf<Code>,
  edits: readonly TextEdit[],
): TrialResult {
  const slice = sliceOf(analysis, flow);
  const own = edits.map(({ span, text }) => ({
    span: { start: span.start - slice.start, end: span.end - slice.start },
    text,
  }));
  const after = analyze(parse(applyEdits(slice.text, own)));
  const expected = new Map<string, number>();
  let key = "";
  for (const known of analysis.findings) {
    const start = known.span.start - slice.start;
    if (start < 0 || start > slice.text.length) continue;
    const name = keyOf(after, known, offsetAfter(start, own));
    add(expected, name, 1);
    if (known === finding) key = name;
  }
  const left = new Map(expected);
  const fresh = { error: 0, warning: 0, information: 0, hint: 0 };
  const found = new Map<string, number>();
  for (const now of after.findings) {
    const name = keyOf(after, now, now.span.start);
    add(found, name, 1);
    if ((left.get(name) ?? 0) > 0) add(left, name, -1);
    else fresh[now.severity]++;
  }
  return {
    gone: (found.get(key) ?? 0) < (expected.get(key) ?? 1),
    errors: fresh.error,
    warnings: fresh.warning,
    left: after.findings.filter(({ severity }) => severity === "error" || severity === "warning").length,
    remarks: after.findings.filter(({ severity }) => severity === "information" || severity === "hint")
      .length,
    after,
  };
}

/** The same finding has the same code on the same line. */
function keyOf({ document }: Analysis, { code }: Finding, offset: number): string {
  return `${KINDRED[code] ?? code} ${lineAt(document, offset)}`;
}

/** A FIN with the letter of the SYN is called one or the other by what follows. */
const KINDRED: { readonly [C in Code]?: Code } = { "flag-extra": "isn-reused" };

function add(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

function sliceOf({ document, flows }: Analysis, flow: FlowTrace["flow"]): Slice {
  const at = flows.findIndex((trace) => trace.flow === flow);
  const startOf = (line: number): number => document.lineStarts[line] ?? document.text.length;
  const start = at <= 0 ? 0 : startOf(flow.line);
  const next = flows[at + 1];
  return {
    start,
    text: document.text.slice(start, next === undefined ? undefined : startOf(next.flow.line)),
  };
}
