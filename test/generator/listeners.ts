/** Several connections of the same two ends, and listeners that come and go (RFC 9293 §3.10.1, §3.10.4). */

import { closePlainly } from "./closing.js";
import { maySendData, other, type Side } from "./endpoint.js";
import { deliver, type Exchange, local, send } from "./exchange.js";
import { sendReset } from "./loss.js";
import { openBoth, third } from "./opening.js";
import { plainRound } from "./transfer.js";

/** A listener closes while its connection lives, or after it; whoever comes then is refused, until it listens again. */
export function listenerGoes(x: Exchange): void {
  const r = x.random;
  const when = r.pick(["before", "while", "after"] as const);
  if (when === "before") local(x, 1, r.pick(["unlisten", "close"]));
  else {
    connect(x, 0);
    if (when === "while") local(x, 1, "unlisten");
    live(x);
    if (when === "after") local(x, 1, r.pick(["unlisten", "close"]));
  }
  refuse(x);
  if (r.chance(0.6)) {
    local(x, 1, "listen");
    connect(x, 0);
    live(x);
  }
}

function refuse(x: Exchange): void {
  send(x, 0, { syn: true, bare: true });
  sendReset(x, 1);
}

function connect(x: Exchange, client: Side): void {
  send(x, client, { syn: true, bare: true });
  send(x, other(client), { syn: true });
  if (client === 0) third(x);
  else send(x, client, {});
}

/** Some data, and an end without a trace. */
function live(x: Exchange): void {
  const r = x.random;
  for (let i = r.int(0, 2); i > 0; i--) plainRound(x, r.chance(0.5) ? 0 : 1);
  const first: Side = r.chance(0.5) ? 0 : 1;
  if (x.ends.every(maySendData)) {
    if (r.chance(0.2)) sendReset(x, first);
    else closePlainly(x, first);
  }
  for (const side of [0, 1] as const) if (x.ends[side].state === "TIME-WAIT") local(x, side, "timeout 2msl");
}

/** Either of two peers may open, or both at once; a server only listens. */
export function oneAfterTheOther(x: Exchange): void {
  const r = x.random;
  const peers = x.start === "peers";
  if (peers) {
    openBoth(x);
    if (x.flight.length > 0) deliver(x);
    live(x);
  }
  for (let i = r.int(2, 3); i > 0; i--) {
    const client: Side = peers && r.chance(0.5) ? 1 : 0;
    if (peers) local(x, other(client), "listen");
    connect(x, client);
    live(x);
    if (peers) local(x, other(client), r.pick(["unlisten", "close"]));
  }
}
