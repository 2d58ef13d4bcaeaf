/**
 * A Markdown text and its blocks, each analysed as a document of its own. The next version of a note is made out of the
 * one before: a block that says the same keeps its analysis, and an edit within a block costs what that block costs.
 */

import { firstVersion, nextVersion, type Version } from "../check/revise.js";
import { numberAt, textAt } from "../language/at.js";
import { type Fence, fencesOf, isHeldLine } from "./fences.js";

export interface Note {
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** A fence of which the place in the text is known, and what its own text means. */
export interface Block extends Fence {
  /** Offsets in the note: of the first line below the opening fence, and behind the last one that belongs to it. */
  readonly start: number;
  readonly end: number;
  /** Of its own text: each line without what belongs to containers. */
  readonly version: Version;
}

export function firstNote(text: string): Note {
  return noteOf(text, []);
}

/** What `firstNote(text)` would be. */
export function nextNote(before: Note, text: string): Note {
  if (text === before.text) return before;
  return editedWithin(before, text) ?? noteOf(text, before.blocks);
}

/** Whether it is worth reading: nearly all Markdown has no block. */
export function mayHaveBlocks(text: string): boolean {
  return NAME.test(text);
}

const NAME = /tcpflow/i;
const LINE_END = /\r\n|\r|\n/;

/** Any blocks of before will do to begin with; those that say the same save the most. */
function noteOf(text: string, before: readonly Block[]): Note {
  if (!mayHaveBlocks(text)) return { text, blocks: [] };
  const starts = lineStartsOf(text);
  const fences = fencesOf(text.split(LINE_END));
  const texts = fences.map((fence) => ownText(fence, text, starts));
  const same = new Map(before.map(({ version }) => [version.analysis.document.text, version]));
  const blocks = fences.map((fence, i): Block => {
    const own = textAt(texts, i);
    const old = same.get(own) ?? before[i]?.version;
    return {
      ...fence,
      start: starts[fence.line + 1] ?? text.length,
      end: starts[fence.line + 1 + fence.columns.length] ?? text.length,
      version: old === undefined ? firstVersion(own) : nextVersion(old, own),
    };
  });
  return { text, blocks };
}

/** With the line ends that stand in the note. */
function ownText({ line, columns, pads }: Fence, text: string, starts: readonly number[]): string {
  const own = columns.map((column, i) => {
    const at = line + 1 + i;
    return " ".repeat(numberAt(pads, i)) + text.slice((starts[at] ?? text.length) + column, starts[at + 1]);
  });
  return own.join("");
}

export function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(new RegExp(LINE_END, "g"))) starts.push(index + end.length);
  return starts;
}

/** The note after an edit that changed nothing but lines which one block holds; else undefined. */
function editedWithin(before: Note, text: string): Note | undefined {
  const { from, oldTo, newTo } = changedLines(before.text, text);
  const index = before.blocks.findIndex((one) => one.start <= from && oldTo <= one.end);
  const block = before.blocks[index];
  // What is added at the very end of a note may be outside of containers.
  if (block === undefined || block.end === before.text.length) return undefined;
  const replaced = text.slice(from, newTo);
  const added = replaced === "" ? [] : replaced.replace(/\r?\n$/, "").split(/\r?\n/);
  if (!(replaced === "" || replaced.endsWith("\n")) || !added.every((one) => isHeldLine(block, one)))
    return undefined;
  const first = linesIn(before.text, block.start, from);
  const gone = linesIn(before.text, from, oldTo);
  const { text: old, lineStarts } = block.version.analysis.document;
  const held = before.text
    .slice(block.start, block.end)
    .replace(/\r?\n$/, "")
    .split(/\r?\n/);
  // Of a block in which a line is held for another reason, nobody knows what else will be.
  if (!held.every((line, i) => isRegular(block, line, block.columns[i]))) return undefined;
  const own =
    old.slice(0, lineStarts[first]) +
    replaced.replace(/[^\n]*\n/g, (line) => line.slice(block.prefix.length)) +
    old.slice(lineStarts[first + gone]);
  const edited: Block = {
    ...block,
    columns: block.columns.toSpliced(first, gone, ...added.map(() => block.prefix.length)),
    pads: block.pads.toSpliced(first, gone, ...added.map(() => 0)),
    end: block.end + newTo - oldTo,
    version: nextVersion(block.version, own),
  };
  const below = before.blocks.slice(index + 1).map((one) => moved(one, added.length - gone, newTo - oldTo));
  return { text, blocks: [...before.blocks.slice(0, index), edited, ...below] };
}

function isRegular({ prefix }: Block, line: string, column: number | undefined): boolean {
  if (line.includes("\r")) return false;
  return line.startsWith(prefix) ? column === prefix.length : line.trim() === "";
}

function moved(block: Block, lines: number, by: number): Block {
  return { ...block, line: block.line + lines, start: block.start + by, end: block.end + by };
}

function linesIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", from); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) count++;
  return count;
}

/** The lines that differ: from their beginning, up to behind them in the old and in the new text. */
function changedLines(old: string, now: string): { from: number; oldTo: number; newTo: number } {
  const most = Math.min(old.length, now.length);
  const head = longest(most, (n) => old.slice(0, n) === now.slice(0, n));
  const tail = longest(most - head, (n) => old.slice(old.length - n) === now.slice(now.length - n));
  const from = head === 0 ? 0 : old.lastIndexOf("\n", head - 1) + 1;
  const isLineStart = (text: string): boolean => tail < text.length && text[text.length - tail - 1] === "\n";
  if (isLineStart(old) && isLineStart(now))
    return { from, oldTo: old.length - tail, newTo: now.length - tail };
  const end = old.indexOf("\n", old.length - tail);
  const oldTo = end < 0 ? old.length : end + 1;
  return { from, oldTo, newTo: oldTo + now.length - old.length };
}

/** The greatest number for which it holds, where it holds for all smaller ones. */
function longest(most: number, holds: (n: number) => boolean): number {
  let low = 0;
  let high = most;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
