/** A question of a topic, its options in an order that the seed decides. */

import { format } from "../../language/format.js";
import { type Locale, pick } from "../../messages/locale.js";
import { makingTexts } from "../../messages/making.js";
import { QUESTIONS, type WrittenQuestion } from "../../messages/questions/index.js";
import type { Random } from "./random.js";
import type { SceneTopic } from "./topics.js";

export interface QuestionFiles {
  readonly template: string;
  readonly key: string;
}

export function chosenQuestion(
  topic: SceneTopic,
  title: string,
  locale: Locale,
  random: Random,
): QuestionFiles {
  const question = pick(random.pick(QUESTIONS[topic]), locale);
  const options = random.shuffle([question.right, ...question.wrong]);
  return questionText(
    title,
    makingTexts(locale).kinds.choice.hint,
    question,
    options.indexOf(question.right),
    options,
  );
}

function questionText(
  title: string,
  hint: string,
  { ask }: WrittenQuestion,
  right: number,
  options: WrittenQuestion["wrong"],
): QuestionFiles {
  const head = [`exercise "${title}"`, `task: ${ask}`, "kind: choice", `hint: ${hint}`, ""];
  const lines = options.map(([text], i) => `option ${letter(i)}: ${text}`);
  const told = options.flatMap(([, why], i) => [
    lines[i] as string,
    `${i === right ? "right" : "wrong"}: ${why}`,
  ]);
  const written = (all: readonly string[], answer: string) =>
    format(`${[...head, ...all, `answer: ${answer}`].join("\n")}\n`);
  return { template: written(lines, "?"), key: written(told, letter(right)) };
}

function letter(place: number): string {
  return String.fromCharCode("A".charCodeAt(0) + place);
}
