/**
 * Rewritings of a flow that keep what it says. Each is tried out: nothing new may be wrong afterwards. In a long
 * flow that waits until one is chosen, so that the list of them does not keep anybody waiting.
 */

import { analyze } from "../check/analyze.js";
import type { Analysis, FlowTrace } from "../check/trace.js";
import type { Span } from "../language/ast.js";
import { applyEdits, type TextEdit } from "../language/edits.js";
import { parse } from "../language/parser.js";
import { lineAt } from "../language/text.js";
import type { Locale } from "../messages/locale.js";
import { type RefactoringTexts, refactoringTexts } from "../messages/refactorings.js";
import { removeNumbers, removeStates, writeOut } from "./refactorings/claims.js";
import { makeExercise } from "./refactorings/exercise.js";
import { relative, toNumbers, toSymbols } from "./refactorings/numbers.js";

export interface Refactoring {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** Whether it has been tried out; if not, `isSound` does. */
  readonly tried: boolean;
}

/** In statements. */
const LONG_FLOW = 2000;

/** What may be done to the flow at the span; nothing in an exercise, where it would tell. */
export function refactorings(analysis: Analysis, span: Span, locale: Locale): Refactoring[] {
  const trace = analysis.flows.findLast(({ flow }) => flow.span.start <= span.start) ?? analysis.flows[0];
  if (trace === undefined || trace.flow.kind === "exercise") return [];
  const isShort = trace.flow.statements.length <= LONG_FLOW;
  const texts = refactoringTexts(locale);
  const line = lineAt(analysis.document, span.start);
  const end = lineAt(analysis.document, span.end);
  const { text } = analysis.document;
  const offered: readonly (readonly [keyof RefactoringTexts, readonly TextEdit[]])[] = [
    ["writeOutLine", writeOut(trace, line, end)],
    ["writeOut", writeOut(trace)],
    ["removeComputed", withoutComputed(trace, analysis)],
    ["toNumbers", toNumbers(trace)],
    ["toSymbols", toSymbols(trace)],
    ["relative", relative(trace)],
    ["exercise", makeExercise(trace, analysis.document, span, texts.task)],
  ];
  return offered.flatMap(([name, edits]): Refactoring[] => {
    if (!isChange(text, edits)) return [];
    const tried = isShort || name === "exercise";
    if (tried && name !== "exercise" && !isSound(analysis, edits)) return [];
    return [{ title: texts[name] as string, edits, tried }];
  });
}

/** Numbers, and the states that nothing depends on. */
function withoutComputed(trace: FlowTrace, analysis: Analysis): readonly TextEdit[] {
  const numbers = removeNumbers(trace, analysis.document.text);
  const both = [...numbers, ...removeStates(trace, analysis.document)];
  return isSound(analysis, both) ? both : numbers;
}

function isChange(text: string, edits: readonly TextEdit[]): boolean {
  return edits.some(({ span, text: written }) => text.slice(span.start, span.end) !== written);
}

/** No error or warning more than before, and what travels and where it leads is the same. */
export function isSound(analysis: Analysis, edits: readonly TextEdit[]): boolean {
  const after = analyze(parse(applyEdits(analysis.document.text, edits)));
  return grave(after) <= grave(analysis) && story(after) === story(analysis);
}

function grave({ findings }: Analysis): number {
  return findings.filter(({ severity }) => severity === "error" || severity === "warning").length;
}

function story({ flows }: Analysis): string {
  const segments = flows.flatMap(({ steps }) =>
    steps.flatMap(({ segment, states }) =>
      segment === null ? [] : [`${segment.from} ${segment.flags} ${segment.fate} ${Object.values(states)}`],
    ),
  );
  return segments.join("\n");
}
