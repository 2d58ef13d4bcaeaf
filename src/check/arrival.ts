/** What is worth telling about an arrival. */

import type { Span } from "../language/ast.js";
import type { Arrival } from "../tcp/answer.js";
import { ACK, FIN, flagsText, RST, SYN, type TcpSegment } from "../tcp/segment.js";
import { type Connection, other, type Side } from "./connection.js";
import type { World } from "./world.js";

export function noteArrival(
  world: World,
  connection: Connection,
  to: Side,
  segment: TcpSegment,
  arrival: Arrival,
  span: Span,
  isOld = false,
): void {
  const { tcb } = connection.ends[to];
  const endpoint = connection.names[to];
  if (arrival === "undecided") {
    world.undecided++;
    world.report("no-effect", span, { to: endpoint, segment: flagsText(segment.flags), state: tcb.state });
  } else if (arrival === "out-of-order") {
    const from = connection.names[other(to)];
    world.report("out-of-order", span, {
      from,
      endpoint,
      expected: world.say(tcb.rcvNxt),
      fate: connection.endpoints[to].start.inorder ? "dropped" : "kept",
    });
  } else if (arrival === "too-old") {
    const recent = connection.ends[to].tsRecent;
    world.report("timestamp-old", span, { endpoint, value: String(segment.tsval), recent: String(recent) });
  } else if (arrival === "challenged") {
    world.report("challenge-ack", span, { from: endpoint, to: connection.names[other(to)] });
  } else if (arrival === "reset" && tcb.state !== "SYN-RECEIVED") {
    const from = connection.names[other(to)];
    world.report("connection-reset", span, {
      endpoint,
      from,
      next: tcb.state,
      by: resetBy(segment.flags, tcb.previous),
    });
  } else if (arrival === "dropped") {
    world.report("no-effect", span, { to: endpoint, segment: flagsText(segment.flags), state: tcb.state });
  }
  // Nobody opens or closes with an old segment.
  if (arrival === "accepted" && !isOld) noteSimultaneous(world, connection, to, segment, span);
}

/** §3.10.7.3: in SYN-SENT the ACK is what makes a RST acceptable. §3.10.7.4: a SYN may end a connection as well. */
function resetBy(flags: number, before: string | null): "seq" | "ack" | "syn" {
  if ((flags & RST) === 0) return "syn";
  return before === "SYN-SENT" ? "ack" : "seq";
}

/** Both ends opened, or closed, before they heard of the other's doing so (RFC 9293 Figures 7 and 13). */
function noteSimultaneous(
  world: World,
  connection: Connection,
  to: Side,
  segment: TcpSegment,
  span: Span,
): void {
  const { tcb } = connection.ends[to];
  const endpoint = connection.names[to];
  const bare = (segment.flags & (SYN | ACK)) === SYN;
  if (bare && tcb.state === "SYN-RECEIVED" && tcb.previous === "SYN-SENT") {
    world.report("simultaneous-open", span, { endpoint });
  } else if ((segment.flags & FIN) !== 0 && tcb.state === "CLOSING" && tcb.previous === "FIN-WAIT-1") {
    world.report("simultaneous-close", span, { endpoint });
  }
}
