/** The end of a connection, and the beginning of the next one at the same end. */

import { type End, isReset, nextEnd } from "./endpoint.js";
import { CLOSED_TCB, LISTEN_TCB, type Tcb, tcbWith } from "./tcb.js";

/** "All segment queues should be flushed", the TCB is deleted (§3.10.7.4, second). */
export function resetTo(end: End, state: "CLOSED" | "LISTEN"): void {
  const base = state === "LISTEN" ? LISTEN_TCB : CLOSED_TCB;
  end.tcb = tcbWith(base, {
    previous: end.tcb.state,
    rcvWnd: end.tcb.rcvWnd,
    passive: end.tcb.passive,
    reset: true,
  });
  flush(end);
}

export function flush(end: End): void {
  end.sent = [];
  end.ahead = [];
  end.latest = [];
  end.unanswered = [];
  end.points = [];
  end.owed = end.owed.filter(isReset);
  end.queued = null;
  end.unread = null;
  end.closing = false;
  end.expired = false;
}

/** The end begins anew, with this TCB. */
export function renew(end: End, tcb: Tcb): void {
  Object.assign(end, nextEnd(end, tcb));
}
