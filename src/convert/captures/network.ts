/** From a network packet to the TCP segment in it, through IPv6's extension headers and tunnels. */

import { numberAt } from "../../language/at.js";
import { belowLabels, IPV4, type NetworkPacket, rawIp, uint16 } from "./link.js";
import { inGre, inUdp } from "./tunnels.js";

/** Where the TCP header begins, and what IP says about it. */
export interface TcpPlace {
  readonly at: number;
  /** Where the TCP segment ends by IP's lengths; it may lie behind what was captured. */
  readonly segmentEnd: number;
  /** Offsets of the addresses, of 4 or 16 octets. */
  readonly source: number;
  readonly destination: number;
  readonly addressLength: 4 | 16;
  /** TTL or hop limit. */
  readonly hops: number;
  /** Identification; -1 in IPv6. */
  readonly identification: number;
}

export type Transport = TcpPlace | { readonly why: string };

const PROTOCOL = { ipv4: 4, tcp: 6, udp: 17, ipv6: 41, gre: 47, mpls: 137 } as const;
const PROTOCOL_NAMES: Readonly<Record<number, string>> = {
  1: "ICMP",
  2: "IGMP",
  17: "UDP",
  50: "ESP",
  58: "ICMPv6",
  89: "OSPF",
  132: "SCTP",
};

/** Tunnels in tunnels: more of them are a lie, or nobody's question. */
const DEEPEST = 4;

type Octets = Uint8Array;

/** The TCP segment of a frame; else a few words on what is there in its place. */
export function tcpIn(packet: NetworkPacket, octets: Octets, end: number, depth = 0): Transport {
  if (packet.protocol === null) return packet;
  // The version stands in the packet too; where it is another one, who knows what the rest is.
  if (packet.at < end && rawIp(octets, packet.at, end).protocol !== packet.protocol) return { why: "no IP" };
  if (depth > DEEPEST) return { why: "tunnels in tunnels" };
  const read = packet.protocol === IPV4 ? inIpv4 : inIpv6;
  const found = read(octets, packet.at, end, depth);
  return packet.limit === undefined ? found : within(packet.limit, found);
}

/** What is carried ends no later than what carries it, whatever it says. */
function within(limit: number, found: Transport): Transport {
  return "why" in found || found.segmentEnd <= limit ? found : { ...found, segmentEnd: limit };
}

const MORE_FRAGMENTS_AND_OFFSET = 0x3fff;

function inIpv4(octets: Octets, at: number, end: number, depth: number): Transport {
  if (at + 20 > end) return { why: "cut short" };
  const header = (numberAt(octets, at) & 0xf) * 4;
  const total = uint16(octets, at + 2);
  if (header < 20 || at + header > end) return { why: "IP header of a false length" };
  if ((uint16(octets, at + 6) & MORE_FRAGMENTS_AND_OFFSET) !== 0) return { why: "IP fragment" };
  // Zero where the network card was to cut the packet up, and its driver to fill in the length.
  const segmentEnd = total === 0 ? end : at + total;
  if (total !== 0 && total < header) return { why: "IP packet of a false length" };
  const ip = {
    source: at + 12,
    destination: at + 16,
    addressLength: 4,
    hops: numberAt(octets, at + 8),
    identification: uint16(octets, at + 4),
  } as const;
  return inside(numberAt(octets, at + 9), octets, at + header, end, segmentEnd, ip, depth);
}

/** Extension headers that say in their second octet how many times eight octets follow the first eight. */
const EXTENSIONS: ReadonlySet<number> = new Set([0, 43, 60, 135, 139, 140]);
const FRAGMENT = 44;
const AUTHENTICATION = 51;
const NO_NEXT_HEADER = 59;

function inIpv6(octets: Octets, at: number, end: number, depth: number): Transport {
  if (at + 40 > end) return { why: "cut short" };
  const payload = uint16(octets, at + 4);
  const segmentEnd = payload === 0 ? end : at + 40 + payload;
  const ip = {
    source: at + 8,
    destination: at + 24,
    addressLength: 16,
    hops: numberAt(octets, at + 7),
    identification: -1,
  } as const;
  let next = octets[at + 6] ?? NO_NEXT_HEADER;
  let position = at + 40;
  while (EXTENSIONS.has(next) || next === FRAGMENT || next === AUTHENTICATION) {
    if (position + 8 > end) return { why: "cut short" };
    if (next === FRAGMENT && (uint16(octets, position + 2) & 0xfff9) !== 0) return { why: "IP fragment" };
    const length = numberAt(octets, position + 1);
    const header = octets[position] ?? NO_NEXT_HEADER;
    position += next === FRAGMENT ? 8 : next === AUTHENTICATION ? (length + 2) * 4 : (length + 1) * 8;
    next = header;
  }
  if (position > end) return { why: "cut short" };
  return inside(next, octets, position, end, segmentEnd, ip, depth);
}

function inside(
  protocol: number,
  octets: Octets,
  at: number,
  end: number,
  segmentEnd: number,
  ip: Omit<TcpPlace, "at" | "segmentEnd">,
  depth: number,
): Transport {
  switch (protocol) {
    case PROTOCOL.tcp:
      return { at, segmentEnd, ...ip };
    case PROTOCOL.ipv4:
    case PROTOCOL.ipv6:
      return within(segmentEnd, tcpIn(rawIp(octets, at, end), octets, end, depth + 1));
    case PROTOCOL.gre:
      return within(segmentEnd, tcpIn(inGre(octets, at, end), octets, end, depth + 1));
    case PROTOCOL.udp:
      return within(segmentEnd, tcpIn(inUdp(octets, at, end), octets, end, depth + 1));
    case PROTOCOL.mpls:
      return within(segmentEnd, tcpIn(belowLabels(octets, at, end), octets, end, depth + 1));
    default:
      return { why: PROTOCOL_NAMES[protocol] ?? `IP protocol ${protocol}` };
  }
}

/** As text: `192.0.2.1`, `2001:db8::1` (RFC 5952). */
export function addressText(octets: Octets, at: number, length: 4 | 16): string {
  if (length === 4) return Array.from(octets.subarray(at, at + 4)).join(".");
  const groups = Array.from({ length: 8 }, (_, i) => uint16(octets, at + 2 * i));
  const zeros = longestZeros(groups);
  const hex = groups.map((group) => group.toString(16));
  if (zeros.length < 2) return hex.join(":");
  return `${hex.slice(0, zeros.start).join(":")}::${hex.slice(zeros.start + zeros.length).join(":")}`;
}

function longestZeros(groups: readonly number[]): { readonly start: number; readonly length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
  }
  return best;
}
