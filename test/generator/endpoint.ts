/**
 * One honest endpoint in plain integers, as RFC 9293 §3.10 tells it.
 *
 * Numbers are offsets on a line of its sender's own: 0 is the SYN of the first connection, 1 the first
 * octet of data; a later connection begins elsewhere on the line. Only the writer adds the initial sequence
 * number, modulo 2^32. Shared by the simulation that makes legal exchanges and by the referee that finds the first
 * false line of broken ones.
 */

import { byTheLetter, type Decide } from "./choices.js";
import { resetIs } from "./stranger.js";
import { absorb } from "./text.js";

/** 0 opens the connection (or would have), 1 is the other end. */
export type Side = 0 | 1;

export const other = (side: Side): Side => (side === 0 ? 1 : 0);

export type Flag = "SYN" | "ACK" | "FIN" | "RST" | "PSH" | "URG" | "ECE" | "CWR";

export type State =
  | "CLOSED"
  | "LISTEN"
  | "SYN-SENT"
  | "SYN-RECEIVED"
  | "ESTABLISHED"
  | "FIN-WAIT-1"
  | "FIN-WAIT-2"
  | "CLOSE-WAIT"
  | "CLOSING"
  | "LAST-ACK"
  | "TIME-WAIT";

/** A segment on its way. `ack` is null without the ACK flag. */
export interface Packet {
  readonly syn: boolean;
  readonly fin: boolean;
  readonly rst: boolean;
  readonly seq: number;
  readonly ack: number | null;
  readonly len: number;
  /** Octets of window that it grants; null where it does not say. */
  readonly win: number | null;
  /** Its timestamp; null without one. */
  readonly stamp: number | null;
  /** A cookie of Fast Open on a SYN (RFC 7413). */
  readonly cookie: boolean;
}

/** A RST to be sent: `seq` null is the number 0 itself, not an offset. */
export interface Reset {
  readonly seq: number | null;
  readonly ack: number | null;
  /** Of an ABORT, which may say what it has received or not (§3.10.5). */
  readonly abort: boolean;
}

/** A stretch of octets. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly fin: boolean;
}

export interface End {
  state: State;
  /** The state before the last change; null where none happened yet. */
  previous: State | null;
  /** Where the last arrival made two changes, the state before both. */
  passed: State | null;
  /** Offsets of its own SYN and of the peer's. */
  iss: number;
  irs: number;
  /** It has not sent its SYN, so its initial sequence number is free. */
  fresh: boolean;
  /** SND.UNA, SND.NXT in its own space, RCV.NXT in the peer's. */
  una: number;
  nxt: number;
  rcv: number;
  /** Offset of its own FIN. */
  fin: number | null;
  /** The last acknowledgment number it sent. */
  lastAck: number | null;
  /** Values of RCV.NXT that it passed through and has not acknowledged beyond. */
  points: number[];
  /** Segment ends that RCV.NXT jumped over, when a hole was filled or data came with a FIN. */
  jumped: number[];
  /** Segments that arrived ahead of a hole. */
  held: Piece[];
  /** Octets of the piece that arrived last ahead of a hole. */
  newest: number | null;
  /** Where its segments with octets began. */
  starts: number[];
  /** Something arrived that needs an answer, and none was sent. */
  owes: boolean;
  /** A connection of its ended with something unanswered. */
  lapsed: boolean;
  /** A SYN arrived again: the answer may be SYN+ACK or ACK. */
  synAgain: boolean;
  /** An answer that may as well be absent: a challenge ACK (RFC 5961). */
  challenged: boolean;
  resets: Reset[];
  /** Came out of a passive OPEN. */
  passive: boolean;
  /** New connections are welcome. */
  listening: boolean;
  /** A connection was here before. */
  used: boolean;
  /** The right edge of the window it granted, and of the one it was granted; null while nobody said. */
  edge: number | null;
  granted: number | null;
  /** Segment number and acknowledgment that last set `granted`. */
  wl1: number;
  wl2: number;
  /** The largest window that it was granted (RFC 5961 §5). */
  widest: number;
  /** The timestamp to echo (RFC 7323 §4.3). */
  recent: number | null;
  /** Data that came with the peer's SYN and that the answer may count, and whether a cookie came with it. */
  synText: (Piece & { readonly cookie: boolean }) | null;
  /** By Fast Open it may send data before its SYN is acknowledged. */
  early: boolean;
  /** What arrived last was there before (RFC 2883). */
  twice: { readonly start: number; readonly end: number } | null;
  /** Keeps what arrives ahead of a hole (SHLD-31). */
  keeps: boolean;
  decide: Decide;
}

export function newEnd(state: State): End {
  return {
    state,
    previous: null,
    passed: null,
    iss: 0,
    irs: 0,
    fresh: true,
    una: 0,
    nxt: 0,
    rcv: 0,
    fin: null,
    lastAck: null,
    points: [],
    jumped: [],
    held: [],
    newest: null,
    starts: [],
    owes: false,
    lapsed: false,
    synAgain: false,
    challenged: false,
    resets: [],
    passive: state === "LISTEN",
    listening: state === "LISTEN",
    used: false,
    edge: null,
    granted: null,
    wl1: Number.NEGATIVE_INFINITY,
    wl2: Number.NEGATIVE_INFINITY,
    widest: 0,
    recent: null,
    synText: null,
    early: false,
    twice: null,
    keeps: true,
    decide: byTheLetter,
  };
}

/** An end in the middle of a connection whose next numbers, both ways, have offset 1. */
export function midwayEnd(state: State, listening: boolean): End {
  const end = newEnd(state);
  Object.assign(end, { una: 1, nxt: 1, rcv: 1, lastAck: 1, fresh: false, listening, used: true });
  if (state === "FIN-WAIT-2") end.fin = 0;
  return end;
}

/** The end forgets its connection and what belonged to it, and keeps what is the listener's. */
export function forgetConnection(end: End, state: State): void {
  const { state: before, listening, used, keeps, decide } = end;
  const lapsed = end.lapsed || end.owes || end.resets.length > 0;
  Object.assign(end, newEnd(state), { listening, used: used || before !== state, keeps, decide, lapsed });
  end.passive = listening;
  if (before !== state) end.previous = before;
}

/** It chooses its initial sequence number. */
export function chooseIss(end: End, iss: number): void {
  end.iss = iss;
  end.una = iss;
  end.nxt = iss;
  end.fresh = false;
}

export const maySendData = (end: End): boolean => end.state === "ESTABLISHED" || end.state === "CLOSE-WAIT";

export function change(end: End, state: State): void {
  if (end.state === state) return;
  end.previous = end.state;
  end.passed = null;
  end.state = state;
}

/** The offset after the last number the packet takes. */
export const endOf = (p: Packet): number => p.seq + p.len + (p.syn ? 1 : 0) + (p.fin ? 1 : 0);

/** What sending does to the sender. */
export function depart(end: End, p: Packet): void {
  if (p.rst) {
    departReset(end, p);
    return;
  }
  const stop = endOf(p);
  if (p.syn && (end.state === "CLOSED" || end.state === "LISTEN")) {
    // §3.10.1: a passive OPEN becomes an active one.
    if (end.state === "LISTEN") Object.assign(end, { listening: false, passive: false });
    change(end, "SYN-SENT");
  }
  if (p.syn && p.ack !== null) settleSynText(end, p.ack);
  if (stop > p.seq) end.starts.push(p.syn && p.len > 0 ? p.seq + 1 : p.seq);
  end.nxt = Math.max(end.nxt, stop);
  if (p.fin && end.fin === null) {
    end.fin = stop - 1;
    change(end, end.state === "CLOSE-WAIT" ? "LAST-ACK" : "FIN-WAIT-1");
  }
  if (p.ack === null) return;
  const ack = p.ack;
  end.lastAck = ack;
  end.points = end.points.filter((point) => point > ack);
  end.jumped = end.jumped.filter((point) => point > ack);
  end.synAgain = false;
  end.twice = null;
  if (ack === end.rcv) end.owes = false;
  end.challenged = false;
  if (p.win !== null) end.edge = ack + p.win;
}

/** The SYN+ACK shows what of the data on the SYN was taken; what it does not count may be kept or dropped. */
function settleSynText(end: End, ack: number): void {
  const text = end.synText;
  if (text === null) return;
  end.synText = null;
  end.early = text.cookie;
  if (ack > end.rcv) {
    end.rcv = ack;
    return;
  }
  if (end.decide("data on a SYN", ["kept", "dropped"]) === "kept") end.held.push(text);
}

/** A RST that answers leaves its sender as it is; any other is an ABORT. */
function departReset(end: End, p: Packet): void {
  const at = end.resets.findIndex((reset) => resetIs(reset, p));
  if (at >= 0) end.resets.splice(at, 1);
  else if (end.state !== "CLOSED" && end.state !== "LISTEN") forgetConnection(end, "CLOSED");
}

export const DEFAULT_WINDOW = 65535;

/** RCV.WND */
export const windowOf = (end: End): number =>
  end.edge === null ? DEFAULT_WINDOW : Math.max(0, end.edge - end.rcv);

/** What an acceptable acknowledgment does (fifth check of §3.10.7.4). */
export function acknowledge(end: End, ack: number): void {
  if (ack <= end.una || ack > end.nxt) return;
  end.una = ack;
  if (end.state === "SYN-RECEIVED") {
    change(end, "ESTABLISHED");
    if (end.held.length > 0) absorb(end);
  }
  if (end.fin === null || ack <= end.fin) return;
  if (end.state === "FIN-WAIT-1") change(end, "FIN-WAIT-2");
  else if (end.state === "CLOSING") change(end, "TIME-WAIT");
  else if (end.state === "LAST-ACK") forgetConnection(end, "CLOSED");
}

/** SND.WND, by WL1 and WL2. */
export function noteWindow(end: End, p: Packet): void {
  if (p.win === null || p.ack === null || p.ack < end.una || p.ack > end.nxt) return;
  if (p.seq < end.wl1 || (p.seq === end.wl1 && p.ack < end.wl2)) return;
  end.granted = p.ack + p.win;
  end.widest = Math.max(end.widest, p.win);
  end.wl1 = p.seq;
  end.wl2 = p.ack;
}
