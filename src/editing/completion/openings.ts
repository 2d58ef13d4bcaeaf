/** How a connection begins where there is none: the endpoints, and the first SYN. */

import type { Connection, Endpoint } from "../../check/connection.js";
import type { Continuation } from "../../check/continue.js";
import { ACK, SYN } from "../../tcp/segment.js";
import type { State } from "../../tcp/state.js";
import type { Move } from "./move.js";
import { isnLetter } from "./names.js";

const CLIENT = "C";
const SERVER = "S";
/** Names for ends without a role, and for what else is taken. */
const OTHERS: readonly string[] = ["A", "B", "D", "E"];

/** A flow with a great many endpoints is not offered a connection of each pair. */
const MAX_OPENINGS = 3;

/** Declarations and SYNs; what a flow without any connection needs is owed, a further one is not. */
export function openings(c: Continuation): Move[] {
  const { endpoints, connections } = c.world;
  const begun = connections.some(isUnderWay);
  const group = begun ? "more" : "owed";
  const declared = endpoints.some((e) => e.declared);
  if (!begun && declared && endpoints.length === 1) return [declareOther(endpoints[0] as Endpoint)];
  if (!begun && endpoints.length === 0) return fromNothing(c);
  const pairs =
    begun || declared || endpoints.length > 1 ? openPairs(c) : withInvented(endpoints[0] as Endpoint);
  return pairs.slice(0, MAX_OPENINGS).flatMap(([from, to]): Move[] => {
    const syn = synMove(c, from, to, group);
    return isDeaf(c, to)
      ? [{ kind: "listen", group, from: to, to: "", texts: [`${to}: listen`] }, syn]
      : [syn];
  });
}

/** An end without a role that nobody has told to listen: a SYN would only be refused. */
function isDeaf(c: Continuation, name: string): boolean {
  const endpoint = c.world.endpoint(name);
  return endpoint?.declared === true && endpoint.role === "peer" && !endpoint.listening;
}

/** A SYN is on its way to an end that does not listen: if that one sends its own first, both open at once. */
export function crossings(c: Continuation): Move[] {
  return c.world.flight.flatMap((f): Move[] => {
    const connection = c.world.connections[f.connection];
    if (connection === undefined || f.fate !== "in-flight" || f.arrivals > 0) return [];
    const to = f.from === 0 ? 1 : 0;
    const name = connection.names[to];
    if ((f.segment.flags & (SYN | ACK)) !== SYN || connection.ends[to].tcb.state !== "CLOSED") return [];
    return isDeaf(c, name) ? [synMove(c, name, connection.names[f.from], "owed")] : [];
  });
}

/** A segment has been exchanged, or the flow begins in the middle. */
export function isUnderWay({ ends }: Connection): boolean {
  return ends.some((e) => e.spoken || (e.tcb.state !== "CLOSED" && e.tcb.state !== "LISTEN"));
}

function synMove(c: Continuation, from: string, to: string, group: "owed" | "more"): Move {
  const endpoint = c.world.endpoint(from);
  const first = !c.world.connections.some(
    (k) => k.names.includes(from) && k.names.includes(to) && isUnderWay(k),
  );
  const declared = first ? (endpoint?.start.isn ?? null) : null;
  const seq = c.world.say(declared, "") || (isPlain(c) ? FIRST_PLAIN_ISN : isnLetter(c, 0));
  const texts = [`${from} -> ${to}: SYN seq=${seq}`, `${from} -> ${to}: SYN`];
  return { kind: "syn", group, from, to, texts };
}

const FIRST_PLAIN_ISN = "100";

/** The flow writes plain numbers: a declaration has one as ISN. */
function isPlain(c: Continuation): boolean {
  return c.world.endpoints.some(({ start: { isn } }) => isn !== null && isn.terms === null);
}

/** An empty flow: both declarations and the SYN at once, or the first of them. */
function fromNothing(c: Continuation): Move[] {
  const syn = `${CLIENT} -> ${SERVER}: SYN seq=${isnLetter(c, 0)}`;
  const all = { group: "owed", from: CLIENT, to: SERVER } as const;
  return [
    { ...all, kind: "declare", texts: [`client ${CLIENT}\nserver ${SERVER}\n${syn}`] },
    { ...all, kind: "syn", texts: [syn] },
    { ...all, kind: "declare", to: "", texts: [`client ${CLIENT}`] },
  ];
}

/** The other end of the one that is declared. */
function declareOther({ name, role, start }: Endpoint): Move {
  const wanted = role === "client" ? SERVER : role === "server" ? CLIENT : (OTHERS[1] as string);
  const free = [wanted, ...OTHERS].find((n) => n.toLowerCase() !== name.toLowerCase()) ?? SERVER;
  const word = role === "client" ? "server" : role === "server" ? "client" : "peer";
  const state = start.state === null ? undefined : PARTNERS[start.state];
  const attribute = state === undefined ? "" : ` state=${state}`;
  return { kind: "declare", group: "owed", from: free, to: "", texts: [`${word} ${free}${attribute}`] };
}

/** The state of the other end, where the first one begins in the middle. */
const PARTNERS: Partial<Record<State, State>> = {
  ESTABLISHED: "ESTABLISHED",
  "FIN-WAIT-2": "CLOSE-WAIT",
  "CLOSE-WAIT": "FIN-WAIT-2",
};

/** A flow that declares nothing, and has named one end: a line needs the other. */
function withInvented({ name, role }: Endpoint): [string, string][] {
  const wanted = role === "server" ? CLIENT : SERVER;
  const free = [wanted, ...OTHERS].find((n) => n.toLowerCase() !== name.toLowerCase()) ?? SERVER;
  return [role === "server" ? [free, name] : [name, free]];
}

/** Who may open to whom: nobody to a client, no server to anybody. */
function openPairs(c: Continuation): [string, string][] {
  const { endpoints, connections } = c.world;
  const pairs: [string, string][] = [];
  for (const from of endpoints) {
    if (from.role === "server") continue;
    for (const to of endpoints) {
      if (to === from || to.role === "client" || (from.role === "peer" && from.listening)) continue;
      const connection = connections.find((k) => k.endpoints.includes(from) && k.endpoints.includes(to));
      const closed = connection?.ends.every((e) => e.tcb.state === "CLOSED" || e.tcb.state === "LISTEN");
      if (closed !== false) pairs.push([from.name, to.name]);
      if (pairs.length > MAX_OPENINGS) return pairs;
    }
  }
  return pairs;
}
