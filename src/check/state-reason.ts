/** Why an end is not in the state that is claimed of it: what has not happened, or has happened since. */

import type { End } from "../tcp/endpoint.js";
import { RST } from "../tcp/segment.js";
import type { State } from "../tcp/state.js";
import type { StateReason } from "./reasons.js";
import type { Related, Step } from "./trace.js";
import type { World } from "./world.js";

/** The reason, and the line on which the end has left the state. */
export function stateReason(
  world: World,
  key: string,
  end: End | null,
  claimed: State,
): { readonly reason: StateReason; readonly related: readonly Related[] } {
  if (end === null) return { reason: "none", related: [] };
  if (claimed === "CLOSED" && end.tcb.state === "SYN-SENT" && isIgnoredReset(world))
    return { reason: "not-refused", related: [] };
  const left = end.tcb.state === claimed ? undefined : whereLeft(world.history, key, claimed);
  // That an end began CLOSED, or in LISTEN, says nothing of why it is not there again.
  if (left !== undefined && (!RESTING.has(claimed) || isOpening(end.tcb.state)))
    return { reason: "left", related: [{ span: left.statement.span, line: left.line, reason: "left" }] };
  return { reason: notReached(end, claimed), related: [] };
}

/** The line above is a RST, and has not refused the SYN. */
function isIgnoredReset({ history }: World): boolean {
  const last = history.findLast(({ segment }) => segment !== null)?.segment;
  return last !== undefined && last !== null && (last.flags & RST) !== 0;
}

const RESTING: ReadonlySet<State> = new Set<State>(["CLOSED", "LISTEN"]);

function isOpening(state: State): boolean {
  return state === "SYN-SENT" || state === "SYN-RECEIVED";
}

/** The step in which the end was last seen to leave a state. */
function whereLeft(history: readonly Step[], key: string, claimed: State): Step | undefined {
  let after: Step | undefined;
  for (let i = history.length - 1; i >= 0; i--) {
    const step = history[i] as Step;
    if (step.states.get(key) === claimed) return after;
    after = step;
  }
  // Where the flow begins is no step: the first one leaves it.
  const first = history[0];
  return undefined === first?.before ? undefined : startsIn(first, key, claimed) ? first : undefined;
}

function startsIn({ before, after, states }: Step, key: string, claimed: State): boolean {
  if (before === null || after === null) return false;
  const ends = [
    [before.a, after.a],
    [before.b, after.b],
  ] as const;
  return ends.some(
    ([then, now]) => then.state === claimed && now.state === states.get(key) && now.state !== claimed,
  );
}

function notReached({ tcb }: End, claimed: State): StateReason {
  const { state, fin, peerFin, reset } = tcb;
  if (state === "CLOSED" && reset === true) return "reset";
  if (state === "CLOSED" && claimed === "TIME-WAIT") return "closed-second";
  switch (claimed) {
    case "CLOSED":
      return notClosed(state);
    case "LISTEN":
      return "not-listening";
    case "SYN-SENT":
      return state === "SYN-RECEIVED" && tcb.passive ? "answered-syn" : "no-own-syn";
    case "SYN-RECEIVED":
      return state === "ESTABLISHED" ? "syn-ack-came" : "no-peer-syn";
    case "ESTABLISHED":
      return state === "SYN-RECEIVED" ? "syn-unacked" : state === "SYN-SENT" ? "no-syn-ack" : "not-opened";
    case "CLOSE-WAIT":
      return !peerFin ? "no-peer-fin" : fin !== null ? "closed-first" : "none";
    default:
  }
  // What is left are the states behind an own FIN.
  if (fin === null) return "no-own-fin";
  if (claimed === "FIN-WAIT-1") return state === "LAST-ACK" ? "closed-second" : "none";
  if (claimed === "FIN-WAIT-2") return peerFin ? "peer-fin-came" : "fin-unacked";
  if (!peerFin) return "no-peer-fin";
  if (claimed === "TIME-WAIT") return state === "LAST-ACK" ? "closed-second" : "fin-unacked";
  if (claimed === "LAST-ACK") return "closed-first";
  return "fin-acked";
}

function notClosed(state: State): StateReason {
  if (state === "SYN-SENT") return "not-refused";
  if (state === "FIN-WAIT-2") return "no-peer-fin";
  if (state === "CLOSE-WAIT") return "no-own-fin";
  return state === "FIN-WAIT-1" || state === "CLOSING" || state === "LAST-ACK" ? "fin-unacked" : "not-closed";
}
