/** TCP Fast Open (RFC 7413): a cookie is asked for, or data goes with it on the SYN and is taken, in part or not at all. */

import { type Exchange, send, sendAgain } from "./exchange.js";
import { acknowledge, maybeTimeout } from "./steps.js";

const COOKIES = ["0badcafe", "a1b2c3d4e5f60718", "00112233445566778899aabbccddeeff"] as const;

export function fastOpen(x: Exchange): void {
  const r = x.random;
  const asks = r.chance(0.2);
  const cookie = asks ? "" : r.pick(COOKIES);
  const len = asks ? 0 : r.int(1, 1400);
  const lost = r.chance(0.15);
  const syn = send(x, 0, { syn: true, bare: true, len, cookie, fate: lost ? "lost" : "delivered" });
  if (lost) {
    maybeTimeout(x, 0);
    sendAgain(x, syn);
  }
  const { rcv } = x.ends[1];
  const taken =
    len === 0
      ? 0
      : r.weigh([
          [50, len],
          [25, 0],
          [25, r.int(1, len)],
        ]);
  // What it does not acknowledge it has dropped.
  x.forced.set("data on a SYN", 1);
  send(x, 1, {
    syn: true,
    ack: rcv + taken,
    explicit: true,
    ...(asks || r.chance(0.2) ? { cookie: r.pick(COOKIES) } : {}),
  });
  x.forced.delete("data on a SYN");
  const rest = len - taken;
  // The server need not wait for the third segment.
  if (!asks && r.chance(0.3)) {
    send(x, 1, { len: r.int(1, 500), psh: true });
  }
  if (rest > 0) {
    if (r.chance(0.3)) acknowledge(x, 0);
    send(x, 0, { seq: x.ends[0].una, len: rest, psh: true });
    acknowledge(x, 1);
  } else {
    acknowledge(x, 0);
  }
  if (x.ends[1].owes) acknowledge(x, 1);
}
