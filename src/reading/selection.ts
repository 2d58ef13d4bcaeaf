/** What a selection grows to: the word, the number, the field, the line, its claims, the section, the flow. */

import type { Document, Span, Statement, Text } from "../language/ast.js";
import { lineStart } from "../language/line-edits.js";
import { lineEnd, statementAt } from "../language/text.js";
import { tokensOf } from "../language/tokens.js";
import { type OutlineItem, outline } from "./outline.js";

/** Each within the next, the smallest first. */
export function selectionRanges(document: Document, offset: number): Span[] {
  const spans: Span[] = [{ start: 0, end: document.text.length }];
  for (const item of outline(document)) addItem(document, item, spans);
  const { answers, flows, text } = document;
  if (answers !== null) spans.push(answers.span, ...ofText(answers.template, text));
  for (const { header } of flows) {
    if (header !== null) spans.push(header.span, ...ofText(header.title, text));
  }
  const statement = statementAt(document, offset);
  if (statement !== null) spans.push(...ofStatement(statement, text));
  return nested(spans.filter(({ start, end }) => start <= offset && offset <= end));
}

function addItem(document: Document, item: OutlineItem, spans: Span[]): void {
  spans.push({ start: lineStart(document, item.line), end: lineEnd(document, item.lastLine) });
  for (const child of item.children) addItem(document, child, spans);
}

function ofStatement(statement: Statement, text: string): Span[] {
  const words = tokensOf(statement, text).flatMap((token) =>
    token.kind === "text" ? ofText(token.text, text) : [token.span],
  );
  return [statement.span, ...words, ...partsOf(statement), ...afterColon(statement, text)];
}

/** What is more than a word and less than the line. */
function partsOf(statement: Statement): readonly Span[] {
  switch (statement.type) {
    case "segment": {
      const { seq, ack, len, win, urg, mss, wscale, sack, ts, tfo, flags } = statement;
      const numbers = [seq, ack, len].flatMap((field) =>
        field === null ? [] : [field.span, field.value.span],
      );
      const fields = [win, urg, mss, wscale, sack, ts, tfo].flatMap((field) =>
        field === null ? [] : [field.span],
      );
      return [...numbers, ...fields, ...(flags.span === null ? [] : [flags.span])];
    }
    case "local":
      return [...statement.subjects.map(({ span }) => span), statement.what.span];
    case "endpoint":
      return statement.attributes.map(({ span }) => span);
    default:
      return [];
  }
}

/** All that is said of the endpoints before the colon. */
function afterColon(statement: Statement, text: string): Span[] {
  const head = headEnd(statement);
  if (head === null) return [];
  const { end } = statement.span;
  const colon = /^\s*[:：]\s*/.exec(text.slice(head, end));
  return colon === null ? [] : [{ start: head + colon[0].length, end }];
}

/** Where the endpoints of the line end; null for one that has no colon after them. */
function headEnd(statement: Statement): number | null {
  if (statement.type === "segment") return Math.max(statement.from.span.end, statement.to.span.end);
  return statement.type === "local" ? (statement.subjects.at(-1)?.span.end ?? null) : null;
}

const OPENS = /^["“「(（]/;

/** A string or caption, and what it holds. */
function ofText(found: Text | null, text: string): Span[] {
  if (found === null) return [];
  const { start, end } = found.span;
  return OPENS.test(text.slice(start, end)) ? [found.span, { start: start + 1, end: end - 1 }] : [found.span];
}

/** By size, without those that do not hold all before them. */
function nested(spans: readonly Span[]): Span[] {
  const chosen: Span[] = [];
  const sorted = [...spans].sort((a, b) => a.end - a.start - (b.end - b.start));
  for (const span of sorted) {
    const last = chosen.at(-1);
    if (span.end === span.start) continue;
    const grows =
      last === undefined ||
      (span.start <= last.start && last.end <= span.end && span.end - span.start > last.end - last.start);
    if (grows) chosen.push(span);
  }
  return chosen;
}
