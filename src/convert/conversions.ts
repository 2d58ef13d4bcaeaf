/**
 * Foreign blocks within a document of the language (rule 43): where
 * they begin and end, and what they become there, with the ends that the flow around them has.
 */

import type { Document, Flow, Statement } from "../language/ast.js";
import { applyEdits, type TextEdit } from "../language/edits.js";
import { lineStart, lineText, newline } from "../language/line-edits.js";
import { parse } from "../language/parser.js";
import { lineEnd } from "../language/text.js";
import type { Locale } from "../messages/locale.js";
import { partsOf, textOf } from "./convert.js";
import type { Part } from "./parts.js";
import type { Notation } from "./reader.js";

export interface FoundNotation {
  readonly kind: Notation;
  readonly first: number;
  readonly last: number;
  readonly edits: readonly TextEdit[];
}

/** The conversion of the block that a line belongs to; null where there is none. */
export function conversionAt(document: Document, line: number, locale: Locale = "en"): FoundNotation | null {
  const broken = brokenLines(document);
  const region = regionAround(document, line, broken);
  return region === null ? null : blockIn(document, region, line, locale);
}

/** More blocks than this in one text are left to a second go. */
const BLOCKS = 200;

/** The text with every foreign block converted, from the top: a later one knows the endpoints of the earlier. */
export function convertAll(text: string, locale: Locale = "en"): string {
  let result = text;
  let from = 0;
  for (let n = 0; n < BLOCKS; n++) {
    const document = parse(result);
    const conversion = nextConversion(document, from, locale);
    if (conversion === null) break;
    const next = applyEdits(result, conversion.edits);
    from = conversion.last + 1 + parse(next).lineStarts.length - document.lineStarts.length;
    result = next;
  }
  return result;
}

/** The first block from a line on; what stands around broken lines is read once, however many of them belong to no block. */
function nextConversion(document: Document, from: number, locale: Locale): FoundNotation | null {
  const broken = brokenLines(document);
  const known: RegionParts = new Map();
  const lines = [...broken].filter((one) => one >= from).sort((a, b) => a - b);
  for (const line of lines) {
    const region = regionAround(document, line, broken);
    const conversion = region === null ? null : blockIn(document, region, line, locale, known);
    if (conversion !== null) return conversion;
  }
  return null;
}

/** The parts of regions, by their first line. */
type RegionParts = Map<number, readonly Part[]>;

/** Lines that cannot be read, and those that are read only because another notation happens to look like ours. */
function brokenLines(document: Document): ReadonlySet<number> {
  const lines = new Set(document.problems.map(({ line }) => line));
  for (const { line, row } of document.notations) {
    if (row === "arrow" && /--?>>|--?\)|<br/.test(lineText(document, line))) lines.add(line);
  }
  return lines;
}

interface Region {
  readonly first: number;
  readonly last: number;
}

/** More right lines than this in a row are a flow, and no part of a drawing. */
const MOST_RIGHT = 2;

/** From the first to the last line around that cannot be read, with what stands between them. */
function regionAround(document: Document, line: number, broken: ReadonlySet<number>): Region | null {
  const anchor = broken.has(line) ? line : nearby(document, line, broken);
  if (anchor === null) return null;
  const right = rightLines(document, broken);
  const reach = (step: 1 | -1): number => {
    let edge = anchor;
    let passed = 0;
    for (let at = anchor + step; at >= 0 && at < document.lineStarts.length; at += step) {
      if (right.has(at)) passed++;
      else if (broken.has(at)) {
        edge = at;
        passed = 0;
      }
      if (passed > MOST_RIGHT) break;
    }
    return edge;
  };
  return { first: reach(-1), last: reach(1) };
}

/** A line of a block that happens to be read: the block is next to it. */
function nearby({ lineStarts }: Document, line: number, broken: ReadonlySet<number>): number | null {
  for (let by = 1; by <= MOST_RIGHT; by++)
    for (const at of [line - by, line + by])
      if (at >= 0 && at < lineStarts.length && broken.has(at)) return at;
  return null;
}

function rightLines(document: Document, broken: ReadonlySet<number>): ReadonlySet<number> {
  const statements = document.flows.flatMap(({ header, statements: all }) => [
    ...(header === null ? [] : [header.line]),
    ...all.map(({ line }) => line),
  ]);
  return new Set(statements.filter((line) => !broken.has(line)));
}

/** The block of the region that the line is in, as it is to be written there. */
function blockIn(
  document: Document,
  { first, last }: Region,
  line: number,
  locale: Locale,
  known: RegionParts = new Map(),
): FoundNotation | null {
  const lines = Array.from({ length: last - first + 1 }, (_, i) => lineText(document, first + i));
  const parts = known.get(first) ?? partsOf(lines, first);
  known.set(first, parts);
  const part = parts.find(
    (one) => one.best !== null && one.first <= line && line < one.first + one.lines.length,
  );
  if (part?.best == null || part.best.reading.unread != null) return null;
  return converted(document, part, part.best.notation, locale);
}

function converted(document: Document, part: Part, kind: Notation, locale: Locale): FoundNotation {
  const { first } = part;
  const last = first + part.lines.length - 1;
  const flow = flowBefore(document, first);
  const known = flow === null ? null : before(flow, first);
  const anew = known !== null && hasSegments(known) && opensAnew(parse(textOf(part, {}, locale)), known);
  const title = anew ? (titleAbove(document, first) ?? "TCP") : null;
  const text =
    anew || known === null
      ? textOf(part, { title }, locale)
      : textOf(part, { within: endsOf(known) }, locale);
  const span = { start: lineStart(document, first), end: lineEnd(document, last) };
  const edits = [{ span, text: text.replace(/\n+$/, "").split("\n").join(newline(document)) }];
  return { kind, first, last, edits };
}

function flowBefore(document: Document, line: number): Flow | null {
  return document.flows.findLast((flow) => flow.line <= line) ?? null;
}

/** The flow as far as it stands above the block, without what cannot be read. */
function before(flow: Flow, line: number): Flow | null {
  const statements = flow.statements.filter((s) => s.line < line && s.type !== "broken");
  return statements.length === 0 ? null : { ...flow, statements };
}

function hasSegments({ statements }: Flow): boolean {
  return statements.some(({ type }) => type === "segment");
}

/** The ends of a flow by name, with their roles where they are declared. */
function endsOf({ statements }: Flow): ReadonlyMap<string, string | null> {
  const ends = new Map<string, string | null>();
  for (const s of statements) if (s.type === "endpoint") ends.set(s.name.name, s.role);
  for (const s of statements)
    if (s.type === "segment")
      for (const { name } of [s.from, s.to]) if (!ends.has(name)) ends.set(name, null);
  return ends;
}

/** It begins with a SYN, or with a FIN that has been sent: another drawing, and so a flow of its own. */
function opensAnew(drawn: Document, { statements }: Flow): boolean {
  const flagsOf = (s: Statement): readonly string[] => (s.type === "segment" ? s.flags.names : []);
  const first = drawn.flows[0]?.statements.find(({ type }) => type === "segment");
  if (first === undefined) return false;
  const flags = flagsOf(first);
  if (flags.includes("SYN") && !flags.includes("ACK")) return true;
  if (!flags.includes("FIN") || first.type !== "segment") return false;
  const { name } = first.from;
  return statements.some((s) => s.type === "segment" && s.from.name === name && flagsOf(s).includes("FIN"));
}

const FENCE = /^\s*```/;

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
