/** What a check of answers shows: something at each blank that is not right, and the result in words. */

import { asksForAll } from "../exercise/blanks.js";
import { messageOf } from "../exercise/misconceptions.js";
import type { ExerciseResult } from "../exercise/result.js";
import { exerciseTexts } from "../messages/exercise.js";
import type { Locale } from "../messages/locale.js";
import type { Feedback } from "./told.js";

/** Of an exercise, by its place: the marks that were revealed. What is right there does not count. */
export type Revealed = (exercise: number) => ReadonlySet<number>;

const NOTHING: Revealed = () => new Set();

/** The right marks of an exercise that were revealed. */
export function revealedIn({ index, marks }: ExerciseResult, revealed: Revealed): number {
  const own = revealed(index);
  return marks.filter((mark) => mark.verdict === "right" && own.has(mark.index)).length;
}

/** At the answer's blanks; what follows from an earlier mistake is told once for all of it. Where the mistakes or the order are asked for, what is still untouched says nothing. */
export function feedback(
  results: readonly ExerciseResult[],
  locale: Locale,
  revealed: Revealed = NOTHING,
): readonly Feedback[] {
  const texts = exerciseTexts(locale);
  return results.flatMap(({ marks, changes, kind, index }): Feedback[] => {
    const known = asksForAll(kind) ? NO_MARKS : revealed(index);
    const following = marks.flatMap(({ misconception, span, index: blank }) =>
      misconception === "carried-over" && span !== null ? [blank] : [],
    );
    const told = marks.flatMap(
      ({ verdict, misconception, remark, reason, span, index: blank }): Feedback[] => {
        if (span === null || misconception === "later-order") return [];
        if (misconception === "carried-over") {
          if (blank !== following[0]) return [];
          const message = texts.following(messageOf({ misconception }, locale), following.length - 1);
          return [{ span, severity: "information", code: misconception, message }];
        }
        if (verdict === "right" && known.has(blank))
          return [{ span, severity: "information", code: "revealed", message: texts.revealedHere }];
        if (remark !== null)
          return [{ span, severity: "information", code: remark, message: texts.remarks[remark] }];
        if (misconception !== null) {
          const message = messageOf({ misconception, reason }, locale);
          return [{ span, severity: "warning", code: misconception, message }];
        }
        if (asksForAll(kind) || verdict === "right") return [];
        return [{ span, severity: "information", code: "empty", message: texts.emptyBlank }];
      },
    );
    const needless = changes.flatMap(({ span }): Feedback[] =>
      kind !== "find" || span === null
        ? []
        : [{ span, severity: "information", code: "needless", message: texts.needless }],
    );
    return [...told, ...needless];
  });
}

/** Where all is asked for, all is revealed at once. */
const NO_MARKS: ReadonlySet<number> = new Set();

/** One line for each exercise. */
export function resultLines(
  results: readonly ExerciseResult[],
  locale: Locale,
  revealed: Revealed = NOTHING,
): readonly string[] {
  const texts = exerciseTexts(locale);
  return results.map((result) => {
    const { title, kind, right, wrong, empty, solved, marks, changes } = result;
    const shown = revealedIn(result, revealed);
    if (solved) return shown === 0 ? texts.solved(title) : texts.solvedRevealed(title, shown, marks.length);
    if (kind === "find") return texts.mistakes(title, wrong + empty, right);
    if (kind === "order") return texts.order(title, leading(marks), marks.length);
    const line = texts.result(title, right, wrong, empty, shown);
    if (changes.length === 0) return line;
    return `${line}${locale === "zh-cn" ? "。" : ". "}${texts.changedBeside(changes.length)}`;
  });
}

/** How many lines, from the first on, stand where they belong. */
function leading(marks: ExerciseResult["marks"]): number {
  const first = marks.findIndex(({ verdict }) => verdict !== "right");
  return first < 0 ? marks.length : first;
}
