/** Writes an exchange down as `.tcpflow` text, each time in another style. */

import { declarations, isMidway } from "./declare.js";
import { type Flag, other, type Side, type State } from "./endpoint.js";
import type { ElisionEvent, Event, Exchange, LocalEvent, SegmentEvent } from "./exchange.js";
import {
  type Content,
  type Extra,
  type Line,
  type Looks,
  modulo,
  type SegmentLine,
  type Sum,
  type Term,
} from "./lines.js";
import { Numbering } from "./numbering.js";
import type { Random } from "./random.js";
import { makeStyle, type Style } from "./style.js";

export interface WrittenFlow {
  readonly lines: readonly Line[];
  readonly looks: Looks;
  /** Only the first part of the exchange is written. */
  readonly stopsEarly: boolean;
  /** FIN or PSH written without ACK: one warning for each. */
  readonly shorthands: number;
  /** Every starting number is written or symbolic, and no amount is unknown. */
  readonly allKnown: boolean;
  readonly exchange: Exchange;
  readonly style: Style;
}

/** What one writing remembers from line to line. */
interface Pen {
  readonly r: Random;
  readonly x: Exchange;
  readonly style: Style;
  readonly lines: Line[];
  readonly numbers: Numbering;
  connection: number;
  /** `timeout rto` is written, and its segment is not. */
  readonly rto: [boolean, boolean];
  /** The octets of `send N`, where that is written. */
  readonly queued: [boolean, boolean];
  /** `timeout 2msl` was left out: for a reader the side is in TIME-WAIT still. */
  readonly waiting: [boolean, boolean];
  /** States as of the last event, and the ones claimed since. */
  last: Event["ends"] | null;
  seconds: number;
  fins: number;
  /** A segment is written. */
  begun: boolean;
  shorthands: number;
  allKnown: boolean;
}

/** One of several pairs of a flow: how they all look, and the letters that are taken. */
export interface Company {
  /** null: the first is free to choose. */
  readonly style: Style | null;
  readonly letters: Map<string, number | null>;
}

export function write(x: Exchange, r: Random, company?: Company): WrittenFlow {
  const first = x.events.findIndex((event) => event.kind === "segment");
  // Only the second SYN shows that neither end is a server.
  const least = x.start === "peers" ? 4 : first + 1;
  const events = r.chance(0.12) ? x.events.slice(0, r.int(least, x.events.length)) : x.events;
  const style = company?.style ?? makeStyle(r, x, events);
  const pen: Pen = {
    r,
    x,
    style,
    lines: [],
    numbers: new Numbering(r, style, isMidway(x) ? 1 : 0, company?.letters ?? new Map()),
    connection: 0,
    rto: [false, false],
    queued: [false, false],
    waiting: [false, false],
    last: null,
    seconds: 0,
    fins: 0,
    begun: false,
    shorthands: 0,
    allKnown: true,
  };
  begin(pen);
  for (const event of events) writeEvent(pen, event, events[events.length - 1] as Event);
  return {
    lines: pen.lines,
    looks: style.looks,
    stopsEarly: events.length < x.events.length,
    shorthands: pen.shorthands,
    allKnown: pen.allKnown && pen.numbers.firstAreWritten,
    exchange: x,
    style,
  };
}

// Before the first segment

const HEADINGS = ["Three-way handshake", "三次握手", "Data", "Close", "四次挥手"] as const;

function begin(pen: Pen): void {
  const { r, style, x } = pen;
  const [a, b] = style.looks.names;
  if (style.title !== null) text(pen, `flow "${style.title}"`);
  if (style.declared !== "none") for (const line of declarations(r, style, x, pen.numbers)) add(pen, line);
  if (style.listens) add(pen, local(1, r.chance(0.5) ? "listen" : "CLOSED -> LISTEN"));
  if (r.chance(style.decoration)) text(pen, "");
  if (r.chance(style.decoration)) text(pen, `== ${r.pick(HEADINGS)} ==`);
  if (r.chance(style.decoration * 0.3)) text(pen, `note ${a}, ${b}: 开始`);
  if (x.start === "established" && r.chance(0.2)) {
    add(pen, { kind: "state", sides: [0, 1], before: null, state: "ESTABLISHED", spelt: null });
  }
}

function local(side: Side, what: string): Content {
  return { kind: "local", side, what };
}

// Events

function writeEvent(pen: Pen, event: Event, last: Event): void {
  if (event.connection !== pen.connection) {
    pen.connection = event.connection;
    pen.last = null;
  }
  decorate(pen);
  switch (event.kind) {
    case "segment":
      writeSegment(pen, event);
      break;
    case "deliver":
      add(pen, { kind: "deliver", ids: event.ids, bare: event.all && pen.r.chance(0.5) }, event);
      break;
    case "elision":
      writeElision(pen, event);
      break;
    case "local":
      if (!writeLocal(pen, event, last)) return;
  }
  if (event.kind !== "local" || event.what === "timeout 2msl") writeStates(pen, event);
  pen.last = event.ends;
}

function decorate(pen: Pen): void {
  const { r, style } = pen;
  if (!r.chance(style.decoration * 0.2)) return;
  const [a] = style.looks.names;
  text(
    pen,
    r.pick([
      "",
      `== ${r.pick(HEADINGS)} ==`,
      `note ${a}: a note`,
      "note: 说明 # 注释",
      "# a comment",
      "  # 注释",
    ]),
  );
}

function writeElision(pen: Pen, event: ElisionEvent): void {
  const words = pen.r.pick(["", "", '"the rest"', "(更多数据)"]);
  add(pen, { kind: "elision", from: event.from, amounts: event.amounts, text: words }, event);
  for (const side of [0, 1] as const) {
    if (event.from === null || event.from === side) pen.numbers.blur(side, event.amounts[side]);
  }
  pen.allKnown = false;
}

/** False where it is left out. */
function writeLocal(pen: Pen, event: LocalEvent, last: Event): boolean {
  const { r, style, x } = pen;
  const { side, what } = event;
  const goesOn = last.connection !== event.connection || (x.exact && last !== event);
  const needed = event.silent || (what === "timeout 2msl" && goesOn);
  if (what === "receive" && !style.receives) return false;
  // An event before the first segment says that the flow does not begin in the middle, unless `state=` does.
  const misleading = !pen.begun && x.start === "established" && !style.startNumbers;
  if (misleading || (!needed && what !== "receive" && !r.chance(style.events))) {
    if (what !== "timeout 2msl") return false;
    if (r.chance(0.4)) {
      add(pen, { kind: "state", sides: [side], before: "TIME-WAIT", state: "CLOSED", spelt: null }, event);
      pen.last = event.ends;
    } else {
      pen.waiting[side] = true;
    }
    return false;
  }
  if (what === "timeout rto") pen.rto[side] = true;
  if (what === "send") pen.queued[side] = true;
  const uncertain = what === "close" || what === "open" || what === "abort";
  add(pen, local(side, what === "send" ? `send ${event.amount}` : what), event, uncertain ? side : null);
  return true;
}

function writeSegment(pen: Pen, event: SegmentEvent): void {
  const { r, style } = pen;
  const { from } = event;
  const isFin = event.flags.includes("FIN");
  const forced = (style.anchors && !pen.numbers.anchored(from)) || (pen.x.exact && event.opens);
  const omit = event.omitSeq === "always" || (event.omitSeq === "after-rto" && pen.rto[from]);
  const seqWritten = !omit || forced || r.chance(style.density);
  const ackWritten = event.ack !== null && (!event.omitAck || r.chance(style.density));
  const naming = isFin && !event.again && !event.old && style.closeLetters;
  if (event.opens) pen.numbers.open(from, event.seq, event.old);
  if (event.opens && event.old) pen.allKnown = false;
  const seq = !seqWritten ? null : event.zero ? plainSum(0) : pen.numbers.sum(from, event.seq, naming);
  const ack = ackWritten ? pen.numbers.sum(other(from), event.ack as number, naming && pen.fins === 0) : null;
  if (isFin) pen.fins += 1;
  const amount = lengthText(pen, event);
  const flags = event.old ? event.flags : writtenFlags(pen, event, ackWritten);
  const content: SegmentLine = {
    kind: "segment",
    from,
    flags,
    flagText: flagSpelling(pen, flags),
    seq,
    ack,
    ...amount,
    unsaid: event.len,
    fate: event.fate,
    old: event.old,
    extras: extrasText(pen, event),
    id: event.id,
    showId: event.id !== null && (event.fate !== "in-flight" || r.chance(0.9) || neededLater(pen, event.id)),
    reversed: r.chance(style.reversed),
    order: r.chance(0.06) ? ["ack", "seq", "payload", "len"] : ["seq", "ack", "len", "payload"],
    separator: r.chance(style.commas) ? ", " : " ",
    extra: r.chance(0.01) ? "(caption)" : "",
  };
  pen.begun = true;
  if (event.old) {
    add(pen, content, event);
    return;
  }
  // What it takes up is known to the numbering after the line itself.
  pen.numbers.passed(event, amount.len, amount.len === null && amount.payload === null && event.len > 0);
  pen.rto[from] = false;
  pen.queued[from] = false;
  add(pen, content, event);
}

function extrasText(pen: Pen, { from, extras }: SegmentEvent): readonly Extra[] {
  const { win, mss, wscale, urg, sackok, cookie, sack, ts } = extras;
  const all: Extra[] = [];
  for (const [key, value] of [
    ["win", win],
    ["mss", mss],
    ["wscale", wscale],
    ["urg", urg],
  ] as const) {
    if (value !== null) all.push({ key, value });
  }
  if (sackok) all.push({ key: "sackok" });
  if (cookie !== null) all.push({ key: "tfo", cookie });
  const edge = (offset: number): Sum => pen.numbers.sum(other(from), offset);
  if (sack.length > 0) all.push({ key: "sack", blocks: sack.map((b) => [edge(b.start), edge(b.end)]) });
  if (ts !== null) all.push({ key: "ts", ...ts });
  return all;
}

/** Whether a `deliver` with ids will want it. */
function neededLater(pen: Pen, id: string): boolean {
  return pen.x.events.some((e) => e.kind === "deliver" && e.ids.includes(id));
}

function lengthText(pen: Pen, event: SegmentEvent): { len: Sum | null; payload: string | null } {
  const { r, style, numbers } = pen;
  if (event.payload !== null) {
    const both = r.chance(0.1);
    return { payload: event.payload, len: both ? plainSum(event.len) : null };
  }
  if (event.len === 0) return { payload: null, len: r.chance(0.02) ? plainSum(0) : null };
  const psh = event.flags.includes("PSH");
  if (psh && event.queued && pen.queued[event.from] && r.chance(0.6)) {
    numbers.sayLength(event.len);
    return { payload: null, len: null };
  }
  const unsaid =
    style.unsaid &&
    psh &&
    !event.again &&
    event.fate === "delivered" &&
    event.id === null &&
    numbers.mayBlur(event.from);
  if (unsaid && r.chance(0.5)) {
    pen.allKnown = false;
    return { payload: null, len: null };
  }
  return { payload: null, len: numbers.length(event) };
}

const plainSum = (value: number): Sum => [{ sign: 1, symbol: null, value } satisfies Term];

function writtenFlags(pen: Pen, event: SegmentEvent, ackWritten: boolean): readonly Flag[] {
  const { r, style } = pen;
  const { flags } = event;
  const isPure = flags.length === 1 && flags[0] === "ACK";
  if (isPure && (ackWritten || event.payload !== null) && r.chance(style.flagless)) return [];
  const shorthand = flags.includes("FIN") && event.len === 0 && style.shorthand && !ackWritten;
  if (!shorthand) return flags;
  pen.shorthands += 1;
  return flags.filter((flag) => flag !== "ACK");
}

function flagSpelling(pen: Pen, flags: readonly Flag[]): string | null {
  const { r, style } = pen;
  if (!r.chance(style.spellings)) return null;
  if (flags.join("+") === "SYN+ACK") return r.pick(["SYN-ACK", "SYN ACK", "SYN, ACK", "syn+ack"]);
  return flags.length === 0 ? null : flags.join("+").toLowerCase();
}

// States

const SPELLINGS: Partial<Record<State, string>> = {
  "SYN-SENT": "SYN_SENT",
  "SYN-RECEIVED": "SYN_RCVD",
  ESTABLISHED: "ESTAB",
  // All lower case it would be the event.
  LISTEN: "Listen",
  "TIME-WAIT": "TIME_WAIT",
  "FIN-WAIT-1": "FIN_WAIT_1",
};

function writeStates(pen: Pen, event: Event): void {
  const { r, style } = pen;
  const sides = ([0, 1] as const).filter((side) => {
    if (event.ends[side].unsure) return false;
    const moved = pen.last === null || pen.last[side].state !== event.ends[side].state;
    return r.chance(moved ? style.states : style.states * 0.08);
  });
  const [a, b] = [stateOf(pen, event, 0), stateOf(pen, event, 1)];
  if (sides.length === 2 && a === b && r.chance(0.7)) {
    add(pen, { kind: "state", sides: [0, 1], before: null, state: a, spelt: spelling(pen, a) }, event);
    return;
  }
  for (const side of sides) {
    const { previous, passed } = event.ends[side];
    const state = stateOf(pen, event, side);
    const shows =
      previous !== null &&
      !pen.last?.[side].unsure &&
      !pen.waiting[side] &&
      pen.connection === 0 &&
      r.chance(0.35);
    const before = shows ? (passed !== null && r.chance(0.5) ? passed : previous) : null;
    add(pen, { kind: "state", sides: [side], before, state, spelt: spelling(pen, state) }, event);
  }
}

const spelling = (pen: Pen, state: State): string | null =>
  pen.r.chance(pen.style.spellings) ? (SPELLINGS[state] ?? state.toLowerCase()) : null;

/** As a reader of the text knows it. */
const stateOf = (pen: Pen, event: Event, side: Side): State =>
  pen.waiting[side] ? "TIME-WAIT" : event.ends[side].state;

// Lines

const COMMENTS = ["  # why not", " # 注释", "   # x+1", " #"] as const;

function add(pen: Pen, content: Content, event: Event | null = null, uncertain: Side | null = null): void {
  const { r, style } = pen;
  const local = content.kind === "state" || content.kind === "local" || content.kind === "deliver";
  const timed = style.times && event !== null;
  if (timed && r.chance(0.5)) pen.seconds += r.int(0, 900);
  pen.lines.push({
    content,
    indent: local && r.chance(0.8) ? "  " : "",
    time: timed
      ? `@${r.pick([`${pen.seconds}ms`, String(pen.seconds / 1000), `${pen.seconds / 1000}s`])} `
      : "",
    comment: r.chance(style.decoration * 0.15) ? r.pick(COMMENTS) : "",
    pair: 0,
    expect: event === null ? null : expectation(pen, event, uncertain),
  });
}

function expectation(pen: Pen, event: Event, uncertain: Side | null): Line["expect"] {
  const { bases } = pen.style;
  const states = ([0, 1] as const).map((side) => {
    const state = stateOf(pen, event, side);
    // A listener whose last connection is over is both LISTEN and CLOSED.
    return side === uncertain || event.ends[side].unsure || (state === "LISTEN" && event.connection > 0)
      ? null
      : state;
  });
  const isSegment = event.kind === "segment";
  return {
    seq: !isSegment ? null : event.zero ? 0 : modulo(bases[event.from] + event.seq),
    ack: isSegment && event.ack !== null ? modulo(bases[other(event.from)] + event.ack) : null,
    states: [states[0] ?? null, states[1] ?? null],
  };
}

function text(pen: Pen, words: string): void {
  pen.lines.push({
    content: { kind: "text", text: words },
    indent: "",
    time: "",
    comment: "",
    pair: 0,
    expect: null,
  });
}
