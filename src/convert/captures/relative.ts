/** Segments of a capture with their numbers counted from the first one of each side, as Wireshark shows them. */

import type { Side } from "../../check/connection.js";
import type { FlagName } from "../../language/ast.js";
import { numberAt } from "../../language/at.js";
import { distance, wrap } from "../../tcp/sequence.js";
import { MOST_OUTSTANDING } from "../observed/places.js";
import { beginsWithProbe } from "../observed/probe.js";
import { blocksMoved } from "../observed/segment.js";
import type { ObservedEnd, ObservedOptions, ObservedSegment } from "../observed.js";

interface Frame {
  readonly segment: ObservedSegment;
  readonly side: Side;
}

export function relativeOf(frames: readonly Frame[]): readonly ObservedSegment[] {
  const bases: [number | null, number | null] = [null, null];
  /** Sides whose first number is known. */
  const told: [boolean, boolean] = [false, false];
  const probing = beginsWithProbe(frames, (frame) => frame) ? frames[0]?.side : null;
  for (const { segment, side } of frames) {
    const syn = segment.flags?.includes("SYN") === true;
    const acks = segment.flags?.includes("ACK") === true;
    // Where no SYN was seen the first octet is 1, as it would be behind one.
    // A RST that answers a segment without ACK has the number 0, whatever the side counts from.
    const zero = segment.flags?.includes("RST") === true && segment.seq === 0;
    bases[side] ??= syn || zero || side === probing ? (segment.seq ?? 0) : wrap((segment.seq ?? 0) - 1);
    if (acks) bases[side === 0 ? 1 : 0] ??= wrap((segment.ack ?? 0) - 1);
    if (syn || zero || side === probing) told[side] = true;
  }
  const below = outstanding(frames, bases);
  for (const side of [0, 1] as const) if (!told[side]) bases[side] = wrap((bases[side] ?? 0) - below[side]);
  return frames.map(
    ({ segment, side }) =>
      new RelativeSegment(segment, numberAt(bases, side), numberAt(bases, side === 0 ? 1 : 0)),
  );
}

/** Octets of each side below its first number that were under way when the capture began: sent again, or acknowledged later. */
function outstanding(
  frames: readonly Frame[],
  bases: readonly [number | null, number | null],
): readonly [number, number] {
  const below: [number, number] = [0, 0];
  const see = (side: Side, n: number | null | undefined): void => {
    const base = bases[side];
    if (n == null || base === null) return;
    const under = distance(wrap(base + 1), n);
    if (under > below[side] && under < MOST_OUTSTANDING) below[side] = under;
  };
  for (const { segment, side } of frames) {
    const { ack, flags, len, options, seq } = segment;
    if (flags?.includes("RST")) continue;
    if ((len ?? 0) > 0) see(side, seq);
    if (flags?.includes("ACK")) see(side === 0 ? 1 : 0, ack);
    for (const [left] of options?.sack ?? []) see(side === 0 ? 1 : 0, left);
  }
  return below;
}

/** Counts when it is asked, as a copy of each would double what the garbage collector carries about (bench). */
class RelativeSegment implements ObservedSegment {
  constructor(
    private readonly segment: ObservedSegment,
    /** What the sender's numbers are counted from, and what the receiver's are. */
    private readonly own: number,
    private readonly peer: number,
  ) {}

  get line(): number {
    return this.segment.line;
  }

  get time(): number | null {
    return this.segment.time;
  }

  get from(): ObservedEnd {
    return this.segment.from;
  }

  get to(): ObservedEnd {
    return this.segment.to;
  }

  get flags(): readonly FlagName[] | null {
    return this.segment.flags;
  }

  get seq(): number {
    return wrap((this.segment.seq ?? 0) - this.own);
  }

  get ack(): number | null {
    const { ack, flags } = this.segment;
    return flags?.includes("ACK") ? wrap((ack ?? 0) - this.peer) : ack;
  }

  get len(): number | null {
    return this.segment.len;
  }

  get win(): number | null {
    return this.segment.win;
  }

  get urg(): number | null {
    return this.segment.urg ?? null;
  }

  get options(): ObservedOptions {
    const { options = {} } = this.segment;
    const { peer } = this;
    if (options.sack === undefined) return options;
    return { ...options, sack: blocksMoved(options.sack, -peer) };
  }

  get payload(): string | null {
    return this.segment.payload ?? null;
  }

  get words(): string | null {
    return this.segment.words ?? null;
  }
}
