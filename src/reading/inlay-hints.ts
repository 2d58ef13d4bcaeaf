/** What is not written, shown beside what is. In an exercise nothing is shown: it would tell. */

import type { Code } from "../check/codes.js";
import { isWrongAt } from "../check/expected.js";
import { express } from "../check/express.js";
import type { Analysis, Finding, FlowTrace, Step } from "../check/trace.js";
import { unwritten } from "../check/unwritten.js";
import type { Span } from "../language/ast.js";
import { insert, type TextEdit } from "../language/edits.js";
import { lineAt } from "../language/text.js";
import type { Locale } from "../messages/locale.js";
import { refactoringTexts } from "../messages/refactorings.js";

export type HintKind = "seq" | "ack" | "states" | "symbols" | "findings";

export interface InlayHint {
  readonly at: number;
  readonly label: string;
  readonly kind: HintKind;
  readonly tooltip: string;
  /** Blanks that part it from the text. */
  readonly paddingLeft: boolean;
  readonly paddingRight: boolean;
  /** Writes it into the text; none for what cannot be written there. */
  readonly edits: readonly TextEdit[];
}

/** The hints of the wanted kinds on the lines of the span, in text order. */
export function inlayHints(
  analysis: Analysis,
  span: Span,
  kinds: ReadonlySet<HintKind>,
  locale: Locale,
): InlayHint[] {
  const { document } = analysis;
  const first = lineAt(document, span.start);
  const last = lineAt(document, span.end);
  const hints: InlayHint[] = [];
  for (const trace of analysis.flows) {
    if (trace.flow.kind === "exercise") continue;
    const from = firstStep(trace.steps, first);
    for (let i = from; i < trace.steps.length; i++) {
      const step = trace.steps[i] as Step;
      if (step.line > last) break;
      hints.push(...numbers(trace, step, kinds, locale));
      if (kinds.has("states")) hints.push(...states(trace, step, locale));
    }
    if (kinds.has("symbols")) hints.push(...symbols(trace, analysis, first, last, locale));
    if (kinds.has("findings")) hints.push(...names(trace, analysis, first, last, locale));
  }
  return hints.sort((a, b) => a.at - b.at || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

const ORDER: readonly HintKind[] = ["seq", "ack", "symbols", "states", "findings"];

/** Steps stand in the order of their lines. */
function firstStep(steps: readonly Step[], line: number): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle]?.line ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return low;
}

function numbers(
  trace: FlowTrace,
  step: Step,
  kinds: ReadonlySet<HintKind>,
  locale: Locale,
): readonly InlayHint[] {
  if (!kinds.has("seq") && !kinds.has("ack")) return [];
  const tooltip = refactoringTexts(locale).computed;
  return unwritten(trace, step)
    .filter(({ name }) => kinds.has(name))
    .map(({ name, at, text }) => ({
      at,
      label: text.trim(),
      kind: name,
      tooltip,
      paddingLeft: text.startsWith(" "),
      paddingRight: text.endsWith(" "),
      edits: [insert(at, text)],
    }));
}

/** The states that changed on this line. */
function states(trace: FlowTrace, step: Step, locale: Locale): readonly InlayHint[] {
  if (step.kind !== "segment" && step.kind !== "deliver" && step.kind !== "event") return [];
  const before = trace.steps[step.index - 1]?.states;
  const changed = before === undefined ? step.states.entries() : step.states.changedFrom(before);
  if (changed.length === 0) return [];
  return [
    atEnd(
      step,
      "states",
      changed.map(([name, state]) => `${name}: ${state}`).join(", "),
      refactoringTexts(locale).stateAfter,
    ),
  ];
}

function atEnd(step: Pick<Step, "statement">, kind: HintKind, label: string, tooltip: string): InlayHint {
  const at = step.statement.span.end;
  return { at, label, kind, tooltip, paddingLeft: true, paddingRight: false, edits: [] };
}

/** Where a letter gets its value: what that is in the words used before. */
function symbols(
  trace: FlowTrace,
  { document }: Analysis,
  first: number,
  last: number,
  locale: Locale,
): readonly InlayHint[] {
  const texts = refactoringTexts(locale);
  return trace.symbols.order.flatMap((info) => {
    if (info.line < first || info.line > last || info.kind === "length") return [];
    const given = trace.steps[info.step];
    // What is wrong there is told once, with the number that belongs in its place.
    if (info.doubted === true || (given !== undefined && isWrongAt(given, info.span))) return [];
    const value = express(trace, info.value, info.step - 1);
    if (value === null || value === info.name) return [];
    const alone = document.text.slice(info.span.start, info.span.end) === info.name;
    return [
      {
        at: info.span.end,
        label: alone ? `= ${value}` : `${info.name} = ${value}`,
        kind: "symbols" as const,
        tooltip: texts.symbolWorth(info.name),
        paddingLeft: true,
        paddingRight: false,
        edits: [],
      },
    ];
  });
}

/** What Wireshark writes into its Info column (`tcp.analysis`). */
const WIRESHARK: { readonly [C in Code]?: string } = {
  retransmission: "TCP Retransmission",
  "spurious-retransmission": "TCP Spurious Retransmission",
  "fast-retransmission": "TCP Fast Retransmission",
  "duplicate-ack": "TCP Dup ACK",
  "out-of-order": "TCP Out-Of-Order",
  "keep-alive": "TCP Keep-Alive",
  "zero-window": "TCP ZeroWindow",
  "window-probe": "TCP ZeroWindowProbe",
  "window-update": "TCP Window Update",
  "ack-beyond": "TCP ACKed unseen segment",
};

function names(
  trace: FlowTrace,
  analysis: Analysis,
  first: number,
  last: number,
  locale: Locale,
): readonly InlayHint[] {
  const tooltip = refactoringTexts(locale).wireshark;
  return trace.findings.flatMap((finding) => {
    const name = nameOf(finding);
    if (name === undefined || finding.line < first || finding.line > last) return [];
    const step = trace.steps[firstStep(trace.steps, finding.line)];
    if (step === undefined || step.line !== finding.line || !analysis.findings.includes(finding)) return [];
    return [atEnd(step, "findings", `[${name}]`, tooltip)];
  });
}

function nameOf(finding: Finding): string | undefined {
  if (finding.code === "seq-wrong" && finding.args.reason === "ahead")
    return "TCP Previous segment not captured";
  return WIRESHARK[finding.code];
}
