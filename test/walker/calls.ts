/** RFC 9293 §3.10.1 to §3.10.5 and §3.10.8: user calls and timeouts. null is an "error: …" return. */

import { type Answer, add, leave, type Tcb } from "./tcb.js";

/** 3.10.1, passive */
export function passiveOpen(tcb: Tcb): Answer[] | null {
  if (tcb.state !== "CLOSED") return null;
  leave(tcb, "LISTEN");
  return [];
}

/** 3.10.1, active, the remote socket specified; `octets` of data go with the SYN. */
export function activeOpen(tcb: Tcb, iss: number, octets: number): Answer[] | null {
  if (tcb.state !== "CLOSED" && tcb.state !== "LISTEN") return null;
  leave(tcb, "CLOSED");
  tcb.state = "SYN-SENT";
  tcb.iss = iss;
  tcb.sndUna = iss;
  tcb.sndNxt = add(iss, 1 + octets);
  return [{ control: "SYN", seq: iss }];
}

/** 3.10.2, where it queues or segmentizes. LISTEN is an active OPEN, see there. */
export function send(tcb: Tcb, octets: number): Answer[] | null {
  switch (tcb.state) {
    case "SYN-SENT":
    case "SYN-RECEIVED":
    case "ESTABLISHED":
    case "CLOSE-WAIT":
      tcb.queued += octets;
      return [];
    default:
      return null;
  }
}

/** What was queued leaves, and behind it the FIN of a CLOSE that waited. */
export function segmentize(tcb: Tcb): Answer[] {
  const waits = tcb.closing && (tcb.state === "FIN-WAIT-1" || tcb.state === "CLOSING");
  if (tcb.state !== "ESTABLISHED" && tcb.state !== "CLOSE-WAIT" && !waits) return [];
  tcb.sndNxt = add(tcb.sndNxt, tcb.queued);
  tcb.queued = 0;
  return tcb.closing ? [sendFin(tcb)] : [];
}

/** 3.10.4 */
export function close(tcb: Tcb): Answer[] | null {
  switch (tcb.state) {
    case "LISTEN":
    case "SYN-SENT":
      leave(tcb, "CLOSED");
      return [];
    case "SYN-RECEIVED":
      if (tcb.queued > 0) {
        tcb.closing = true;
        return [];
      }
      return [sendFin(tcb)];
    case "ESTABLISHED":
      // "Queue this until all preceding SENDs have been segmentized … In any case, enter FIN-WAIT-1 state."
      if (tcb.queued > 0) {
        tcb.closing = true;
        tcb.state = "FIN-WAIT-1";
        return [];
      }
      return [sendFin(tcb)];
    case "CLOSE-WAIT":
      // "Queue this request until all preceding SENDs have been segmentized; then send a FIN, enter LAST-ACK."
      if (tcb.queued > 0) {
        tcb.closing = true;
        return [];
      }
      return [sendFin(tcb)];
    default:
      return null;
  }
}

/** A CLOSE that was called in SYN-RECEIVED is processed once ESTABLISHED is entered. */
export function resumeClose(tcb: Tcb): void {
  if (tcb.closing && tcb.state === "ESTABLISHED") tcb.state = "FIN-WAIT-1";
}

function sendFin(tcb: Tcb): Answer {
  const seq = tcb.sndNxt;
  tcb.fin = seq;
  tcb.sndNxt = add(seq, 1);
  tcb.closing = false;
  if (tcb.state === "CLOSE-WAIT") tcb.state = "LAST-ACK";
  else if (tcb.state !== "CLOSING") tcb.state = "FIN-WAIT-1";
  return { control: "FIN,ACK", seq };
}

/** 3.10.5 */
export function abort(tcb: Tcb): Answer[] | null {
  switch (tcb.state) {
    case "CLOSED":
      return null;
    case "SYN-RECEIVED":
    case "ESTABLISHED":
    case "FIN-WAIT-1":
    case "FIN-WAIT-2":
    case "CLOSE-WAIT": {
      const seq = tcb.sndNxt;
      leave(tcb, "CLOSED");
      return [{ control: "RST", seq }];
    }
    default:
      leave(tcb, "CLOSED");
      return [];
  }
}

/** 3.10.8 */
export function timeout(tcb: Tcb, timer: "user" | "rto" | "2msl"): Answer[] | null {
  switch (timer) {
    case "user":
      if (tcb.state === "CLOSED") return null;
      leave(tcb, "CLOSED");
      return [];
    case "rto":
      return tcb.state !== "LISTEN" && tcb.state !== "CLOSED" && tcb.sndUna !== tcb.sndNxt ? [] : null;
    case "2msl":
      if (tcb.state !== "TIME-WAIT") return null;
      leave(tcb, "CLOSED");
      return [];
  }
}
