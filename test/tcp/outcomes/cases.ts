/** The columns on the left of the table: which cases there are, and the numbers that stand for each. */

import { ACK, FIN, PSH, RST, SYN } from "../../../src/tcp/segment.js";
import type { State } from "../../../src/tcp/state.js";

/** One state, kind of segment, place in sequence space and acknowledgment. */
export interface Case {
  readonly state: string;
  readonly kind: string;
  readonly place: string;
  readonly ack: string;
}

/** The receiver's variables; null where the state has none. */
export interface Receiver {
  readonly state: State;
  readonly passive: boolean;
  readonly una: number | null;
  readonly nxt: number | null;
  readonly fin: number | null;
  readonly irs: number | null;
  readonly rcvNxt: number | null;
  readonly peerFin: boolean;
}

export const ISS = 1000;
export const IRS = 3000;
export const RCV_WND = 1000;
export const MAX_SND_WND = 500;

/** 100 octets sent and 50 of them acknowledged, 100 received; on a SYN, 10. */
const CLOSED = receiver("CLOSED", null, null, null);
const SENT = receiver("SYN-SENT", 1000, 1011, null, { irs: null });
const ESTABLISHED = receiver("ESTABLISHED", 1051, 1101, 3101);
const FINISHED = { fin: 1101 };
const PEER_FINISHED = { peerFin: true };

export const RECEIVERS: Readonly<Record<string, Receiver>> = {
  CLOSED: { ...CLOSED, irs: null },
  LISTEN: { ...CLOSED, irs: null, state: "LISTEN", passive: true },
  "SYN-SENT": SENT,
  "SYN-RECEIVED/passive": receiver("SYN-RECEIVED", 1000, 1001, 3001, { passive: true }),
  "SYN-RECEIVED/active": receiver("SYN-RECEIVED", 1000, 1011, 3001),
  ESTABLISHED,
  "FIN-WAIT-1": receiver("FIN-WAIT-1", 1051, 1102, 3101, FINISHED),
  "FIN-WAIT-2": receiver("FIN-WAIT-2", 1102, 1102, 3101, FINISHED),
  "CLOSE-WAIT": receiver("CLOSE-WAIT", 1051, 1101, 3102, PEER_FINISHED),
  CLOSING: receiver("CLOSING", 1051, 1102, 3102, { ...FINISHED, ...PEER_FINISHED }),
  "LAST-ACK": receiver("LAST-ACK", 1051, 1102, 3102, { ...FINISHED, ...PEER_FINISHED }),
  "TIME-WAIT": receiver("TIME-WAIT", 1102, 1102, 3102, { ...FINISHED, ...PEER_FINISHED }),
};

const TEXT = 10;

/** Control bits and octets of text. */
export const KINDS: Readonly<Record<string, { readonly flags: number; readonly len: number }>> = {
  SYN: { flags: SYN, len: 0 },
  "SYN+ACK": { flags: SYN | ACK, len: 0 },
  "SYN+FIN": { flags: SYN | FIN, len: 0 },
  ACK: { flags: ACK, len: 0 },
  DATA: { flags: PSH | ACK, len: TEXT },
  FIN: { flags: FIN | ACK, len: 0 },
  "DATA+FIN": { flags: FIN | PSH | ACK, len: TEXT },
  "bare DATA": { flags: PSH, len: TEXT },
  "bare FIN": { flags: FIN, len: 0 },
  RST: { flags: RST, len: 0 },
  "RST+ACK": { flags: RST | ACK, len: 0 },
};

/** Every case there is. */
export function allCases(): Case[] {
  const cases: Case[] = [];
  for (const state of Object.keys(RECEIVERS)) {
    for (const kind of Object.keys(KINDS)) {
      for (const place of Object.keys(places(state, kind))) {
        for (const ack of Object.keys(acks(state, kind))) cases.push({ state, kind, place, ack });
      }
    }
  }
  return cases;
}

const ANYWHERE = [0, 1, 2999, 3001, 2 ** 31, 2 ** 32 - 1];
const FAR = 5000;

/** Sequence numbers that stand for each place: its ends, and one further off. */
export function places(state: string, kind: string): Record<string, readonly number[]> {
  const { rcvNxt, irs } = RECEIVERS[state] as Receiver;
  if (rcvNxt === null) return { any: ANYWHERE };
  const length = lengthOf(kind);
  const last = rcvNxt - Math.max(length, 1);
  const repeats = state.startsWith("SYN-RECEIVED") && kind.startsWith("SYN");
  const found: Record<string, readonly number[]> = { left: [repeats ? last - 1 : last, rcvNxt - FAR] };
  if (repeats) found.isn = [irs as number];
  else if (length > 1) found.across = length === 2 ? [rcvNxt - 1] : [rcvNxt - length + 1, rcvNxt - 1];
  found.edge = [rcvNxt];
  found.inside = [rcvNxt + 1, rcvNxt + RCV_WND - 1];
  found.right = [rcvNxt + RCV_WND, rcvNxt + RCV_WND + FAR];
  found["edge/0"] = [rcvNxt];
  found["beyond/0"] = [rcvNxt + 1, rcvNxt + FAR];
  return found;
}

/** Acknowledgment numbers that stand for each column, likewise; "-" without the ACK bit. */
export function acks(state: string, kind: string): Record<string, readonly (number | null)[]> {
  if (((KINDS[kind] as { flags: number }).flags & ACK) === 0) return { "-": [null] };
  const { una, nxt } = RECEIVERS[state] as Receiver;
  if (una === null || nxt === null) return { any: ANYWHERE };
  const found: Record<string, readonly number[]> = { new: [nxt + 1, nxt + FAR] };
  if (state === "SYN-SENT") found.old = [una, una - 1, una - FAR];
  else {
    found.ancient = [una - MAX_SND_WND - 1, una - FAR];
    found.old = [una, una - 1, una - MAX_SND_WND];
  }
  if (nxt > una) found.all = [nxt];
  if (nxt > una + 1) found.some = [una + 1, nxt - 1];
  return found;
}

/** SEG.LEN: SYN and FIN count. */
export function lengthOf(kind: string): number {
  const { flags, len } = KINDS[kind] as { flags: number; len: number };
  return len + ((flags & SYN) !== 0 ? 1 : 0) + ((flags & FIN) !== 0 ? 1 : 0);
}

function receiver(
  state: State,
  una: number | null,
  nxt: number | null,
  rcvNxt: number | null,
  more: Partial<Receiver> = {},
): Receiver {
  return { state, passive: false, una, nxt, rcvNxt, fin: null, irs: IRS, peerFin: false, ...more };
}
