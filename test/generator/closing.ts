/** How legal exchanges close: in four segments or three, from either side or both, with losses. */

import { other, type Side } from "./endpoint.js";
import {
  deliver,
  type Exchange,
  local,
  type SegmentEvent,
  type Sending,
  send,
  sendAgain,
} from "./exchange.js";
import { acknowledge, dataOf, insist, lossesOf, maybeTimeout, sendData } from "./steps.js";
import { lag, request, type Shape, transferRound } from "./transfer.js";

export function close(x: Exchange, shape: Shape): void {
  const r = x.random;
  const first: Side = r.chance(0.7) ? 0 : 1;
  const way = r.weigh([
    [60, "four"],
    [20, "three"],
    [shape.simultaneous ? 10 : 0, "both"],
    [10, "after data"],
  ]);
  if (way === "both") {
    closeBoth(x, first);
    return;
  }
  if (way === "after data") finAfterData(x, first);
  else sendFin(x, first);
  if (way === "three") {
    sendFin(x, other(first));
    lastAcknowledgment(x, first);
    return;
  }
  acknowledgeFin(x, first);
  if (r.chance(0.3)) transferRound(x, [other(first)], shape);
  halfClosedRest(x, first);
}

/** The second half of a close that `first` began. */
export function halfClosedRest(x: Exchange, first: Side): void {
  if (x.start === "half-closed" && x.random.chance(0.5)) request(x, other(first));
  sendFin(x, other(first));
  lastAcknowledgment(x, first);
}

function sendFin(x: Exchange, side: Side): SegmentEvent {
  const r = x.random;
  if (r.chance(0.15)) local(x, side, "close");
  const data: Sending = r.chance(0.06) ? dataOf(x, side, false) : {};
  return insist(x, side, { ...data, fin: true }, lossesOf(r));
}

/** Data still unacknowledged when the FIN goes out; the data may be lost, so that the FIN comes too early. */
function finAfterData(x: Exchange, side: Side): void {
  const r = x.random;
  const lost = r.chance(0.3);
  const data = sendData(x, side, lost ? "lost" : "delivered");
  send(x, side, { fin: true });
  if (!lost) return;
  if (r.chance(0.6)) acknowledge(x, other(side));
  maybeTimeout(x, side);
  sendAgain(x, data);
}

function acknowledgeFin(x: Exchange, first: Side): void {
  const r = x.random;
  const peer = other(first);
  if (r.chance(0.1) && x.ends[peer].points.length > 1) lag(x, peer, 1);
  else if (!r.chance(0.12)) acknowledge(x, peer);
  else {
    acknowledge(x, peer, "lost");
    const fin = lastFin(x, first);
    if (fin !== null && r.chance(0.6)) {
      maybeTimeout(x, first);
      sendAgain(x, fin);
      acknowledge(x, peer);
    }
  }
}

function lastAcknowledgment(x: Exchange, first: Side): void {
  const r = x.random;
  const peer = other(first);
  if (r.chance(0.12)) {
    acknowledge(x, first, "lost");
    const fin = lastFin(x, peer);
    maybeTimeout(x, peer);
    if (fin !== null) sendAgain(x, fin);
  }
  acknowledge(x, first);
  if (r.chance(0.6)) local(x, first, "timeout 2msl");
}

function lastFin(x: Exchange, side: Side): SegmentEvent | null {
  const fins = x.events.filter(
    (e): e is SegmentEvent => e.kind === "segment" && e.from === side && e.flags.includes("FIN"),
  );
  return fins[fins.length - 1] ?? null;
}

/** Four segments or three, and nothing else. */
export function closePlainly(x: Exchange, first: Side): void {
  const r = x.random;
  send(x, first, { fin: true });
  if (r.chance(0.8)) acknowledge(x, other(first));
  send(x, other(first), { fin: true });
  acknowledge(x, first);
}

/** RFC 9293 Figure 13. */
function closeBoth(x: Exchange, first: Side): void {
  const r = x.random;
  const second = other(first);
  send(x, first, { fin: true, fate: "in-flight", id: "fin1" });
  if (r.chance(0.5)) send(x, second, { fin: true });
  else send(x, second, { fin: true, fate: "in-flight", id: "fin2" });
  deliver(x);
  if (r.chance(0.5)) {
    send(x, first, { fate: "in-flight", id: "ack1" });
    send(x, second, {});
    deliver(x);
  } else {
    send(x, first, {});
    send(x, second, {});
  }
  if (r.chance(0.5)) local(x, first, "timeout 2msl");
  if (r.chance(0.4)) local(x, second, "timeout 2msl");
}
