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
  const moments: Moment[] = [];
  turns.forEach((turn, at) => {
    const what = turn.kind === "departs" ? events.get(turn.index) : undefined;
    if (what !== undefined) moments.push({ kind: "event", index: turn.index, what });
    const isForged = turn.kind !== "unseen" && forged.has(turn.index);
    moments.push(isForged ? { kind: "forged", index: turn.index } : turn);
    let index = behind.firstOf(at);
    if (!isForged && turn.kind === "departs" && index === turn.index) {
      moments.push(AT_ONCE);
      index = behind.after(index);
    }
    for (; index !== NONE; index = behind.after(index)) moments.push({ kind: "arrives", index });
    for (const copy of again.get(at) ?? NOBODY) moments.push({ kind: "again", index: copy });
  });
  return moments;
}

const NOBODY: readonly number[] = [];
