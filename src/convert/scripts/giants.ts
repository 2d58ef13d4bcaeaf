/**
 * What an end hands to its network card in one piece (segmentation offload) arrives as several segments. Where an answer
 * tells that only some of them did, the piece is written as those that the answer tells apart.
 */

import { distance, wrap } from "../../tcp/sequence.js";
import type { ObservedEnd, ObservedSegment } from "../observed.js";

export interface CutGiants {
  readonly segments: readonly ObservedSegment[];
  /** For each of the segments before, where it begins now. */
  readonly places: readonly number[];
}

/** `sender`: the address of the end whose pieces are meant; what it got, it got as it stands. */
export function cutAtAnswers(segments: readonly ObservedSegment[], sender: string): CutGiants {
  const cut: ObservedSegment[] = [];
  const places: number[] = [];
  segments.forEach((segment, at) => {
    places.push(cut.length);
    const edges = segment.from.address === sender ? edgesWithin(segment, segments, at) : [];
    cut.push(...piecesOf(segment, edges));
  });
  places.push(cut.length);
  return { segments: cut, places };
}

/** How many segments further an answer may speak of this one. */
const LOOKAHEAD = 200;
/** Octets that a timestamp takes in each segment (RFC 7323 §3.2). */
const TIMESTAMP = 12;

/** Only where the receiver's MSS would have cut it: an answer with a number between is wrong, and stays wrong. */
function edgesWithin(
  segment: ObservedSegment,
  segments: readonly ObservedSegment[],
  at: number,
): readonly number[] {
  const { seq, len, from } = segment;
  const mss = segments.find((one) => isTo(one, from) && one.options?.mss !== undefined)?.options?.mss;
  if (seq === null || len === null || mss === undefined || len <= mss - TIMESTAMP) return [];
  const edges = new Set<number>();
  for (const later of segments.slice(at + 1, at + LOOKAHEAD)) {
    if (!isTo(later, from)) continue;
    for (const edge of [later.ack ?? seq, ...(later.options?.sack ?? []).flat()]) {
      const offset = distance(edge, seq);
      const fits = offset % mss === 0 || offset % (mss - TIMESTAMP) === 0;
      if (offset > 0 && offset < len && fits) edges.add(offset);
    }
  }
  return [...edges].sort((a, b) => a - b);
}

function isTo({ to }: ObservedSegment, { address, port }: ObservedEnd): boolean {
  return to.address === address && to.port === port;
}

function piecesOf(segment: ObservedSegment, edges: readonly number[]): readonly ObservedSegment[] {
  const { seq, len, flags, words } = segment;
  if (edges.length === 0 || seq === null || len === null) return [segment];
  const whole = `${seq}:${wrap(seq + len)}(${len})`;
  return [0, ...edges].map((start, at) => {
    const end = edges[at] ?? len;
    const last = end === len;
    return {
      ...segment,
      seq: wrap(seq + start),
      len: end - start,
      flags: last ? flags : (flags?.filter((flag) => flag !== "PSH" && flag !== "FIN") ?? null),
      words: at === 0 ? [words ?? "", whole].filter((one) => one !== "").join(" ") : null,
    };
  });
}
