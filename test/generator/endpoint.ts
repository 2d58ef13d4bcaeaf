/**
 * One honest endpoint in plain integers, as RFC 9293 §3.10 tells it.
 *
 * Numbers are offsets on a line of its sender's own: 0 is the SYN of the first connection, 1 the first
 * octet of data; a later connection begins elsewhere on the line. Only the writer adds the initial sequence
 * number, modulo 2^32. Shared by the simulation that makes legal exchanges and by the referee that finds the first
 * false line of broken ones.
 */

import { arriveUnconnected, resetIs } from "./stranger.js";

/** 0 opens the connection (or would have), 1 is the other end. */
export type Side = 0 | 1;

export const other = (side: Side): Side => (side === 0 ? 1 : 0);

export type Flag = "SYN" | "ACK" | "FIN" | "RST" | "PSH";

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
  /** The timestamp to echo (RFC 7323 §4.3). */
  recent: number | null;
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
    recent: null,
  };
}

/** An end in the middle of a connection whose next numbers, both ways, have offset 1. */
export function midwayEnd(state: State): End {
  const end = newEnd(state);
  Object.assign(end, { una: 1, nxt: 1, rcv: 1, lastAck: 1, fresh: false });
  if (state === "FIN-WAIT-2") end.fin = 0;
  return end;
}

/** The end forgets its connection and what belonged to it, and keeps what is the listener's. */
export function forgetConnection(end: End, state: State): void {
  const { state: before, listening, used } = end;
  Object.assign(end, newEnd(state), { listening, used: used || before !== state });
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
  if (p.syn && (end.state === "CLOSED" || end.state === "LISTEN")) change(end, "SYN-SENT");
  if (stop > p.seq) end.starts.push(p.seq);
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
  if (ack === end.rcv) end.owes = false;
  end.challenged = false;
  if (p.win !== null) end.edge = ack + p.win;
}

/** A RST that answers leaves its sender as it is; any other is an ABORT. */
function departReset(end: End, p: Packet): void {
  const at = end.resets.findIndex((reset) => resetIs(reset, p));
  if (at >= 0) end.resets.splice(at, 1);
  else if (end.state !== "CLOSED" && end.state !== "LISTEN") forgetConnection(end, "CLOSED");
}

/** What arriving does to the receiver (RFC 9293 §3.10.7). */
export function arrive(end: End, p: Packet): void {
  const before = end.state;
  arriveInState(end, p);
  // Two changes in one arrival (FIN-WAIT-1, FIN-WAIT-2, TIME-WAIT): either may be said to be the one before.
  end.passed =
    end.state !== before && end.previous !== before ? before : end.state !== before ? null : end.passed;
}

function arriveInState(end: End, p: Packet): void {
  switch (end.state) {
    case "CLOSED":
    case "LISTEN":
    case "SYN-SENT":
      arriveUnconnected(end, p);
      return;
    default:
      arriveConnected(end, p);
  }
}

const DEFAULT_WINDOW = 65535;

/** RCV.WND */
export const windowOf = (end: End): number =>
  end.edge === null ? DEFAULT_WINDOW : Math.max(0, end.edge - end.rcv);

function arriveConnected(end: End, p: Packet): void {
  if (p.rst) {
    arriveReset(end, p);
    return;
  }
  if (p.syn) {
    arriveSyn(end, p);
    return;
  }
  const stop = endOf(p);
  const window = windowOf(end);
  // An unacceptable segment is answered and dropped, its acknowledgment with it.
  if (stop > p.seq ? stop <= end.rcv : p.seq < end.rcv) {
    end.owes = true;
    return;
  }
  if (p.seq >= end.rcv + window && !(p.seq === end.rcv && window === 0)) {
    end.challenged = true;
    return;
  }
  if (p.ack === null || refuses(end, p.ack)) return;
  // RFC 7323 §4.3
  if (p.stamp !== null && p.seq <= (end.lastAck ?? p.seq) && p.stamp >= (end.recent ?? p.stamp))
    end.recent = p.stamp;
  acknowledge(end, p.ack);
  noteWindow(end, p);
  if (stop === p.seq) return;
  if (window === 0) end.owes = true;
  else takeText(end, p);
}

/** Second check of §3.10.7.4, with RFC 5961: only an exact RST resets. */
function arriveReset(end: End, p: Packet): void {
  if (p.seq === end.rcv) {
    forgetConnection(end, end.state === "SYN-RECEIVED" && end.passive ? "LISTEN" : "CLOSED");
  } else if (p.seq > end.rcv && p.seq < end.rcv + windowOf(end)) {
    end.challenged = true;
  }
}

/** Fourth check: a SYN where none belongs, or the peer's again. */
function arriveSyn(end: End, p: Packet): void {
  // Figure 7: in a simultaneous open the peer's SYN+ACK is what acknowledges our SYN.
  const figure7 = end.state === "SYN-RECEIVED" && p.seq === end.irs && p.ack !== null && p.ack > end.una;
  if (figure7) {
    acknowledge(end, p.ack as number);
    noteWindow(end, p);
  } else if (p.seq === end.irs) {
    end.owes = true;
    end.synAgain = p.ack === null;
  } else if (end.state === "TIME-WAIT" && p.ack === null && p.seq > end.rcv && end.listening) {
    // MAY-2: a newer SYN reopens the connection directly.
    forgetConnection(end, "LISTEN");
    const { previous } = end;
    arriveUnconnected(end, p);
    end.previous = previous;
  } else if (
    end.state === "SYN-RECEIVED" &&
    end.passive &&
    p.seq > end.rcv &&
    p.seq < end.rcv + windowOf(end)
  ) {
    forgetConnection(end, "LISTEN");
  } else {
    end.challenged = true;
  }
}

/** Fifth check: an acknowledgment of what was never sent. */
function refuses(end: End, ack: number): boolean {
  if (end.state === "SYN-RECEIVED" && (ack <= end.una || ack > end.nxt)) {
    end.resets.push({ seq: ack, ack: null, abort: false });
    return true;
  }
  if (ack > end.nxt) end.owes = true;
  return ack > end.nxt;
}

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
  end.wl1 = p.seq;
  end.wl2 = p.ack;
}

function takeText(end: End, p: Packet): void {
  if (!["ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2"].includes(end.state)) return;
  end.owes = true;
  end.held.push({ start: p.seq, end: p.seq + p.len, fin: p.fin });
  end.newest = p.seq > end.rcv ? p.seq : null;
  absorb(end);
}

/** Takes what joins up with RCV.NXT. */
function absorb(end: End): void {
  end.held.sort((a, b) => a.start - b.start);
  const before = end.rcv;
  for (const piece of end.held) {
    if (piece.start > end.rcv) break;
    if (piece.end > end.rcv) step(end, piece.end);
    if (piece.fin && piece.end === end.rcv) {
      step(end, piece.end + 1);
      takeFin(end);
    }
  }
  if (end.rcv === before) return;
  end.owes = true;
  end.held = end.held.filter((piece) => piece.end > end.rcv);
  end.jumped.pop();
  end.points.push(end.rcv);
}

function step(end: End, to: number): void {
  end.rcv = to;
  end.jumped.push(to);
}

/** RFC 9293 §3.10.7.4, eighth. */
function takeFin(end: End): void {
  if (end.state === "ESTABLISHED") {
    change(end, "CLOSE-WAIT");
  } else if (end.state === "FIN-WAIT-1") {
    change(end, "CLOSING");
  } else if (end.state === "FIN-WAIT-2") {
    change(end, "TIME-WAIT");
  }
}

/** What an acknowledgment reports beyond itself (RFC 2018 §4): the block that arrived last stands first. */
export function blocksOf(end: End): { readonly start: number; readonly end: number }[] {
  const blocks: { start: number; end: number }[] = [];
  for (const piece of [...end.held].sort((a, b) => a.start - b.start)) {
    const last = blocks.at(-1);
    if (last !== undefined && piece.start <= last.end) last.end = Math.max(last.end, piece.end);
    else blocks.push({ start: piece.start, end: piece.end });
  }
  const first = blocks.filter((b) => end.newest !== null && b.start <= end.newest && end.newest < b.end);
  return [...first, ...blocks.filter((b) => !first.includes(b))];
}
