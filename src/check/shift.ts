/**
 * Where things of a flow are after an edit: what stands above the edited lines stays, what stands below them has
 * moved. Of the edited lines themselves only what has one and the same successor is known.
 */

import type { Document, Flow, Span, Statement } from "../language/ast.js";
import { moved } from "../language/moved.js";
import { around, type LineChange } from "../language/reparse.js";
import { shownAs } from "./step-segment.js";
import type { Finding, FlowTrace, Related, Step, SymbolInfo } from "./trace.js";

export interface Shift {
  /** The statements that stay: those before `head`, and those from `oldTail` on, which are now at `newTail`. */
  readonly head: number;
  readonly oldTail: number;
  readonly newTail: number;
  /** null: it has no successor. */
  step(old: number): number | null;
  line(old: number): number | null;
  span(old: Span): Span | null;
  /** Notes a place in the edited lines that is known to have become another. */
  noteSpan(old: Span, now: Span): void;
  /** Every step has the number it had. */
  readonly keepsSteps: boolean;
}

/** null where the flows do not differ in the edited lines alone. */
export function shiftOf(
  document: Document,
  { flow: old, steps }: FlowTrace,
  now: Flow,
  change: LineChange,
): Shift | null {
  const [head, oldTail] = around(old.statements, change);
  const [newHead, newTail] = around(now.statements, { ...change, oldEnd: change.newEnd });
  const rest = old.statements.length - oldTail;
  if (old.kind !== now.kind || head !== newHead || rest !== now.statements.length - newTail) return null;
  const headSteps = stepsBefore(steps, change.first);
  const oldTailSteps = stepsBefore(steps, change.oldEnd);
  const between = now.statements.slice(head, newTail).filter(makesStep).length;
  const by = headSteps + between - oldTailSteps;
  const { move } = change;
  const start = document.lineStarts[change.first] ?? 0;
  const end = document.lineStarts[change.oldEnd] ?? Number.POSITIVE_INFINITY;
  const replaced = successors(old.statements.slice(head, oldTail), now.statements.slice(head, newTail));
  const spans = new Map(replaced.map(([a, b]) => [keyOf(a.span), b.span]));
  const lines = new Map(replaced.map(([a, b]) => [a.line, b.line]));
  return {
    head,
    oldTail,
    newTail,
    keepsSteps: by === 0 && (replaced.length > 0 || headSteps === oldTailSteps),
    step: (step) => {
      if (step < headSteps) return step;
      if (step >= oldTailSteps) return step + by;
      return replaced.length > 0 ? step : null;
    },
    line: (line) => {
      if (line < change.first) return line;
      return line >= change.oldEnd ? line + move.lines : (lines.get(line) ?? null);
    },
    span: (span) => {
      if (span.start < start) return span;
      return span.start >= end ? moved(span, move) : (spans.get(keyOf(span)) ?? null);
    },
    noteSpan: (before, after) => {
      if (before.start >= start && before.start < end) spans.set(keyOf(before), after);
    },
  };
}

/** More edited lines than this are not compared one by one. */
const MOST_REPLACED = 256;

/** The edited statements by twos, where as many of the same kinds are in the place of the old ones. */
function successors(old: readonly Statement[], now: readonly Statement[]): [Statement, Statement][] {
  if (old.length !== now.length || old.length > MOST_REPLACED) return [];
  const pairs = old.map((one, i): [Statement, Statement] => [one, now[i] as Statement]);
  return pairs.every(([a, b]) => a.type === b.type) ? pairs : [];
}

function keyOf({ start, end }: Span): string {
  return `${start} ${end}`;
}

/** Steps stand in the order of their lines. */
function stepsBefore(steps: readonly Step[], line: number): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle] as Step).line < line) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether a statement is a step of its flow. */
export function makesStep({ type }: Statement): boolean {
  return STEPPING.has(type);
}

const STEPPING: ReadonlySet<Statement["type"]> = new Set<Statement["type"]>([
  "segment",
  "local",
  "deliver",
  "elision",
  "note",
  "section",
]);

/** A step as it is now; null where it has to do with what is no more. */
export function shiftedStep(step: Step, statement: Statement, shift: Shift): Step | null {
  const { segment } = step;
  if (shift.keepsSteps && step.findings.length === 0 && statement === step.statement) return step;
  const index = shift.step(step.index);
  const findings = shiftedFindings(step.findings, shift);
  const arrivals = segment === null ? NOWHERE : shiftedSteps(segment.arrivals, shift);
  if (index === null || findings === null || arrivals === null) return null;
  const { kind, connection, before, after, states } = step;
  const moves = segment === null || segment.arrivals.length === 0 ? segment : shownAs(segment, { arrivals });
  const { line } = statement;
  return { index, kind, statement, line, connection, before, after, states, segment: moves, findings };
}

const NOWHERE: readonly number[] = [];

export function shiftedSteps(steps: readonly number[], shift: Shift): readonly number[] | null {
  if (steps.length === 0) return steps;
  const now = steps.map(shift.step);
  return now.includes(null) ? null : (now as number[]);
}

export function shiftedFindings(findings: readonly Finding[], shift: Shift): readonly Finding[] | null {
  if (findings.length === 0) return findings;
  const now: Finding[] = [];
  for (const finding of findings) {
    // Its reason speaks of what has happened above, of which the ends do not keep everything.
    if (finding.code === "state-wrong") return null;
    const place = placeOf(finding, shift);
    const related = finding.related.map((one): Related | null => {
      const there = placeOf(one, shift);
      return there === null ? null : { ...there, reason: one.reason };
    });
    if (place === null || related.includes(null)) return null;
    now.push({ ...finding, ...place, related } as Finding);
  }
  return now;
}

export function shiftedSymbol(symbol: SymbolInfo, shift: Shift): SymbolInfo | null {
  const place = placeOf(symbol, shift);
  const step = symbol.step < 0 ? symbol.step : shift.step(symbol.step);
  return place === null || step === null ? null : { ...symbol, ...place, step };
}

function placeOf(
  { span, line }: { readonly span: Span; readonly line: number },
  shift: Shift,
): { readonly span: Span; readonly line: number } | null {
  const toSpan = shift.span(span);
  const toLine = shift.line(line);
  return toSpan === null || toLine === null ? null : { span: toSpan, line: toLine };
}
