/** Rows that show an application protocol in place of TCP: their lengths, and a SYN or FIN, follow from their neighbours. */

import type { FlagName } from "../../language/ast.js";
import { type Connection, other, type Seen } from "./connections.js";
import { beyond, wrapped } from "./sequence.js";

export function withHidden(connection: Connection): Connection {
  const { segments, ends } = connection;
  if (!segments.some(({ flags }) => flags === null)) return connection;
  const headers = headersOf(segments);
  const next: [number | null, number | null] = [null, null];
  const filled: Seen[] = [];
  segments.forEach((one, index) => {
    const { way } = one;
    const known = one.flags === null ? filledIn(segments, index, next[way], headers) : one;
    filled.push(known);
    if (known.syn && known.seq !== null) next[way] = null;
    const start = known.seq ?? next[way];
    if (start !== null && known.len !== null) {
      const end = wrapped(start + known.len + (known.syn ? 1 : 0) + (known.fin ? 1 : 0));
      const before = next[way];
      if (before === null || beyond(end, before) > 0) next[way] = end;
    } else if (known.len === null) next[way] = null;
    if (known.acks && known.ack !== null) next[other(way)] ??= known.ack;
  });
  return { ends, segments: filled };
}

/** Octets of headers in the frames of each side, as its plain rows show them. */
type Headers = readonly [number | null, number | null];

function headersOf(segments: readonly Seen[]): Headers {
  const found: [number | null, number | null] = [null, null];
  for (const { way, source, syn, len, flags, options } of segments) {
    if (flags === null || syn || len === null || source.frameLength == null) continue;
    if (options.sack !== undefined && found[way] !== null) continue;
    const header = source.frameLength - len;
    // A short frame is padded, so the smallest is the right one.
    const before = found[way];
    if (before === null || header < before) found[way] = header;
  }
  const [a, b] = found;
  return [a ?? b, b ?? a];
}

function filledIn(segments: readonly Seen[], index: number, start: number | null, headers: Headers): Seen {
  const one = segments[index] as Seen;
  const answer = openedBy(segments, index);
  if (answer !== null) {
    // A SYN's own number is the one that Wireshark counts from.
    const len = answer.ack === null ? null : wrapped(answer.ack - 1);
    return { ...one, flags: ["SYN"], syn: true, acks: false, seq: 0, len };
  }
  const { way, source } = one;
  const header = headers[way];
  const byFrame = source.frameLength == null || header === null ? null : source.frameLength - header;
  const total = start === null ? null : totalOf(segments, index, start);
  const alone = total !== null && total.rows === 1;
  const len = byFrame !== null && byFrame >= 0 ? byFrame : alone ? total.octets : null;
  const fin = total !== null && len !== null && isEnding(total, len);
  const flags: readonly FlagName[] = fin ? ["FIN", "ACK"] : ["ACK"];
  return { ...one, flags, fin, len };
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
      const octets = beyond(next.seq, start);
      if (octets >= 0) return { octets, rows };
    } else if (next.way !== way && next.acks && next.ack !== null) {
      const octets = beyond(next.ack, start);
      if (octets > 0) acked = octets;
    }
  }
  return acked === null ? null : { octets: acked, rows };
}

/** Whether the FIN is in this row: up to the next number, one octet is left over. */
function isEnding({ octets, rows }: Total, len: number): boolean {
  return rows === 1 && octets === len + 1;
}
