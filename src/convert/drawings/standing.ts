/** Whether the state beside an arrow is the one before the segment, or the one it leads to. */

import type { DrawnSegment, DrawnStatement } from "../drawn.js";
import { namedStates, stateAlone } from "../said/states.js";

/** The states that a segment leads out of: whoever is in one of them beside it is so before it comes or goes. */
export function standsBefore(statement: DrawnStatement, { flags, from }: DrawnSegment): boolean {
  if (statement.type !== "claim") return false;
  const sends = statement.ends.includes(from);
  const kind = flags.includes("SYN")
    ? flags.includes("ACK")
      ? "SYN+ACK"
      : "SYN"
    : flags.includes("FIN")
      ? "FIN"
      : "ACK";
  return (sends ? LEFT_BY_SENDING : LEFT_BY_RECEIVING)[kind].includes(statement.state);
}

/** Whoever sends such a segment goes there, and whoever gets it does not. */
export function isEnteredBySending(words: string, { flags }: Pick<DrawnSegment, "flags">): boolean {
  const state = stateAlone(words);
  const [syn, fin] = [flags.includes("SYN"), flags.includes("FIN")];
  if (state === "SYN-SENT") return syn && !flags.includes("ACK");
  if (state === "SYN-RECEIVED") return syn && flags.includes("ACK");
  if (state === "FIN-WAIT-1" || state === "LAST-ACK") return fin;
  return (state === "CLOSE-WAIT" || state === "TIME-WAIT") && !syn && !fin;
}

type Kind = "SYN" | "SYN+ACK" | "FIN" | "ACK";
/** RFC 9293 §3.3.2: the changes of state, by what is sent and what comes. */
const LEFT_BY_SENDING: Readonly<Record<Kind, readonly string[]>> = {
  SYN: ["CLOSED", "LISTEN"],
  "SYN+ACK": ["CLOSED", "LISTEN"],
  FIN: ["ESTABLISHED", "CLOSE-WAIT"],
  ACK: [],
};
const LEFT_BY_RECEIVING: Readonly<Record<Kind, readonly string[]>> = {
  SYN: ["CLOSED", "LISTEN", "SYN-SENT"],
  "SYN+ACK": ["SYN-SENT"],
  FIN: ["ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2"],
  ACK: ["SYN-RECEIVED", "FIN-WAIT-1", "CLOSING", "LAST-ACK"],
};

/** `(CLOSE_WAIT / FIN_WAIT_2)` behind an arrow: states in brackets, each with whose it is; nothing where that is none. */
export function captionsIn(
  words: string,
  ownerOf: (state: string) => string,
): readonly { readonly text: string; readonly owner: string }[] {
  const inside = /^\s*\(([^()]+)\)\s*$/.exec(words)?.[1] ?? "";
  if (namedStates(inside).length === 0) return [];
  return inside.split(/\s*\/\s*/).map((text) => {
    const [state] = namedStates(text);
    return { text, owner: ownerOf(text.slice(state?.index, state?.end)) };
  });
}
