/** What stands above the lines that begin a flow: a way to its picture, and what is left to do. */

import type { Analysis, FlowTrace } from "../check/trace.js";
import type { Span } from "../language/ast.js";
import { editorTexts } from "../messages/editor.js";
import type { Locale } from "../messages/locale.js";
import { blanks } from "./blanks.js";

export interface Lens {
  readonly kind: "preview" | "exercise" | "summary";
  readonly span: Span;
  readonly line: number;
  readonly title: string;
  /** Where a click goes: the first blank. null for one that is only read. */
  readonly target: Span | null;
}

export type LensKinds = Readonly<Record<Lens["kind"], boolean>>;

export function lenses(analysis: Analysis, kinds: LensKinds, locale: Locale): Lens[] {
  return analysis.flows.flatMap((trace) => ofFlow(trace, locale)).filter(({ kind }) => kinds[kind]);
}

function ofFlow(trace: FlowTrace, locale: Locale): Lens[] {
  const { flow } = trace;
  const first = flow.header?.span ?? flow.statements[0]?.span;
  if (first === undefined) return [];
  const place = { span: first, line: flow.line };
  const texts = editorTexts(locale);
  const preview: Lens = { kind: "preview", ...place, title: texts.preview, target: first };
  if (flow.kind === "flow") {
    return [preview, { kind: "summary", ...place, title: summary(trace, locale), target: null }];
  }
  const left = blanks(flow);
  const title = left.length === 0 ? texts.noBlankLeft : texts.blanksLeft(left.length);
  return [preview, { kind: "exercise", ...place, title, target: left[0] ?? null }];
}

/** How many segments there are, and the state in which each endpoint ends. Never asked for in an exercise. */
function summary({ steps }: FlowTrace, locale: Locale): string {
  const texts = editorTexts(locale);
  const count = steps.filter(({ kind }) => kind === "segment").length;
  const states = Object.entries(steps.at(-1)?.states ?? {});
  return [texts.segments(count), ...states.map(([name, state]) => texts.state(name, state))].join(" · ");
}
