/** A view as the page works with it: every row in its place. Plain data, no DOM. */

import type { Drawn, RowInfo, Sheet, View } from "../protocol/preview.js";

export interface Model<V extends Drawn = View> {
  readonly view: V;
  readonly blocks: readonly PageBlock[];
  readonly rows: readonly PageRow[];
  /** What the next view may leave out. */
  readonly sheets: ReadonlyMap<string, Sheet>;
}

export interface PageBlock {
  readonly key: string;
  readonly sheet: Sheet;
  /** The index of its first row. */
  readonly first: number;
  /** Which phase it is in, by its heading; empty before the first heading. The heading is in its phase. */
  readonly phase: string;
}

export interface PageRow {
  /** Line and kind: `12:segment`. */
  readonly id: string;
  readonly line: number;
  readonly block: number;
  /** Its place in the sheet. */
  readonly index: number;
  readonly info: RowInfo;
}

export function buildModel<V extends Drawn>(view: V, known: ReadonlyMap<string, Sheet>): Model<V> {
  const blocks: PageBlock[] = [];
  const rows: PageRow[] = [];
  const sheets = new Map<string, Sheet>();
  const times = new Map<string, number>();
  let phase = "";
  for (const { key, line } of view.blocks) {
    const sheet = view.sheets[key] ?? known.get(key);
    if (sheet === undefined) continue;
    sheets.set(key, sheet);
    if (sheet.section) phase = nameOfPhase(sheet, times);
    const block = blocks.length;
    blocks.push({ key, sheet, first: rows.length, phase });
    sheet.rows.forEach((info, index) => {
      rows.push({ id: `${line + info.line}:${info.name}`, line: line + info.line, block, index, info });
    });
  }
  return { view, blocks, rows, sheets };
}

/** The same while the text around it changes: what the heading says, and which of those that say so it is. */
function nameOfPhase(sheet: Sheet, times: Map<string, number>): string {
  const said = sheet.rows[0]?.text.join(" ") ?? "";
  const time = (times.get(said) ?? 0) + 1;
  times.set(said, time);
  return `${time} ${said}`;
}

/** The row that belongs to a line of the text: its own first one, else the last one above; -1 for none. */
export function rowAtLine(rows: readonly PageRow[], line: number): number {
  let found = -1;
  let best = -1;
  rows.forEach((row, i) => {
    if (row.line <= line && row.line > best) {
      best = row.line;
      found = i;
    }
  });
  return found;
}

/** The first row that tells of something later than the line; -1 where there is none. States to begin with are never later. */
export function rowBelowLine(rows: readonly PageRow[], line: number): number {
  return rows.findIndex((row) => row.line > line && !(line < 0 && row.info.name.startsWith("first")));
}

/**
 * Where each row of `before` stands in `after`, for rows that are still there: rows are known by the text of
 * their line. What changed is taken to be one stretch; within it, a row is followed if the same stands there.
 */
export function followRow(before: readonly PageRow[], after: readonly PageRow[], index: number): number {
  const same = (a: PageRow | undefined, b: PageRow | undefined) => a?.info.print === b?.info.print;
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && same(before[head], after[head])) head++;
  if (index < head) return index;
  const shift = after.length - before.length;
  let tail = 0;
  while (tail < shorter - head && same(before[before.length - 1 - tail], after[after.length - 1 - tail]))
    tail++;
  if (index >= before.length - tail) return index + shift;
  return withinChange(before, after, index, head, tail);
}

/** The same row by its text, the nearest one; else what stands where it stood. */
function withinChange(
  before: readonly PageRow[],
  after: readonly PageRow[],
  index: number,
  head: number,
  tail: number,
): number {
  const print = before[index]?.info.print;
  const end = after.length - tail;
  for (let away = 0; away <= end - head; away++) {
    for (const at of [index - away, index + away]) {
      if (at >= head && at < end && after[at]?.info.print === print) return at;
    }
  }
  return Math.max(0, Math.min(index, end, after.length - 1));
}
