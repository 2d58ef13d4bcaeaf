/**
 * What a capture lacks. Its numbers are those of the wire, so where a segment presupposes another one that is not there, that
 * one was sent and not captured: the other half of a handshake, an ACK whose timestamp comes back. And where an ACK
 * stands behind data that was sent after it, the two were only captured in that order.
 */

import { other, type Side } from "../../check/connection.js";
import type { FlagName } from "../../language/ast.js";
import { numberAt } from "../../language/at.js";
import { MAX_SHIFT } from "../../tcp/segment.js";
import { distance } from "../../tcp/sequence.js";
import { eraOf, type Placed } from "./places.js";
import type { Seen } from "./seen.js";
import type { ObservedOptions } from "./segment.js";
import type { Turn } from "./turn.js";

export class Lacking {
  /** Where the SYN of each side ends, once it is known to have been sent. */
  private readonly opened: [number, number] = [Number.NaN, Number.NaN];
  /** Sides whose SYN was an answer to another one. */
  private readonly answering: [boolean, boolean] = [false, false];
  /** Sides whose SYN is captured, early or late. */
  private readonly shown: readonly [boolean, boolean];
  /** Whether each side has acknowledged the SYN of the other. */
  private readonly answered: [boolean, boolean] = [false, false];
  /** The first segment of each side behind its SYN. */
  private readonly first: [number | null, number | null] = [null, null];
  /** How far each side's numbers have been acknowledged. */
  private readonly acknowledged: [number, number] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  /** The latest TSval of each side. */
  private readonly clock: [number | null, number | null] = [null, null];

  constructor(
    private readonly items: readonly Placed[],
    private readonly forged: ReadonlySet<number>,
  ) {
    const shown: [boolean, boolean] = [false, false];
    for (const { seen } of items) if (seen.syn) shown[seen.way] = true;
    this.shown = shown;
  }

  /**
   * Adds what opens the connection, where the segment presupposes it; yields what is captured later and left before it.
   */
  open(item: Placed, index: number, order: Turn[]): readonly number[] {
    const { rst, syn, way } = item.seen;
    const peer = other(way);
    if (syn) {
      // The ports are used again, or the end has lost its state.
      if (eraOf(item.end) > eraOf(this.opened[way])) this.forget(peer);
      this.opened[way] = item.end - (item.seen.len ?? 0);
      this.answering[way] = item.seen.acks;
      if (item.seen.acks) this.answered[way] = true;
    } else if (!rst && !Number.isNaN(item.ack)) {
      const late = this.answered[way] ? null : this.lateAnswer(way, index);
      if (late !== null) {
        this.answered[way] = true;
        this.answered[peer] = true;
        return [late];
      }
      if (!this.answered[way]) this.openPeer(item, index, order);
      if (!this.answered[peer]) this.openOwn(item, index, order);
      else this.confirmOwn(item, index, order);
    }
    if (!syn && !rst) this.first[way] ??= index;
    if (!Number.isNaN(item.ack) && item.ack >= this.opened[peer]) this.answered[way] = true;
    return NOBODY;
  }

  private forget(way: Side): void {
    this.opened[way] = Number.NaN;
    this.answering[way] = false;
    for (const side of [0, 1] as const) {
      this.answered[side] = false;
      this.first[side] = null;
    }
  }

  /** The SYN+ACK that answers the SYN of a side, if it is only captured a little later. */
  private lateAnswer(way: Side, index: number): number | null {
    const isWaiting = !Number.isNaN(this.opened[way]) && Number.isNaN(this.opened[other(way)]);
    if (this.answering[way] || !isWaiting) return null;
    for (let at = index + 1; at <= index + NEAR && at < this.items.length; at++) {
      const { seen } = this.items[at] as Placed;
      if (seen.way !== way && seen.syn && seen.acks && !this.forged.has(at)) return at;
    }
    return null;
  }

  /** Who has sent a SYN, and now acknowledges something, got a SYN+ACK. */
  private openPeer(item: Placed, index: number, order: Turn[]): void {
    const { way } = item.seen;
    const peer = other(way);
    if (this.shown[peer] || this.answering[way] || Number.isNaN(this.opened[way])) return;
    order.push(this.synAck(peer, index));
    this.opened[peer] = item.ack;
    this.answering[peer] = true;
    this.answered[peer] = true;
  }

  /** Whose SYN was not acknowledged yet, and now sends something else, got the ACK of it. */
  private openOwn(item: Placed, index: number, order: Turn[]): void {
    const { way } = item.seen;
    const peer = other(way);
    // Its SYN+ACK may be missing as well.
    const isAsked =
      !Number.isNaN(this.opened[peer]) && !this.answering[peer] && item.ack >= this.opened[peer];
    if (isAsked && !this.shown[way] && Number.isNaN(this.opened[way])) {
      order.push(this.synAck(way, index));
      this.opened[way] = item.start;
      this.answering[way] = true;
      this.answered[way] = true;
    }
    if (!this.answering[way] || Number.isNaN(this.opened[way]) || this.speaksLater(peer, index)) return;
    order.push(bareAck(peer, index));
    this.answered[peer] = true;
  }

  /**
   * Whose SYN+ACK is acknowledged in segments with data alone, and first says that none of it has come, got an ACK of its own
   * before these.
   */
  private confirmOwn(item: Placed, index: number, order: Turn[]): void {
    const { way } = item.seen;
    const peer = other(way);
    const first = this.first[peer];
    if (!this.answering[way] || this.first[way] !== null || first === null) return;
    const { start, end, seen } = this.items[first] as Placed;
    if (seen.rst || item.ack !== start || end === start) return;
    for (let at = first + 1; at < index; at++) {
      const one = this.items[at] as Placed;
      if (one.seen.way === peer && (one.start === one.end || one.start < start)) return;
    }
    const at = order.findIndex((turn) => turn.kind !== "unseen" && turn.index === first);
    if (at >= 0) order.splice(at, 0, bareAck(peer, index));
  }

  /** Whose SYN+ACK was not captured agreed to the options that are used later on. */
  private synAck(way: Side, index: number): Turn & { kind: "unseen" } {
    const items = this.items.filter(({ seen }) => !seen.rst);
    const syn = items.findLast(({ seen }) => seen.syn && seen.way !== way)?.seen.options;
    const later = items.filter(({ seen }) => !seen.syn).map(({ seen }) => seen);
    const options: ObservedOptions = {
      ...(syn?.wscale === undefined ? {} : { wscale: this.leastScale(way) }),
      ...(syn?.sackok && later.some((seen) => seen.options.sack !== undefined) ? { sackok: true } : {}),
      ...timestampOf(syn, later, way),
    };
    if (options.ts !== undefined) this.clock[way] = options.ts[0];
    const flags: readonly FlagName[] = ["SYN", "ACK"];
    return { kind: "unseen", way, lost: false, octets: 0, flags, options, index };
  }

  /** What scale it was nothing tells: the least with which the windows of a side have room for what was sent to it. */
  private leastScale(way: Side): number {
    const edges: number[] = Array(MAX_SHIFT + 1).fill(Number.NEGATIVE_INFINITY);
    let least = 0;
    this.items.forEach(({ ack, end, seen, start }, index) => {
      if (this.forged.has(index) || seen.syn || seen.rst) return;
      if (seen.way === way)
        edges.forEach((edge, scale) => {
          const right = ack + (seen.win ?? 0) * 2 ** scale;
          if (right > edge) edges[scale] = right;
        });
      else if (end > start && edges[0] !== Number.NEGATIVE_INFINITY)
        while (least < MAX_SHIFT && end > numberAt(edges, least)) least++;
    });
    return least;
  }

  /** Whether the ACK is only captured a little later. */
  private speaksLater(way: Side, index: number): boolean {
    return this.items
      .slice(index + 1, index + 1 + NEAR)
      .some(({ ack, seen }) => seen.way === way && !seen.syn && ack >= this.opened[other(way)]);
  }

  /**
   * What a TSecr sends back has come before. It may be captured a little later: then these are the segments that left
   * earlier. Else some ACK was not captured, and `order` says so.
   */
  echoed(item: Placed, index: number, order: Turn[], early: ReadonlySet<number>): readonly number[] {
    const { options, rst, syn, way } = item.seen;
    const { ack } = item;
    const peer = other(way);
    if (ack > this.acknowledged[peer]) this.acknowledged[peer] = ack;
    const [value, echo] = options.ts ?? [];
    if (value === undefined || echo === undefined) return NOBODY;
    const latest = this.clock[peer];
    if (this.clock[way] === null || distance(value, this.clock[way]) > 0) this.clock[way] = value;
    if (latest === null || rst || syn || !(distance(echo, latest) > 0)) return NOBODY;
    this.clock[peer] = echo;
    const before = order.at(-1);
    if (before?.kind === "unseen" && before.way === peer) return NOBODY;
    const late = this.sentWith(echo, peer, index, early);
    if (late.length > 0) return late;
    // An end that has only sent its SYN+ACK got the ACK of that before it said anything else.
    if (this.answering[peer] && this.first[peer] === null && this.first[way] === index)
      order.push(bareAck(way, index));
    order.push(bareAck(peer, index));
    return late;
  }

  /** The segments of a side, captured soon, up to the one with this TSval. */
  private sentWith(value: number, way: Side, index: number, early: ReadonlySet<number>): readonly number[] {
    const found: number[] = [];
    for (let at = index + 1; at <= index + NEAR && at < this.items.length; at++) {
      const { seen } = this.items[at] as Placed;
      if (seen.way !== way || this.forged.has(at) || early.has(at)) continue;
      found.push(at);
      if (seen.options.ts?.[0] === value) return found;
    }
    return NOBODY;
  }

  /** An ACK that left before what was captured ahead of it goes to its place; false where it is none. */
  putBack(item: Placed, index: number, order: Turn[]): boolean {
    if (!this.isLate(item)) return false;
    const { way } = item.seen;
    for (let at = order.length - 1; at >= 0 && at >= order.length - NEAR; at--) {
      const turn = order[at] as Turn;
      if (turn.kind !== "departs" || this.forged.has(turn.index)) continue;
      const one = this.items[turn.index] as Placed;
      if (one.seen.way !== way || one.start !== item.start || one.end === one.start) continue;
      if (!isOlder(item, one)) return false;
      order.splice(at, 0, { kind: "departs", index });
      order.push({ kind: "seen", index });
      return true;
    }
    return false;
  }

  /** Without data, below what has been sent, and no keep-alive (RFC 9293 §3.8.4). */
  private isLate({ end, next, seen, start }: Placed): boolean {
    if (start !== end || seen.rst || seen.seq === null) return false;
    if (!(start < next) || eraOf(start) !== eraOf(next)) return false;
    return start < next - 1 || this.acknowledged[seen.way] < next;
  }
}

/** The first timestamp of the other side sends back that of the SYN+ACK, which sent back that of the SYN (RFC 7323 §3.2). */
function timestampOf(
  syn: ObservedOptions | undefined,
  later: readonly Seen[],
  way: Side,
): Pick<ObservedOptions, "ts"> {
  const sent = syn?.ts?.[0];
  const stamped = later.filter(({ options }) => options.ts !== undefined);
  const back = stamped.find((seen) => seen.way !== way)?.options.ts?.[1];
  const value = back ?? stamped.find((seen) => seen.way === way)?.options.ts?.[0];
  return sent === undefined || value === undefined ? {} : { ts: [value, sent] };
}

function bareAck(way: Side, index: number): Turn {
  return { kind: "unseen", way, lost: false, octets: 0, flags: ["ACK"], index };
}

const NOBODY: readonly number[] = [];
/** How many segments away things may have been captured in another order. */
const NEAR = 16;

/** Whether a segment may have left before another one of its sender. */
function isOlder(item: Placed, than: Placed): boolean {
  if (item.ack > than.ack) return false;
  const [own] = item.seen.options.ts ?? [];
  const [others] = than.seen.options.ts ?? [];
  return own === undefined || others === undefined || distance(own, others) <= 0;
}
