/**
 * The fenced blocks of a Markdown text whose language is `tcpflow`.
 *
 * markdown-it decides what a fence is, and not a scanner of ours: VS Code's own preview draws what markdown-it finds,
 * and containers, lazy lines and HTML blocks are rules of CommonMark that a second reading would get wrong somewhere.
 */

import type MarkdownIt from "markdown-it";
import * as helpers from "markdown-it/lib/helpers/index.mjs";
import ParserBlock from "markdown-it/lib/parser_block.mjs";
import type Token from "markdown-it/lib/token.mjs";
import { textAt } from "../language/at.js";

/** Lines count from 0. */
export interface Fence {
  /** All that stands behind the fence: the language and what follows it. */
  readonly info: string;
  /** The line that opens it, and where its text ends. */
  readonly line: number;
  readonly lineEnd: number;
  /** What a new line begins with, to belong to it: the marks of quotes, and blanks in the place of a list's. */
  readonly prefix: string;
  /** Of each line that it holds, from the one below the fence on: where the line's own part begins. */
  readonly columns: readonly number[];
  /** A tab that reaches beyond a container's edge leaves so many spaces of itself before the column. */
  readonly pads: readonly number[];
  /** An unfinished one ends with its container, or with the text. */
  readonly isClosed: boolean;
}

/** `lines` are those of the text, without their ends. */
export function fencesOf(lines: readonly string[]): Fence[] {
  return tokensOf(lines).flatMap((token) =>
    token.type === "fence" && isFlow(token.info) ? fenceOf(token, lines) : [],
  );
}

/** The lines, from 0, that begin a block of HTML: a comment is one, and one within a fence is none. */
export function commentLines(lines: readonly string[]): ReadonlySet<number> {
  const begin = tokensOf(lines).flatMap(({ type, map }) =>
    type === "html_block" && map !== null ? map[0] : [],
  );
  return new Set(begin);
}

/** As VS Code reads it: whatever may follow the name of a language in an info string ends it. */
export function isFlow(info: string): boolean {
  return /^tcpflow(?![^\s:,{?])/i.test(info.trim());
}

/** Whether the line would belong to the fence, in any place among the lines that it holds; false where that is open. */
export function isHeldLine({ prefix }: Fence, line: string): boolean {
  if (!line.startsWith(prefix) || /[\t\r]/.test(prefix + line)) return false;
  const own = line.slice(prefix.length);
  return !CLOSING.test(own);
}

function tokensOf(lines: readonly string[]): Token[] {
  const tokens: Token[] = [];
  // markdown-it reads U+0000 as U+FFFD; nothing moves by it.
  const text = withoutFrontMatter(lines).join("\n").replaceAll("\0", "\uFFFD");
  READER.parse(text, CONTEXT, {}, tokens);
  return tokens;
}

const CLOSING = /^ {0,3}(`{3,}|~{3,}) *$/;

/** Of markdown-it the part that finds blocks, and no other: what stands in a line is none of our business. */
const READER = new ParserBlock();

/** What that part asks of the whole. Where a link leads makes no block. */
const CONTEXT = {
  block: READER,
  helpers,
  normalizeLink: (link: string) => link,
  options: { html: true, maxNesting: 100 },
  validateLink: () => true,
} as unknown as MarkdownIt;

function fenceOf({ map, level, info, content, markup }: Token, lines: readonly string[]): Fence[] {
  if (map === null) return [];
  const [line, end] = map;
  const held = content === "" ? [] : content.replace(/\n$/, "").split("\n");
  const places = held.map((own, i) => placeOf(own, textAt(lines, line + 1 + i)));
  const isClosed = end - line - 1 > held.length;
  // Whatever is typed on the last line of a text goes on with a block that nothing ends.
  if (level === 0 && !isClosed && end === lines.length - 1) places.push({ column: 0, pad: 0 });
  const opening = textAt(lines, line);
  const lead = opening.slice(0, opening.length - markup.length - info.length);
  return [
    {
      info: info.trim(),
      line,
      lineEnd: opening.length,
      prefix: prefixAfter(lead),
      columns: places.map(({ column }) => column),
      pads: places.map(({ pad }) => pad),
      isClosed,
    },
  ];
}

/** One blank behind the mark of a quote belongs to the mark, whether or not the first line has it. */
function prefixAfter(lead: string): string {
  return lead.replace(/>(?=[^>\s]|$)/g, "> ").replace(/[^>\s]/g, " ");
}

/** A line's own part is its tail, behind the spaces that are left of a tab. */
function placeOf(own: string, line: string): { readonly column: number; readonly pad: number } {
  const read = line.replaceAll("\0", "\uFFFD");
  let pad = 0;
  while (!read.endsWith(own.slice(pad))) pad++;
  return { column: line.length - (own.length - pad), pad };
}

/** VS Code shows no front matter, whatever stands in it; its lines are empty here. */
function withoutFrontMatter(lines: readonly string[]): readonly string[] {
  if (lines[0]?.trimEnd() !== "---") return lines;
  const end = lines.findIndex((line, i) => i > 0 && line.trimEnd() === "---");
  return end < 0 ? lines : lines.map((line, i) => (i <= end ? "" : line));
}
