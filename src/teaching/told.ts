/** What a check has told of an answer, beside what is found live and while the answer is edited. */

import type { Misconception } from "../exercise/misconceptions.js";
import type { Remark } from "../exercise/result.js";
import type { Span } from "../language/ast.js";
import { overlap } from "../language/text.js";

export interface Feedback {
  readonly span: Span;
  readonly severity: "warning" | "information";
  readonly code: Misconception | "empty" | "needless" | "revealed" | Remark;
  readonly message: string;
}

/**
 * What is found live gives way to the misconception behind it, which teaches: a mistake is told once. Where an
 * answer cannot be read, only what is found live says why.
 */
export function withoutRepeats<T extends { readonly span: Span }>(
  found: readonly T[],
  told: readonly Feedback[],
): readonly T[] {
  const taught = told.filter(({ severity, code }) => severity === "warning" && code !== "unreadable");
  return found.filter(({ span }) => !taught.some((one) => overlap(one.span, span)));
}

/** A change of a text: these characters gave way to so many others. */
export interface TextChange {
  readonly offset: number;
  readonly removed: number;
  readonly inserted: number;
}

/** What is left of it after changes, each of the text as it was: gone where something was typed, moved elsewhere. */
export function afterChanges(
  items: readonly Feedback[],
  changes: readonly TextChange[],
): readonly Feedback[] {
  return items.flatMap((item): Feedback[] => {
    const { start, end } = item.span;
    if (changes.some(({ offset, removed }) => offset <= end && start <= offset + removed)) return [];
    const by = changes
      .filter(({ offset }) => offset < start)
      .reduce((sum, { removed, inserted }) => sum + inserted - removed, 0);
    return [by === 0 ? item : { ...item, span: { start: start + by, end: end + by } }];
  });
}
