/** How connections end at once, or never begin: refused, aborted, lost by a crash, met by segments of the past. */

import { type End, other, type Side } from "./endpoint.js";
import { deliver, type Exchange, local, send, sendAgain } from "./exchange.js";
import { sendReset, stray } from "./loss.js";
import { third } from "./opening.js";
import type { Random } from "./random.js";
import { acknowledge, insist, lossesOf, maybeTimeout, sendData } from "./steps.js";

/** RFC 9293 §3.10.7.1: nobody listens, so the SYN is answered by a RST. */
export function refused(x: Exchange): void {
  const r = x.random;
  const tries = r.chance(0.3) ? 2 : 1;
  for (let i = 0; i < tries; i++) {
    const data = r.chance(0.1) ? { len: r.int(1, 100) } : {};
    insist(x, 0, { syn: true, bare: true, ...data }, lossesOf(r));
    sendReset(x, 1);
  }
}

/** §3.10.5, and what becomes of it where the RST is lost or data before it was. */
export function abort(x: Exchange, side: Side): void {
  const r = x.random;
  const peer = other(side);
  const gap = r.chance(0.2);
  if (gap) sendData(x, side, "lost");
  if (r.chance(0.4)) local(x, side, "abort");
  const lost = !gap && r.chance(0.25);
  sendReset(x, side, { fate: lost ? "lost" : "delivered" });
  if (gap) {
    // In the window, but not the next number: RFC 5961's challenge, which a closed end answers by the right RST.
    acknowledge(x, peer);
    sendReset(x, side);
  } else if (lost) {
    if (r.chance(0.7)) sendData(x, peer);
    else acknowledge(x, peer);
    sendReset(x, side);
  }
}

/** §3.10.7.1 with SHLD-3: data that comes after CLOSE finds nobody. */
export function dataAfterClose(x: Exchange, side: Side): void {
  const peer = other(side);
  if (x.random.chance(0.3)) local(x, side, "close");
  send(x, side, { fin: true });
  if (x.random.chance(0.8)) acknowledge(x, peer);
  // Whether the data or the RST ends the connection, and whether the data was received, may be seen in two ways.
  x.unsure = side;
  x.forced.set("data after CLOSE", 1);
  sendData(x, peer);
  x.forced.delete("data after CLOSE");
  x.unsure = null;
  sendReset(x, side, { bare: true });
}

/** Figures 9 and 10: one end forgets everything, and the other finds out. */
export function crash(x: Exchange, side: Side): void {
  const r = x.random;
  const peer = other(side);
  local(x, side, "crash");
  const reopens = side === 0 && r.chance(0.5);
  if (!reopens) {
    const how = r.int(0, 2);
    const quiet = x.ends[peer].una === x.ends[peer].nxt && !x.ends[peer].owes;
    if (how === 0 && quiet) keepAliveProbe(x, peer);
    else sendData(x, peer);
    sendReset(x, side);
    return;
  }
  const syn = insist(x, 0, { syn: true, bare: true }, lossesOf(r));
  acknowledge(x, 1);
  sendReset(x, 0);
  maybeTimeout(x, 0);
  sendAgain(x, syn);
  if (!x.ends[1].listening) {
    sendReset(x, 1);
    return;
  }
  send(x, 1, { syn: true });
  third(x);
}

function keepAliveProbe(x: Exchange, side: Side): void {
  if (x.random.chance(0.5)) local(x, side, "timeout keepalive");
  send(x, side, { seq: x.ends[side].nxt - 1 });
}

/** Figure 8: an old SYN reaches the listener before the new one. */
export function oldSynFirst(x: Exchange): void {
  const r = x.random;
  const id = "late";
  send(x, 0, { syn: true, bare: true, fate: "in-flight", id });
  const far = r.chance(0.5) ? -r.int(10, 100_000) : r.int(10_000, 1_000_000);
  stray(x, 0, { ...BARE, syn: true, seq: far }, true);
  send(x, 1, { syn: true });
  sendReset(x, 0);
  deliver(x);
  send(x, 1, { syn: true });
  third(x);
}

/** Figure 11: nobody had opened, but an old SYN arrives. */
export function oldSynAlone(x: Exchange): void {
  stray(x, 0, { ...BARE, syn: true, seq: 0 }, true);
  send(x, 1, { syn: true });
  sendReset(x, 0);
}

const BARE = { syn: false, fin: false, rst: false, ack: null, len: 0 } as const;

/** A segment of the past reaches the peer of `from`, which is connected. */
export function strayRound(x: Exchange, from: Side): void {
  straySegment(x, from);
  answer(x, other(from), x.ends[other(from)]);
}

export function straySegment(x: Exchange, from: Side): void {
  const r = x.random;
  const end = x.ends[other(from)];
  const kind = r.weigh([
    [30, "data"],
    [20, "syn"],
    [10, "ack"],
    [12, "rst in the window"],
    [12, "rst outside"],
  ] as const);
  const window = 65_535;
  switch (kind) {
    case "data": {
      const len = r.int(1, 500);
      stray(x, from, { ...BARE, seq: end.rcv - len - r.int(0, 5000), ack: end.una, len });
      break;
    }
    case "syn":
      stray(x, from, { ...BARE, syn: true, seq: end.rcv + farFrom(r) }, r.chance(0.5));
      break;
    case "ack":
      stray(x, from, { ...BARE, seq: end.rcv, ack: end.nxt + r.int(1, 1000) });
      break;
    case "rst in the window":
      stray(x, from, {
        ...BARE,
        rst: true,
        seq: end.rcv + r.int(1, window - 1),
        ack: r.chance(0.5) ? end.nxt : null,
      });
      break;
    default:
      stray(x, from, {
        ...BARE,
        rst: true,
        seq: end.rcv + r.pick([-r.int(1, 5000), window + r.int(0, 5000)]),
      });
  }
}

/** In the window, beyond it, or below. */
const farFrom = (r: Random): number =>
  r.pick([r.int(20_000, 60_000), r.int(100_000, 1_000_000), -r.int(20_000, 1_000_000)]);

/** What is owed is sent; a challenge ACK may be absent (RFC 5961 limits them). */
function answer(x: Exchange, side: Side, end: End): void {
  if (end.owes || (end.challenged && x.random.chance(0.7))) acknowledge(x, side);
}

/** A RST that fits, forged or old, and what the other end finds when it goes on. */
export function strayReset(x: Exchange, from: Side, goesOn: boolean): void {
  stray(x, from, { ...BARE, rst: true, seq: x.ends[other(from)].rcv });
  if (!goesOn) return;
  sendData(x, from);
  sendReset(x, other(from));
}
