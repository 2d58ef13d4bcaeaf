/** Who listens where a flow begins: its servers do, unless its first lines say otherwise (RFC 9293 §3.10.1). */

import type { Flow, Local, Segment } from "../language/ast.js";
import { ACK, RST, SYN } from "../tcp/segment.js";
import { type Connection, type Endpoint, other } from "./connection.js";
import { type Mentions, saysClosed } from "./mentions.js";
import { opensTheWrongWay } from "./turned-opening.js";
import { startingTcb, type World } from "./world.js";
import { flagBits } from "./written.js";

/** The declared client is what listens where the declared server opens and is answered: their roles are the other way round. */
export function listenInstead(
  world: World,
  mentions: Mentions,
  { names, endpoints, ends }: Connection,
  first: Segment | null,
): void {
  const [client, server] = endpoints;
  // Mostly the client begins; who has spoken first is looked up only where it did not.
  if (first?.from.name === client.name) return;
  if (client.role !== "client" || server.role !== "server") return;
  if (client.start.state !== null || server.start.state !== null) return;
  const opens = mentions.firstWord(names[1], names[0]);
  const answers = mentions.firstWord(names[0], names[1]);
  if (opens === null || answers === null || opens.line > answers.line || opens.old !== null) return;
  if ((flagBits(opens.flagNames) & (SYN | ACK | RST)) !== SYN) return;
  if ((flagBits(answers.flagNames) & (SYN | ACK)) !== (SYN | ACK)) return;
  world.line = server.line;
  world.report("role-reversed", server.span, { server: server.name, client: client.name });
  client.listening = true;
  ends[0].tcb = startingTcb(client);
}

/** Of two peers the one that listens is whoever opens the wrong way round, as what comes behind its SYN has it. */
export function listenWhereTurned(
  { statements }: Flow,
  { endpoints, ends }: Connection,
  first: Segment | null,
): void {
  if (first === null || endpoints.some(({ role, start }) => role !== "peer" || start.state !== null)) return;
  if (!opensTheWrongWay(statements, statements.indexOf(first))) return;
  const side = endpoints[0].name === first.from.name ? 0 : 1;
  endpoints[side].listening = true;
  ends[side].tcb = startingTcb(endpoints[side]);
}

/**
 * Nothing listens at an end whose first answer to a SYN is a RST: the flow shows a refused connection
 * (RFC 9293 §3.10.7.1), unless it says before that the end is in LISTEN.
 */
export function closeRefused(flow: Flow, mentions: Mentions, connection: Connection): void {
  for (const side of [0, 1] as const) {
    const endpoint = connection.endpoints[side];
    if (connection.ends[side].tcb.state !== "LISTEN") continue;
    const first = mentions.firstWord(connection.names[side], connection.names[other(side)]);
    if (first === null) continue;
    if ((flagBits(first.flagNames) & (RST | SYN)) !== RST || !answersSyn(flow, first)) continue;
    endpoint.listening = false;
    connection.ends[side].tcb = startingTcb(endpoint);
  }
}

/** Whoever says that a server is CLOSED before its passive OPEN, which is written, begins before it. */
export function closeUntilListen(flow: Flow, world: World): void {
  const open = new Map(world.endpoints.filter((e) => e.listening).map((e) => [e.name, e]));
  const closed = new Set<string>();
  for (const s of flow.statements) {
    if (open.size === 0) return;
    if (s.type === "segment") for (const { name } of [s.from, s.to]) open.delete(name);
    if (s.type !== "local") continue;
    for (const { name } of s.subjects) {
      const endpoint = open.get(name.name);
      if (endpoint === undefined) continue;
      if (saysClosed(s)) closed.add(endpoint.name);
      else {
        if (closed.has(endpoint.name) && isPassiveOpen(s)) closeListener(world, endpoint);
        open.delete(endpoint.name);
      }
    }
  }
}

function isPassiveOpen({ what }: Local): boolean {
  if (what.kind === "event") return what.event === "listen";
  return what.kind === "state" && what.from?.state === "CLOSED" && what.to.state === "LISTEN";
}

function closeListener(world: World, endpoint: Endpoint): void {
  endpoint.listening = false;
  for (const { endpoints, ends } of world.connections) {
    const side = endpoints.indexOf(endpoint);
    const end = ends[side];
    if (end?.tcb.state === "LISTEN") end.tcb = startingTcb(endpoint);
  }
}

/**
 * A SYN of the peer has arrived before `reset`, and no SYN,ACK answers the same SYN after it. A peer that goes on with an
 * ACK has got one, whether it is written or not.
 */
function answersSyn(flow: Flow, reset: Segment): boolean {
  let asked = false;
  let seen = false;
  const delivers = flow.statements.some(
    (s) => s.type === "segment" && s.arrow.kind === "~>" && (flagBits(s.flagNames) & (SYN | ACK)) === SYN,
  );
  for (const s of flow.statements) {
    if (s === reset) {
      if (!asked) return false;
      seen = true;
    } else if (s.type === "deliver") asked ||= delivers;
    else if (s.type === "segment") {
      const bits = flagBits(s.flagNames) & (SYN | ACK);
      if (s.from.name === reset.to.name && bits === SYN) {
        if (seen) return true;
        asked ||= s.arrow.kind === "->";
      } else if (asked && !seen && s.old === null && goesOn(s, reset)) return false;
      else if (bits === (SYN | ACK) && s.from.name === reset.from.name) return false;
    }
  }
  return seen;
}

function goesOn({ from, to, flags }: Segment, reset: Segment): boolean {
  const bits = flagBits(flags.names) & (SYN | RST | ACK);
  return from.name === reset.to.name && to.name === reset.from.name && bits === ACK;
}
