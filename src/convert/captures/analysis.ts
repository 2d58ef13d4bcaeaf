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
  /** The acknowledgment number of its last segment; 0 is none, as in a SYN or RST without ACK. */
  ack: number;
  ackTime: number;
  /** ACKs that repeated the one before; `UNSEEN` where the other end acknowledges what did not come past here. */
  duplicates: number;
  window: number;
  /** What its window is to be shifted by; null where that is not known, for no SYN was seen. */
  shift: number | null;
  /** What its last segment was, where the other end's answer to it has a name. */
  last: "keep-alive" | "zero-window-probe" | null;
}

/** In place of a count: it has been told that something was not seen, and is again only after another ACK. */
const UNSEEN = -1;
const NOTHING: readonly AnalysisName[] = [];

/** A retransmission that comes so soon after the third duplicate ACK is a fast one (RFC 5681 §3.2), in seconds. */
const FAST = 0.02;
/** Reordering is told from retransmission by its speed, where no round trip was seen: in seconds. */
const REORDERED = 0.003;

const SYN_FIN_RST = SYN | FIN | RST;

export class ConnectionAnalysis {
  private readonly directions: readonly [Direction, Direction] = [direction(), direction()];
  private synTime: number | null = null;
  /** Seconds from the SYN to the ACK of its answer; 0 as long as there was none. */
  private roundTrip = 0;

  /** `side`: which of the two ends has sent it, 0 or 1; `time` in seconds. */
  add(segment: CapturedSegment, side: 0 | 1, time: number): readonly AnalysisName[] {
    const own = this.directions[side];
    const peer = this.directions[side === 0 ? 1 : 0];
    const found: AnalysisName[] = [];
    // What a RST has said in between was no beginning of new data.
    if ((segment.bits & (SYN | ACK)) === SYN) own.next = own.unbroken;
    const answersProbe = this.numbers(segment, own, peer, found);
    if (!answersProbe) this.acknowledgment(segment, own, found);
    if (segment.ack !== own.ack) own.duplicates = 0;
    this.unseen(segment, peer, found);
    this.again(segment, own, peer, time, found);
    remember(segment, own, time, found);
    scaling(segment, own, peer);
    this.measure(segment, time);
    // Of most there is nothing to say, and an empty list each would be kept with every segment (bench).
    return found.length === 0 ? NOTHING : found;
  }

  private measure({ bits }: CapturedSegment, time: number): void {
    const flags = bits & (SYN | ACK);
    if (flags === SYN) this.synTime = time;
    else if (flags === ACK && this.synTime !== null && this.roundTrip === 0)
      this.roundTrip = time - this.synTime;
  }

  /** What sequence number, window and length say; true where it is an answer to a probe, which is no duplicate ACK. */
  private numbers(segment: CapturedSegment, own: Direction, peer: Direction, found: AnalysisName[]): boolean {
    const { bits, length, seq, window } = segment;
    const plain = (bits & SYN_FIN_RST) === 0;
    if (length === 1 && seq === own.next && peer.window === 0) {
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
    own.duplicates = own.duplicates === UNSEEN ? 1 : own.duplicates + 1;
    found.push("duplicate-ack");
  }

  /** Something is acknowledged that did not come past here. */
  private unseen({ ack, bits }: CapturedSegment, peer: Direction, found: AnalysisName[]): void {
    if ((bits & ACK) === 0 || peer.unbroken === null || !after(ack, peer.unbroken)) return;
    // Once for what came behind the gap, and once more for what has not come at all.
    const behind = peer.next !== null && after(peer.next, peer.unbroken);
    if (behind || peer.duplicates === 0) found.push("ack-lost-segment");
    if (behind) peer.unbroken = peer.next;
    else peer.duplicates = UNSEEN;
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
    if (own.next === null || found.includes("keep-alive")) return;
    // As for tshark, these two are retransmissions too.
    if (length > 0 && peer.ack !== 0 && !after(wrap(seq + length), peer.ack)) {
      found.push("spurious-retransmission", "retransmission");
      return;
    }
    // Behind a probe of one octet the segment begins with that octet again, and is new for the rest.
    if (!after(own.next, seq) || (length > 1 && seq === wrap(own.next - 1))) return;
    if (peer.duplicates >= 2 && peer.ack === seq && isWithin(FAST, time - peer.ackTime))
      found.push("fast-retransmission", "retransmission");
    else if (isWithin(this.roundTrip || REORDERED, time - own.nextTime) && own.next !== endOf(segment))
      found.push("out-of-order");
    else found.push("retransmission");
  }
}

function direction(): Direction {
  return {
    next: null,
    nextTime: 0,
    unbroken: null,
    ack: 0,
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
  if (peer.shift === null) return false;
  return wrap(seq + length) === wrap(peer.ack + peer.window * 2 ** peer.shift);
}

function remember(
  segment: CapturedSegment,
  own: Direction,
  time: number,
  found: readonly AnalysisName[],
): void {
  const { seq } = segment;
  const end = endOf(segment);
  const probe = found.includes("zero-window-probe");
  if (!probe && (own.next === null || after(end, own.next))) {
    // A RST that answers a segment without ACK has the number 0, and says nothing of its sender's.
    own.next = end === 0 ? null : end;
    own.nextTime = time;
  }
  if (!probe) own.unbroken = unbrokenAfter(seq, end, own);
  own.window = segment.window;
  own.ack = segment.ack;
  own.ackTime = time;
  own.last = probe ? "zero-window-probe" : found.includes("keep-alive") ? "keep-alive" : null;
}

/** What fills a gap is taken to fill all of it; what runs on from within is seen as far as it goes. */
function unbrokenAfter(seq: number, end: number, { next, unbroken }: Direction): number | null {
  if (unbroken === null || seq === unbroken) return next;
  return after(unbroken, seq) && after(end, unbroken) ? end : unbroken;
}

/** Both ends scale, or neither (RFC 7323 §2.2). */
function scaling({ bits, options }: CapturedSegment, own: Direction, peer: Direction): void {
  if ((bits & SYN) === 0) return;
  if (options.wscale !== undefined) own.shift = options.wscale;
  if (own.shift === null) {
    own.shift = 0;
    peer.shift = 0;
  } else if ((bits & ACK) !== 0 && peer.shift === 0) own.shift = 0;
}

/** Frames of two captures in one file may go back in time, which is no measure of anything. */
function isWithin(limit: number, seconds: number): boolean {
  return seconds >= 0 && seconds < limit;
}

/** The sequence number behind it: SYN and FIN take one each. */
function endOf({ bits, length, seq }: CapturedSegment): number {
  return wrap(seq + length + ((bits & (SYN | FIN)) === 0 ? 0 : 1));
}

/** `a` lies behind `b`. */
function after(a: number, b: number): boolean {
  return distance(a, b) > 0;
}
