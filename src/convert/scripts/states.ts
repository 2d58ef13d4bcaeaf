/** States in the conditions of a script: `%{ assert tcpi_state == TCP_ESTABLISHED }%`. */

import type { StateName } from "../../language/ast.js";

const ASSERTED = /^%\{\s*assert\s*\(?\s*tcpi_state\s*==\s*TCPI?S?_(\w+)\s*\)?\s*(?:,\s*[\w"' ]+)?;?\s*\}%$/;

/** As Linux (`TCP_FIN_WAIT1`) and FreeBSD (`TCPI_FIN_WAIT_1`) call them. */
const STATES: Readonly<Record<string, StateName>> = {
  CLOSE: "CLOSED",
  CLOSED: "CLOSED",
  LISTEN: "LISTEN",
  SYN_SENT: "SYN-SENT",
  SYN_RECV: "SYN-RECEIVED",
  NEW_SYN_RECV: "SYN-RECEIVED",
  SYN_RECEIVED: "SYN-RECEIVED",
  ESTABLISHED: "ESTABLISHED",
  FIN_WAIT1: "FIN-WAIT-1",
  FIN_WAIT_1: "FIN-WAIT-1",
  FIN_WAIT2: "FIN-WAIT-2",
  FIN_WAIT_2: "FIN-WAIT-2",
  CLOSE_WAIT: "CLOSE-WAIT",
  CLOSING: "CLOSING",
  LAST_ACK: "LAST-ACK",
  TIME_WAIT: "TIME-WAIT",
};

/** null where a condition is about anything else. */
export function assertedState(code: string): StateName | null {
  const name = ASSERTED.exec(code)?.[1];
  return name === undefined ? null : (STATES[name] ?? null);
}

/** Linux's names. */
const NAMES: Readonly<Record<StateName, string>> = {
  CLOSED: "CLOSE",
  LISTEN: "LISTEN",
  "SYN-SENT": "SYN_SENT",
  "SYN-RECEIVED": "SYN_RECV",
  ESTABLISHED: "ESTABLISHED",
  "FIN-WAIT-1": "FIN_WAIT1",
  "FIN-WAIT-2": "FIN_WAIT2",
  "CLOSE-WAIT": "CLOSE_WAIT",
  CLOSING: "CLOSING",
  "LAST-ACK": "LAST_ACK",
  "TIME-WAIT": "TIME_WAIT",
};

export function assertionOf(state: StateName): string {
  return `%{ assert tcpi_state == TCP_${NAMES[state]}, tcpi_state }%`;
}
