/**
 * Template and answer side by side: what was put in each blank, and what was changed beside them.
 *
 * Lines are compared by what they say, so an answer may be formatted anew, commented, or typed with a Chinese
 * input method. A line that cannot be read is compared by its words.
 */

import type { Flow, Span, Statement } from "../language/ast.js";
import { type Blank, blanksOf } from "./blanks.js";
import { bodyOf, type Slot, type SlotKey, slotsOf } from "./slots.js";

/** A flow in its text. */
export interface FlowText {
  readonly flow: Flow;
  readonly text: string;
}

/** What stands in a blank's place. */
export interface Filled {
  readonly blank: Blank;
  /** As written; null where it is still open, or its line is gone. */
  readonly text: string | null;
  /** The same in canonical words, as far as it can be read. */
  readonly value: string | null;
  /** Where it stands in the answer; null where its line is gone. */
  readonly span: Span | null;
}

/** Something that is not as the template has it, beside the blanks. */
export interface Difference {
  readonly kind: "changed" | "added" | "removed";
  /** In the answer; null for a line that is gone. */
  readonly span: Span | null;
  readonly line: number | null;
  /** In the template; null for a line that was added. */
  readonly templateLine: number | null;
}

export interface Alignment {
  readonly filled: readonly Filled[];
  readonly changes: readonly Difference[];
  /** Statements of the template with those of the answer; null where there is none. By place in each. */
  readonly pairs: readonly (readonly [number | null, number | null])[];
}

export function align(template: FlowText, answer: FlowText): Alignment {
  const rows = lines(template);
  const columns = lines(answer);
  const pairs = pairUp(rows, columns);
  const moved = movedLines(pairs);
  const blanks = blanksOf(template.flow, template.text);
  const filled: Filled[] = [];
  const changes: Difference[] = [];
  for (const [row, column] of pairs) {
    const own = row === null ? [] : blanks.filter((b) => b.statement === row.index);
    if (column === null) {
      const elsewhere = row === null ? undefined : moved.get(row);
      const values = elsewhere === undefined || row === null ? NOTHING : compare(row, elsewhere).values;
      filled.push(...own.map((blank) => filledBy(blank, values.get(blank.key), answer.text)));
      const open = row?.statement.type === "blank";
      if (!open) changes.push(change("removed", row, null));
    } else if (row === null) {
      if (column.statement.type !== "blank") changes.push(change("added", null, column));
    } else {
      const { values, same } = compare(row, column);
      for (const blank of own) filled.push(filledBy(blank, values.get(blank.key), answer.text));
      if (!same) changes.push(change("changed", row, column));
    }
  }
  filled.sort((a, b) => a.blank.index - b.blank.index);
  return { filled, changes, pairs: pairs.map(([a, b]) => [a?.index ?? null, b?.index ?? null]) };
}

/** Lines with blanks that stand elsewhere in the answer: what was written in them counts all the same. */
function movedLines(pairs: readonly Pair[]): ReadonlyMap<Line, Line> {
  const left = pairs.flatMap(([row, column]) => (row === null && column !== null ? [column] : []));
  const moved = new Map<Line, Line>();
  for (const [row, column] of pairs) {
    const isFilled = row !== null && column === null && row.statement.type !== "blank" && hasBlank(row);
    const at = isFilled ? left.findIndex((one) => costOf(row, one) < COST.perPart) : -1;
    const [found] = at < 0 ? [] : left.splice(at, 1);
    if (row !== null && found !== undefined) moved.set(row, found);
  }
  return moved;
}

function hasBlank({ slots }: Line): boolean {
  return [...slots.values()].some(({ text }) => text === null);
}

/** Whether two lines say the same. */
export function saysTheSame(a: Statement, inA: string, b: Statement, inB: string): boolean {
  return compare(lineOf(a, 0, inA), lineOf(b, 0, inB)).same;
}

/** A statement that counts, with its parts. */
interface Line {
  readonly statement: Statement;
  /** Its place among the statements. */
  readonly index: number;
  readonly slots: ReadonlyMap<SlotKey, Slot>;
  readonly text: string;
  /** Its words, where it is compared by them. */
  readonly source: string;
}

function lines({ flow, text }: FlowText): readonly Line[] {
  return flow.statements.flatMap((statement, index) =>
    BESIDE.has(statement.type) ? [] : [lineOf(statement, index, text)],
  );
}

/** What may be written beside an exercise without changing it. */
const BESIDE: ReadonlySet<Statement["type"]> = new Set([
  "section",
  "note",
  "task",
  "hint",
  "kind",
  "right",
  "wrong",
]);

function lineOf(statement: Statement, index: number, text: string): Line {
  const slots = new Map(slotsOf(statement, text).map((slot) => [slot.key, slot]));
  return { statement, index, slots, text, source: text.slice(statement.span.start, statement.span.end) };
}

type Pair = readonly [Line | null, Line | null];

/** What it costs to take two lines for the same, and to leave one without a partner. */
const COST = { alone: 1, lineBlank: 0.05, byWords: 0.02, perPart: 0.35, absent: 0.1, most: 1.6 } as const;

/** More comparisons than this are not made; what is that different is paired in order. */
const MOST_CELLS = 1_000_000;

/** The cheapest pairing that keeps the order on both sides. */
function pairUp(rows: readonly Line[], columns: readonly Line[]): Pair[] {
  const head: Pair[] = [];
  let from = 0;
  while (from < rows.length && from < columns.length && isSure(rows[from], columns[from])) {
    head.push([rows[from] as Line, columns[from] as Line]);
    from++;
  }
  const tail: Pair[] = [];
  let a = rows.length;
  let b = columns.length;
  while (a > from && b > from && isSure(rows[a - 1], columns[b - 1])) {
    tail.unshift([rows[--a] as Line, columns[--b] as Line]);
  }
  const left = rows.slice(from, a);
  const right = columns.slice(from, b);
  const middle = left.length * right.length > MOST_CELLS ? inOrder(left, right) : cheapest(left, right);
  return [...head, ...middle, ...tail];
}

/** The same without a doubt: a blank line could be any. */
function isSure(row: Line | undefined, column: Line | undefined): boolean {
  return row !== undefined && column !== undefined && costOf(row, column) === 0;
}

function inOrder(rows: readonly Line[], columns: readonly Line[]): Pair[] {
  const length = Math.max(rows.length, columns.length);
  return Array.from({ length }, (_, i) => [rows[i] ?? null, columns[i] ?? null]);
}

function cheapest(rows: readonly Line[], columns: readonly Line[]): Pair[] {
  const width = columns.length + 1;
  const total = new Float64Array((rows.length + 1) * width);
  for (let i = rows.length; i >= 0; i--) {
    for (let j = columns.length; j >= 0; j--) {
      if (i === rows.length || j === columns.length) {
        total[i * width + j] = (rows.length - i + columns.length - j) * COST.alone;
        continue;
      }
      const skip = COST.alone + Math.min(at(total, (i + 1) * width + j), at(total, i * width + j + 1));
      const pair = costOf(rows[i] as Line, columns[j] as Line) + at(total, (i + 1) * width + j + 1);
      total[i * width + j] = Math.min(skip, pair);
    }
  }
  const pairs: Pair[] = [];
  let i = 0;
  let j = 0;
  while (i < rows.length || j < columns.length) {
    const row = rows[i] ?? null;
    const column = columns[j] ?? null;
    const here = at(total, i * width + j);
    const both =
      row !== null && column !== null && here === costOf(row, column) + at(total, (i + 1) * width + j + 1);
    const down = row !== null && (column === null || here === COST.alone + at(total, (i + 1) * width + j));
    if (both) pairs.push([row, column]);
    else pairs.push(down ? [row, null] : [null, column]);
    if (both || down) i++;
    if (both || !down) j++;
  }
  return pairs;
}

function at(total: Float64Array, index: number): number {
  return total[index] as number;
}

function costOf(row: Line, column: Line): number {
  const a = row.statement.type;
  const b = column.statement.type;
  if (a === "blank") return column.statement.type === "endpoint" ? Number.POSITIVE_INFINITY : COST.lineBlank;
  if (isSameBroken(row, column)) return 0;
  if (b === "broken") return byWords(row, column.source) === null ? COST.most : COST.byWords;
  if (a !== b) return Number.POSITIVE_INFINITY;
  const absent = [...row.slots.values()].filter(
    ({ key, text }) => text === null && !column.slots.has(key),
  ).length;
  return Math.min(COST.most, differences(row, column).length * COST.perPart + absent * COST.absent);
}

/** The parts in which two lines of a kind differ, blanks of the first aside. */
function differences(row: Line, column: Line): readonly SlotKey[] {
  const isLocalBlank = row.slots.get("what")?.text === null;
  const keys = new Set([...row.slots.keys(), ...column.slots.keys()]);
  return [...keys].filter((key) => {
    if (key === "what" || (key === "cleared" && row.slots.get("flags")?.text === null)) return false;
    if (isLocalBlank && key !== "subjects" && key !== "at") return false;
    const own = row.slots.get(key);
    return own?.text !== null && own?.text !== column.slots.get(key)?.text;
  });
}

interface Comparison {
  /** What in the answer stands for each blank. `text` is null for a `?`; as written where it cannot be read. */
  readonly values: ReadonlyMap<SlotKey, Slot>;
  /** Beside the blanks nothing differs. */
  readonly same: boolean;
}

function compare(row: Line, column: Line): Comparison {
  const { statement, text } = column;
  if (row.statement.type === "blank") {
    const span = bodyOf(statement, text);
    const said = statement.type === "blank" ? null : text.slice(span.start, span.end);
    return { values: new Map([["line", { key: "line", text: said, span }]]), same: true };
  }
  if (isSameBroken(row, column)) return { values: NOTHING, same: true };
  if (statement.type === "broken") {
    const values = byWords(row, column.source);
    if (values === null) return { values: NOTHING, same: false };
    return {
      values: new Map([...values].map(([key, s]) => [key, shifted(s, statement.span.start)])),
      same: true,
    };
  }
  const values = new Map<SlotKey, Slot>();
  for (const [key, own] of row.slots) {
    const theirs = column.slots.get(key);
    if (own.text === null && theirs !== undefined) values.set(key, theirs);
  }
  return { values, same: differences(row, column).length === 0 };
}

/** What the template itself says in a way that cannot be read. */
function isSameBroken(row: Line, column: Line): boolean {
  return (
    row.statement.type === "broken" && column.statement.type === "broken" && row.source === column.source
  );
}

const NOTHING: ReadonlyMap<SlotKey, Slot> = new Map();

function shifted({ key, text, span }: Slot, by: number): Slot {
  return { key, text, span: { start: span.start + by, end: span.end + by } };
}

function filledBy(blank: Blank, slot: Slot | undefined, text: string): Filled {
  if (slot === undefined) return { blank, text: null, value: null, span: null };
  const { span, text: value } = slot;
  const written = text.slice(span.start, span.end).trim();
  const open = value === null || written === "" || /^[?？]$/.test(written);
  return open ? { blank, text: null, value: null, span } : { blank, text: written, value, span };
}

/**
 * Where the blanks of a line stand in other words: `ack=?` in `C -> S: ACK seq=1 ack=y+`. Null where the words
 * beside them differ.
 */
function byWords({ slots, statement, text }: Line, source: string): ReadonlyMap<SlotKey, Slot> | null {
  const open = [...slots.values()].filter((s) => s.text === null).sort((a, b) => a.span.start - b.span.start);
  if (open.length === 0) return null;
  let from = statement.span.start;
  let pattern = "^\\s*";
  for (const { span } of open) {
    pattern += `${loosely(text.slice(from, span.start))}\\s*(.*?)\\s*`;
    from = span.end;
  }
  pattern += `${loosely(text.slice(from, statement.span.end))}\\s*$`;
  const found = new RegExp(pattern, "id").exec(halfWidth(source));
  if (found === null) return null;
  const spans = found.indices?.slice(1) ?? [];
  return new Map(
    open.map(({ key }, i) => {
      const [start, end] = spans[i] ?? [0, 0];
      return [key, { key, text: source.slice(start, end), span: { start, end } }];
    }),
  );
}

/** A pattern for the words of a text, with any blanks between them. */
function loosely(words: string): string {
  const pieces = halfWidth(words).match(/[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? [];
  return pieces.map((piece) => piece.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")).join("\\s*");
}

/** Full-width forms as ASCII, each one character for one. */
function halfWidth(text: string): string {
  return text
    .replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - FULL_WIDTH))
    .replace(/[\u3000\u00a0]/g, " ");
}

const FULL_WIDTH = 0xfee0;

function change(kind: Difference["kind"], row: Line | null, column: Line | null): Difference {
  return {
    kind,
    span: column?.statement.span ?? null,
    line: column?.statement.line ?? null,
    templateLine: row?.statement.line ?? null,
  };
}

/** How many lines of `text` stand in `other` as they are. */
export function likeness(text: string, other: string): number {
  const lines = new Set(linesOf(other));
  return linesOf(text).filter((line) => lines.has(line)).length;
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== "");
}
