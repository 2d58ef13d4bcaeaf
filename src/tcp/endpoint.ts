/**
 * One end of a connection: its TCB, and what RFC 9293 keeps beside it - the retransmission queue,
 * the data that came out of order, and the answers it owes.
 */

import type { Num, Numbers } from "./number.js";
import { plus } from "./number.js";
import { ACK, FIN, type Offer, SYN, type TcpSegment } from "./segment.js";
import type { State } from "./state.js";
import { CLOSED_TCB, copyTcb, type Lasting, lastingWith, type Tcb, type TcbDraft } from "./tcb.js";

/** Data that waits to be sent (§3.10.2). */
export interface Queue {
  /** In octets. */
  readonly amount: Num;
  /** The first of them, as far as it is known which they are. */
  readonly octets: readonly number[];
}

/** Mutable, owned by one simulation; `cloneEnd` for a trial. A published `tcb` never changes: see `edit`. */
export interface End {
  tcb: Tcb;
  /** Nobody else holds `tcb` yet, so it may be changed in place. */
  owned: boolean;
  /** Segments that took sequence numbers, oldest first: the unacknowledged and a few before them. */
  sent: Sent[];
  /** Received beyond RCV.NXT, by rising sequence number (RFC 9293 §3.10.7.4, MAY-14). */
  ahead: OctetRange[];
  /** What came with some of those, or alone: acknowledgments that wait for RCV.NXT to reach them (SHLD-31). */
  held: readonly TcpSegment[];
  /**
   * Where the segments begin that came behind a gap since the last ACK left: one of them calls forth the next ACK. null where
   * something else may have done so.
   */
  latest: readonly Num[] | null;
  /** Of `ahead`, in the order in which they came: those that no ACK has answered yet. */
  unanswered: readonly OctetRange[];
  /** Octets that arrived though they had come before (RFC 2883). */
  again: readonly OctetRange[];
  /** Values that RCV.NXT passed through and that no ACK has gone beyond, rising. */
  points: Num[];
  /** Answers that RFC 9293 requires and that have not been sent, oldest first. */
  owed: readonly Owed[];
  /** RSTs that it owed already when this connection began. */
  owedBefore: readonly Owed[];
  /** What was given to SEND and is not yet sent; null for none. */
  queued: Queue | null;
  /** The retransmission timer has expired and nothing was resent since (§3.8.1). */
  expired: boolean;
  /** CLOSE was called and the FIN has not been sent. */
  closing: boolean;
  /** A segment has been sent in this connection. */
  spoken: boolean;
  /** Data that nobody shows may have come, and no ACK has left since. */
  mayHaveHeard: boolean;
  /** The last segment sent took no sequence number (a pure ACK). */
  lastWasPure: boolean;
  /** Pure ACKs that repeated SND.UNA while data was outstanding (RFC 5681 §2). */
  duplicateAcks: number;
  /** The keep-alive or persist timer has expired and no probe was sent since (§3.8.4, §3.8.6.1). */
  probing: boolean;
  /** What the own SYN offered, and the SYN of the peer; null before, or where the flow begins behind it. */
  offer: Offer | null;
  peerOffer: Offer | null;
  /** SND.UNA-side limit the peer was promised: the highest ack + window sent (§3.8.6.2.1); null where unsaid. */
  promised: Num | null;
  /** Octets received and not read, where the flow says what is read. */
  unread: Num | null;
  /** The peer's SYN had a Fast Open cookie: its data was taken, and an answer may carry data (RFC 7413 §4.2). */
  fastOpen: boolean;
  /** The accept queue was full when the third segment came; what completes the open is dropped until the SYN,ACK is sent again. */
  queueFull: boolean;
  /** Last TSval sent, and those received (RFC 7323 §3); null before. */
  clock: number | null;
  heard: Heard | null;
  /** TS.Recent (RFC 7323 §4.3); null before. */
  tsRecent: number | null;
  /** The connection was opened out of TIME-WAIT: its ISS is to be this number or a later one (§3.6.1, MAY-2). */
  leastIss: Num | null;
}

/**
 * TSvals that may be echoed: the lowest (what was echoed last, once something was) and the highest, null where some are not
 * written, and the last few that differ.
 */
export interface Heard {
  readonly low: number | null;
  readonly high: number | null;
  readonly last: readonly number[];
}

export interface Sent {
  readonly seq: Num;
  /** Octets of data. */
  readonly len: Num;
  readonly flags: number;
  readonly payload: string | null;
  /** Left and never arrived, so far. */
  readonly lost: boolean;
  /** For explanations: the step that sent it. */
  readonly step: number;
  /** Of a FIN: a letter of the writer's stands for its number. */
  readonly named?: true | undefined;
}

/** Octets [seq, seq + len), and a FIN behind them where `fin`. */
export interface OctetRange {
  readonly seq: Num;
  readonly len: Num;
  readonly fin: boolean;
}

export type OwedKind = "SYN+ACK" | "ACK" | "RST" | "RST+ACK" | "challenge ACK";

export interface Owed {
  readonly kind: OwedKind;
  /** Of a RST: its numbers (§3.10.7.1). Of an ACK: what it must at least acknowledge. */
  readonly seq: Num | null;
  readonly ack: Num | null;
  /** Step of the segment that must be answered. */
  readonly cause: number;
  /** Sent by a user's ABORT, not as an answer. */
  readonly abort: boolean;
}

const NOTHING: readonly OctetRange[] = [];
const NONE_HELD: readonly TcpSegment[] = [];

export function newEnd(tcb: Tcb = CLOSED_TCB): End {
  return {
    tcb,
    owned: false,
    sent: [],
    ahead: [],
    held: NONE_HELD,
    latest: [],
    unanswered: NOTHING,
    again: NOTHING,
    points: [],
    owed: [],
    owedBefore: [],
    queued: null,
    expired: false,
    closing: false,
    spoken: false,
    mayHaveHeard: false,
    lastWasPure: false,
    duplicateAcks: 0,
    probing: false,
    offer: null,
    peerOffer: null,
    promised: null,
    unread: null,
    fastOpen: false,
    queueFull: false,
    clock: null,
    heard: null,
    tsRecent: null,
    leastIss: null,
  };
}

/** The next connection at the same end: of the last one it knows only the RSTs that it owes, which need no TCB (§3.10.7.1). */
export function nextEnd({ owed, owedBefore }: End, tcb: Tcb): End {
  return { ...newEnd(tcb), owedBefore: [...owedBefore, ...owed.filter(isReset)] };
}

/** A RST is owed whatever becomes of the connection. */
export function isReset({ kind }: Owed): boolean {
  return kind === "RST" || kind === "RST+ACK";
}

/** The TCB to change: a copy, unless it was copied since it was published last. */
export function edit(end: End): TcbDraft {
  if (!end.owned) {
    end.tcb = copyTcb(end.tcb);
    end.owned = true;
  }
  return end.tcb;
}

/** Changes what lasts. */
export function become(end: End, changes: Partial<Lasting>): void {
  const tcb = edit(end);
  tcb.lasting = lastingWith(tcb.lasting, changes);
}

/** A change of state that a segment makes. */
export function enter(end: End, state: State): void {
  become(end, { state, previous: end.tcb.state, passed: null });
}

/** The TCB as it is now, for keeps. */
export function publish(end: End): Tcb {
  end.owned = false;
  return end.tcb;
}

/** Field by field: a trial makes many, and spreading would cost it a fifth of its time. */
export function cloneEnd(end: End): End {
  end.owned = false;
  return {
    tcb: end.tcb,
    owned: false,
    sent: end.sent.slice(),
    ahead: end.ahead.slice(),
    held: end.held,
    latest: end.latest,
    unanswered: end.unanswered,
    again: end.again,
    points: end.points.slice(),
    owed: end.owed,
    owedBefore: end.owedBefore,
    queued: end.queued,
    expired: end.expired,
    closing: end.closing,
    spoken: end.spoken,
    mayHaveHeard: end.mayHaveHeard,
    lastWasPure: end.lastWasPure,
    duplicateAcks: end.duplicateAcks,
    probing: end.probing,
    offer: end.offer,
    peerOffer: end.peerOffer,
    promised: end.promised,
    unread: end.unread,
    fastOpen: end.fastOpen,
    queueFull: end.queueFull,
    clock: end.clock,
    heard: end.heard,
    tsRecent: end.tsRecent,
    leastIss: end.leastIss,
  };
}

/** Whether an answer of this kind is owed. */
export function isOwed(end: End, kind: OwedKind): boolean {
  return end.owed.some((o) => o.kind === kind);
}

/** SEG.LEN: octets of data, and one each for SYN and FIN (RFC 9293 §3.4). */
export function segmentLength(len: Num, flags: number): Num {
  return plus(len, ((flags & SYN) !== 0 ? 1 : 0) + ((flags & FIN) !== 0 ? 1 : 0));
}

/** The sequence number behind a segment's last octet. */
export function segmentEnd(numbers: Numbers, segment: Pick<TcpSegment, "seq" | "len" | "flags">): Num {
  return numbers.add(segment.seq, segmentLength(segment.len, segment.flags));
}

/** The last octets sent that are kept though acknowledged, so that a spurious retransmission is recognised. */
const KEPT_AFTER_ACK = 24;

/** Drops what was acknowledged long ago from the retransmission queue. */
export function pruneSent(numbers: Numbers, end: End): void {
  const una = end.tcb.sndUna;
  if (una === null || end.sent.length <= 2 * KEPT_AFTER_ACK) return;
  const last = end.sent[KEPT_AFTER_ACK] as Sent;
  const behind = numbers.compare(una, numbers.add(last.seq, segmentLength(last.len, last.flags)));
  if (behind === 1 || behind === 0) end.sent.splice(0, KEPT_AFTER_ACK);
}

/** The oldest segment sent and not acknowledged, or what an ACK has left of it; null where everything is acknowledged. */
export function firstUnacknowledged(numbers: Numbers, end: End): Sent | null {
  const una = end.tcb.sndUna;
  if (una === null) return null;
  for (const sent of end.sent) {
    if (numbers.compare(segmentEnd(numbers, sent), una) !== 1) continue;
    if (numbers.compare(una, sent.seq) !== 1) return sent;
    const left = numbers.subtract(sent.len, numbers.subtract(una, sent.seq));
    return { ...sent, seq: una, len: left, payload: null };
  }
  return null;
}

/** SND.UNA is not SND.NXT: something sent has not been acknowledged. */
export function hasOutstanding(numbers: Numbers, end: End): boolean {
  const { sndUna, sndNxt } = end.tcb;
  return sndUna !== null && sndNxt !== null && numbers.equal(sndUna, sndNxt) !== true;
}

/** The SYN,ACK is sent and not acknowledged. */
export function hasSynAckOutstanding(numbers: Numbers, { sent, tcb: { iss, sndUna } }: End): boolean {
  if (iss === null || sndUna === null || numbers.equal(iss, sndUna) !== true) return false;
  return sent.some(({ flags }) => (flags & (SYN | ACK)) === (SYN | ACK));
}
