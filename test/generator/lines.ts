/** The lines of a flow as they are written: what each claims, and how it is spelt. */

import { type Flag, other, type Side, type State } from "./endpoint.js";
import type { Fate } from "./exchange.js";
import { octets } from "./steps.js";

const TWO_32 = 2 ** 32;

export const modulo = (n: number): number => ((n % TWO_32) + TWO_32) % TWO_32;

/** One term of a sum: a symbol, or a number where `symbol` is null. */
export interface Term {
  readonly sign: 1 | -1;
  readonly symbol: string | null;
  readonly value: number;
}

export type Sum = readonly Term[];

export interface SegmentLine {
  readonly kind: "segment";
  readonly from: Side;
  /** As written; empty where no flag word is. */
  readonly flags: readonly Flag[];
  readonly flagText: string | null;
  readonly seq: Sum | null;
  readonly ack: Sum | null;
  readonly len: Sum | null;
  readonly payload: string | null;
  /** Octets it carries where neither `len` nor a payload says it. */
  readonly unsaid: number;
  readonly fate: Fate;
  readonly old: boolean;
  readonly extras: readonly Extra[];
  /** Its name in the exchange, and whether that is written. */
  readonly id: string | null;
  readonly showId: boolean;
  readonly reversed: boolean;
  readonly order: readonly ("seq" | "ack" | "len" | "payload")[];
  readonly separator: string;
  readonly extra: string;
}

/** A field of the window or of an option. */
export type Extra =
  | { readonly key: "win" | "mss" | "wscale" | "urg"; readonly value: number }
  | { readonly key: "sackok" }
  /** "": a cookie is asked for. */
  | { readonly key: "tfo"; readonly cookie: string }
  | { readonly key: "sack"; readonly blocks: readonly (readonly [Sum, Sum])[] }
  | { readonly key: "ts"; readonly value: number; readonly echo: number };

export interface StateLine {
  readonly kind: "state";
  readonly sides: readonly Side[];
  readonly before: State | null;
  readonly state: State;
  /** As written where not canonical. */
  readonly spelt: string | null;
}

export interface DeliverLine {
  readonly kind: "deliver";
  /** What arrives; not written where `bare`. */
  readonly ids: readonly string[];
  readonly bare: boolean;
}

export interface LocalLine {
  readonly kind: "local";
  readonly side: Side;
  readonly what: string;
}

export interface ElisionLine {
  readonly kind: "elision";
  readonly from: Side | null;
  readonly amounts: readonly [number, number];
  readonly text: string;
}

export interface DeclarationLine {
  readonly kind: "declaration";
  readonly side: Side;
  readonly role: string;
  /** With the blank before it. */
  readonly label: string;
  readonly state: State | null;
  readonly isn: Sum | null;
  readonly snd: Sum | null;
  readonly rcv: Sum | null;
  readonly window: number | null;
  /** Options offered, as they are spelt. */
  readonly offers: string;
  readonly inorder: boolean;
}

/** Anything that claims nothing: headings, notes, comments, blank lines. */
export interface TextLine {
  readonly kind: "text";
  readonly text: string;
}

export type Content =
  | SegmentLine
  | StateLine
  | DeliverLine
  | LocalLine
  | ElisionLine
  | DeclarationLine
  | TextLine;

/** What the simulation knows to hold after the line; null where it is not certain. */
export interface Expectation {
  readonly seq: number | null;
  readonly ack: number | null;
  readonly states: readonly [State | null, State | null];
}

export interface Line {
  readonly content: Content;
  readonly indent: string;
  /** `@1.5s` and its blank. */
  readonly time: string;
  readonly comment: string;
  /** The pair it belongs to, where a flow has several. */
  readonly pair: number;
  readonly expect: Expectation | null;
}

export interface Looks {
  readonly names: readonly [string, string];
  /** Clients of the same server beside the first. */
  readonly others: readonly string[];
  readonly blanks: boolean;
  /** Numbers as `0x64`. */
  readonly hex: boolean;
  readonly ending: string;
  readonly bom: boolean;
}

export function render(lines: readonly Line[], looks: Looks): string {
  const text = lines.map((line) => renderLine(line, looks)).join(looks.ending);
  return (looks.bom ? "\ufeff" : "") + text + looks.ending;
}

function renderLine({ content, indent, time, comment, pair }: Line, looks: Looks): string {
  return indent + time + renderContent(content, looksOf(looks, pair)) + comment;
}

function looksOf(looks: Looks, pair: number): Looks {
  const client = looks.others[pair - 1];
  return client === undefined ? looks : { ...looks, names: [client, looks.names[1]] };
}

/** How a line names an end of its pair: a server of several says which connection it means. */
export function subjectOf(looks: Looks, pair: number, side: Side): string {
  const { names, others } = looksOf(looks, pair);
  return side === 1 && others.length > 0 ? `${names[1]}(${names[0]})` : names[side];
}

function renderContent(c: Content, looks: Looks): string {
  switch (c.kind) {
    case "segment":
      return renderSegment(c, looks);
    case "state":
      return `${namesOf(c.sides, looks)}: ${c.before === null ? "" : `${c.before} -> `}${c.spelt ?? c.state}`;
    case "deliver":
      return c.bare && looks.others.length === 0 ? "deliver" : `deliver ${c.ids.join(", ")}`;
    case "local":
      return `${subjectOf(looks, 0, c.side)}: ${c.what}`;
    case "elision":
      return renderElision(c, looks);
    case "declaration":
      return renderDeclaration(c, looks);
    case "text":
      return c.text;
  }
}

const namesOf = (sides: readonly Side[], looks: Looks): string =>
  sides.map((side) => subjectOf(looks, 0, side)).join(", ");

function renderElision(c: ElisionLine, looks: Looks): string {
  const way = c.from === null ? "" : ` ${looks.names[c.from]} -> ${looks.names[other(c.from)]}`;
  return `...${way}${c.text === "" ? "" : ` ${c.text}`}`;
}

function renderDeclaration(c: DeclarationLine, looks: Looks): string {
  const parts = [`${c.role} ${looks.names[c.side]}${c.label}`];
  if (c.state !== null) parts.push(`state=${c.state}`);
  if (c.isn !== null) parts.push(`isn=${renderSum(c.isn, { ...looks, blanks: false })}`);
  if (c.snd !== null) parts.push(`snd=${renderSum(c.snd, { ...looks, blanks: false })}`);
  if (c.rcv !== null) parts.push(`rcv=${renderSum(c.rcv, { ...looks, blanks: false })}`);
  if (c.window !== null) parts.push(`window=${c.window}`);
  if (c.offers !== "") parts.push(c.offers);
  if (c.inorder) parts.push("inorder");
  return parts.join(" ");
}

const ARROWS = {
  delivered: ["->", "<-"],
  lost: ["-x", "x-"],
  "in-flight": ["~>", "<~"],
} as const;

function renderSegment(c: SegmentLine, looks: Looks): string {
  const [from, to] = [looks.names[c.from], looks.names[other(c.from)]];
  const [right, left] = ARROWS[c.fate];
  const line = c.reversed ? `${to} ${left} ${from}` : `${from} ${right} ${to}`;
  const ends = c.old ? `old ${line}` : line;
  const flags = c.flagText ?? c.flags.join("+");
  const fields = c.order.map((field) => renderField(c, field, looks)).filter((text) => text !== "");
  fields.push(...c.extras.map((extra) => renderExtra(extra, looks)));
  if (c.showId) fields.push(`as ${c.id}`);
  if (c.extra !== "") fields.push(c.extra);
  const words = flags === "" ? fields : [flags, ...fields];
  const rest = words.slice(1).map((word) => c.separator + word);
  return `${ends}: ${words[0] ?? ""}${rest.join("")}`;
}

function renderField(c: SegmentLine, field: SegmentLine["order"][number], looks: Looks): string {
  if (field === "payload") return c.payload === null ? "" : quoted(c.payload);
  const sum = c[field];
  if (sum === null) return "";
  return `${field}=${renderSum(sum, looks)}`;
}

function renderExtra(extra: Extra, looks: Looks): string {
  switch (extra.key) {
    case "sackok":
      return "sackok";
    case "tfo":
      return extra.cookie === "" ? "tfo" : `tfo=${extra.cookie}`;
    case "sack":
      return `sack=${extra.blocks.map((b) => b.map((edge) => renderSum(edge, looks)).join("..")).join(",")}`;
    case "ts":
      return `ts=${extra.value}:${extra.echo}`;
    default:
      return `${extra.key}=${extra.value}`;
  }
}

export function renderSum(sum: Sum, looks: Looks): string {
  const blank = looks.blanks ? " " : "";
  return sum
    .map((term, i) => {
      const number = looks.hex ? `0x${term.value.toString(16)}` : String(term.value);
      const word = term.symbol ?? number;
      if (i === 0) return term.sign < 0 ? `0${blank}-${blank}${word}` : word;
      return `${blank}${term.sign < 0 ? "-" : "+"}${blank}${word}`;
    })
    .join("");
}

const ESCAPES: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\\": "\\\\",
  '"': '\\"',
};

function quoted(text: string): string {
  return `"${[...text].map((c) => (c === "é" ? "\\u00e9" : (ESCAPES[c] ?? c))).join("")}"`;
}

/** Octets of data on a line, its symbols being `env`. */
export function lengthOf(c: SegmentLine, env: ReadonlyMap<string, number>): number {
  if (c.payload !== null) return octets(c.payload);
  if (c.len === null) return c.unsaid;
  return c.len.reduce((n, t) => n + t.sign * (t.symbol === null ? t.value : (env.get(t.symbol) ?? 1)), 0);
}
