/** `...`: data that is not shown, all of it delivered and acknowledged (rules 15 and 20). */

import type { Elision } from "../language/ast.js";
import { moveTo } from "../tcp/calls.js";
import { become, type End, edit, isReset } from "../tcp/endpoint.js";
import { afterFin } from "../tcp/fin.js";
import { maySend } from "../tcp/state.js";
import { tcbWith } from "../tcp/tcb.js";
import { type Connection, other, type Side } from "./connection.js";
import { UNHEARD } from "./timestamps.js";
import type { World } from "./world.js";

/** Carries out an elision; reports it where nobody may send. */
export function elide(world: World, connection: Connection, line: Elision): void {
  settleHandshake(connection);
  const sides: Side[] = [];
  for (const side of [0, 1] as const) {
    if (line.from !== null && connection.names[side] !== line.from.name) continue;
    if (canSend(connection.ends[side]) && canTake(connection.ends[other(side)])) sides.push(side);
  }
  if (sides.length === 0) {
    const side: Side = line.from !== null && connection.names[1] === line.from.name ? 1 : 0;
    world.report("elision-nobody", line.span, {
      from: connection.names[side],
      state: connection.ends[side].tcb.state,
    });
    return;
  }
  // Retransmissions and ACKs owed in either direction are part of what is not shown.
  for (const side of [0, 1] as const) completeDelivery(connection, side);
  for (const side of sides) transfer(world, connection, side);
  for (const side of [0, 1] as const) completeAcknowledgment(connection, side);
  // ACKs too are part of what is not shown, with timestamps of their own.
  for (const end of connection.ends) if (end.heard !== null) end.heard = UNHEARD;
  connection.elided = true;
}

/** The third segment of the handshake may be among what is not shown. */
function settleHandshake(connection: Connection): void {
  for (const side of [0, 1] as const) {
    const end = connection.ends[side];
    const peer = connection.ends[other(side)];
    if (end.tcb.state !== "SYN-RECEIVED" || peer.tcb.state !== "ESTABLISHED" || !end.spoken) continue;
    end.tcb = tcbWith(end.tcb, {
      state: "ESTABLISHED",
      previous: "SYN-RECEIVED",
      sndUna: end.tcb.sndNxt,
    });
  }
}

function canSend(end: End): boolean {
  return maySend(end.tcb.state);
}

function canTake(end: End): boolean {
  const { state } = end.tcb;
  return state === "ESTABLISHED" || state === "FIN-WAIT-1" || state === "FIN-WAIT-2";
}

function transfer(world: World, connection: Connection, side: Side): void {
  const { numbers } = world;
  const sender = connection.ends[side];
  const receiver = connection.ends[other(side)];
  if (sender.tcb.sndNxt === null) return;
  const next = numbers.add(sender.tcb.sndNxt, numbers.atom("elided"));
  edit(sender).sndNxt = next;
  sender.queued = null;
  sender.lastWasPure = false;
  edit(receiver).rcvNxt = next;
}

/** What `side` has sent so far arrives, its FIN included. */
function completeDelivery(connection: Connection, side: Side): void {
  const sender = connection.ends[side];
  const receiver = connection.ends[other(side)];
  const { sndNxt, fin } = sender.tcb;
  if (sndNxt === null || receiver.tcb.rcvNxt === null) return;
  const takes = fin !== null && !receiver.tcb.peerFin;
  edit(receiver).rcvNxt = sndNxt;
  receiver.ahead = [];
  receiver.held = [];
  receiver.latest = [];
  receiver.unanswered = [];
  receiver.points = [];
  if (!takes) return;
  become(receiver, { peerFin: true });
  moveTo(receiver, afterFin(receiver.tcb.state, "received"));
}

/** All that `side` has sent is acknowledged, its FIN included. */
function completeAcknowledgment(connection: Connection, side: Side): void {
  const sender = connection.ends[side];
  const receiver = connection.ends[other(side)];
  receiver.owed = receiver.owed.filter(isReset);
  if (sender.tcb.sndNxt === null || receiver.tcb.rcvNxt === null) return;
  edit(sender).sndUna = sender.tcb.sndNxt;
  edit(receiver).lastAck = receiver.tcb.rcvNxt;
  receiver.mayHaveHeard = true;
  sender.sent = [];
  sender.expired = false;
  if (sender.tcb.fin !== null) moveTo(sender, afterFin(sender.tcb.state, "acknowledged"));
}
