/** What is said of a misconception. */

import type { Both } from "./locale.js";

export interface MisconceptionText {
  /** A few words, for a table. */
  readonly name: string;
  /** A sentence or two for the learner. */
  readonly text: string;
}

export type Misconceptions = Readonly<Record<string, Both<MisconceptionText>>>;
