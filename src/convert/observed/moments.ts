/** What left and what arrived, one after the other. */

import { type Behind, NONE } from "./behind.js";
import type { EndEvent } from "./oddities.js";
import { AT_ONCE, type Moment } from "./timeline.js";
import type { Turn } from "./turn.js";

/** What arrives behind each turn, for the first time and again. */
interface Arrivals {
  readonly behind: Behind;
  readonly again: ReadonlyMap<number, readonly number[]>;
}

export function momentsOf(
  turns: readonly Turn[],
  { again, behind }: Arrivals,
  forged: ReadonlySet<number>,
  events: ReadonlyMap<number, EndEvent>,
): readonly Moment[] {
  // Nearly all that leaves arrives, and a list that grows is copied again and again (bench).
  const moments = new Array<Moment>(2 * turns.length).fill(AT_ONCE);
  let count = 0;
  const add = (moment: Moment): void => {
    moments[count++] = moment;
  };
  turns.forEach((turn, at) => {
    const what = turn.kind === "departs" ? events.get(turn.index) : undefined;
    if (what !== undefined) add({ kind: "event", index: turn.index, what });
    const isForged = turn.kind !== "unseen" && forged.has(turn.index);
    add(isForged ? { kind: "forged", index: turn.index } : turn);
    let index = behind.firstOf(at);
    if (!isForged && turn.kind === "departs" && index === turn.index) {
      add(AT_ONCE);
      index = behind.after(index);
    }
    for (; index !== NONE; index = behind.after(index)) add({ kind: "arrives", index });
    for (const copy of again.get(at) ?? NOBODY) add({ kind: "again", index: copy });
  });
  moments.length = count;
  return moments;
}

const NOBODY: readonly number[] = [];
