/** Arrivals where there is no connection (RFC 9293 §3.10.7.1 to §3.10.7.3), and the resets that answer. */

import {
  acknowledge,
  change,
  type End,
  endOf,
  forgetConnection,
  noteWindow,
  type Packet,
  type Reset,
} from "./endpoint.js";

export function arriveUnconnected(end: End, p: Packet): void {
  if (end.state === "SYN-SENT") {
    arriveInSynSent(end, p);
    return;
  }
  if (p.rst) return;
  // A listener whose last connection is over listens on.
  if (p.syn && p.ack === null && end.listening) {
    if (end.state === "CLOSED") forgetConnection(end, "LISTEN");
    acceptSyn(end, "SYN-RECEIVED", p);
  } else if (p.ack !== null || end.state === "CLOSED") {
    refuse(end, p);
  }
}

/** A RST takes its numbers from the segment that it answers (§3.10.7.1). */
function refuse(end: End, p: Packet): void {
  end.resets.push(
    p.ack === null ? { seq: null, ack: endOf(p), abort: false } : { seq: p.ack, ack: null, abort: false },
  );
}

/** Whether a RST on its way is this one. Of an ABORT's, the ACK is free. */
export function resetIs(reset: Reset, p: Packet): boolean {
  const seq = reset.seq === null ? Number.NaN : reset.seq;
  return Object.is(p.seq, seq) && (reset.abort ? p.ack === null || p.ack === reset.ack : p.ack === reset.ack);
}

function arriveInSynSent(end: End, p: Packet): void {
  if (p.ack !== null && (p.ack <= end.iss || p.ack > end.nxt)) {
    if (!p.rst) refuse(end, p);
    return;
  }
  if (p.rst) {
    if (p.ack !== null) forgetConnection(end, "CLOSED");
    return;
  }
  if (!p.syn) return;
  if (p.ack === null) {
    acceptSyn(end, "SYN-RECEIVED", p);
  } else {
    acknowledge(end, p.ack);
    acceptSyn(end, "ESTABLISHED", p);
  }
}

function acceptSyn(end: End, state: "SYN-RECEIVED" | "ESTABLISHED", p: Packet): void {
  change(end, state);
  end.used = true;
  end.irs = p.seq;
  end.rcv = p.seq + 1;
  end.points.push(end.rcv);
  end.owes = true;
  end.recent = p.stamp;
  if (p.win !== null) end.granted = (p.ack ?? end.una) + p.win;
  noteWindow(end, p);
  // Data on a SYN waits until the connection is established (§3.10.7.2).
  if (p.len > 0) end.held.push({ start: p.seq + 1, end: p.seq + 1 + p.len, fin: p.fin });
}
