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
  windowOf,
} from "./endpoint.js";
import { takeText } from "./text.js";

export function arriveUnconnected(end: End, p: Packet): void {
  if (end.state === "SYN-SENT") {
    arriveInSynSent(end, p);
    return;
  }
  if (p.rst) return;
  if (p.syn && p.ack === null && end.listening && listensStill(end)) {
    acceptAnew(end, p);
  } else if (p.ack !== null || end.state === "CLOSED") {
    refuse(end, p);
  }
}

/** A listener whose last connection is over listens on. */
export function acceptAnew(end: End, p: Packet): void {
  if (p.fin && !end.decide("FIN on a SYN", [true, false])) return;
  if (end.state === "CLOSED") forgetConnection(end, "LISTEN");
  acceptSyn(end, "SYN-RECEIVED", p);
}

function listensStill(end: End): boolean {
  if (end.decide("SYN to a listener", [true, false])) return true;
  end.listening = false;
  if (end.state === "LISTEN") forgetConnection(end, "CLOSED");
  return false;
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
  return Object.is(p.seq, seq) && (reset.abort || p.ack === reset.ack);
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
  if (p.fin && !end.decide("FIN on a SYN", [true, false])) return;
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
  // The window of a SYN without ACK counts from what comes behind our own SYN.
  if (p.win !== null) {
    end.granted = (p.ack ?? end.una + 1) + p.win;
    end.widest = p.win;
  }
  noteWindow(end, p);
  if (p.len === 0 && !p.fin) {
    end.early = p.cookie;
    return;
  }
  const text = { start: p.seq + 1, end: p.seq + 1 + p.len, fin: p.fin, cookie: p.cookie };
  if (state === "SYN-RECEIVED") end.synText = text;
  // With the SYN+ACK the connection is there, and data on it is taken at once (§3.10.7.3).
  else takeText(end, { ...p, seq: p.seq + 1, syn: false }, windowOf(end));
}
