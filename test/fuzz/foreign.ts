/** Whatever else comes in from outside, fed to what takes it: foreign text to the converters, answers to the grader. */

import { analyze } from "../../src/check/analyze.js";
import { convert } from "../../src/convert/convert.js";
import { judge, prepareTemplate } from "../../src/exercise/judge.js";
import { answerCopy } from "../../src/exercise/path.js";
import { parse } from "../../src/language/parser.js";
import type { Locale } from "../../src/messages/locale.js";
import { feedback } from "../../src/teaching/feedback.js";
import { gradingTemplate } from "../../src/teaching/grade.js";
import { gradeClass } from "../../src/teaching/grade-class.js";
import { gradeCsv, ROWS } from "../../src/teaching/grade-csv.js";
import { feedbackText } from "../../src/teaching/grade-feedback.js";
import { gradeJson } from "../../src/teaching/grade-json.js";
import { type Random, randomFrom } from "../generator/random.js";
import { edited } from "../property/edits.js";
import { withoutFault } from "./run.js";

/** What is wrong with how this text is converted; null where nothing is. */
export function faultOfConversion(text: string, locale: Locale): string | null {
  const outcome = convert(text, { locale });
  if (outcome.kind === "refused") return null;
  // A number too large stays so, and other slips as well: the line is there, with what is wrong in it.
  const { flows } = withoutFault(analyze(parse(outcome.text)));
  return flows.some(({ flow }) => flow.statements.length > 0) ? null : `no flow:\n${outcome.text}`;
}

/** One of the texts after a few edits, now and then between lines of another. */
export function foreignText(seed: number, texts: readonly string[]): string {
  const random = randomFrom(seed);
  let text = random.pick(texts);
  if (random.chance(0.2)) text = spliced(text, random.pick(texts), random);
  for (let i = random.int(0, 4); i > 0; i--) text = edited(text, random);
  return text;
}

function spliced(one: string, other: string, random: Random): string {
  const lines = one.split("\n");
  const more = other.split("\n");
  const at = random.int(0, lines.length);
  const from = random.int(0, more.length);
  return [...lines.slice(0, at), ...more.slice(from, from + random.int(1, 4)), ...lines.slice(at)].join("\n");
}

/** What is wrong with how a damaged answer to this template is marked; null where nothing is. */
export function faultOfGrading(
  name: string,
  template: string,
  answer: string,
  locale: Locale,
): string | null {
  const made = gradingTemplate(name, template);
  const file = name.replace(".tcpflow", ".answer.tcpflow");
  const result = gradeClass([made], [{ path: file, below: file, text: answer }]);
  feedback(judge(prepareTemplate(template), answer), locale);
  for (const rows of ROWS) gradeCsv(result, rows, locale);
  JSON.stringify(gradeJson(name, result, [], locale));
  for (const student of result.students) {
    feedbackText(student, locale);
    if (!(student.marks >= 0 && student.marks <= student.of && student.percent <= 100))
      return `${student.marks} marks of ${student.of}`;
  }
  return null;
}

/** The student's copy, or the key as an answer, after a few edits. */
export function damagedAnswer(seed: number, name: string, template: string, key: string): string {
  const random = randomFrom(seed);
  let text = random.chance(0.4) ? answerCopy(template, name) : key;
  for (let i = random.int(1, 5); i > 0; i--) text = edited(text, random);
  return text;
}
