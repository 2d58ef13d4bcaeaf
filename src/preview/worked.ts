/** A solved exercise, explained: every line of its exchange in words, and each option with its reason. As Markdown. */

import { analyze } from "../check/analyze.js";
import { taskOf } from "../exercise/blanks.js";
import type { Choice } from "../exercise/choice.js";
import type { Flow } from "../language/ast.js";
import { parse } from "../language/parser.js";
import { EXERCISE_WORDS } from "../language/words.js";
import type { Locale } from "../messages/locale.js";
import { workedTexts } from "../messages/worked.js";
import { escapeForGitHub } from "./export/markdown.js";
import type { Told } from "./narrative/told.js";
import { narrative } from "./narrative.js";
import { scenes } from "./scenes.js";

/** `text` is that of the file in which the solved exercise stands; `choices` are those of its questions, with what the key says. */
export function workedExplanation(
  text: string,
  exercise: Flow,
  choices: readonly (readonly Choice[])[],
  locale: Locale,
): string {
  const texts = workedTexts(locale);
  const title = exercise.header?.title?.value ?? texts.untitled;
  const task = taskOf(exercise).map((one) => `> ${escapeForGitHub(one)}`);
  const exchange = exchangeOf(plainFlow(text, exercise), locale);
  const questions = choices.flatMap((options) => ["", ...options.map((one) => optionLine(one, locale))]);
  const said = exchange.length === 0 ? [] : ["", `## ${texts.exchange}`, "", ...exchange];
  return `${[`# ${escapeForGitHub(title)}`, "", ...task, ...said, ...questions].join("\n").trimEnd()}\n`;
}

/** What is told to a student is no part of the exchange; without that an exercise is a flow. All stays on its line. */
function plainFlow(text: string, { line, statements, header }: Flow): string {
  const title = header?.title?.span;
  const lines: string[] = [];
  lines[line] = `flow ${title === undefined ? '""' : text.slice(title.start, title.end)}`;
  for (const { line: at, span, type } of statements) {
    if (type !== "option" && !EXERCISE_WORDS.some((word) => word === type))
      lines[at] = text.slice(span.start, span.end);
  }
  return Array.from(lines, (one) => one ?? "").join("\n");
}

function exchangeOf(text: string, locale: Locale): readonly string[] {
  const analysis = analyze(parse(text));
  const trace = analysis.flows[0];
  if (trace === undefined || trace.steps.length === 0) return [];
  let chapter: string | null = null;
  return narrative(analysis, trace, 0, scenes(trace).length, locale).flatMap((told) => {
    const heading =
      told.chapter === null || told.chapter === chapter ? [] : [`### ${escapeForGitHub(told.chapter)}`, ""];
    chapter = told.chapter;
    return [...heading, ...toldLines(told)];
  });
}

function toldLines({ title, words, wordsRepeat, sentences, states, findings }: Told): readonly string[] {
  const more = [
    ...(wordsRepeat || words === title ? [] : [words]),
    ...sentences,
    ...findings.filter(({ tone }) => tone === "information").map(({ text }) => text),
    states,
  ].filter((text) => text !== "");
  return [`**${escapeForGitHub(title)}**`, "", ...more.map((text) => `- ${escapeForGitHub(text)}`), ""];
}

function optionLine({ name, text, right, reason }: Choice, locale: Locale): string {
  const texts = workedTexts(locale);
  const verdict = right === null ? "" : `${right ? texts.right : texts.wrong} `;
  const why = reason === null ? "" : `  \n  ${escapeForGitHub(reason)}`;
  return `- ${verdict}**${escapeForGitHub(`${name}. ${text}`)}**${why}`;
}
