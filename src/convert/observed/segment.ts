/** Segments as they were seen at one place, such as a capture shows them. */

import type { FlagName, StateName } from "../../language/ast.js";
import { wrap } from "../../tcp/sequence.js";

export interface ObservedFlow {
  readonly kind: "observed";
  /**
   * `absolute`: as on the wire. `printed`: as a tool prints them, which may be relative to numbers of the SYNs or to those
   * that it saw first; what is meant is found out. `relative`: relative all of them, as Wireshark prints them.
   */
  readonly numbers: "absolute" | "printed" | "relative";
  /** One connection after the other, or all mixed: they are told apart by addresses and ports. */
  readonly segments: readonly ObservedSegment[];
  /** What the source tells of the ends beside the segments. */
  readonly events?: readonly ObservedEvent[];
  /** Lines of the source that say that it leaves something out there. */
  readonly gaps?: readonly number[];
  /** The address of the end at which all of it was seen; left out where it is to be found out. */
  readonly seenAt?: string;
  /** The time of a segment, by its place among them, as the source prints it; null where it prints none, or one that says nothing more. */
  readonly timeText?: (place: number) => string | null;
  /** The numbers are those of the wire, and nobody has written them: where they do not fit, something was not seen. */
  readonly captured?: boolean;
  /** Whatever comes from the other end is what a script says, which may be what no TCP would send. */
  readonly scripted?: boolean;
}

/** Address and port, or names in their place, as the source has them. */
export interface ObservedEnd {
  readonly address: string;
  /** Empty where a row hides it. */
  readonly port: string;
  /** What the source calls it, where its address only tells it apart. */
  readonly label?: string;
}

/** What an end does, or which state it is in, at the place where it was seen. */
export interface ObservedEvent {
  readonly line: number;
  readonly time: number | null;
  readonly at: ObservedEnd;
  readonly peer: ObservedEnd;
  readonly what: { readonly event: string } | { readonly state: StateName };
  /** How many of the segments came before it. */
  readonly before: number;
  readonly remark: string | null;
}

export interface ObservedSegment {
  /** The line of the source, or the number of the frame, from 0. */
  readonly line: number;
  /** Milliseconds, from any beginning; null where the source gives none. */
  readonly time: number | null;
  readonly from: ObservedEnd;
  readonly to: ObservedEnd;
  /** null where the source hides them, as a row of HTTP does. */
  readonly flags: readonly FlagName[] | null;
  readonly seq: number | null;
  readonly ack: number | null;
  /** null where it is not known; then it follows from the neighbours. */
  readonly len: number | null;
  /** Octets of the whole frame, from which the length of hidden data follows. */
  readonly frameLength?: number | null;
  /** As on the wire. */
  readonly win: number | null;
  /** Already scaled, as Wireshark prints it; at most one of the two is given. */
  readonly scaledWin?: number | null;
  readonly urg?: number | null;
  readonly options?: ObservedOptions;
  /** The octets, where all of them are known. */
  readonly payload?: string | null;
  /** What the source says beside: an application protocol's words, a tool's opinion. */
  readonly words?: string | null;
  /** What else it says that the language has no place for. */
  readonly remark?: string | null;
  /** Fields that contradict others, as they stand: they show as problems. */
  readonly unread?: readonly string[];
}

export interface ObservedOptions {
  readonly mss?: number;
  readonly wscale?: number;
  readonly sackok?: boolean;
  readonly sack?: readonly (readonly [left: number, right: number])[];
  readonly ts?: readonly [value: number, echo: number];
  /** The cookie in hexadecimal; empty for a request. */
  readonly tfo?: string;
}

/** The segment with other words beside it; a copy by `...` would lack what a segment makes when it is asked. */
export function withWords(segment: ObservedSegment, words: string): ObservedSegment {
  const { line, time, from, to, flags, seq, ack, len, win } = segment;
  const { frameLength = null, scaledWin = null, urg = null, options = {}, payload = null } = segment;
  const { remark = null, unread = [] } = segment;
  const numbers = { seq, ack, len, frameLength, win, scaledWin, urg };
  return { line, time, from, to, flags, ...numbers, options, payload, words, remark, unread };
}

/** SACK blocks counted from elsewhere, so many octets further (modulo 2^32). */
export function blocksMoved(
  blocks: NonNullable<ObservedOptions["sack"]>,
  by: number,
): NonNullable<ObservedOptions["sack"]> {
  return blocks.map(([left, right]) => [wrap(left + by), wrap(right + by)]);
}

/** By this ends are told apart. */
export function keyOf({ address, port }: ObservedEnd): string {
  return `${address}|${port}`;
}

/** The two hosts of a segment, whichever of them sends. */
export function hostsOf({ from, to }: ObservedSegment): string {
  return [from.address, to.address].sort().join(" ");
}
