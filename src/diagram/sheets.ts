/**
 * Rows cut into sheets, each of which is drawn by itself. Where to cut is decided by what stands there and
 * by nothing else, so that a row more or less changes the sheet it stands in (or makes two of it), and
 * leaves the others as they are, letter for letter.
 */

import { numberAt } from "../language/at.js";
import { hashOf } from "../language/hash.js";
import type { Row } from "./row.js";

/** Slices of the rows, in order. The heading of a phase is a sheet of its own. */
export function cutSheets(rows: readonly Row[]): Row[][] {
  const sheets: Row[][] = [];
  let phase: Row[] = [];
  for (const row of rows) {
    if (row.kind !== "section") {
      phase.push(row);
      continue;
    }
    sheets.push(...cutPhase(phase), [row]);
    phase = [];
  }
  sheets.push(...cutPhase(phase));
  return sheets;
}

/** A cut is this many rows from the next one at least, and on average a bit more than twice as many. */
const REACH = 10;
/** Where all rows are alike there is nothing to decide by. */
export const LONGEST = 90;

/**
 * Cuts before each row whose hash is the least of all within reach, before and after: a row that is put in
 * can only make or undo a cut within its own reach.
 */
function cutPhase(rows: readonly Row[]): Row[][] {
  const hashes = rows.map((row) => ("over" in row && row.beside ? NEVER : hashOfRow(row)));
  const cuts: number[] = [];
  let start = 0;
  for (let i = REACH; i <= rows.length; i++) {
    if (i < rows.length && !(i + REACH < rows.length && isLeast(hashes, i))) continue;
    if (i > start) cuts.push(...cutLong(hashes, start, i), i);
    start = i;
  }
  if (rows.length < REACH && rows.length > 0) cuts.push(rows.length);
  return cuts.map((end, i) => rows.slice(numberAt(cuts, i - 1), end));
}

/** Where a stretch without a cut is too long, its row with the least hash decides, if there is one. */
function cutLong(hashes: readonly number[], start: number, end: number): number[] {
  if (end - start <= LONGEST) return [];
  let at = start + REACH;
  for (let i = at; i < end - REACH; i++) if ((hashes[i] as number) < (hashes[at] as number)) at = i;
  if (hashes.lastIndexOf(hashes[at] as number, end - REACH) !== at) at = start + LONGEST;
  while (hashes[at] === NEVER && at > start + 1) at--;
  return [...cutLong(hashes, start, at), at, ...cutLong(hashes, at, end)];
}

/** The hash of a row that stands beside the one before it: the two are not parted. */
const NEVER = 2 ** 32;

function isLeast(hashes: readonly number[], at: number): boolean {
  const own = hashes[at] as number;
  for (let i = at - REACH; i <= at + REACH; i++) {
    if (i !== at && (hashes[i] as number) <= own) return false;
  }
  return true;
}

function hashOfRow(row: Row): number {
  let hash = hashOf(row.kind);
  for (const name of "from" in row ? [row.from, row.to] : row.over) hash = hashOf(name, hash);
  for (const line of row.text) hash = hashOf(line, hash);
  return hash;
}

const OTHER_SEED = 0x9747b28c;
const RADIX = 36;

/** Equal texts have equal keys, and different ones different keys, as far as 64 bits can tell. */
export function contentKey(text: string): string {
  return hashOf(text).toString(RADIX) + hashOf(text, OTHER_SEED).toString(RADIX);
}
