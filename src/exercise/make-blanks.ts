/**
 * Blanks in a flow: flags, numbers, lengths, states, events that follow from what is left.
 *
 * A blank is made only where the check, with all the blanks open, refutes every other value that it is tried with:
 * then the flow has one answer there, whichever way it is spelled.
 */

import type { FlowTrace } from "../check/trace.js";
import type { Segment, Span, Statement } from "../language/ast.js";
import { applyEdits, type TextEdit } from "../language/edits.js";
import { STATES } from "../tcp/state.js";
import { type Checked, holds } from "./make-check.js";
import type { Random } from "./random/random.js";

/** What may be left blank. */
export type BlankOf = "flags" | "seq" | "ack" | "len" | "window" | "state" | "event";

export const BLANKS_OF: readonly BlankOf[] = ["flags", "seq", "ack", "len", "window", "state", "event"];

export interface BlankCandidate {
  readonly of: BlankOf;
  readonly span: Span;
  readonly line: number;
  /** What stands there. */
  readonly text: string;
  /** The first number of its sender: it is chosen, unless what follows tells it. */
  readonly chosen: boolean;
  /** Its line is a segment with data. */
  readonly data: boolean;
}

export interface Preference {
  /** How many of the blanks may be flags and events. */
  readonly assumed?: number | undefined;
  /** What the exercise is about: half of the blanks ask for it, where so many can. */
  readonly focus?: BlankOf | undefined;
}

/** Up to `count` blanks, in text order; none where nothing follows from the rest. */
export function chooseBlanks(
  source: Checked,
  of: ReadonlySet<BlankOf>,
  count: number,
  random: Random,
  { assumed = Number.POSITIVE_INFINITY, focus }: Preference = {},
): readonly BlankCandidate[] {
  // What is warned of is legal, but no answer: it would be judged wrong where another would not.
  const warned = new Set(source.variant.troubles.map(({ line }) => line));
  const possible = candidatesOf(source.trace, source.text).filter(
    (one) => of.has(one.of) && !isFree(one) && !warned.has(one.line),
  );
  const chosen: BlankCandidate[] = [];
  const shuffled = spread(random.shuffle(possible));
  const inFocus = shuffled.filter((one) => one.of === focus).slice(0, Math.ceil(count / 2));
  for (const candidate of [...inFocus, ...shuffled.filter((one) => !inFocus.includes(one))]) {
    if (chosen.length >= count) break;
    if (isAssumed(candidate) && chosen.filter(isAssumed).length >= assumed) continue;
    if (holds(leftOpen(source.text, [...chosen, candidate]), source)) chosen.push(candidate);
  }
  return determined(source, chosen).sort((a, b) => a.span.start - b.span.start);
}

/** The text with `?` at these places. */
export function withBlanks(text: string, blanks: readonly BlankCandidate[]): string {
  return applyEdits(
    text,
    blanks.map(({ span }) => ({ span, text: "?" })),
  );
}

/** One of each line first, so that the blanks are not all in one place. */
function spread(candidates: readonly BlankCandidate[]): readonly BlankCandidate[] {
  const lines = new Set<number>();
  const first: BlankCandidate[] = [];
  const rest: BlankCandidate[] = [];
  for (const candidate of candidates) {
    (lines.has(candidate.line) ? rest : first).push(candidate);
    lines.add(candidate.line);
  }
  return [...first, ...rest];
}

/**
 * Those of the blanks with one answer, while all are open and when all others are filled in. Giving up one tells
 * more, and settles no other less.
 */
function determined(source: Checked, chosen: readonly BlankCandidate[]): BlankCandidate[] {
  // A number to begin with goes first: where nothing tells it, nothing may tell those that are counted from it.
  const anchored = chosen.filter((blank) => !blank.chosen || hasOneAnswer(source, blank, chosen));
  return anchored.filter((blank) => hasOneAnswer(source, blank, anchored));
}

function hasOneAnswer(source: Checked, blank: BlankCandidate, chosen: readonly BlankCandidate[]): boolean {
  const open = chosen.filter((one) => one !== blank).flatMap(opened);
  return alternatives(blank, source.text).every((text) => {
    const change = { span: blank.span, text };
    if (holds(applyEdits(source.text, [change]), source)) return false;
    return open.length === 0 || !holds(applyEdits(source.text, [...open, change]), source);
  });
}

/** The text as the check sees it: what it works out is open. */
function leftOpen(text: string, blanks: readonly BlankCandidate[]): string {
  return applyEdits(text, blanks.flatMap(opened));
}

function opened(one: BlankCandidate): readonly TextEdit[] {
  return isAssumed(one) ? [] : [{ span: one.span, text: "?" }];
}

/** Flags and events the check does not work out by itself: whoever judges tries which of them hold. */
export function isAssumed({ of }: BlankCandidate): boolean {
  return of === "flags" || of === "event";
}

/** A number that is chosen and has a letter: any other letter would do as well. */
function isFree({ chosen, text }: BlankCandidate): boolean {
  return chosen && !/^\d/.test(text);
}

/** Everything that could be blank. */
export function candidatesOf({ steps }: FlowTrace, text: string): readonly BlankCandidate[] {
  const started = new Set<string>();
  return steps.flatMap(({ statement, segment, line }) => {
    const first = segment !== null && !started.has(segment.from);
    if (segment !== null) started.add(segment.from);
    return placesIn(statement).map(([of, span]) => {
      const again = statement.type === "segment" && statement.flags.names.includes("SYN");
      const chosen = of === "seq" && (first || again);
      const data = hasData(statement);
      return { of, span, line, text: text.slice(span.start, span.end), chosen, data };
    });
  });
}

type BlankPlace = readonly [BlankOf, Span];

function placesIn(statement: Statement): readonly BlankPlace[] {
  if (statement.type === "segment") return inSegment(statement);
  if (statement.type !== "local") return [];
  const { what } = statement;
  if (what.kind === "state") return what.to.state === null ? [] : [["state", what.to.span]];
  const isWord = what.kind === "event" && !("amount" in what && (what.amount ?? what.payload) !== null);
  return isWord ? [["event", what.span]] : [];
}

function inSegment(s: Segment): readonly BlankPlace[] {
  if (s.old !== null) return [];
  const { words, cleared, span } = s.flags;
  const found: BlankPlace[] = [];
  if (span !== null && words.length > 0 && cleared.length === 0) found.push(["flags", span]);
  for (const key of ["seq", "ack", "len"] as const) {
    const value = s[key]?.value;
    if (value !== undefined && !value.blank && value.alias === null) found.push([key, value.span]);
  }
  if (s.win !== null && s.win.value !== null) {
    found.push(["window", { start: s.win.span.end - String(s.win.value).length, end: s.win.span.end }]);
  }
  return found;
}

/** Other values, of which none may be right: numbers near and known, the other states, the other usual flags. */
export function alternatives({ of, text, data }: BlankCandidate, source: string): readonly string[] {
  switch (of) {
    case "flags":
      return USUAL_FLAGS.filter((flags) => !isSame(flags, text, data));
    case "state":
      return STATES.filter((state) => state !== text);
    case "event":
      return EVENTS.filter((event) => event !== text);
    case "window":
      return windowsBeside(Number(text), source);
    case "len":
      return /^\d+$/.test(text) ? lengthsBeside(Number(text)) : [`${text}+1`, `${text}-1`];
    default:
      return numbersBeside(text, numbersIn(source));
  }
}

interface Numbers {
  readonly numbers: readonly string[];
  readonly lengths: readonly string[];
}

/** What is free and what is taken, before and after, one segment too many or too few. */
function windowsBeside(window: number, source: string): readonly string[] {
  const said = (source.match(/(?<=\b(?:win|window|len)=)\d+/g) ?? []).map(Number);
  const near = said.flatMap((n) => [n, window + n, window - n]);
  const all = [0, window + 1, window - 1, ...near].filter((n) => n >= 0 && n !== window);
  return [...new Set(all)].map(String);
}

/** Where a retransmission or an old acknowledgment is legal, another number of the flow may do. */
function numbersIn(text: string): Numbers {
  const found = (of: RegExp): readonly string[] => [...new Set(text.match(of) ?? [])];
  // A capture writes the length of every segment; a number and no octets is the same number.
  const lengths = found(/(?<=len=)\w+/g).filter((length) => length !== "0");
  return { numbers: found(/(?<=(?:seq|ack)=)[\w+]+/g), lengths };
}

function numbersBeside(text: string, { numbers, lengths }: Numbers): readonly string[] {
  const steps = [...lengths, "1"].flatMap((n) => [`${text}+${n}`, `${text}-${n}`]);
  return [...steps, ...numbers.filter((n) => n !== text)];
}

/** PSH says nothing of itself beside data; without, it brings data along. */
function isSame(one: string, other: string, data: boolean): boolean {
  const isReset = one.includes("RST") && other.includes("RST");
  return isReset || (data ? plainFlags(one) === plainFlags(other) : one === other);
}

function hasData(s: Statement): boolean {
  return s.type === "segment" && (s.len !== null || s.payload !== null);
}

/** Behind a gap, octets that come again below may all have been in the one segment. */
function lengthsBeside(n: number): readonly string[] {
  const others = [n + 1, 2 * n, 3 * n, MANY_OCTETS].filter((other) => other !== n);
  return (n <= 1 ? others : [n - 1, ...others]).map(String);
}

const MANY_OCTETS = 100_000;

const USUAL_FLAGS = ["SYN", "SYN+ACK", "ACK", "FIN+ACK", "FIN+PSH+ACK", "RST", "RST+ACK", "PSH+ACK"];

/** PSH, and the ACK of a RST, are the sender's to choose. */
export function plainFlags(flags: string): string {
  const words = flags.split("+").filter((word) => word !== "PSH");
  return words.includes("RST") ? "RST" : words.sort().join("+");
}

export const EVENTS = [
  "listen",
  "open",
  "close",
  "abort",
  "crash",
  "send 1",
  "receive",
  ...["rto", "2msl", "user", "keepalive", "persist", "delack"].map((timer) => `timeout ${timer}`),
  ...STATES,
];
