/**
 * What is remarkable about each frame of a connection, by the names of tshark's `tcp.analysis.*` fields. As there, it
 * is judged from what was seen before at this one place, without knowing what reached the ends: `observed.ts`, which
 * works that out, is often wiser.
 */

import { ACK, FIN, RST, SYN } from "../../tcp/segment.js";
import { distance, wrap } from "../../tcp/sequence.js";
import type { CapturedSegment } from "./segment.js";

export type AnalysisName =
  | "retransmission"
  | "fast-retransmission"
  | "spurious-retransmission"
  | "out-of-order"
  | "duplicate-ack"
  | "lost-segment"
  | "ack-lost-segment"
  | "keep-alive"
  | "keep-alive-ack"
  | "zero-window"
  | "zero-window-probe"
  | "zero-window-probe-ack"
  | "window-full"
  | "window-update"
  | "reused-ports";

/** What one end has sent so far, as far as it was seen. */
interface Direction {
  /** SND.NXT as a looker-on knows it: behind the highest octet seen; null before the first segment. */
  next: number | null;
  /** Seconds; when `next` was reached. */
  nextTime: number;
  /** As far as there is no gap in what was seen. */
  unbroken: number | null;
  /** The last acknowledgment number that it sent. */
  ack: number | null;
  ackTime: number;
  /** ACKs in a row that repeated the one before. */
  duplicates: number;
  window: number;
  /** Of its window scale option; 0 if the SYN had none; null where the SYN was not seen. */
  shift: number | null;
  /** What its last segment was, where the other end's answer to it has a name. */
  last: "keep-alive" | "zero-window-probe" | null;
}

/** A retransmission that comes so soon after the third duplicate ACK is a fast one (RFC 5681 §3.2), in seconds. */
const FAST = 0.02;
/** Reordering is told from retransmission by its speed, where no round trip was seen: in seconds. */
const REORDERED = 0.003;

const SYN_FIN_RST = SYN | FIN | RST;

export class ConnectionAnalysis {
  private readonly directions: readonly [Direction, Direction] = [direction(), direction()];
  private synTime: number | null = null;
  private synAckSeen = false;
  /** Seconds from the SYN to the ACK of its answer. */
  private roundTrip: number | null = null;

  /** `side`: which of the two ends has sent it, 0 or 1; `time` in seconds. */
  add(segment: CapturedSegment, side: 0 | 1, time: number): readonly AnalysisName[] {
    const own = this.directions[side];
    const peer = this.directions[side === 0 ? 1 : 0];
    const found: AnalysisName[] = [];
    this.measure(segment, time);
    const answersProbe = this.numbers(segment, own, peer, found);
    if (!answersProbe) this.acknowledgment(segment, own, found);
    if (!found.includes("duplicate-ack")) own.duplicates = 0;
    this.unseen(segment, peer, found);
    this.again(segment, own, peer, time, found);
    remember(segment, own, time, found);
    return found;
  }

  private measure({ bits }: CapturedSegment, time: number): void {
    const syn = (bits & SYN) !== 0;
    const ack = (bits & ACK) !== 0;
    if (syn && !ack) this.synTime = time;
    else if (syn) this.synAckSeen = true;
    else if (ack && this.synAckSeen && this.synTime !== null && this.roundTrip === null)
      this.roundTrip = time - this.synTime;
  }

  /** What sequence number, window and length say; true where it is an answer to a probe, which is no duplicate ACK. */
  private numbers(segment: CapturedSegment, own: Direction, peer: Direction, found: AnalysisName[]): boolean {
    const { bits, length, seq, window } = segment;
    const plain = (bits & SYN_FIN_RST) === 0;
    if (length === 1 && seq === own.next && peer.ack !== null && peer.window === 0) {
      found.push("zero-window-probe");
      return true;
    }
    if (window === 0 && plain) found.push("zero-window");
    if (own.next !== null && after(seq, own.next) && (bits & RST) === 0) found.push("lost-segment");
    if (length <= 1 && own.next !== null && seq === wrap(own.next - 1) && plain) found.push("keep-alive");
    if (isWindowUpdate(segment, own) && plain) found.push("window-update");
    if (length > 0 && plain && fillsWindow(segment, peer)) found.push("window-full");
    const repeats =
      length === 0 && plain && seq === own.next && segment.ack === own.ack && window === own.window;
    if (repeats && window > 0 && peer.last === "keep-alive") {
      found.push("keep-alive-ack");
      return true;
    }
    if (repeats && window === 0 && peer.last === "zero-window-probe") {
      found.push("zero-window-probe-ack");
      return true;
    }
    return false;
  }

  private acknowledgment(segment: CapturedSegment, own: Direction, found: AnalysisName[]): void {
    const { bits, length, window } = segment;
    if (length !== 0 || window === 0 || (bits & SYN_FIN_RST) !== 0) return;
    if (window !== own.window) return;
    if (segment.seq !== own.next || segment.ack !== own.ack) return;
    own.duplicates++;
    found.push("duplicate-ack");
  }

  /** Something is acknowledged that did not come past here. */
  private unseen({ ack, bits }: CapturedSegment, peer: Direction, found: AnalysisName[]): void {
    if ((bits & ACK) === 0 || peer.unbroken === null || !after(ack, peer.unbroken)) return;
    found.push("ack-lost-segment");
    peer.unbroken = peer.next !== null && after(peer.next, ack) ? peer.next : ack;
  }

  /** Something that was sent before, or late. */
  private again(
    segment: CapturedSegment,
    own: Direction,
    peer: Direction,
    time: number,
    found: AnalysisName[],
  ): void {
    const { bits, length, seq } = segment;
    if (length === 0 && (bits & (SYN | FIN)) === 0) return;
    if (own.next === null || !after(own.next, seq) || found.includes("keep-alive")) return;
    const end = wrap(seq + length);
    const since = time - own.nextTime;
    // As for tshark, these two are retransmissions too.
    if (length > 0 && peer.ack !== null && !after(end, peer.ack)) {
      found.push("spurious-retransmission", "retransmission");
    } else if (peer.duplicates >= 2 && peer.ack === seq && time - peer.ackTime < FAST) {
      found.push("fast-retransmission", "retransmission");
    } else if (since < (this.roundTrip ?? REORDERED) && own.next !== endOf(segment))
      found.push("out-of-order");
    else found.push("retransmission");
  }
}

function direction(): Direction {
  return {
    next: null,
    nextTime: 0,
    unbroken: null,
    ack: null,
    ackTime: 0,
    duplicates: 0,
    window: -1,
    shift: null,
    last: null,
  };
}

function isWindowUpdate({ ack, length, seq, window }: CapturedSegment, own: Direction): boolean {
  return length === 0 && window !== 0 && window !== own.window && seq === own.next && ack === own.ack;
}

/** It ends where the window does that the peer has offered. */
function fillsWindow({ seq, length }: CapturedSegment, peer: Direction): boolean {
  if (peer.ack === null || peer.shift === null) return false;
  return wrap(seq + length) === wrap(peer.ack + peer.window * 2 ** peer.shift);
}

function remember(
  segment: CapturedSegment,
  own: Direction,
  time: number,
  found: readonly AnalysisName[],
): void {
  const { bits, options, seq } = segment;
  const end = endOf(segment);
  const probe = found.includes("zero-window-probe");
  if (!probe && (own.next === null || after(end, own.next))) {
    own.next = end;
    own.nextTime = time;
  }
  if (!probe && (own.unbroken === null || !after(seq, own.unbroken))) own.unbroken = own.next;
  own.window = segment.window;
  if ((bits & ACK) !== 0) own.ack = segment.ack;
  own.ackTime = time;
  if ((bits & SYN) !== 0) own.shift = options.wscale ?? 0;
  own.last = probe ? "zero-window-probe" : found.includes("keep-alive") ? "keep-alive" : null;
}

/** The sequence number behind it: SYN and FIN take one each. */
function endOf({ bits, length, seq }: CapturedSegment): number {
  return wrap(seq + length + ((bits & (SYN | FIN)) === 0 ? 0 : 1));
}

/** `a` lies behind `b`. */
function after(a: number, b: number): boolean {
  return distance(a, b) > 0;
}
