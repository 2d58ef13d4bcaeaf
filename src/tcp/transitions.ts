/**
 * The changes of state as data. `FIGURE_5` is the diagram of RFC 9293 §3.3.2 with its Note 2, in the RFC's own
 * words; `BESIDE_FIGURE_5` are the changes that the text has and the figure leaves out (Note 3, §3.10).
 */

import type { State } from "./state.js";

export interface Transition {
  readonly from: State;
  readonly to: State;
  /** The event: a user call, what is received, a time-out. */
  readonly cause: string;
  /** What is done; `x` for nothing, as in the figure. */
  readonly action: string;
  /** Of RFC 9293. */
  readonly section: string;
}

export const FIGURE_5: readonly Transition[] = [
  change("CLOSED", "LISTEN", "passive OPEN", "create TCB", "3.10.1"),
  change("CLOSED", "SYN-SENT", "active OPEN", "create TCB, snd SYN", "3.10.1"),
  change("LISTEN", "CLOSED", "CLOSE", "delete TCB", "3.10.4"),
  change("LISTEN", "SYN-RECEIVED", "rcv SYN", "snd SYN,ACK", "3.10.7.2"),
  change("LISTEN", "SYN-SENT", "SEND", "snd SYN", "3.10.2"),
  change("SYN-SENT", "CLOSED", "CLOSE", "delete TCB", "3.10.4"),
  change("SYN-SENT", "SYN-RECEIVED", "rcv SYN", "snd SYN,ACK", "3.10.7.3"),
  change("SYN-SENT", "ESTABLISHED", "rcv SYN,ACK", "snd ACK", "3.10.7.3"),
  // Note 1: only after a passive OPEN.
  change("SYN-RECEIVED", "LISTEN", "rcv RST", "x", "3.10.7.4"),
  change("SYN-RECEIVED", "ESTABLISHED", "rcv ACK of SYN", "x", "3.10.7.4"),
  change("SYN-RECEIVED", "FIN-WAIT-1", "CLOSE", "snd FIN", "3.10.4"),
  change("ESTABLISHED", "FIN-WAIT-1", "CLOSE", "snd FIN", "3.10.4"),
  change("ESTABLISHED", "CLOSE-WAIT", "rcv FIN", "snd ACK", "3.10.7.4"),
  change("FIN-WAIT-1", "FIN-WAIT-2", "rcv ACK of FIN", "x", "3.10.7.4"),
  change("FIN-WAIT-1", "CLOSING", "rcv FIN", "snd ACK", "3.10.7.4"),
  // Note 2.
  change("FIN-WAIT-1", "TIME-WAIT", "rcv FIN + ACK of FIN", "snd ACK", "3.3.2"),
  change("FIN-WAIT-2", "TIME-WAIT", "rcv FIN", "snd ACK", "3.10.7.4"),
  change("CLOSING", "TIME-WAIT", "rcv ACK of FIN", "x", "3.10.7.4"),
  change("CLOSE-WAIT", "LAST-ACK", "CLOSE", "snd FIN", "3.10.4"),
  change("LAST-ACK", "CLOSED", "rcv ACK of FIN", "x", "3.10.7.4"),
  change("TIME-WAIT", "CLOSED", "Timeout=2MSL", "delete TCB", "3.10.8"),
];

const RESET_OR_GIVEN_UP = "RST, ABORT or time-out";

export const BESIDE_FIGURE_5: readonly Transition[] = [
  change("SYN-SENT", "CLOSED", "rcv RST,ACK", "delete TCB", "3.10.7.3"),
  change("SYN-RECEIVED", "LISTEN", "rcv SYN", "x", "3.10.7.4"),
  change("SYN-RECEIVED", "CLOSED", RESET_OR_GIVEN_UP, "delete TCB", "3.10.7.4"),
  change("ESTABLISHED", "CLOSED", RESET_OR_GIVEN_UP, "delete TCB", "3.10.7.4"),
  change("FIN-WAIT-1", "CLOSED", RESET_OR_GIVEN_UP, "delete TCB", "3.10.7.4"),
  change("FIN-WAIT-2", "CLOSED", RESET_OR_GIVEN_UP, "delete TCB", "3.10.7.4"),
  change("CLOSE-WAIT", "CLOSED", RESET_OR_GIVEN_UP, "delete TCB", "3.10.7.4"),
  change("CLOSING", "CLOSED", RESET_OR_GIVEN_UP, "delete TCB", "3.10.7.4"),
  change("LAST-ACK", "CLOSED", RESET_OR_GIVEN_UP, "delete TCB", "3.10.7.4"),
  change("TIME-WAIT", "CLOSED", "rcv RST", "delete TCB", "3.10.7.4"),
  // MAY-2: a newer SYN opens the connection again.
  change("TIME-WAIT", "SYN-RECEIVED", "rcv SYN", "snd SYN,ACK", "3.6.1"),
];

/** The states between two, both left out, over as few changes of Figure 5 as it takes; null where no way leads there. */
export function between(from: State, to: State): readonly State[] | null {
  const came = new Map<State, State>();
  const open: State[] = [from];
  for (const at of open) {
    for (const next of FIGURE_5) {
      if (next.from !== at || came.has(next.to) || next.to === from) continue;
      came.set(next.to, at);
      open.push(next.to);
      // CLOSED is where a connection ends: no way leads through it.
      if (next.to === "CLOSED" && to !== "CLOSED") open.pop();
    }
  }
  if (!came.has(to)) return null;
  const way: State[] = [];
  for (let at = came.get(to); at !== undefined && at !== from; at = came.get(at)) way.unshift(at);
  return way;
}

/** Whether RFC 9293 has this change at all. */
export function isTransition(from: State, to: State): boolean {
  const same = (t: Transition) => t.from === from && t.to === to;
  return FIGURE_5.some(same) || BESIDE_FIGURE_5.some(same);
}

function change(from: State, to: State, cause: string, action: string, section: string): Transition {
  return { from, to, cause, action, section };
}
