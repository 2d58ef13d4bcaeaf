/** *Explain the Exchange*: a solved exercise as a page. */

import type { PreparedExercise } from "../exercise/judge.js";
import type { Flow } from "../language/ast.js";
import { workedExplanation } from "../preview/worked.js";
import { localeOf } from "./analyses.js";
import { showWorkedPage } from "./worked-pages.js";

/** `text` holds the exercise filled in: the student's answer, or the key. */
export async function showWorked(
  text: string,
  flow: Flow,
  { choices, title, index }: PreparedExercise,
): Promise<void> {
  const page = workedExplanation(text, flow, [...choices.values()], localeOf());
  const name = title.replace(/[\\/:*?"<>|#%]+/g, " ").trim();
  await showWorkedPage(`${index + 1} ${name}`, page);
}
