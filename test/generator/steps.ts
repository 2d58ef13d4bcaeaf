/** The single steps that legal exchanges are made of. */

import type { End, Side } from "./endpoint.js";
import { type Exchange, local, type SegmentEvent, type Sending, send, sendAgain } from "./exchange.js";
import { mostOctets } from "./options.js";
import type { Random } from "./random.js";

const PAYLOADS = [
  "GET / HTTP/1.1",
  "GET /index.html HTTP/1.1\r\n\r\n",
  "HTTP/1.1 200 OK",
  "hello",
  "你好，世界",
  'say "hi" # not a comment',
  "tab\tand \\ backslash",
  "é",
] as const;

const SIZES = [1, 2, 5, 10, 100, 100, 200, 500, 512, 536, 1000, 1024, 1460] as const;

const encoder = new TextEncoder();
export const octets = (text: string): number => encoder.encode(text).length;

export function sendData(x: Exchange, side: Side, fate: "delivered" | "lost" = "delivered"): SegmentEvent {
  return send(x, side, { ...dataOf(x, side), fate });
}

export function dataOf(x: Exchange, side: Side, announce = true): Sending {
  const r = x.random;
  const most = Math.min(mostOctets(x.options, side), roomOf(x.ends[side]));
  const text = r.chance(0.15) ? r.pick(PAYLOADS) : null;
  const payload = text !== null && octets(text) <= most ? text : null;
  const size = r.chance(0.8) ? r.pick(SIZES) : r.int(1, 1460);
  const len = payload !== null ? octets(payload) : Math.min(size, most);
  if (announce && r.chance(0.05)) local(x, side, "send", len);
  return { len, payload, psh: r.chance(0.6) };
}

/** What the window that it was granted leaves; one octet may probe it. */
const roomOf = ({ granted, nxt }: End): number =>
  granted === null ? Number.POSITIVE_INFINITY : Math.max(1, granted - nxt);

export function acknowledge(x: Exchange, side: Side, fate: "delivered" | "lost" = "delivered"): void {
  send(x, side, { fate });
}

/** Lost `losses` times, then it arrives. */
export function insist(x: Exchange, side: Side, what: Sending, losses: number): SegmentEvent {
  const first = send(x, side, { ...what, fate: losses > 0 ? "lost" : "delivered" });
  for (let i = losses; i > 0; i--) {
    maybeTimeout(x, side);
    sendAgain(x, first, i > 1 ? "lost" : "delivered");
  }
  return first;
}

export const lossesOf = (r: Random): number => (r.chance(0.9) ? 0 : r.int(1, 2));

export function maybeTimeout(x: Exchange, side: Side): void {
  if (x.random.chance(0.7)) local(x, side, "timeout rto");
}

export function nextId(x: Exchange): string {
  return x.random.pick(["a", "b", "d", "p", "late"]) + String(x.sent.size + 1);
}
