/** Questions with written options, for what no number can ask: each option with the reason why it is right, or is not. */

import type { Both } from "../locale.js";

export interface WrittenQuestion {
  readonly ask: string;
  readonly right: WrittenOption;
  readonly wrong: readonly WrittenOption[];
}

/** An option, and what is told to those who chose it. */
export type WrittenOption = readonly [option: string, why: string];

export type Questions = Readonly<Record<string, readonly Both<WrittenQuestion>[]>>;
