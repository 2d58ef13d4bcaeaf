/** A connection that was captured at both of its ends: when each segment left, and when it arrived, is seen and not worked out. */

import type { Side } from "../../check/connection.js";
import type { DrawnFlow } from "../drawn.js";
import { connectionsOf } from "../observed/connections.js";
import { drawnFrom, type ObservedTexts } from "../observed/draw.js";
import { odditiesOf } from "../observed/oddities.js";
import type { Moment } from "../observed/timeline.js";
import { type CaptureNumbers, type Imported, type ImportedFrame, numbered } from "./import.js";
import { seenAt } from "./seen-at.js";

/** Two captures of one connection, by the end at which each was taken. */
export interface BothEnds {
  readonly at: readonly [Imported, Imported];
}

/** null where they are not of the same connection. Where the captures do not tell which is which, each segment must leave first. */
export function bothEnds(one: Imported, other: Imported): BothEnds | null {
  const turned = isSame(one, other) ? false : isSame(one, other, true) ? true : null;
  if (turned === null) return null;
  const second = turned ? turnedRound(other) : other;
  const first = seenAt(one);
  const last = seenAt(second);
  if (first === 0 && last !== 0) return { at: [one, second] };
  if (first === 1 && last !== 1) return { at: [second, one] };
  if (first !== null && first === last) return null;
  if (last !== null) return last === 1 ? { at: [one, second] } : { at: [second, one] };
  return leavesFirst(one, second) ? { at: [one, second] } : { at: [second, one] };
}

function isSame({ connection: a }: Imported, { connection: b }: Imported, turned = false): boolean {
  return a.ends.every((end, i) => {
    const match = b.ends[turned ? 1 - i : i];
    return end.address === match?.address && end.port === match?.port;
  });
}

/** The other end was seen to send first. */
function turnedRound({ connection, epoch, frames }: Imported): Imported {
  const [a, b] = connection.ends;
  return {
    epoch,
    connection: { ...connection, ends: [b, a] },
    frames: frames.map((frame) => ({ ...frame, side: otherSide(frame.side) })),
  };
}

function otherSide(side: Side): Side {
  return side === 0 ? 1 : 0;
}

/** Whether what the first end sends is seen in `one` before it is seen in `other`. */
function leavesFirst(one: Imported, other: Imported): boolean {
  const first = one.frames.find(({ side }) => side === 0);
  const match = other.frames.find(
    (frame) => frame.side === 0 && first !== undefined && key(frame) === key(first),
  );
  if (first === undefined || match === undefined) return true;
  return timeIn(one, first, one.epoch) <= timeIn(other, match, one.epoch);
}

/** A packet as it goes from end to end: only its TTL changes on the way. */
function key({ bits, identification, segment, side }: ImportedFrame): string {
  const { ack, len, options, seq, win } = segment;
  return [side, bits, identification, seq, ack, len, win, JSON.stringify(options)].join("|");
}

/** Milliseconds since the epoch of one of the captures. */
function timeIn({ epoch }: Imported, { segment }: ImportedFrame, since: number): number {
  return (epoch - since) * 1000 + (segment.time ?? 0);
}

interface Happening {
  readonly time: number;
  readonly kind: "departs" | "arrives" | "again" | "forged";
  readonly index: number;
}

/** The connection as a flow with its true departures and arrivals. */
export function mergedFlow(both: BothEnds, numbers: CaptureNumbers, texts: ObservedTexts): DrawnFlow | null {
  const { frames, happenings, lost } = paired(both);
  const begin = happenings[0]?.time ?? 0;
  const timed = frames.map(({ frame, time }) => ({
    ...frame,
    segment: { ...frame.segment, time: time - begin },
  }));
  const [connection] = connectionsOf({ segments: numbered(timed, numbers) });
  if (connection === undefined) return null;
  const { events } = odditiesOf(connection);
  const moments = happenings.flatMap(({ index, kind, time }): Moment[] => {
    if (kind === "arrives" || kind === "again") return [{ kind, index, time: time - begin }];
    const what = kind === "departs" ? events.get(index) : undefined;
    return [...(what === undefined ? [] : [{ kind: "event", index, what } as const]), { kind, index }];
  });
  return drawnFrom(connection, { moments, lost, ends: [null, null] }, texts);
}

interface Timed {
  readonly frame: ImportedFrame;
  readonly time: number;
}

interface Paired {
  /** Every packet once: as it was seen where it left, or where it arrived if it was seen only there. */
  readonly frames: readonly Timed[];
  readonly happenings: readonly Happening[];
  readonly lost: ReadonlySet<number>;
}

/** Each departure with its arrival: the packets of one direction that are alike are taken in their order. */
function paired({ at }: BothEnds): Paired {
  const shift = clockShift(at);
  const since = at[0].epoch;
  const clock = (where: Side, frame: ImportedFrame) =>
    timeIn(at[where], frame, since) - (where === 1 ? shift : 0);
  const departures = ([0, 1] as const).flatMap((side) =>
    at[side].frames
      .filter((frame) => frame.side === side)
      .map((frame) => ({ frame, time: clock(side, frame), arrivals: [] as number[], forged: false })),
  );
  const waiting = new Map<string, (typeof departures)[number][]>();
  for (const one of departures) {
    const like = waiting.get(key(one.frame)) ?? [];
    like.push(one);
    waiting.set(key(one.frame), like);
  }
  const forged: typeof departures = [];
  for (const side of [0, 1] as const) {
    for (const frame of at[otherSide(side)].frames.filter((one) => one.side === side)) {
      const time = clock(otherSide(side), frame);
      const like = waiting.get(key(frame)) ?? [];
      const sent = like.find(({ arrivals }) => arrivals.length === 0) ?? like.at(-1);
      if (sent === undefined) forged.push({ frame, time, arrivals: [], forged: true });
      else sent.arrivals.push(time);
    }
  }
  const all = [...departures, ...forged].sort((a, b) => a.time - b.time);
  const happenings = all.flatMap(({ arrivals, forged: stray, time }, index): Happening[] => [
    { kind: stray ? "forged" : "departs", index, time },
    ...arrivals.map(
      (arrival, i): Happening => ({ kind: i === 0 ? "arrives" : "again", index, time: arrival }),
    ),
  ]);
  return {
    frames: all.map(({ frame, time }) => ({ frame, time })),
    happenings: happenings.sort((a, b) => a.time - b.time),
    lost: new Set(all.flatMap((one, index) => (!one.forged && one.arrivals.length === 0 ? [index] : []))),
  };
}

/**
 * How far the clock of the second end is ahead, in milliseconds. Clocks that agree well enough are left alone: nothing
 * arrives before it left. Else the fastest packet of either way is taken to need the same time.
 */
function clockShift(at: BothEnds["at"]): number {
  const since = at[0].epoch;
  const fastest = ([0, 1] as const).map((side) => {
    const left = new Map<string, number>();
    for (const frame of at[side].frames)
      if (frame.side === side && !left.has(key(frame))) left.set(key(frame), timeIn(at[side], frame, since));
    let least = Number.POSITIVE_INFINITY;
    for (const frame of at[otherSide(side)].frames) {
      const departed = frame.side === side ? left.get(key(frame)) : undefined;
      if (departed !== undefined)
        least = Math.min(least, timeIn(at[otherSide(side)], frame, since) - departed);
    }
    return least;
  });
  const [there = 0, back = 0] = fastest;
  if (there > 0 && back > 0) return 0;
  if (Number.isFinite(there) && Number.isFinite(back)) return (there - back) / 2;
  // Only one way was seen at both ends: a packet needs some time, and one microsecond is the least a capture counts.
  return Number.isFinite(there) ? there - 0.001 : Number.isFinite(back) ? 0.001 - back : 0;
}
