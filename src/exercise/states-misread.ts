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
  /** States of this end before and after. */
  readonly earlier: readonly State[];
  readonly later: readonly State[];
  /** Those of the other end. */
  readonly otherPath: readonly State[];
}

export function misreadState(reading: StateReading): Misconception {
  const { claimed, actual, other, earlier, later, otherPath } = reading;
  if (claimed === "ESTABLISHED" && BEFORE_ESTABLISHED.includes(actual)) return "established-too-early";
  if (claimed === "CLOSED" && ACTIVE.includes(actual)) return "closed-too-early";
  for (const [a, b, misconception] of CONFUSED) {
    if ((claimed === a && actual === b) || (claimed === b && actual === a)) return misconception;
  }
  if (claimed === "TIME-WAIT" && (PASSIVE.includes(actual) || actual === "CLOSED")) return "time-wait-side";
  if (ACTIVE.includes(claimed) && PASSIVE.includes(actual)) return "closer-confused";
  if (PASSIVE.includes(claimed) && ACTIVE.includes(actual)) return "closer-confused";
  if (comesAfter(claimed, actual) && PASSIVE.includes(actual)) return "state-after";
  if (earlier.includes(claimed)) return "state-before";
  if (claimed === "CLOSING" && ACTIVE.includes(actual)) return "closing-confused";
  if (actual === "CLOSING" && ACTIVE.includes(claimed)) return "closing-confused";
  if (claimed === other) return "other-end";
  if (later.includes(claimed) || comesAfter(claimed, actual)) return "state-after";
  if (comesAfter(actual, claimed)) return "state-before";
  return otherPath.includes(claimed) ? "other-end" : "wrong-state";
}

function comesAfter(claimed: State, actual: State): boolean {
  return PATHS.some((path) => path.includes(actual) && path.indexOf(claimed) > path.indexOf(actual));
}

/** The ways from opening to closing (Figure 5). */
const PATHS: readonly (readonly State[])[] = [
  ["SYN-SENT", "ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2", "TIME-WAIT", "CLOSED"],
  ["LISTEN", "SYN-RECEIVED", "ESTABLISHED", "CLOSE-WAIT", "LAST-ACK", "CLOSED"],
];

const BEFORE_ESTABLISHED: readonly State[] = ["CLOSED", "LISTEN", "SYN-SENT", "SYN-RECEIVED"];

/** Who closes first, and who second (§3.6). */
const ACTIVE: readonly State[] = ["FIN-WAIT-1", "FIN-WAIT-2", "CLOSING", "TIME-WAIT"];
const PASSIVE: readonly State[] = ["CLOSE-WAIT", "LAST-ACK"];

const CONFUSED: readonly (readonly [State, State, Misconception])[] = [
  ["FIN-WAIT-1", "FIN-WAIT-2", "fin-waits-confused"],
  ["CLOSE-WAIT", "LAST-ACK", "close-wait-last-ack"],
  ["LISTEN", "SYN-SENT", "listen-syn-sent"],
  ["SYN-SENT", "SYN-RECEIVED", "syn-states-confused"],
];
