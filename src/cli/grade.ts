import path from "node:path";
import { prepareTemplate } from "../exercise/judge.js";
import { keyName } from "../exercise/path.js";
import { parse } from "../language/parser.js";
import { cliTexts } from "../messages/cli.js";
import { gradeTexts } from "../messages/grade.js";
import {
  type Graded,
  gradeAnswer,
  gradeCsv,
  gradeDetails,
  gradeJson,
  gradeTable,
  isSolved,
  shown,
  templateTroubles,
  ungraded,
} from "../teaching/grade.js";
import { CannotRun, filesAt, type Host, readText, reasonOf, STDIN } from "./host.js";
import type { Call, Status } from "./run.js";

/** `tcpflow grade`: a class of answers against their template. A file that cannot be graded does not stop it. */
export async function grade(call: Call): Promise<Status> {
  const { locale, host } = call;
  const texts = gradeTexts(locale);
  const [given, ...answers] = call.paths;
  if (given === undefined || answers.length === 0) throw new CannotRun(texts.needsAnswers);
  const text = await readText(given, host).catch((error) => {
    throw new CannotRun(cliTexts(locale).cannotRead(given, reading(error, call)));
  });
  if (parse(text).answers !== null) throw new CannotRun(texts.templateIsAnswer(given));
  const template = prepareTemplate(text);
  if (template.exercises.length === 0) throw new CannotRun(texts.noExercise(given));
  for (const trouble of templateTroubles(template, locale)) host.err(`tcpflow: ${given}: ${trouble}\n`);
  const name = path.basename(given);
  const all: Graded[] = [];
  const graded = (answer: string, file: string): Graded => {
    const one = gradeAnswer(template, name, file, answer);
    // UTF-16 may pass for UTF-8 with a zero before each letter.
    const isText = one.problem === null || !answer.includes("\0");
    return isText ? one : ungraded(file, "unreadable", cliTexts(locale).notUtf8);
  };
  for (const file of await answerFiles(answers, given, call, all)) {
    const answer = await readText(file, host).catch((error) => {
      all.push(ungraded(file, "unreadable", reading(error, call)));
      return null;
    });
    if (answer !== null) all.push(graded(answer, file));
  }
  print(given, all, call, host);
  if (all.some(({ problem }) => problem === "unreadable")) return 2;
  return all.every(isSolved) ? 0 : 1;
}

/** Without it Excel reads a CSV file in the code page of the machine, and Chinese is garbled. */
const BYTE_ORDER_MARK = "\uFEFF";

function print(template: string, all: readonly Graded[], { locale, options }: Call, host: Host): void {
  if (options.format === "json") host.out(`${JSON.stringify(gradeJson(template, all, locale), null, 2)}\n`);
  else if (options.format === "csv") host.out(BYTE_ORDER_MARK + gradeCsv(all));
  else {
    const details = all.flatMap((graded) =>
      gradeDetails(graded, locale).map((line) => `${shown(graded.path)}: ${line}`),
    );
    host.out(
      `${[...details, ...(details.length === 0 ? [] : [""]), ...gradeTable(all, locale)].join("\n")}\n`,
    );
  }
}

/** Folders are walked; the template and its key are no answers though they may lie beside them. */
async function answerFiles(
  given: readonly string[],
  template: string,
  call: Call,
  unreadable: Graded[],
): Promise<readonly string[]> {
  const beside = new Set([template, keyName(template)].map((file) => path.resolve(file)));
  const files: string[] = [];
  for (const one of given) {
    try {
      const found = await filesAt(one);
      if (found.length === 0)
        unreadable.push(ungraded(one, "unreadable", cliTexts(call.locale).noFiles(one)));
      files.push(...found.filter((file) => file === one || !beside.has(path.resolve(file))));
    } catch (error) {
      unreadable.push(ungraded(one, "unreadable", reading(error, call)));
    }
  }
  const seen = new Set<string>();
  return files.filter((file) => {
    const whole = file === STDIN ? file : path.resolve(file);
    return !seen.has(whole) && seen.add(whole);
  });
}

function reading(error: unknown, { locale }: Call): string {
  return error instanceof TypeError ? cliTexts(locale).notUtf8 : reasonOf(error);
}
