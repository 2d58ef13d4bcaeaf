/** Flows, sections and segments of a document: what the outline and the breadcrumbs list. */

import type { Document, Flow, Section, Segment, Span, Statement } from "../language/ast.js";
import { lineStart } from "../language/line-edits.js";

export interface OutlineItem {
  readonly kind: "flow" | "exercise" | "section" | "segment";
  /** Empty for statements before the first `flow` line, and for a flow without a title. */
  readonly title: string;
  /** Of a segment: its fields, as they are written. */
  readonly detail: string;
  /** The line that it is called by. */
  readonly heading: Span;
  readonly line: number;
  /** The last line that belongs to it, without blank lines at its end; of a segment the last claim below it. */
  readonly lastLine: number;
  readonly children: readonly OutlineItem[];
}

export function outline(document: Document): OutlineItem[] {
  return document.flows.map((flow, i) => {
    const next = document.flows[i + 1];
    const end = lastLineBefore(document, next === undefined ? document.lineStarts.length : next.line);
    return {
      kind: flow.kind,
      title: flow.header?.title?.value ?? "",
      detail: "",
      heading: flow.header?.span ?? { start: flow.span.start, end: flow.span.start },
      line: flow.line,
      lastLine: end,
      children: parts(document, flow, end),
    };
  });
}

/** Segments before the first section, and then the sections. */
function parts(document: Document, flow: Flow, flowEnd: number): OutlineItem[] {
  const { statements } = flow;
  const headings = statements.flatMap((s, at) => (s.type === "section" ? [{ at, heading: s }] : []));
  const before = segments(document, statements.slice(0, headings[0]?.at));
  const sections = headings.map(({ at, heading }, i) => {
    const next = headings[i + 1];
    const end = next === undefined ? flowEnd : lastLineBefore(document, next.heading.line);
    return section(heading, end, segments(document, statements.slice(at + 1, next?.at)));
  });
  return [...before, ...sections];
}

function section({ text, span, line }: Section, lastLine: number, children: OutlineItem[]): OutlineItem {
  return { kind: "section", title: text.value, detail: "", heading: span, line, lastLine, children };
}

function segments(document: Document, statements: readonly Statement[]): OutlineItem[] {
  return statements.flatMap((statement, i) => {
    if (statement.type !== "segment") return [];
    let last = i;
    while (isClaim(statements[last + 1])) last++;
    const lastLine = statements[last]?.line ?? statement.line;
    return [segment(document.text, statement, lastLine)];
  });
}

function isClaim(statement: Statement | undefined): boolean {
  return statement?.type === "local" && statement.what.kind !== "event";
}

function segment(text: string, statement: Segment, lastLine: number): OutlineItem {
  const { from, to, arrow, flags, span, line } = statement;
  const words = flags.none !== null ? "NONE" : flags.names.join("+");
  const named = flags.blank !== null ? "?" : words;
  const ends = `${from.name} ${arrow.kind} ${to.name}`;
  const title = named === "" ? ends : `${ends}: ${named}`;
  return {
    kind: "segment",
    title,
    detail: fieldsText(text, statement),
    heading: span,
    line,
    lastLine,
    children: [],
  };
}

/** What is written besides the flags. */
function fieldsText(text: string, { from, to, flags, span }: Segment): string {
  const head = text.slice(Math.max(from.span.end, to.span.end), span.end);
  const start = span.end - head.replace(/^\s*[:：]/, "").length;
  const skip = flags.none ?? flags.blank ?? flags.span ?? { start, end: start };
  return `${text.slice(start, skip.start)} ${text.slice(skip.end, span.end)}`.replace(/\s+/g, " ").trim();
}

/** The last line before `line` that is not blank. */
function lastLineBefore(document: Document, line: number): number {
  let last = line - 1;
  while (last > 0 && lineText(document, last).trim() === "") last--;
  return last;
}

function lineText(document: Document, line: number): string {
  return document.text.slice(
    lineStart(document, line),
    document.lineStarts[line + 1] ?? document.text.length,
  );
}
