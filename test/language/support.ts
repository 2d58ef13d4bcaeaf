import type { Document, Segment, Statement } from "../../src/language/ast.js";
import { FlagList, PlainIntegerField, PlainNumberField, PlainSum } from "../../src/language/nodes.js";
import { parse } from "../../src/language/parser.js";
import { SegmentNode } from "../../src/language/segment-node.js";

/** The first statement of a text; a text without one fails the test. */
export function statement(text: string): Statement {
  const found = parse(text).flows[0]?.statements[0];
  if (found === undefined) throw new Error(`no statement in ${text}`);
  return found;
}

export function segment(text: string): Segment {
  const found = statement(text);
  if (found.type !== "segment") throw new Error(`${text} is read as ${found.type}`);
  return found;
}

export function under(text: string, span: { readonly start: number; readonly end: number }): string {
  return text.slice(span.start, span.end);
}

/** What a node holds, and what it makes when asked. */
export function partsOf(node: object): readonly (readonly [string, unknown])[] {
  const prototype: object = Object.getPrototypeOf(node);
  const made =
    prototype === Object.prototype ? [] : Object.entries(Object.getOwnPropertyDescriptors(prototype));
  const getters = made.flatMap(([key, { get }]) =>
    get === undefined ? [] : [[key, get.call(node)] as const],
  );
  // What it keeps to itself, no reader sees.
  const own = Object.entries(node).filter(([key]) => !isKept(node, key));
  return [...own, ...getters];
}

function isKept(node: object, key: string): boolean {
  if (node instanceof FlagList || node instanceof PlainNumberField || node instanceof PlainSum)
    return key !== "names";
  if (node instanceof PlainIntegerField) return key !== "value";
  return node instanceof SegmentNode && KEPT_OF_SEGMENT.test(key);
}

/** What a segment keeps of names, arrow, flags and plain numbers, which it makes when asked; and what few segments have. */
export const KEPT_OF_SEGMENT = /^(?:shelf|slot|ends|listed|seqSymbol|ackSymbol|payloadText|rest)$/u;

const PLACES = new Set(["span", "key", "keySpan", "line", "lineStarts", "text", "notations", "start", "end"]);
/** Where the tree holds a span in place of a yes. */
const MARKS = new Set(["none", "blank", "old", "sackok"]);

/** What a document says, without saying where: two texts that mean the same have equal ones. */
export function meaning(doc: Document): unknown {
  return without(doc.flows, doc.text);
}

function without(value: unknown, text: string): unknown {
  if (Array.isArray(value)) return value.map((one) => without(one, text));
  if (value === null || typeof value !== "object") return value;
  const entries = partsOf(value).filter(([key, one]) => !PLACES.has(key) || typeof one === "string");
  const said = entries
    .filter(([key]) => key !== "text" || !("lineStarts" in value))
    .map(([key, one]) => [key, MARKS.has(key) && isSpan(one) ? true : without(one, text)]);
  const shown = "text" in value && !("lineStarts" in value) ? [["text", without(value.text, text)]] : [];
  const broken = "type" in value && value.type === "broken" && "span" in value && isSpan(value.span);
  return Object.fromEntries([
    ...said,
    ...shown,
    ...(broken ? [["typed", under(text, value.span as never)]] : []),
  ]);
}

function isSpan(value: unknown): boolean {
  return value !== null && typeof value === "object" && "start" in value && "end" in value;
}
