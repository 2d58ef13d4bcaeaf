/**
 * An exchange without a plan: at each step one of the two ends, or the network, does one of the things that it may do
 * just then. What no script thinks of comes of itself: data that crosses a FIN, a SYN that arrives twice, an abort in
 * any state.
 */

import { type End, endOf, maySendData, other, type Packet, type Side, type State } from "./endpoint.js";
import { deliver, type Exchange, type Fate, local, type SegmentEvent, send } from "./exchange.js";
import { sendReset } from "./loss.js";
import { straySegment } from "./resets.js";
import { dataOf, nextId } from "./steps.js";

/** null where it does not fit just now. */
type Move = ((x: Exchange, side: Side) => void) | null;

/** `steps` moves, and then everything that is still to be said. */
export function wander(x: Exchange, steps: number): void {
  x.wild = true;
  for (let i = 0; i < steps; i++) {
    const side: Side = x.random.chance(0.5) ? 0 : 1;
    const moves = movesOf(x, side).flatMap(([weight, move]) =>
      move === null ? [] : [[weight, move] as const],
    );
    if (moves.length > 0) x.random.weigh(moves)(x, side);
  }
  comeToRest(x);
}

/** What is on its way arrives, what is owed is sent. */
function comeToRest(x: Exchange): void {
  if (x.flight.length > 0 && x.random.chance(0.8)) deliver(x);
  for (let i = 0; i < MOST_ANSWERS; i++) {
    const side = ([0, 1] as const).find((s) => isDue(x.ends[s]));
    if (side === undefined) return;
    answer(x, side);
  }
}

const MOST_ANSWERS = 12;

const isDue = (end: End): boolean => end.owes || end.resets.length > 0;

const UNCONNECTED: readonly State[] = ["CLOSED", "LISTEN", "SYN-SENT"];

const isConnected = ({ state }: End): boolean => !UNCONNECTED.includes(state);

/** Its SYN has left. */
const hasSpoken = (end: End): boolean => isConnected(end) && !end.fresh && end.nxt > end.iss;

function movesOf(x: Exchange, side: Side): readonly (readonly [number, Move])[] {
  const end = x.ends[side];
  // What is to be refused is refused before anything else is done.
  const busy: Move = end.resets.length > 0 ? answer : null;
  if (busy !== null) {
    return [
      [40, busy],
      [10, x.flight.length > 0 ? arriveLate : null],
    ];
  }
  const talks = hasSpoken(end) && end.state !== "SYN-RECEIVED";
  return [
    [40, isDue(end) ? answer : null],
    [20, maySendData(end) && hasRoom(end) ? newData : null],
    [4, maySendData(end) && hasRoom(end) && x.queued[side] === 0 ? finish : null],
    [3, talks ? acknowledge : null],
    [3, talks && end.points.length > 1 ? lagBehind : null],
    [6, mayRepeat(x, side) ? repeat : null],
    [4, end.state === "CLOSED" && mayOpen(x, side) ? openActively : null],
    [10, x.flight.length > 0 ? arriveLate : null],
    [1.5, x.sent.size > 0 ? arriveTwice : null],
    [6, x.options.consumed[side] != null && isConnected(end) ? readAll : null],
    [6, isShutOut(end) ? probe : null],
    [0.8, end.state === "TIME-WAIT" ? timeWaitEnds : null],
    [0.7, hasSpoken(end) || end.state === "SYN-SENT" ? abort : null],
    [0.5, isConnected(end) ? crash : null],
    [0.4, isConnected(end) && end.rcv > 0 && hasSpoken(end) ? (y, s) => straySegment(y, other(s)) : null],
  ];
}

/** The network's pleasure. */
function fateOf(x: Exchange): { fate: Fate; id?: string } {
  const fate = x.random.weigh<Fate>([
    [75, "delivered"],
    [12, "in-flight"],
    [13, "lost"],
  ]);
  // What arrives at once may have a name, too: the network may double it.
  return fate === "in-flight" || (fate === "delivered" && x.random.chance(0.1))
    ? { fate, id: nextId(x) }
    : { fate };
}

/** A RST, the SYN+ACK, or an acknowledgment. */
function answer(x: Exchange, side: Side): void {
  const end = x.ends[side];
  if (end.resets.length > 0) {
    sendReset(x, side, { fate: x.random.chance(0.85) ? "delivered" : "lost" });
  } else if (end.state === "SYN-RECEIVED" && (end.fresh || end.nxt <= end.iss + 1)) {
    const syn = end.lastAck === null || end.synAgain || x.random.chance(0.3);
    send(x, side, syn ? { syn: true, ...(end.fresh ? {} : { seq: end.iss }), ...fateOf(x) } : fateOf(x));
  } else {
    send(x, side, fateOf(x));
  }
}

function newData(x: Exchange, side: Side): void {
  const end = x.ends[side];
  const room = end.granted === null ? Number.POSITIVE_INFINITY : end.granted - end.nxt;
  const what = dataOf(x, side, end.granted === null);
  const len = what.len ?? 0;
  send(x, side, len <= room ? { ...what, ...fateOf(x) } : { len: room, psh: true, ...fateOf(x) });
}

/** A FIN takes a number of the window as well. */
const hasRoom = ({ granted, nxt }: End): boolean => granted === null || granted > nxt;

function readAll(x: Exchange, side: Side): void {
  local(x, side, "receive");
}

/** All that was sent is acknowledged, and there is no room for more. */
const isShutOut = (end: End): boolean =>
  maySendData(end) &&
  end.granted !== null &&
  end.granted <= end.nxt &&
  end.una >= end.granted - 1 &&
  !end.owes &&
  !end.challenged;

/** §3.8.6.1: an octet beyond the window, the same again, or as some stacks do, an empty segment below it. */
function probe(x: Exchange, side: Side): void {
  const end = x.ends[side];
  const r = x.random;
  if (r.chance(0.6)) local(x, side, "timeout persist");
  if (end.una === end.nxt && r.chance(0.3)) send(x, side, { seq: end.nxt - 1, ...fateOf(x) });
  else send(x, side, { seq: end.una, len: 1, ...fateOf(x) });
}

function finish(x: Exchange, side: Side): void {
  if (x.random.chance(0.2)) local(x, side, "close");
  send(x, side, { fin: true, ...fateOf(x) });
}

function acknowledge(x: Exchange, side: Side): void {
  send(x, side, fateOf(x));
}

/** An acknowledgment that left before the last segments arrived. */
function lagBehind(x: Exchange, side: Side): void {
  send(x, side, { ack: x.random.pick(x.ends[side].points), ...fateOf(x) });
}

// Again

/** Of this connection, with octets that are not acknowledged. */
function outstanding(x: Exchange, side: Side): SegmentEvent[] {
  const end = x.ends[side];
  return x.events.filter(
    (e): e is SegmentEvent =>
      e.kind === "segment" && e.from === side && !e.old && isOutstanding(end, e) && !e.flags.includes("RST"),
  );
}

function isOutstanding(end: End, { seq, len, flags }: SegmentEvent): boolean {
  const [syn, fin] = [flags.includes("SYN"), flags.includes("FIN")];
  const stop = endOf({ seq, len, syn, fin } as Packet);
  return stop > seq && seq >= end.una && stop <= end.nxt && seq >= end.iss;
}

function mayRepeat(x: Exchange, side: Side): boolean {
  const { state } = x.ends[side];
  return state !== "CLOSED" && state !== "LISTEN" && outstanding(x, side).length > 0;
}

/** After its timer the first one; without, any. */
function repeat(x: Exchange, side: Side): void {
  const r = x.random;
  const end = x.ends[side];
  const all = outstanding(x, side);
  const first = all.find(({ seq }) => seq === end.una);
  const expired = first !== undefined && r.chance(0.6);
  if (expired) local(x, side, "timeout rto");
  const event = expired ? first : r.pick(all);
  const flags = event.flags;
  const syn = flags.includes("SYN");
  // In SYN-RECEIVED the SYN has become a SYN+ACK.
  const bare = syn && end.state === "SYN-SENT";
  send(x, side, {
    syn,
    fin: flags.includes("FIN"),
    psh: flags.includes("PSH"),
    len: event.len,
    payload: event.payload,
    seq: event.seq,
    bare,
    ...fateOf(x),
  });
}

// The network

function arriveLate(x: Exchange): void {
  const ids = x.flight.map(({ id }) => id);
  deliver(x, x.random.chance(0.3) ? undefined : [x.random.pick(ids)]);
}

function arriveTwice(x: Exchange): void {
  const arrived = [...x.sent.keys()].filter((id) => x.flight.every((p) => p.id !== id));
  if (arrived.length > 0) deliver(x, [x.random.pick(arrived)]);
}

// Opening, and the end

/** Either may, if nothing is declared against it: a server only listens. */
function mayOpen(x: Exchange, side: Side): boolean {
  return (side === 0 || x.start === "peers") && x.random.chance(0.7);
}

function openActively(x: Exchange, side: Side): void {
  if (x.random.chance(0.1)) local(x, side, "open");
  send(x, side, { syn: true, bare: true, ...fateOf(x) });
}

function timeWaitEnds(x: Exchange, side: Side): void {
  local(x, side, "timeout 2msl");
}

function abort(x: Exchange, side: Side): void {
  const end = x.ends[side];
  const loud = !["SYN-SENT", "CLOSING", "LAST-ACK", "TIME-WAIT"].includes(end.state);
  if (!loud || x.random.chance(0.5)) local(x, side, "abort");
  if (loud) sendReset(x, side, { fate: x.random.chance(0.8) ? "delivered" : "lost" });
}

function crash(x: Exchange, side: Side): void {
  local(x, side, "crash");
}
