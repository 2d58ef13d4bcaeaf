import { mkdir, readdir, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { keyName } from "../exercise/path.js";
import { asksToChoose } from "../exercise/random/again.js";
import { parse } from "../language/parser.js";
import { cliTexts } from "../messages/cli.js";
import { gradeTexts } from "../messages/grade.js";
import {
  type GradingTemplate,
  gradingTemplate,
  isSolved,
  shown,
  templateTroubles,
} from "../teaching/grade.js";
import { type ClassResult, gradeClass, type HandedIn } from "../teaching/grade-class.js";
import { gradeCsv, type Rows } from "../teaching/grade-csv.js";
import { feedbackName, feedbackText } from "../teaching/grade-feedback.js";
import { gradeJson } from "../teaching/grade-json.js";
import { gradeDetails, gradeTable } from "../teaching/grade-text.js";
import { readWeights, type Scale, type Weight } from "../teaching/weights.js";
import type { Invocation, Status } from "./call.js";
import { CannotRun, filesAt, type Host, readText, reasonOf, STDIN } from "./host.js";

/** `tcpflow grade`: a class of answers against their templates. A file that cannot be graded does not stop it. */
export async function grade(call: Invocation): Promise<Status> {
  const { locale, host, options } = call;
  const [given, ...answers] = call.paths;
  if (given === undefined || answers.length === 0) throw new CannotRun(gradeTexts(locale).needsAnswers);
  const templates = await templatesAt(given, call);
  for (const { path: file, template } of templates) {
    for (const trouble of templateTroubles(template, locale)) host.err(`tcpflow: ${file}: ${trouble}\n`);
  }
  const scale = await scaleOf(call);
  const skipped: string[] = [];
  const handedIn = await answersAt(answers, templates, call, skipped);
  for (const file of skipped) host.err(`tcpflow: ${gradeTexts(locale).skipped(file)}\n`);
  const result = gradeClass(templates, handedIn, scale);
  print(given, result, skipped, scale, call);
  if (typeof options.feedback === "string") await writeFeedback(result, options.feedback, call);
  if (result.files.some(({ problem }) => problem === "unreadable")) return 2;
  return result.files.every(isSolved) ? 0 : 1;
}

/** The template, or all in a folder: what has an exercise and is no answer. */
async function templatesAt(given: string, call: Invocation): Promise<readonly GradingTemplate[]> {
  const texts = gradeTexts(call.locale);
  const cannotRead = (file: string) => (error: unknown) => {
    throw new CannotRun(cliTexts(call.locale).cannotRead(file, reasonOf(error, call.locale)));
  };
  const files = await filesAt(given).catch(cannotRead(given));
  const isFolder = files.length !== 1 || files[0] !== given;
  const templates: GradingTemplate[] = [];
  for (const file of files) {
    const text = await readText(file, call.host).catch(isFolder ? () => null : cannotRead(file));
    // What cannot be read in a folder may be an answer that lies beside, and is told with the answers.
    if (text === null) continue;
    if (parse(text).answers !== null) {
      if (!isFolder) throw new CannotRun(texts.templateIsAnswer(file));
      continue;
    }
    const key = asksToChoose(text) ? await readText(keyName(file), call.host).catch(() => null) : null;
    const made = gradingTemplate(file, text, key);
    if (made.template.exercises.length > 0) templates.push(made);
  }
  if (templates.length === 0) throw new CannotRun(texts.noExercise(given));
  return templates;
}

async function scaleOf({ options, host, locale }: Invocation): Promise<Scale> {
  const { weights: file, "follow-through": share } = options;
  const followThrough = typeof share === "string" ? Number(share) / 100 : 1;
  let weights: readonly Weight[] = [];
  if (typeof file === "string") {
    const text = await readText(file, host).catch((error) => {
      throw new CannotRun(cliTexts(locale).cannotRead(file, reasonOf(error, locale)));
    });
    const read = readWeights(text);
    if ("line" in read) throw new CannotRun(gradeTexts(locale).weights(file, read.line));
    weights = read;
  }
  return { weights, followThrough };
}

/** Folders are walked; templates and keys are no answers though they may lie beside them. */
async function answersAt(
  given: readonly string[],
  templates: readonly GradingTemplate[],
  call: Invocation,
  skipped: string[],
): Promise<readonly HandedIn[]> {
  const beside = new Set(
    templates.flatMap(({ path: file }) => [file, keyName(file)]).map((file) => path.resolve(file)),
  );
  const seen = new Set<string>();
  const handedIn: HandedIn[] = [];
  const unreadable = (file: string, reason: string) =>
    handedIn.push({ path: file, below: file, text: null, reason });
  for (const one of given) {
    const found = await filesOf(one).catch((error) => {
      unreadable(one, reasonOf(error, call.locale));
      return null;
    });
    if (found === null) continue;
    if (found.answers.length === 0) unreadable(one, cliTexts(call.locale).noFiles(one));
    skipped.push(...found.others);
    for (const file of found.answers) {
      const whole = file === STDIN ? file : path.resolve(file);
      if (seen.has(whole) || (file !== one && beside.has(whole))) continue;
      seen.add(whole);
      handedIn.push(await read(file, file === one ? path.basename(file) : path.relative(one, file), call));
    }
  }
  return handedIn;
}

async function read(file: string, below: string, call: Invocation): Promise<HandedIn> {
  try {
    const text = await readText(file, call.host);
    // UTF-16 may pass for UTF-8 with a zero before each letter.
    const isText = parse(text).answers !== null || !text.includes("\0");
    return isText
      ? { path: file, below, text }
      : { path: file, below, text: null, reason: cliTexts(call.locale).notUtf8 };
  } catch (error) {
    return { path: file, below, text: null, reason: reasonOf(error, call.locale) };
  }
}

/** What is handed in: `.tcpflow`, and `.txt` as some systems save it; anything else is named as skipped. */
async function filesOf(given: string): Promise<{ answers: readonly string[]; others: readonly string[] }> {
  if (given === STDIN || !(await stat(given)).isDirectory()) return { answers: [given], others: [] };
  const answers: string[] = [];
  const others: string[] = [];
  const entries = await readdir(given, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const inside = path.join(given, entry.name);
    if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
    if (entry.isDirectory()) {
      const below = await filesOf(inside);
      answers.push(...below.answers);
      others.push(...below.others);
      continue;
    }
    // No pipe or device, where reading may wait for ever. What leads nowhere is told where it is read.
    const found = await stat(inside).catch(() => null);
    if (found !== null && !found.isFile()) continue;
    (/\.(?:tcpflow|txt)$/i.test(entry.name) ? answers : others).push(inside);
  }
  return { answers, others };
}

/** Without it Excel reads a CSV file in the code page of the machine, and Chinese is garbled. */
const BYTE_ORDER_MARK = "\uFEFF";

function print(
  template: string,
  result: ClassResult,
  skipped: readonly string[],
  scale: Scale,
  { locale, options, host }: Invocation,
): void {
  if (options.format === "json") {
    host.out(`${JSON.stringify(gradeJson(template, result, skipped, locale), null, 2)}\n`);
  } else if (options.format === "csv") {
    const rows = (options.rows ?? "student") as Rows;
    host.out(BYTE_ORDER_MARK + gradeCsv(result, rows, locale, scale));
  } else printText(result, locale, host);
}

function printText(result: ClassResult, locale: Invocation["locale"], host: Host): void {
  const details = result.files.flatMap((graded) =>
    gradeDetails(graded, locale).map((line) => `${shown(graded.path)}: ${line}`),
  );
  const between = details.length === 0 ? [] : [""];
  host.out(`${[...details, ...between, ...gradeTable(result, locale)].join("\n")}\n`);
}

/** A file for each student. */
async function writeFeedback(
  { students }: ClassResult,
  folder: string,
  { locale }: Invocation,
): Promise<void> {
  const taken = new Set<string>();
  try {
    await mkdir(folder, { recursive: true });
    for (const student of students) {
      const name = feedbackName(student.name, taken);
      taken.add(name.toLowerCase());
      await writeFile(path.join(folder, name), feedbackText(student, locale));
    }
  } catch (error) {
    throw new CannotRun(cliTexts(locale).cannotWrite(folder, reasonOf(error, locale)));
  }
}
