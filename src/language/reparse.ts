/**
 * The tree of a text that has been edited, made out of the one before: only the lines that changed are read again.
 *
 * A line says what it says by itself, but for the flow it stands in. Wherever that does not hold - a flow begins or
 * ends within the change, a name stands for several endpoints - the whole text is read.
 */

import type { Document, Flow, NotationUse, Problem, Statement } from "./ast.js";
import { moved, movedStatements, type TextShift } from "./moved.js";
import { addLineStarts, type Passage, parse, parsePassage, readsLineByLine } from "./parser.js";

/** Which lines were replaced: those from `first` up to `oldEnd` by those up to `newEnd`. */
export interface LineChange {
  readonly first: number;
  readonly oldEnd: number;
  readonly newEnd: number;
  /** How far what stands behind them has moved. */
  readonly move: TextShift;
}

export interface Reparsed {
  readonly document: Document;
  readonly change: LineChange;
}

/** What `parse(text)` would make. */
export function reparse(before: Document, text: string): Reparsed {
  const [head, tail] = common(before.text, text);
  const first = firstChanged(before, head);
  const by = text.length - before.text.length;
  const oldEnd = lastChanged(before, first, before.text.length - tail);
  const lineStarts = before.lineStarts.slice(0, first + 1);
  const behind = before.lineStarts[oldEnd];
  addLineStarts(
    lineStarts,
    text,
    before.lineStarts[first] as number,
    (behind ?? text.length - by + 1) + by - 1,
  );
  // Where lines follow that have not changed, the first of them begins behind the last line end of the change.
  const newEnd = lineStarts.length;
  for (let i = oldEnd; i < before.lineStarts.length; i++)
    lineStarts.push((before.lineStarts[i] as number) + by);
  const change = { first, oldEnd, newEnd, move: { by, lines: newEnd - oldEnd } };
  return { document: patched(before, text, lineStarts, change) ?? parse(text), change };
}

/** How many characters two texts have in common at their beginnings, and behind those at their ends. */
function common(a: string, b: string): readonly [number, number] {
  const most = Math.min(a.length, b.length);
  const head = longest(most, (length, known) => a.slice(known, length) === b.slice(known, length));
  const tail = longest(most - head, (length, known) => {
    const inA = a.slice(a.length - length, a.length - known);
    return inA === b.slice(b.length - length, b.length - known);
  });
  return [head, tail];
}

/** Characters compared at a time: comparing two slices takes a fraction of comparing them one by one. */
const BLOCK = 4096;

/** The greatest length for which `alike` holds, given that it holds for `known`; block by block, then by halves. */
function longest(most: number, alike: (length: number, known: number) => boolean): number {
  let known = 0;
  while (known + BLOCK <= most && alike(known + BLOCK, known)) known += BLOCK;
  let limit = Math.min(most, known + BLOCK);
  while (known < limit) {
    const middle = (known + limit + 1) >> 1;
    if (alike(middle, known)) known = middle;
    else limit = middle - 1;
  }
  return known;
}

/**
 * The last line that begins where both texts are alike, and the character there too: a line feed in that place would
 * make one line end of it and a carriage return before.
 */
function firstChanged({ lineStarts }: Document, head: number): number {
  return Math.max(0, lowerBound(lineStarts, head) - 1);
}

/** The first line behind the change whose line end before it has not changed either. */
function lastChanged({ lineStarts }: Document, first: number, changedEnd: number): number {
  return Math.max(first + 1, lowerBound(lineStarts, changedEnd + 1));
}

/** How many of the rising numbers are less than `limit`. */
function lowerBound(rising: readonly number[], limit: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] as number) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** null where the change has to do with how the text falls into flows. */
function patched(
  before: Document,
  text: string,
  lineStarts: readonly number[],
  change: LineChange,
): Document | null {
  if (!readsLineByLine(before)) return null;
  const { first, oldEnd, newEnd, move } = change;
  const at = before.flows.findLastIndex((flow) => flow.line < first);
  const flow = before.flows[at];
  const next = before.flows[at + 1];
  if (flow === undefined || (next !== undefined && next.line < oldEnd)) return null;
  const passage = parsePassage(text, lineStarts, first, newEnd, flow);
  if (passage === null) return null;
  const flows = before.flows.map((one, i) => {
    if (i === at) return withPassage(one, passage, change);
    return i < at || (move.by === 0 && move.lines === 0) ? one : movedFlow(one, move);
  });
  const problems = replaced(before.problems, passage.problems, change);
  const notations = replaced(before.notations, passage.notations, change);
  return { text, lineStarts, answers: before.answers, flows, problems, notations };
}

function withPassage(flow: Flow, passage: Passage, change: LineChange): Flow {
  const { kind, header, line, span, statements } = flow;
  const [head, tail] = around(statements, change);
  return {
    kind,
    header,
    line,
    span: { start: span.start, end: span.end + change.move.by },
    statements: [
      ...statements.slice(0, head),
      ...passage.statements,
      ...movedStatements(statements.slice(tail), change.move),
    ],
  };
}

function movedFlow({ kind, header, line, span, statements }: Flow, move: TextShift): Flow {
  return {
    kind,
    header: moved(header, move),
    line: line + move.lines,
    span: moved(span, move),
    statements: movedStatements(statements, move),
  };
}

function replaced<T extends Problem | NotationUse>(
  old: readonly T[],
  by: readonly T[],
  change: LineChange,
): readonly T[] {
  const [head, tail] = around(old, change);
  return [...old.slice(0, head), ...by, ...moved(old.slice(tail), change.move)];
}

/** How many stand above the change, and where those behind it begin. */
export function around(
  inOrder: readonly (Statement | Problem | NotationUse)[],
  { first, oldEnd }: LineChange,
): readonly [number, number] {
  return [firstOnOrBehind(inOrder, first), firstOnOrBehind(inOrder, oldEnd)];
}

function firstOnOrBehind(inOrder: readonly { readonly line: number }[], line: number): number {
  let low = 0;
  let high = inOrder.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((inOrder[middle]?.line ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return low;
}
