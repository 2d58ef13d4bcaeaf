/** Segments that a line presupposes and nobody wrote: candidates for "missing SYN+ACK". */

import { firstUnacknowledged, type OwedKind } from "../tcp/endpoint.js";
import type { Num } from "../tcp/number.js";
import { ACK, FIN, PSH, RST, SYN } from "../tcp/segment.js";
import { isSynchronized } from "../tcp/state.js";
import { type Connection, other, type Side } from "./connection.js";
import type { World } from "./world.js";

export interface Missing {
  readonly side: Side;
  readonly flags: number;
  /** Octets of data; null for none. */
  readonly len: Num | null;
  /** It leaves and never arrives. */
  readonly lost?: boolean;
  /** Resends what was lost. */
  readonly again: boolean;
  /** Something asks for it: an answer that is owed, a timer that has run out, three duplicate ACKs. */
  readonly due: boolean;
  /** For the message: `SYN+ACK`, `data`, … */
  readonly name: string;
}

/** What could have been left out before a line of `side`, most likely first. */
export function candidates(world: World, connection: Connection, side: Side): Missing[] {
  const list: Missing[] = [];
  for (const s of [other(side), side]) addOwed(connection, s, list);
  for (const s of [other(side), side]) addResent(world, connection, s, list);
  for (const s of [0, 1] as const) addOpening(connection, s, list);
  for (const s of [other(side), side]) addFin(connection, s, list);
  return list;
}

/** RFC 5681 §3.2: the third duplicate ACK triggers a retransmission. */
const FAST_AFTER = 3;

const OWED_FLAGS: Readonly<Record<OwedKind, number>> = {
  "SYN+ACK": SYN | ACK,
  ACK,
  "challenge ACK": ACK,
  RST,
  "RST+ACK": RST | ACK,
};

function addOwed(connection: Connection, side: Side, list: Missing[]): void {
  const owed = connection.ends[side].owed.at(-1);
  if (owed === undefined) return;
  const flags = OWED_FLAGS[owed.kind];
  list.push({
    side,
    flags,
    len: null,
    again: false,
    due: true,
    name: owed.kind === "challenge ACK" ? "ACK" : owed.kind,
  });
}

function addResent(world: World, connection: Connection, side: Side, list: Missing[]): void {
  const end = connection.ends[side];
  const first = firstUnacknowledged(world.numbers, end);
  if (first === null || !first.lost) return;
  const due = end.expired || end.duplicateAcks >= FAST_AFTER;
  list.push({ side, flags: first.flags, len: first.len, again: true, due, name: nameOfSent(first.flags) });
}

/** What a segment of the retransmission queue is called in a message. */
export function nameOfSent(flags: number): string {
  if ((flags & SYN) !== 0) return (flags & ACK) !== 0 ? "SYN+ACK" : "SYN";
  return (flags & FIN) !== 0 ? "FIN+ACK" : "data";
}

function addOpening(connection: Connection, side: Side, list: Missing[]): void {
  const {
    tcb: { state },
    spoken,
  } = connection.ends[side];
  // OPEN was called: its SYN is the next that is sent, by whichever side.
  const called = state === "SYN-SENT" && !spoken;
  if (!called && (state !== "CLOSED" || connection.endpoints[side].role === "server")) return;
  // After a connection the next one may begin, where somebody listens.
  const peer = other(side);
  const { tcb } = connection.ends[peer];
  const mayFollow =
    connection.endpoints[peer].listening && (tcb.state === "CLOSED" || tcb.state === "LISTEN");
  if (spoken && !mayFollow) return;
  list.push({ side, flags: SYN, len: null, again: false, due: false, name: "SYN" });
}

function addFin(connection: Connection, side: Side, list: Missing[]): void {
  const { state, fin } = connection.ends[side].tcb;
  const closing = connection.ends[side].closing && fin === null;
  if (!closing && state !== "ESTABLISHED" && state !== "CLOSE-WAIT") return;
  list.push(missingFin(side));
}

/** A FIN that was left out. */
export function missingFin(side: Side): Missing {
  return { side, flags: FIN | ACK, len: null, again: false, due: false, name: "FIN+ACK" };
}

/** An ACK that was left out, and was owed. */
export function missingAck(side: Side): Missing {
  return { side, flags: ACK, len: null, again: false, due: true, name: "ACK" };
}

/** A RST that was left out: what is owed, or an ABORT (§3.10.5). */
export function missingReset(side: Side): Missing {
  return { side, flags: RST, len: null, again: false, due: false, name: "RST" };
}

/** A connection that is gone though nobody closed it: an ABORT (§3.10.5). A last resort. */
export function aborts(connection: Connection, side: Side): Missing[] {
  const may = (s: Side): boolean => {
    const { state } = connection.ends[s].tcb;
    return isSynchronized(state) || state === "SYN-RECEIVED";
  };
  return [side, other(side)].filter(may).map(missingReset);
}

/** Data of a known amount that a line of the peer acknowledges, or that `side` itself counts. */
export function missingData(side: Side, amount: Num): Missing {
  return { side, flags: PSH | ACK, len: amount, again: false, due: false, name: "data" };
}

/** The same where the lines below go on as if it had never arrived. */
export function missingLostData(side: Side, amount: Num): Missing {
  return { ...missingData(side, amount), lost: true, name: "lost data" };
}
