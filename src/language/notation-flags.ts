/** The flag words of a segment, however they are joined, as one list: `SYN+ACK`. */

import type { FlagName } from "./ast.js";
import { isBlank } from "./chars.js";
import type { Body, FlagItem } from "./notation-body.js";
import { edit } from "./notation-edit.js";
import {
  FIELDS_IN_BRACKETS,
  FLAG_BITS,
  FLAG_CASE,
  FLAG_LIST,
  FLAG_NUMBER,
  FLAG_SEPARATOR,
  LOUD_FLAG_JOINERS,
  type NotationRow,
  QUIET_FLAG_JOINERS,
} from "./notation-table.js";
import { pastBlanks } from "./notation-text.js";

export function normalizeFlags(body: Body): void {
  const { items, text, edits } = body;
  items.sort((a, b) => a.start - b.start);
  const extra = impliedFlags(body);
  if (items.length === 0) {
    const at = pastBlanks(text, body.start, body.end);
    if (extra.length > 0) edits.unshift(edit(FIELDS_IN_BRACKETS, at, at, `${extra.join("+")} `));
    return;
  }
  const [main = [], ...others] = groupsOf(text, items);
  const row = rowFor(text, items, extra.length > 0);
  const here = new Set(main.map(({ flag }) => flag));
  const missing = [...new Set([...items.map(({ flag }) => flag), ...extra])].filter(
    (flag) => !here.has(flag),
  );
  joinMain(body, main, missing, row);
  for (const group of others) {
    const start = group[0]?.start ?? 0;
    const end = group.at(-1)?.end ?? start;
    edits.push(edit(row, start, end, ""));
  }
}

/** A stretch of text and the flags it names: brackets hold several. */
interface Chunk {
  readonly start: number;
  readonly end: number;
  readonly flags: FlagName[];
}

/**
 * An edit for each flag and each joint, so that each flag keeps its place; unchanged ones too, so that
 * together they are one use over the whole list. `missing` are named elsewhere on the line.
 */
function joinMain(
  { text, edits }: Body,
  main: readonly FlagItem[],
  missing: readonly FlagName[],
  row: NotationRow,
): void {
  const chunks = chunksOf(main);
  const [first] = chunks;
  const whole = first === undefined ? "" : text.slice(first.start, chunks.at(-1)?.end);
  if (missing.length === 0 && row !== FLAG_NUMBER && whole === canonicalList(text, chunks)) return;
  const lastNew = chunks.findLastIndex(({ flags }) => flags.length > 0);
  let before = -1;
  let written = false;
  chunks.forEach(({ start, end, flags }, index) => {
    const typed = text.slice(start, end);
    const names = flags.map((flag) => (typed.toUpperCase() === "AE" ? "AE" : flag));
    const words = [...names, ...(index === lastNew ? missing : [])].join("+");
    const joint = words !== "" && written ? "+" : "";
    if (before >= 0) edits.push(edit(row, before, start, joint));
    edits.push(edit(row, start, end, words));
    before = end;
    written ||= words !== "";
  });
}

function canonicalList(text: string, chunks: readonly Chunk[]): string {
  const words: string[] = [];
  for (const { start, end, flags } of chunks) {
    for (const flag of flags) words.push(text.slice(start, end) === "AE" ? "AE" : flag);
  }
  return words.join("+");
}

/** Each flag once, at its first place. */
function chunksOf(items: readonly FlagItem[]): readonly Chunk[] {
  const chunks: Chunk[] = [];
  const seen = new Set<FlagName>();
  for (const { flag, start, end } of items) {
    let chunk = chunks.at(-1);
    if (chunk === undefined || chunk.start !== start) {
      chunk = { start, end, flags: [] };
      chunks.push(chunk);
    }
    if (!seen.has(flag)) chunk.flags.push(flag);
    seen.add(flag);
  }
  return chunks;
}

/** Flags that nothing but joiners stands between are one group. */
function groupsOf(text: string, items: readonly FlagItem[]): readonly FlagItem[][] {
  const groups: FlagItem[][] = [];
  let group: FlagItem[] = [];
  for (const item of items) {
    const last = group.at(-1);
    if (last !== undefined && !joins(text, last.end, item.start)) {
      groups.push(group);
      group = [];
    }
    group.push(item);
  }
  groups.push(group);
  return groups;
}

function joins(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    if (isBlank(text.charCodeAt(at))) continue;
    const character = text.charAt(at);
    if (!QUIET_FLAG_JOINERS.includes(character) && !LOUD_FLAG_JOINERS.includes(character)) return false;
  }
  return true;
}

/** The row that tells most about how the flags are written. */
function rowFor(text: string, items: readonly FlagItem[], implied: boolean): NotationRow {
  if (items.some(({ row }) => row === FLAG_NUMBER)) return FLAG_NUMBER;
  if (implied) return FIELDS_IN_BRACKETS;
  for (const { row } of items) if (row !== null && row !== "bit" && row !== FLAG_CASE) return row;
  if (items.some(({ row }) => row === "bit")) return FLAG_BITS;
  let last = -1;
  for (const { start, end } of items) {
    const between = last < 0 ? "" : text.slice(last, start);
    if ([...LOUD_FLAG_JOINERS].some((joiner) => between.includes(joiner))) return FLAG_SEPARATOR;
    if (between !== "" && between !== "+") return FLAG_LIST;
    last = end;
  }
  return items.some(({ row }) => row === FLAG_CASE) ? FLAG_CASE : FLAG_LIST;
}

function impliedFlags({ implied, items }: Body): readonly FlagName[] {
  const written = new Set(items.map(({ flag }) => flag));
  const others = items.length > 0 || implied.some(({ besideOthers }) => !besideOthers);
  const flags = implied
    .filter(({ flag, besideOthers }) => !written.has(flag) && (others || !besideOthers))
    .map(({ flag }) => flag);
  return [...new Set(flags)];
}
