/**
 * User calls and timers: what they do to an end (RFC 9293 §3.10.1 to §3.10.5, §3.10.8). Each returns false
 * where the state does not allow it: the RFC's "error" returns.
 */

import { type End, hasOutstanding, nextEnd } from "./endpoint.js";
import { type Num, type Numbers, plus } from "./number.js";
import { flush } from "./reset.js";
import { isSynchronized, type State } from "./state.js";
import { CLOSED_TCB, LISTEN_TCB, tcbWith } from "./tcb.js";

export type TimerName = "rto" | "2msl" | "user" | "keepalive" | "persist" | "delack";

/** §3.10.1, passive OPEN; a second one finds itself in LISTEN already. */
export function passiveOpen(end: End): boolean {
  const { state, rcvWnd } = end.tcb;
  if (state === "LISTEN") return true;
  if (state !== "CLOSED") return false;
  end.tcb = tcbWith(LISTEN_TCB, { previous: "CLOSED", rcvWnd });
  return true;
}

/** §3.10.1, active OPEN, out of CLOSED or LISTEN: the end that is about to send its SYN. */
export function activeOpen(from: End, iss: Num, rcvWnd: number | null): End {
  const tcb = tcbWith(CLOSED_TCB, {
    state: "SYN-SENT",
    previous: from.tcb.state,
    iss,
    sndUna: iss,
    sndNxt: plus(iss, 1),
    rcvWnd,
  });
  return nextEnd(from, tcb);
}

/** §3.10.4 */
export function close(end: End): boolean {
  switch (end.tcb.state) {
    case "LISTEN":
    case "SYN-SENT":
      end.tcb = tcbWith(CLOSED_TCB, { previous: end.tcb.state, rcvWnd: end.tcb.rcvWnd });
      end.sent = [];
      return true;
    case "SYN-RECEIVED":
      end.closing = true;
      if (end.queued === null && end.spoken) moveTo(end, "FIN-WAIT-1");
      return true;
    case "ESTABLISHED":
      end.closing = true;
      moveTo(end, "FIN-WAIT-1");
      return true;
    case "CLOSE-WAIT":
      end.closing = true;
      if (end.queued === null) moveTo(end, "LAST-ACK");
      return true;
    default:
      return false;
  }
}

/** §3.10.5: a RST where the connection is synchronized, or nearly; silence elsewhere. */
export function abort(end: End, step: number): boolean {
  const { state, sndNxt, rcvWnd, passive } = end.tcb;
  if (state === "CLOSED") return false;
  const loud = LOUD.has(state) && end.spoken;
  const rcvNxt = end.tcb.rcvNxt;
  end.tcb = tcbWith(CLOSED_TCB, { previous: state, rcvWnd, passive, reset: true });
  flush(end);
  if (loud) end.owed = [{ kind: "RST", seq: sndNxt, ack: rcvNxt, cause: step, abort: true }];
  return true;
}

const LOUD: ReadonlySet<State> = new Set<State>([
  "SYN-RECEIVED",
  "ESTABLISHED",
  "FIN-WAIT-1",
  "FIN-WAIT-2",
  "CLOSE-WAIT",
]);

/** §3.10.8, §3.8.3, §3.8.4, §3.8.6 */
export function expire(numbers: Numbers, end: End, timer: TimerName): boolean {
  const { state } = end.tcb;
  switch (timer) {
    case "2msl":
      if (state !== "TIME-WAIT") return false;
      moveTo(end, "CLOSED");
      return true;
    case "rto":
      if (!hasOutstanding(numbers, end)) return false;
      end.expired = true;
      return true;
    case "user":
      if (state === "CLOSED") return false;
      moveTo(end, "CLOSED");
      end.sent = [];
      end.owed = [];
      return true;
    case "keepalive":
      end.probing = state === "ESTABLISHED" || state === "CLOSE-WAIT";
      return end.probing;
    case "persist":
      end.probing = isSynchronized(state) && state !== "TIME-WAIT" && !isWide(end);
      return end.probing;
    default:
      return state !== "CLOSED" && state !== "LISTEN" && mayOweAck(numbers, end);
  }
}

/** Octets of the largest segment where no MSS option says another (§3.7.1). */
const DEFAULT_MSS = 536;

/** §3.8.6.1: the peer has room for a whole segment, so nothing need be probed. Below that stacks may wait, and probe (§3.8.6.2.1). */
function isWide({ tcb: { sndWnd } }: End): boolean {
  return sndWnd !== null && sndWnd >= DEFAULT_MSS;
}

/** §3.8.6.3: something has come that no ACK sent has acknowledged, as far as is known. */
function mayOweAck(numbers: Numbers, end: End): boolean {
  const { ahead, mayHaveHeard, owed } = end;
  const { lastAck, rcvNxt } = end.tcb;
  if (mayHaveHeard || owed.length > 0 || ahead.length > 0 || lastAck === null || rcvNxt === null) return true;
  return numbers.equal(rcvNxt, lastAck) !== true;
}

/** A change of state that a call or a timer makes. */
export function moveTo(end: End, state: State): void {
  if (end.tcb.state === state) return;
  end.tcb = tcbWith(end.tcb, { state, previous: end.tcb.state, passed: null });
}
