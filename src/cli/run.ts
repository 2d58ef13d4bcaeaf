/** Commands and options. Exit status 0: no error found; 1: errors found; 2: could not run. */

import { RANDOM_KINDS, TOPICS } from "../exercise/random/topics.js";
import { cliTexts } from "../messages/cli.js";
import { type Locale, resolveLocale } from "../messages/locale.js";
import { ROWS } from "../teaching/grade-csv.js";
import type { Invocation, Status } from "./call.js";
import { check } from "./check.js";
import { convertFile } from "./convert.js";
import { makeExercises } from "./exercise.js";
import { exportFile } from "./export.js";
import { formatFiles } from "./format.js";
import { grade } from "./grade.js";
import { CannotRun, type Host, STDIN } from "./host.js";
import { importFile } from "./import.js";
import { render } from "./render.js";

/** The values that an option takes; `true` where it takes none. */
type Takes = readonly string[] | true | "number" | "percent" | "path";

interface Command {
  /** It may be called without a path. */
  readonly pathless?: true;
  readonly options: Readonly<Record<string, Takes>>;
  readonly run: (call: Invocation) => Promise<Status>;
}

const LANGUAGES = ["en", "zh-cn"];

const COMMANDS: Readonly<Record<string, Command>> = {
  check: { options: { format: ["text", "json"], answers: true, lang: LANGUAGES }, run: check },
  render: {
    options: { flow: "number", as: ["mermaid", "notes"], restore: true, output: "path", lang: LANGUAGES },
    run: render,
  },
  format: { options: { check: true, lang: LANGUAGES }, run: formatFiles },
  grade: {
    options: {
      format: ["text", "json", "csv"],
      rows: ROWS,
      weights: "path",
      "follow-through": "percent",
      feedback: "path",
      lang: LANGUAGES,
    },
    run: grade,
  },
  exercise: {
    pathless: true,
    options: {
      topic: TOPICS,
      kind: RANDOM_KINDS,
      difficulty: ["1", "2", "3"],
      seed: "number",
      output: "path",
      lang: LANGUAGES,
    },
    run: makeExercises,
  },
  convert: { options: { output: "path", lang: LANGUAGES }, run: convertFile },
  import: {
    options: {
      list: true,
      stream: "path",
      numbers: ["relative", "absolute"],
      format: ["text", "json"],
      output: "path",
      lang: LANGUAGES,
    },
    run: importFile,
  },
  export: { options: { flow: "number", at: "path", output: "path", lang: LANGUAGES }, run: exportFile },
};

/** The short way to write an option. */
const SHORT: Readonly<Record<string, string>> = { "-o": "--output" };

export async function run(argv: readonly string[], host: Host): Promise<Status> {
  const locale = localeFrom(argv, host);
  const texts = cliTexts(locale);
  const fail = (message: string): Status => {
    host.err(`tcpflow: ${message}\n`);
    return 2;
  };
  const [name, ...rest] = argv;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    host[name === undefined ? "err" : "out"](`${texts.usage}\n`);
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) return fail(`${texts.unknownCommand(name)}\n\n${texts.usage}`);
  if (rest.includes("--help") || rest.includes("-h")) {
    host.out(`${texts.usage}\n`);
    return 0;
  }
  try {
    return await command.run(parseCall(rest, command, locale, host));
  } catch (error) {
    if (error instanceof CannotRun) return fail(error.message);
    throw error;
  }
}

function parseCall(args: readonly string[], command: Command, locale: Locale, host: Host): Invocation {
  const texts = cliTexts(locale);
  const paths: string[] = [];
  const options: Record<string, string | true> = {};
  for (let i = 0; i < args.length; i++) {
    const typed = args[i] as string;
    const arg = SHORT[typed] ?? typed;
    if (arg === "--") {
      paths.push(...args.slice(i + 1));
      break;
    }
    if (!arg.startsWith("-") || arg === STDIN) {
      paths.push(arg);
      continue;
    }
    const [, name = "", given] = /^--([^=]+)(?:=(.*))?$/s.exec(arg) ?? [];
    const takes = Object.hasOwn(command.options, name) ? command.options[name] : undefined;
    if (takes === undefined || (takes === true && given !== undefined)) {
      throw new CannotRun(`${texts.unknownOption(arg)}\n\n${texts.usage}`);
    }
    if (takes === true) options[name] = true;
    else {
      const value = given ?? args[++i];
      if (value === undefined || !fits(value, takes)) {
        throw new CannotRun(texts.optionValue(`--${name}`, allowed(takes)));
      }
      options[name] = value;
    }
  }
  if (paths.length === 0 && command.pathless !== true) throw new CannotRun(texts.missingPath);
  return { paths, options, locale, host };
}

function fits(value: string, takes: Exclude<Takes, true>): boolean {
  if (takes === "number") return /^[1-9]\d*$/.test(value);
  if (takes === "percent") return /^\d{1,3}$/.test(value) && Number(value) <= 100;
  return takes === "path" ? value !== "" : takes.includes(value);
}

function allowed(takes: Exclude<Takes, true>): string {
  if (takes === "number") return "1, 2, 3 …";
  if (takes === "percent") return "0 … 100";
  return takes === "path" ? "PATH" : takes.join(", ");
}

/** `--lang`, else what the environment says; needed before anything can be complained about. */
function localeFrom(argv: readonly string[], host: Host): Locale {
  const at = argv.findIndex((arg) => arg === "--lang" || arg.startsWith("--lang="));
  const said =
    at < 0 ? "" : argv[at] === "--lang" ? (argv[at + 1] ?? "") : (argv[at] ?? "").slice("--lang=".length);
  const { LC_ALL, LC_MESSAGES, LANG } = host.env;
  return resolveLocale(said, LC_ALL || LC_MESSAGES || LANG || "en");
}
