/** What ends a connection at once, and what arrives from beyond it: RST, ABORT, a crash, segments of the past. */

import { arrive } from "./arrival.js";
import { depart, type Flag, other, type Packet, type Reset, type Side } from "./endpoint.js";
import { type Exchange, type Fate, glances, land, type SegmentEvent } from "./exchange.js";
import { NO_EXTRAS } from "./options.js";

/** A RST: the answer that is owed, else an ABORT's, which may acknowledge or not. */
export function sendReset(
  x: Exchange,
  from: Side,
  { fate = "delivered", bare = x.random.chance(0.5) }: { readonly fate?: Fate; readonly bare?: boolean } = {},
): SegmentEvent {
  const end = x.ends[from];
  const abort: Reset = { seq: end.nxt, ack: end.rcv, abort: true };
  const reset = end.resets[0] ?? abort;
  const ack = reset.abort && bare ? null : reset.ack;
  const packet: Packet = {
    ...{ syn: false, fin: false, rst: true, len: 0, win: null, stamp: null, cookie: false },
    seq: reset.seq ?? Number.NaN,
    ack,
  };
  depart(end, packet);
  if (fate === "delivered") land(x, from, packet);
  const done: SegmentEvent = {
    ...plainEvent(x, from, packet),
    fate,
    zero: reset.seq === null,
    omitSeq: "always",
    ends: glances(x),
  };
  x.events.push(done);
  return done;
}

type Stray = Omit<Packet, "win" | "stamp" | "cookie"> & Partial<Packet>;

/** A segment of the past, or forged, reaches the peer of `from`. */
export function stray(x: Exchange, from: Side, p: Stray, named = false): void {
  const packet: Packet = { win: null, stamp: null, cookie: false, ...p };
  x.unclear[other(from)] = false;
  arrive(x.ends[other(from)], packet);
  x.events.push({ ...plainEvent(x, from, packet), old: true, opens: named, ends: glances(x) });
}

function plainEvent(x: Exchange, from: Side, p: Packet): Omit<SegmentEvent, "ends"> {
  const flags: Flag[] = [];
  if (p.syn) flags.push("SYN");
  if (p.fin) flags.push("FIN");
  if (p.rst) flags.push("RST");
  if (p.ack !== null) flags.push("ACK");
  return {
    kind: "segment",
    from,
    flags,
    seq: p.seq,
    ack: p.ack,
    len: p.len,
    payload: null,
    fate: "delivered",
    id: null,
    again: false,
    omitSeq: "never",
    omitAck: p.rst,
    queued: false,
    connection: x.connection,
    old: false,
    zero: false,
    opens: false,
    extras: NO_EXTRAS,
  };
}
