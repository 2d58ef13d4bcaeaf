/**
 * A line that could not be read, as it was probably meant: with the word that was likely intended, or without the field
 * that is broken. Nothing is shown of it; it only keeps the lines below from being blamed for a slip above them.
 */

import type { BrokenLine, Problem, Statement } from "./ast.js";
import { matchIn } from "./at.js";
import { digitsOf, groupedNumbers } from "./grouped.js";
import { movedStatements } from "./moved.js";
import { parse } from "./parser.js";

/** More slips than these in one line, and it is anybody's guess. */
const MOST_SLIPS = 3;

/** The statement, where it stands in the text; null where too little of it can be read. */
export function asMeant(line: BrokenLine, text: string): Statement | null {
  let read = text.slice(line.span.start, line.span.end);
  for (let slips = 0; slips <= MOST_SLIPS; slips++) {
    const statement = parse(read).flows[0]?.statements[0];
    if (statement === undefined) return null;
    if (statement.type !== "broken") {
      return movedStatements([statement], { by: line.span.start, lines: line.line })[0] ?? null;
    }
    const mended = mend(read, statement.problem);
    if (mended === null || mended === read) return null;
    read = mended;
  }
  return null;
}

/** The names of ends, and the colon behind them. */
const OF_ENDS = /^(?:@\S+\s+)?[\p{L}_][\p{L}\p{N}_]*(?:\s*[,，、]\s*[\p{L}_][\p{L}\p{N}_]*)*\s*[:：]/u;
/** What may happen to an end without a segment, the commonest first. */
const EVENTS = ["timeout 2msl", "timeout rto", "close", "open", "listen", "receive", "abort"];

/** Something has happened to an end, in words that nobody here understands: what it may have been. */
export function possibleEvents({ span, line }: BrokenLine, text: string): readonly Statement[] {
  const [ends] = OF_ENDS.exec(text.slice(span.start, span.end)) ?? [];
  if (ends === undefined) return [];
  return EVENTS.flatMap((event) => {
    const [statement] = parse(`${ends} ${event}`).flows[0]?.statements ?? [];
    return statement?.type === "local" ? movedStatements([statement], { by: span.start, lines: line }) : [];
  });
}

/** What belongs to one field, or is one: without it the rest of the line can be read. */
const LEFT_OUT = new Set(["expression", "integer", "value", "field", "attribute", "id"]);

/** The line with one slip less. What is left out leaves blanks, so that everything else keeps its place. */
function mend(line: string, { code, span, args }: Problem): string | null {
  const { start, end } = span;
  const { suggestion = "", expected = "" } = args;
  const valueless = VALUE_LEFT_OUT.exec(line);
  if (valueless !== null) return blanked(line, valueless.index, valueless.index + valueless[0].length);
  const grouped = joinedDigits(line, start);
  if (grouped !== null) return grouped;
  if (suggestion !== "") return line.slice(0, start) + suggestion.padEnd(end - start) + line.slice(end);
  if (code === "syntax-number" && args.text === "") return withoutForgotten(line, start, end);
  if (code === "syntax-string") return `${line}"`;
  if (expected === "colon" && line[start - 1] === " ")
    return `${line.slice(0, start - 1)}:${line.slice(start)}`;
  if (code !== "syntax-number" && code !== "syntax-field-as-symbol" && !LEFT_OUT.has(expected)) return null;
  // A sum that ends with its sign: the sum without it.
  if (/[+-]/.test(line[start] ?? "") && /[\p{L}\p{N}_]/u.test(line[start - 1] ?? ""))
    return blanked(line, start, start + 1);
  const field = FIELD.exec(line.slice(0, start + 1)) ?? FIELD.exec(line.slice(0, start));
  const nextField = /^[a-z]+\s*=/i.test(line.slice(start));
  const rest = matchIn(line.slice(start), /^[^\s,]*/).length;
  return blanked(line, field?.index ?? start, nextField ? start : start + rest);
}

/** Without the field whose value was forgotten; of a sum, what there is of it. */
function withoutForgotten(line: string, start: number, end: number): string {
  const sum = /=.*[\p{L}\p{N}_]\s*[+-]$/u.test(line.slice(start, end));
  return blanked(line, sum ? end - 1 : start, end);
}

/** `seq=10,500` with its digits together. */
function joinedDigits(line: string, at: number): string | null {
  const found = groupedNumbers(line).find(({ from, end }) => from <= at && at <= end);
  if (found === undefined) return null;
  const { start, end } = found;
  return line.slice(0, start) + digitsOf(line.slice(start, end)).padEnd(end - start) + line.slice(end);
}

/** Where a value is missing, `as` is taken for one. */
const VALUE_LEFT_OUT = /[a-z]+\s*=(?=\s+as\s)/i;

/** A field's name with its sign, and what stands of its value so far. */
const FIELD = /[a-z]+\s*=\s*[^\s,=]*\s*$/i;

function blanked(line: string, start: number, end: number): string {
  return line.slice(0, start) + " ".repeat(Math.max(0, end - start)) + line.slice(end);
}
