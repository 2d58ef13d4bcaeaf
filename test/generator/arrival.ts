/** What arriving does to the receiver (RFC 9293 §3.10.7.4, with RFC 5961 and RFC 7323). */

import {
  acknowledge,
  DEFAULT_WINDOW,
  type End,
  endOf,
  forgetConnection,
  noteWindow,
  type Packet,
  windowOf,
} from "./endpoint.js";
import { acceptAnew, arriveUnconnected } from "./stranger.js";
import { takeText } from "./text.js";

export function arrive(end: End, p: Packet): void {
  const before = end.state;
  arriveInState(end, p);
  // Two changes in one arrival (FIN-WAIT-1, FIN-WAIT-2, TIME-WAIT): either may be said to be the one before.
  if (end.state === before) return;
  // That a listener whose connection is over listens on is no change.
  end.passed = end.previous !== before && before !== "CLOSED" ? before : null;
}

function arriveInState(end: End, p: Packet): void {
  switch (end.state) {
    case "CLOSED":
    case "LISTEN":
    case "SYN-SENT":
      arriveUnconnected(end, p);
      return;
    default:
      arriveConnected(end, p);
  }
}

function arriveConnected(end: End, p: Packet): void {
  if (p.rst) {
    arriveReset(end, p);
  } else if (p.syn) {
    arriveSyn(end, p);
  } else if (isOutdated(end, p)) {
    end.owes = true;
  } else if (isOld(end, p)) {
    arriveOld(end, p);
  } else if (isBeyond(end, p)) {
    end.challenged = true;
  } else {
    arriveAcceptable(end, p);
  }
}

// First check: the sequence number (§3.10.7.4, Table 6)

/** RFC 7323 §5.3, R1 */
function isOutdated(end: End, p: Packet): boolean {
  if (p.stamp === null || end.recent === null || p.stamp >= end.recent) return false;
  return end.decide("old timestamp", [true, false]);
}

const isOld = (end: End, p: Packet): boolean => (endOf(p) > p.seq ? endOf(p) <= end.rcv : p.seq < end.rcv);

function isBeyond(end: End, p: Packet): boolean {
  const window = windowOf(end);
  return p.seq >= end.rcv + window && !(p.seq === end.rcv && window === 0);
}

/** Not acceptable: answered and dropped, by the letter its acknowledgment with it. */
function arriveOld(end: End, p: Packet): void {
  end.owes = true;
  if (p.len > 0) end.twice = { start: p.seq, end: p.seq + p.len };
  const tells = p.ack !== null && p.ack > end.una && p.ack <= end.nxt;
  if (tells && end.decide("ACK of what is not acceptable", [false, true])) {
    acknowledge(end, p.ack as number);
    noteWindow(end, p);
  }
}

function arriveAcceptable(end: End, p: Packet): void {
  const window = windowOf(end);
  if (p.ack === null || refuses(end, p.ack)) return;
  // RFC 7323 §4.3
  if (p.stamp !== null && p.seq <= (end.lastAck ?? p.seq) && p.stamp >= (end.recent ?? p.stamp))
    end.recent = p.stamp;
  acknowledge(end, p.ack);
  noteWindow(end, p);
  if (endOf(p) === p.seq) return;
  // A buffer that is full may have room for the octet of a probe.
  const closed = window === 0 && (p.len !== 1 || end.decide("data beyond the window", [true, false]));
  if (closed) end.owes = true;
  else takeText(end, p, Math.max(window, 1));
}

/** Second check, with RFC 5961: only an exact RST resets. */
function arriveReset(end: End, p: Packet): void {
  const inWindow = p.seq > end.rcv && p.seq < end.rcv + windowOf(end);
  const isExact = p.seq === end.rcv;
  if (!isExact && !inWindow) return;
  const resets = isExact
    ? end.state !== "TIME-WAIT" || end.decide("RST in TIME-WAIT", [true, false])
    : end.decide("RST in the window", [false, true]);
  if (resets) forgetConnection(end, end.state === "SYN-RECEIVED" && end.passive ? "LISTEN" : "CLOSED");
  else if (!isExact) end.challenged = true;
}

/** Fourth check: a SYN where none belongs, or the peer's again. */
function arriveSyn(end: End, p: Packet): void {
  if (end.state === "SYN-RECEIVED" && p.seq === end.irs) {
    arriveSynAgain(end, p);
    return;
  }
  if (p.seq === end.irs) {
    end.owes = true;
    return;
  }
  const inWindow = p.seq >= end.rcv && p.seq < end.rcv + windowOf(end);
  if (end.state === "TIME-WAIT" && reopens(end, p)) return;
  if (end.state === "SYN-RECEIVED" && end.passive && inWindow) {
    // RFC 793 sent a reset as well.
    const resets = p.ack === null && end.decide("SYN in the window", [false, true]);
    forgetConnection(end, "LISTEN");
    if (resets) end.resets.push({ seq: null, ack: endOf(p), abort: false });
    return;
  }
  if (inWindow && end.decide("SYN in the window", [false, true])) {
    const reset = { seq: end.nxt, ack: end.rcv, abort: true };
    forgetConnection(end, "CLOSED");
    end.resets.push(reset);
    return;
  }
  end.challenged = true;
}

/** Figure 7: in a simultaneous open the peer's SYN+ACK is what acknowledges our SYN. */
function arriveSynAgain(end: End, p: Packet): void {
  if (p.ack !== null && p.ack > end.una && p.ack <= end.nxt) {
    acknowledge(end, p.ack);
    noteWindow(end, p);
    return;
  }
  end.owes = true;
  end.synAgain = p.ack === null;
}

/** MAY-2: a newer SYN reopens the connection directly; newer by its number or its timestamp (RFC 6191). */
function reopens(end: End, p: Packet): boolean {
  const isNewer = p.seq > end.rcv || (p.stamp !== null && end.recent !== null && p.stamp > end.recent);
  if (p.ack !== null || !isNewer) return false;
  if (!end.decide("SYN in TIME-WAIT", [true, false])) return false;
  forgetConnection(end, "LISTEN");
  const { previous } = end;
  acceptAnew(end, p);
  end.previous = previous;
  return true;
}

/** Fifth check: an acknowledgment of what was never sent, or one that is too old (RFC 5961 §5). */
function refuses(end: End, ack: number): boolean {
  if (end.state === "SYN-RECEIVED" && (ack <= end.una || ack > end.nxt)) {
    end.resets.push({ seq: ack, ack: null, abort: false });
    return true;
  }
  if (ack > end.nxt) {
    end.owes = true;
    return true;
  }
  const widest = end.granted === null ? DEFAULT_WINDOW : end.widest;
  if (ack >= end.una - widest || !end.decide("ACK too old", [true, false])) return false;
  end.challenged = true;
  return true;
}
