/** Segments that ask whether the peer is there, or has room: keep-alives and zero windows (RFC 9293 §3.8.4, §3.8.6.1). */

import { other, type Side } from "./endpoint.js";
import { type Exchange, local, send } from "./exchange.js";
import { acknowledge } from "./steps.js";

/** Nothing is outstanding, and nothing is owed. */
const isQuiet = (x: Exchange): boolean => x.ends.every((end) => end.una === end.nxt && !end.owes);

export function keepAlive(x: Exchange, side: Side): void {
  const r = x.random;
  if (!isQuiet(x)) return;
  const probes = r.chance(0.8) ? 1 : 2;
  for (let i = 0; i < probes; i++) {
    if (r.chance(0.5)) local(x, side, "timeout keepalive");
    const seq = x.ends[side].nxt - 1;
    const octet = x.ends[side].starts.length > 0 && r.chance(0.2);
    const last = i === probes - 1;
    send(x, side, { seq, len: octet && seq > x.ends[side].iss ? 1 : 0, fate: last ? "delivered" : "lost" });
  }
  acknowledge(x, other(side));
}

/** `side` fills the peer's buffer; its probes keep asking until the application has read. */
export function zeroWindow(x: Exchange, side: Side): void {
  const r = x.random;
  const peer = other(side);
  const mine = x.ends[side];
  const { unread, buffer } = x.options;
  while (mine.granted !== null && mine.nxt < mine.granted) {
    const room = mine.granted - mine.nxt;
    const len = Math.min(room, r.pick([100, 500, 536, 1000, 1460]));
    send(x, side, { len, psh: r.chance(0.5) });
    unread[peer] += len;
    // An acknowledgment of the last octets may open the window again.
    if (mine.nxt === mine.granted || r.chance(0.4)) acknowledge(x, peer);
  }
  const octet = r.chance(0.5);
  const probes = r.int(0, 2);
  for (let i = 0; i < probes; i++) {
    if (r.chance(0.4)) local(x, side, "timeout persist");
    // One octet beyond the window, or an empty segment below it, as Linux sends.
    if (octet) send(x, side, { seq: mine.una, len: 1 });
    else send(x, side, { seq: mine.una - 1 });
    acknowledge(x, peer);
  }
  local(x, peer, "receive");
  unread[peer] = 0;
  acknowledge(x, peer);
  const more = Math.min(buffer[peer] as number, r.int(1, 1000));
  send(x, side, { seq: mine.una, len: more });
  unread[peer] += more;
  acknowledge(x, peer);
  local(x, peer, "receive");
  unread[peer] = 0;
}
