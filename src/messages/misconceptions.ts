/**
 * What an answer seems to have misunderstood: a name, and a short explanation. It says what kind of mistake it
 * is and by which rule to think again, never what would be right.
 */

import { LINES } from "./misconceptions-lines.js";
import { NUMBERS } from "./misconceptions-numbers.js";
import { STATES } from "./misconceptions-states.js";

export type { MisconceptionText } from "./misconception-text.js";

export const MISCONCEPTIONS = { ...NUMBERS, ...STATES, ...LINES } as const;
