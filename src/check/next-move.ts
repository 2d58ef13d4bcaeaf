/**
 * Where the RFC allows several outcomes the endpoint's next segment decides, else its next claim
 * (`language.md` section 4). This looks for them in the lines that follow.
 */

import type { Local, Segment, Statement } from "../language/ast.js";
import { RST } from "../tcp/segment.js";
import type { State } from "../tcp/state.js";
import { type Connection, other, type Side, type World } from "./world.js";
import { flagBits } from "./written.js";

export type Move =
  | { readonly kind: "segment"; readonly flags: number; readonly segment: Segment }
  /** `leaves`: the claim also says that the end leaves the state there. */
  | { readonly kind: "state"; readonly state: State; readonly leaves: boolean }
  | null;

/** How far the next move is looked for. */
export const FORESIGHT = 24;

/** What `side` does next, or what is claimed of its state before it does anything; null where neither is near. */
export function nextMove(world: World, connection: Connection, side: Side): Move {
  return lookAhead(world, connection, side, true, true);
}

/** The next segment of `side`, whatever is claimed before; null where there is none near. */
export function nextSegment(world: World, connection: Connection, side: Side): Segment | null {
  const move = lookAhead(world, connection, side, true, false);
  return move?.kind === "segment" ? move.segment : null;
}

/** The next claim about the state of `side`, whatever it sends before; null where there is none near. */
export function nextClaim(world: World, connection: Connection, side: Side): State | null {
  const move = lookAhead(world, connection, side, false, true);
  return move?.kind === "state" ? move.state : null;
}

function lookAhead(
  world: World,
  connection: Connection,
  side: Side,
  segments: boolean,
  claims: boolean,
): Move {
  const name = connection.names[side];
  const peer = connection.names[other(side)];
  const end = Math.min(world.statements.length, world.cursor + 1 + FORESIGHT);
  for (let i = world.cursor + 1; i < end; i++) {
    const s = world.statements[i] as Statement;
    if (s.type === "segment") {
      if (segments && s.old === null && s.from.name === name && s.to.name === peer) {
        return { kind: "segment", flags: flagBits(s.flags.words), segment: s };
      }
    } else if (claims && s.type === "local") {
      const about = s.subjects.some((x) => x.name.name === name && (x.peer === null || x.peer.name === peer));
      const state = about ? claimedState(s) : null;
      if (state !== null) return { kind: "state", state, leaves: state === "TIME-WAIT" && isLeaving(s) };
    }
  }
  return null;
}

function claimedState({ what }: Local): State | null {
  if (what.kind === "event") return what.event === "timeout" && what.timer === "2msl" ? "TIME-WAIT" : null;
  if (what.kind === "blank") return null;
  // `TIME-WAIT -> CLOSED` is the timer: up to that line the end is in TIME-WAIT.
  return what.from?.state === "TIME-WAIT" ? "TIME-WAIT" : what.to.state;
}

/** Whether a segment line is a RST. */
export function isReset(line: Segment | null): boolean {
  return line !== null && (flagBits(line.flags.words) & RST) !== 0;
}

function isLeaving({ what }: Local): boolean {
  return what.kind === "state" && what.to.state !== "TIME-WAIT";
}
