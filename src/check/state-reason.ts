/**
 * Why an end is not in the state that is claimed of it: what has not happened, or has happened since. What could be
 * said of a claim stands in the order of a teacher's choice; the first of it that is true of this exchange is said.
 */

import { ACK, FIN, RST, SYN } from "../tcp/segment.js";
import { isSynchronized, type State } from "../tcp/state.js";
import type { Connection, Side } from "./connection.js";
import {
  type Change,
  firstArrival,
  hasArrived,
  hasCome,
  hasFinBehindGap,
  type Past,
  pastOf,
  RESTING,
} from "./past.js";
import type { StateReason } from "./reasons.js";
import type { Related } from "./trace.js";
import type { World } from "./world.js";

/** The reason, and the line on which the end has left the state. */
export function stateReason(
  world: World,
  connection: Connection | null,
  side: Side,
  claimed: State,
): { readonly reason: StateReason; readonly related: readonly Related[] } {
  // Nobody is told of what is only tried.
  if (connection === null || world.trial) return { reason: "none", related: [] };
  const past = pastOf(world, connection, side);
  const reason = TO_SAY[claimed].find((one) => HOLDS[one](past, claimed, world)) ?? "none";
  const change = reason === "left" ? whereLeft(past, claimed) : undefined;
  if (change === undefined) return { reason, related: [] };
  const { statement, line } = change.step;
  return { reason, related: [{ span: statement.span, line, reason: "left" }] };
}

/** What ended the connection before it came to anything else, or has kept it from being opened. */
const NOT_OPEN: readonly StateReason[] = [
  "reset",
  "aborted",
  "timed-out",
  "crashed",
  "closed-early",
  "refused-syn",
  "not-opened",
  "no-syn-ack",
];
const NOT_ESTABLISHED: readonly StateReason[] = [...NOT_OPEN, "syn-unsent", "syn-unacked"];

/** By the state that is claimed. */
const TO_SAY: Readonly<Record<State, readonly StateReason[]>> = {
  CLOSED: [
    "not-refused",
    "left",
    "listens",
    "not-closed",
    "no-own-fin",
    "fin-unacked",
    "peer-fin-ahead",
    "no-peer-fin",
  ],
  LISTEN: [
    "left",
    "crashed",
    "listener-closed",
    "not-listening",
    "reset",
    "aborted",
    "timed-out",
    "peer-syn",
    "handshake-over",
    "closed-both",
  ],
  "SYN-SENT": [
    "left",
    "reset",
    "aborted",
    "timed-out",
    "crashed",
    "closed-early",
    "answered-syn",
    "no-own-syn",
    "peer-syn",
    "handshake-over",
    "closed-both",
  ],
  "SYN-RECEIVED": [
    "left",
    "reset",
    "aborted",
    "timed-out",
    "crashed",
    "closed-early",
    "refused-syn",
    "no-peer-syn",
    "syn-ack-came",
    "handshake-over",
    "closed-both",
  ],
  ESTABLISHED: [
    "fin-in-handshake",
    "left",
    ...NOT_ESTABLISHED,
    "peer-fin",
    "own-fin",
    "called-close",
    "closed-both",
  ],
  "FIN-WAIT-1": [
    "left",
    ...NOT_OPEN,
    "peer-first",
    "peer-fin",
    "fin-acked-already",
    "no-own-fin",
    "closed-both",
  ],
  "FIN-WAIT-2": [
    "fin-and-ack",
    "left",
    ...NOT_ESTABLISHED,
    "peer-first",
    "peer-fin-came",
    "no-own-fin",
    "fin-unacked",
    "peer-fin",
    "closed-both",
  ],
  "CLOSE-WAIT": [
    "left",
    ...NOT_ESTABLISHED,
    "closed-first",
    "called-close-first",
    "own-fin",
    "called-close",
    "peer-fin-ahead",
    "no-peer-fin",
    "closed-both",
  ],
  CLOSING: [
    "left",
    "fin-and-ack",
    ...NOT_ESTABLISHED,
    "peer-first",
    "fin-acked",
    "fin-acked-already",
    "no-own-fin",
    "peer-fin-ahead",
    "no-peer-fin",
    "closed-both",
  ],
  "LAST-ACK": [
    "left",
    ...NOT_ESTABLISHED,
    "closed-first",
    "called-close-first",
    "own-fin",
    "called-close",
    "peer-fin-ahead",
    "no-peer-fin",
    "no-own-fin",
    "closed-both",
  ],
  "TIME-WAIT": [
    "left",
    ...NOT_ESTABLISHED,
    "closed-second",
    "no-own-fin",
    "peer-fin-ahead",
    "no-peer-fin",
    "fin-unacked",
    "closed-both",
  ],
};

type Premise = (past: Past, claimed: State, world: World) => boolean;

/** What has to be true of the exchange for a reason to be given. */
const HOLDS: Readonly<Record<StateReason, Premise>> = {
  none: () => true,
  left: (past, claimed) => hasLeft(past, claimed),
  // How all of it ended.
  reset: ({ ended }) =>
    ended !== null && isReset(ended) && ended.received.some(({ flags }) => (flags & RST) !== 0),
  aborted: ({ ended }) =>
    ended !== null &&
    ended.from !== "LISTEN" &&
    (ended.event === "abort" || ((ended.sent?.flags ?? 0) & RST) !== 0),
  "timed-out": ({ ended }) => ended?.event === "timeout user",
  crashed: (past, claimed) =>
    past.ended?.event === "crash" || (claimed === "LISTEN" && lastOfListener(past) === "crash"),
  "closed-early": ({ ended }) => ended !== null && ended.from === "SYN-SENT" && ended.event === "close",
  "closed-both": (past) => isOverAfter(past, "LAST-ACK") || isOverAfter(past, "TIME-WAIT"),
  // The listener.
  listens: ({ state }) => state === "LISTEN",
  "listener-closed": (past) =>
    past.state === "CLOSED" && mayHaveListened(past) && CLOSES_LISTENER.has(lastOfListener(past) ?? ""),
  "not-listening": (past) => !mayHaveListened(past),
  // The handshake.
  "not-opened": ({ unopened }) => unopened,
  "refused-syn": (past) => past.unopened && past.state === "CLOSED" && hasCome(past, SYN),
  "no-own-syn": ({ unopened, end }) => unopened && !end.spoken,
  "not-refused": (past) => past.state === "SYN-SENT" && hasCome(past, RST),
  "no-syn-ack": (past) => past.state === "SYN-SENT" && !hasArrived(past, SYN, ACK),
  "no-peer-syn": (past) => (past.unopened || past.state === "SYN-SENT") && !hasArrived(past, SYN),
  "peer-syn": ({ state, end }) => state === "SYN-RECEIVED" && end.tcb.irs !== null,
  "answered-syn": (past) =>
    past.end.tcb.passive && (past.state === "SYN-RECEIVED" || was(past, "SYN-RECEIVED")),
  "syn-unsent": ({ state, end }) => state === "SYN-RECEIVED" && !end.spoken,
  "syn-unacked": ({ state, end }) => state === "SYN-RECEIVED" && end.spoken && !end.queueFull,
  "syn-ack-came": ({ state, end }) => state === "ESTABLISHED" && end.tcb.previous === "SYN-SENT",
  "handshake-over": (past, _, world) => isOpened(past, world),
  "fin-in-handshake": ({ end, changes, state }, claimed) =>
    claimed === "ESTABLISHED" &&
    state === "CLOSE-WAIT" &&
    end.tcb.passed === claimed &&
    broughtFin(changes.at(-1)),
  // The two FINs.
  "not-closed": (past) => isOpenBothWays(past),
  "no-own-fin": ({ state, end }) => isOpenOrOpening(state) && end.tcb.fin === null,
  "own-fin": ({ state, end }) => isOpenOrOpening(state) && end.tcb.fin !== null,
  "called-close": (past) => past.end.tcb.fin === null && whereCalled(past) !== undefined,
  "fin-unacked": ({ state, end }) => UNACKED.has(state) && end.tcb.fin !== null,
  "fin-acked": (past) => isAckedBeforePeerFin(past),
  "fin-acked-already": ({ state }) => state === "FIN-WAIT-2" || state === "TIME-WAIT",
  "no-peer-fin": (past) => isOpenOrOpening(past.state) && !past.end.tcb.peerFin && !hasArrived(past, FIN),
  "peer-fin-ahead": (past, _, world) => isOpenOrOpening(past.state) && hasFinBehindGap(world, past),
  "peer-fin": ({ state, end }) => isOpenOrOpening(state) && end.tcb.peerFin,
  "peer-fin-came": (past) => past.state === "CLOSING" || was(past, "CLOSING"),
  "fin-and-ack": ({ end, changes, state }) =>
    state === "TIME-WAIT" && end.tcb.passed === "FIN-WAIT-2" && broughtFin(changes.at(-1)),
  "closed-first": (past) => isFirst(past) && past.end.tcb.fin !== null && finBefore(past, past.ownFinAt),
  "called-close-first": (past) =>
    isFirst(past) && hasCalledClose(past) && finBefore(past, whereCalled(past) ?? -1),
  "peer-first": (past) => isSecond(past),
  "closed-second": (past) => isSecond(past),
};

/** That an end began CLOSED says nothing of why it is not there again; nor that a listener was there, of one that is gone. */
function hasLeft(past: Past, claimed: State): boolean {
  const { state } = past;
  if (claimed === "CLOSED" && state !== "LISTEN" && state !== "SYN-SENT" && state !== "SYN-RECEIVED")
    return false;
  if (claimed === "LISTEN" && state === "CLOSED") return false;
  return state !== claimed && whereLeft(past, claimed) !== undefined;
}

function whereLeft({ changes }: Past, claimed: State): Change | undefined {
  return changes.findLast(({ left }) => left.includes(claimed));
}

function was(past: Past, state: State): boolean {
  return past.changes.some(({ from, to }) => from === state || to === state);
}

/** By what has arrived, and no call of its user. */
function isReset({ event, sent }: Change): boolean {
  return event === null && sent === null;
}

const CLOSES_LISTENER: ReadonlySet<string> = new Set(["close", "unlisten", "abort"]);
const OF_LISTENER: ReadonlySet<string> = new Set([...CLOSES_LISTENER, "listen", "crash"]);

function lastOfListener({ calls }: Past): string | undefined {
  return calls.findLast((call) => OF_LISTENER.has(call));
}

/** A server listens before its first line, unless it is said to begin CLOSED. */
function mayHaveListened({ listened, calls, role, began }: Past): boolean {
  return (
    listened || calls.some((call) => call.endsWith("listen")) || (role === "server" && began !== "CLOSED")
  );
}

/** FINs have gone both ways, and are acknowledged. */
function isOverAfter({ state, ended }: Past, from: State): boolean {
  if (state !== "CLOSED" || ended?.from !== from) return false;
  const { event, sent, received } = ended;
  const isQuiet = received.every(({ flags }) => (flags & (RST | SYN)) === 0);
  return (event === null || event === "timeout 2msl") && sent === null && isQuiet;
}

function isOpenOrOpening(state: State): boolean {
  return !RESTING.has(state);
}

/** Out of SYN-RECEIVED an end may close before its SYN is acknowledged. */
function isOpened({ state, end }: Past, { numbers }: World): boolean {
  const { sndUna, iss } = end.tcb;
  return isSynchronized(state) && (iss === null || sndUna === null || numbers.equal(sndUna, iss) !== true);
}

function isOpenBothWays(past: Past): boolean {
  const { state, end } = past;
  const isBefore = state === "ESTABLISHED" || state === "SYN-SENT" || state === "SYN-RECEIVED";
  return isBefore && !end.closing && !hasArrived(past, FIN);
}

const UNACKED: ReadonlySet<State> = new Set<State>(["FIN-WAIT-1", "CLOSING", "LAST-ACK"]);
const FIRST: ReadonlySet<State> = new Set<State>(["FIN-WAIT-1", "FIN-WAIT-2", "CLOSING", "TIME-WAIT"]);

/** It closed its direction while the other was open. */
function isFirst(past: Past): boolean {
  return FIRST.has(past.state) || isOverAfter(past, "TIME-WAIT");
}

/** The FIN of its peer came while its own direction was open. */
function isSecond(past: Past): boolean {
  return past.state === "CLOSE-WAIT" || past.state === "LAST-ACK" || isOverAfter(past, "LAST-ACK");
}

/** No FIN of the peer had arrived when this step began; null for one before the flow. */
function finBefore({ arrived }: Past, step: number | null): boolean {
  const arrival = firstArrival(arrived, FIN);
  return step === null || arrival === undefined || (step >= 0 && step < arrival);
}

/** In FIN-WAIT-1 without a FIN it can be nothing else. */
function hasCalledClose(past: Past): boolean {
  return past.end.tcb.fin === null || whereCalled(past) !== undefined;
}

function whereCalled({ changes }: Past): number | undefined {
  return changes.find(({ event, to }) => event === "close" && to === "FIN-WAIT-1")?.step.index;
}

function isAckedBeforePeerFin(past: Past): boolean {
  const { state, changes } = past;
  if (state !== "FIN-WAIT-2" && !changes.some(({ from }) => from === "FIN-WAIT-2")) return false;
  return finBefore(past, changes.find(({ to }) => to === "FIN-WAIT-2")?.step.index ?? null);
}

/** What took the end to its state was one segment with a FIN and an ACK. */
function broughtFin(change: Change | undefined): boolean {
  return (
    change?.received.length === 1 &&
    change.received.every(({ flags }) => (flags & FIN) !== 0 && (flags & ACK) !== 0)
  );
}
