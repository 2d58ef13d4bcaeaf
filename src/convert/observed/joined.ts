/**
 * What a network card cuts on its way out, or joins on its way in (offload), is captured in one piece, and was several segments
 * on the wire. Where another number tells some of them apart, it stands in the flow as these: an answer that came in between,
 * or a part that was sent again.
 */

import { other, type Side } from "../../check/connection.js";
import { wrap } from "../../tcp/sequence.js";
import { firstFrom } from "./answers.js";
import type { ObservedConnection } from "./connections.js";
import { type Placed, placed } from "./places.js";
import { type Seen, seenWith } from "./seen.js";
import type { ObservedSegment } from "./segment.js";

/** The connection with such segments cut; itself where nothing tells their parts apart. `remark`: what stands beside a part. */
export function withPieces(
  connection: ObservedConnection,
  remark: (octets: number) => string,
): ObservedConnection {
  const { segments } = connection;
  const mss = [mssOf(segments, 0), mssOf(segments, 1)] as const;
  const isJoined = ({ len, options, syn, way }: Seen): boolean => {
    const most = mss[other(way)];
    const longest = most === null ? ETHERNET : most - (options.ts === undefined ? 0 : TIMESTAMPS);
    return len !== null && len > longest && !syn;
  };
  if (!segments.some(isJoined)) return connection;
  const items = placed(connection, new Set());
  const edges = new Edges(items);
  const units = mss.flatMap((most) => (most === null ? [] : [most, most - TIMESTAMPS]));
  let cut = false;
  const pieces = items.flatMap((item, index) => {
    const { seen } = item;
    const found = isJoined(seen) ? edges.within(item, index).filter((edge) => isEdge(edge, units)) : [];
    if (found.length === 0) return [seen];
    cut = true;
    return piecesOf(seen, found, remark);
  });
  return cut ? { ...connection, segments: pieces } : connection;
}

/** What the SYN of a side says that it takes; null where none says anything. */
function mssOf(segments: readonly Seen[], way: Side): number | null {
  const mss = segments.findLast((one) => one.syn && one.way === way)?.options.mss ?? 0;
  return mss < LEAST ? null : mss;
}

/**
 * Whether whole segments end so many octets behind the beginning: a number between them is wrong, and stays wrong. `units`: what
 * each may have carried; where one of the SYNs says nothing, it is what fits most paths.
 */
function isEdge(octets: number, units: readonly number[]): boolean {
  if (units.some((unit) => octets % unit === 0)) return true;
  if (units.length === BOTH) return false;
  for (let count = Math.ceil(octets / ETHERNET); count <= octets / FULL; count++)
    if (octets % count === 0) return true;
  return false;
}

/** The units of two SYNs, each with timestamps and without. */
const BOTH = 4;
/** Octets that they take in each segment (RFC 7323 Appendix A). */
const TIMESTAMPS = 12;
/** Below that an MSS is no measure of anything. */
const LEAST = 88;
/** What a full segment carries on most paths, at least and at most. */
const FULL = 1200;
const ETHERNET = 1460;

/** Where ACKs and SACK blocks end, and where segments begin. */
class Edges {
  private readonly places: readonly [number[], number[]];
  /** The last segment that tells of each. */
  private readonly told: readonly [Map<number, number>, Map<number, number>] = [new Map(), new Map()];

  constructor(items: readonly Placed[]) {
    const { told } = this;
    items.forEach(({ seen, start, end, ack, sack }, index) => {
      const there = told[other(seen.way)];
      if (!Number.isNaN(ack)) there.set(ack, index);
      for (const block of sack) for (const place of block) there.set(place, index);
      if (end > start) told[seen.way].set(start, index);
    });
    const sorted = (way: Side): number[] => [...told[way].keys()].sort((a, b) => a - b);
    this.places = [sorted(0), sorted(1)];
  }

  /** Octets behind the beginning of a segment; what was told long before it left is about another one. */
  within({ seen, start, end }: Placed, index: number): readonly number[] {
    const places = this.places[seen.way];
    return places
      .slice(firstFrom(places, start + 1), firstFrom(places, end))
      .filter((place) => (this.told[seen.way].get(place) ?? -1) > index - NEAR)
      .map((place) => place - start);
  }
}

/** How many segments away an answer may have been captured ahead of what it answers. */
const NEAR = 16;

function piecesOf(seen: Seen, edges: readonly number[], remark: (octets: number) => string): readonly Seen[] {
  const { flags, fin, len, seq, source } = seen;
  const whole = len ?? 0;
  return [0, ...edges].map((start, at) => {
    const end = edges[at] ?? whole;
    const last = end === whole;
    const kept = last ? flags : (flags?.filter((flag) => flag !== "PSH" && flag !== "FIN") ?? null);
    const numbers = { flags: kept, seq: seq === null ? null : wrap(seq + start), len: end - start };
    const words = at === 0 ? (source.words ?? null) : null;
    return seenWith(seen, {
      ...numbers,
      fin: fin && last,
      source: { ...sourceOf(source), ...numbers, words, remark: remarkOf(source, remark(whole)) },
    });
  });
}

/** A copy by `...` would lack what a segment makes when it is asked. */
function sourceOf({ line, time, from, to, ack, win, urg, options }: ObservedSegment) {
  return { line, time, from, to, ack, win, ...(urg == null ? {} : { urg }), ...(options && { options }) };
}

function remarkOf({ remark }: ObservedSegment, text: string): string {
  return remark == null ? text : `${remark}; ${text}`;
}
