/** What the command line prints of an analysis: a JSON value, or lines of text. */

import { analyzeFlow } from "../check/analyze.js";
import type { Severity } from "../check/codes.js";
import { express } from "../check/express.js";
import type { Analysis, Fate, FlowTrace, Step, StepKind } from "../check/trace.js";
import { sumText } from "../diagram/segment.js";
import { blanksOf } from "../exercise/blanks.js";
import { answersOf, blanksFilled } from "../exercise/path.js";
import type { Document, Flow, NumberField, Role, Span } from "../language/ast.js";
import { lineStart } from "../language/line-edits.js";
import { overlap, type Position, positionAt } from "../language/text.js";
import { cliTexts } from "../messages/cli.js";
import type { Locale } from "../messages/locale.js";
import { type FlagName, flagNames } from "../tcp/segment.js";
import type { State } from "../tcp/state.js";
import { diagnostics, type PlainDiagnostic } from "./diagnostics.js";

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface FileReport {
  readonly path: string;
  readonly diagnostics: readonly DiagnosticReport[];
  readonly flows: readonly FlowReport[];
}

export interface DiagnosticReport {
  readonly range: Range;
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
}

export interface FlowReport {
  readonly title: string;
  readonly kind: "flow" | "exercise";
  readonly line: number;
  readonly endpoints: readonly {
    readonly name: string;
    readonly role: Role;
    readonly label: string | null;
  }[];
  readonly undecided: number;
  /** Of exercises only. */
  readonly blanks?: readonly BlankReport[];
  /** Not of exercises, unless the answers are asked for. */
  readonly steps?: readonly StepReport[];
}

export interface BlankReport {
  readonly range: Range;
  readonly filled: boolean;
  readonly answer?: string | null;
}

export type StepReport = SegmentReport | OtherReport;

export interface OtherReport {
  readonly line: number;
  readonly kind: Exclude<StepKind, "segment">;
  readonly states: Readonly<Record<string, State>>;
}

export interface SegmentReport {
  readonly line: number;
  readonly kind: "segment";
  readonly from: string;
  readonly to: string;
  readonly fate: Fate;
  readonly corrected: boolean;
  readonly flags: readonly FlagName[];
  /** As written where right, else in the flow's own symbols; null where they cannot say it. */
  readonly seq: string | null;
  readonly ack: string | null;
  readonly len: string | null;
  readonly states: Readonly<Record<string, State>>;
}

/** An analysis, and where its text stands in the file that is reported. */
export interface Reported {
  readonly analysis: Analysis;
  range(span: Span): Range;
  /** The line of the file, from 0, that holds this line of the analysed text. */
  line(line: number): number;
  /** What stands there in the file. */
  lineText(line: number): string;
}

/** Of a file that is one document. */
export function wholeFile(analysis: Analysis): Reported {
  const { document } = analysis;
  return {
    analysis,
    range: (span) => ({ start: positionAt(document, span.start), end: positionAt(document, span.end) }),
    line: (line) => line,
    lineText: (line) => lineText(document, line),
  };
}

export interface ReportOptions {
  readonly locale: Locale;
  readonly answers: boolean;
  /** The text of the template that an answer names, where it is at hand. */
  readonly template?: string | undefined;
}

export function fileReport(path: string, parts: readonly Reported[], options: ReportOptions): FileReport {
  return {
    path,
    diagnostics: parts.flatMap((part) =>
      diagnostics(part.analysis, options.locale, part.line(0)).map(({ span, severity, code, message }) => ({
        range: part.range(span),
        severity,
        code,
        message,
      })),
    ),
    flows: parts.flatMap((part) => part.analysis.flows.map((trace) => flowReport(trace, part, options))),
  };
}

function flowReport(trace: FlowTrace, part: Reported, options: ReportOptions): FlowReport {
  const { flow } = trace;
  const { document } = part.analysis;
  const report = {
    title: flow.header?.title?.value ?? "",
    kind: flow.kind,
    line: part.line(flow.line),
    endpoints: trace.endpoints.map(({ name, role, label }) => ({ name, role, label })),
    undecided: trace.undecided,
  };
  const steps = () => trace.steps.map((step) => stepReport(step, trace, part));
  if (flow.kind === "flow") return { ...report, steps: steps() };
  if (!options.answers) return { ...report, blanks: blankReports(part, flow, options.template) };
  const answers = answersOf(document, flow);
  const own = blanksOf(flow, document.text);
  // A silenced trace tells nothing; the answers are asked for.
  const full = analyzeFlow(document, flow);
  return {
    ...report,
    blanks: own.map(({ span, index }) => ({
      range: part.range(span),
      filled: false,
      answer: answers[index] ?? null,
    })),
    steps: full.steps.map((step) => stepReport(step, full, part)),
  };
}

/** In a template every `?`; in an answer also what was filled in, as far as its template is at hand. */
function blankReports(part: Reported, flow: Flow, template: string | undefined): BlankReport[] {
  const { document } = part.analysis;
  const own = blanksOf(flow, document.text);
  if (template === undefined) return own.map(({ span }) => ({ range: part.range(span), filled: false }));
  const place = document.flows.filter(({ kind }) => kind === "exercise").indexOf(flow);
  return blanksFilled(template, document, place).map(({ span, filled }) => ({
    range: part.range(span),
    filled,
  }));
}

function stepReport(step: Step, trace: FlowTrace, part: Reported): StepReport {
  const { kind, states, segment, statement } = step;
  const line = part.line(step.line);
  if (kind !== "segment" || segment === null || statement.type !== "segment") {
    return { line, kind: kind as OtherReport["kind"], states: states.all };
  }
  return {
    line,
    kind: "segment",
    from: segment.from,
    to: segment.to,
    fate: segment.fate,
    corrected: segment.corrected,
    flags: flagNames(segment.flags),
    seq: numberText(statement.seq, "seq", step, trace),
    ack: numberText(statement.ack, "ack", step, trace),
    len: numberText(statement.len, "len", step, trace),
    states: states.all,
  };
}

function numberText(
  field: NumberField | null,
  which: "seq" | "ack" | "len",
  step: Step,
  trace: FlowTrace,
): string | null {
  const value = step.segment?.[which] ?? null;
  if (value === null) return null;
  const right =
    field !== null &&
    !field.value.blank &&
    !step.findings.some((f) => f.severity === "error" && overlap(f.span, field.span));
  return right ? sumText(field.value) : express(trace, value, step.index);
}

/** How the lines of text are coloured, if at all. */
export type Paint = (
  style: "error" | "warning" | "information" | "hint" | "dim" | "bold",
  text: string,
) => string;

/** Each diagnostic as `path:line:column: severity code: message`, its line with carets, and what explains it. */
export function textReport(path: string, parts: readonly Reported[], locale: Locale, paint: Paint): string[] {
  return parts.flatMap((part) =>
    diagnostics(part.analysis, locale, part.line(0)).flatMap((d) =>
      diagnosticLines(path, d, part, locale, paint),
    ),
  );
}

function diagnosticLines(
  path: string,
  diagnostic: PlainDiagnostic,
  part: Reported,
  locale: Locale,
  paint: Paint,
): string[] {
  const texts = cliTexts(locale);
  const { start, end } = part.range(diagnostic.span);
  const place = paint("bold", `${path}:${start.line + 1}:${start.character + 1}:`);
  const grade = paint(diagnostic.severity, `${texts.severity[diagnostic.severity]} ${diagnostic.code}:`);
  const source = part.lineText(start.line);
  const last = end.line === start.line ? end.character : source.length;
  const carets = "^".repeat(Math.max(1, columns(source.slice(start.character, last))));
  return [
    `${place} ${grade} ${diagnostic.message}`,
    `  ${source}`,
    `  ${indentLike(source.slice(0, start.character))}${paint(diagnostic.severity, carets)}`,
    ...diagnostic.related.map(({ span, message }) =>
      paint("dim", texts.related(path, part.range(span).start.line + 1, message)),
    ),
  ];
}

export function severityCounts(reports: readonly FileReport[]): { errors: number; warnings: number } {
  const all = reports.flatMap((report) => report.diagnostics);
  return {
    errors: all.filter((d) => d.severity === "error").length,
    warnings: all.filter((d) => d.severity === "warning").length,
  };
}

function lineText(document: Document, line: number): string {
  const from = lineStart(document, line);
  return document.text
    .slice(from, document.lineStarts[line + 1] ?? document.text.length)
    .replace(/[\r\n]+$/, "");
}

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/g;

/** Columns a terminal takes for the text. */
function columns(text: string): number {
  return text.replace(WIDE, "xx").length;
}

/** Blanks as wide as the text; tabs stay tabs. */
function indentLike(text: string): string {
  return text.replace(WIDE, "  ").replace(/[^\t ]/g, " ");
}
