/** Where the law leaves a choice, somebody has to make it: the simulation at random, the referee in every way. */

export type Choice =
  /** RFC 5961 challenges a RST in the window; before it, any such RST reset. */
  | "RST in the window"
  /** RFC 5961 challenges a SYN in the window; RFC 793 answered it by a RST. */
  | "SYN in the window"
  /** MAY-2 */
  | "SYN in TIME-WAIT"
  /** MAY-12 */
  | "ACK too old"
  /** §3.10.7.4, first: dropped whole. Many stacks use its acknowledgment. */
  | "ACK of what is not acceptable"
  /** Whose program has ended meanwhile, so that nobody listens any more. */
  | "SYN to a listener"
  | "data on a SYN"
  | "FIN on a SYN"
  /** MAY-1: nobody is there to read it. */
  | "data after CLOSE"
  | "data beyond the window"
  | "old timestamp"
  /** RFC 1337 */
  | "RST in TIME-WAIT";

/** The outcome that is taken; the RFC's own stands first. */
export type Decide = <T>(what: Choice, outcomes: readonly [T, ...T[]]) => T;

export const byTheLetter: Decide = (_, [first]) => first;

/** Runs through all ways to decide, one after the other, each from the beginning. */
export interface Branches {
  readonly decide: Decide;
  /** Begins the next way; false after the last. */
  next(): boolean;
}

export function newBranches(): Branches {
  const path: { at: number; readonly count: number }[] = [];
  let step = 0;
  return {
    decide: (_, outcomes) => {
      if (step === path.length) path.push({ at: 0, count: outcomes.length });
      const { at } = path[step] as { at: number };
      step += 1;
      return outcomes[at] as (typeof outcomes)[number];
    },
    next: () => {
      step = 0;
      for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
        last.at += 1;
        if (last.at < last.count) return true;
        path.pop();
      }
      return false;
    },
  };
}
