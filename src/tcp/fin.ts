/** What a FIN does to the state of an end (RFC 9293 §3.3.2, §3.10.4, §3.10.7.4): the only place that knows. */

import type { State } from "./state.js";

interface FinRow {
  /** It sends its own FIN (§3.10.4). */
  readonly sent?: State;
  /** Its own FIN is acknowledged (§3.10.7.4, fifth). */
  readonly acknowledged?: State;
  /** The peer's FIN is processed (§3.10.7.4, eighth). */
  readonly received?: State;
}

/** Where nothing stands, the state stays. */
const TABLE: Partial<Record<State, FinRow>> = {
  "SYN-RECEIVED": { sent: "FIN-WAIT-1", received: "CLOSE-WAIT" },
  ESTABLISHED: { sent: "FIN-WAIT-1", received: "CLOSE-WAIT" },
  "FIN-WAIT-1": { acknowledged: "FIN-WAIT-2", received: "CLOSING" },
  "FIN-WAIT-2": { received: "TIME-WAIT" },
  "CLOSE-WAIT": { sent: "LAST-ACK" },
  CLOSING: { acknowledged: "TIME-WAIT" },
  "LAST-ACK": { acknowledged: "CLOSED" },
};

/** The state behind an event of a FIN; `state` itself where it makes no difference. */
export function afterFin(state: State, event: keyof FinRow): State {
  return TABLE[state]?.[event] ?? state;
}
