/** The connections of a capture as flows: first the list of them, then those that somebody chose. */

import type { Side } from "../../check/connection.js";
import { flagNames } from "../../tcp/segment.js";
import type { ObservedTexts } from "../observed/draw.js";
import { type ObservedEnd, type ObservedSegment, type SeenFlow, seenFlowsOf } from "../observed.js";
import type { AnalysisName } from "./analysis.js";
import { type CaptureReading, type CaptureVisitor, readCapture } from "./capture.js";
import { type CapturedConnection, Connections, type FramePlace } from "./connections.js";
import type { Pieces } from "./gunzip.js";
import { readable } from "./payload.js";
import { relativeOf } from "./relative.js";
import type { CapturedEnd, CapturedSegment } from "./segment.js";

export interface Listing {
  readonly connections: readonly CapturedConnection[];
  readonly reading: CaptureReading;
}

/** Goes through the capture once, and keeps nothing of it but the list. */
export async function listCapture(pieces: Pieces, progress?: CaptureVisitor["progress"]): Promise<Listing> {
  const connections = new Connections();
  const reading = await readCapture(pieces, {
    segment: (segment) => void connections.add(segment),
    ...(progress === undefined ? {} : { progress }),
  });
  return { connections: connections.all, reading };
}

/** One segment of an imported connection, as `import --format json` shows it. */
export interface ImportedFrame {
  readonly segment: ObservedSegment;
  readonly frame: number;
  readonly side: Side;
  readonly bits: number;
  /** Data that is not in the file, for the capture kept only the beginning of each frame. */
  readonly missing: number;
  readonly remarks: readonly AnalysisName[];
  /** TTL or hop limit, and the identification of the IP packet (-1 in IPv6): they tell where it was seen, and copies apart. */
  readonly hops: number;
  readonly identification: number;
}

export interface Imported {
  readonly connection: CapturedConnection;
  /** Seconds since 1970 from which the times of the segments are counted; the same for all of a capture. */
  readonly epoch: number;
  readonly frames: readonly ImportedFrame[];
}

export interface Import extends Listing {
  readonly imported: readonly Imported[];
}

/** The connections of these streams (all where it is null), with all their segments. */
export async function importCapture(
  pieces: Pieces,
  streams: ReadonlySet<number> | null,
  progress?: CaptureVisitor["progress"],
): Promise<Import> {
  const connections = new Connections();
  const kept = new Map<CapturedConnection, ImportedFrame[]>();
  const ends = new Map<CapturedEnd, ObservedEnd>();
  let epoch: number | null = null;
  const reading = await readCapture(pieces, {
    segment(segment) {
      const place = connections.add(segment);
      if (streams !== null && !streams.has(place.connection.stream)) return;
      const frames = kept.get(place.connection) ?? [];
      if (frames.length === 0) kept.set(place.connection, frames);
      epoch ??= segment.seconds;
      frames.push(frameOf(segment, place, epoch, ends));
    },
    ...(progress === undefined ? {} : { progress }),
  });
  const imported = [...kept].map(([connection, frames]) => ({ connection, epoch: epoch ?? 0, frames }));
  return { connections: connections.all, reading, imported };
}

function frameOf(
  segment: CapturedSegment,
  { remarks, side }: FramePlace,
  epoch: number,
  ends: Map<CapturedEnd, ObservedEnd>,
): ImportedFrame {
  const missing = Math.max(0, segment.length - segment.captured);
  return {
    segment: observed(segment, epoch, ends),
    frame: segment.frame,
    side,
    bits: segment.bits,
    missing,
    remarks,
    hops: segment.hops,
    identification: segment.identification,
  };
}

const MS = 1000;
const NS_IN_MS = 1_000_000;

function observed(
  segment: CapturedSegment,
  epoch: number,
  ends: Map<CapturedEnd, ObservedEnd>,
): ObservedSegment {
  const { captured, comment, length, options, urgent } = segment;
  // Counted from near the beginning: a number of milliseconds since 1970 has no room for nanoseconds.
  const ms = (segment.seconds - epoch) * MS + segment.nanoseconds / NS_IN_MS;
  return {
    line: segment.frame - 1,
    time: ms,
    from: endOf(segment.source, ends),
    to: endOf(segment.destination, ends),
    flags: flagNames(segment.bits),
    seq: segment.seq,
    ack: segment.ack,
    len: length,
    win: segment.window,
    urg: urgent,
    options,
    payload: length > 0 && captured === length ? readable(segment) : null,
    words: comment,
  };
}

/** The same end is the same object, so that connections are told apart without comparing texts. */
function endOf(end: CapturedEnd, ends: Map<CapturedEnd, ObservedEnd>): ObservedEnd {
  let known = ends.get(end);
  if (known === undefined) {
    known = { address: end.address, port: String(end.port) };
    ends.set(end, known);
  }
  return known;
}

export type CaptureNumbers = "relative" | "absolute";

/** The connection as a flow. `relative`: each side is counted from its first number, as Wireshark shows it. */
export function flowOf({ frames }: Imported, numbers: CaptureNumbers, texts: ObservedTexts): SeenFlow | null {
  const segments = numbered(frames, numbers);
  return seenFlowsOf({ kind: "observed", numbers: "absolute", captured: true, segments }, texts)[0] ?? null;
}

/** The segments with their numbers in that form. */
export function numbered(
  frames: readonly ImportedFrame[],
  numbers: CaptureNumbers,
): readonly ObservedSegment[] {
  return numbers === "relative" ? relativeOf(frames) : frames.map(({ segment }) => segment);
}
