/** Whether the state beside an arrow is the one before the segment, or the one it leads to. */

import type { DrawnSegment, DrawnStatement } from "../drawn.js";

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
