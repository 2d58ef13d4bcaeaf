/** What carries a packet of another network within IP: the packet in it, or the name of what is there instead. */

import { numberAt } from "../../language/at.js";
import {
  belowLabels,
  ethernet,
  etherPayload,
  IPV6,
  type NetworkPacket,
  none,
  ppp,
  rawIp,
  uint16,
} from "./link.js";

type Octets = Uint8Array;
type Reader = (octets: Octets, at: number, end: number) => NetworkPacket;

const UDP_HEADER = 8;

/** By the port that it is sent to. */
const TUNNELS: ReadonlyMap<number, Reader> = new Map([
  [1701, l2tp],
  [2152, gtp],
  [3544, teredo],
  [4341, behind(8, rawIp)],
  [4754, inGre],
  [4789, behind(8, ethernet)],
  [4790, vxlanGpe],
  [6081, geneve],
  [6635, belowLabels],
  [8472, behind(8, ethernet)],
]);
/** Here answers come from the same port; of others the port of the sender tells nothing. */
const EITHER_WAY: ReadonlySet<number> = new Set([1701, 2152, 3544]);

export function inUdp(octets: Octets, at: number, end: number): NetworkPacket {
  if (at + UDP_HEADER > end) return none("UDP");
  const source = uint16(octets, at);
  const port = EITHER_WAY.has(source) ? source : uint16(octets, at + 2);
  return TUNNELS.get(port)?.(octets, at + UDP_HEADER, end) ?? none("UDP");
}

/** `length`: of a header that needs not be read. */
function behind(length: number, read: Reader): Reader {
  return (octets, at, end) => (at + length < end ? read(octets, at + length, end) : none("UDP"));
}

/** RFC 2661 §3.1; what controls the tunnel has the first bit set. */
function l2tp(octets: Octets, at: number, end: number): NetworkPacket {
  if (at + 16 > end) return none("L2TP");
  const flags = uint16(octets, at);
  if ((flags & 0x8000) !== 0 || (flags & 0xf) !== 2) return none("L2TP");
  let payload = at + 6 + ((flags & 0x4000) === 0 ? 0 : 2) + ((flags & 0x0800) === 0 ? 0 : 4);
  if ((flags & 0x0200) !== 0) payload += 2 + uint16(octets, payload);
  return ppp(octets, payload, end);
}

const GTP_VERSION_AND_TYPE = 0xf0;
const GTP_1 = 0x30;
const GTP_USER_DATA = 0xff;
const [GTP_OPTIONAL, GTP_EXTENDED] = [0x07, 0x04];

/** 3GPP TS 29.281 §5: user data, behind optional fields and extension headers. */
function gtp(octets: Octets, at: number, end: number): NetworkPacket {
  if (at + 12 > end) return none("GTP");
  const flags = numberAt(octets, at);
  if ((flags & GTP_VERSION_AND_TYPE) !== GTP_1 || octets[at + 1] !== GTP_USER_DATA) return none("GTP");
  if ((flags & GTP_OPTIONAL) === 0) return rawIp(octets, at + 8, end);
  let payload = at + 12;
  let next = (flags & GTP_EXTENDED) === 0 ? 0 : numberAt(octets, at + 11);
  for (; next !== 0; next = numberAt(octets, payload - 1)) {
    const length = 4 * numberAt(octets, payload);
    if (length === 0 || payload + length > end) return none("GTP");
    payload += length;
  }
  return rawIp(octets, payload, end);
}

/** RFC 4380 §5.1.1: behind what it may say of authentication and of its origin. */
function teredo(octets: Octets, from: number, end: number): NetworkPacket {
  let at = from;
  if (at + 4 <= end && uint16(octets, at) === 1)
    at += 13 + numberAt(octets, at + 2) + numberAt(octets, at + 3);
  if (at + 2 <= end && uint16(octets, at) === 0) at += 8;
  const packet = rawIp(octets, at, end);
  return packet.protocol === IPV6 ? packet : none("UDP");
}

/** RFC 8926 §3.4. */
function geneve(octets: Octets, at: number, end: number): NetworkPacket {
  if (at + 8 > end) return none("UDP");
  return bridged(octets, at + 2, at + 8 + 4 * (numberAt(octets, at) & 0x3f), end);
}

const GPE_IP: ReadonlySet<number> = new Set([1, 2]);
const GPE_ETHERNET = 3;

function vxlanGpe(octets: Octets, at: number, end: number): NetworkPacket {
  if (at + 8 > end) return none("UDP");
  const next = numberAt(octets, at + 3);
  if (GPE_IP.has(next)) return rawIp(octets, at + 8, end);
  return next === GPE_ETHERNET ? behind(8, ethernet)(octets, at, end) : none("UDP");
}

const GRE_CHECKSUM = 0x8000;
const GRE_KEY = 0x2000;
const GRE_SEQUENCE = 0x1000;
const GRE_ACKNOWLEDGMENT = 0x0080;
const GRE_VERSION = 0x0007;
const ERSPAN = 0x88be;
const ERSPAN_3 = 0x22eb;
const PPTP = 1;

export function inGre(octets: Octets, at: number, end: number): NetworkPacket {
  if (at + 4 > end) return none("cut short");
  const flags = uint16(octets, at);
  const version = flags & GRE_VERSION;
  if (version > PPTP) return none("GRE");
  const fields = [GRE_CHECKSUM, GRE_KEY, GRE_SEQUENCE, ...(version === PPTP ? [GRE_ACKNOWLEDGMENT] : [])];
  const payload = at + 4 + 4 * fields.filter((field) => (flags & field) !== 0).length;
  // RFC 2637 §4.1: without a sequence number it has no data.
  if (version === PPTP) return (flags & GRE_SEQUENCE) === 0 ? none("GRE") : ppp(octets, payload, end);
  const type = uint16(octets, at + 2);
  // The first kind of ERSPAN has no header of its own, and no number.
  if (type === ERSPAN) return ethernetAt(octets, payload + ((flags & GRE_SEQUENCE) === 0 ? 0 : 8), end);
  if (type === ERSPAN_3)
    return ethernetAt(octets, payload + 12 + (numberAt(octets, payload + 11) & 1) * 8, end);
  return bridged(octets, at + 2, payload, end);
}

const TRANSPARENT_BRIDGING = 0x6558;

function bridged(octets: Octets, typeAt: number, payload: number, end: number): NetworkPacket {
  return uint16(octets, typeAt) === TRANSPARENT_BRIDGING
    ? ethernetAt(octets, payload, end)
    : etherPayload(octets, typeAt, payload, end);
}

function ethernetAt(octets: Octets, at: number, end: number): NetworkPacket {
  return at + 14 > end ? none("cut short") : ethernet(octets, at, end);
}
