/**
 * Packets that a capture of all interfaces (`tcpdump -i any`) has seen more than once, on their way through this machine. Copies
 * of one packet are told from a retransmission as they are in a capture that is imported: by what tells them apart, and the time.
 */

import type { ObservedSegment } from "../observed.js";
import { millisecondsOf } from "./clock.js";

export interface Sighting {
  /** Interface and direction: `veth1 P`. */
  readonly at: string;
  /** Milliseconds. */
  readonly time: number;
  readonly segment: ObservedSegment;
  /** Which of the segments that were kept. */
  readonly place: number;
}

/** `10:00:00.000013 cni0  In  IP `, as tcpdump has printed them since 4.99. */
const PLACE = /(?:^|\s)([A-Za-z][\w.@:-]*)\s+(In|Out|P|B|M)\s/;
/** Milliseconds; on its way through one machine a packet takes less. */
const WITHIN = 1;

export function sightingOf(before: string, segment: ObservedSegment): Sighting | null {
  const [, name, direction] = PLACE.exec(before) ?? [];
  const time = millisecondsOf(before);
  if (name === undefined || time === null) return null;
  return { at: `${name} ${direction}`, time: time.whole + time.part, segment, place: -1 };
}

/** Where the same packet was seen first. */
export function firstOf(one: Sighting, before: readonly Sighting[]): Sighting | null {
  for (let at = before.length - 1; at >= 0; at--) {
    const other = before[at] as Sighting;
    if (one.time - other.time > WITHIN) return null;
    if (isCopy(one, other)) return other;
  }
  return null;
}

/** The same packet at another place, as soon as it may have come there. */
function isCopy(one: Sighting, before: Sighting): boolean {
  if (one.at === before.at || one.time < before.time) return false;
  const [s, t] = [one.segment, before.segment];
  if (s.from !== t.from || s.to !== t.to) return false;
  const said = ({ flags, seq, ack, len, win, urg, options }: ObservedSegment): string =>
    JSON.stringify([flags, seq, ack, len, win, urg, options]);
  return said(s) === said(t);
}
