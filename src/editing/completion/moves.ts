/**
 * What either end of a connection may do now, most pressing first. These are candidates: whether a line
 * holds is settled by trying it out.
 */

import { type Connection, other, type Side } from "../../check/connection.js";
import type { Continuation } from "../../check/continue.js";
import type { World } from "../../check/world.js";
import type { Statement } from "../../language/ast.js";
import { type End, firstUnacknowledged, hasOutstanding, type Owed } from "../../tcp/endpoint.js";
import { ZERO } from "../../tcp/number.js";
import { ACK, flagsText } from "../../tcp/segment.js";
import { mayReceive, maySend } from "../../tcp/state.js";
import { dataTexts } from "./data.js";
import type { Group, Move, MoveKind, TurnTaker } from "./move.js";
import { chosenIsn, known, named } from "./names.js";
import { crossings, isUnderWay, openings } from "./openings.js";

const GROUPS: readonly Group[] = ["owed", "data", "close", "more"];

/** Of a flow with a great many connections only the ones that spoke last are looked at. */
const MAX_CONNECTIONS = 4;

/** Everything that may come next, in the order in which it is proposed. */
export function moves(c: Continuation): Move[] {
  const ongoing = connectionsByUse(c).flatMap((k) => ofConnection(c, k));
  const list = [...crossings(c), ...arrivals(c), ...ongoing, ...openings(c)];
  return GROUPS.flatMap((group) => list.filter((move) => move.group === group));
}

/** The connection of the last segment first, then the others, the newest before the older. */
function connectionsByUse(c: Continuation): Connection[] {
  const { connections } = c.world;
  const last = c.before.findLast((s) => s.type === "segment");
  const current =
    last?.type === "segment"
      ? connections.find((k) => k.names.includes(last.from.name) && k.names.includes(last.to.name))
      : undefined;
  const others = connections.filter((k) => k !== current && isUnderWay(k)).reverse();
  return [...(current === undefined ? [] : [current]), ...others].slice(0, MAX_CONNECTIONS);
}

/** Segments in flight may arrive: all of them, or one by one. */
function arrivals({ world }: Continuation): Move[] {
  const flying = world.flight.filter((f) => f.fate === "in-flight" && f.arrivals === 0);
  const first = flying[0];
  if (first === undefined) return [];
  const { names } = world.connections[first.connection] as Connection;
  const base = {
    kind: "deliver",
    group: "owed",
    from: names[first.from],
    to: names[other(first.from)],
  } as const;
  const ids = flying.flatMap((f) => (f.id === null ? [] : [f.id]));
  const single = flying.length === 1 && ids.length === 1;
  const one = ids.map((id): Move => ({ ...base, texts: [`deliver ${id}`] }));
  return single ? one : [{ ...base, texts: ["deliver"] }, ...one];
}

export function actor(c: Continuation, connection: Connection, side: Side): TurnTaker {
  const { ends, names } = connection;
  return {
    c,
    connection,
    side,
    end: ends[side],
    peer: ends[other(side)],
    me: names[side],
    you: names[other(side)],
  };
}

function ofConnection(c: Continuation, connection: Connection): Move[] {
  const actors = ([0, 1] as const).map((side) => actor(c, connection, side));
  actors.sort((a, b) => oldestDebt(a.end) - oldestDebt(b.end));
  const owed = actors.flatMap((a) => [...answers(a), ...resends(a), ...promised(a)]);
  const inOrder = ([0, 1] as const).map((side) => actor(c, connection, side));
  return [
    ...owed,
    ...actors.flatMap((a) => [...stalled(a), ...waits(a)]),
    ...inOrder.flatMap(newData),
    ...closings(inOrder),
    ...extras(inOrder),
  ];
}

function oldestDebt(end: End): number {
  return end.owed[0]?.cause ?? Number.POSITIVE_INFINITY;
}

/** What RFC 9293 has it answer. */
function answers(a: TurnTaker): Move[] {
  return a.end.owed.flatMap((owed): Move[] => {
    switch (owed.kind) {
      case "SYN+ACK":
        return [move(a, "syn-ack", "owed", synAckTexts(a))];
      case "RST":
      case "RST+ACK":
        return [move(a, "rst", "owed", resetTexts(a, owed))];
      case "ACK":
        return [move(a, "ack", "owed", plainTexts(a, "ACK"))];
      case "challenge ACK":
        return [move(a, "ack", "close", plainTexts(a, "ACK"))];
    }
    return [];
  });
}

function synAckTexts(a: TurnTaker): string[] {
  const { c, end, connection, side } = a;
  const seq = known(c, end.tcb.iss) ?? chosenIsn(c, connection, side);
  const ack = known(c, end.tcb.rcvNxt);
  return [line(a, "SYN+ACK", seq, ack), line(a, "SYN+ACK", null, ack), line(a, "SYN+ACK", null, null)];
}

function resetTexts(a: TurnTaker, owed: Owed): string[] {
  const flags = owed.kind === "RST" ? "RST" : "RST+ACK";
  const ack = owed.kind === "RST" ? null : known(a.c, owed.ack);
  return [line(a, flags, known(a.c, owed.seq), ack), line(a, flags, null, null)];
}

/** A segment at SND.NXT that acknowledges RCV.NXT, with its numbers, and without. */
function plainTexts(a: TurnTaker, flags: string, rest = ""): string[] {
  const { c, end, connection } = a;
  const { sndNxt, rcvNxt } = end.tcb;
  const tail = rest === "" ? "" : ` ${rest}`;
  const [seq, ack] = connection.elided ? named(c, [sndNxt, rcvNxt]) : [known(c, sndNxt), known(c, rcvNxt)];
  return [
    `${line(a, flags, seq ?? null, ack ?? null)}${tail}`,
    `${line(a, flags, known(c, sndNxt), known(c, rcvNxt))}${tail}`,
    `${line(a, flags, null, null)}${tail}`,
  ];
}

/** The timer has expired: the oldest segment goes out again before anything else. */
function resends(a: TurnTaker): Move[] {
  if (!a.end.expired) return [];
  return [move(a, "again", "owed", againTexts(a))];
}

function againTexts(a: TurnTaker): string[] {
  const { c, end } = a;
  const first = firstUnacknowledged(c.world.numbers, end);
  if (first === null) return [];
  const flags = flagsText(first.flags);
  const seq = known(c, first.seq);
  const ack = (first.flags & ACK) === 0 ? null : known(c, end.tcb.rcvNxt);
  const length = known(c, first.len);
  const data =
    first.len === ZERO
      ? ""
      : first.payload !== null
        ? ` ${first.payload}`
        : length === null
          ? ""
          : ` len=${length}`;
  return [
    `${line(a, flags, seq, ack)}${data}`,
    `${line(a, flags, seq, null)}${data}`,
    `${line(a, flags, null, null)}${data}`,
  ];
}

/** What the application has asked for: data that is queued, then the FIN after CLOSE. */
function promised(a: TurnTaker): Move[] {
  const { c, end } = a;
  if (end.queued !== null && (maySend(end.tcb.state) || end.closing)) {
    const length = known(c, end.queued.amount);
    const texts = length === null ? [] : plainTexts(a, "PSH+ACK", `len=${length}`);
    return [move(a, "queued", "owed", [...texts, ...plainTexts(a, "PSH+ACK")])];
  }
  if (end.tcb.state === "SYN-SENT" && !end.spoken) {
    const seq = known(c, end.tcb.iss) ?? chosenIsn(c, a.connection, a.side);
    return [move(a, "syn", "owed", [line(a, "SYN", seq, null), line(a, "SYN", null, null)])];
  }
  return end.closing && end.tcb.fin === null ? [move(a, "fin", "owed", plainTexts(a, "FIN+ACK"))] : [];
}

/** Something sent is not acknowledged, and nobody is about to: only the timer helps. */
function stalled(a: TurnTaker): Move[] {
  const { world } = a.c;
  const { end, peer } = a;
  if (end.expired || !hasOutstanding(world.numbers, end)) return [];
  if (firstUnacknowledged(world.numbers, end) === null) return [];
  if (peer.owed.some((o) => o.kind !== "challenge ACK")) return [];
  if (world.flight.some((f) => f.fate === "in-flight" && f.arrivals === 0)) return [];
  return [move(a, "rto", "owed", [`${subject(a)}: timeout rto`], "")];
}

function waits(a: TurnTaker): Move[] {
  const { end, peer, c } = a;
  if (end.tcb.state !== "TIME-WAIT" || end.owed.length > 0) return [];
  const group = hasOutstanding(c.world.numbers, peer) ? "more" : "owed";
  return [move(a, "2msl", group, [`${subject(a)}: timeout 2msl`], "")];
}

/** Data first from whoever has sent none: one request, one answer, and then the close. */
function newData(a: TurnTaker): Move[] {
  const { end, peer } = a;
  if (!maySend(end.tcb.state) || end.closing) return [];
  const wanted = !hasSentData(a) && (mayReceive(peer.tcb.state) || peer.tcb.state === "SYN-RECEIVED");
  const texts = dataTexts(a).flatMap((rest) => plainTexts(a, "PSH+ACK", rest));
  return [move(a, "data", wanted ? "data" : "more", texts)];
}

function hasSentData({ c, connection, end }: TurnTaker): boolean {
  const { iss, sndNxt, fin } = end.tcb;
  if (connection.elided || end.sent.some((s) => s.len !== ZERO)) return true;
  if (iss === null || sndNxt === null) return false;
  const taken = c.world.numbers.resolve(c.world.numbers.subtract(sndNxt, iss));
  return taken.terms !== null || taken.constant > (fin === null ? 1 : 2);
}

/** Who has the peer's FIN closes first; else the client. */
function closings(actors: readonly TurnTaker[]): Move[] {
  const able = actors.filter(({ end }) => maySend(end.tcb.state) && !end.closing);
  able.sort((a, b) => Number(b.end.tcb.peerFin) - Number(a.end.tcb.peerFin));
  const fins = able.map((a) => move(a, "fin", "close", plainTexts(a, "FIN+ACK")));
  const lonely = actors.filter(({ end, peer }) => end.tcb.state === "FIN-WAIT-2" && isGone(peer));
  return [...fins, ...lonely.map((a) => move(a, "give-up", "close", [`${subject(a)}: timeout user`], ""))];
}

function isGone(end: End): boolean {
  return end.tcb.state === "CLOSED" || end.tcb.state === "LISTEN";
}

/** Less often wanted: data that is not shown, a loss, user calls, what holds now. */
function extras(actors: readonly TurnTaker[]): Move[] {
  const talking = actors.filter(({ end }) => maySend(end.tcb.state) && !end.closing);
  const first = talking[0];
  const elision = first === undefined ? [] : [move(first, "elision", "more", ["..."])];
  const losses = talking.map((a) => {
    const texts = dataTexts(a).flatMap((rest) => plainTexts(a, "PSH+ACK", rest));
    return move(
      a,
      "lost",
      "more",
      texts.map((text) => text.replace(" -> ", " -x ")),
    );
  });
  const calls = talking.map((a) => move(a, "close", "more", [`${subject(a)}: close`], ""));
  const aborts = talking.map((a) => move(a, "abort", "more", [`${subject(a)}: abort`], ""));
  return [...elision, ...claims(actors), ...losses.slice(0, 1), ...calls, ...aborts.slice(0, 1)];
}

/** The states as they are now, where a line has just changed them. */
function claims(actors: readonly TurnTaker[]): Move[] {
  const [a, b] = actors;
  if (a === undefined || b === undefined || isClaim(a.c.before.at(-1))) return [];
  if (a.end.tcb.state === b.end.tcb.state) {
    return [move(a, "claim", "more", [`${subject(a)}, ${subject(b)}: ${a.end.tcb.state}`])];
  }
  return actors.map((x) => move(x, "claim", "more", [`${subject(x)}: ${x.end.tcb.state}`], ""));
}

function isClaim(statement: Statement | undefined): boolean {
  return statement?.type === "local" && statement.what.kind === "state";
}

export function move(a: TurnTaker, kind: MoveKind, group: Group, texts: readonly string[], to = a.you): Move {
  return { kind, group, from: a.me, to, texts };
}

/** `C`, or `S(C2)` where the endpoint has several connections. */
export function subject({ c, connection, side, me, you }: TurnTaker): string {
  return connectionsOf(c.world, connection, side) > 1 ? `${me}(${you})` : me;
}

function connectionsOf(world: World, connection: Connection, side: Side): number {
  return world.connections.filter((k) => k.endpoints.includes(connection.endpoints[side])).length;
}

export function line(
  { me, you }: { readonly me: string; readonly you: string },
  flags: string,
  seq: string | null,
  ack: string | null,
): string {
  const numbers = `${seq === null ? "" : ` seq=${seq}`}${ack === null ? "" : ` ack=${ack}`}`;
  return `${me} -> ${you}: ${flags}${numbers}`;
}
