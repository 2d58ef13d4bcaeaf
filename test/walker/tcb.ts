/**
 * TCP as RFC 9293 §3.10 writes it down, on plain integers, and in its order. It imports nothing of the program: it is
 * what the program is compared with. `arrives.ts` is §3.10.7, `calls.ts` the user calls and timeouts.
 */

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

/** The transmission control block, with the RFC's variables under its names; 0 where there is none yet. */
export interface Tcb {
  state: State;
  /** Came from a passive OPEN. */
  passive: boolean;
  iss: number;
  irs: number;
  sndUna: number;
  sndNxt: number;
  sndWnd: number;
  /** null: by no segment yet. */
  sndWl1: number | null;
  /** null: the segment had no ACK. */
  sndWl2: number | null;
  maxSndWnd: number;
  rcvNxt: number;
  rcvWnd: number;
  /** Sequence number of the own FIN, once it was sent. */
  fin: number | null;
  /** Octets of SENDs that have not been segmentized. */
  queued: number;
  /** A CLOSE waits for them. */
  closing: boolean;
  /** Text and FINs that came too early, in SEG.SEQ order. */
  held: Text[];
}

export interface Text {
  readonly seq: number;
  readonly len: number;
  readonly fin: boolean;
}

export interface Segment {
  readonly seq: number;
  /** Read with the ACK bit only. */
  readonly ack: number;
  /** Octets of text; SEG.LEN counts SYN and FIN as well. */
  readonly len: number;
  readonly wnd: number;
  readonly syn: boolean;
  readonly ackBit: boolean;
  readonly fin: boolean;
  readonly rst: boolean;
}

/** A segment that is sent. */
export type Answer =
  | { readonly control: "RST" | "SYN" | "FIN,ACK"; readonly seq: number }
  | { readonly control: "ACK" | "SYN,ACK" | "RST,ACK"; readonly seq: number; readonly ack: number };

export function newTcb(rcvWnd: number): Tcb {
  return {
    state: "CLOSED",
    passive: false,
    iss: 0,
    irs: 0,
    sndUna: 0,
    sndNxt: 0,
    sndWnd: 0,
    sndWl1: null,
    sndWl2: null,
    maxSndWnd: 0,
    rcvNxt: 0,
    rcvWnd,
    fin: null,
    queued: 0,
    closing: false,
    held: [],
  };
}

/** "Delete TCB", "return to LISTEN": nothing is left but what the next connection starts from. */
export function leave(tcb: Tcb, state: "CLOSED" | "LISTEN"): void {
  Object.assign(tcb, { ...newTcb(tcb.rcvWnd), state, passive: state === "LISTEN" });
}

/** Arithmetic modulo 2^32. */
export function add(a: number, b: number): number {
  return (a + b) >>> 0;
}

/** a < b, a =< b in sequence space. */
export function lt(a: number, b: number): boolean {
  return ((a - b) | 0) < 0;
}

export function le(a: number, b: number): boolean {
  return a === b || lt(a, b);
}
