/** What is said of one endpoint: user calls, timers (RFC 9293 §3.9, §3.8), and claims about its state. */

import type { Event, Name, StateClaim, Subject } from "../language/ast.js";
import { suggest } from "../language/suggest.js";
import { octetsOf } from "../language/text.js";
import { abort, activeOpen, close, expire, moveTo, passiveOpen } from "../tcp/calls.js";
import { type End, newEnd, nextEnd, type Queue } from "../tcp/endpoint.js";
import { plain, ZERO } from "../tcp/number.js";
import { isSynchronized, maySend, type State } from "../tcp/state.js";
import { CLOSED_TCB, LISTEN_TCB, tcbWith } from "../tcp/tcb.js";
import { type Connection, type Endpoint, other, type Side } from "./connection.js";
import { tellOnce, wasTold } from "./recovery.js";
import { stateReason } from "./state-reason.js";
import { evaluate } from "./symbols.js";
import { startingTcb, type World } from "./world.js";

/** An endpoint in one of its connections. */
export interface LocalEnd {
  readonly endpoint: Endpoint;
  readonly connection: Connection | null;
  readonly side: Side;
}

/** Finds the end a subject speaks of; reports a name that is none. */
export function findPlace(world: World, subject: Subject): LocalEnd | null {
  const endpoint = findEndpoint(world, subject.name);
  if (endpoint === null) return null;
  let peer: Endpoint | null = null;
  if (subject.peer !== null) {
    peer = findEndpoint(world, subject.peer);
    if (peer === null) return null;
  }
  const connection = peer === null ? lastOf(world, endpoint) : between(world, endpoint, peer);
  const side: Side = connection !== null && connection.endpoints[1] === endpoint ? 1 : 0;
  return { endpoint, connection, side };
}

export function findEndpoint(world: World, said: Name): Endpoint | null {
  return world.endpoint(said.name) ?? missEndpoint(world, said);
}

/** There is none of that name. */
export function missEndpoint(world: World, said: Name): null {
  const { name } = said;
  const names = world.endpoints.map((e) => e.name);
  const near =
    names.find((n) => n.toLowerCase() === name.toLowerCase()) ??
    labelled(world, name) ??
    suggest(name, names);
  world.report("endpoint-unknown", said.span, { name, suggestion: near });
  return null;
}

/** The end whose label the name is: a label that two ends have says of neither. */
function labelled(world: World, name: string): string | undefined {
  const [one, another] = world.endpoints.filter(({ label }) => label?.toLowerCase() === name.toLowerCase());
  return another === undefined ? one?.name : undefined;
}

/** The connection an endpoint took part in last, else the only one it has. */
function lastOf(world: World, endpoint: Endpoint): Connection | null {
  if (endpoint.last >= 0) return world.connections[endpoint.last] as Connection;
  return world.connections.find((c) => c.endpoints.includes(endpoint)) ?? null;
}

function between(world: World, a: Endpoint, b: Endpoint): Connection | null {
  return world.connection(a, b) ?? null;
}

/** Carries out an event at one end, or reports that its state forbids it. */
export function happen(world: World, event: Event, place: LocalEnd, text: string): void {
  const { connection, endpoint, side } = place;
  if (connection === null) {
    if (event.event === "listen") world.setListening(endpoint, true);
    else if (ENDS_LISTENING.has(event.event)) world.setListening(endpoint, false);
    return;
  }
  const end = connection.ends[side];
  const before = end.tcb.state;
  if (perform(world, event, connection, side)) {
    if (event.event === "send") queue(world, event, connection.ends[side], endpoint, text);
    return;
  }
  if (event.event === "timeout" && isOutOfWork(event.timer, before)) {
    world.report("timeout-nothing", event.span, { endpoint: endpoint.name, timer: event.timer });
    return;
  }
  const word = event.event === "timeout" ? `timeout ${event.timer}` : event.event;
  // That it is not in TIME-WAIT has been told.
  if (word === "timeout 2msl" && wasTold(connection, WAITS[side])) return;
  world.report("event-illegal", event.span, { endpoint: endpoint.name, event: word, state: before });
}

/** By side: it was claimed to be in TIME-WAIT, and is not. */
const WAITS = ["no TIME-WAIT at 0", "no TIME-WAIT at 1"] as const;

/** Where no connection is, there is only the listener that they may end. */
const ENDS_LISTENING: ReadonlySet<string> = new Set(["unlisten", "close", "abort", "crash"]);

/** The state allows for the timer, or would at another time. */
function isOutOfWork(timer: string, state: State): boolean {
  return timer === "rto" || timer === "persist" || (timer === "delack" && isSynchronized(state));
}

/** Octets given to SEND; nothing is checked of what cannot be added up. */
function queue(
  world: World,
  event: Extract<Event, { event: "send" | "receive" }>,
  end: End,
  endpoint: Endpoint,
  text: string,
): void {
  let amount = null;
  let octets: readonly number[] = [];
  if (event.payload !== null) {
    octets = octetsOf(text.slice(event.payload.span.start, event.payload.span.end));
    amount = plain(octets.length);
  } else if (event.amount !== null && !event.amount.blank) {
    const known = evaluate(world.numbers, world.symbols, event.amount);
    if (known.unknown === "") amount = known.value;
    else {
      amount = world.numbers.atom("length");
      world.define({
        name: known.unknown,
        kind: "length",
        value: amount,
        span: event.amount.span,
        how: "chosen",
        endpoint: null,
      });
    }
  }
  if (amount === null) return;
  // Where an endpoint has several connections, and none is named, it may be meant for any of them.
  end.queued = lengthened(world, end.queued, { amount, octets: world.degreeOf(endpoint) > 1 ? [] : octets });
}

function lengthened(world: World, queued: Queue | null, { amount, octets }: Queue): Queue {
  if (queued === null) return { amount, octets };
  const isKnown = world.numbers.equal(queued.amount, plain(queued.octets.length)) === true;
  return {
    amount: world.numbers.add(queued.amount, amount),
    octets: isKnown ? [...queued.octets, ...octets] : queued.octets,
  };
}

/** false: the state does not allow it. */
function perform(world: World, event: Event, connection: Connection, side: Side): boolean {
  const end = connection.ends[side];
  const { state } = end.tcb;
  switch (event.event) {
    case "listen":
      return listen(world, connection, side);
    case "unlisten":
      return unlisten(world, connection, side);
    case "open":
      return open(world, connection, side);
    case "send":
      // §3.10.2: SEND makes a passive OPEN an active one.
      if (state === "LISTEN") return open(world, connection, side);
      return !end.closing && (maySend(state) || state === "SYN-SENT" || state === "SYN-RECEIVED");
    case "receive":
      return receive(world, event, connection, side);
    case "close":
      return closeOrAbort(world, connection, side);
    case "abort":
      if (state === "LISTEN") world.setListening(connection.endpoints[side], false);
      return abort(end, world.step);
    case "crash":
      world.setListening(connection.endpoints[side], false);
      connection.ends[side] = { ...newEnd(tcbWith(CLOSED_TCB, { previous: state })), spoken: end.spoken };
      return true;
    default:
      return expire(world.numbers, end, event.timer);
  }
}

/** A server listens before its first line already. */
function listen(world: World, connection: Connection, side: Side): boolean {
  const endpoint = connection.endpoints[side];
  const end = connection.ends[side];
  const isOver = end.spoken && end.tcb.state === "CLOSED";
  const { listening } = endpoint;
  world.setListening(endpoint, true);
  // A listener that was there is beside the connection that is over, a new one in its place.
  if (!isOver || listening) return isOver || passiveOpen(end);
  connection.opened++;
  if (!isSynchronized(connection.ends[other(side)].tcb.state)) connection.skew[side] = null;
  connection.ends[side] = nextEnd(end, tcbWith(CLOSED_TCB, { rcvWnd: end.tcb.rcvWnd }));
  return passiveOpen(connection.ends[side]);
}

/** CLOSE of the listener (§3.10.4), beside whatever connection there is. */
function unlisten(world: World, connection: Connection, side: Side): boolean {
  const endpoint = connection.endpoints[side];
  const end = connection.ends[side];
  const isListener = end.tcb.state === "LISTEN";
  if (!endpoint.listening && !isListener) return false;
  world.setListening(endpoint, false);
  return isListener ? close(end) : true;
}

/** §3.10.4; with data unread, CLOSE may send a RST (§3.6.1). Where no connection is open, it is the listener's. */
function closeOrAbort(world: World, connection: Connection, side: Side): boolean {
  const end = connection.ends[side];
  const { state } = end.tcb;
  const endpoint = connection.endpoints[side];
  if (state === "LISTEN" || (state === "CLOSED" && endpoint.listening)) {
    world.setListening(endpoint, false);
    return state === "CLOSED" || close(end);
  }
  const aborts = isSynchronized(state) && world.course.may("close-aborts");
  return aborts ? abort(end, world.step) : close(end);
}

function open(world: World, connection: Connection, side: Side): boolean {
  const end = connection.ends[side];
  const { state } = end.tcb;
  if (state !== "CLOSED" && state !== "LISTEN") return false;
  if (end.spoken) connection.opened++;
  const endpoint = connection.endpoints[side];
  const { queued } = end;
  const declared = connection.opened === 0 ? endpoint.start.isn : null;
  connection.ends[side] = activeOpen(
    end,
    declared ?? world.numbers.atom("base"),
    startingTcb(endpoint).rcvWnd,
  );
  connection.ends[side].queued = queued;
  connection.skew[side] = null;
  return true;
}

/** §3.10.3: from now on the flow says what the application reads, and the window is held against it. */
function receive(
  world: World,
  event: Extract<Event, { event: "send" | "receive" }>,
  connection: Connection,
  side: Side,
): boolean {
  const end = connection.ends[side];
  if (end.tcb.state === "CLOSED" && end.tcb.previous === null) return false;
  const { amount } = event;
  if (amount === null || amount.blank || end.unread === null) {
    end.unread = ZERO;
    return true;
  }
  const read = evaluate(world.numbers, world.symbols, amount);
  const left = world.numbers.subtract(end.unread, read.value);
  end.unread = read.unknown === "" && world.numbers.compare(left, ZERO) !== -1 ? left : ZERO;
  return true;
}

/** The state a claim speaks of, and whether it holds. */
export function claimHolds(place: LocalEnd, claim: StateClaim): boolean {
  return isIn(place, claim.to.state) && cameFrom(place, claim.from?.state ?? null);
}

/** What the claim may be wrong in; "timeout" where TIME-WAIT was left without its timer. */
export function reportClaim(world: World, place: LocalEnd, claim: StateClaim): void {
  const { endpoint } = place;
  const actual = stateOf(place);
  const to = claim.to.state;
  if (to === null || claimHolds(place, claim)) return;
  if (isIn(place, to)) {
    const from = claim.from as { state: State; span: { start: number; end: number } };
    const previous = place.connection?.ends[place.side].tcb.previous ?? actual;
    world.report("state-from-wrong", from.span, {
      endpoint: endpoint.name,
      claimed: from.state,
      actual: previous,
      to,
    });
  } else if (to === "CLOSED" && actual === "TIME-WAIT") {
    world.report("timeout-missing", claim.span, { endpoint: endpoint.name });
  } else {
    if (to === "TIME-WAIT" && place.connection !== null) tellOnce(place.connection, WAITS[place.side]);
    const { reason, related } = stateReason(world, place.connection, place.side, to);
    world.report(
      "state-wrong",
      claim.to.span,
      { endpoint: endpoint.name, claimed: to, actual, reason },
      related,
    );
  }
}

/** Before a claim is judged: `C: TIME-WAIT -> CLOSED` is the 2MSL timeout, `S: CLOSED -> LISTEN` the passive OPEN. */
export function implied(world: World, place: LocalEnd, claim: StateClaim): void {
  const { connection, side, endpoint } = place;
  if (connection === null || claim.from === null) return;
  const end = connection.ends[side];
  const { state } = end.tcb;
  const ends = claim.to.state === "CLOSED" && claim.from.state === state;
  if (ends && state === "TIME-WAIT") moveTo(end, "CLOSED");
  if (ends && state === "FIN-WAIT-2") {
    world.report("stack-differs", claim.span, { which: "fin-wait-2-timeout", endpoint: endpoint.name });
    moveTo(end, "CLOSED");
  }
  if (claim.from.state === "CLOSED" && claim.to.state === "LISTEN" && !end.spoken) {
    if (state === "CLOSED" || (state === "LISTEN" && end.tcb.previous === null)) {
      world.setListening(endpoint, true);
      end.tcb = tcbWith(LISTEN_TCB, { previous: "CLOSED", rcvWnd: end.tcb.rcvWnd });
    }
  }
}

export function stateOf(place: LocalEnd): State {
  if (place.connection === null)
    return place.endpoint.start.state ?? (place.endpoint.listening ? "LISTEN" : "CLOSED");
  return place.connection.ends[place.side].tcb.state;
}

/** Once a server's connection is over, both CLOSED (the connection) and LISTEN (the listener) are true. */
function isIn(place: LocalEnd, state: State | null): boolean {
  const actual = stateOf(place);
  if (state === null || actual === state) return true;
  if (place.connection === null) return false;
  const end = place.connection.ends[place.side];
  // An ABORT is seen when its RST is sent.
  if (actual === "CLOSED" && end.owed.some((o) => o.abort) && end.tcb.previous === state) return true;
  return actual === "CLOSED" && state === "LISTEN" && place.endpoint.listening;
}

/** Where the RFC's figure skips a state that its text passes through, either one holds. */
function cameFrom(place: LocalEnd, state: State | null): boolean {
  if (state === null || place.connection === null) return true;
  const { previous, passed } = place.connection.ends[place.side].tcb;
  return previous === null || previous === state || passed === state;
}
