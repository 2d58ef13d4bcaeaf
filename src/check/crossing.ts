/** Segments that cross on their way, where the lines do not say so: one drawn straight, or a `deliver` left out. */

import { become } from "../tcp/endpoint.js";
import { FIN } from "../tcp/segment.js";
import { carryOut, carryOutInstead } from "./carry-out.js";
import { writtenValue } from "./claims.js";
import { other } from "./connection.js";
import { deliver } from "./deliver.js";
import { judge } from "./departure.js";
import type { Walk } from "./record.js";
import type { StepSegment } from "./trace.js";
import type { WrongSegment } from "./wrong-segment.js";

/** A FIN that does not acknowledge the peer's: both closed at once (Figure 13), and the lines below go on from there. */
export function asCrossed(walk: Walk, wrong: WrongSegment): StepSegment | null {
  const { world } = walk;
  const { connection, side, written, line } = wrong;
  const end = connection.ends[side];
  const { state } = end.tcb;
  const again = judge(world, connection, side, written, wrong.flags);
  const ack = writtenValue(world, written.ack);
  if (again.illegal || ack === null || state !== "CLOSE-WAIT" || (again.flags & FIN) === 0) return null;
  again.ack = ack;
  const segment = carryOut(walk, connection, side, written, again, line);
  become(end, { state: "CLOSING", previous: "FIN-WAIT-1", passed: null });
  return segment;
}

/** What is acknowledged is on its way still, and so is whatever left with it: the lines below go on as if it had arrived. */
export function afterArrivals(walk: Walk, wrong: WrongSegment): StepSegment | null {
  const { world } = walk;
  const { connection, side, written, line } = wrong;
  const flying = world.flight.filter(
    (f) => f.connection === connection.index && f.fate === "in-flight" && f.arrivals === 0,
  );
  if (!flying.some((f) => f.from === other(side))) return null;
  for (const one of flying) {
    world.countArrival(one);
    deliver(world, connection, one.from, one.segment, line.span);
  }
  return carryOutInstead(walk, wrong, written, judge(world, connection, side, written, wrong.flags));
}
