/** From a frame to the network packet in it: what stands before an IP packet, by the type of the link. */

import { numberAt } from "../../language/at.js";

export const IPV4 = 0x0800;
export const IPV6 = 0x86dd;
const ARP = 0x0806;
/** Tags, and how many octets each has before the EtherType that follows: VLAN, QinQ, VN-Tag, E-Tag, I-Tag (with both addresses). */
const TAGS: ReadonlyMap<number, number> = new Map([
  [0x8100, 2],
  [0x88a8, 2],
  [0x9100, 2],
  [0x8926, 4],
  [0x893f, 6],
  [0x88e7, 16],
]);
const MPLS: ReadonlySet<number> = new Set([0x8847, 0x8848]);
const PPPOE_SESSION = 0x8864;
const PPP_IPV4 = 0x0021;
const PPP_IPV6 = 0x0057;
const PPP_MPLS = 0x0281;

/** Where the network packet begins and of which protocol it is, or why there is none that we read. */
export type NetworkPacket =
  /** `limit`: where it must end by a length that stands before it. */
  | { readonly protocol: typeof IPV4 | typeof IPV6; readonly at: number; readonly limit?: number }
  | { readonly protocol: null; readonly why: string };

type Octets = Uint8Array;

/** LINKTYPE_ values of the pcap registry. */
const LINKS: Readonly<Record<number, (octets: Octets, at: number, end: number) => NetworkPacket>> = {
  0: loopback,
  1: ethernet,
  9: serial,
  10: (octets, at, end) => snap(octets, at + FDDI_HEADER, end) ?? none("FDDI"),
  12: rawIp,
  14: rawIp,
  50: serial,
  51: pppoe,
  101: rawIp,
  104: hdlc,
  105: wireless,
  108: loopback,
  113: (octets, at, end) => etherPayload(octets, at + 14, at + 16, end),
  127: (octets, at, end) => wireless(octets, at + littleUint16(octets, at + 2), end),
  192: (octets, at, end) => wireless(octets, at + littleUint16(octets, at + 2), end),
  228: rawIp,
  229: rawIp,
  239: netfilter,
  276: (octets, at, end) => etherPayload(octets, at, at + 20, end),
};

export function networkPacket(linkType: number, octets: Octets, at: number, end: number): NetworkPacket {
  const read = LINKS[linkType];
  return read === undefined ? none(`link type ${linkType}`) : read(octets, at, end);
}

const ETHERNET_HEADER = 14;
const FDDI_HEADER = 13;

export function ethernet(octets: Octets, at: number, end: number): NetworkPacket {
  return etherPayload(octets, at + ETHERNET_HEADER - 2, at + ETHERNET_HEADER, end);
}

/** `typeAt`: where the EtherType stands; what it speaks of follows at `payload`, behind VLAN tags and the like. */
export function etherPayload(octets: Octets, typeAt: number, payload: number, end: number): NetworkPacket {
  let type = uint16(octets, typeAt);
  let at = payload;
  for (let tag = TAGS.get(type); tag !== undefined; tag = TAGS.get(type)) {
    if (at + tag + 2 > end) return none("cut short");
    type = uint16(octets, at + tag);
    at += tag + 2;
  }
  if (at > end) return none("cut short");
  if (type === IPV4 || type === IPV6) return { protocol: type, at };
  if (MPLS.has(type)) return belowLabels(octets, at, end);
  if (type === PPPOE_SESSION) return pppoe(octets, at, end);
  if (type === ARP) return none("ARP");
  // Up to 1500 the field is a length, as in IEEE 802.3.
  if (type <= 1500) return snap(octets, at, end) ?? none("IEEE 802.3");
  return none(`EtherType 0x${type.toString(16).padStart(4, "0")}`);
}

/** SNAP (RFC 1042): AA AA 03, three octets of whose types they are, and an EtherType. */
function snap(octets: Octets, at: number, end: number): NetworkPacket | null {
  if (at + 8 > end || uint16(octets, at) !== 0xaaaa || octets[at + 2] !== 3) return null;
  // What follows must not be a length again, or a lie would go in circles.
  return uint16(octets, at + 6) <= 1500 ? null : etherPayload(octets, at + 6, at + 8, end);
}

/** Four octets: the address family of the system that wrote the capture, in its byte order or the network's. */
function loopback(octets: Octets, at: number, end: number): NetworkPacket {
  return at + 4 > end ? none("cut short") : rawIp(octets, at + 4, end);
}

/** The addresses of Cisco's HDLC, to one and to all. */
const HDLC: ReadonlySet<number> = new Set([0x0f, 0x8f]);

function serial(octets: Octets, at: number, end: number): NetworkPacket {
  return (HDLC.has(numberAt(octets, at)) ? hdlc : ppp)(octets, at, end);
}

function hdlc(octets: Octets, at: number, end: number): NetworkPacket {
  return etherPayload(octets, at + 2, at + 4, end);
}

/** The version of IP stands in its first four bits. */
export function rawIp(octets: Octets, at: number, end: number): NetworkPacket {
  if (at >= end) return none("cut short");
  const version = numberAt(octets, at) >> 4;
  if (version === 4) return { protocol: IPV4, at };
  if (version === 6) return { protocol: IPV6, at };
  return none("no IP");
}

/** Behind address and control, where they are sent; of the protocol only the second octet may be, which is odd (RFC 1661 §2). */
export function ppp(octets: Octets, from: number, end: number): NetworkPacket {
  const at = octets[from] === 0xff ? from + 2 : from;
  const length = (numberAt(octets, at) & 1) === 1 ? 1 : 2;
  if (at + length > end) return none("cut short");
  const protocol = length === 1 ? numberAt(octets, at) : uint16(octets, at);
  if (protocol === PPP_IPV4) return { protocol: IPV4, at: at + length };
  if (protocol === PPP_IPV6) return { protocol: IPV6, at: at + length };
  if (protocol === PPP_MPLS) return belowLabels(octets, at + length, end);
  return none("PPP");
}

const PPPOE_HEADER = 6;

function pppoe(octets: Octets, at: number, end: number): NetworkPacket {
  const packet = ppp(octets, at + PPPOE_HEADER, end);
  return packet.protocol === null
    ? packet
    : { ...packet, limit: at + PPPOE_HEADER + uint16(octets, at + PPPOE_HEADER - 2) };
}

const DATA_FRAME = 0x08;
const WITH_QUALITY = 0x80;
const [TO_AND_FROM, PROTECTED, WITH_HT] = [0x03, 0x40, 0x80];

/** IEEE 802.11 §9.3.2: frames of data that nobody has encrypted. */
function wireless(octets: Octets, at: number, end: number): NetworkPacket {
  const [control, flags] = [numberAt(octets, at), numberAt(octets, at + 1)];
  if ((control & 0x0c) !== DATA_FRAME || (flags & PROTECTED) !== 0) return none("IEEE 802.11");
  let header = (flags & TO_AND_FROM) === TO_AND_FROM ? 30 : 24;
  if ((control & WITH_QUALITY) !== 0) header += (flags & WITH_HT) === 0 ? 2 : 6;
  return snap(octets, at + header, end) ?? none("IEEE 802.11");
}

const NETFILTER_PAYLOAD = 9;

/** Linux's log of packets: values with lengths and types, in the byte order of the machine, which is hardly ever big. */
function netfilter(octets: Octets, from: number, end: number): NetworkPacket {
  for (let at = from + 4; at + 4 <= end; ) {
    const length = littleUint16(octets, at);
    if (length < 4) break;
    if (littleUint16(octets, at + 2) === NETFILTER_PAYLOAD) return rawIp(octets, at + 4, end);
    at += (length + 3) & ~3;
  }
  return none("no IP");
}

/** The last label of a stack says so; what follows is told by its first four bits. */
export function belowLabels(octets: Octets, from: number, end: number): NetworkPacket {
  for (let at = from; at + 4 <= end; at += 4)
    if ((numberAt(octets, at + 2) & 1) === 1) return rawIp(octets, at + 4, end);
  return none("cut short");
}

export function none(why: string): NetworkPacket {
  return { protocol: null, why };
}

export function uint16(octets: Octets, at: number): number {
  return (numberAt(octets, at) << 8) | numberAt(octets, at + 1);
}

function littleUint16(octets: Octets, at: number): number {
  return numberAt(octets, at) | (numberAt(octets, at + 1) << 8);
}

export function uint32(octets: Octets, at: number): number {
  return uint16(octets, at) * 0x10000 + uint16(octets, at + 2);
}
