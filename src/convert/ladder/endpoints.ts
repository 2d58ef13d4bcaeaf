/** The endpoints of a ladder: one name for each port that a host uses. */

import type { LadderEvent } from "./events.js";
import { type LadderRow, type LadderSide, otherSide } from "./rows.js";

export interface Endpoints {
  readonly declarations: readonly string[];
  /** The name of one end of a connection. */
  name(side: LadderSide, connection: string): string;
  /** The same, with the peer where the end has several connections: `B(A40001)`. */
  subject(side: LadderSide, connection: string): string;
}

export function endpointsOf(rows: readonly LadderRow[], events: readonly LadderEvent[]): Endpoints {
  const connections = [...new Set(events.map((event) => event.connection))].filter((name) => name !== "");
  const ports: Record<LadderSide, readonly string[]> = {
    A: portsOf("A", connections),
    B: portsOf("B", connections),
  };
  const nameOf = (side: LadderSide, port: string) => (ports[side].length > 1 ? side + port : side);
  const name = (side: LadderSide, connection: string) =>
    nameOf(side, portOf(side, connection) || (ports[side][0] ?? ""));
  const subject = (side: LadderSide, connection: string) => {
    const port = portOf(side, connection);
    const several = connections.filter((other) => portOf(side, other) === port).length > 1;
    return several
      ? `${name(side, connection)}(${name(otherSide(side), connection)})`
      : name(side, connection);
  };
  const declarations = (["A", "B"] as const).flatMap((side) =>
    ports[side].map((port) => declare(nameOf(side, port), side, port, rows, events)),
  );
  return { declarations, name, subject };
}

function declare(
  name: string,
  side: LadderSide,
  port: string,
  rows: readonly LadderRow[],
  events: readonly LadderEvent[],
): string {
  const own = events.filter(({ connection }) => connection === "" || portOf(side, connection) === port);
  const calls = (who: LadderSide, word: string) =>
    own.some((event) => event.kind === "call" && event.side === who && event.call.word === word);
  const peer = otherSide(side);
  const role = calls(side, "listen")
    ? "server"
    : calls(side, "open")
      ? calls(peer, "open")
        ? "peer"
        : "client"
      : calls(peer, "listen")
        ? "client"
        : "peer";
  const host = addressOf(side, rows);
  const attributes = [
    host === "" ? "" : ` addr="${host}:${port}"`,
    role === "server" && keepsNoState(side, own) ? " syncookies" : "",
  ];
  return `${role} ${name}${attributes.join("")}`;
}

/** A listener that has answered a SYN, and is LISTEN still, keeps its state in a SYN cookie. */
function keepsNoState(side: LadderSide, events: readonly LadderEvent[]): boolean {
  return events.some(
    ({ kind, row, side: at }) =>
      kind === "departure" && at === side && isSynAck(row) && row.states[side] === "LISTEN",
  );
}

function isSynAck(row: LadderRow): boolean {
  return ["SYN", "ACK"].every((flag) => row.segment?.flags.includes(flag));
}

function addressOf(side: LadderSide, rows: readonly LadderRow[]): string {
  for (const { segment, side: sender } of rows) {
    if (segment?.frame) return sender === side ? segment.frame.source : segment.frame.target;
  }
  return "";
}

function portsOf(side: LadderSide, connections: readonly string[]): readonly string[] {
  return [...new Set(connections.map((connection) => portOf(side, connection)))].sort();
}

function portOf(side: LadderSide, connection: string): string {
  return connection.split("-")[side === "A" ? 0 : 1] ?? "";
}
