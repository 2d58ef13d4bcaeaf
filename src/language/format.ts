/**
 * The canonical look of a text: canonical notation, claims under what they follow, columns. What it
 * means never changes, and a line that cannot be read stays as it was typed.
 */

import type { Document, Statement } from "./ast.js";
import { matchIn } from "./at.js";
import { BYTE_ORDER_MARK } from "./chars.js";
import { parse } from "./parser.js";
import { printSegment, printStatement, type SegmentColumns } from "./print.js";
import { displayWidth } from "./width.js";

export function format(text: string): string {
  const doc = parse(withNotationsApplied(parse(text)));
  const lines = linesOf(doc);
  indent(lines);
  alignSegments(lines);
  alignComments(lines);
  return assembled(lines, doc.text.charCodeAt(0) === BYTE_ORDER_MARK ? "\ufeff" : "");
}

/** The text with every notation in canonical form. */
export function withNotationsApplied({ text, notations }: Document): string {
  if (notations.length === 0) return text;
  let result = "";
  let at = 0;
  for (const { span, canonical } of notations) {
    result += text.slice(at, span.start) + canonical;
    at = span.end;
  }
  return result + text.slice(at);
}

interface FormattedLine {
  readonly kind: "empty" | "comment" | "raw" | "statement";
  readonly statement: Statement | null;
  readonly columns: SegmentColumns | null;
  indent: string;
  body: string;
  comment: string;
  /** The line's own end, so that CRLF and LF stay what they are. */
  readonly terminator: string;
}

function linesOf(doc: Document): FormattedLine[] {
  const bodies = bodiesOf(doc);
  return doc.lineStarts.map((start, line) => {
    const next = doc.lineStarts[line + 1] ?? doc.text.length;
    const whole = doc.text.slice(start, next).replace(/^\ufeff/, "");
    const terminator = matchIn(whole, /(?:\r\n|\n|\r)?$/);
    const raw = whole.slice(0, whole.length - terminator.length).replace(/[ \t]+$/, "");
    const nothing = { statement: null, columns: null, indent: "", body: "", comment: "", terminator };
    const found = bodies.get(line);
    if (found === undefined) {
      const comment = raw.trimStart();
      return { ...nothing, kind: comment === "" ? "empty" : "comment", comment };
    }
    if (found.body === null) return { ...nothing, kind: "raw", body: raw, statement: found.statement };
    const comment = doc.text.slice(found.end, next).trim();
    return { ...nothing, ...found, kind: "statement", body: found.body, comment };
  });
}

interface Body {
  /** null: the line stays as it was typed. */
  readonly body: string | null;
  readonly columns: SegmentColumns | null;
  readonly statement: Statement | null;
  readonly end: number;
}

function bodiesOf(doc: Document): ReadonlyMap<number, Body> {
  const { text } = doc;
  const bodies = new Map<number, Body>();
  const troubled = new Set(doc.problems.map(({ line }) => line));
  const plain = (line: number, end: number, body: string | null): void => {
    bodies.set(line, { body: troubled.has(line) ? null : body, columns: null, statement: null, end });
  };
  const slice = ({ start, end }: { readonly start: number; readonly end: number }): string =>
    text.slice(start, end);
  if (doc.answers !== null) {
    const { span, template } = doc.answers;
    plain(lineOf(doc, span.start), span.end, `answers ${slice(template.span)}`);
  }
  for (const { header, kind, statements } of doc.flows) {
    if (header !== null) {
      plain(header.line, header.span.end, header.title && `${kind} ${slice(header.title.span)}`);
    }
    for (const statement of statements) {
      const { line, span } = statement;
      const columns = statement.type === "segment" ? printSegment(statement, text) : null;
      let body: string | null = "";
      if (statement.type === "broken") body = null;
      else if (statement.type !== "segment") body = printStatement(statement, text);
      bodies.set(line, { body, columns, statement, end: span.end });
    }
  }
  return bodies;
}

function lineOf(doc: Document, offset: number): number {
  let line = 0;
  while ((doc.lineStarts[line + 1] ?? Number.POSITIVE_INFINITY) <= offset) line++;
  return line;
}

const CLAIM_INDENT = "  ";

/** Claims stand two blanks in under the segment or event that they follow; comments with what they precede. */
function indent(lines: readonly FormattedLine[]): void {
  let underStep = false;
  for (const line of lines) {
    const { statement, kind } = line;
    if (kind === "statement" && statement === null) underStep = false;
    if (statement === null) continue;
    if (isClaim(statement)) {
      if (underStep) line.indent = CLAIM_INDENT;
    } else if (STEPS.includes(statement.type)) {
      underStep = true;
    } else if (!TRANSPARENT.includes(statement.type)) {
      underStep = false;
    }
  }
  for (let at = lines.length - 1; at >= 0; at--) {
    const line = lines[at];
    if (line?.kind === "comment") line.indent = lines[at + 1]?.indent ?? "";
  }
}

const STEPS: readonly Statement["type"][] = ["segment", "deliver", "elision", "local"];
/** What may stand between a segment and its claims. */
const TRANSPARENT: readonly Statement["type"][] = ["note", "broken", "blank"];

function isClaim(statement: Statement): boolean {
  return statement.type === "local" && statement.what.kind !== "event";
}

/** In a run of consecutive segment lines, seq and ack stand in columns. */
function alignSegments(lines: readonly FormattedLine[]): void {
  for (let start = 0; start < lines.length; start++) {
    if (lines[start]?.columns === null) continue;
    let end = start;
    while (end < lines.length && lines[end]?.columns !== null) end++;
    alignRun(lines.slice(start, end));
    start = end;
  }
}

type Column = keyof SegmentColumns;
type Widths = Readonly<Record<Column, number>>;

function alignRun(run: readonly FormattedLine[]): void {
  const widths = { head: 0, flags: 0, seq: 0, ack: 0, rest: 0 };
  for (const { columns } of run) {
    if (columns === null) continue;
    for (const column of ["head", "flags", "seq", "ack"] as const) {
      widths[column] = Math.max(widths[column], displayWidth(columns[column]));
    }
  }
  for (const line of run) if (line.columns !== null) line.body = inColumns(line.columns, widths);
}

function inColumns(columns: SegmentColumns, widths: Widths): string {
  const numbered = columns.seq !== "" || columns.ack !== "";
  const order: readonly Column[] = numbered
    ? ["head", "flags", "seq", "ack", "rest"]
    : ["head", "flags", "rest"];
  let body = "";
  for (const column of order) {
    const cell = columns[column];
    if (column === "rest" || widths[column] > 0) body += `${pad(cell, widths[column])} `;
  }
  return body.trimEnd();
}

function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - displayWidth(text)));
}

const COMMENT_GAP = 2;

/** Comments on consecutive lines stand one under the other. */
function alignComments(lines: readonly FormattedLine[]): void {
  const trailing = (line: FormattedLine | undefined): boolean =>
    line?.kind === "statement" && line.comment !== "";
  for (let start = 0; start < lines.length; start++) {
    if (!trailing(lines[start])) continue;
    let end = start;
    while (trailing(lines[end])) end++;
    const run = lines.slice(start, end);
    const width = Math.max(...run.map((line) => displayWidth(line.indent + line.body)));
    for (const line of run) line.body = pad(line.body, width - line.indent.length + COMMENT_GAP);
    start = end;
  }
}

/** One empty line in a row at most, none at the end. */
function assembled(lines: readonly FormattedLine[], mark: string): string {
  const lastUsed = lines.findLastIndex(({ kind }) => kind !== "empty");
  let result = mark;
  let before: FormattedLine["kind"] = "statement";
  for (const line of lines.slice(0, lastUsed + 1)) {
    if (line.kind !== "empty" || before !== "empty") {
      const content = line.indent + line.body + line.comment;
      // After a lone CR, the LF of an empty line would make one line end of two.
      const joins = content === "" && line.terminator === "\n" && result.endsWith("\r");
      result += content + (joins ? "\r" : line.terminator);
    }
    before = line.kind;
  }
  return result;
}
