/** What was shown of the answers of an exercise: revealed blanks and hints, for each answer in this workspace. */

import type * as vscode from "vscode";
import type { Mark } from "../exercise/judge.js";
import type { Misconception } from "../exercise/misconceptions.js";

/** By answer, and by the place of the exercise in its template. */
type Kept<T> = Readonly<Record<string, Readonly<Record<number, T>>>>;

const REVEALED = "tcpflow.revealed";
const HINTS = "tcpflow.hintsShown";
const MISUNDERSTOOD = "tcpflow.misunderstood";

/** So many of an exercise are remembered. */
const MOST_MISUNDERSTOOD = 50;

/** So many answers are remembered, the oldest forgotten first. */
const MOST_ANSWERS = 200;

export interface RevealedAnswers {
  /** The blanks that were revealed. */
  revealed(exercise: number): ReadonlySet<number>;
  reveal(exercise: number, blanks: readonly number[]): Promise<void>;
  /** The exercise, or only a blank of it, is begun anew. */
  reset(exercise: number, blank?: number): Promise<void>;
  /** What is empty now was taken out again, by undoing or by hand: it may be found. */
  keepOnly(exercise: number, marks: readonly Mark[]): Promise<void>;
  /** How many hints of it were shown. */
  hints(exercise: number): number;
  setHints(exercise: number, shown: number): Promise<void>;
  /** What wrong answers to it have shown, the last ones last. */
  misunderstood(exercise: number): readonly Misconception[];
  noteMisunderstood(exercise: number, more: readonly Misconception[]): Promise<void>;
  /** All of the answer: another one lies there now. */
  forget(): Promise<void>;
}

export function shownOf({ workspaceState }: vscode.ExtensionContext, answer: vscode.Uri): RevealedAnswers {
  const key = answer.toString();
  const all = <T>(what: string) => workspaceState.get<Kept<T>>(what, {});
  const put = async <T>(what: string, own: Readonly<Record<number, T>>) => {
    const others = Object.entries(all<T>(what)).filter(([other]) => other !== key);
    const kept = Object.keys(own).length === 0 ? others : [...others, [key, own] as const];
    await workspaceState.update(what, Object.fromEntries(kept.slice(-MOST_ANSWERS)));
  };
  const blanks = () => all<readonly number[]>(REVEALED)[key] ?? {};
  const hints = () => all<number>(HINTS)[key] ?? {};
  const misunderstood = () => all<readonly Misconception[]>(MISUNDERSTOOD)[key] ?? {};
  const setBlanks = (exercise: number, next: Iterable<number>) =>
    put(REVEALED, { ...blanks(), [exercise]: [...new Set(next)] });
  const revealed = (exercise: number) => new Set(blanks()[exercise] ?? []);
  return {
    revealed,
    reveal: (exercise, more) => setBlanks(exercise, [...revealed(exercise), ...more]),
    async reset(exercise, blank) {
      const left = [...revealed(exercise)].filter((one) => blank !== undefined && one !== blank);
      await setBlanks(exercise, left);
      if (blank === undefined) await put(HINTS, { ...hints(), [exercise]: 0 });
    },
    async keepOnly(exercise, marks) {
      const before = revealed(exercise);
      const filled = marks.filter(({ index, verdict }) => before.has(index) && verdict !== "empty");
      if (filled.length < before.size)
        await setBlanks(
          exercise,
          filled.map(({ index }) => index),
        );
    },
    hints: (exercise) => hints()[exercise] ?? 0,
    setHints: (exercise, shown) => put(HINTS, { ...hints(), [exercise]: shown }),
    misunderstood: (exercise) => misunderstood()[exercise] ?? [],
    async noteMisunderstood(exercise, more) {
      if (more.length === 0) return;
      const own = [...(misunderstood()[exercise] ?? []), ...more].slice(-MOST_MISUNDERSTOOD);
      await put(MISUNDERSTOOD, { ...misunderstood(), [exercise]: own });
    },
    async forget() {
      await put(MISUNDERSTOOD, {});
      await put(REVEALED, {});
      await put(HINTS, {});
    },
  };
}
