/**
 * A legal exchange as it grows: two endpoints, the network between them, and the list of what
 * happened. Every function here does one thing that an honest endpoint or the network may do.
 */

import { arrive } from "./arrival.js";
import { happens } from "./calls.js";
import type { Choice, Decide } from "./choices.js";
import {
  acknowledge,
  chooseIss,
  depart,
  type End,
  endOf,
  type Flag,
  maySendData,
  midwayEnd,
  newEnd,
  other,
  type Packet,
  type Side,
  type State,
} from "./endpoint.js";
import { dataEnd, type Extras, extrasOf, NO_OPTIONS, type Options } from "./options.js";
import type { Random } from "./random.js";

export type Fate = "delivered" | "lost" | "in-flight";

/** What may be seen of an end from outside. */
export interface Glance {
  readonly state: State;
  readonly previous: State | null;
  readonly passed: State | null;
  /** Whether it is in this state yet may be seen in two ways. */
  readonly unsure: boolean;
}

interface Happening {
  /** Both ends afterwards. */
  readonly ends: readonly [Glance, Glance];
  /** Which connection of the flow: a pair may connect again. */
  readonly connection: number;
}

export interface SegmentEvent extends Happening {
  readonly kind: "segment";
  readonly from: Side;
  readonly flags: readonly Flag[];
  readonly seq: number;
  readonly ack: number | null;
  readonly len: number;
  readonly payload: string | null;
  readonly fate: Fate;
  readonly id: string | null;
  /** It was sent before. */
  readonly again: boolean;
  /**
   * Whether a reader who is told no seq works out this one: always, only if he was told of the
   * timeout before, or never.
   */
  readonly omitSeq: "always" | "after-rto" | "never";
  readonly omitAck: boolean;
  /** Octets the application was said to send just before, so that `len` may be left out. */
  readonly queued: boolean;
  /** Out of an earlier connection, or forged: its sender knows nothing of it. */
  readonly old: boolean;
  /** Its seq is the number 0 itself: a RST in answer to a segment without ACK. */
  readonly zero: boolean;
  /** It chooses a number that is related to no other: a SYN, or an `old` one. */
  readonly opens: boolean;
  readonly extras: Extras;
}

export interface DeliverEvent extends Happening {
  readonly kind: "deliver";
  readonly ids: readonly string[];
  /** All that is in flight: may be written without ids. */
  readonly all: boolean;
}

export type LocalWord =
  | "listen"
  | "unlisten"
  | "timeout user"
  | "timeout delack"
  | "open"
  | "close"
  | "send"
  | "receive"
  | "abort"
  | "crash"
  | "timeout rto"
  | "timeout 2msl"
  | "timeout keepalive"
  | "timeout persist";

export interface LocalEvent extends Happening {
  readonly kind: "local";
  readonly side: Side;
  readonly what: LocalWord;
  readonly amount: number;
  /** No segment shows it. */
  readonly silent: boolean;
}

/** Data that is not shown: `amounts` of each side, all delivered and acknowledged. */
export interface ElisionEvent extends Happening {
  readonly kind: "elision";
  /** One way only; null for both. */
  readonly from: Side | null;
  readonly amounts: readonly [number, number];
}

export type Event = SegmentEvent | DeliverEvent | LocalEvent | ElisionEvent;

export type Start =
  | "closed"
  /** Both ends only open actively. */
  | "peers"
  /** Nobody listens. */
  | "deaf"
  /** Both only listen. */
  | "ears"
  | "established"
  /** 0 has closed, 1 has not. */
  | "half-closed";

export interface Exchange {
  readonly random: Random;
  readonly start: Start;
  readonly events: Event[];
  readonly ends: [End, End];
  connection: number;
  /** The highest offset ever sent by each side; null before its first SYN. */
  readonly tops: [number | null, number | null];
  /** What it does cannot be judged where numbers are unknown: all of them are written. */
  exact: boolean;
  /** Segments may meet ends that they were not meant for. */
  wild: boolean;
  /** More clients talk to the same server at the same time. */
  company: readonly Exchange[];
  /** Of this side it may be seen in two ways which state it is in. */
  unsure: Side | null;
  options: Options;
  /** How often an end takes another outcome than the RFC's own, where several are allowed. */
  deviates: number;
  /** Outcomes that this exchange is about, by their place among those that are allowed. */
  readonly forced: Map<Choice, number>;
  /** How often there was something to decide. */
  forks: number;
  readonly flight: { readonly id: string; readonly from: Side; readonly packet: Packet }[];
  /** All that ever had an id, for duplicates. */
  readonly sent: Map<string, { readonly from: Side; readonly packet: Packet }>;
  /** A retransmission timer fired, and its segment has not been sent yet. */
  readonly rto: [boolean, boolean];
  /** The last thing it sent was a retransmission, and nothing arrived since: what is next is not evident. */
  readonly unclear: [boolean, boolean];
  /** Octets the application queued just now. */
  readonly queued: [number, number];
}

/** Both ends before the first line. */
export function startingEnds(start: Start, decide: Decide): [End, End] {
  const ends = endsOf(start);
  for (const end of ends) end.decide = decide;
  return ends;
}

function endsOf(start: Start): [End, End] {
  switch (start) {
    case "closed":
      return [newEnd("CLOSED"), newEnd("LISTEN")];
    case "peers":
    case "deaf":
      return [newEnd("CLOSED"), newEnd("CLOSED")];
    case "ears":
      return [newEnd("LISTEN"), newEnd("LISTEN")];
    case "established":
      return [midwayEnd("ESTABLISHED", false), midwayEnd("ESTABLISHED", true)];
    case "half-closed":
      return [midwayEnd("FIN-WAIT-2", false), midwayEnd("CLOSE-WAIT", true)];
  }
}

export function newExchange(random: Random, start: Start): Exchange {
  const midway = start === "established" || start === "half-closed";
  const decide: Decide = (what, outcomes) => {
    if (what !== "SYN to a listener") x.forks += 1;
    const deviant = random.chance(x.deviates) ? random.int(0, outcomes.length - 1) : 0;
    return outcomes[x.forced.get(what) ?? deviant] as (typeof outcomes)[number];
  };
  const x: Exchange = {
    random,
    start,
    events: [],
    ends: startingEnds(start, decide),
    connection: 0,
    tops: midway ? [1, 1] : [null, null],
    exact: false,
    wild: false,
    company: [],
    unsure: null,
    options: NO_OPTIONS,
    deviates: 0,
    forced: new Map(),
    forks: 0,
    flight: [],
    sent: new Map(),
    rto: [false, false],
    unclear: [false, false],
    queued: [0, 0],
  };
  return x;
}

export interface Sending {
  readonly syn?: boolean;
  readonly fin?: boolean;
  readonly psh?: boolean;
  readonly len?: number;
  readonly payload?: string | null;
  /** Of a retransmission; else SND.NXT. */
  readonly seq?: number;
  /** Of one that lags; else RCV.NXT. */
  readonly ack?: number;
  /** Fast Open's option; "" asks for a cookie. */
  readonly cookie?: string;
  /** The urgent pointer. */
  readonly urg?: number;
  readonly flags?: readonly Flag[];
  /** A SYN without ACK, though a number has arrived. */
  readonly bare?: boolean;
  readonly fate?: Fate;
  readonly id?: string;
  /** The acknowledgment could be another: it is written. */
  readonly explicit?: boolean;
}

export function send(x: Exchange, from: Side, what: Sending): SegmentEvent {
  const end = x.ends[from];
  const { syn = false, fin = false, len = 0, fate = "delivered" } = what;
  const opens = syn && end.fresh;
  if (opens) begin(x, from);
  const seq = what.seq ?? end.nxt;
  const ack = what.bare === true ? null : (what.ack ?? end.rcv);
  const extras: Extras = {
    ...extrasOf(x.options, from, end, syn, ack, x.random),
    urg: what.urg ?? null,
    cookie: what.cookie ?? null,
  };
  const packet: Packet = {
    syn,
    fin,
    rst: false,
    seq,
    ack,
    len,
    win: extras.octets,
    stamp: extras.ts?.value ?? null,
    cookie: extras.cookie !== null && extras.cookie !== "",
  };
  const again = endOf(packet) > seq && seq < end.nxt;
  const flags: Flag[] = [];
  if (syn) flags.push("SYN");
  if (fin) flags.push("FIN");
  if (what.psh === true) flags.push("PSH");
  flags.push(...(what.flags ?? []));
  if (ack !== null) flags.push("ACK");
  const event = {
    kind: "segment" as const,
    from,
    flags,
    seq,
    ack,
    len,
    payload: what.payload ?? null,
    fate,
    id: what.id ?? null,
    again,
    omitSeq: omitSeq(x, from, packet, again),
    omitAck: ack === null || (ack === end.rcv && what.explicit !== true),
    queued: len > 0 && x.queued[from] === len && !again,
    connection: x.connection,
    old: false,
    zero: false,
    opens,
    extras,
  };
  x.unclear[from] = again && x.rto[from];
  x.rto[from] = false;
  x.queued[from] = 0;
  depart(end, packet);
  x.tops[from] = Math.max(x.tops[from] ?? 0, end.nxt);
  if (what.id !== undefined) x.sent.set(what.id, { from, packet });
  if (fate === "in-flight") x.flight.push({ id: what.id as string, from, packet });
  if (fate === "delivered") land(x, from, packet);
  const done: SegmentEvent = { ...event, ends: glances(x) };
  x.events.push(done);
  return done;
}

const FAR = [10_000, 1_000_000_000] as const;

/** The SYN chooses a number; one of a later connection lies beyond all that were used (RFC 9293 §3.4.1). */
function begin(x: Exchange, side: Side): void {
  const end = x.ends[side];
  const top = x.tops[side];
  if (end.used && end.state === "CLOSED") x.connection += 1;
  chooseIss(end, top === null ? 0 : top + x.random.int(...FAR));
}

function omitSeq(x: Exchange, from: Side, p: Packet, again: boolean): SegmentEvent["omitSeq"] {
  const end = x.ends[from];
  if (again && p.len === 0 && (p.syn || p.seq === end.fin)) {
    return x.rto[from] && p.seq !== end.una ? "never" : "always";
  }
  if (again && p.fin) return "never";
  if (x.rto[from]) return p.seq === end.una ? "after-rto" : "never";
  return p.seq === end.nxt && !x.unclear[from] ? "always" : "never";
}

export function land(x: Exchange, from: Side, packet: Packet): void {
  x.unclear[other(from)] = false;
  arrive(x.ends[other(from)], packet);
}

/** The retransmission of what was sent as `event`, with what is acknowledged now. */
export function sendAgain(x: Exchange, event: SegmentEvent, fate: Fate = "delivered"): SegmentEvent {
  return send(x, event.from, {
    syn: event.flags.includes("SYN"),
    fin: event.flags.includes("FIN"),
    psh: event.flags.includes("PSH"),
    len: event.len,
    payload: event.payload,
    seq: event.seq,
    bare: !event.flags.includes("ACK"),
    ...(event.extras.cookie === null ? {} : { cookie: event.extras.cookie }),
    fate,
  });
}

export function deliver(x: Exchange, ids?: readonly string[]): void {
  const wanted = ids ?? x.flight.map((p) => p.id);
  const all = wanted.length === x.flight.length && x.flight.every((p, i) => p.id === wanted[i]);
  for (const id of wanted) {
    const at = x.flight.findIndex((p) => p.id === id);
    if (at >= 0) x.flight.splice(at, 1);
    const travelling = x.sent.get(id);
    if (travelling !== undefined) land(x, travelling.from, travelling.packet);
  }
  x.events.push({ kind: "deliver", ids: wanted, all, ends: glances(x), connection: x.connection });
}

export function local(x: Exchange, side: Side, what: LocalEvent["what"], amount = 0): void {
  if (what === "timeout rto") x.rto[side] = true;
  if (what === "send") x.queued[side] = amount;
  const { consumed } = x.options;
  if (what === "receive" && consumed[side] != null) consumed[side] = dataEnd(x.ends[side]);
  const silent = happens(x.ends[side], what);
  x.events.push({ kind: "local", side, what, amount, silent, ends: glances(x), connection: x.connection });
}

/** `...`: whichever side may send sends some, and all of it is acknowledged. */
export function elide(x: Exchange, from: Side | null, amounts: readonly [number, number]): void {
  settle(x.ends, from, amounts);
  x.unclear[0] = false;
  x.unclear[1] = false;
  x.events.push({ kind: "elision", from, amounts, ends: glances(x), connection: x.connection });
}

/** Both ends after data that is not shown. */
export function settle(
  ends: readonly [End, End],
  from: Side | null,
  amounts: readonly [number, number],
): void {
  for (const side of [0, 1] as const) {
    const a = ends[side];
    const b = ends[other(side)];
    if ((from === null || from === side) && maySendData(a)) a.nxt += amounts[side];
    acknowledge(a, a.nxt);
    b.rcv = a.nxt;
    b.lastAck = a.nxt;
    b.points = [];
    b.jumped = [];
    b.owes = false;
  }
}

export function glances({ ends, unsure }: Pick<Exchange, "ends" | "unsure">): [Glance, Glance] {
  return [glance(ends[0], unsure === 0), glance(ends[1], unsure === 1)];
}

function glance({ state, previous, passed }: End, unsure: boolean): Glance {
  return { state, previous, passed, unsure };
}
