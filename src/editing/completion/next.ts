/** The lines that may come next, each tried out: none that would then be marked wrong. */

import { type Attempt, attempt, type Continuation, troubleBehind } from "../../check/continue.js";
import { statesOf } from "../../check/world-states.js";
import type { State } from "../../tcp/state.js";
import type { Move } from "./move.js";
import { moves } from "./moves.js";

export interface NextLine {
  readonly move: Move;
  readonly text: string;
  /** What the line makes of each state: name, before, after; of those that the line concerns. */
  readonly states: readonly StateChange[];
}

export interface StateChange {
  readonly endpoint: string;
  readonly before: State;
  readonly after: State;
}

/** More than fit on the list at once are not looked for. */
const MAX_LINES = 14;

/** In the order in which they are proposed; those that break the lines behind them come last. */
export function nextLines(c: Continuation, limit: number = MAX_LINES): NextLine[] {
  const fitting: NextLine[] = [];
  const breaking: NextLine[] = [];
  const states = statesOf(c.world).all;
  const trouble = troubleBehind(c);
  const seen = new Set<string>();
  for (const move of moves(c)) {
    if (fitting.length >= limit) break;
    const tried = tryMove(c, move, states);
    if (tried === null || seen.has(tried.next.text)) continue;
    seen.add(tried.next.text);
    (tried.trouble > trouble ? breaking : fitting).push(tried.next);
  }
  return [...fitting, ...breaking].slice(0, limit);
}

type States = Readonly<Record<string, State>>;

function tryMove(c: Continuation, move: Move, before: States): { next: NextLine; trouble: number } | null {
  for (const text of new Set(move.texts)) {
    const tried = attempt(c, text, (made) => {
      if (!isCleanAttempt(made)) return null;
      const states = changes(before, made.next, move);
      return { next: { move, text, states }, trouble: troubleBehind(made.next) };
    });
    if (tried !== null) return tried;
  }
  return null;
}

/** Neither an error nor a warning, nor a line that does nothing. */
export function isCleanAttempt({ findings }: Attempt): boolean {
  return !findings.some(
    ({ severity, code }) => severity === "error" || severity === "warning" || code === "no-effect",
  );
}

/** The states of the ends that the line concerns, in this connection. */
function changes(before: States, next: Continuation, { from, to }: Move): StateChange[] {
  const after = statesOf(next.world).all;
  const keys = Object.keys(after).filter((key) => {
    const [name, rest] = key.split("(");
    const peer = rest?.slice(0, -1);
    return (name === from && (peer === undefined || peer === to)) || (name === to && (peer ?? from) === from);
  });
  return keys.map((key) => ({
    endpoint: key,
    before: before[key] ?? beginning(next, key.split("(")[0] as string),
    after: after[key] as State,
  }));
}

/** The state of an endpoint, or of a connection of it, that was not there before the line. */
function beginning({ world }: Continuation, name: string): State {
  return world.endpoint(name)?.listening === true ? "LISTEN" : "CLOSED";
}
