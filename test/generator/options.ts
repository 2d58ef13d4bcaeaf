/** Windows and options of an exchange: what each side offers on its SYN, and what its later segments say. */

import { type End, other, type Side, type State } from "./endpoint.js";
import type { Random } from "./random.js";
import { blocksOf } from "./text.js";

/** By side; null where it is not written. Agreed is what both sides offer. */
export interface Options {
  readonly mss: readonly [number | null, number | null];
  readonly wscale: readonly [number | null, number | null];
  readonly sackok: readonly [boolean, boolean];
  readonly ts: readonly [boolean, boolean];
  /** Octets of receive buffer, and of them those that wait for the application. */
  readonly buffer: readonly [number | null, number | null];
  readonly unread: [number, number];
  /** Up to where the application has read, where it does not read at once; null where it does. */
  readonly consumed: (number | null)[];
  /** The clock of each side, for timestamps. */
  readonly clock: [number, number];
}

export interface Extras {
  readonly win: number | null;
  /** The window that `win` stands for. */
  readonly octets: number | null;
  readonly mss: number | null;
  readonly wscale: number | null;
  readonly sackok: boolean;
  readonly urg: number | null;
  /** Fast Open (RFC 7413): a cookie, or "" to ask for one. */
  readonly cookie: string | null;
  readonly sack: readonly { readonly start: number; readonly end: number }[];
  readonly ts: { readonly value: number; readonly echo: number } | null;
}

export const NO_OPTIONS: Options = {
  mss: [null, null],
  wscale: [null, null],
  sackok: [false, false],
  ts: [false, false],
  buffer: [null, null],
  unread: [0, 0],
  consumed: [null, null],
  clock: [0, 0],
};

export const NO_EXTRAS: Extras = {
  win: null,
  octets: null,
  mss: null,
  wscale: null,
  sackok: false,
  urg: null,
  cookie: null,
  sack: [],
  ts: null,
};

const SMALL_BUFFERS = [1000, 1460, 2000, 4000] as const;
/** Multiples of 2^7, the largest scale: rounding must not move the right edge. */
const BUFFERS = [29_184, 32_768, 64_000, 65_408] as const;

/** `windows`: only what a zero window needs, in small buffers. */
export function makeOptions(r: Random, windows: boolean): Options {
  const offer = (p: number): boolean => !windows && r.chance(p);
  const agreed = (p: number): [boolean, boolean] => {
    const first = offer(p);
    // The answer to a SYN offers nothing that the SYN did not (RFC 7323 §2.5, §3.2).
    return [first, first && r.chance(0.85)];
  };
  const scales = agreed(0.4);
  const buffers = windows || r.chance(0.4);
  const list = windows ? SMALL_BUFFERS : BUFFERS;
  return {
    mss: [offer(0.6) ? r.pick([536, 1000, 1460]) : null, offer(0.6) ? r.pick([536, 1000, 1460]) : null],
    wscale: [scales[0] ? r.int(0, 7) : null, scales[1] ? r.int(0, 7) : null],
    sackok: agreed(0.6),
    ts: agreed(0.4),
    buffer: buffers ? [r.pick(list), r.pick(list)] : [null, null],
    unread: [0, 0],
    consumed: [null, null],
    clock: [r.int(1, 1_000_000), r.int(1, 1_000_000)],
  };
}

/** MSS counts on a connection whose peer said it; data stays below, and leaves room for the options (RFC 9293 §3.7.1). */
export function mostOctets(o: Options, from: Side): number {
  const mss = o.mss[other(from)];
  if (mss === null) return Number.POSITIVE_INFINITY;
  if (o.sackok[0] && o.sackok[1]) return mss - WITH_BLOCKS;
  return o.ts[0] && o.ts[1] ? mss - WITH_STAMP : mss;
}

/** Timestamps, and as many blocks as find room. */
const WITH_STAMP = 12;
const WITH_BLOCKS = 36;

/** An option list has 40 octets (RFC 2018 §3). */
const MOST_BLOCKS = 4;
const MOST_BLOCKS_WITH_STAMP = 3;

/** `ack`: what it acknowledges, which may be less than has arrived; null for nothing. */
export function extrasOf(
  o: Options,
  from: Side,
  end: End,
  syn: boolean,
  ack: number | null,
  r: Random,
): Extras {
  const acks = ack !== null;
  const stamped = syn ? o.ts[from] : o.ts[0] && o.ts[1];
  if (stamped) o.clock[from] += CLOCK_STEP;
  const blocks = !syn && acks && o.sackok[0] && o.sackok[1] ? reported(end, r) : [];
  const most = stamped ? MOST_BLOCKS_WITH_STAMP : MOST_BLOCKS;
  return {
    ...windowOn(o, from, end, syn, ack),
    mss: syn ? o.mss[from] : null,
    wscale: syn ? o.wscale[from] : null,
    sackok: syn && o.sackok[from],
    urg: null,
    cookie: null,
    sack: blocks.slice(0, r.chance(0.1) ? 1 : most),
    ts: stamped ? { value: o.clock[from], echo: acks ? (end.recent ?? 0) : 0 } : null,
  };
}

/** What arrived twice first (RFC 2883 §4), else what arrived last; whether a FIN counts, stacks disagree. */
function reported(end: End, r: Random): { readonly start: number; readonly end: number }[] {
  const finCounts = r.chance(0.5);
  const held = blocksOf(end)
    .map((b) => ({ start: b.start, end: b.end + (b.fin && finCounts ? 1 : 0) }))
    .filter((b) => b.start < b.end);
  const { twice } = end;
  if (twice === null) return held;
  if (r.chance(0.4)) return held.length > 0 && twice.start < end.rcv ? held : [];
  const around = held.filter((b) => b.start <= twice.start && twice.end <= b.end);
  return [twice, ...around, ...held.filter((b) => !around.includes(b))];
}

const CLOCK_STEP = 7;
const LARGEST_FIELD = 65535;

function windowOn(
  o: Options,
  from: Side,
  end: End,
  syn: boolean,
  ack: number | null,
): { win: number | null; octets: number | null } {
  const buffer = o.buffer[from];
  if (buffer === null) return { win: null, octets: null };
  const agreed = o.wscale[0] !== null && o.wscale[1] !== null;
  const shift = syn || !agreed ? 0 : (o.wscale[from] ?? 0);
  const room = Math.max(0, buffer - unreadOf(o, from, end, ack ?? end.rcv));
  const win = Math.min(LARGEST_FIELD, room >> shift);
  return { win, octets: win << shift };
}

/** A FIN takes a number and no room. What came after `ack` was not there when an ACK left that lags behind. */
function unreadOf(o: Options, from: Side, end: End, ack: number): number {
  const consumed = o.consumed[from] ?? null;
  if (consumed === null) return o.unread[from];
  return Math.max(0, Math.min(dataEnd(end), ack) - Math.max(consumed, end.irs + 1));
}

const AFTER_FIN: readonly State[] = ["CLOSE-WAIT", "CLOSING", "LAST-ACK", "TIME-WAIT"];

/** Behind the last octet that has arrived in order. */
export const dataEnd = (end: End): number => (AFTER_FIN.includes(end.state) ? end.rcv - 1 : end.rcv);
