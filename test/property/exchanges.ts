/**
 * Small exchanges, and what has happened at both ends of each: out of the segments and events alone, without a state
 * machine. A state is no more than a name for it here.
 */

import type { State } from "../../src/tcp/state.js";

export const NAMES = ["C", "S"] as const;
export type Name = (typeof NAMES)[number];

export type Flags = "SYN" | "SYN+ACK" | "ACK" | "FIN+ACK" | "RST" | "RST+ACK" | "PSH+ACK";
export type Call = "listen" | "close" | "abort" | "crash" | "unlisten" | "timeout user" | "timeout 2msl";
export type Ending = "RST" | "closed" | Exclude<Call, "listen">;

interface Segment {
  readonly from: Name;
  readonly flags: Flags;
  readonly seq: number;
  readonly ack: number;
  readonly len: number;
}

export type Move =
  | {
      readonly kind: "segment";
      readonly from: Name;
      readonly flags: Flags;
      readonly arrow: "->" | "-x" | "~>";
    }
  | { readonly kind: "deliver"; readonly from: Name }
  | { readonly kind: "call"; readonly at: Name; readonly call: Call };

/** What has happened at one end. Every `…At` counts moves; -1 is before the first. */
export interface End {
  readonly client: boolean;
  listening: boolean;
  listened: boolean;
  nxt: number;
  rcv: number | null;
  readonly iss: number;
  synSentAt: number | null;
  answeredAt: number | null;
  synCameAt: number | null;
  /** A SYN arrived where nobody listened. */
  synRefused: boolean;
  synAckedAt: number | null;
  rstIgnored: boolean;
  closeAt: number | null;
  closeCalled: boolean;
  finAt: number | null;
  fin: number | null;
  finAckedAt: number | null;
  /** The first FIN of the peer that arrived, in order or not, and when all before it had come. */
  peerFinCameAt: number | null;
  peerFinAt: number | null;
  kept: Segment[];
  /** The last acknowledgment number sent. */
  told: number | null;
  endedAt: number | null;
  ending: Ending | null;
  /** Nothing but the flow's first line says how it came to be there. */
  readonly began: State;
  readonly states: State[];
}

export interface Exchange {
  readonly lines: readonly string[];
  readonly ends: Readonly<Record<Name, End>>;
  readonly flying: readonly Segment[];
}

/** The states of both ends in the middle of an exchange that nobody shows. */
const MIDDLES: readonly (readonly [State, State])[] = [
  ["ESTABLISHED", "ESTABLISHED"],
  ["FIN-WAIT-1", "CLOSE-WAIT"],
  ["FIN-WAIT-2", "CLOSE-WAIT"],
  ["CLOSE-WAIT", "FIN-WAIT-2"],
  ["CLOSING", "CLOSING"],
  ["TIME-WAIT", "LAST-ACK"],
  ["LAST-ACK", "TIME-WAIT"],
];

const FRESH: Exchange = {
  lines: ["client C", "server S"],
  ends: { C: newEnd(true, "CLOSED"), S: newEnd(false, "LISTEN") },
  flying: [],
};

export const BEGINNINGS: readonly Exchange[] = [
  FRESH,
  withForgedReset(moved(FRESH, { kind: "segment", from: "C", flags: "SYN", arrow: "->" })),
  {
    lines: ["client C", "server S state=CLOSED"],
    ends: { C: newEnd(true, "CLOSED"), S: newEnd(false, "CLOSED") },
    flying: [],
  },
  { lines: ["peer C", "peer S"], ends: { C: newEnd(true, "CLOSED"), S: newEnd(true, "CLOSED") }, flying: [] },
  ...MIDDLES.map(([c, s]) => ({
    lines: [`client C state=${c} snd=101 rcv=301`, `server S state=${s}`],
    ends: { C: newEnd(true, c), S: newEnd(false, s) },
    flying: [],
  })),
];

/** A RST that acknowledges nothing does nothing to a SYN. */
function withForgedReset({ lines, ends: { C, S }, flying }: Exchange): Exchange {
  const next = (end: End): End => ({ ...end, states: [...end.states, stateOf(end)] });
  return {
    lines: [...lines, "old S -> C: RST seq=7"],
    ends: { C: { ...next(C), rstIgnored: true }, S: next(S) },
    flying,
  };
}

function newEnd(client: boolean, began: State): End {
  const isOpen = began !== "CLOSED" && began !== "LISTEN";
  const [own, other] = client ? [101, 301] : [301, 101];
  const sentFin = /WAIT-[12]|CLOSING|LAST|TIME/.test(began);
  const gotFin = /CLOSE-WAIT|CLOSING|LAST|TIME/.test(began);
  // What came first, as far as the state says it.
  const isSecond = began === "LAST-ACK";
  return {
    client,
    listening: began === "LISTEN" || (isOpen && !client),
    listened: began === "LISTEN",
    nxt: isOpen ? own : own - 1,
    rcv: isOpen ? other : null,
    iss: own - 1,
    synSentAt: isOpen ? -9 : null,
    answeredAt: null,
    synCameAt: isOpen ? -9 : null,
    synRefused: false,
    synAckedAt: isOpen ? -8 : null,
    rstIgnored: false,
    closeAt: sentFin ? (isSecond ? -4 : -6) : null,
    closeCalled: false,
    finAt: sentFin ? (isSecond ? -4 : -6) : null,
    fin: sentFin ? own - 1 : null,
    finAckedAt: began === "FIN-WAIT-2" || began === "TIME-WAIT" ? -2 : null,
    peerFinCameAt: gotFin ? -5 : null,
    peerFinAt: gotFin ? -5 : null,
    kept: [],
    told: isOpen ? other : null,
    endedAt: null,
    ending: null,
    began,
    states: [began],
  };
}

/** By what has happened (RFC 9293 §3.3.2). */
export function stateOf(end: End): State {
  if (end.endedAt !== null)
    return end.listening &&
      end.ending === "RST" &&
      isPassive(end) &&
      end.synAckedAt === null &&
      end.closeAt === null
      ? "LISTEN"
      : "CLOSED";
  if (end.synSentAt === null && end.synCameAt === null) return end.listening ? "LISTEN" : "CLOSED";
  if (end.synCameAt === null) return "SYN-SENT";
  if (end.closeAt === null) {
    if (end.synAckedAt === null) return "SYN-RECEIVED";
    return end.peerFinAt === null ? "ESTABLISHED" : "CLOSE-WAIT";
  }
  if (end.peerFinAt !== null && end.peerFinAt < end.closeAt) return "LAST-ACK";
  if (end.finAckedAt === null) return end.peerFinAt === null ? "FIN-WAIT-1" : "CLOSING";
  return end.peerFinAt === null ? "FIN-WAIT-2" : "TIME-WAIT";
}

export function isPassive(end: End): boolean {
  return (
    end.synCameAt !== null && end.synCameAt >= 0 && (end.synSentAt === null || end.synSentAt > end.synCameAt)
  );
}

export function peerOf(name: Name): Name {
  return name === "C" ? "S" : "C";
}

/** The exchange with one move more. */
export function moved(exchange: Exchange, move: Move): Exchange {
  const { C, S } = exchange.ends;
  const ends = { C: copy(C), S: copy(S) };
  const at = C.states.length;
  const next =
    move.kind === "segment" ? spoken(exchange, ends, move, at) : unspoken(exchange, ends, move, at);
  for (const name of NAMES) ends[name].states.push(stateOf(ends[name]));
  return { ...next, ends };
}

type Ends = Record<Name, End>;

function copy(end: End): End {
  return { ...end, kept: [...end.kept], states: [...end.states] };
}

function spoken(
  { lines, flying }: Exchange,
  ends: Ends,
  { from, flags, arrow }: Extract<Move, { kind: "segment" }>,
  at: number,
): Omit<Exchange, "ends"> {
  const segment = depart(ends[from], from, flags, at);
  const to = peerOf(from);
  const ack = flags.includes("ACK") ? ` ack=${segment.ack}` : "";
  const len = segment.len > 0 ? ` len=${segment.len}` : "";
  const id = arrow === "~>" ? ` as ${from.toLowerCase()}` : "";
  const line = `${from} ${arrow} ${to}: ${flags} seq=${segment.seq}${ack}${len}${id}`;
  if (arrow === "->") arrive(ends[to], segment, at);
  return { lines: [...lines, line], flying: arrow === "~>" ? [...flying, segment] : flying };
}

function unspoken(
  { lines, flying }: Exchange,
  ends: Ends,
  move: Exclude<Move, { kind: "segment" }>,
  at: number,
): Omit<Exchange, "ends"> {
  if (move.kind === "call") {
    called(ends[move.at], move.call, at);
    return { lines: [...lines, `${move.at}: ${move.call}`], flying };
  }
  for (const segment of flying) if (segment.from === move.from) arrive(ends[peerOf(move.from)], segment, at);
  return {
    lines: [...lines, `deliver ${move.from.toLowerCase()}`],
    flying: flying.filter(({ from }) => from !== move.from),
  };
}

const TEXT = 10;

function depart(end: End, from: Name, flags: Flags, at: number): Segment {
  // Nobody listened: the answer to the SYN is all that there is to say.
  if (stateOf(end) === "CLOSED" && end.synRefused) {
    return { from, flags, seq: 0, ack: (from === "C" ? 300 : 100) + 1, len: 0 };
  }
  const len = flags === "PSH+ACK" ? TEXT : 0;
  const seq = flags.startsWith("SYN") ? end.iss : end.nxt;
  if (flags.startsWith("SYN")) {
    end.synSentAt ??= at;
    end.nxt = end.iss + 1;
    if (flags === "SYN+ACK") end.answeredAt = at;
  }
  end.nxt += len;
  if (flags === "FIN+ACK") {
    end.fin = end.nxt++;
    end.finAt = at;
    end.closeAt ??= at;
  }
  if (flags.startsWith("RST")) finish(end, "abort", at);
  if (flags.includes("ACK")) end.told = end.rcv;
  return { from, flags, seq, ack: end.rcv ?? 0, len };
}

function finish(end: End, ending: Ending, at: number): void {
  end.endedAt = at;
  end.ending = ending;
}

function called(end: End, call: Call, at: number): void {
  const state = stateOf(end);
  if (call === "listen") {
    end.listening = true;
    end.listened = true;
  } else if (call === "unlisten") end.listening = false;
  else if (call === "close" && state !== "LISTEN" && state !== "SYN-SENT") {
    end.closeAt = at;
    end.closeCalled = true;
  } else {
    if (state === "LISTEN" || call === "crash") end.listening = false;
    finish(end, call === "timeout 2msl" ? "closed" : call, at);
  }
}

/** §3.10.7, for segments without a wrong number. */
function arrive(end: End, segment: Segment, at: number): void {
  const { flags, seq } = segment;
  const state = stateOf(end);
  if (state === "CLOSED") {
    if (flags === "SYN") end.synRefused = true;
    return;
  }
  const acks = flags.includes("ACK");
  if (flags.startsWith("RST")) {
    if (end.rcv === null ? acks && segment.ack === end.iss + 1 : seq === end.rcv) finish(end, "RST", at);
    else if (state === "SYN-SENT") end.rstIgnored = true;
    return;
  }
  if (flags.startsWith("SYN") && end.synCameAt === null) {
    end.synCameAt = at;
    end.rcv = seq + 1;
  }
  if (acks) acknowledged(end, segment.ack, at);
  if (flags !== "FIN+ACK" && flags !== "PSH+ACK") return;
  if (flags === "FIN+ACK") end.peerFinCameAt ??= at;
  end.kept.push(segment);
  for (
    let i = end.kept.findIndex((s) => s.seq === end.rcv);
    i >= 0;
    i = end.kept.findIndex((s) => s.seq === end.rcv)
  ) {
    const [next] = end.kept.splice(i, 1) as [Segment];
    end.rcv = next.seq + next.len;
    if (next.flags !== "FIN+ACK") continue;
    end.rcv++;
    end.peerFinAt = at;
  }
}

function acknowledged(end: End, ack: number, at: number): void {
  if (ack > end.iss) end.synAckedAt ??= at;
  if (end.fin === null || ack <= end.fin) return;
  const state = stateOf(end);
  end.finAckedAt ??= at;
  if (state === "LAST-ACK") finish(end, "closed", at);
}

/** What may come next at either end. */
export function nextMoves({ ends, flying }: Exchange): readonly Move[] {
  const moves: Move[] = [];
  // What one end does when the other has given up teaches nothing of its own states.
  if (NAMES.some((name) => ends[name].endedAt !== null && ends[name].ending !== "closed")) return [];
  for (const name of NAMES) {
    const isFlying = flying.some(({ from }) => from === name);
    if (isFlying) moves.push({ kind: "deliver", from: name });
    for (const call of callsOf(ends[name])) moves.push({ kind: "call", at: name, call });
    for (const [flags, arrows] of segmentsOf(ends[name], ends[peerOf(name)]))
      for (const arrow of arrows)
        if (arrow !== "~>" || !isFlying) moves.push({ kind: "segment", from: name, flags, arrow });
  }
  return moves;
}

function callsOf(end: End): readonly Call[] {
  const state = stateOf(end);
  if (state === "CLOSED") return end.endedAt === null && !end.listened && !end.synRefused ? ["listen"] : [];
  if (state === "LISTEN") return end.endedAt === null ? ["close", "abort", "crash"] : [];
  const always: Call[] = ["abort", "crash", "timeout user"];
  if (state === "TIME-WAIT") return ["timeout 2msl", ...always];
  // Before the SYN+ACK a CLOSE would wait for it.
  const mayClose = end.closeAt === null && (!isPassive(end) || end.answeredAt !== null);
  return mayClose ? ["close", ...always] : always;
}

type Sent = readonly [flags: Flags, arrows: readonly ("->" | "-x" | "~>")[]];

function segmentsOf(end: End, peer: End): readonly Sent[] {
  const state = stateOf(end);
  const isPeers = end.client && peer.client;
  if (state === "CLOSED") {
    if (end.endedAt === null && end.synRefused) return [["RST+ACK", ["->"]]];
    return end.endedAt === null && end.client && peer.endedAt === null
      ? [["SYN", isPeers ? ["~>"] : ["->"]]]
      : [];
  }
  if (state === "LISTEN" || state === "SYN-SENT") return [];
  if (isPassive(end) && end.answeredAt === null) return [["SYN+ACK", ["->", "-x"]]];
  const sent: Sent[] = [];
  if (state === "SYN-RECEIVED" && end.answeredAt === null) sent.push(["SYN+ACK", ["->"]]);
  if (end.rcv !== end.told && state !== "SYN-RECEIVED") sent.push(["ACK", ["->", "-x"]]);
  if (end.finAt === null && peer.synCameAt !== null) sent.push(["FIN+ACK", ["->", "~>"]]);
  if (state === "ESTABLISHED" && end.client && end.nxt === end.iss + 1) sent.push(["PSH+ACK", ["~>"]]);
  sent.push(["RST", ["->"]]);
  return sent;
}

/** What has happened at an end, and in which order, as far as a reason may speak of it. */
export function keyOfEnd(end: End): string {
  const { synSentAt, synAckedAt, finAt, closeAt, finAckedAt, peerFinAt, peerFinCameAt } = end;
  return [
    end.client,
    end.began,
    stateOf(end),
    end.endedAt === null ? "" : `${end.ending} ${end.states.at(-2)}`,
    isPassive(end),
    synSentAt === null,
    end.synRefused,
    end.rstIgnored,
    end.closeCalled,
    finAt === null,
    order(finAt, peerFinCameAt),
    order(closeAt, peerFinCameAt),
    order(finAckedAt, peerFinCameAt),
    order(peerFinAt, peerFinCameAt),
    synAckedAt !== null && synAckedAt === peerFinAt,
  ].join();
}

function order(one: number | null, other: number | null): string {
  if (one === null || other === null) return `${one === null} ${other === null}`;
  return String(Math.sign(one - other));
}

/** Exchanges that agree in both of these go on alike, as far as one end at a time is asked. */
export function keysOf({ ends, flying }: Exchange): readonly string[] {
  const sent = flying.map(({ from, flags }) => `${from} ${flags}`);
  const owed = NAMES.map((name) => `${ends[name].told === ends[name].rcv} ${ends[name].answeredAt === null}`);
  return NAMES.map((name) =>
    [name, keyOfEnd(ends[name]), stateOf(ends[peerOf(name)]), ...owed, ...sent].join("\n"),
  );
}
