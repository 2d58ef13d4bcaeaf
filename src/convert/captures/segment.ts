/** A TCP segment as it stands in a frame (RFC 9293 §3.1), and its options. */

import { numberAt } from "../../language/at.js";
import type { ObservedOptions } from "../observed.js";
import type { CapturedFrame } from "./frame.js";
import { networkPacket, uint16, uint32 } from "./link.js";
import { addressText, type TcpPlace, tcpIn } from "./network.js";

/** What is read of a segment. */
export type CapturedSegment = Pick<SegmentInFrame, keyof SegmentInFrame>;

export interface CapturedEnd {
  readonly address: string;
  readonly port: number;
}

const SHORTEST_HEADER = 20;
const ALL_BITS = 0x1ff;

/** The segment of a frame; a few words on what stands there instead. `ends` keeps the texts of addresses. */
export function segmentIn(frame: CapturedFrame, ends: EndNames): CapturedSegment | { readonly why: string } {
  const { octets, end } = frame;
  const place = tcpIn(networkPacket(frame.linkType, octets, frame.start, end), octets, end);
  if ("why" in place) return place;
  const { at } = place;
  // IP's length may lie; what was on the wire is known.
  const segmentEnd = Math.min(place.segmentEnd, frame.start + frame.length);
  if (at + SHORTEST_HEADER > end) return { why: "TCP header cut short" };
  const header = (numberAt(octets, at + 12) >> 4) * 4;
  if (header < SHORTEST_HEADER || at + header > segmentEnd) return { why: "TCP header of a false length" };
  return new SegmentInFrame(frame, place, header, segmentEnd, ends);
}

class SegmentInFrame {
  /** Of the file, from 1. */
  readonly frame: number;
  /** Since 1970. */
  readonly seconds: number;
  readonly nanoseconds: number;
  readonly source: CapturedEnd;
  readonly destination: CapturedEnd;
  /** Control bits as in `tcp/segment.ts`, NS (AE) included. */
  readonly bits: number;
  readonly seq: number;
  readonly ack: number;
  readonly window: number;
  readonly urgent: number;
  /** Octets of data, by IP's length. */
  readonly length: number;
  /** How many of them were captured. */
  readonly captured: number;
  readonly options: ObservedOptions;
  readonly hops: number;
  readonly identification: number;
  readonly comment: string | null;
  readonly #octets: Uint8Array;
  readonly #dataAt: number;

  /** `header`: octets of the TCP header; `segmentEnd`: where the segment ended on the wire. */
  constructor(frame: CapturedFrame, place: TcpPlace, header: number, segmentEnd: number, ends: EndNames) {
    const { end, octets } = frame;
    const { at } = place;
    const dataAt = Math.min(at + header, end);
    this.frame = frame.number;
    this.seconds = frame.seconds;
    this.nanoseconds = frame.nanoseconds;
    this.source = ends.end(octets, place.source, place.addressLength, uint16(octets, at));
    this.destination = ends.end(octets, place.destination, place.addressLength, uint16(octets, at + 2));
    this.bits = uint16(octets, at + 12) & ALL_BITS;
    this.seq = uint32(octets, at + 4);
    this.ack = uint32(octets, at + 8);
    this.window = uint16(octets, at + 14);
    this.urgent = uint16(octets, at + 18);
    this.length = segmentEnd - at - header;
    this.captured = Math.max(0, Math.min(end, segmentEnd) - dataAt);
    this.options = header === SHORTEST_HEADER ? NO_OPTIONS : optionsOf(octets, at + SHORTEST_HEADER, dataAt);
    this.hops = place.hops;
    this.identification = place.identification;
    this.comment = frame.comment;
    this.#octets = octets;
    this.#dataAt = dataAt;
  }

  /**
   * The data, or as much of it as was captured. Valid while it is visited. A view of it takes more room than all the rest, and
   * few ask for it.
   */
  get payload(): Uint8Array {
    return this.#octets.subarray(this.#dataAt, this.#dataAt + this.captured);
  }
}

const NO_OPTIONS: ObservedOptions = {};

const KIND = {
  end: 0,
  nop: 1,
  mss: 2,
  wscale: 3,
  sackok: 4,
  sack: 5,
  ts: 8,
  tfo: 34,
  experiment: 254,
} as const;
/** Fast Open before it had a kind of its own (RFC 7413 §4.1.1 and its drafts). */
const FAST_OPEN_EXPERIMENT = 0xf989;

/** Options that lie about their length end the list, as they do for a receiver. */
function optionsOf(octets: Uint8Array, from: number, end: number): ObservedOptions {
  const found: { -readonly [Name in keyof ObservedOptions]: ObservedOptions[Name] } = {};
  for (let at = from; at < end; ) {
    const kind = octets[at] ?? KIND.end;
    if (kind === KIND.end) break;
    if (kind === KIND.nop) {
      at++;
      continue;
    }
    const length = numberAt(octets, at + 1);
    if (length < 2 || at + length > end) break;
    if (kind === KIND.mss && length === 4) found.mss = uint16(octets, at + 2);
    else if (kind === KIND.wscale && length === 3) found.wscale = numberAt(octets, at + 2);
    else if (kind === KIND.sackok && length === 2) found.sackok = true;
    else if (kind === KIND.sack) found.sack = blocksOf(octets, at + 2, at + length);
    else if (kind === KIND.ts && length === 10) found.ts = [uint32(octets, at + 2), uint32(octets, at + 6)];
    else if (kind === KIND.tfo) found.tfo = hexOf(octets, at + 2, at + length);
    else if (kind === KIND.experiment && length >= 4 && uint16(octets, at + 2) === FAST_OPEN_EXPERIMENT)
      found.tfo = hexOf(octets, at + 4, at + length);
    at += length;
  }
  return found;
}

function blocksOf(octets: Uint8Array, from: number, end: number): (readonly [number, number])[] {
  const blocks: (readonly [number, number])[] = [];
  for (let at = from; at + 8 <= end; at += 8) blocks.push([uint32(octets, at), uint32(octets, at + 4)]);
  return blocks;
}

function hexOf(octets: Uint8Array, from: number, end: number): string {
  return Array.from(octets.subarray(from, end), (octet) => octet.toString(16).padStart(2, "0")).join("");
}

/** Ends by their octets: the same end is the same object, and its address is put into words once. */
export class EndNames {
  private readonly v4 = new Map<number, CapturedEnd>();
  private readonly v6 = new Map<string, CapturedEnd>();

  end(octets: Uint8Array, at: number, length: TcpPlace["addressLength"], port: number): CapturedEnd {
    if (length === 4) {
      const key = uint32(octets, at) * 0x10000 + port;
      return this.v4.get(key) ?? keep(this.v4, key, { address: addressText(octets, at, length), port });
    }
    const key = String.fromCharCode(...octets.subarray(at, at + length), port);
    return this.v6.get(key) ?? keep(this.v6, key, { address: addressText(octets, at, length), port });
  }
}

function keep<K>(map: Map<K, CapturedEnd>, key: K, end: CapturedEnd): CapturedEnd {
  map.set(key, end);
  return end;
}
