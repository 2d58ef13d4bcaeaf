/**
 * What arrived, and when, worked out from what was seen at one place. An ACK or SACK block proves that something had
 * arrived before its segment left, and one that is too low that it had not. Between the two a segment arrives as
 * early as it may, in the order in which they left. What is sent again was lost, unless the answers say otherwise.
 */

import { other, type Side } from "../../check/connection.js";
import { numberAt } from "../../language/at.js";
import { Answers } from "./answers.js";
import { Behind, NONE } from "./behind.js";
import type { ObservedConnection } from "./connections.js";
import { callsForAck, contradicts, isHole, isSentAgain } from "./contradicts.js";
import { departuresOf } from "./departures.js";
import { Echoes } from "./echoes.js";
import { Flight } from "./flight.js";
import { acknowledgesFin } from "./last-ack.js";
import { momentsOf } from "./moments.js";
import { odditiesOf } from "./oddities.js";
import { Peaks } from "./peaks.js";
import { eraOf, type Placed, placed } from "./places.js";
import type { Timeline } from "./timeline.js";
import type { Turn } from "./turn.js";
import { type Vantage, vantageOf } from "./vantage.js";

/** `set`: the segments that are known to be out of an earlier connection, or forged. */
export function timelineOf(connection: ObservedConnection, set?: ReadonlySet<number>): Timeline {
  const all = placed(connection, new Set());
  const { forged, events, ends } = odditiesOf(connection, set, all);
  const items = forged.size === 0 ? all : placed(connection, forged);
  const { captured = false, seenAt = null } = connection;
  const way = seenAt ?? vantageOf(items);
  const turns = departuresOf(items, forged, { seenAt, captured });
  const evidence = new Evidence(items, turns, forged, { way, sure: seenAt !== null, captured });
  evidence.weigh();
  return { moments: momentsOf(turns, evidence, forged, events), lost: evidence.lost, ends, seenAt: way };
}

class Evidence {
  readonly lost = new Set<number>();
  readonly behind: Behind;
  readonly again = new Map<number, number[]>();
  /** The turn in which each segment left, or was seen at the latest. */
  private readonly turnOf: Int32Array;
  /** What is on its way, by the way that it goes. */
  private readonly flying: readonly [Flight, Flight];
  /** The ACKs of what has left, and the segments that bring them. */
  private readonly acks: readonly [Peaks, Peaks];
  private readonly bringing: readonly [Int32Array, Int32Array];
  /** Of what is on its way: sent again since, or below what had been sent. */
  private readonly copies: [Set<number>, Set<number>] = [new Set(), new Set()];
  /** Those that were overtaken, and so have a turn of their own where they were seen. */
  private readonly overtaken = new Set<number>();
  /** ACKs whose data was sent again behind them. */
  private readonly unheard = new Set<number>();
  /** How far each side's numbers have been acknowledged. */
  private readonly acknowledged: [number, number] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  /** The turn of the last arrival, by the way it went. */
  private readonly latest: [number, number] = [-1, -1];
  /** Whether more than a SYN has arrived, by the way it went. */
  private readonly heard: [boolean, boolean] = [false, false];
  private readonly answers: Answers;
  private readonly echoes: Echoes;

  constructor(
    private readonly items: readonly Placed[],
    private readonly turns: readonly Turn[],
    private readonly forged: ReadonlySet<number>,
    private readonly vantage: Vantage,
  ) {
    this.flying = [new Flight(items.length), new Flight(items.length)];
    this.behind = new Behind(turns.length, items.length);
    this.turnOf = new Int32Array(items.length);
    this.acks = [new Peaks(items.length), new Peaks(items.length)];
    this.bringing = [new Int32Array(items.length), new Int32Array(items.length)];
    for (const turn of turns) if (turn.kind === "seen") this.overtaken.add(turn.index);
    this.answers = new Answers(items, turns, forged);
    this.echoes = new Echoes(items, vantage.captured);
  }

  weigh(): void {
    this.turns.forEach((turn, at) => {
      if (turn.kind === "unseen") this.answer(turn, at);
      if (turn.kind === "unseen" || this.forged.has(turn.index)) return;
      this.turnOf[turn.index] = at;
      if (turn.kind === "departs") this.depart(turn.index, at);
      if (this.isSeenArriving(turn, at)) this.arriveNow(turn.index, at);
    });
    for (const way of [0, 1] as const) this.settle(way);
  }

  /** What was not seen of a handshake answers a SYN, which has come; what follows a SYN+ACK, the ACK of that. */
  private answer({ flags, way }: Turn & { kind: "unseen" }, at: number): void {
    if (flags === undefined) return;
    const flying = this.flying[other(way)];
    const first = this.answers.syns[way] === 0 || this.heard[other(way)] ? undefined : flying.all()[0];
    const asked = flying.carrying().findLast((one) => this.item(one).seen.syn) ?? first;
    if (asked === undefined) return;
    this.arrive(asked, at);
    this.land(asked);
  }

  private item(index: number): Placed {
    return this.items[index] as Placed;
  }

  private depart(index: number, at: number): void {
    const item = this.item(index);
    const { way } = item.seen;
    if (item.ack > this.acknowledged[other(way)]) this.acknowledged[other(way)] = item.ack;
    this.prove(index, at);
    if (isSentAgain(item)) {
      this.unhear(other(way), item.start);
      this.copies[way].add(index);
    }
    this.flying[way].depart(index, item.end !== item.start);
    this.bringing[way][this.acks[way].push(item.ack)] = index;
  }

  /** Octets that are sent again were acknowledged by segments that are still on their way. */
  private unhear(way: Side, start: number): void {
    const acks = this.acks[way];
    for (let at = acks.lastAbove(start); at >= 0; at = acks.lastAbove(start, at)) {
      const one = this.bringing[way][at] as number;
      if (this.flying[way].has(one) && !this.echoes.hasProven(one)) this.unheard.add(one);
      acks.drop(at);
    }
  }

  private land(index: number): void {
    const { syn, way } = this.item(index).seen;
    if (!syn && !this.lost.has(index)) this.heard[way] = true;
    this.flying[way].land(index);
  }

  /** A segment that was seen where it was going to has arrived, unless the next answer from there knows nothing of it. */
  private isSeenArriving(turn: Turn, at: number): boolean {
    const { sure, way } = this.vantage;
    if (turn.kind === "unseen" || way === null) return false;
    const item = this.item(turn.index);
    if (item.seen.way === way || item.seen.unseen === true || !this.flying[item.seen.way].has(turn.index))
      return false;
    if (turn.kind === "departs" && this.overtaken.has(turn.index)) return false;
    if (sure) return true;
    const answer = this.answers.after(at, way);
    return answer === null || !this.speaksAgainst(answer, turn.index);
  }

  /**
   * Whether the answer of a turn shows that a segment had not arrived: not if nothing but this segment can have called it
   * forth, for then its number is wrong.
   */
  private speaksAgainst(at: number, index: number): boolean {
    const turn = this.turns[at];
    if (turn?.kind !== "departs") return false;
    const answer = this.item(turn.index);
    const item = this.item(index);
    if (!item.seen.rst && this.answers.waiting.has(turn.index) && acknowledgesFin(item, answer)) return true;
    if (!contradicts(answer, item)) return false;
    if (this.vantage.captured) return true;
    // Nothing but a SYN calls forth a SYN+ACK; which one, where there are several, its number tells.
    const opens = answer.seen.syn && answer.seen.acks && item.seen.syn && !item.seen.acks;
    if (opens && this.answers.syns[item.seen.way] === 1) return false;
    if (this.isLastWord(at, answer, item)) return false;
    const bare = answer.start === answer.end && !answer.seen.rst && answer.sack.length === 0;
    if (
      !bare ||
      item.start === item.end ||
      this.isSentLater(index, item.seen.way) ||
      !(answer.ack >= item.start)
    )
      return true;
    return this.hasOtherCause(at, answer, index);
  }

  /**
   * A FIN that counts all of the other side but its FIN, is acknowledged itself, and is all that its sender still says: had both
   * crossed, it would have answered that one as well (RFC 9293 §3.6).
   */
  private isLastWord(at: number, answer: Placed, item: Placed): boolean {
    const { way, fin } = answer.seen;
    if (!fin || !item.seen.fin || answer.ack !== item.end - 1) return false;
    return this.answers.after(at, way) === null && this.isAcknowledged(answer.end, way);
  }

  /** Something else that arrived since the other end spoke last, something new to say, or nothing to compare with. */
  private hasOtherCause(at: number, answer: Placed, index: number): boolean {
    const { way } = answer.seen;
    for (let before = at - 1; before >= 0; before--) {
      const turn = this.turns[before] as Turn;
      for (let one = this.behind.firstOf(before); one !== NONE; one = this.behind.after(one)) {
        if (one !== index && callsForAck(this.item(one), way)) return true;
      }
      if (turn.kind !== "departs" || this.forged.has(turn.index)) continue;
      if (
        turn.index !== index &&
        this.flying[other(way)].has(turn.index) &&
        callsForAck(this.item(turn.index), way)
      )
        return true;
      const said = this.item(turn.index);
      if (said.seen.way !== way) continue;
      return said.ack !== answer.ack || said.seen.win !== answer.seen.win;
    }
    return true;
  }

  private arriveNow(index: number, at: number): void {
    const { way } = this.item(index).seen;
    this.behind.add(at, index);
    this.latest[way] = at;
    this.land(index);
  }

  /** What must have arrived before this segment left. */
  private prove(index: number, at: number): void {
    const item = this.item(index);
    const way = other(item.seen.way);
    this.proveAgain(item, way, at);
    const flying = this.flying[way];
    const echoed = this.echoes.sentBack(item);
    const asked = item.seen.rst || (echoed !== null && flying.has(echoed)) ? flying.all() : flying.carrying();
    const all: number[] = [];
    for (const one of asked) if (one === echoed || this.proves(item, one)) all.push(one);
    const proven = this.copies[way].size === 0 ? all : this.withoutCopies(item, way, all);
    if (proven.length === 0) return;
    const gone: number[] = [];
    let met = 0;
    for (const one of flying.all()) {
      // Both stand in the order in which they left.
      const isProven = one === proven[met];
      if (!isProven && !this.lost.has(one) && isHole(this.item(one), item)) continue;
      gone.push(one);
      if (!isProven && !this.lost.has(one) && this.unheard.has(one)) this.lost.add(one);
      else if (isProven || !this.lost.has(one)) this.arrive(one, at);
      if (isProven) met++;
      if (met === proven.length) break;
    }
    for (const one of gone) this.land(one);
  }

  private proves(item: Placed, one: number): boolean {
    const { start, end, ack, seen } = this.item(one);
    if (item.seen.rst && !Number.isNaN(ack) && item.start === ack && item.seen.seq !== null) return true;
    if (end === start) return false;
    if (this.answersSyn(item, one)) return true;
    // What a SYN brought along may have been dropped (RFC 7413 §4.2.2).
    const begun = item.ack > start && !(seen.syn && this.isSynSentAgain(one, seen.way));
    if (eraOf(item.ack) === eraOf(end) && (item.ack >= end || begun)) return true;
    // A block may end before or behind a FIN (RFC 2018 §3 speaks of data).
    const last = seen.fin && end - start > 1 ? end - 1 : end;
    return item.sack.some(([left, right]) => left <= start && last <= right);
  }

  /** Nobody acknowledges anything before a SYN has come, so a number that is nearly right is wrong. */
  private answersSyn(item: Placed, one: number): boolean {
    const { start, seen } = this.item(one);
    if (!seen.syn || !item.seen.acks) return false;
    // Who has kept an earlier connection answers with a number of that one.
    if (Math.abs(item.ack - start) >= NEAR && eraOf(item.ack) !== 0) return false;
    return !this.isSynSentAgain(one, seen.way);
  }

  private isSynSentAgain(one: number, way: Side): boolean {
    for (const later of this.flying[way].carrying()) {
      if (later !== one && this.item(later).seen.syn && this.isBefore(one, later)) return true;
    }
    return false;
  }

  /** Of several copies of the same octets the last one arrived, unless the answer echoes the time of one before. */
  private withoutCopies(item: Placed, way: Side, all: readonly number[]): readonly number[] {
    const proven = new Set(all);
    for (const copy of all.filter((one) => this.copies[way].has(one))) {
      if (!proven.has(copy)) continue;
      const { ack, start, end, seen } = this.item(copy);
      const echo = item.seen.options.ts?.[1];
      const value = seen.options.ts?.[0];
      const before = [...proven].filter((one) => {
        const first = this.item(one);
        return one !== copy && this.isBefore(one, copy) && first.start < end && start < first.end;
      });
      if (before.length === 0) continue;
      // Who sends again what a copy acknowledges has not got it yet.
      if (isSentAgain(item) && item.start < ack && eraOf(item.start) === eraOf(ack)) {
        proven.delete(copy);
        continue;
      }
      // In a simultaneous open the SYN comes first, and the SYN+ACK is its own answer (RFC 9293 §3.5).
      if (item.seen.syn && seen.acks && before.every((one) => !this.item(one).seen.acks)) {
        proven.delete(copy);
        continue;
      }
      if (echo !== undefined && value !== undefined && ((echo - value) | 0) < 0) {
        proven.delete(copy);
        continue;
      }
      for (const one of before) {
        if (seen.syn && seen.acks && !this.item(one).seen.acks) continue;
        if (this.item(one).end > end || this.item(one).start < start) continue;
        proven.delete(one);
        this.lost.add(one);
      }
    }
    return [...proven];
  }

  private isBefore(one: number, two: number): boolean {
    return numberAt(this.turnOf, one) < numberAt(this.turnOf, two);
  }

  /** A block below the ACK tells of octets that came twice (RFC 2883). */
  private proveAgain(item: Placed, way: Side, at: number): void {
    const [first, second] = item.sack;
    if (first === undefined) return;
    const inside = second !== undefined && second[0] <= first[0] && first[1] <= second[1];
    if (first[1] > item.ack && !inside) return;
    const same = (one: number): boolean => {
      const { start, end, seen } = this.item(one);
      return seen.way === way && start <= first[0] && first[1] <= end && end > start;
    };
    const late = this.flying[way].carrying().find(same) ?? [...this.lost].reverse().find(same);
    if (late !== undefined) {
      this.lost.delete(late);
      this.land(late);
      this.copies[way].delete(late);
      this.arrive(late, at);
      return;
    }
    if (this.vantage.way === other(way)) return;
    for (let i = at - 1; i >= 0 && i > at - LOOKAHEAD; i--) {
      const turn = this.turns[i] as Turn;
      if (turn.kind !== "departs" || !same(turn.index)) continue;
      const copies = this.turns.filter((t, n) => n < at && t.kind === "departs" && same(t.index)).length;
      if (copies === 1) this.again.set(at - 1, [...(this.again.get(at - 1) ?? []), turn.index]);
      return;
    }
  }

  /** Before the turn `at`, and as early as nothing speaks against it. */
  private arrive(index: number, at: number): void {
    const item = this.item(index);
    const { way } = item.seen;
    const earliest = Math.max(numberAt(this.turnOf, index), this.latest[way]);
    let turn = this.answers.before(at, item);
    while (turn > earliest && !this.speaksAgainst(turn, index)) turn = this.answers.before(turn, item);
    const place = Math.max(turn, earliest);
    this.behind.add(place, index);
    this.latest[way] = place;
    this.copies[way].delete(index);
  }

  /**
   * What is on its way when nothing more is seen. What asks for an answer, and got none, stays there; what asks for none
   * has arrived as far as anybody can tell, and so has what left before a RST.
   */
  private settle(way: Side): void {
    const flying = this.flying[way].all();
    const reset = flying.findLastIndex((one) => this.item(one).seen.rst);
    let open = false;
    flying.forEach((one, place) => {
      const { start, end: last, seen } = this.item(one);
      const answer = this.wrongAnswerTo(one, way);
      if (this.unheard.has(one) && start === last) this.lost.add(one);
      else if (this.isSentLater(one, way)) this.lost.add(one);
      else if (answer !== null) this.arrive(one, answer);
      else if (place <= reset || (start === last && !open)) this.arrive(one, this.turns.length);
      else if ((start !== last || seen.rst) && !this.isAcknowledged(last, way)) open = true;
    });
  }

  /** The turn of an answer that nothing but this segment can have called forth: it has come, and was counted wrongly. */
  private wrongAnswerTo(one: number, way: Side): number | null {
    const left = numberAt(this.turnOf, one);
    const at = this.answers.after(left, other(way));
    if (at === null) return null;
    const answer = this.item((this.turns[at] as Turn).index);
    return contradicts(answer, this.item(one)) && !this.speaksAgainst(at, one) ? at : null;
  }

  private isAcknowledged(place: number, way: Side): boolean {
    return place <= this.acknowledged[way];
  }

  private isSentLater(one: number, way: Side): boolean {
    const { start, end } = this.item(one);
    if (start === end) return false;
    for (const copy of this.copies[way]) {
      const again = this.item(copy);
      if (copy !== one && again.start <= start && end <= again.end && this.isBefore(one, copy)) return true;
    }
    return false;
  }
}

const LOOKAHEAD = 1000;
/** Farther off is a number of another connection, and no slip. */
const NEAR = 2 ** 12;
