/** How legal exchanges open: the three-way handshake with losses, and the simultaneous open. */

import { deliver, type Exchange, local, send, sendAgain } from "./exchange.js";
import { acknowledge, insist, lossesOf, maybeTimeout, sendData } from "./steps.js";

export function open(x: Exchange): void {
  const r = x.random;
  if (r.chance(0.08)) local(x, 0, "open");
  const syn = insist(x, 0, { syn: true, bare: true }, lossesOf(r));
  const losses = lossesOf(r);
  send(x, 1, { syn: true, fate: losses > 0 ? "lost" : "delivered" });
  for (let i = losses; i > 0; i--) {
    const client = r.chance(0.5);
    maybeTimeout(x, client ? 0 : 1);
    if (client) sendAgain(x, syn);
    send(x, 1, { syn: true, seq: x.ends[1].iss, fate: i > 1 ? "lost" : "delivered" });
  }
  third(x);
}

/** The ACK that ends the handshake, alone or with data; it may be lost. */
export function third(x: Exchange): void {
  const r = x.random;
  if (r.chance(0.08)) {
    sendData(x, 0);
    if (r.chance(0.8)) acknowledge(x, 1);
    return;
  }
  if (!r.chance(0.1)) {
    send(x, 0, {});
    return;
  }
  send(x, 0, { fate: "lost" });
  if (r.chance(0.5)) {
    maybeTimeout(x, 1);
    send(x, 1, { syn: true, seq: x.ends[1].iss });
    send(x, 0, {});
  } else {
    sendData(x, 0);
    acknowledge(x, 1);
  }
}

/** RFC 9293 Figure 7: both send a SYN before either has arrived. */
export function openBoth(x: Exchange): void {
  const r = x.random;
  send(x, 0, { syn: true, bare: true, fate: "in-flight", id: "syn1" });
  if (r.chance(0.5)) {
    send(x, 1, { syn: true, bare: true, fate: "in-flight", id: "syn2" });
    deliver(x);
  } else {
    send(x, 1, { syn: true, bare: true });
    deliver(x);
  }
  send(x, 0, { syn: true, seq: x.ends[0].iss, fate: "in-flight", id: "sa1" });
  if (r.chance(0.5)) {
    send(x, 1, { syn: true, seq: x.ends[1].iss, fate: "in-flight", id: "sa2" });
    deliver(x);
  } else {
    send(x, 1, { syn: true, seq: x.ends[1].iss });
    deliver(x);
  }
  if (r.chance(0.3)) {
    send(x, 0, {});
    if (r.chance(0.5)) send(x, 1, {});
  }
}
