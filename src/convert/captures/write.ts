/** Segments as a capture file that other tools open: raw IP packets with right lengths and checksums. */

import { numberAt } from "../../language/at.js";
import { ACK } from "../../tcp/segment.js";
import type { ObservedOptions } from "../observed.js";
import type { WireSegment } from "../wire/wire.js";
import { joined } from "./octets.js";

export type CaptureFileFormat = "pcap" | "pcapng";

/** LINKTYPE_RAW: IP without a link around it, for a flow knows of none. */
const LINK_RAW = 101;
const SNAP_LENGTH = 262_144;
const TTL = 64;
const TCP = 6;
const MILLISECONDS = 1000;

/** `began`: seconds since 1970 of the flow's beginning. */
export function writeCapture(
  segments: readonly WireSegment[],
  format: CaptureFileFormat,
  began: number,
): Uint8Array {
  const packets = segments.map((segment, i) => ({
    octets: packetOf(segment, i + 1),
    microseconds: BigInt(began) * 1_000_000n + BigInt(Math.round(segment.time * MILLISECONDS)),
  }));
  return joined(format === "pcap" ? pcapParts(packets) : pcapngParts(packets));
}

interface Packet {
  readonly octets: Uint8Array;
  readonly microseconds: bigint;
}

function pcapParts(packets: readonly Packet[]): Uint8Array[] {
  const header = new Writer(24).u32(0xa1b2c3d4).u16(2).u16(4).u32(0).u32(0).u32(SNAP_LENGTH).u32(LINK_RAW);
  const parts = [header.octets];
  for (const { microseconds, octets } of packets) {
    const record = new Writer(16)
      .u32(Number(microseconds / 1_000_000n))
      .u32(Number(microseconds % 1_000_000n))
      .u32(octets.length)
      .u32(octets.length);
    parts.push(record.octets, octets);
  }
  return parts;
}

function pcapngParts(packets: readonly Packet[]): Uint8Array[] {
  const section = new Writer(28)
    .u32(0x0a0d0d0a)
    .u32(28)
    .u32(0x1a2b3c4d)
    .u16(1)
    .u16(0)
    .u32(0xffffffff)
    .u32(0xffffffff)
    .u32(28);
  const link = new Writer(20).u32(1).u32(20).u16(LINK_RAW).u16(0).u32(SNAP_LENGTH).u32(20);
  const parts = [section.octets, link.octets];
  for (const { microseconds, octets } of packets) {
    const padding = (4 - (octets.length % 4)) % 4;
    const length = 32 + octets.length + padding;
    const head = new Writer(28)
      .u32(6)
      .u32(length)
      .u32(0)
      .u32(Number(microseconds >> 32n))
      .u32(Number(microseconds & 0xffffffffn))
      .u32(octets.length)
      .u32(octets.length);
    parts.push(head.octets, octets, new Uint8Array(padding), new Writer(4).u32(length).octets);
  }
  return parts;
}

function packetOf(segment: WireSegment, identification: number): Uint8Array {
  const tcp = tcpOf(segment);
  const { from, to } = segment;
  const wide = from.octets.length === 16 || to.octets.length === 16;
  const source = wide ? widened(from.octets) : from.octets;
  const destination = wide ? widened(to.octets) : to.octets;
  const pseudo = new Writer(source.length + destination.length + 8)
    .all(source)
    .all(destination)
    .u32(tcp.length)
    .u32(TCP);
  putU16(tcp, 16, checksum([pseudo.octets, tcp]));
  if (wide) {
    const header = new Writer(40)
      .u32(0x60000000)
      .u16(tcp.length)
      .u8(TCP)
      .u8(TTL)
      .all(source)
      .all(destination);
    return joined([header.octets, tcp]);
  }
  const header = new Writer(20)
    .u16(0x4500)
    .u16(20 + tcp.length)
    .u16(identification & 0xffff)
    .u16(0x4000)
    .u8(TTL)
    .u8(TCP)
    .u16(0)
    .all(source)
    .all(destination);
  putU16(header.octets, 10, checksum([header.octets]));
  return joined([header.octets, tcp]);
}

/** An IPv4 address beside an IPv6 one: as IPv6 maps it (RFC 4291 §2.5.5.2). */
function widened(octets: readonly number[]): readonly number[] {
  return octets.length === 16 ? octets : [...Array<number>(10).fill(0), 0xff, 0xff, ...octets];
}

function tcpOf(segment: WireSegment): Uint8Array {
  const options = optionOctets(segment.options);
  const header = new Writer(20)
    .u16(segment.from.port)
    .u16(segment.to.port)
    .u32(segment.seq)
    .u32((segment.flags & ACK) === 0 ? 0 : segment.ack)
    .u16((((20 + options.length) / 4) << 12) | (segment.flags & 0x1ff))
    .u16(segment.window & 0xffff)
    .u16(0)
    .u16(segment.urgent & 0xffff);
  return joined([header.octets, Uint8Array.from(options), segment.payload]);
}

const MOST_OPTION_OCTETS = 40;

/** In the order in which most stacks write them, with the padding that aligns each; as many blocks of SACK as there is room for. */
function optionOctets({ mss, sack, sackok, tfo, ts, wscale }: ObservedOptions): number[] {
  const octets: number[] = [];
  if (mss !== undefined) octets.push(2, 4, ...u16(mss));
  if (sackok) octets.push(4, 2, ...(ts === undefined ? [1, 1] : []));
  if (ts !== undefined) octets.push(...(sackok ? [] : [1, 1]), 8, 10, ...u32(ts[0]), ...u32(ts[1]));
  if (wscale !== undefined) octets.push(1, 3, 3, wscale & 0xff);
  if (tfo !== undefined) {
    const cookie = (tfo.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)).slice(0, 16);
    octets.push(34, 2 + cookie.length, ...cookie);
  }
  const room = Math.floor((MOST_OPTION_OCTETS - octets.length - 4) / 8);
  const blocks = (sack ?? []).slice(0, Math.max(0, room));
  if (blocks.length > 0) {
    octets.push(1, 1, 5, 2 + 8 * blocks.length);
    for (const [left, right] of blocks) octets.push(...u32(left), ...u32(right));
  }
  while (octets.length % 4 !== 0) octets.push(0);
  return octets.slice(0, MOST_OPTION_OCTETS);
}

/** The Internet checksum (RFC 1071) over all of it in a row; an odd octet only at the very end. */
function checksum(parts: readonly Uint8Array[]): number {
  let sum = 0;
  for (const part of parts)
    for (let i = 0; i < part.length; i += 2) sum += (numberAt(part, i) << 8) | numberAt(part, i + 1);
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000);
  return ~sum & 0xffff;
}

function u16(value: number): [number, number] {
  return [(value >>> 8) & 0xff, value & 0xff];
}

function u32(value: number): [number, number, number, number] {
  return [...u16(value >>> 16), ...u16(value & 0xffff)];
}

function putU16(octets: Uint8Array, at: number, value: number): void {
  octets.set(u16(value), at);
}

/** Fields in network byte order, one behind the other. */
class Writer {
  readonly octets: Uint8Array;
  private at = 0;

  constructor(length: number) {
    this.octets = new Uint8Array(length);
  }

  all(values: readonly number[]): this {
    this.octets.set(values, this.at);
    this.at += values.length;
    return this;
  }

  u8(value: number): this {
    return this.all([value & 0xff]);
  }

  u16(value: number): this {
    return this.all(u16(value));
  }

  u32(value: number): this {
    return this.all(u32(value));
  }
}
