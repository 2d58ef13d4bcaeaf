/**
 * Printed numbers as those of the wire. tcpdump prints the numbers of a SYN, and of the first segment with an ACK that it
 * sees of a connection, as they are, and all others relative to these; Wireshark begins both sides at 0. What fits
 * better is taken: a number that is wrong in the source fits neither way, and stays wrong.
 */

import { other, type Side } from "../../check/connection.js";
import { numberAt } from "../../language/at.js";
import { distance, wrap } from "../../tcp/sequence.js";
import type { ObservedConnection } from "./connections.js";
import { type Seen, seenWith } from "./seen.js";
import { blocksMoved, withWords } from "./segment.js";

export function withNumbers(
  connection: ObservedConnection,
  numbers: "absolute" | "printed" | "relative",
): ObservedConnection {
  const segments = withAnswers(connection.segments);
  if (numbers === "absolute") return { ...connection, segments: withWindows(withBlocks(segments)) };
  const joined = numbers === "relative" ? null : joinedAsTcpdump(segments);
  const relative = joined === null || fitness(joined) <= fitness(segments);
  const chosen = relative ? withoutForeign(withRestart(segments)) : joined;
  return { ...connection, segments: withWindows(chosen) };
}

/** A SYN+ACK that is printed without its number answers the SYN before it: nothing else calls forth one. */
function withAnswers(segments: readonly Seen[]): readonly Seen[] {
  if (!segments.some(isBareAnswer)) return segments;
  const opened: [number | null, number | null] = [null, null];
  return segments.map((one) => {
    const { way, syn, acks, seq, len } = one;
    if (syn && !acks && seq !== null) opened[way] = wrap(seq + 1 + (len ?? 0));
    return isBareAnswer(one) ? seenWith(one, { impliedAck: opened[other(way)] }) : one;
  });
}

function isBareAnswer({ syn, acks, ack, flags }: Seen): boolean {
  return syn && acks && ack === null && flags !== null;
}

/** The numbers that the relative ones of each side are counted from; null: nobody has printed it, so they stay relative. */
type Bases = [number | null, number | null];

/** null where nothing would be relative. */
function joinedAsTcpdump(segments: readonly Seen[]): readonly Seen[] | null {
  let bases: Bases | null = null;
  const opened: Bases = [null, null];
  const octets = [0, 0];
  let changed = false;
  const joined = segments.map((one) => {
    const { way, syn, acks, seq, ack, flags } = one;
    if (flags === null) return one;
    if (syn && !acks) {
      opened[way] = seq;
      octets[way] = one.len ?? 0;
    }
    if (!acks) return one;
    const refused = bases === null ? refusal(one, opened[other(way)], numberAt(octets, other(way))) : null;
    if (refused !== null) {
      changed = true;
      return moved(one, numberAt(refused, 0), numberAt(refused, 1));
    }
    if (syn || bases === null) {
      bases = [null, null];
      bases[way] = seq;
      bases[other(way)] =
        ack === null ? null : startOf(wrap(ack - 1), opened[other(way)], numberAt(octets, other(way)));
      return one;
    }
    changed = true;
    return moved(one, numberAt(bases, way), numberAt(bases, other(way)));
  });
  return changed ? joined : null;
}

/** tcpdump counts from one below the ACK, which is the SYN's number unless it carried data; a wrong ACK is left aside. */
function startOf(below: number, isn: number | null, octets: number): number {
  if (isn === null) return below;
  const ahead = distance(below, isn);
  return ahead >= 0 && ahead <= octets ? below : isn;
}

function moved(one: Seen, own: number, peer: number): Seen {
  const { seq, ack, options } = one;
  const sack = options.sack && blocksMoved(options.sack, peer);
  return seenWith(one, {
    seq: seq === null ? null : wrap(seq + own),
    ack: ack === null ? null : wrap(ack + peer),
    options: sack === undefined ? options : { ...options, sack },
  });
}

/** A RST that refuses a SYN has the number 0 and acknowledges the SYN; some versions print that relative to it. */
function refusal({ rst, seq, ack }: Seen, isn: number | null, octets: number): Bases | null {
  return rst && seq === 0 && ack === octets + 1 && isn !== null ? [0, isn] : null;
}

/** How many numbers follow from those before them. */
function fitness(segments: readonly Seen[]): number {
  const next: [number | null, number | null] = [null, null];
  const first: [number | null, number | null] = [null, null];
  let score = 0;
  const fits = (side: 0 | 1, n: number): number => {
    const [end, start] = [next[side], first[side]];
    if (end === null || start === null) return 0;
    if (n === end) return 1;
    if (distance(n, end) > 0) return distance(n, end) < FAR ? AHEAD : 0;
    return distance(n, start) >= 0 ? BEHIND : 0;
  };
  const learn = (side: 0 | 1, n: number): void => {
    first[side] ??= n;
    const end = next[side];
    if (end === null || distance(n, end) > 0) next[side] = n;
  };
  for (const { way, seq, ack, acks, len, syn, fin, flags } of segments) {
    if (flags === null) continue;
    if (seq !== null) {
      if (!syn) score += fits(way, seq);
      else {
        first[way] = seq;
        next[way] = null;
      }
      learn(way, seq);
      learn(way, wrap(seq + (len ?? 0) + (syn ? 1 : 0) + (fin ? 1 : 0)));
    }
    if (acks && ack !== null) {
      score += fits(other(way), ack);
      learn(other(way), ack);
    }
  }
  return score;
}

/** How well a number fits of what was sent before, and one of what may be sent later. */
const BEHIND = 0.5;
const AHEAD = 0.1;

/** A number as far off as this belongs to no neighbour. */
const FAR = 2 ** 24;

/**
 * Wireshark prints the edges of SACK blocks relative even where numbers are asked for as they are on the wire. Blocks that are
 * no numbers of the other side, and would be if they were counted from its first one, are meant so.
 */
function withBlocks(segments: readonly Seen[]): readonly Seen[] {
  if (!segments.some(({ options }) => options.sack !== undefined)) return segments;
  const bases: Bases = [null, null];
  const opened: Bases = [null, null];
  return segments.map((one) => {
    const { way, syn, acks, seq, ack, options } = one;
    const peer = other(way);
    if (syn) opened[way] = seq;
    if (seq !== null && (syn || bases[way] === null)) bases[way] = syn ? seq : wrap(seq - 1);
    if (!acks || ack === null) return one;
    bases[peer] ??= wrap(ack - 1);
    const [base, isn] = [numberAt(bases, peer), opened[peer]];
    const isOf = (edge: number): boolean =>
      Math.abs(distance(edge, ack)) <= FAR && (isn === null || distance(edge, isn) >= 0);
    if (options.sack === undefined || options.sack.flat().every(isOf)) return one;
    const sack = blocksMoved(options.sack, base);
    return sack.flat().every(isOf) ? seenWith(one, { options: { ...options, sack } }) : one;
  });
}

/**
 * Wireshark counts anew from a SYN that one end sends in the middle, because it has lost the connection; the other end still
 * answers with what it expects (RFC 9293 §3.5.1), which tells how far apart both counts are.
 */
function withRestart(segments: readonly Seen[]): readonly Seen[] {
  const at = restartIn(segments);
  const restart = segments[at];
  if (restart === undefined) return segments;
  const { way } = restart;
  const answer = segments.slice(at + 1).find((one) => one.way !== way && one.flags !== null);
  const known = segments.slice(0, at).findLast((one) => one.way !== way && one.acks && one.ack !== null)?.ack;
  if (answer === undefined || answer.syn || answer.ack === null || known == null) return segments;
  const ahead = distance(known, answer.ack);
  // The new SYN counts from above what the other end expects, or from far below it; anything else is a copy of the first.
  if (!(ahead > 0 && distance(answer.ack, 0) < 0) && ahead > -FAR) return segments;
  return segments.map((one, index) =>
    index < at ? one : one.way === way ? moved(one, ahead, 0) : moved(one, 0, ahead),
  );
}

/** The second SYN of an end with the number 0, once the connection has gone on; -1 where there is none. */
function restartIn(segments: readonly Seen[]): number {
  const opened = [false, false];
  let goesOn = false;
  return segments.findIndex(({ syn, acks, seq, way }) => {
    const begins = syn && !acks && seq === 0;
    const again = begins && goesOn && opened[way] === true;
    if (begins) opened[way] = true;
    if (acks && !syn) goesOn = true;
    return again;
  });
}

/**
 * In an excerpt of relative numbers the one of a RST without ACK is absolute all the same. From where the others count is not
 * told, so this number cannot be set beside them: it stays as words.
 */
function withoutForeign(segments: readonly Seen[]): readonly Seen[] {
  const next: [number | null, number | null] = [null, null];
  const opened: [number | null, number | null] = [null, null];
  return segments.map((one) => {
    const { way, seq, rst, syn, acks, len } = one;
    if (syn) opened[way] = seq;
    const asked = opened.some((isn) => isn !== null);
    const end = next[way];
    // Wireshark counts a side that sent no SYN from its first segment, which tells nothing of a RST.
    if (rst && acks && seq === 1 && end === null && opened[way] === null && opened[other(way)] === 0) {
      return seenWith(one, { seq: null });
    }
    if (!asked && rst && !acks && seq !== null && end !== null && Math.abs(distance(seq, end)) > FAR) {
      const words = [one.source.words, `seq ${seq}`].filter(Boolean).join("; ");
      return seenWith(one, { seq: null, source: withWords(one.source, words) });
    }
    if (seq !== null) next[way] = wrap(seq + (len ?? 0));
    if (acks && one.ack !== null) next[other(way)] ??= one.ack;
    return one;
  });
}

/** Windows that are printed scaled, as they were on the wire: divided by what the SYNs agreed (RFC 7323 §2.3). */
function withWindows(segments: readonly Seen[]): readonly Seen[] {
  if (segments.every(({ source }) => source.scaledWin == null)) return withoutUnscaled(segments);
  let shifts: readonly [number | null, number | null] = [null, null];
  const offered: [number | null, number | null] = [null, null];
  const known = segments.map((one) => {
    const { way, syn, acks, options, source } = one;
    const { scaledWin } = source;
    if (syn) {
      if (!acks) offered[other(way)] = null;
      offered[way] = options.wscale ?? -1;
      const [a, b] = offered;
      shifts = a === null || b === null ? [null, null] : a < 0 || b < 0 ? [0, 0] : [a, b];
    }
    if (scaledWin == null) return one;
    const win = syn ? scaledWin : unscaled(scaledWin, shifts[way]);
    if (win !== null) return seenWith(one, { win });
    const words = [source.words, `Win=${scaledWin}`].filter(Boolean).join("; ");
    return seenWith(one, { win: null, source: withWords(source, words) });
  });
  return withoutUnscaled(known);
}

const LARGEST_FIELD = 0xffff;

/** null where it cannot have been on the wire so, or the scale is not known. */
function unscaled(window: number, shift: number | null): number | null {
  if (shift === null) return window <= LARGEST_FIELD ? window : null;
  const field = window / 2 ** shift;
  return Number.isInteger(field) && field <= LARGEST_FIELD ? field : null;
}

/**
 * Where no SYN was seen the scale is not known. Octets that came from behind the edge of a window as it is printed show that
 * there is one: then no window of the connection says how many octets it is, and each stays as words.
 */
function withoutUnscaled(segments: readonly Seen[]): readonly Seen[] {
  const unseen = scaledUnseen(segments);
  if (unseen !== null) return segments.map((one) => (one.way === unseen ? withWindowInWords(one) : one));
  if (segments.some(({ syn }) => syn) || !segments.some(({ win }) => win !== null)) return segments;
  if (!isBeyondWindow(segments)) return segments;
  return segments.map(withWindowInWords);
}

function withWindowInWords(one: Seen): Seen {
  if (one.win === null || one.rst) return one;
  const words = [one.source.words, `win=${one.win}`].filter(Boolean).join("; ");
  return seenWith(one, { win: null, source: withWords(one.source, words) });
}

/** Whose SYN was not seen, and had a scale, for the SYN+ACK has one (RFC 7323 §1.3). */
function scaledUnseen(segments: readonly Seen[]): Side | null {
  const opening = segments.find(({ syn }) => syn);
  if (opening === undefined || !opening.acks || opening.options.wscale === undefined) return null;
  return segments.some(({ syn, way }) => syn && way !== opening.way) ? null : other(opening.way);
}

/** Data that nothing allowed, or that was taken all the same; one octet may probe a window (RFC 9293 §3.8.6.1). */
function isBeyondWindow(segments: readonly Seen[]): boolean {
  const edges: [number | null, number | null] = [null, null];
  const isBeyond = (side: Side, end: number | null): boolean => {
    const edge = edges[side];
    return edge !== null && end !== null && distance(end, edge) > 1;
  };
  for (const { way, seq, ack, acks, len, win, options } of segments) {
    const end = seq === null || len === null ? null : wrap(seq + len);
    if (len !== 0 && isBeyond(other(way), end)) return true;
    if (!acks || ack === null) continue;
    if (isBeyond(way, ack) || (options.sack ?? []).some(([, right]) => isBeyond(way, right))) return true;
    if (win === null) continue;
    const edge = wrap(ack + win);
    const before = edges[way];
    if (before === null || distance(edge, before) > 0) edges[way] = edge;
  }
  return false;
}
