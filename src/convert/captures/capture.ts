/** Reading a capture, whatever its format: segment after segment, out of octets that come in pieces of any size. */

import type { CapturedFrame, CaptureFormat, CaptureProblem } from "./frame.js";
import { gunzip, isGzip, type Pieces } from "./gunzip.js";
import { uint32 } from "./link.js";
import { joined } from "./octets.js";
import { isPcap, Pcap } from "./pcap.js";
import { Pcapng, SECTION_HEADER } from "./pcapng.js";
import { type CapturedSegment, EndNames, segmentIn } from "./segment.js";

export interface CaptureReading {
  /** How many frames could be read. */
  readonly frames: number;
  /** How many of them hold a TCP segment. */
  readonly segments: number;
  /** Why the others were left out: the frames (the first of them), and how many there are. */
  readonly skipped: readonly Skipped[];
  /** Why reading ended early; null where the whole file was read. */
  readonly problem: CaptureProblem | null;
  /** Host names that the file gives for addresses. */
  readonly names: ReadonlyMap<string, string>;
  readonly cancelled: boolean;
}

export interface Skipped {
  /** A word or two of the field: `UDP`, `IP fragment`. */
  readonly why: string;
  readonly count: number;
  /** From 1; the first `SKIPPED_KEPT` of them. */
  readonly frames: readonly number[];
}

/** A gigabyte of other traffic is counted, not listed. */
export const SKIPPED_KEPT = 1000;

export interface CaptureVisitor {
  segment(segment: CapturedSegment): void;
  /** Between two pieces: the octets read so far. True cancels. */
  progress?(octets: number): boolean | Promise<boolean>;
}

const MAGIC_LENGTH = 4;

/** Reads all of it. Never throws for what the file holds; what was read before a problem is kept. */
export async function readCapture(pieces: Pieces, visitor: CaptureVisitor): Promise<CaptureReading> {
  const reading = new Reading(visitor);
  const source = peekable(pieces);
  const first = await source.peek();
  const compressed = first !== null && isGzip(first);
  try {
    for await (const piece of compressed ? gunzip(source.rest()) : source.rest())
      if (!(await reading.push(piece))) break;
  } catch (error) {
    if (!compressed) throw error;
    reading.fail({ code: "bad-compression" });
  }
  return reading.finish();
}

class Reading {
  private format: CaptureFormat | null = null;
  private problem: CaptureProblem | null = null;
  private rest: Uint8Array = new Uint8Array(0);
  private octets = 0;
  private segments = 0;
  private cancelled = false;
  private readonly skipped = new Map<string, { count: number; frames: number[] }>();
  private readonly ends = new EndNames();

  constructor(private readonly visitor: CaptureVisitor) {}

  /** False once there is no use in going on. */
  async push(piece: Uint8Array): Promise<boolean> {
    this.octets += piece.length;
    const octets = this.rest.length === 0 ? piece : joined([this.rest, piece]);
    if (this.format === null) {
      if (octets.length < MAGIC_LENGTH) {
        this.rest = octets;
        return true;
      }
      this.format = formatOf(octets, (frame) => this.visit(frame));
      if (this.format === null) this.problem = { code: "not-a-capture" };
    }
    const at = this.format?.take(octets, 0) ?? octets.length;
    // A copy: the piece may be used again by whoever gave it.
    this.rest = octets.slice(at);
    this.cancelled = (await this.visitor.progress?.(this.octets)) ?? false;
    return !this.cancelled && this.problem === null && (this.format?.problem ?? null) === null;
  }

  fail(problem: CaptureProblem): void {
    this.problem ??= problem;
  }

  finish(): CaptureReading {
    const frames = (this.format?.nextFrame ?? 1) - 1;
    return {
      frames,
      segments: this.segments,
      skipped: [...this.skipped].map(([why, { count, frames: kept }]) => ({ why, count, frames: kept })),
      problem: this.format?.problem ?? this.problem ?? this.ending(frames),
      names: this.format?.names ?? new Map(),
      cancelled: this.cancelled,
    };
  }

  private ending(frames: number): CaptureProblem | null {
    if (this.cancelled) return null;
    if (this.octets === 0) return { code: "empty-file" };
    if (this.format === null) return { code: "not-a-capture" };
    return this.rest.length > 0 ? { code: "cut-short", frame: frames + 1 } : null;
  }

  private visit(frame: CapturedFrame): void {
    const segment = segmentIn(frame, this.ends);
    if ("why" in segment) {
      const known = this.skipped.get(segment.why) ?? { count: 0, frames: [] };
      known.count++;
      if (known.frames.length < SKIPPED_KEPT) known.frames.push(frame.number);
      this.skipped.set(segment.why, known);
      return;
    }
    this.segments++;
    this.visitor.segment(segment);
  }
}

function formatOf(octets: Uint8Array, visit: (frame: CapturedFrame) => void): CaptureFormat | null {
  const magic = uint32(octets, 0);
  if (isPcap(magic)) return new Pcap(visit);
  return magic === SECTION_HEADER ? new Pcapng(visit) : null;
}

/** A look at the first piece that is not empty, before all of them are gone through. */
function peekable(pieces: Pieces): {
  peek(): Promise<Uint8Array | null>;
  rest(): AsyncGenerator<Uint8Array>;
} {
  const iterator =
    Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]();
  const first: Uint8Array[] = [];
  return {
    async peek() {
      for (let size = 0; size < MAGIC_LENGTH; ) {
        const { done, value } = await iterator.next();
        if (done) break;
        first.push(value.slice());
        size += value.length;
      }
      return first.length === 0 ? null : joined(first);
    },
    async *rest() {
      yield* first;
      for (;;) {
        const { done, value } = await iterator.next();
        if (done) return;
        yield value;
      }
    },
  };
}
