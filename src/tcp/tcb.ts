/** What one endpoint knows of a connection: the transmission control block (RFC 9293 §3.3.1). */

import type { Num } from "./number.js";
import type { State } from "./state.js";

/**
 * Immutable: an event makes a new one. Sequence variables are null where the state has none
 * (CLOSED, LISTEN; RCV.NXT in SYN-SENT).
 */
export interface Tcb {
  readonly state: State;
  /** The state before the last change; null before the first one. */
  readonly previous: State | null;
  /** A state that the last change passed through in no time (FIN-WAIT-2 on the way to TIME-WAIT). */
  readonly passed: State | null;
  /** Came out of a passive OPEN: a RST in SYN-RECEIVED returns it to LISTEN. */
  readonly passive: boolean;
  /** Initial send and receive sequence numbers. */
  readonly iss: Num | null;
  readonly irs: Num | null;
  readonly sndUna: Num | null;
  readonly sndNxt: Num | null;
  /** Octets, unscaled as last received; null where no segment said it. */
  readonly sndWnd: number | null;
  /** SND.WL1, SND.WL2: the sequence and acknowledgment number of the segment that set SND.WND last; null where none did. */
  readonly sndWl1: Num | null;
  readonly sndWl2: Num | null;
  /** MAX.SND.WND, the widest window the peer ever offered (RFC 5961 §5.2); null where some segment did not say its own. */
  readonly maxSndWnd: number | null;
  readonly rcvNxt: Num | null;
  /** Octets; null where the flow does not say it. */
  readonly rcvWnd: number | null;
  /** Sequence number of the own FIN; null before it is sent. */
  readonly fin: Num | null;
  /** RCV.NXT has gone over the peer's FIN. */
  readonly peerFin: boolean;
  /** The last acknowledgment number sent; null before the first. */
  readonly lastAck: Num | null;
  /** The connection was reset or refused (for explanations). */
  readonly reset: boolean;
}

export const CLOSED_TCB: Tcb = {
  state: "CLOSED",
  previous: null,
  passed: null,
  passive: false,
  iss: null,
  irs: null,
  sndUna: null,
  sndNxt: null,
  sndWnd: null,
  sndWl1: null,
  sndWl2: null,
  maxSndWnd: null,
  rcvNxt: null,
  rcvWnd: null,
  fin: null,
  peerFin: false,
  lastAck: null,
  reset: false,
};

/** The TCB a passive OPEN makes (RFC 9293 §3.10.1). */
export const LISTEN_TCB: Tcb = { ...CLOSED_TCB, state: "LISTEN", passive: true };

/** A copy to change. Field by field, because a spread makes objects that are slow to read (bench). */
export function copyTcb(tcb: Tcb): { -readonly [K in keyof Tcb]: Tcb[K] } {
  return {
    state: tcb.state,
    previous: tcb.previous,
    passed: tcb.passed,
    passive: tcb.passive,
    iss: tcb.iss,
    irs: tcb.irs,
    sndUna: tcb.sndUna,
    sndNxt: tcb.sndNxt,
    sndWnd: tcb.sndWnd,
    sndWl1: tcb.sndWl1,
    sndWl2: tcb.sndWl2,
    maxSndWnd: tcb.maxSndWnd,
    rcvNxt: tcb.rcvNxt,
    rcvWnd: tcb.rcvWnd,
    fin: tcb.fin,
    peerFin: tcb.peerFin,
    lastAck: tcb.lastAck,
    reset: tcb.reset,
  };
}
