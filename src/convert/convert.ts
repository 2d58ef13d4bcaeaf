/** Foreign text as flows: whole, or not at all. */

import { withNotationsApplied } from "../language/format.js";
import { parse } from "../language/parser.js";
import { captureTexts } from "../messages/captures.js";
import type { Locale } from "../messages/locale.js";
import { boxLines } from "./drawings/boxes.js";
import type { DrawnFlow, DrawnStatement } from "./drawn.js";
import {
  hasOwnAcks,
  isElision,
  isOfAnotherProtocol,
  rejoined,
  transitionsIn,
  withoutEntities,
  withoutMarks,
} from "./lines.js";
import { flowsOf } from "./observed.js";
import { type Best, joined, type Part, shifted } from "./parts.js";
import type { Notation, Source, SourceReading } from "./reader.js";
import { READERS } from "./readers.js";
import { stateAlone } from "./said/states.js";
import { type WriteOptions, writeFlows } from "./write.js";

export type ConvertResult = Converted | Refused;

export interface Converted {
  readonly kind: "converted";
  /** Of the surest part. */
  readonly notation: Notation;
  readonly sure: number;
  readonly text: string;
}

export interface Refused {
  readonly kind: "refused";
  /** The first line that could not be read, from 0; null where there is nothing to read. */
  readonly line: number | null;
  /** What the line was recognised as. */
  readonly notation: Notation | null;
  /** The words of it that were not understood, where that is known. */
  readonly part?: string;
}

export interface ConvertOptions {
  /** The first flow begins with its `flow` line: where something stands above it. */
  readonly header?: boolean;
  /** Of what is said beside a flow: English where it is left out. */
  readonly locale?: Locale;
}

/** The whole text: every block of it that a reader understands, with what stands around them as comments. */
export function convert(text: string, options: ConvertOptions = {}): ConvertResult {
  const lines = linesOf(text);
  const parts = joined(partsOf(lines, 0));
  const refused = parts.find((part) => isRefused(part, parts));
  if (refused?.best) {
    return {
      kind: "refused",
      line: refused.first + (refused.best.reading.unread ?? 0),
      notation: refused.best.notation,
      ...(refused.best.reading.part == null ? {} : { part: refused.best.reading.part }),
    };
  }
  const read = parts.flatMap(({ best }) => (best === null ? [] : [best]));
  const surest = [...read].sort((a, b) => b.reading.sure - a.reading.sure)[0];
  if (surest === undefined) {
    const [boxes] = boxLines(lines);
    if (boxes !== undefined) return { kind: "refused", line: boxes, notation: "boxes" };
    const line = lines.findIndex((content) => content.trim() !== "");
    return { kind: "refused", line: line < 0 ? null : line, notation: null };
  }
  const { notation, reading } = surest;
  const { sure } = reading;
  // Sentences beside a capture speak of what it shows, and so do those beside a drawing that only answer.
  const shown = reading.flows.some(({ kind }) => kind === "observed");
  const speaks = ({ best }: Part): boolean =>
    best !== null &&
    (shown
      ? best.notation === "prose" || (best.notation === "list" && segmentsIn(best) < 2)
      : sure >= DRAWN && best.reading.sure < SURE_OF_WORDS && onlyAnswers(best));
  const kept = parts.map((part) => (speaks(part) ? { ...part, best: null } : part));
  return { kind: "converted", notation, sure, text: written(kept, options) };
}

function segmentsIn({ reading }: Best): number {
  return reading.flows
    .flatMap((flow) => (flow.kind === "drawn" ? flow.statements : []))
    .filter(({ type }) => type === "segment").length;
}

/** No drawing is less sure, and no words are surer. */
const DRAWN = 0.65;
const SURE_OF_WORDS = 0.65;

function onlyAnswers({ reading }: Best): boolean {
  return reading.flows.every((flow) => {
    const first = flow.kind === "drawn" ? flow.statements.find(({ type }) => type === "segment") : undefined;
    return (
      first?.type === "segment" &&
      first.flags.includes("ACK") &&
      first.flags.every((one) => /SYN|ACK/.test(one))
    );
  });
}

/** Words beside a drawing that are only half understood stay words; what is surely a notation is read whole or not at all. */
const SURELY = 0.5;

function isRefused({ best }: Part, parts: readonly Part[]): boolean {
  if (best === null || best.reading.unread == null) return false;
  const others = parts.some((one) => one.best !== null && one.best.reading.unread == null);
  return best.reading.sure >= SURELY || !others;
}

/** Where lines are marked as those of a mail or a comment, or broken by one, what stands behind that is read. */
export function surestReading({ lines: given }: Source): Best | null {
  const lines = withoutEntities(given);
  const marked = surestOf({ lines });
  const unmarked = withoutMarks(lines);
  const whole = rejoined(unmarked ?? lines);
  const plain = whole?.lines ?? unmarked;
  const best = plain === null ? null : surestOf({ lines: plain });
  if (best === null || best.reading.unread != null) return marked;
  if (marked !== null && best.reading.sure < marked.reading.sure) return marked;
  return whole === null ? best : withBroken(best, whole.into);
}

/** What has gone into a line that is read is read with it. */
function withBroken({ notation, reading }: Best, into: ReadonlyMap<number, number>): Best {
  const lines = new Set(reading.lines);
  for (const [line, first] of into) if (lines.has(first)) lines.add(line);
  return { notation, reading: { ...reading, lines } };
}

function surestOf(source: Source): Best | null {
  const long = new Set(
    source.lines.flatMap((line, at) => (line.length > LONGEST_LINE || isOfAnotherProtocol(line) ? [at] : [])),
  );
  for (const line of [...boxLines(source.lines), ...transitionsIn(source.lines)]) long.add(line);
  const lines = long.size === 0 ? source.lines : source.lines.map((line, at) => (long.has(at) ? "" : line));
  const filled = lines.filter((line) => line.trim() !== "").length;
  let best: Best | null = null;
  for (const reader of READERS) {
    if (best !== null && best.reading.sure > (reader.atMost ?? 1)) continue;
    const found = reader.read(reader.long === true ? source : { lines });
    const reading = found === null || reader.long === true ? found : withoutLines(found, long);
    if (reading === null || (reading.flows.length === 0 && reading.unread == null)) continue;
    if (!isExchange(reading, lines)) continue;
    if (best === null || isSurer(reading, best.reading)) best = { notation: reader.name, reading };
    // All of it in a form that nothing else has: to look for sentences in a long dump would only take time.
    if (best.reading.sure >= CERTAIN && best.reading.lines.size === filled) break;
  }
  return best;
}

/** Not a drawing of states, nor one of a protocol whose ACKs are its own. */
function isExchange({ flows }: SourceReading, lines: readonly string[]): boolean {
  const drawn = flows.filter((flow) => flow.kind === "drawn");
  if (drawn.length === 0 || drawn.length < flows.length) return true;
  const ends = drawn.flatMap((flow) => flow.ends);
  if (ends.filter(({ key, label }) => stateAlone(label ?? key) !== null).length > ends.length / 2)
    return false;
  const segments = drawn.flatMap(({ statements }) => statements.filter((one) => one.type === "segment"));
  const onlyAcks = segments.every(
    ({ flags, seq, len }) => flags.every((flag) => flag === "ACK") && seq == null && len == null,
  );
  return !onlyAcks || !hasOwnAcks(lines);
}

const CERTAIN = 0.9;
/** Nobody draws, or tells, that much in a line; looking through it would only take time. */
const LONGEST_LINE = 2000;

function withoutLines(reading: SourceReading, left: ReadonlySet<number>): SourceReading {
  if (left.size === 0) return reading;
  return { ...reading, lines: new Set([...reading.lines].filter((line) => !left.has(line))) };
}

function isSurer(one: SourceReading, other: SourceReading): boolean {
  return one.sure > other.sure || (one.sure === other.sure && one.lines.size > other.lines.size);
}

/** The surest reading, and what is found above and below what it has read. */
export function partsOf(lines: readonly string[], first: number): readonly Part[] {
  if (lines.every((line) => line.trim() === ""))
    return lines.length === 0 ? [] : [{ first, lines, best: null }];
  const best = surestReading({ lines });
  if (best === null || best.reading.unread != null) return [{ first, lines, best }];
  let from = lines.length;
  let to = -1;
  for (const line of [...best.reading.lines, ...(best.reading.comments?.keys() ?? [])]) {
    from = Math.min(from, line);
    to = Math.max(to, line);
  }
  if (to < 0) return [{ first, lines, best: null }];
  const moved: Best = { notation: best.notation, reading: shifted(best.reading, -from) };
  return [
    ...partsOf(lines.slice(0, from), first),
    { first: first + from, lines: lines.slice(from, to + 1), best: moved },
    ...partsOf(lines.slice(to + 1), first + to + 1),
  ];
}

function written(parts: readonly Part[], { header = false, locale = "en" }: ConvertOptions): string {
  let text = "";
  let above = header;
  let begun = false;
  for (const part of parts) {
    if (part.best === null || part.best.reading.unread != null) {
      text += part.lines.map((line) => `${begun ? asItIs(line) : withoutElision(asItIs(line))}\n`).join("");
      continue;
    }
    text += textOf(part, { header: above }, locale);
    above = true;
    begun = true;
  }
  return `${text.trimEnd()}\n`;
}

/** A part that has been read, as lines of the language. */
export function textOf(part: Part, options: WriteOptions, locale: Locale): string {
  const text = drawn(part, options, locale);
  // Fields of a capture are written as the language has them.
  const observed = part.best?.reading.flows.every(({ kind }) => kind === "observed") ?? false;
  return observed ? text : canonical(text);
}

function drawn({ lines, best }: Part, options: WriteOptions, locale: Locale): string {
  if (best === null) return "";
  const texts = captureTexts(locale);
  const gaps = lines.flatMap((line, at) => (isElision(line) ? [at] : []));
  const flows = best.reading.flows.flatMap((flow) =>
    flow.kind === "drawn" ? [flow] : flowsOf({ ...flow, gaps }, texts),
  );
  return writeFlows(withComments(flows, lines, best.reading), options);
}

/** Before anything is connected nothing can be left out. */
function withoutElision(line: string): string {
  return /^(?:\.\.\.|…+)$/.test(line) ? `# ${line}` : line;
}

/** A line beside a block: what the language reads stays as it is, the rest is a comment. */
function asItIs(line: string): string {
  const text = line.trim();
  if (text === "" || text.startsWith("#")) return text;
  const document = parse(text);
  const isOurs = document.flows.length > 0 && document.problems.length === 0;
  return isOurs ? withNotationsApplied(document).trimEnd() : `# ${text}`;
}

/** Lines within a block that say nothing in its notation are comments of the flow that goes on after them. */
function withComments(
  flows: readonly DrawnFlow[],
  lines: readonly string[],
  { lines: understood, comments }: SourceReading,
): readonly DrawnFlow[] {
  const left = lines.flatMap((text, line) =>
    understood.has(line) || text.trim() === "" ? [] : [{ line, text: comments?.get(line) ?? text }],
  );
  if (left.length === 0) return flows;
  const nextOf = (flow: DrawnFlow, line: number): number =>
    flow.statements.find((one) => one.line > line)?.line ?? Number.POSITIVE_INFINITY;
  const added = new Map<DrawnFlow, DrawnStatement[]>();
  for (const { line, text } of left) {
    const owner = flows.reduce<DrawnFlow | null>(
      (best, flow) => (best === null || nextOf(flow, line) < nextOf(best, line) ? flow : best),
      null,
    );
    if (owner === null) continue;
    added.set(owner, [...(added.get(owner) ?? []), { type: "comment", line, text: text.trim() }]);
  }
  return flows.map((flow) => ({ ...flow, statements: merged(flow.statements, added.get(flow) ?? []) }));
}

/** Each comment before the first statement that comes from further down. */
function merged(
  statements: readonly DrawnStatement[],
  comments: readonly DrawnStatement[],
): readonly DrawnStatement[] {
  const result: DrawnStatement[] = [];
  let next = 0;
  for (const statement of statements) {
    for (let one = comments[next]; one !== undefined && one.line < statement.line; one = comments[++next]) {
      result.push(one);
    }
    result.push(statement);
  }
  return [...result, ...comments.slice(next)];
}

/** What a source has in a notation that the language knows by another name is written its way. */
function canonical(text: string): string {
  const document = parse(text);
  return document.notations.length === 0 ? text : withNotationsApplied(document);
}

/** What a terminal is told of colours is no text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences begin with one.
const COLOURS = /\u001b\[[0-9;]*[A-Za-z]/g;

function linesOf(text: string): readonly string[] {
  const plain = text.replace(/^\ufeff/, "").replace(COLOURS, "");
  // Of a long text without carriage returns the plain split is several times as fast.
  return plain.includes("\r") ? plain.split(/\r\n|\n|\r/) : plain.split("\n");
}
