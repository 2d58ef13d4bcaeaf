/** Edits of one line, and the text that they make of it together with where each character came from. */

import type { NotationRow } from "./notation-table.js";
import type { Origin } from "./scanner.js";

export interface NotationEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly row: NotationRow;
  readonly warn: boolean;
}

export function edit(row: NotationRow, start: number, end: number, text: string): NotationEdit {
  return { start, end, text, row, warn: row.warn };
}

/** `text` with the edits (in order, apart from one another) made. */
export function applied(text: string, edits: readonly NotationEdit[]): string {
  let result = "";
  let at = 0;
  for (const { start, end, text: replacement } of edits) {
    result += text.slice(at, start) + replacement;
    at = end;
  }
  return result + text.slice(at);
}

/** For each character of `applied(text, edits)`, what it stands for in `text`; `offset` is added. */
export function originOf(length: number, edits: readonly NotationEdit[], offset: number): Origin {
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const { start, end, text } of edits) {
    for (; at < start; at++) {
      starts.push(at + offset);
      ends.push(at + offset + 1);
    }
    // Where the lengths agree, so do the places: `ACK` for `ack`, `=` for `＝`.
    const alike = text.length === end - start;
    for (let i = 0; i < text.length; i++) {
      starts.push((alike ? start + i : start) + offset);
      ends.push((alike ? start + i + 1 : end) + offset);
    }
    at = end;
  }
  for (; at < length; at++) {
    starts.push(at + offset);
    ends.push(at + offset + 1);
  }
  return { starts, ends, end: length + offset };
}

/** Edits of the text that `first` made, said of the original text: those of `first` within them are theirs. */
export function composed(
  first: readonly NotationEdit[],
  second: readonly NotationEdit[],
  origin: Origin,
): readonly NotationEdit[] {
  if (second.length === 0) return first;
  if (first.length === 0) return second;
  const result: NotationEdit[] = [];
  let next = 0;
  for (const { start, end, text, row, warn } of second) {
    const from = origin.starts[start] ?? origin.end;
    const to = start < end ? (origin.ends[end - 1] ?? origin.end) : from;
    let before = first[next];
    while (before !== undefined && before.end <= from && before.start < from) {
      result.push(before);
      before = first[++next];
    }
    let loud = warn;
    while (before !== undefined && before.end <= to) {
      loud ||= before.warn;
      before = first[++next];
    }
    result.push({ start: from, end: to, text, row, warn: loud });
  }
  for (; next < first.length; next++) {
    const rest = first[next];
    if (rest !== undefined) result.push(rest);
  }
  return result;
}

/** Neighbours of one row are one use, the text between them included. */
export function merged(text: string, edits: readonly NotationEdit[]): readonly NotationEdit[] {
  const result: NotationEdit[] = [];
  for (const one of edits) {
    const last = result.at(-1);
    if (last === undefined || last.row.row !== one.row.row || !one.row.merges) {
      result.push(one);
      continue;
    }
    const between = text.slice(last.end, one.start);
    result[result.length - 1] = {
      start: last.start,
      end: one.end,
      text: last.text + between + one.text,
      row: last.row,
      warn: last.warn || one.warn,
    };
  }
  return result;
}
