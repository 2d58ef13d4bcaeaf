/**
 * Other notations as lines of a flow (the rows of `language.md` 2.5 that are converted by hand): a Mermaid
 * diagram, an ASCII ladder, a figure of the RFC, sentences that describe segments.
 */

import type { Document, Flow, Statement } from "../language/ast.js";
import { applyEdits, type TextEdit } from "../language/edits.js";
import { lineEnd, lineStart, lineText, newline } from "../language/line-edits.js";
import { parse } from "../language/parser.js";
import { convertFigure, isCaption, isFigure, isPartOfFigure } from "./drawings/figure.js";
import { convertLadder, isLadder, isLadderHeader } from "./drawings/ladder.js";
import { convertMermaid, isMermaid } from "./drawings/mermaid.js";
import { declaration, type Ends, endsOf } from "./names.js";
import { convertProse } from "./prose/paragraphs.js";

export type Foreign = "mermaid" | "ladder" | "figure" | "prose";

export interface Conversion {
  readonly kind: Foreign;
  readonly first: number;
  readonly last: number;
  readonly edits: readonly TextEdit[];
}

/** The conversion of the block that a line belongs to; null where there is none. */
export function conversionAt(document: Document, line: number): Conversion | null {
  const broken = brokenLines(document);
  const block = blockAt(document, line, broken);
  return block === null ? null : convert(document, block);
}

/** More blocks than this in one text are left to a second go. */
const BLOCKS = 200;

/** The text with every foreign block converted, from the top: a later one knows the endpoints of the earlier. */
export function convertAll(text: string): string {
  let result = text;
  let from = 0;
  for (let n = 0; n < BLOCKS; n++) {
    const document = parse(result);
    const broken = brokenLines(document);
    const line = [...broken.keys()].sort((a, b) => a - b).find((l) => l >= from);
    if (line === undefined) break;
    const block = blockAt(document, line, broken);
    const conversion = block === null ? null : convert(document, block);
    if (conversion === null || block === null) {
      from = (block?.last ?? line) + 1;
      continue;
    }
    const next = applyEdits(result, conversion.edits);
    from = block.last + 1 + parse(next).lineStarts.length - document.lineStarts.length;
    result = next;
  }
  return result;
}

interface Block {
  readonly kind: Foreign;
  readonly first: number;
  readonly last: number;
}

function brokenLines(document: Document): ReadonlyMap<number, string> {
  return new Map(document.problems.map(({ line, code }) => [line, code]));
}

const FENCE = /^\s*```/;

function blockAt(document: Document, line: number, broken: ReadonlyMap<number, string>): Block | null {
  const text = lineText(document, line);
  if (!broken.has(line) && !isMermaid(text)) return null;
  const kinds: readonly Foreign[] = ["mermaid", "figure", "ladder", "prose"];
  for (const kind of kinds) {
    const belongs = (l: number): boolean => belongsTo(kind, lineText(document, l), l, broken);
    if (!belongs(line) && !FENCE.test(text)) continue;
    const block = grown(document, line, kind, belongs);
    if (isWhole(document, block)) return block;
  }
  return null;
}

function belongsTo(kind: Foreign, text: string, line: number, broken: ReadonlyMap<number, string>): boolean {
  switch (kind) {
    case "mermaid":
      return isMermaid(text);
    case "figure":
      return broken.has(line) && (isFigure(text) || isPartOfFigure(text));
    case "ladder":
      return broken.has(line) && (isLadder(text) || isLadderHeader(text));
    case "prose":
      return broken.has(line) && !isDrawn(text);
  }
}

function isDrawn(text: string): boolean {
  return FENCE.test(text) || isMermaid(text) || isLadder(text) || isLadderHeader(text) || isCaption(text);
}

/** As far up and down as lines belong to it; blank lines and fences between them come along. */
function grown(document: Document, line: number, kind: Foreign, belongs: (line: number) => boolean): Block {
  const reach = (step: 1 | -1): number => {
    let edge = line;
    for (let at = line + step; at >= 0 && at < document.lineStarts.length; at += step) {
      const text = lineText(document, at);
      if (belongs(at)) edge = at;
      else if (FENCE.test(text) && kind !== "prose") {
        edge = at;
        // Behind the fence that closes a block begins another one.
        if (at !== line + step || step === 1) break;
      } else if (text.trim() !== "") break;
    }
    return edge;
  };
  return { kind, first: reach(-1), last: reach(1) };
}

/** A block is of a kind if something in it could be of no other. */
function isWhole(document: Document, { kind, first, last }: Block): boolean {
  const texts = linesOf(document, first, last);
  if (kind === "figure") return texts.some(isFigure);
  if (kind === "ladder") return texts.some(isLadder);
  if (kind === "mermaid") return texts.some((text) => isMermaid(text) && !FENCE.test(text));
  return true;
}

function linesOf(document: Document, first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, i) => lineText(document, first + i));
}

function convert(document: Document, block: Block): Conversion | null {
  const { kind, first, last } = block;
  const flow = flowBefore(document, first);
  const source = linesOf(document, first, last);
  const known = flow === null ? null : before(flow, first);
  let lines = linesFor(kind, source, known);
  if (lines === null) return null;
  if (known !== null && hasSegments(known) && opensAnew(lines, known)) {
    lines = linesFor(kind, source, null) ?? lines;
    lines = [`flow "${titleAbove(document, first) ?? "TCP"}"`, ...lines];
  }
  const end = newline(document);
  const span = { start: lineStart(document, first), end: lineEnd(document, last) };
  return { kind, first, last, edits: [{ span, text: lines.join(end) }] };
}

function linesFor(kind: Foreign, source: readonly string[], flow: Flow | null): readonly string[] | null {
  const ends = endsOf(flow);
  const declared = declaredIn(flow);
  switch (kind) {
    case "mermaid":
      return convertMermaid(source, declared);
    case "ladder":
      return convertLadder(source, ends, declared);
    case "figure":
      return convertFigure(source, ends, declared);
    case "prose":
      return withEnds(source, ends);
  }
}

/** Sentences speak of a client and a server; where nobody has named them, they are C and S. */
function withEnds(source: readonly string[], known: Ends | null): readonly string[] | null {
  const said = source.join(" ");
  const server = /服务端/.test(said) ? "服务端" : /服务器/.test(said) ? "服务器" : null;
  const ends = known ?? {
    client: { name: "C", label: /客户端/.test(said) ? "客户端" : null },
    server: { name: "S", label: server },
  };
  const lines = convertProse(source, ends);
  if (lines === null || known !== null) return lines;
  return [declaration("client", ends.client), declaration("server", ends.server), ...lines];
}

function flowBefore(document: Document, line: number): Flow | null {
  return document.flows.findLast((flow) => flow.line <= line) ?? null;
}

/** The flow as far as it stands above the block, without what cannot be read. */
function before(flow: Flow, line: number): Flow | null {
  const statements = flow.statements.filter((s) => s.line < line && s.type !== "broken");
  return statements.length === 0 ? null : { ...flow, statements };
}

function declaredIn(flow: Flow | null): ReadonlySet<string> {
  return new Set((flow?.statements ?? []).flatMap((s) => (s.type === "endpoint" ? [s.name.name] : [])));
}

function hasSegments({ statements }: Flow): boolean {
  return statements.some(({ type }) => type === "segment");
}

/** It begins with a SYN, or with a FIN that has been sent: another drawing, and so a flow of its own. */
function opensAnew(lines: readonly string[], { statements }: Flow): boolean {
  const flagsOf = (s: Statement): readonly string[] =>
    s.type === "segment" ? s.flags.words.map(({ flag }) => flag) : [];
  const first = parse(lines.join("\n")).flows[0]?.statements.find(({ type }) => type === "segment");
  if (first === undefined) return false;
  const flags = flagsOf(first);
  if (flags.includes("SYN") && !flags.includes("ACK")) return true;
  if (!flags.includes("FIN") || first.type !== "segment") return false;
  const { name } = first.from;
  return statements.some((s) => s.type === "segment" && s.from.name === name && flagsOf(s).includes("FIN"));
}

/** The heading of the notes, which is a comment to us. */
function titleAbove(document: Document, line: number): string | null {
  for (let at = line - 1; at >= 0; at--) {
    const text = lineText(document, at).trim();
    if (text === "" || FENCE.test(text)) continue;
    if (!text.startsWith("#")) return null;
    const title = text
      .replace(/^[#\s]+/, "")
      .replace(/["\\*]/g, "")
      .trim();
    return title === "" ? null : title;
  }
  return null;
}
