/** Who spoke when: what a segment may have called forth is found without going through all that was seen. */

import { other, type Side } from "../../check/connection.js";
import { isSentAgain } from "./contradicts.js";
import { sentInLastAck } from "./last-ack.js";
import { Peaks } from "./peaks.js";
import type { Placed } from "./places.js";
import type { Turn } from "./turn.js";

export class Answers {
  /** How many SYNs each side sent. */
  readonly syns: [number, number] = [0, 0];
  /** What was sent in LAST-ACK. */
  readonly waiting: ReadonlySet<number>;
  /** For each turn and way: the first turn behind it, and the last one before it, in which a segment left. */
  private readonly next: readonly [Int32Array, Int32Array];
  private readonly last: readonly [Int32Array, Int32Array];
  /**
   * The turns in which octets are sent again, or something behind a FIN that is not acknowledged, and where they begin: nothing
   * else speaks against a segment without any.
   */
  private readonly deaf: readonly [number[], number[]] = [[], []];
  private readonly starts: readonly [Peaks, Peaks];

  constructor(items: readonly Placed[], turns: readonly Turn[], forged: ReadonlySet<number>) {
    this.waiting = sentInLastAck(items, forged);
    for (const { seen } of items) if (seen.syn) this.syns[seen.way]++;
    const last: [number, number] = [-1, -1];
    const behind: [number, number] = [-1, -1];
    const places = turns.length + 1;
    this.starts = [new Peaks(turns.length), new Peaks(turns.length)];
    this.next = [new Int32Array(places), new Int32Array(places)];
    this.last = [new Int32Array(places), new Int32Array(places)];
    const item = (at: number): Placed | null => {
      const turn = turns[at];
      return turn?.kind === "departs" && !forged.has(turn.index) ? (items[turn.index] ?? null) : null;
    };
    for (let at = 0; at <= turns.length; at++) {
      for (const way of WAYS) this.last[way][at] = last[way];
      const said = item(at);
      if (said === null) continue;
      last[said.seen.way] = at;
      const waits = this.waiting.has((turns[at] as Turn).index);
      if (!waits && !isSentAgain(said)) continue;
      this.deaf[said.seen.way].push(at);
      // What reaches up to the FIN acknowledges it.
      this.starts[said.seen.way].push(waits ? 1 - said.start : -said.start);
    }
    for (let at = turns.length; at >= 0; at--) {
      for (const way of WAYS) this.next[way][at] = behind[way];
      const said = item(at);
      if (said !== null) behind[said.seen.way] = at;
    }
  }

  /** The turn behind `at` in which an end speaks next. */
  after(at: number, way: Side): number | null {
    const next = this.next[way][at] ?? -1;
    return next < 0 ? null : next;
  }

  /** The last turn before `at` whose segment may show that an item had not arrived; -1 where there is none. */
  before(at: number, item: Placed): number {
    const way = other(item.seen.way);
    if (item.end !== item.start || item.seen.rst || item.seen.syn) return this.last[way][at] ?? -1;
    const held = this.starts[way].lastAbove(-item.ack, firstFrom(this.deaf[way], at));
    return held < 0 ? -1 : (this.deaf[way][held] as number);
  }
}

const WAYS = [0, 1] as const;

/** The place of the first of rising numbers that is not below a limit. */
export function firstFrom(numbers: readonly number[], limit: number): number {
  let [from, to] = [0, numbers.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((numbers[middle] as number) < limit) from = middle + 1;
    else to = middle;
  }
  return from;
}
