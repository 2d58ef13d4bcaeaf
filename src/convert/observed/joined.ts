/**
 * What a network card cuts on its way out, or joins on its way in (offload), is captured in one piece, and was several segments
 * on the wire. Where another number tells some of them apart, it stands in the flow as these: an answer that came in between,
 * or a part that was sent again.
 */

import { other, type Side } from "../../check/connection.js";
import { TIMESTAMP_OCTETS } from "../../tcp/segment.js";
import { wrap } from "../../tcp/sequence.js";
import type { ObservedConnection } from "./connections.js";
import { Edges } from "./edges.js";
import { placed } from "./places.js";
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
    const longest = most === null ? ETHERNET : most - (options.ts === undefined ? 0 : TIMESTAMP_OCTETS);
    return len !== null && len > longest && !syn;
  };
  if (!segments.some(isJoined)) return connection;
  const items = placed(connection, NONE);
  const edges = new Edges(items, NONE);
  const units = mss.flatMap((most) => (most === null ? [] : [most, most - TIMESTAMP_OCTETS]));
  let cut = false;
  const pieces = items.flatMap((item, index) => {
    const { seen, start, end } = item;
    // What was told long before it left is about another one.
    const told = isJoined(seen) ? edges.within(seen.way, start, end, index - NEAR) : [];
    const found = told.map((place) => place - start).filter((edge) => isEdge(edge, units));
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

const NONE: ReadonlySet<number> = new Set();
/** The units of two SYNs, each with timestamps and without. */
const BOTH = 4;
/** Below that an MSS is no measure of anything. */
const LEAST = 88;
/** What a full segment carries on most paths, at least and at most. */
const FULL = 1200;
const ETHERNET = 1460;

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
