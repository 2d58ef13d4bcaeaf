/**
 * The time–sequence graphs of a flow as plain columns: for each direction of each connection what its sender sent,
 * and what came back to it, counted in octets from its ISN. It is the reading of Stevens and of tcptrace: one
 * stands at the sender, so a segment is where it leaves, and an ACK where it arrives.
 */

import { inWords } from "../check/express.js";
import type { FlowTrace, Pair, Step, StepSegment } from "../check/trace.js";
import type { Num } from "../tcp/number.js";
import { FIN, RST, SYN } from "../tcp/segment.js";
import { signed } from "../tcp/sequence.js";
import { type GraphTime, graphTime } from "./graph-time.js";
import { sumOf } from "./numbers.js";
import { Starts } from "./starts.js";

export interface Graph extends GraphTime {
  /** An exercise: nothing is told. */
  readonly silent: boolean;
  readonly directions: readonly GraphDirection[];
}

/** What one end of a connection sends, and what the other says of it. Columns are as long as each other. */
export interface GraphDirection {
  readonly connection: number;
  readonly from: string;
  readonly to: string;
  readonly start: {
    /** In the flow's own words; null where it has none. */
    readonly text: string | null;
    /** It is no ISN, but the first number that is seen. */
    readonly middle: boolean;
  };
  /** Octets of data, each counted once. */
  readonly octets: number;
  /** Segments that take sequence numbers, and RSTs: from the first number up to the one behind the last. */
  readonly sent: { readonly tick: number[]; readonly low: number[]; readonly high: number[] };
  /** Which of them: sent again, lost, with SYN, with FIN, with RST, of a length that nobody says. */
  readonly again: number[];
  readonly lost: number[];
  readonly syn: number[];
  readonly fin: number[];
  readonly reset: number[];
  readonly open: number[];
  /** ACKs where they arrive at the sender. */
  readonly acks: { readonly tick: number[]; readonly at: number[] };
  /** Which of them: duplicates, as the check finds them (RFC 5681 §2); with a window of 0. */
  readonly duplicate: number[];
  readonly closed: number[];
  readonly sacks: { readonly tick: number[]; readonly low: number[]; readonly high: number[] };
  /** SND.UNA; SND.UNA + SND.WND; SND.NXT − SND.UNA; SND.WND. */
  readonly acked: GraphLine;
  readonly edge: GraphLine;
  readonly flight: GraphLine;
  readonly window: GraphLine;
  /** Where data is left out (`...`). */
  readonly gaps: number[];
  /** Amounts that nobody says: each is drawn as small as it can be. */
  readonly unsaid: number;
  /** Segments that are not drawn: without effect, out of an earlier connection, or of numbers that nobody knows. */
  readonly leftOut: number;
}

/** A value that holds until the next one; null where there is none. */
export interface GraphLine {
  readonly tick: number[];
  readonly value: (number | null)[];
}

export function graphOf(trace: FlowTrace): Graph {
  if (trace.flow.kind === "exercise")
    return { silent: true, lines: [], times: null, untimed: [], directions: [] };
  const { ticks, ...time } = graphTime(trace);
  const starts = new Starts(trace);
  const sides = trace.connections.flatMap((_, i) => [
    new Side(trace, starts, i, "a"),
    new Side(trace, starts, i, "b"),
  ]);
  const departures = departuresByArrival(trace);
  for (const step of trace.steps) {
    const tick = ticks[step.index] as number;
    if (tick >= 0) draw(step, tick, sides, departures);
  }
  return { silent: false, ...time, directions: sides.map((side) => side.direction()) };
}

function draw(
  step: Step,
  tick: number,
  sides: readonly Side[],
  departures: ReadonlyMap<number, Step[]>,
): void {
  const own = sides.slice(step.connection * 2, step.connection * 2 + 2);
  if (step.connection >= 0) for (const side of own) side.begin(step);
  if (step.kind === "segment" && step.segment !== null) {
    for (const side of own) side.depart(step.segment, tick);
    if (step.segment.fate === "delivered") for (const side of own) side.arrive(step, step.segment, tick);
  }
  for (const departure of departures.get(step.index) ?? []) {
    if (departure.segment === null) continue;
    const of = sides.slice(departure.connection * 2, departure.connection * 2 + 2);
    for (const side of of) side.arrive(departure, departure.segment, tick);
  }
  if (step.connection < 0) return;
  for (const side of own) {
    if (step.kind === "elision") side.leaveOut(tick);
    side.follow(step, tick);
  }
}

/** By the step in which they arrive; what arrives at once is not among them. */
function departuresByArrival({ steps }: FlowTrace): Map<number, Step[]> {
  const found = new Map<number, Step[]>();
  for (const step of steps) {
    for (const arrival of step.segment?.arrivals ?? []) {
      if (arrival === step.index) continue;
      const others = found.get(arrival);
      if (others === undefined) found.set(arrival, [step]);
      else others.push(step);
    }
  }
  return found;
}

/** What is drawn of the octets of one end. */
class Side {
  private readonly from: string;
  private readonly to: string;
  private zero: Num | null = null;
  private first: Num | null = null;
  private middle = false;
  /** How far it has sent: numbers are counted on from here, over 2^32 and beyond. */
  private reached = 0;
  private octets = 0;
  private leftOut = 0;
  private readonly unsaid = new Set<number>();
  private readonly sent = { tick: [] as number[], low: [] as number[], high: [] as number[] };
  private readonly marks = {
    again: [] as number[],
    lost: [] as number[],
    syn: [] as number[],
    fin: [] as number[],
    reset: [] as number[],
    open: [] as number[],
  };
  private readonly acks = { tick: [] as number[], at: [] as number[] };
  private readonly duplicate: number[] = [];
  private readonly closed: number[] = [];
  private readonly sacks = { tick: [] as number[], low: [] as number[], high: [] as number[] };
  private readonly lines = { acked: line(), edge: line(), flight: line(), window: line() };
  private readonly gaps: number[] = [];
  private seen: Pair["a"] | null = null;

  constructor(
    private readonly trace: FlowTrace,
    private readonly starts: Starts,
    private readonly connection: number,
    private readonly owner: "a" | "b",
  ) {
    const ends = trace.connections[connection] as { a: string; b: string };
    this.from = ends[owner];
    this.to = ends[owner === "a" ? "b" : "a"];
  }

  /** A connection that is opened anew counts from another ISN. */
  begin(step: Step): void {
    const start = this.starts.ofOwner(step, this.owner);
    if (start === null || start.zero === this.zero) return;
    const same = this.zero !== null && this.trace.numbers.equal(start.zero, this.zero) === true;
    this.zero = start.zero;
    if (same) return;
    if (this.first === null) {
      this.first = start.first;
      this.middle = start.zero !== start.first;
    }
    this.reached = 0;
  }

  depart(segment: StepSegment, tick: number): void {
    if (segment.from !== this.from) return;
    const { flags, len, fate } = segment;
    const data = this.amount(len);
    const takes = data + ((flags & SYN) !== 0 ? 1 : 0) + ((flags & FIN) !== 0 ? 1 : 0);
    if (takes === 0 && (flags & RST) === 0) return;
    const low = fate === "void" || fate === "stray" ? null : this.offset(segment.seq);
    if (low === null) {
      this.leftOut++;
      return;
    }
    const at = this.sent.tick.length;
    this.sent.tick.push(tick);
    this.sent.low.push(low);
    this.sent.high.push(low + takes);
    const { again, lost, syn, fin, reset, open } = this.marks;
    if (segment.retransmission) again.push(at);
    if (fate === "lost") lost.push(at);
    if ((flags & SYN) !== 0) syn.push(at);
    if ((flags & FIN) !== 0) fin.push(at);
    if ((flags & RST) !== 0) reset.push(at);
    if (this.trace.numbers.resolve(len).terms !== null) open.push(at);
    const end = low + takes;
    this.octets += Math.min(data, Math.max(0, end - Math.max(low, this.reached)));
    this.reached = Math.max(this.reached, end);
  }

  /** An ACK comes back. */
  arrive(step: Step, segment: StepSegment, tick: number): void {
    if (segment.to !== this.from || segment.ack === null || segment.fate === "void") return;
    if (segment.fate === "stray") return;
    const at = this.offset(segment.ack);
    if (at === null) return;
    const index = this.acks.tick.length;
    const statement = step.statement.type === "segment" ? step.statement : null;
    const window = statement?.win?.value ?? null;
    this.acks.tick.push(tick);
    this.acks.at.push(at);
    if (window === 0 && (segment.flags & RST) === 0) this.closed.push(index);
    if (step.findings.some(({ code }) => code === "duplicate-ack")) this.duplicate.push(index);
    for (const block of statement?.sack?.blocks ?? []) {
      const [left, right] = [sumOf(this.trace, block.left), sumOf(this.trace, block.right)];
      const low = left === null || block.left.blank ? null : this.offset(left);
      const high = right === null || block.right.blank ? null : this.offset(right);
      if (low === null || high === null || low < 0 || high <= low || high > this.reached) continue;
      this.sacks.tick.push(tick);
      this.sacks.low.push(low);
      this.sacks.high.push(high);
    }
  }

  leaveOut(tick: number): void {
    this.gaps.push(tick);
  }

  /** What the end knows after the step. */
  follow(step: Step, tick: number): void {
    const tcb = step.after?.[this.owner] ?? null;
    if (tcb === this.seen) return;
    this.seen = tcb;
    const nxt = this.numberOf(tcb?.sndNxt);
    const una = this.numberOf(tcb?.sndUna);
    if (nxt !== null) this.reached = Math.max(this.reached, nxt);
    const wnd = tcb?.sndWnd ?? null;
    const { acked, edge, flight, window } = this.lines;
    note(acked, tick, una);
    note(flight, tick, una === null || nxt === null ? null : Math.max(0, nxt - una));
    note(window, tick, una === null ? null : wnd);
    note(edge, tick, una === null || wnd === null ? null : una + wnd);
  }

  direction(): GraphDirection {
    const { connection, from, to, octets, sent, marks, acks, duplicate, closed, sacks, lines, gaps } = this;
    const { first, middle, leftOut } = this;
    const text = first === null ? null : inWords(this.trace, first, -1);
    return {
      ...{ connection, from, to, octets, sent, ...marks, acks, duplicate, closed, sacks, ...lines, gaps },
      start: { text, middle },
      unsaid: this.unsaid.size,
      leftOut,
    };
  }

  private numberOf(n: Num | null | undefined): number | null {
    return n === null || n === undefined ? null : this.offset(n);
  }

  /** Octets from the start; null where nobody knows. */
  private offset(n: Num): number | null {
    if (this.zero === null) return null;
    const least = this.least(this.trace.numbers.subtract(n, this.zero));
    return least === null ? null : this.reached + signed(least - this.reached);
  }

  private amount(len: Num): number {
    return this.least(len) ?? 0;
  }

  /** With every amount that nobody says as small as it can be; null where a start is unknown. */
  private least(n: Num): number | null {
    const { numbers } = this.trace;
    const { constant, terms } = numbers.resolve(n);
    if (terms === null) return constant;
    let sum = constant;
    for (let i = 0; i < terms.length; i += 2) {
      const atom = terms[i] as number;
      const kind = numbers.kindOf(atom);
      if (kind === "base") return null;
      this.unsaid.add(atom);
      if (kind === "length" || kind === "unsaid") sum += terms[i + 1] as number;
    }
    return sum;
  }
}

function line(): { tick: number[]; value: (number | null)[] } {
  return { tick: [], value: [] };
}

function note({ tick, value }: GraphLine, at: number, now: number | null): void {
  const last = value.length === 0 ? null : (value.at(-1) as number | null);
  if (last === now) return;
  if (tick.at(-1) === at) {
    tick.pop();
    value.pop();
  }
  tick.push(at);
  value.push(now);
}
