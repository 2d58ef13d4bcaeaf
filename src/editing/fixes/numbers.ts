/** Fixes of sequence numbers, acknowledgment numbers, lengths and the letters for them. */

import { expectedBy, type NumberName } from "../../check/expected.js";
import type { NumberField, Segment, Statement } from "../../language/ast.js";
import { replace, type TextEdit } from "../../language/edits.js";
import { insertAfter, insertBefore } from "../../language/line-edits.js";
import {
  alternative,
  type Draft,
  type Drafters,
  type FixSite,
  ofSegment,
  repair,
  type SegmentSite,
  safe,
} from "./draft.js";
import { elidedElsewhere } from "./elided.js";
import { oneKindOfNumbers } from "./printed.js";
import { answered } from "./probe.js";
import { dataLeftOut, finDropped, nearestAcks, nearestSeqs, notAgain } from "./search.js";
import {
  exprsOf,
  flagsOf,
  freshSymbol,
  removeField,
  symbolSpans,
  withFlag,
  withoutFlag,
  writeArrow,
  writeField,
  writeFlags,
} from "./segment.js";
import { throughout, withItsClaims } from "./throughout.js";

/** What a message says where the flow has no words for a number. */
const NAMELESS: readonly string[] = ["SND.NXT", "RCV.NXT", "?", ""];

const isWritable = (value: string): boolean => !NAMELESS.includes(value);

type Field = NumberName;

export const NUMBER_FIXES: Drafters = {
  "seq-wrong": ofSegment((p) => [
    ...(p.finding.args.reason === "peer" ? swapFields(p) : []),
    ...finTwice(p),
    ...(isFinPending(p) ? finAgain(p) : []),
    ...nearestSeqs(p),
    ...firstAndLength(p),
    ...expectedIn(p, "seq"),
    ...throughout(p, "seq", p.finding.args.expected),
    ...(p.finding.args.reason === "ahead" ? dataLeftOut(p, "seq") : []),
    ...notAgain(p),
    ...finAgain(p),
    ...giveUp(p, "seq"),
  ]),
  "numbers-relative": oneKindOfNumbers,
  "isn-reused": ofSegment((p) => {
    const { from, symbol } = p.finding.args;
    const name = fieldAt(p.segment, p.finding.span.start) ?? "seq";
    const wanted = name === "ack" ? ["v", "w", "u"] : CLOSE_LETTERS;
    return [...renamed(p, symbol, from, wanted), ...expectedIn(p, name), ...giveUp(p, name)];
  }),
  "isn-not-beyond": ofSegment((p) => [...expectedIn(p, "seq"), ...giveUp(p, "seq")]),
  "seq-ack-swapped": ofSegment((p) => [...swapFields(p), ...bothExpected(p)]),
  "data-differs": ofSegment(givenOctets),
  "retransmission-differs": ofSegment((p) => [...sameOctets(p), ...earlierStart(p)]),
  "ack-beyond": ofSegment((p) => [
    ...expectedIn(p, "ack"),
    ...throughout(p, "ack", p.finding.args.expected),
    ...dataLeftOut(p, "ack"),
    ...finDropped(p, p.segment.to.name),
    ...giveUp(p, "ack"),
  ]),
  "ack-not-arrived": ofSegment((p) => [
    ...expectedIn(p, "ack"),
    ...throughout(p, "ack", p.finding.args.expected),
    ...letArrive(p),
    ...giveUp(p, "ack"),
  ]),
  "ack-behind": ofSegment((p) => [
    ...nearestAcks(p),
    ...expectedIn(p, "ack"),
    ...throughout(p, "ack", p.finding.args.expected),
    ...withItsClaims(p, "ack", p.finding.args.expected),
    ...crossed(p),
    ...giveUp(p, "ack"),
  ]),
  "ack-foreign": ofSegment((p) => [
    ...swapFields(p),
    ...expectedIn(p, "ack"),
    ...throughout(p, "ack", p.finding.args.expected),
    ...giveUp(p, "ack"),
  ]),
  "ack-without-flag": ofSegment((p) => [...setAck(p), ...ackOfNothing(p), ...giveUp(p, "ack")]),
  "urg-without-flag": ofSegment((p) => setUrg(p)),
  "len-wrong": ofSegment((p) => [...expectedIn(p, "len"), ...giveUp(p, "len")]),
  "elision-negative": ofSegment(leastAfterElision),
  "elision-nobody": elidedElsewhere,
  "symbol-unknown": ofSegment((p) => [...expectedAt(p), ...computed(p), ...giveUpHere(p)]),
  "symbol-two-new": ofSegment((p) => [...computed(p), ...giveUpHere(p)]),
  "symbol-as-length": ofSegment((p) => [...lengthLetter(p), ...giveUp(p, "len")]),
  "symbol-same-isn": newIsn,
  "symbol-another-name": ofSegment((p) => otherName(p)),
  "symbol-becomes-number": (p) => becomeNumber(p),
  "ack-lags": ofSegment((p) => [...writeAck(p, p.finding.args.current), ...crossed(p)]),
  "blank-answer": (p) => writeAnswer(p),
};

/** The right number in place of the written one. */
function expectedIn(place: SegmentSite, name: Field): readonly Draft[] {
  const expected = expectedBy(place.finding, name) ?? "";
  const field = place.segment[name];
  if (field === null || !isWritable(expected)) return computed(place);
  return [safe((t) => t.write(`${name}=${expected}`), writeField(field, expected))];
}

/** What the check works out when the field is not written. */
function computed(place: SegmentSite): readonly Draft[] {
  const { segment, finding } = place;
  const name = fieldAt(segment, finding.span.start);
  if (name === null) return [];
  const field = segment[name] as NumberField;
  const value = answered(place, [removeField(place.text, field.span)], name);
  return value === null ? [] : [safe((t) => t.write(`${name}=${value}`), writeField(field, value))];
}

function fieldAt(segment: Segment | null, offset: number): Field | null {
  for (const name of ["seq", "ack", "len"] as const) {
    const span = segment?.[name]?.span;
    if (span !== undefined && span.start <= offset && offset <= span.end) return name;
  }
  return null;
}

/** At the number of a FIN that was sent before stands the FIN again. */
function finAgain({ segment, finding }: SegmentSite<"seq-wrong">): readonly Draft[] {
  if (finding.args.reason !== "fin-counts") return [];
  return [repair((t) => t.addFlag("FIN"), writeFlags(segment, withFlag(segment, "FIN")))];
}

/** The FIN has been sent and not been acknowledged: it is due again. */
function isFinPending({ trace, step, segment }: SegmentSite): boolean {
  const side = trace.connections[step.connection]?.a === segment.from.name ? "a" : "b";
  const { fin, sndUna } = step.before?.[side] ?? {};
  if (fin === null || fin === undefined || sndUna === null || sndUna === undefined) return false;
  return trace.numbers.equal(fin, sndUna) === true;
}

/** `seq=1-100` */
function firstAndLength({ segment, finding }: SegmentSite<"seq-wrong">): readonly Draft[] {
  const { expected, octets, reason } = finding.args;
  if (reason !== "range" || octets === undefined || segment.seq === null || segment.len !== null) return [];
  const value = `${expected} len=${octets}`;
  return [safe((t) => t.write(`seq=${value}`), writeField(segment.seq, value))];
}

/** Behind a FIN there is no second one. */
function finTwice({ segment, finding }: SegmentSite<"seq-wrong">): readonly Draft[] {
  if (finding.args.reason !== "ahead") return [];
  const flags = withoutFlag(segment, "FIN");
  if (flags.length === 0 || flags.length === flagsOf(segment).length) return [];
  return [repair((t) => t.removeFlag("FIN"), writeFlags(segment, flags))];
}

/** Leaves it to the tool: what is not claimed is not wrong. */
function giveUp(place: SegmentSite, name: Field): readonly Draft[] {
  const field = place.segment[name];
  if (field === null) return [];
  const written = place.text.slice(field.span.start, field.span.end);
  return [alternative((t) => t.remove(written), removeField(place.text, field.span))];
}

function giveUpHere(place: SegmentSite): readonly Draft[] {
  const name = fieldAt(place.segment, place.finding.span.start);
  return name === null ? [] : giveUp(place, name);
}

function swapFields({ segment, text }: SegmentSite): readonly Draft[] {
  if (segment.seq === null || segment.ack === null) return [];
  const { seq, ack } = segment;
  const written = ({ value }: NumberField): string => text.slice(value.span.start, value.span.end);
  return [safe((t) => t.swap, replace(seq.value.span, written(ack)), replace(ack.value.span, written(seq)))];
}

function bothExpected({ segment, finding }: SegmentSite<"seq-ack-swapped">): readonly Draft[] {
  const { seq, ack } = finding.args;
  if (segment.seq === null || segment.ack === null) return [];
  if (!isWritable(seq) || !isWritable(ack)) return [];
  return [
    safe((t) => t.write(`seq=${seq} ack=${ack}`), writeField(segment.seq, seq), writeField(segment.ack, ack)),
  ];
}

/** `FIN seq=x`: the close gets a letter of its own, up to the end of the flow. */
export function newLetter(place: SegmentSite, symbol: string): readonly Draft[] {
  return renamed(place, symbol, place.segment.from.name, CLOSE_LETTERS);
}

const CLOSE_LETTERS = ["u", "w", "v"] as const;

/** A new letter wherever a symbol numbers the octets of one side, from the line of the finding on. */
function renamed(
  { trace, finding, flow }: FixSite,
  symbol: string,
  owner: string,
  wanted: readonly string[],
): readonly Draft[] {
  const letter = freshSymbol(trace, wanted);
  const edits = exprsOf(flow)
    .filter((one) => {
      if (one.line < finding.line) return false;
      return one.use === "seq"
        ? one.owner === owner
        : (one.use === "ack" || one.use === "sack") && one.peer === owner;
    })
    .flatMap(({ expr }) => symbolSpans(expr, symbol).map((span) => replace(span, letter)));
  return edits.length === 0 ? [] : [safe((t) => t.rename(symbol, letter), ...edits)];
}

/** One letter for both ISNs: the second one gets its own. */
function newIsn(place: FixSite<"symbol-same-isn">): readonly Draft[] {
  const { symbol, second } = place.finding.args;
  return renamed(place, symbol, second, ["y", "x"]);
}

/** A segment carries the octets that were given to SEND. */
function givenOctets({ finding, segment }: SegmentSite<"data-differs">): readonly Draft[] {
  const { expected } = finding.args;
  if (segment.payload === null) return [];
  return [safe((t) => t.write(expected), replace(segment.payload.span, expected))];
}

/** A retransmission carries the octets that were sent there. */
function sameOctets(place: SegmentSite<"retransmission-differs">): readonly Draft[] {
  const { segment, text } = place;
  if (place.finding.args.what === "start") return [];
  return earlier(place).flatMap(({ payload, len }) => {
    const source = payload ?? len;
    const target = segment.payload ?? segment.len;
    if (source === null || target === null) return [];
    const written = text.slice(source.span.start, source.span.end);
    return [safe((t) => t.write(written), replace(target.span, written))];
  });
}

/** A retransmission begins where a segment began that was sent before. */
function earlierStart(place: SegmentSite<"retransmission-differs">): readonly Draft[] {
  const { segment, text } = place;
  if (segment.seq === null) return [];
  const field = segment.seq;
  return earlier(place).flatMap(({ seq }) => {
    if (seq === null) return [];
    const written = text.slice(seq.value.span.start, seq.value.span.end);
    return [repair((t) => t.write(`seq=${written}`), writeField(field, written))];
  });
}

/** Segments that the same side sent before, the last one first. */
function earlier({ flow, segment }: SegmentSite): readonly Segment[] {
  const sent = flow.statements.filter(
    (s): s is Segment => s.type === "segment" && s.line < segment.line && s.from.name === segment.from.name,
  );
  return sent.reverse();
}

/** How many segments back are thought of as having crossed. */
const MANY_CROSSED = 4;

/** The ack is right if what it does not cover was still on its way: those segments are sent with `~>`. */
function crossed(place: SegmentSite<"ack-behind" | "ack-lags">): readonly Draft[] {
  const { flow, segment, analysis, finding } = place;
  const from = segment.to.name;
  const before = flow.statements.filter((s): s is Segment => isSent(s, from) && s.line < finding.line);
  const late = before.slice(-MANY_CROSSED).reverse();
  return late.map((_, count) => {
    const arrows = late.slice(0, count + 1).map((s) => writeArrow(s, "~>"));
    return alternative(
      (t) => t.crossed("~>"),
      ...arrows,
      insertAfter(analysis.document, finding.line, "deliver"),
    );
  });
}

function isSent(statement: Statement, from: string): boolean {
  return statement.type === "segment" && statement.from.name === from && statement.arrow.kind === "->";
}

/** What was lost, or is in flight, arrives before it is acknowledged. */
function letArrive(place: SegmentSite<"ack-not-arrived">): readonly Draft[] {
  const { flow, segment, analysis, finding } = place;
  const missing = flow.statements.filter(
    (s): s is Segment =>
      s.type === "segment" &&
      s.line < finding.line &&
      s.from.name === segment.to.name &&
      s.arrow.kind !== "->",
  );
  const drafts: Draft[] = [];
  if (missing.some(({ arrow }) => arrow.kind === "~>")) {
    drafts.push(
      repair((t) => t.insertLine("deliver"), insertBefore(analysis.document, finding.line, "deliver")),
    );
  }
  for (const one of missing.reverse()) drafts.push(alternative((t) => t.arrives, writeArrow(one, "->")));
  return drafts;
}

function setUrg({ segment, text, finding }: SegmentSite): readonly Draft[] {
  if (segment.urg === null || flagsOf(segment).includes("URG")) return [];
  const { span } = finding;
  return [
    safe((t) => t.addFlag("URG"), writeFlags(segment, withFlag(segment, "URG"))),
    alternative((t) => t.remove(text.slice(span.start, span.end)), removeField(text, span)),
  ];
}

function setAck({ segment }: SegmentSite): readonly Draft[] {
  if (flagsOf(segment).includes("ACK")) return [];
  // On a SYN it would be another segment: the answer to one.
  const kind = flagsOf(segment).includes("SYN") ? alternative : safe;
  return [kind((t) => t.addFlag("ACK"), writeFlags(segment, withFlag(segment, "ACK")))];
}

/** A SYN that answers nothing: the field is there all the same, and holds 0. */
function ackOfNothing({ segment }: SegmentSite): readonly Draft[] {
  if (segment.ack === null || !flagsOf(segment).includes("SYN")) return [];
  return [repair((t) => t.write("ack=0"), writeField(segment.ack, "0"))];
}

function leastAfterElision(place: SegmentSite<"elision-negative">): readonly Draft[] {
  const { segment, finding } = place;
  const { least } = finding.args;
  const name = fieldAt(segment, finding.span.start);
  if (name === null || !isWritable(least)) return [];
  const field = segment[name] as NumberField;
  return [...computed(place), repair((t) => t.write(`${name}=${least}`), writeField(field, least))];
}

function expectedAt(place: SegmentSite<"symbol-unknown">): readonly Draft[] {
  const { segment, finding } = place;
  const name = fieldAt(segment, finding.span.start);
  const { expected } = finding.args;
  if (name === null || !isWritable(expected)) return [];
  return [safe((t) => t.write(`${name}=${expected}`), writeField(segment[name] as NumberField, expected))];
}

function lengthLetter({ segment, trace, finding }: SegmentSite<"symbol-as-length">): readonly Draft[] {
  if (segment.len === null) return [];
  const letter = freshSymbol(trace, ["n", "m", "k"]);
  return [repair((t) => t.rename(finding.args.symbol, letter), writeField(segment.len, letter))];
}

function otherName({ segment, finding }: SegmentSite<"symbol-another-name">): readonly Draft[] {
  const name = fieldAt(segment, finding.span.start);
  if (name === null) return [];
  const value = finding.args.other;
  return [alternative((t) => t.write(`${name}=${value}`), writeField(segment[name] as NumberField, value))];
}

/** A letter that turned out to be a number: the number is written wherever the letter stood. */
function becomeNumber({ flow, finding }: FixSite<"symbol-becomes-number">): readonly Draft[] {
  const { symbol, number } = finding.args;
  const edits = exprsOf(flow).flatMap(({ expr }) =>
    symbolSpans(expr, symbol).map((span) => replace(span, number)),
  );
  return edits.length === 0 ? [] : [alternative((t) => t.writeFor(number, symbol), ...edits)];
}

function writeAck({ segment }: SegmentSite, value: string): readonly Draft[] {
  if (segment.ack === null || !isWritable(value)) return [];
  return [alternative((t) => t.write(`ack=${value}`), writeField(segment.ack, value))];
}

/** `?` in a plain flow shows what belongs there. */
function writeAnswer(place: FixSite<"blank-answer">): readonly Draft[] {
  const { segment, finding } = place;
  const { answer } = finding.args;
  if (!isWritable(answer)) return [];
  const name = fieldAt(segment, finding.span.start);
  const edit: TextEdit =
    segment !== null && name !== null
      ? writeField(segment[name] as NumberField, answer)
      : replace(finding.span, answer);
  return [safe((t) => t.write(name === null ? answer : `${name}=${answer}`), edit)];
}
