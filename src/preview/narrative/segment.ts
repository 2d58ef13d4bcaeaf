/** What a segment does, in sentences. */

import { inWords } from "../../check/express.js";
import { expressionText, optionWords, segmentLabel } from "../../diagram/segment.js";
import type { NumberField, Segment } from "../../language/ast.js";
import type { Locale } from "../../messages/locale.js";
import { narrativeTexts } from "../../messages/narrative.js";
import { lineOf, type SegmentPlace, tcbOf } from "../../reading/hover/segment.js";
import { type Num, plus } from "../../tcp/number.js";
import { ACK, FIN, flagsText, RST, SYN } from "../../tcp/segment.js";

/** Who sends what to whom, in words: what is written as it is written, the rest as it was worked out. */
export function segmentInWords(place: SegmentPlace, source: string, locale: Locale): string {
  const { segment, step } = place;
  const { statement } = step;
  const line = statement.type === "segment" ? statement : null;
  const number = (field: NumberField | null | undefined, n: Num | null) =>
    field && !field.value.blank ? expressionText(field.value) : n === null ? null : said(place, n);
  const written = line?.flags.names.join("+") ?? "";
  return narrativeTexts(locale).sends({
    flags: written === "" ? flagsText(segment.flags) : written,
    from: segment.from,
    to: segment.to,
    seq: number(line?.seq, segment.seq),
    ack: number(line?.ack, segment.ack),
    octets: line?.len == null && isZero(place, segment.len) ? null : number(line?.len, segment.len),
    rest: line === null ? [] : restOf(line, source),
    caption: line?.caption?.value ?? null,
  });
}

/** As the picture has it on its arrow: `C → S: SYN+ACK seq=y ack=x+1`. */
export function segmentAsNotation(place: SegmentPlace, source: string): string {
  const { segment, step, trace } = place;
  if (step.statement.type !== "segment") return notation(place);
  const options = {
    text: source,
    express: (_: unknown, which: "seq" | "ack" | "len") => {
      const n = segment[which];
      return n === null ? null : said(place, n);
    },
  };
  return `${segment.from} → ${segment.to}: ${segmentLabel(step, step.statement, trace, options)[0] ?? ""}`;
}

/** What the segment is as corrected. */
function notation(place: SegmentPlace): string {
  const { segment } = place;
  const numbers = [
    ["seq", segment.seq],
    ["ack", segment.ack],
    ["len", isZero(place, segment.len) ? null : segment.len],
  ] as const;
  const fields = numbers.flatMap(([name, n]) => {
    const text = n === null ? null : said(place, n);
    return text === null ? [] : [`${name}=${text}`];
  });
  return [flagsText(segment.flags), ...fields].join(" ");
}

/** What it is for, what it acknowledges, and how it fares. */
export function meaning(place: SegmentPlace, locale: Locale): string[] {
  const { segment } = place;
  if (segment.fate === "void") return [narrativeTexts(locale).noEffect];
  const corrected = segment.corrected ? [narrativeTexts(locale).corrected(notation(place))] : [];
  return [...corrected, ...purpose(place, locale), ...acknowledgment(place, locale), ...fate(place, locale)];
}

function purpose(place: SegmentPlace, locale: Locale): string[] {
  const texts = narrativeTexts(locale);
  const { segment } = place;
  const { from, to, flags, seq } = segment;
  const out: string[] = [];
  if ((flags & RST) !== 0) out.push(texts.resets(from, to));
  const say = (n: Num) => said(place, n);
  const again = segment.retransmission;
  if ((flags & SYN) !== 0) {
    const answers = segment.ack !== null && coveredBy(place, locale).includes("SYN");
    if (answers) {
      // In a simultaneous open its own SYN has been sent before.
      const sender = tcbOf(place, place.step.before, from);
      const repeats = again || (sender?.state === "SYN-RECEIVED" && !sender.passive);
      out.push(
        (repeats ? texts.repeatsSyn : texts.answersOpen)(
          from,
          to,
          say(seq),
          segment.ack === null ? null : say(segment.ack),
        ),
      );
    } else if (!again && segment.ack === null) out.push(texts.asksToOpen(from, to, say(seq)));
  }
  if (again) return out;
  if (!isZero(place, segment.len)) {
    const first = (flags & SYN) !== 0 ? plus(seq, 1) : seq;
    const last = plus(place.trace.numbers.add(first, segment.len), -1);
    out.push(texts.carries(from, said(place, segment.len), said(place, first), said(place, last)));
  }
  if ((flags & FIN) !== 0) {
    const fin = place.trace.numbers.add((flags & SYN) !== 0 ? plus(seq, 1) : seq, segment.len);
    out.push(texts.finishes(from, say(fin)));
  }
  return out;
}

function acknowledgment(place: SegmentPlace, locale: Locale): string[] {
  const texts = narrativeTexts(locale);
  const { segment } = place;
  const { from, to, flags, ack } = segment;
  if (ack === null || (flags & RST) !== 0 || segment.fate === "stray") return [];
  const covered = coveredBy(place, locale);
  // The answer to a SYN has said so already.
  if ((flags & SYN) !== 0 && covered.includes("SYN")) return [];
  const number = said(place, ack);
  if (covered.length > 0) return [texts.acknowledges(from, number, to, covered)];
  const pure = (flags & (SYN | FIN)) === 0 && isZero(place, segment.len);
  return pure ? [texts.nothingNew(from, number, to)] : [];
}

/** What of the peer's has not been acknowledged to it so far. */
function coveredBy(place: SegmentPlace, locale: Locale): string[] {
  const { segment, trace } = place;
  const { numbers } = trace;
  const peer = tcbOf(place, place.step.before, segment.to);
  if (segment.ack === null || (segment.flags & ACK) === 0 || peer === null || peer.sndUna === null) return [];
  const order = numbers.compare(segment.ack, peer.sndUna);
  if (order === 0 || order === -1) return [];
  const syn = peer.iss !== null && numbers.equal(peer.sndUna, peer.iss) === true;
  const fin = peer.fin !== null && numbers.equal(segment.ack, plus(peer.fin, 1)) === true;
  const octets = plus(numbers.subtract(segment.ack, peer.sndUna), -(Number(syn) + Number(fin)));
  return [
    ...(syn ? ["SYN"] : []),
    ...(isZero(place, octets) ? [] : [narrativeTexts(locale).octets(said(place, octets))]),
    ...(fin ? ["FIN"] : []),
  ];
}

function fate({ segment, step, trace, linesAbove }: SegmentPlace, locale: Locale): string[] {
  const texts = narrativeTexts(locale);
  const lines = segment.arrivals.flatMap((index) => {
    const arrival = trace.steps[index];
    return arrival === undefined || arrival === step ? [] : [lineOf(arrival, linesAbove)];
  });
  switch (segment.fate) {
    case "lost":
      return [texts.lost(segment.to)];
    case "in-flight":
      return [lines.length === 0 ? texts.neverArrives : texts.onItsWay(lines)];
    case "stray":
      return [texts.old(segment.from), ...(lines.length === 0 ? [] : [texts.onItsWay(lines)])];
    default:
      return [];
  }
}

function restOf(statement: Segment, source: string): string[] {
  const { sack } = statement;
  const options = optionWords(statement, sack === null ? null : source.slice(sack.span.start, sack.span.end));
  return options.length === 0 ? [] : [options.join(" ")];
}

function said({ trace, step }: SegmentPlace, n: Num): string | null {
  return inWords(trace, n, step.index);
}

function isZero({ trace }: SegmentPlace, n: Num): boolean {
  const known = trace.numbers.resolve(n);
  return known.terms === null && known.constant === 0;
}
