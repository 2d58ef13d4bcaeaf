/** What one endpoint knows of a connection: the transmission control block (RFC 9293 §3.3.1). */

import type { Num } from "./number.js";
import type { State } from "./state.js";

/** Sequence variables are null where the state has none (CLOSED, LISTEN; RCV.NXT in SYN-SENT). */
interface Variables {
  readonly sndUna: Num | null;
  readonly sndNxt: Num | null;
  /** Octets, unscaled as last received; null where no segment said it. */
  readonly sndWnd: number | null;
  /** SND.WL1, SND.WL2: the sequence and acknowledgment number of the segment that set SND.WND last; null where none did. */
  readonly sndWl1: Num | null;
  readonly sndWl2: Num | null;
  readonly rcvNxt: Num | null;
  /** Octets; null where the flow does not say it. */
  readonly rcvWnd: number | null;
  /** The last acknowledgment number sent; null before the first. */
  readonly lastAck: Num | null;
}

/** What stays as it is from one segment to the next, but for a few moments in the life of a connection. */
export interface Lasting {
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
  /** MAX.SND.WND, the widest window the peer ever offered (RFC 5961 §5.2); null where some segment did not say its own. */
  readonly maxSndWnd: number | null;
  /** Sequence number of the own FIN; null before it is sent. */
  readonly fin: Num | null;
  /** RCV.NXT has gone over the peer's FIN. */
  readonly peerFin: boolean;
  /** The connection was reset or refused (for explanations). */
  readonly reset: boolean;
}

/** All that a TCB says. */
export interface TcbFields extends Variables, Lasting {}

/**
 * Immutable: an event makes a new one (`edit`). Each segment makes two, and all of them are kept with the steps; so what
 * lasts is held by many of them in common (bench). Not to be copied by `...`: `tcbWith`.
 */
export class Tcb implements TcbFields {
  readonly lasting: Lasting;
  readonly sndUna: Num | null;
  readonly sndNxt: Num | null;
  readonly sndWnd: number | null;
  readonly sndWl1: Num | null;
  readonly sndWl2: Num | null;
  readonly rcvNxt: Num | null;
  readonly rcvWnd: number | null;
  readonly lastAck: Num | null;

  /** One by one, because an object of them, now of this shape and now of that, takes longer to read (bench). */
  constructor(
    lasting: Lasting,
    sndUna: Num | null,
    sndNxt: Num | null,
    sndWnd: number | null,
    sndWl1: Num | null,
    sndWl2: Num | null,
    rcvNxt: Num | null,
    rcvWnd: number | null,
    lastAck: Num | null,
  ) {
    this.lasting = lasting;
    this.sndUna = sndUna;
    this.sndNxt = sndNxt;
    this.sndWnd = sndWnd;
    this.sndWl1 = sndWl1;
    this.sndWl2 = sndWl2;
    this.rcvNxt = rcvNxt;
    this.rcvWnd = rcvWnd;
    this.lastAck = lastAck;
  }

  get state(): State {
    return this.lasting.state;
  }

  get previous(): State | null {
    return this.lasting.previous;
  }

  get passed(): State | null {
    return this.lasting.passed;
  }

  get passive(): boolean {
    return this.lasting.passive;
  }

  get iss(): Num | null {
    return this.lasting.iss;
  }

  get irs(): Num | null {
    return this.lasting.irs;
  }

  get maxSndWnd(): number | null {
    return this.lasting.maxSndWnd;
  }

  get fin(): Num | null {
    return this.lasting.fin;
  }

  get peerFin(): boolean {
    return this.lasting.peerFin;
  }

  get reset(): boolean {
    return this.lasting.reset;
  }
}

/** A copy that nobody else holds yet. */
export type TcbDraft = { -readonly [K in "lasting" | keyof Variables]: Tcb[K] } & Lasting;

/** A copy to change. */
export function copyTcb(tcb: Tcb): Tcb {
  const { lasting, sndUna, sndNxt, sndWnd, sndWl1, sndWl2, rcvNxt, rcvWnd, lastAck } = tcb;
  return new Tcb(lasting, sndUna, sndNxt, sndWnd, sndWl1, sndWl2, rcvNxt, rcvWnd, lastAck);
}

/** A TCB that says the same but for `changes`. */
export function tcbWith(tcb: Tcb, changes: Partial<TcbFields>): Tcb {
  const {
    sndUna = tcb.sndUna,
    sndNxt = tcb.sndNxt,
    sndWnd = tcb.sndWnd,
    sndWl1 = tcb.sndWl1,
    sndWl2 = tcb.sndWl2,
    rcvNxt = tcb.rcvNxt,
    rcvWnd = tcb.rcvWnd,
    lastAck = tcb.lastAck,
  } = changes;
  const lasting = lastingWith(tcb.lasting, changes);
  return new Tcb(lasting, sndUna, sndNxt, sndWnd, sndWl1, sndWl2, rcvNxt, rcvWnd, lastAck);
}

/** What lasts, but for `changes`. */
export function lastingWith(lasting: Lasting, changes: Partial<Lasting>): Lasting {
  const {
    state = lasting.state,
    previous = lasting.previous,
    passed = lasting.passed,
    passive = lasting.passive,
    iss = lasting.iss,
    irs = lasting.irs,
    maxSndWnd = lasting.maxSndWnd,
    fin = lasting.fin,
    peerFin = lasting.peerFin,
    reset = lasting.reset,
  } = changes;
  return { state, previous, passed, passive, iss, irs, maxSndWnd, fin, peerFin, reset };
}

const NOT_YET: Lasting = {
  state: "CLOSED",
  previous: null,
  passed: null,
  passive: false,
  iss: null,
  irs: null,
  maxSndWnd: null,
  fin: null,
  peerFin: false,
  reset: false,
};

export const CLOSED_TCB: Tcb = new Tcb(NOT_YET, null, null, null, null, null, null, null, null);

/** The TCB a passive OPEN makes (RFC 9293 §3.10.1). */
export const LISTEN_TCB: Tcb = tcbWith(CLOSED_TCB, { state: "LISTEN", passive: true });
