/** A fix that is thought of, before it has been tried. */

import type { Code } from "../../check/codes.js";
import type { Analysis, Finding, FindingOf, FlowTrace, Step } from "../../check/trace.js";
import type { Flow, Segment, Statement } from "../../language/ast.js";
import type { TextEdit } from "../../language/edits.js";
import type { FixTexts } from "../../messages/fixes.js";

export interface Draft {
  readonly title: (texts: FixTexts) => string;
  readonly edits: readonly TextEdit[];
  readonly kind: DraftKind;
  /** It changes a line above: taken only if that makes the story plainer than any change on the spot. */
  readonly elsewhere?: boolean;
}

/**
 * - `safe`: puts right what is written, and may be done to a whole file unasked
 * - `repair`: puts it right, but adds something or leaves a choice
 * - `other`: another way out, never the preferred one: the claim is given up, or the story changes
 */
export type DraftKind = "safe" | "repair" | "other";

/** The finding to be fixed, and where it stands. */
export interface FixSite<C extends Code = Code> {
  readonly analysis: Analysis;
  readonly text: string;
  readonly finding: FindingOf<C>;
  readonly flow: Flow;
  readonly trace: FlowTrace;
  /** The statement on the line of the finding. */
  readonly statement: Statement | null;
  readonly step: Step | null;
  /** `statement`, where it is a segment. */
  readonly segment: Segment | null;
}

/** The finding is one of a segment that is sent. */
export interface SegmentSite<C extends Code = Code> extends FixSite<C> {
  readonly step: Step;
  readonly segment: Segment;
}

export type Drafter<C extends Code> = (place: FixSite<C>) => readonly Draft[];

export type Drafters = { readonly [C in Code]?: Drafter<C> };

export function siteOf(analysis: Analysis, finding: Finding): FixSite | null {
  const trace =
    analysis.flows.find(({ findings }) => findings.includes(finding)) ?? flowOf(analysis, finding);
  if (trace === undefined) return null;
  const { flow } = trace;
  const statement = flow.statements.find(({ line }) => line === finding.line) ?? null;
  return {
    analysis,
    text: analysis.document.text,
    finding: finding as FindingOf<Code>,
    flow,
    trace,
    statement,
    step: trace.steps.find((step) => step.statement === statement) ?? null,
    segment: statement?.type === "segment" ? statement : null,
  };
}

/** For codes that only segments have. */
export const ofSegment =
  <C extends Code>(draft: (place: SegmentSite<C>) => readonly Draft[]): Drafter<C> =>
  (place) =>
    isOfSegment(place) ? draft(place) : [];

function isOfSegment<C extends Code>(place: FixSite<C>): place is SegmentSite<C> {
  return place.segment !== null && place.step !== null;
}

/** What cannot be read belongs to the flow that it stands in. */
function flowOf({ flows }: Analysis, { span }: Finding): FlowTrace | undefined {
  return flows.findLast(({ flow }) => flow.span.start <= span.start) ?? flows[0];
}

const draft =
  (kind: DraftKind) =>
  (title: Draft["title"], ...edits: readonly TextEdit[]): Draft => ({ title, edits, kind });

export const safe = draft("safe");
export const repair = draft("repair");
export const alternative = draft("other");
