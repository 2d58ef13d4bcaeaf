/**
 * Data that a capture lacks is left out (`...`) where all of it had arrived and was acknowledged when what comes next left.
 * Where later numbers say otherwise, it stands in the flow as the segments that must have been sent:
 * whether and when they arrived is then worked out as for any other.
 */

import { other, type Side } from "../../check/connection.js";
import { numberAt } from "../../language/at.js";
import { TIMESTAMP_OCTETS } from "../../tcp/segment.js";
import { wrap } from "../../tcp/sequence.js";
import type { ObservedConnection } from "./connections.js";
import { Edges } from "./edges.js";
import { type Placed, placed } from "./places.js";
import type { Seen } from "./seen.js";
import type { ObservedSegment } from "./segment.js";
import type { Moment } from "./timeline.js";

/** The connection with the segments that were under way at some time; itself where all that it lacks may be left out. */
export function withUnseen(
  connection: ObservedConnection,
  moments: readonly Moment[],
  remark: (octets: number) => string,
): ObservedConnection {
  if (!moments.some(isLeftOut)) return connection;
  const forged = new Set(moments.flatMap(({ kind, index }) => (kind === "forged" ? [index] : [])));
  const items = placed(connection, forged);
  const gaps = gapsIn(items, moments);
  if (gaps.length === 0) return connection;
  const edges = new Edges(items, forged);
  const units = [unitOf(connection, 0), unitOf(connection, 1)];
  const before = new Map<number, Seen[]>();
  for (const gap of gaps) {
    const pieces = piecesOf(gap, edges.within(gap.way, gap.from, gap.to), numberAt(units, gap.way));
    if (pieces.length > MOST) continue;
    const there = before.get(gap.index) ?? [];
    before.set(gap.index, there);
    for (const piece of pieces) there.push(segmentOf(gap, piece, connection, items, remark));
  }
  return {
    ...connection,
    segments: connection.segments.flatMap((seen, index) => [...(before.get(index) ?? []), seen]),
  };
}

interface Gap {
  readonly way: Side;
  /** Places. */
  readonly from: number;
  readonly to: number;
  /** The segment that presupposes it. */
  readonly index: number;
}

/** More segments than that would hide what was captured. */
const MOST = 64;

type LeftOut = Moment & { readonly kind: "unseen"; readonly until: number };

function isLeftOut(moment: Moment): moment is LeftOut {
  return moment.kind === "unseen" && moment.until !== undefined;
}

/** What may not be left out, for what comes later acknowledges less than `...` does; and what was not lost after all. */
function gapsIn(items: readonly Placed[], moments: readonly Moment[]): readonly Gap[] {
  const { acks, starts } = leastOf(items, moments);
  const sent: [number, number] = [NOTHING, NOTHING];
  const gaps: Gap[] = [];
  moments.forEach((moment, at) => {
    if (moment.kind === "departs") {
      const { seen, end } = items[moment.index] as Placed;
      if (end > sent[seen.way]) sent[seen.way] = end;
    }
    if (!isLeftOut(moment)) return;
    const { index, lost, octets, until: to, way } = moment;
    const peer = other(way);
    const [forIt, forOther] = [numberAt(acks[way], at), numberAt(acks[peer], at)];
    // What was under way when the capture began.
    const isFirst = sent[way] === NOTHING && (sent[peer] === NOTHING || items[index]?.seen.way === way);
    if (to > sent[way]) sent[way] = to;
    const gap = { way, from: to - octets, to, index };
    // What is sent again had not been acknowledged with it.
    const isOpen = forOther < sent[peer] || numberAt(starts[peer], at) < sent[peer];
    const isNeeded = lost ? isTakenBefore(gap, at, items, moments) : isFirst || forIt < to || isOpen;
    if (isNeeded) gaps.push(gap);
  });
  return gaps;
}

const NOTHING = Number.NEGATIVE_INFINITY;

/** Whether the first copy of what was sent again is acknowledged before the second one leaves: then it was not lost. */
function isTakenBefore(
  { from, to, way }: Gap,
  at: number,
  items: readonly Placed[],
  moments: readonly Moment[],
): boolean {
  for (let later = at + 1; later < moments.length; later++) {
    const { kind, index } = moments[later] as Moment;
    if (kind !== "departs") continue;
    const { ack, end, seen, start } = items[index] as Placed;
    if (seen.way !== way && ack >= to) return true;
    if (seen.way === way && start < to && end > from) return false;
  }
  return false;
}

type BySide = readonly [Float64Array, Float64Array];

/** For each moment and side, the lowest place of its numbers that is acknowledged from there on, and at which it sends octets. */
function leastOf(
  items: readonly Placed[],
  moments: readonly Moment[],
): { readonly acks: BySide; readonly starts: BySide } {
  const found = (): BySide => [new Float64Array(moments.length), new Float64Array(moments.length)];
  const [acks, starts] = [found(), found()];
  const leastAck = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const leastStart = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let at = moments.length - 1; at >= 0; at--) {
    const { kind, index } = moments[at] as Moment;
    if (kind === "departs") {
      const { seen, ack, end, start } = items[index] as Placed;
      const peer = other(seen.way);
      if (ack < numberAt(leastAck, peer)) leastAck[peer] = ack;
      if (end > start && start < numberAt(leastStart, seen.way)) leastStart[seen.way] = start;
    }
    for (const way of [0, 1] as const) {
      acks[way][at] = numberAt(leastAck, way);
      starts[way][at] = numberAt(leastStart, way);
    }
  }
  return { acks, starts };
}

/** How much one segment carries: what the receiver's SYN allows, else the most that was seen. */
function unitOf({ segments }: ObservedConnection, way: Side): number {
  const mss = segments.findLast((one) => one.syn && one.way !== way)?.options.mss;
  const clock = segments.some((one) => !one.syn && one.way === way && one.options.ts !== undefined);
  if (mss !== undefined && mss > TIMESTAMP_OCTETS) return mss - (clock ? TIMESTAMP_OCTETS : 0);
  const most = segments.reduce((best, one) => (one.way === way ? Math.max(best, one.len ?? 0) : best), 0);
  return most > 0 ? most : Number.POSITIVE_INFINITY;
}

type Piece = readonly [from: number, to: number];

function piecesOf({ from, to }: Gap, edges: readonly number[], unit: number): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = from;
  for (const edge of [...edges, to]) {
    while (at < edge && pieces.length <= MOST) {
      const end = Math.min(edge, at + unit);
      pieces.push([at, end]);
      at = end;
    }
  }
  return pieces;
}

function segmentOf(
  { index, way }: Gap,
  [from, end]: Piece,
  { ends }: ObservedConnection,
  items: readonly Placed[],
  remark: (octets: number) => string,
): Seen {
  const { ack, seen, start } = items[index] as Placed;
  // A place that is known as a number as well.
  const [number, place] = seen.way === way ? [seen.seq, start] : [seen.ack, ack];
  const numbers = { seq: wrap((number ?? 0) + from - place), ack: null, len: end - from, win: null };
  const flags = ["ACK"] as const;
  const source: ObservedSegment = {
    line: seen.source.line,
    time: null,
    from: ends[way],
    to: ends[other(way)],
    flags,
    ...numbers,
    remark: remark(end - from),
  };
  const kind = { flags, syn: false, fin: false, rst: false, acks: true };
  return { source, way, ...kind, ...numbers, options: {}, unseen: true };
}
