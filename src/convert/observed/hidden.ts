/** Rows that show an application protocol in place of TCP: their lengths, and a SYN or FIN, follow from their neighbours. */

import { other, type Side } from "../../check/connection.js";
import type { FlagName } from "../../language/ast.js";
import { distance, wrap } from "../../tcp/sequence.js";
import type { ObservedConnection } from "./connections.js";
import { type Seen, seenWith } from "./seen.js";

export function withHidden(connection: ObservedConnection): ObservedConnection {
  const { segments } = connection;
  if (!segments.some(({ flags, len }) => flags === null || len === null)) return connection;
  const headers = headersOf(segments);
  const next: [number | null, number | null] = [null, null];
  const filled: Seen[] = [];
  segments.forEach((one, index) => {
    const { way } = one;
    const known =
      one.flags === null
        ? filledIn(segments, index, next[way], headers)
        : one.len === null
          ? withLength(segments, index)
          : one;
    filled.push(known);
    if (known.syn && known.seq !== null) next[way] = null;
    const start = known.seq ?? next[way];
    if (start !== null && known.len !== null) {
      const end = wrap(start + known.len + (known.syn ? 1 : 0) + (known.fin ? 1 : 0));
      const before = next[way];
      if (before === null || distance(end, before) > 0) next[way] = end;
    } else if (known.len === null) next[way] = null;
    if (known.acks && known.ack !== null) next[other(way)] ??= known.ack;
  });
  return { ...connection, segments: withTimestamps(withAcks(filled)) };
}

/** Octets of headers in the frames of each side, as its plain rows show them. */
type Headers = readonly [number | null, number | null];

function headersOf(segments: readonly Seen[]): Headers {
  const found: [number | null, number | null] = [null, null];
  const padded = [false, false];
  for (const { way, source, syn, rst, len, flags, options } of segments) {
    if (flags === null || syn || rst || len === null || source.frameLength == null) continue;
    if (options.sack !== undefined && found[way] !== null) continue;
    const header = source.frameLength - len;
    // A short frame is padded, so the smallest is the right one.
    const before = found[way];
    if (before !== null && header >= before) continue;
    found[way] = header;
    padded[way] = source.frameLength === SHORTEST_FRAME && options.ts === undefined;
  }
  const [a, b] = found.map((header, way) =>
    padded[way] ? unpadded(header, found[1 - way] ?? null) : header,
  );
  return [a ?? b ?? null, b ?? a ?? null];
}

/** Ethernet fills up what is shorter (without the checksum), so such a frame says only how long its headers are at most. */
const SHORTEST_FRAME = 60;
/** Ethernet, IPv4 and TCP without options. */
const PLAIN_HEADERS = 54;

function unpadded(header: number | null, others: number | null): number | null {
  if (header === null) return others;
  return others !== null && others < header ? others : Math.min(header, PLAIN_HEADERS);
}

function filledIn(segments: readonly Seen[], index: number, start: number | null, headers: Headers): Seen {
  const one = segments[index] as Seen;
  const answer = openedBy(segments, index);
  if (answer !== null) {
    // A SYN's own number is the one that Wireshark counts from.
    const len = answer.ack === null ? null : wrap(answer.ack - 1);
    return seenWith(one, { flags: ["SYN"], syn: true, acks: false, seq: 0, len });
  }
  const { way, source } = one;
  const header = headers[way];
  const byFrame = source.frameLength == null || header === null ? null : source.frameLength - header;
  const total = start === null ? null : totalOf(segments, index, start);
  const alone = total !== null && total.rows === 1;
  const len = byFrame !== null && byFrame >= 0 ? byFrame : alone ? total.octets : null;
  const fin =
    total !== null && len !== null && isEnding(total, len) && bearsOutFin(segments, way, total, len);
  const flags: readonly FlagName[] = fin ? ["FIN", "ACK"] : ["ACK"];
  return seenWith(one, { flags, fin, len });
}

/** A length that was cut off. */
function withLength(segments: readonly Seen[], index: number): Seen {
  const one = segments[index] as Seen;
  const total = one.seq === null || one.syn ? null : totalOf(segments, index, one.seq);
  if (total === null || total.rows !== 1) return one;
  return seenWith(one, { len: Math.max(0, total.octets - (one.fin ? 1 : 0)) });
}

/** The SYN+ACK that answers this row, if it is the first of its connection. */
function openedBy(segments: readonly Seen[], index: number): Seen | null {
  const { way } = segments[index] as Seen;
  if (index > 0) return null;
  const answer = segments.slice(index + 1).find((next) => next.way !== way);
  return answer?.syn && answer.acks ? answer : null;
}

/** The octets from a number on that hidden rows of one side carry, until a row tells the next number. */
interface Total {
  readonly octets: number;
  readonly rows: number;
  /** What the sender itself tells by its next number. */
  readonly own?: number;
}

function totalOf(segments: readonly Seen[], index: number, start: number): Total | null {
  const { way } = segments[index] as Seen;
  let rows = 1;
  let acked: number | null = null;
  for (let at = index + 1; at < segments.length; at++) {
    const next = segments[at] as Seen;
    if (next.flags === null) {
      if (next.way !== way) continue;
      rows++;
      // What has been acknowledged before it is not its own.
      if (acked !== null) return { octets: acked, rows: rows - 1 };
      continue;
    }
    if (next.way === way && next.seq !== null) {
      const octets = distance(next.seq, start);
      if (octets >= 0) return { octets: Math.max(octets, acked ?? 0), rows, own: octets };
    } else if (next.way !== way && next.acks && next.ack !== null) {
      const octets = distance(next.ack, start);
      if (octets > 0) acked = octets;
    }
  }
  return acked === null ? null : { octets: acked, rows };
}

/** Whether the FIN is in this row: up to the next number, one octet is left over. */
function isEnding({ octets, rows }: Total, len: number): boolean {
  return rows === 1 && octets === len + 1;
}

/** An ACK alone may be one too high; the sender's next number says it, or that the other side has closed as well. */
function bearsOutFin(segments: readonly Seen[], way: Side, { own }: Total, len: number): boolean {
  if (own !== undefined) return own === len + 1;
  return segments.some((one) => one.way !== way && (one.fin || one.rst));
}

/**
 * The timestamp of a hidden row, where its answer echoes one that no row shows (RFC 7323 §3.2): the answer would be wrong
 * without it. What it echoes itself is the last one that was seen from the other side.
 */
function withTimestamps(segments: readonly Seen[]): readonly Seen[] {
  const shown: [Set<number>, Set<number>] = [new Set(), new Set()];
  for (const { way, options } of segments) if (options.ts !== undefined) shown[way].add(options.ts[0]);
  const last: [number | null, number | null] = [null, null];
  const result = [...segments];
  segments.forEach((one, index) => {
    const { way, source, options } = one;
    if (options.ts !== undefined) last[way] = options.ts[0];
    const echo = last[other(way)];
    if (source.flags !== null || echo === null) return;
    const answer = segments
      .slice(index + 1, index + 1 + LOOKAHEAD)
      .find((next) => next.way !== way && next.options.ts !== undefined);
    const value = answer?.options.ts?.[1];
    if (value === undefined || shown[way].has(value)) return;
    result[index] = seenWith(one, { options: { ...options, ts: [value, echo] } });
    last[way] = value;
  });
  return result;
}

/** How far an answer is looked for. */
const LOOKAHEAD = 50;

/**
 * What a hidden row acknowledges: all that was seen of the other side before it, but no more than the next row of its
 * sender does. It bears out what had arrived, and is not written.
 */
function withAcks(segments: readonly Seen[]): readonly Seen[] {
  const result = [...segments];
  const later: [number | null, number | null] = [null, null];
  for (let index = segments.length - 1; index >= 0; index--) {
    const one = segments[index] as Seen;
    if (one.source.flags === null && !one.syn) result[index] = seenWith(one, { impliedAck: later[one.way] });
    else if (one.acks && one.ack !== null && !one.syn) later[one.way] = one.ack;
  }
  const next: [number | null, number | null] = [null, null];
  return result.map((one) => {
    const { way, seq, len, syn, fin, source } = one;
    const start = seq ?? next[way];
    if (syn) next[way] = null;
    if (start !== null) {
      const end = wrap(start + (len ?? 0) + (syn ? 1 : 0) + (fin ? 1 : 0));
      const before = next[way];
      if (before === null || distance(end, before) > 0) next[way] = end;
    }
    const reach = next[other(way)];
    if (source.flags !== null || syn || reach === null) return one;
    const bound = one.impliedAck ?? null;
    return seenWith(one, { impliedAck: bound !== null && distance(reach, bound) > 0 ? bound : reach });
  });
}
