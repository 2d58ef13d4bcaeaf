/**
 * Notes for where only Mermaid is drawn: each block becomes pictures, its source kept in a comment above them, from
 * which the note can be had again to the character.
 *
 *     <!-- tcpflow
 *     ```tcpflow
 *     C -> S: SYN
 *     ```
 *     -->
 *     ```mermaid
 *     sequenceDiagram
 *     ```
 *     <!-- /tcpflow -->
 */

import type { Analysis } from "../check/trace.js";
import { matchIn, textAt } from "../language/at.js";
import { commentLines } from "./fences.js";
import type { Block, Note } from "./note.js";

/** What stands in the place of a flow, line by line: a fence with Mermaid, or a link to a picture; nothing where none is drawn. */
export type Draw = (analysis: Analysis, flow: number) => readonly string[];

/** Of a note that is not published, or restored. Blocks without a picture stay as they are. */
export function publish({ text, blocks }: Note, draw: Draw): string {
  const lines = linesOf(text);
  const made: string[] = [];
  let next = 0;
  for (const block of blocks) {
    const { analysis } = block.version;
    const pictures = analysis.flows.flatMap((_, flow) => draw(analysis, flow));
    if (pictures.length === 0) continue;
    made.push(...lines.slice(next, block.line), published(block, lines, pictures));
    next = lastLine(block) + 1;
  }
  return [...made, ...lines.slice(next)].join("");
}

/** Undoes `publish`. Text that it has not made stays as it is. */
export function restore(text: string): string {
  return withSources(text, ({ source }) => source);
}

/** The same, with each line of a source where it stands in the published text; what stands around it is left empty. */
export function uncovered(text: string): string {
  return withSources(text, ({ before, opening, held, after }) => before + opening + held + after);
}

interface Published {
  readonly source: string;
  /** The line that opens the comment, with an empty one in its place: a list begins there as it did. */
  readonly before: string;
  readonly opening: string;
  readonly held: string;
  /** Empty lines, within the same containers. */
  readonly after: string;
  readonly next: number;
}

function withSources(text: string, use: (found: Published) => string): string {
  if (!text.includes(OPENING)) return text;
  const lines = linesOf(text);
  const comments = commentLines(lines.map((line) => line.replace(END, "")));
  const made: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const found = comments.has(at) ? publishedAt(lines, at) : null;
    made.push(found === null ? (lines[at] as string) : use(found));
    at = found === null ? at + 1 : found.next;
  }
  return made.join("");
}

const OPENING = "<!-- tcpflow";
const CLOSING = "-->";
const LAST = "<!-- /tcpflow -->";
const END = /[\r\n]+$/;
const CONTAINERS = /^[ \t>]*/;
const EMPTY_COMMENT = "<!-- -->";
const FENCE = /`{3,}|~{3,}/;

/** With their line ends. */
function linesOf(text: string): string[] {
  return text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
}

function lastLine({ line, columns, isClosed }: Block): number {
  return line + columns.length + (isClosed ? 1 : 0);
}

function published(block: Block, lines: readonly string[], pictures: readonly string[]): string {
  const { prefix } = block;
  const opening = lines[block.line] as string;
  const end = END.exec(opening)?.[0] ?? "\n";
  const fence = opening.search(FENCE);
  const source = lines.slice(block.line + 1, lastLine(block) + 1).map(escaped);
  // A note may end without a line end; what stands last of it then has none either.
  const lacksEnd = !END.test(source.at(-1) ?? opening);
  return [
    `${opening.slice(0, fence)}${OPENING}${end}`,
    `${prefix}${escaped(opening.slice(fence))}`,
    ...source,
    lacksEnd ? end : "",
    ...[CLOSING, ...pictures].map((line) => `${line === "" ? prefix.trimEnd() : prefix + line}${end}`),
    `${prefix}${LAST}${lacksEnd ? "" : end}`,
  ].join("");
}

/** What was published from this line on; null where nothing was. */
function publishedAt(lines: readonly string[], at: number): Published | null {
  const line = lines[at] as string;
  const lead = line.indexOf(OPENING);
  const opening = textAt(lines, at + 1);
  const fence = opening.search(FENCE);
  if (lead < 0 || line.slice(lead).replace(END, "") !== OPENING || fence < 0) return null;
  const isMark = (mark: string) => (one: string, i: number) => i > at && ownPart(one) === mark;
  const closing = lines.findIndex(isMark(CLOSING));
  const last = lines.findIndex(isMark(LAST));
  if (closing < 0 || last < closing) return null;
  const held = lines
    .slice(at + 2, closing)
    .map(unescaped)
    .join("");
  const source = line.slice(0, lead) + unescaped(opening.slice(fence)) + held;
  const lacksEnd = !END.test(lines[last] as string);
  return {
    source: lacksEnd ? source.replace(END, "") : source,
    before: line.slice(0, lead) + EMPTY_COMMENT + matchIn(line, END),
    opening: unescaped(opening),
    held,
    after: lines
      .slice(closing, last + 1)
      .map((one) => matchIn(one, CONTAINERS) + matchIn(one, END))
      .join(""),
    next: last + 1,
  };
}

/** Without the marks of quotes and the blanks before it. */
function ownPart(line: string): string {
  return line.replace(CONTAINERS, "").replace(END, "");
}

/** Nothing ends the comment: a backslash stands before the `>` of every `-->`, one more where some do already. */
function escaped(line: string): string {
  return line.replace(/--(\\*)(!?)>/g, "--$1\\$2>");
}

function unescaped(line: string): string {
  return line.replace(/--(\\*)\\(!?)>/g, "--$1$2>");
}
