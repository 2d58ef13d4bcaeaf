/** What a flag, a number or an arrow means in the very segment in which it stands. */

import { express, inWords } from "../../check/express.js";
import type { FlowTrace, Pair, Step, StepSegment } from "../../check/trace.js";
import type { FlagName } from "../../language/ast.js";
import { type Covered, hoverTexts, type Took } from "../../messages/hover.js";
import type { Locale } from "../../messages/locale.js";
import { type Num, plus } from "../../tcp/number.js";
import { ACK, CWR, ECE, FIN, FLAG_BITS, SYN } from "../../tcp/segment.js";
import type { Tcb } from "../../tcp/tcb.js";
import { table } from "./markdown.js";

/** A step whose segment is known, in its flow. */
export interface SegmentPlace {
  readonly trace: FlowTrace;
  readonly step: Step;
  readonly segment: StepSegment;
  /** Of a flow within another file: how many of that file's lines stand above it. */
  readonly linesAbove?: number;
}

/** What the flag does here; null where there is no more to say than in general. */
export function flagHere(place: SegmentPlace, flag: FlagName, locale: Locale): string | null {
  const text = hoverTexts(locale);
  const { segment } = place;
  if ((segment.flags & FLAG_BITS[flag]) === 0) return null;
  const say = (n: Num) => written(place, n);
  switch (flag) {
    case "SYN": {
      if (segment.retransmission) {
        const first = sentBefore(place);
        return first === null ? null : text.synAgain(say(segment.seq), lineOf(first, place.linesAbove));
      }
      return text.synHere(segment.from, say(segment.seq), say(plus(segment.seq, 1)));
    }
    case "ACK":
      return ackHere(place, locale);
    case "FIN":
      return text.finHere(segment.from, say(plus(endOf(place, segment), -1)));
    case "RST": {
      const [before, after] = [
        tcbOf(place, place.step.before, segment.to),
        tcbOf(place, place.step.after, segment.to),
      ];
      return before === null || after === null ? null : text.rstHere(segment.to, before.state, after.state);
    }
    case "PSH":
      return hasData(place, segment) ? text.pshHere(segment.from, known(place, segment.len)) : null;
    case "URG": {
      const { statement } = place.step;
      const pointer = statement.type === "segment" ? (statement.urg?.value ?? null) : null;
      return pointer === null ? null : text.urgHere(say(plus(segment.seq, pointer)));
    }
    case "ECE":
    case "CWR":
      if (
        (segment.flags & (SYN | ACK)) === SYN &&
        (segment.flags & ECE) !== 0 &&
        (segment.flags & CWR) !== 0
      ) {
        return text.ecnOffer;
      }
      return flag === "ECE" && (segment.flags & SYN) !== 0 ? text.ecnAgree : null;
    default:
      return null;
  }
}

/** What the segment's acknowledgment number covers that was not acknowledged before. */
function ackHere(place: SegmentPlace, locale: Locale): string | null {
  const text = hoverTexts(locale);
  const { segment, trace } = place;
  const peer = tcbOf(place, place.step.before, segment.to);
  if (segment.ack === null || peer === null || peer.sndUna === null) return null;
  const { numbers } = trace;
  const ack = known(place, segment.ack);
  const order = numbers.compare(segment.ack, peer.sndUna);
  if (order === 0 || order === -1) return text.ackNothingNew(ack, segment.to);
  const covered: Covered[] = [];
  let octets = numbers.subtract(segment.ack, peer.sndUna);
  const syn = peer.iss !== null && numbers.equal(peer.sndUna, peer.iss) === true;
  const fin = peer.fin !== null && numbers.equal(segment.ack, plus(peer.fin, 1)) === true;
  if (syn) octets = plus(octets, -1);
  if (fin) octets = plus(octets, -1);
  if (syn) covered.push({ kind: "SYN" });
  if (!isZero(place, octets)) {
    covered.push({ kind: "data", octets: express(trace, octets, place.step.index) });
  }
  if (fin) covered.push({ kind: "FIN" });
  return text.ackCovers(segment.from, ack, segment.to, covered);
}

/** Why seq or ack is what it is: the line that took the numbers before it. */
export function derivation(place: SegmentPlace, field: "seq" | "ack" | "len", locale: Locale): string | null {
  const text = hoverTexts(locale);
  const { segment } = place;
  if (field === "len") {
    if (!hasData(place, segment)) return text.noData;
    const first = (segment.flags & SYN) !== 0 ? plus(segment.seq, 1) : segment.seq;
    const last = plus(place.trace.numbers.add(first, segment.len), -1);
    const [from, to] = [known(place, first), known(place, last)];
    return from === null || to === null ? null : text.dataRange(from, to);
  }
  if (field === "seq") {
    if (segment.retransmission) {
      const first = sentBefore(place);
      if (first !== null) return text.again(lineOf(first, place.linesAbove));
    }
    if ((segment.flags & SYN) !== 0) return text.isn(written(place, segment.seq), segment.from);
    const took = tookUpTo(place, segment.from, segment.seq);
    return took === null
      ? text.sndNxt(segment.from, elisionBefore(place))
      : text.soSeq(took, segment.from, written(place, segment.seq));
  }
  if (segment.ack === null) return null;
  const took = tookUpTo(place, segment.to, segment.ack);
  return took === null
    ? text.rcvNxt(segment.from, segment.to, elisionBefore(place))
    : text.soAck(took, segment.from, written(place, segment.ack));
}

/** How the segment fared, where its arrow does not tell. */
export function fateText({ linesAbove, step, segment, trace }: SegmentPlace, locale: Locale): string | null {
  const text = hoverTexts(locale);
  switch (segment.fate) {
    case "void":
      return text.noEffect;
    case "in-flight":
      return text.inFlight(
        segment.arrivals.flatMap((index) => {
          const arrival = trace.steps[index];
          return arrival === undefined || arrival === step ? [] : [lineOf(arrival, linesAbove)];
        }),
      );
    default:
      return null;
  }
}

/** Both sides before and after the steps of a line. */
export function sidesTable(trace: FlowTrace, first: Step, last: Step, locale: Locale): string | null {
  const names = trace.connections[first.connection];
  if (names === undefined || first.before === null || last.after === null) return null;
  const { before } = first;
  const { after } = last;
  const say = (n: Num | null) => (n === null ? "–" : (inWords(trace, n, last.index) ?? "?"));
  const size = (n: number | null) => (n === null ? "–" : String(n));
  const cell = (read: (tcb: Tcb) => string, side: keyof Pair) => {
    const [from, to] = [read(before[side]), read(after[side])];
    return from === to ? to : `${from} → ${to}`;
  };
  const row = (name: string, read: (tcb: Tcb) => string) => [name, cell(read, "a"), cell(read, "b")];
  return table([
    ["", names.a, names.b],
    row(hoverTexts(locale).state, (tcb) => tcb.state),
    row("SND.UNA", (tcb) => say(tcb.sndUna)),
    row("SND.NXT", (tcb) => say(tcb.sndNxt)),
    row("SND.WND", (tcb) => size(tcb.sndWnd)),
    row("RCV.NXT", (tcb) => say(tcb.rcvNxt)),
    row("RCV.WND", (tcb) => size(tcb.rcvWnd)),
  ]);
}

/** Lines are counted from 1 where people read them. */
export function lineOf(step: { readonly line: number }, linesAbove = 0): number {
  return step.line + linesAbove + 1;
}

/** A number in the words of the flow, as far as the step knows them. */
export function written(place: SegmentPlace, n: Num): string {
  return known(place, n) ?? "?";
}

/** null where nobody has given the number. */
function known({ trace, step }: SegmentPlace, n: Num): string | null {
  return inWords(trace, n, step.index);
}

/** What the endpoint of that name knows, before or after the step. */
export function tcbOf(place: { trace: FlowTrace; step: Step }, pair: Pair | null, name: string): Tcb | null {
  const { trace, step } = place;
  const names = trace.connections[step.connection];
  if (names === undefined || pair === null) return null;
  return names.a === name ? pair.a : names.b === name ? pair.b : null;
}

/** The latest segment of the owner before this step that ends right before the number. */
function tookUpTo(place: SegmentPlace, owner: string, value: Num): Took | null {
  const { trace, step } = place;
  for (let i = step.index - 1; i >= 0; i--) {
    const earlier = trace.steps[i];
    const segment = earlier?.segment ?? null;
    if (earlier === undefined || segment === null || earlier.kind !== "segment") continue;
    if (earlier.connection !== step.connection || segment.from !== owner) continue;
    if (segment.fate === "void" || segment.fate === "stray") continue;
    const what = contents(place, segment);
    const end = endOf(place, segment);
    if (what === null || trace.numbers.equal(end, value) !== true) continue;
    const first = express(trace, segment.seq, step.index);
    if (first === null) return null;
    return {
      owner,
      what,
      line: lineOf(earlier, place.linesAbove),
      first,
      last: express(trace, plus(end, -1), step.index),
    };
  }
  return null;
}

/** The line of the last `...` before the step; null where there is none. */
function elisionBefore({ linesAbove, trace, step }: SegmentPlace): number | null {
  for (let i = step.index - 1; i >= 0; i--) {
    const earlier = trace.steps[i];
    if (earlier?.kind === "elision") return lineOf(earlier, linesAbove);
  }
  return null;
}

/** The step in which the same numbers were sent for the first time. */
function sentBefore({ trace, step, segment }: SegmentPlace): Step | null {
  return (
    trace.steps.find(
      (earlier) =>
        earlier.index < step.index &&
        earlier.kind === "segment" &&
        earlier.connection === step.connection &&
        earlier.segment?.from === segment.from &&
        earlier.segment.fate !== "void" &&
        earlier.segment.fate !== "stray" &&
        trace.numbers.equal(earlier.segment.seq, segment.seq) === true &&
        trace.numbers.equal(endOf({ trace, step, segment }, earlier.segment), segment.seq) === false,
    ) ?? null
  );
}

function contents(place: SegmentPlace, segment: StepSegment): Took["what"] | null {
  const parts = [
    (segment.flags & SYN) !== 0 ? "SYN" : "",
    hasData(place, segment) ? "data" : "",
    (segment.flags & FIN) !== 0 ? "FIN" : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? null : (parts.join("+") as Took["what"]);
}

/** The number after the segment's last one: SYN and FIN take one each. */
function endOf({ trace }: SegmentPlace, segment: StepSegment): Num {
  const flags = ((segment.flags & SYN) !== 0 ? 1 : 0) + ((segment.flags & FIN) !== 0 ? 1 : 0);
  return plus(trace.numbers.add(segment.seq, segment.len), flags);
}

function hasData(place: SegmentPlace, segment: StepSegment): boolean {
  return !isZero(place, segment.len);
}

function isZero({ trace }: SegmentPlace, n: Num): boolean {
  const known = trace.numbers.resolve(n);
  return known.terms === null && known.constant === 0;
}
