/** Segments as they travel: control bits and numbers (RFC 9293 §3.1). */

import type { Num } from "./number.js";

/** The control bits, each at its place in the header's octets 13 and 14 (RFC 9293 §3.1; NS: RFC 9768 calls it AE). */
export const FIN = 0x001;
export const SYN = 0x002;
export const RST = 0x004;
export const PSH = 0x008;
export const ACK = 0x010;
export const URG = 0x020;
export const ECE = 0x040;
export const CWR = 0x080;
export const NS = 0x100;

/** Bit by name, in the order in which they are written: `SYN+ACK`, `PSH+ACK`, `FIN+PSH+ACK`. */
export const FLAG_BITS = { SYN, FIN, RST, PSH, ACK, URG, ECE, CWR, NS } as const;

export type FlagName = keyof typeof FLAG_BITS;

export const FLAG_NAMES = Object.keys(FLAG_BITS) as readonly FlagName[];

/** Those that are set, in the order in which people write them. */
export function flagNames(flags: number): readonly FlagName[] {
  names[flags] ??= FLAG_NAMES.filter((name) => (flags & FLAG_BITS[name]) !== 0);
  return names[flags];
}

/** A capture asks for the same few again and again. */
const names: (readonly FlagName[])[] = [];

/** `SYN+ACK`; `NONE` for no flag. */
export function flagsText(flags: number): string {
  const cached = texts[flags];
  if (cached !== undefined) return cached;
  const set = flagNames(flags);
  const text = set.length === 0 ? "NONE" : set.join("+");
  texts[flags] = text;
  return text;
}

const texts: string[] = [];

export interface TcpSegment {
  readonly flags: number;
  readonly seq: Num;
  /** Meaningful with the ACK bit only; null where it is not set. */
  readonly ack: Num | null;
  /** Octets of data; SYN and FIN not counted. */
  readonly len: Num;
  /** The Window field as on the wire; null where nothing is said of it. */
  readonly win: number | null;
  /** The data, where it is known, as the writer's string. */
  readonly payload: string | null;
  /** Its timestamps option, where both ends use it (RFC 7323 §3.2). */
  readonly tsval?: number | undefined;
  readonly tsecr?: number | undefined;
  /** A SYN with a Fast Open cookie (RFC 7413 §4.1.1). */
  readonly fastOpen?: boolean | undefined;
  /** What a SYN offers; absent where nobody knows it. */
  readonly offer?: Offer | null | undefined;
}

/** The largest shift count of a window scale (RFC 7323 §2.3). */
export const MAX_SHIFT = 14;

/** What timestamps take of each segment, with two octets of padding (RFC 7323 Appendix A). */
export const TIMESTAMP_OCTETS = 12;

/** Options of a SYN (RFC 9293 §3.2, RFC 7323, RFC 2018, RFC 3168 §6.1.1). */
export interface Offer {
  /** Octets; null where not offered. */
  readonly mss: number | null;
  /** Shift count; null where not offered. */
  readonly wscale: number | null;
  readonly sackok: boolean;
  readonly ts: boolean;
  /** ECN set up by this SYN (ECE and CWR) or agreed to by this SYN,ACK (ECE alone). */
  readonly ecn: boolean;
}
