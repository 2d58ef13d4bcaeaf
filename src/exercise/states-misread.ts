/** What a wrong state was mistaken for, out of where both ends are, were, and get to. */

import type { State } from "../tcp/state.js";
import type { Misconception } from "./misconceptions.js";

export interface StateReading {
  /** The state written. */
  readonly claimed: State;
  /** The state that the end is in. */
  readonly actual: State;
  /** That of the other end. */
  readonly other: State | null;
  /** States of this end before and after, in this exchange. */
  readonly earlier: readonly State[];
  readonly later: readonly State[];
}

/** What is said is true of this end, and names no state that is right. */
export function misreadState({ claimed, actual, other, earlier, later }: StateReading): Misconception {
  const was = [...earlier, actual];
  if (claimed === "CLOSED" && [...ACTIVE, ...PASSIVE].includes(actual)) return "closed-too-early";
  if (earlier.includes(claimed)) return "state-before";
  if (claimed === "ESTABLISHED" && OPENING.includes(actual)) return "established-too-early";
  if (claimed === other) return "other-end";
  const isPassive = PASSIVE.some((state) => was.includes(state));
  const isActive = ACTIVE.some((state) => was.includes(state));
  if (claimed === "TIME-WAIT" && isPassive) return "time-wait-side";
  if (ACTIVE.includes(claimed) && isPassive) return "closer-confused";
  if (PASSIVE.includes(claimed) && isActive) return "closer-confused";
  return later.includes(claimed) ? "state-after" : MEANINGS[claimed];
}

const OPENING: readonly State[] = ["SYN-SENT", "SYN-RECEIVED"];

/** Who closes first, and who second (§3.6). */
const ACTIVE: readonly State[] = ["FIN-WAIT-1", "FIN-WAIT-2", "CLOSING", "TIME-WAIT"];
const PASSIVE: readonly State[] = ["CLOSE-WAIT", "LAST-ACK"];

/** What the state would mean, where nothing else is known. */
const MEANINGS: Readonly<Record<State, Misconception>> = {
  CLOSED: "means-closed",
  LISTEN: "means-listen",
  "SYN-SENT": "means-syn-sent",
  "SYN-RECEIVED": "means-syn-received",
  ESTABLISHED: "means-established",
  "FIN-WAIT-1": "means-fin-wait-1",
  "FIN-WAIT-2": "means-fin-wait-2",
  "CLOSE-WAIT": "means-close-wait",
  CLOSING: "means-closing",
  "LAST-ACK": "means-last-ack",
  "TIME-WAIT": "means-time-wait",
};
