/** What is said about a flow in words: it may well tell the answer. */

import type { Statement } from "../language/ast.js";
import { EXERCISE_WORDS } from "../language/words.js";

/** Whether comments, captions and notes go into the exercise. */
export type Prose = "keep" | "drop";

export function isKept({ type }: Statement, prose: Prose): boolean {
  if (type === "option" || EXERCISE_WORDS.some((word) => word === type)) return false;
  return prose === "keep" || type !== "note";
}
