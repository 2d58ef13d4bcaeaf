/**
 * Reads the written lines as a person would who knows RFC 9293 and the language, with every symbol
 * standing for a plain integer, and finds the first line that is not true. It corrects nothing and goes no further:
 * that line is where a mistake must be found.
 */

import { arrive } from "./arrival.js";
import { happens } from "./calls.js";
import { type Decide, newBranches } from "./choices.js";
import {
  chooseIss,
  depart,
  type End,
  forgetConnection,
  maySendData,
  other,
  type Packet,
  type Side,
  type State,
} from "./endpoint.js";
import { type Start, settle } from "./exchange.js";
import { judge, type Opinion, resetsOf, worst } from "./judge.js";
import {
  type Content,
  type ElisionLine,
  type Line,
  type LocalLine,
  lengthOf,
  modulo,
  type SegmentLine,
  type StateLine,
} from "./lines.js";
import { randomFrom } from "./random.js";
import { looseExtras, readExtras, readOffer } from "./read-options.js";
import { choose, far, newReader, place, type Reader, type Shared } from "./reader.js";

export type Verdict =
  | { readonly kind: "legal" }
  /** `line` is not true. */
  | { readonly kind: "false"; readonly line: number }
  /** The law does not say whether it is. */
  | { readonly kind: "unclear"; readonly line: number };

export interface Reading {
  readonly verdict: Verdict;
  /** `LINE:seq` and `LINE:ack` of the numbers that could not be otherwise. */
  readonly determined: ReadonlySet<string>;
  /** What each symbol turned out to be. */
  readonly symbols: ReadonlyMap<string, number>;
  /** Symbols in the order in which they first stand, with the line. */
  readonly firstUse: ReadonlyMap<string, number>;
  /** At the end something is still unanswered. */
  readonly owes: boolean;
  /** The states of the pair after each line, in every course that fits the whole; null where they differ. */
  readonly states: readonly (readonly [State | null, State | null])[];
}

/** Courses that are tried before the matter is given up as unclear. */
const MOST_COURSES = 200;

/**
 * `symbols` are values of symbols settled beforehand: lengths, and names whose line is gone. Where the law allows
 * several outcomes every one of them is tried: the lines are true if one course fits them all, and false where the
 * last fitting one ends.
 */
export function read(lines: readonly Line[], start: Start, symbols: ReadonlyMap<string, number>): Reading {
  const branches = newBranches();
  let best: Reading | null = null;
  let unclear: Reading | null = null;
  for (let courses = 0; ; courses++) {
    if (courses === MOST_COURSES) return { ...(best as Reading), verdict: { kind: "unclear", line: 0 } };
    const one = readOnce(lines, start, symbols, branches.decide);
    if (one.verdict.kind === "unclear") unclear ??= one;
    best = best === null ? one : better(best, one);
    if (!branches.next()) break;
  }
  return best.verdict.kind === "false" && unclear !== null ? unclear : best;
}

function better(one: Reading, other: Reading): Reading {
  const reached = ({ verdict }: Reading): number =>
    verdict.kind === "legal" ? Number.POSITIVE_INFINITY : verdict.line;
  if (reached(other) > reached(one)) return other;
  if (one.verdict.kind !== "legal" || other.verdict.kind !== "legal") return one;
  const both = (side: Side, at: number): State | null =>
    one.states[at]?.[side] === other.states[at]?.[side] ? (one.states[at]?.[side] ?? null) : null;
  return {
    ...one,
    owes: one.owes || other.owes,
    states: one.states.map((_, at) => [both(0, at), both(1, at)]),
  };
}

function readOnce(
  lines: readonly Line[],
  start: Start,
  symbols: ReadonlyMap<string, number>,
  decide: Decide,
): Reading {
  const shared: Shared = {
    random: randomFrom(1),
    decide,
    env: new Map(symbols),
    determined: new Set(),
    firstUse: new Map(),
    line: 0,
  };
  const readers = new Map<number, Reader>();
  const states: [State, State][] = [];
  let verdict: Verdict = { kind: "legal" };
  for (const [line, { content, pair }] of lines.entries()) {
    shared.line = line;
    const reader = readers.get(pair) ?? newReader(shared, start);
    readers.set(pair, reader);
    const opinion = readContent(reader, content);
    states.push([reader.ends[0].state, reader.ends[1].state]);
    if (opinion === "legal") continue;
    verdict = { kind: opinion, line };
    break;
  }
  const owes = [...readers.values()].some(({ ends }) =>
    ends.some((end) => end.owes || end.lapsed || end.resets.length > 0),
  );
  const { determined, env, firstUse } = shared;
  return { verdict, determined, symbols: env, firstUse, owes, states };
}

function readContent(reader: Reader, c: Content): Opinion {
  switch (c.kind) {
    case "segment":
      reader.begun = true;
      if (c.old) return readOld(reader, c);
      return c.flags.includes("RST") ? readReset(reader, c) : readSegment(reader, c);
    case "state":
      return readStates(reader, c);
    case "deliver":
      return worst(...(c.bare ? [...reader.undelivered] : c.ids).map((id) => land(reader, id)));
    case "local":
      return readLocal(reader, c);
    case "elision":
      return readElision(reader, c);
    case "declaration": {
      const { side, isn, snd, rcv, inorder } = c;
      if (inorder) reader.ends[side].keeps = false;
      for (const word of c.offers.split(" ")) if (c.state !== null) readOffer(reader.offers[side], word);
      if (isn !== null) place(reader, side, isn, 0, null);
      if (snd !== null) place(reader, side, snd, 1, null);
      if (rcv !== null) place(reader, other(side), rcv, 1, null);
      return "legal";
    }
    case "text":
      return "legal";
  }
}

// Segments

function readSegment(reader: Reader, c: SegmentLine): Opinion {
  const { from } = c;
  const has = (flag: (typeof c.flags)[number]): boolean => c.flags.includes(flag);
  const [syn, fin] = [has("SYN"), has("FIN")];
  const len = lengthOf(c, reader.env);
  if (c.flags.length === 0 && c.ack === null && len === 0) return "unclear";
  if (syn && !has("ACK") && c.ack !== null) return "false";
  const acks = has("ACK") || !syn;
  const end = reader.ends[from];
  const seq = syn && end.fresh ? open(reader, c) : seqOf(reader, c, usualSeq(reader, from, syn, fin));
  const ack = !acks ? null : c.ack === null ? end.rcv : place(reader, other(from), c.ack, end.rcv, "ack");
  if (Number.isNaN(seq) || Number.isNaN(ack)) return "unclear";
  const extras = readExtras(reader, c, syn, acks);
  const packet: Packet = {
    syn,
    fin,
    rst: false,
    seq,
    ack,
    len,
    win: extras.win,
    stamp: extras.stamp,
    cookie: extras.cookie,
  };
  const opinion = worst(judge(end, packet, c.payload !== null), extras.opinion);
  if (opinion !== "legal") return opinion;

  const unsaid = c.len === null && c.payload === null && len > 0 && !reader.queued[from];
  if (unsaid) reader.base[from] = null;
  reader.rto[from] = false;
  reader.queued[from] = false;
  if (fin) reader.closing[from] = false;
  depart(end, packet);
  reader.tops[from] = Math.max(reader.tops[from] ?? 0, end.nxt);
  launch(reader, c, packet);
  return "legal";
}

function launch(reader: Reader, c: SegmentLine, packet: Packet): void {
  const { from } = c;
  if (c.id !== null && c.fate !== "lost") reader.flight.set(c.id, { from, packet });
  if (c.fate === "in-flight") reader.undelivered.push(c.id as string);
  if (c.fate === "delivered") arrive(reader.ends[other(from)], packet);
}

function land(reader: Reader, id: string): Opinion {
  const at = reader.undelivered.indexOf(id);
  if (at >= 0) reader.undelivered.splice(at, 1);
  const travelling = reader.flight.get(id);
  if (travelling === undefined) return "false";
  arrive(reader.ends[other(travelling.from)], travelling.packet);
  return "legal";
}

const seqOf = (reader: Reader, c: SegmentLine, usual: number): number =>
  c.seq === null ? usual : place(reader, c.from, c.seq, usual, "seq");

/** A SYN that chooses its number; in the first connection it may have been declared. */
function open(reader: Reader, c: SegmentLine): number {
  const { from } = c;
  const top = reader.tops[from];
  if (top === null) {
    chooseIss(reader.ends[from], 0);
    return seqOf(reader, c, 0);
  }
  // Where it is not written, the next number that is tells where the connection began.
  if (c.seq === null) reader.base[from] = null;
  const seq = c.seq === null ? top + far(reader) : choose(reader, from, c.seq, top);
  chooseIss(reader.ends[from], seq);
  return seq;
}

/** What an `old` segment says is chosen; its sender knows nothing of it. */
function readOld(reader: Reader, c: SegmentLine): Opinion {
  const { from } = c;
  const end = reader.ends[other(from)];
  const has = (flag: (typeof c.flags)[number]): boolean => c.flags.includes(flag);
  if (c.seq === null) return "unclear";
  const seq = choose(reader, from, c.seq, end.rcv);
  const ack = has("ACK") && c.ack !== null ? choose(reader, other(from), c.ack, end.nxt) : null;
  const len = lengthOf(c, reader.env);
  const flags = { syn: has("SYN"), fin: has("FIN"), rst: has("RST") };
  if (Number.isNaN(seq) || Number.isNaN(ack)) return "unclear";
  const extras = looseExtras(c);
  arrive(end, { ...flags, seq, ack, len, ...extras });
  return "legal";
}

function readReset(reader: Reader, c: SegmentLine): Opinion {
  const { from } = c;
  const end = reader.ends[from];
  if (c.flags.includes("SYN")) return "false";
  if (c.flags.includes("FIN") || lengthOf(c, reader.env) > 0) return "unclear";
  const resets = resetsOf(end);
  if (resets === "none") return "false";
  if (resets === "unclear" || resets[0] === undefined) return "unclear";
  const [reset] = resets;
  const acks = c.flags.includes("ACK");
  if (c.ack !== null && !acks) return "false";
  // Stacks differ in the ACK bit of a RST; what its receiver makes of it shows below.
  if (!reset.abort && acks !== (reset.ack !== null)) return "unclear";
  const seq = reset.seq === null ? zero(reader, c) : seqOf(reader, c, reset.seq);
  const expected = reset.ack ?? end.rcv;
  const ack = !acks ? null : c.ack === null ? expected : place(reader, other(from), c.ack, expected, "ack");
  if (seq === "unclear" || (reset.seq !== null && Number.isNaN(seq)) || Number.isNaN(ack)) return "unclear";
  // An abort may have crossed what arrived, like any segment.
  const lags = reset.abort && end.points.includes(ack as number) && (ack as number) > (end.lastAck ?? 0);
  const acked = !acks || ack === expected || lags;
  const wrong = (reset.seq !== null && seq !== reset.seq) || !acked || seq === "false";
  if (wrong) return resets.length > 1 ? "unclear" : "false";
  const packet = {
    syn: false,
    fin: false,
    rst: true,
    seq: reset.seq ?? Number.NaN,
    ack,
    len: 0,
    win: null,
    stamp: null,
    cookie: false,
  };
  reader.rto[from] = false;
  depart(end, packet);
  launch(reader, c, packet);
  return "legal";
}

/** The number 0 itself (§3.10.7.1). */
function zero(reader: Reader, c: SegmentLine): number | "false" | "unclear" {
  if (c.seq === null) return 0;
  if (c.seq.some((term) => term.symbol !== null)) return "unclear";
  reader.determined.add(`${reader.shared.line}:seq`);
  const value = c.seq.reduce((sum, term) => sum + term.sign * term.value, 0);
  return modulo(value) === 0 ? 0 : "false";
}

// The number that is usual

function usualSeq(reader: Reader, from: Side, syn: boolean, fin: boolean): number {
  const end = reader.ends[from];
  if (syn && !end.fresh) return end.iss;
  if (fin && end.fin !== null) return end.fin;
  return reader.rto[from] ? end.una : end.nxt;
}

// What happens or holds at one end

function readStates(reader: Reader, c: StateLine): Opinion {
  if (!reader.begun) return "legal";
  return worst(
    ...c.sides.map((side) => {
      const opinion = readState(reader.ends[side], c);
      return opinion === "false" && reader.closing[side] ? "unclear" : opinion;
    }),
  );
}

function readState(end: End, c: StateLine): Opinion {
  // Leaving TIME-WAIT says that its timer ran out.
  if (c.before === "TIME-WAIT" && c.state === "CLOSED" && end.state === "TIME-WAIT")
    forgetConnection(end, "CLOSED");
  if (c.state !== end.state) {
    if (!end.listening || !end.used) return "false";
    // The connection is over, the listener is not; after a RST in SYN-RECEIVED there was none to be over.
    if (end.state === "CLOSED" && c.state !== "LISTEN") return "false";
    if (end.state === "LISTEN") return c.state === "CLOSED" ? "unclear" : "false";
    if (end.state !== "CLOSED") return "false";
  }
  if (c.before === null || c.before === end.previous || c.before === end.passed) return "legal";
  return end.previous === null ? "unclear" : "false";
}

function readLocal(reader: Reader, c: LocalLine): Opinion {
  const end = reader.ends[c.side];
  const [word] = c.what.split(" ");
  switch (word) {
    case "send":
      reader.queued[c.side] = true;
      if (end.state === "LISTEN") return "unclear";
      return maySendData(end) || end.state.startsWith("SYN-") ? "legal" : "false";
    case "close":
      if (end.state === "LISTEN" || end.state === "SYN-SENT") {
        happens(end, "close");
        return "legal";
      }
      if (end.state === "CLOSED" && end.listening && end.used) {
        // Its connection is over: what is closed is the listener.
        end.listening = false;
        return "legal";
      }
      reader.closing[c.side] = true;
      // In SYN-RECEIVED it is allowed, and waits (§3.10.4).
      return maySendData(end) ? "legal" : end.state === "SYN-RECEIVED" ? "unclear" : "false";
    case "abort":
      if (end.state === "CLOSED") return "false";
      happens(end, "abort");
      return "legal";
    case "crash":
      happens(end, "crash");
      return "legal";
    case "listen":
      return readListen(reader, end);
    case "unlisten":
      if (!end.listening) return "false";
      happens(end, "unlisten");
      return "legal";
    case "open":
    case "CLOSED":
    case "receive":
      return "legal";
    case "timeout":
      return readTimeout(reader, c);
    default:
      return "unclear";
  }
}

/** Before the first segment it says what a server does anyway. */
function readListen(reader: Reader, end: End): Opinion {
  if (end.state !== "CLOSED") return reader.begun ? "unclear" : "legal";
  happens(end, "listen");
  return "legal";
}

function readTimeout(reader: Reader, { side, what }: LocalLine): Opinion {
  const end = reader.ends[side];
  switch (what) {
    case "timeout 2msl":
      if (end.state !== "TIME-WAIT") return "false";
      forgetConnection(end, "CLOSED");
      return "legal";
    case "timeout rto":
      reader.rto[side] = true;
      return end.una < end.nxt ? "legal" : "false";
    case "timeout user":
      if (end.state === "CLOSED") return "false";
      happens(end, "timeout user");
      return "legal";
    case "timeout keepalive":
      return maySendData(end) ? "legal" : "unclear";
    default:
      return maySendData(end) ? "legal" : "unclear";
  }
}

function readElision(reader: Reader, c: ElisionLine): Opinion {
  const sides: readonly Side[] = c.from === null ? [0, 1] : [c.from];
  // What is not shown may hold what an end still waits for.
  const waits = reader.ends.some((end) => end.state === "SYN-RECEIVED");
  if (waits || reader.undelivered.length > 0) return "unclear";
  if (!sides.some((side) => maySendData(reader.ends[side]))) return "false";
  settle(reader.ends, c.from, c.amounts);
  for (const side of sides) reader.base[side] = null;
  return "legal";
}
