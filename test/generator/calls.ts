/** What an application calls, and what a timer does (RFC 9293 §3.10.1 to §3.10.5, §3.10.8). */

import { change, type End, forgetConnection, type Reset, type State } from "./endpoint.js";
import type { LocalWord } from "./exchange.js";

/** What it does at once, without a segment; true where no segment will show it. */
export function happens(end: End, what: LocalWord): boolean {
  switch (what) {
    case "listen":
      if (end.state === "CLOSED") change(end, "LISTEN");
      Object.assign(end, { passive: true, listening: true });
      return true;
    case "unlisten":
      end.listening = false;
      if (end.state === "LISTEN") forgetConnection(end, "CLOSED");
      return true;
    case "close":
      return close(end);
    case "timeout 2msl":
      forgetConnection(end, "CLOSED");
      return false;
    case "timeout user":
      forgetConnection(end, "CLOSED");
      return true;
    case "abort":
      return !abort(end);
    case "crash":
      end.listening = false;
      forgetConnection(end, "CLOSED");
      return true;
    default:
      return false;
  }
}

/** §3.10.4; with a connection it is the FIN that shows it. */
function close(end: End): boolean {
  switch (end.state) {
    case "LISTEN":
      end.listening = false;
      forgetConnection(end, "CLOSED");
      return true;
    case "CLOSED": {
      const { listening } = end;
      end.listening = false;
      return listening;
    }
    case "SYN-SENT":
      forgetConnection(end, "CLOSED");
      return true;
    default:
      return false;
  }
}

const LOUD: readonly State[] = ["SYN-RECEIVED", "ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2", "CLOSE-WAIT"];

/** §3.10.5; whether a RST says it. */
function abort(end: End): boolean {
  const reset: Reset = { seq: end.nxt, ack: end.rcv, abort: true };
  const loud = LOUD.includes(end.state);
  if (end.state === "LISTEN") end.listening = false;
  forgetConnection(end, "CLOSED");
  if (loud) end.resets.push(reset);
  return loud;
}
