/** What judging an answer gives. */

import type { Span } from "../language/ast.js";
import type { ExerciseKind } from "../language/words.js";
import type { Difference } from "./align.js";
import type { BlankKind } from "./blanks.js";
import type { Misconception } from "./misconceptions.js";

export type Verdict = "right" | "wrong" | "empty";

/** What is judged by itself: a blank, a planted mistake, or a line of an order. */
export interface Mark {
  readonly index: number;
  readonly kind: BlankKind | "mistake" | "place";
  readonly verdict: Verdict;
  /** Of a wrong one. */
  readonly misconception: Misconception | null;
  /** Of a right one that is not the letter of the RFC: what real stacks do, or another word for the same. */
  readonly remark: Remark | null;
  /** What the key says of the option that was chosen. */
  readonly reason?: string | null;
  /** What was written; null where nothing was. */
  readonly written: string | null;
  /** Where it stands in the answer; null where its line is gone. */
  readonly span: Span | null;
  readonly line: number | null;
  /** Where it stands in the template. */
  readonly template: { readonly span: Span; readonly line: number };
}

/**
 * `rst-with-ack`: RST+ACK where the RFC's letter has RST. `call`: a call in capitals, as the RFC writes it.
 * `no-key`: a choice that only the key can judge, and it is not there.
 */
export type Remark = "rst-with-ack" | "call" | "no-key";

export interface ExerciseResult {
  /** Its place among the exercises of the template. */
  readonly index: number;
  readonly title: string;
  readonly kind: ExerciseKind;
  readonly marks: readonly Mark[];
  /** What was changed beside the blanks; it does not count. Where all is asked for, what was changed needlessly. */
  readonly changes: readonly Difference[];
  readonly right: number;
  readonly wrong: number;
  readonly empty: number;
  readonly solved: boolean;
  /** Where it begins in the answer; null where it is missing there. */
  readonly line: number | null;
}
