/** The eleven states of a connection (RFC 9293 §3.3.2). */

export type State =
  | "CLOSED"
  | "LISTEN"
  | "SYN-SENT"
  | "SYN-RECEIVED"
  | "ESTABLISHED"
  | "FIN-WAIT-1"
  | "FIN-WAIT-2"
  | "CLOSE-WAIT"
  | "CLOSING"
  | "LAST-ACK"
  | "TIME-WAIT";

export const STATES: readonly State[] = [
  "CLOSED",
  "LISTEN",
  "SYN-SENT",
  "SYN-RECEIVED",
  "ESTABLISHED",
  "FIN-WAIT-1",
  "FIN-WAIT-2",
  "CLOSE-WAIT",
  "CLOSING",
  "LAST-ACK",
  "TIME-WAIT",
];

/** Both ends have exchanged their initial sequence numbers (RFC 9293 §3.5.2, group 3). */
export function isSynchronized(state: State): boolean {
  return state !== "CLOSED" && state !== "LISTEN" && state !== "SYN-SENT" && state !== "SYN-RECEIVED";
}

/** A FIN has gone one way at least, or all is over (RFC 9293 §3.3.2). */
export function isClosedOrClosing(state: State): boolean {
  return state === "CLOSED" || (isSynchronized(state) && state !== "ESTABLISHED");
}

/** The application may still SEND (RFC 9293 §3.10.2). */
export function maySend(state: State): boolean {
  return state === "ESTABLISHED" || state === "CLOSE-WAIT";
}

/** Data of the peer is still taken (RFC 9293 §3.10.7.4, seventh). */
export function mayReceive(state: State): boolean {
  return state === "ESTABLISHED" || state === "FIN-WAIT-1" || state === "FIN-WAIT-2";
}
