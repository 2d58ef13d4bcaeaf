/** What the preview shows for a place in the text: one flow, or as much of it as fits, as Mermaid text. */

import { express } from "../check/express.js";
import type { Analysis, Finding, FlowTrace, Step } from "../check/trace.js";
import { draw, mermaid } from "../diagram/mermaid.js";
import type { Row, RowOptions } from "../diagram/row.js";
import { rows } from "../diagram/rows.js";
import { explainFinding } from "../explain/diagnostic.js";
import type { Locale } from "../messages/locale.js";

export interface PictureOptions {
  readonly locale: Locale;
  readonly states: boolean;
  readonly notes: boolean;
}

/** A drawn row: its place in Mermaid's count, and what the page needs to mark it and to find its line. */
export interface PictureItem {
  readonly index: number;
  readonly id: string;
  readonly line: number;
  readonly kind: Row["kind"];
  readonly tone: Row["tone"];
  readonly beside: boolean;
}

export interface Picture {
  /** Mermaid text; empty where there is nothing to draw. */
  readonly source: string;
  readonly items: readonly PictureItem[];
  /** Rows that are not drawn, before and after those that are. */
  readonly above: number;
  readonly below: number;
}

/** Beyond this many rows a picture takes longer to draw than one wants to wait while typing. */
export const WINDOW_ROWS = 400;

/** The index of the flow at this line; the first one where there is none. */
export function flowAt(analysis: Analysis, line: number): number {
  let found = 0;
  analysis.flows.forEach((trace, i) => {
    if (trace.flow.line <= line) found = i;
  });
  return found;
}

/** The rows from `first` on; with `around`, those round the row of that line instead. */
export function picture(
  analysis: Analysis,
  flowIndex: number,
  place: { readonly first: number } | { readonly around: number },
  options: PictureOptions,
): Picture & { readonly first: number } {
  const trace = analysis.flows[flowIndex];
  if (trace === undefined) return { source: "", items: [], above: 0, below: 0, first: 0 };
  const all = flowRows(analysis, trace, options);
  const first = windowStart(all, place);
  const slice = all.slice(first, first + WINDOW_ROWS);
  const drawn = draw(slice, { endpoints: trace.endpoints });
  const items = drawn.items.flatMap((row, index) => (row === null ? [] : [itemOf(row, index)]));
  return {
    source: items.length === 0 ? "" : drawn.text,
    items,
    above: first,
    below: all.length - first - slice.length,
    first,
  };
}

/** The whole flow as Mermaid text, for other tools. */
export function flowAsMermaid(analysis: Analysis, flowIndex: number, options: PictureOptions): string {
  const trace = analysis.flows[flowIndex];
  if (trace === undefined) return "";
  return mermaid(flowRows(analysis, trace, options), { endpoints: trace.endpoints });
}

export function flowRows(analysis: Analysis, trace: FlowTrace, options: PictureOptions): Row[] {
  const open = trace.flow.kind !== "exercise";
  const rowOptions: RowOptions = {
    ...options,
    text: analysis.document.text,
    express: (step, which) => numberOf(trace, step, which),
    reason: (finding) => reasonOf(finding, open, options.locale),
  };
  return rows(trace, rowOptions);
}

function numberOf(trace: FlowTrace, step: Step, which: "seq" | "ack" | "len"): string | null {
  const value = step.segment?.[which] ?? null;
  return value === null ? null : express(trace, value, step.index);
}

/** Short: what is wrong; with what belongs there unless that is for a student to find. */
function reasonOf(finding: Finding, open: boolean, locale: Locale): string {
  const { what, expected } = explainFinding(finding, locale);
  if (!open || expected === null) return what;
  const end = /[.。]$/;
  return locale === "zh-cn"
    ? `${what.replace(end, "")}：${expected}`
    : `${what.replace(end, "")}: ${expected}`;
}

function windowStart(all: readonly Row[], place: { first: number } | { around: number }): number {
  const most = Math.max(0, all.length - WINDOW_ROWS);
  if ("first" in place) return clamp(place.first, most);
  let at = 0;
  while (at + 1 < all.length && (all[at + 1] as Row).line <= place.around) at++;
  return clamp(at - WINDOW_ROWS / 2, most);
}

function clamp(n: number, most: number): number {
  return Math.max(0, Math.min(n, most));
}

function itemOf(row: Row, index: number): PictureItem {
  return {
    index,
    id: row.id,
    line: row.line,
    kind: row.kind,
    tone: row.tone,
    beside: "beside" in row && row.beside,
  };
}
