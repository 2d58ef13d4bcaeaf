/** Which lines are one ladder. */

import { textAt } from "../../language/at.js";
import { endKindOf } from "../said/cast.js";
import { saidIn } from "../said/said.js";
import { namedStates, stateAlone } from "../said/states.js";
import type { DrawnRow } from "./rows.js";

export interface LadderBlock {
  readonly first: number;
  readonly last: number;
  readonly sure: number;
}

const FENCE = /^\s*(?:```|~~~)/;
/** A ladder is never surer. */
export const SURE_OF_BARS = 0.8;
const SURE_OF_NAMES = 0.75;
const SURE_OF_COLUMNS = 0.65;

/** null where nothing is drawn. */
export function ladderBlock(
  lines: readonly string[],
  rows: readonly (DrawnRow | null)[],
): LadderBlock | null {
  const tables = tableLines(lines);
  const arrow = lines.findIndex(
    (line, at) => !tables.has(at) && (isArrow(rows[at], line) || isLabelled(rows, at)),
  );
  if (arrow < 0) return null;
  const fence = fenceAround(lines, arrow);
  const [first, last] = fence ?? [
    namesAbove(rows, reach(lines, rows, arrow, -1)),
    reach(lines, rows, arrow, 1),
  ];
  const drawn = rows.slice(first, last + 1);
  const strokes = drawn.filter((row) => row !== null && (row.named !== null || row.arrows.length > 0));
  const barred = strokes.some((row) => row !== null && row.bars.length > 0);
  const sure = barred
    ? SURE_OF_BARS
    : strokes.some((row) => row?.named != null)
      ? SURE_OF_NAMES
      : SURE_OF_COLUMNS;
  return { first, last: fence === null ? last : further(lines, rows, last), sure };
}

const TABLE_RULE = /^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?\s*$/;

/** The rows around a rule of Markdown's. */
function tableLines(lines: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>();
  lines.forEach((line, at) => {
    if (!TABLE_RULE.test(line)) return;
    for (let i = at; i >= 0 && lines[i]?.includes("|"); i--) found.add(i);
    for (let i = at; i < lines.length && lines[i]?.includes("|"); i++) found.add(i);
  });
  return found;
}

/** A row that carries a segment, and is no row of a table or of a text. */
function isArrow(row: DrawnRow | null | undefined, line: string): boolean {
  if (row == null) return false;
  if (row.named !== null) return carries(row.named.stroke.label);
  if (row.arrows.length === 0 || isProse(row, line)) return false;
  const labels = [...row.arrows.map(({ stroke }) => stroke.label), ...row.words.map(({ text }) => text)];
  const [only] = row.arrows;
  return labels.some(carries) || (only !== undefined && only.stroke.label === "" && row.bars.length > 0);
}

/** `Client SYN_SENT, Server SYN_RCVD`: between arrows, the states that they lead to. */
function isOfStates(text: string): boolean {
  const states = namedStates(text);
  let rest = text;
  for (const { index, end } of [...states].reverse()) rest = rest.slice(0, index) + rest.slice(end);
  return states.length > 0 && rest.length < LONGEST_NAMES && !/[。；=]/u.test(text);
}

const LONGEST_NAMES = 24;

/** Nothing but an arrow, and the segment in the line above or below it. */
function isLabelled(rows: readonly (DrawnRow | null)[], at: number): boolean {
  const row = rows[at];
  const [only, more] = row?.arrows ?? [];
  if (row == null || only === undefined || more !== undefined || row.words.length > 0) return false;
  if (only.stroke.label !== "" || only.cell.to - only.cell.from < LEAST_SHAFT) return false;
  return [rows[at - 1], rows[at + 1]].some((one) => {
    const [words, others] = one?.words ?? [];
    return words !== undefined && others === undefined && one?.arrows.length === 0 && carries(words.text);
  });
}

const LEAST_SHAFT = 5;

function carries(label: string): boolean {
  const said = saidIn(label);
  return said.flags.length > 0 || said.seq !== null || said.ack !== null || said.data;
}

/** Words run into the arrow, or a sentence stands on the line. */
function isProse(row: DrawnRow, line: string): boolean {
  if (row.bars.length > 1) return false;
  if (/[。；]|[：:]\s*\S.*[：:]/u.test(line)) return true;
  // `SYN seq=1 ->` by itself on the line.
  const [only] = row.words;
  if (
    row.words.length === 1 &&
    row.arrows.length === 1 &&
    only !== undefined &&
    (/^\s/.test(line) || row.arrows.every(({ cell }) => cell.to - cell.from >= LEAST_SHAFT)) &&
    saidIn(only.text).words === "" &&
    carries(only.text)
  )
    return false;
  return row.arrows.some(({ cell }) =>
    row.words.some(
      (one) =>
        (one.to <= cell.from && cell.from - one.to < 2) || (one.from >= cell.to && one.from - cell.to < 2),
    ),
  );
}

function fenceAround(lines: readonly string[], at: number): readonly [number, number] | null {
  const fences = lines.flatMap((line, index) => (FENCE.test(line) ? [index] : []));
  const before = fences.filter((index) => index < at);
  const open = before.at(-1);
  if (open === undefined || before.length % 2 === 0) return null;
  return [open, fences.find((index) => index > at) ?? lines.length - 1];
}

/** Arrows between the same names may stand in a fence each. */
function further(lines: readonly string[], rows: readonly (DrawnRow | null)[], last: number): number {
  let end = last;
  for (let at = last + 1; at < lines.length; at++) {
    const line = textAt(lines, at);
    if (line.trim() === "") continue;
    if (!FENCE.test(line)) return end;
    const close = lines.findIndex((one, index) => index > at && FENCE.test(one));
    if (close < 0) return end;
    const inner = rows.slice(at + 1, close).filter((row) => row !== null);
    if (inner.length === 0 || !inner.every((row) => row.named !== null)) return end;
    if (!rows.slice(0, last).some((row) => row?.named != null)) return end;
    end = close;
    at = close;
  }
  return end;
}

/** As far as the drawing goes without a fence; blank lines within it come along. */
function reach(
  lines: readonly string[],
  rows: readonly (DrawnRow | null)[],
  from: number,
  step: 1 | -1,
): number {
  let edge = from;
  let gap = 0;
  for (let at = from + step; at >= 0 && at < lines.length; at += step) {
    const line = textAt(lines, at);
    if (line.trim() === "") {
      if (++gap > 2) break;
      continue;
    }
    if (TABLE_RULE.test(line) || FENCE.test(line)) break;
    if (!belongs(rows[at], line, step, gap) && !(gap === 0 && isRemark(rows, at, line))) break;
    edge = at;
    gap = 0;
  }
  return edge;
}

/** A few words between two rows of bars, wherever they begin. */
function isRemark(rows: readonly (DrawnRow | null)[], at: number, line: string): boolean {
  const row = rows[at];
  const barred = [rows[at - 1], rows[at + 1]].every(
    (one) => one != null && one.bars.length > 1 && one.arrows.length > 0,
  );
  if (!barred || row == null || /^\s*#/.test(line)) return false;
  return row.arrows.length === 0 && row.words.length === 1 && line.trim().length < LONGEST_REMARK;
}

const LONGEST_REMARK = 60;

/** Names of well-known kinds may stand some lines above, with calls of a program between. */
const FAR = 8;

function namesAbove(rows: readonly (DrawnRow | null)[], first: number): number {
  const names = (row: DrawnRow | null | undefined): boolean =>
    row != null &&
    row.words.length === 2 &&
    row.words.every(({ text }) => endKindOf(text) !== null && text.length < 24);
  if (rows.slice(first).some(names)) return first;
  for (let at = first - 1; at >= Math.max(0, first - FAR); at--) if (names(rows[at])) return at;
  return first;
}

/** A call of a program, and that it returns. */
const CALL = /^\s*[a-z_]\w*\(\)(?:\s+\(?(?:returns?|blocks?|返回|阻塞)\)?)?\s*$/u;
const INDENTED = /^\s{3,}\S/;

function belongs(row: DrawnRow | null | undefined, line: string, step: 1 | -1, gap: number): boolean {
  if (row == null) return false;
  if (/^\s*#/.test(line)) return false;
  if (row.named !== null) return true;
  if (row.bars.length > 0) return !/[。；]\s*$/u.test(line);
  if (row.arrows.length > 0) return !isProse(row, line);
  const cells = row.words.length;
  if (cells >= 2) return row.words.every(({ text }) => text.length < 40) && !/[。；]/u.test(line);
  if (cells === 0) return true;
  const [word] = row.words;
  if (CALL.test(line)) return true;
  if (gap > 0 && step === 1) return false;
  return (
    stateAlone(word?.text ?? "") !== null ||
    (step === 1 && isOfStates(word?.text ?? "")) ||
    /^\s*\[.*\]\s*$/.test(line) ||
    (INDENTED.test(line) && line.trim().length < 40)
  );
}
