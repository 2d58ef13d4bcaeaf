/** From a frame to the network packet in it: what stands before an IP packet, by the type of the link. */

import { numberAt } from "../../language/at.js";

export const IPV4 = 0x0800;
export const IPV6 = 0x86dd;
const ARP = 0x0806;
const VLAN_TAGS: ReadonlySet<number> = new Set([0x8100, 0x88a8, 0x9100]);
const MPLS: ReadonlySet<number> = new Set([0x8847, 0x8848]);
const PPPOE_SESSION = 0x8864;
const PPP_IPV4 = 0x0021;
const PPP_IPV6 = 0x0057;

/** Where the network packet begins and of which protocol it is, or why there is none that we read. */
export type NetworkPacket =
  | { readonly protocol: typeof IPV4 | typeof IPV6; readonly at: number }
  | { readonly protocol: null; readonly why: string };

type Octets = Uint8Array;

/** LINKTYPE_ values of the pcap registry. */
const LINKS: Readonly<Record<number, (octets: Octets, at: number, end: number) => NetworkPacket>> = {
  0: loopback,
  1: ethernet,
  9: (octets, at, end) => ppp(octets, octets[at] === 0xff ? at + 2 : at, end),
  12: rawIp,
  14: rawIp,
  101: rawIp,
  108: loopback,
  113: (octets, at, end) => etherPayload(octets, at + 14, at + 16, end),
  228: rawIp,
  229: rawIp,
  276: (octets, at, end) => etherPayload(octets, at, at + 20, end),
};

export function networkPacket(linkType: number, octets: Octets, at: number, end: number): NetworkPacket {
  const read = LINKS[linkType];
  return read === undefined ? none(`link type ${linkType}`) : read(octets, at, end);
}

const ETHERNET_HEADER = 14;

export function ethernet(octets: Octets, at: number, end: number): NetworkPacket {
  return etherPayload(octets, at + ETHERNET_HEADER - 2, at + ETHERNET_HEADER, end);
}

/** `typeAt`: where the EtherType stands; what it speaks of follows at `payload`, behind VLAN tags and the like. */
export function etherPayload(octets: Octets, typeAt: number, payload: number, end: number): NetworkPacket {
  let type = uint16(octets, typeAt);
  let at = payload;
  while (VLAN_TAGS.has(type)) {
    if (at + 4 > end) return none("cut short");
    type = uint16(octets, at + 2);
    at += 4;
  }
  if (at > end) return none("cut short");
  if (type === IPV4 || type === IPV6) return { protocol: type, at };
  if (MPLS.has(type)) return belowLabels(octets, at, end);
  if (type === PPPOE_SESSION) return ppp(octets, at + 6, end);
  if (type === ARP) return none("ARP");
  // Up to 1500 the field is a length, as in IEEE 802.3.
  return none(type <= 1500 ? "IEEE 802.3" : `EtherType 0x${type.toString(16).padStart(4, "0")}`);
}

/** Four octets: the address family of the system that wrote the capture, in its byte order or the network's. */
function loopback(octets: Octets, at: number, end: number): NetworkPacket {
  return at + 4 > end ? none("cut short") : rawIp(octets, at + 4, end);
}

/** The version of IP stands in its first four bits. */
export function rawIp(octets: Octets, at: number, end: number): NetworkPacket {
  if (at >= end) return none("cut short");
  const version = numberAt(octets, at) >> 4;
  if (version === 4) return { protocol: IPV4, at };
  if (version === 6) return { protocol: IPV6, at };
  return none("no IP");
}

function ppp(octets: Octets, at: number, end: number): NetworkPacket {
  if (at + 2 > end) return none("cut short");
  const protocol = uint16(octets, at);
  if (protocol === PPP_IPV4) return { protocol: IPV4, at: at + 2 };
  if (protocol === PPP_IPV6) return { protocol: IPV6, at: at + 2 };
  return none("PPP");
}

/** The last label of a stack says so; what follows is told by its first four bits. */
function belowLabels(octets: Octets, from: number, end: number): NetworkPacket {
  for (let at = from; at + 4 <= end; at += 4)
    if ((numberAt(octets, at + 2) & 1) === 1) return rawIp(octets, at + 4, end);
  return none("cut short");
}

function none(why: string): NetworkPacket {
  return { protocol: null, why };
}

export function uint16(octets: Octets, at: number): number {
  return (numberAt(octets, at) << 8) | numberAt(octets, at + 1);
}

export function uint32(octets: Octets, at: number): number {
  return uint16(octets, at) * 0x10000 + uint16(octets, at + 2);
}
