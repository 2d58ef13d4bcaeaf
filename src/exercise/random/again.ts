/** A random exercise says in its first line how it was made: so its key can be made again. */

import { LOCALES } from "../../messages/locale.js";
import { makingTexts } from "../../messages/making.js";
import { type PreparedTemplate, prepareTemplate } from "../judge.js";
import { type ExerciseRequest, type GeneratedExercise, generateExercise, originOf } from "./generate.js";
import type { Difficulty } from "./scene.js";
import { kindsOf, TOPICS } from "./topics.js";

/** The key of a template that is a random exercise as it was made; null for any other. */
export function randomKey(template: string): string | null {
  const made = madeAgain(template);
  return made !== null && JSON.stringify(linesOf(made.text)) === JSON.stringify(linesOf(template))
    ? made.key
    : null;
}

/** The template with what only a key tells: its own, or that of a random exercise. */
export function prepareWithKey(text: string, key: string | null): PreparedTemplate {
  return prepareTemplate(text, asksToChoose(text) ? (key ?? randomKey(text)) : null);
}

/** A choice is judged by the key. */
export function asksToChoose(text: string): boolean {
  return /^[ \t]*answer[ \t]*[:：]/m.test(text);
}

/** The random exercise that a text comes from, whatever was changed below its first line; null for any other. */
export function madeAgain(text: string): GeneratedExercise | null {
  const request = requestIn(linesOf(text)[0] ?? "");
  return request === null ? null : generateExercise(request);
}

/** The same of another seed; null where the text is no random exercise. */
export function anotherRequest(text: string, seed: number): ExerciseRequest | null {
  const request = requestIn(linesOf(text)[0] ?? "");
  return request === null ? null : { ...request, seed };
}

function linesOf(text: string): readonly string[] {
  return text
    .replace(/^\uFEFF/, "")
    .trimEnd()
    .split(/\r\n|\r|\n/);
}

/** The request of which the line is the origin. There are few that it can be: they are tried out. */
function requestIn(line: string): ExerciseRequest | null {
  const seeds = (line.match(/\d+/g) ?? []).map(Number).filter((seed) => seed < SEEDS);
  for (const seed of new Set(seeds)) {
    const found = requestsOf(seed).find((one) => originOf(one, makingTexts(one.locale)) === line);
    if (found !== undefined) return found;
  }
  return null;
}

const SEEDS = 2 ** 32;
const DIFFICULTIES: readonly Difficulty[] = [1, 2, 3];

function requestsOf(seed: number): readonly ExerciseRequest[] {
  return LOCALES.flatMap((locale) =>
    TOPICS.flatMap((topic) =>
      [undefined, ...kindsOf(topic)].flatMap((kind) =>
        DIFFICULTIES.map((difficulty) => ({ locale, topic, kind, difficulty, seed })),
      ),
    ),
  );
}
