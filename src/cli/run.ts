/** Commands and options. Exit status 0: no error found; 1: errors found; 2: could not run. */

import { textAt } from "../language/at.js";
import { cliTexts } from "../messages/cli.js";
import type { CommandName } from "../messages/cli-help.js";
import { type Locale, resolveLocale } from "../messages/locale.js";
import { type Invocation, LANG, type Status } from "./call.js";
import { COMMANDS, type Command, isCommand, SHORT, type Takes } from "./commands.js";
import { callsText, commandsText, helpOf, usage } from "./help.js";
import { CannotRun, type Host, STDIN } from "./host.js";

export async function run(argv: readonly string[], host: Host): Promise<Status> {
  const locale = localeFrom(argv, host);
  const texts = cliTexts(locale);
  const fail = (message: string): Status => {
    host.err(`tcpflow: ${message}\n`);
    return 2;
  };
  const [name, ...rest] = argv;
  if (name === undefined) {
    host.err(`${usage(locale)}\n`);
    return 2;
  }
  const help = (of: string | undefined): Status => {
    host.out(`${of !== undefined && isCommand(of) ? helpOf(of, locale) : usage(locale)}\n`);
    return 0;
  };
  if (HELP.has(name) || name === "help") return help(rest[0]);
  if (name === "--version" || name === "-V") {
    host.out(`tcpflow ${host.version}\n`);
    return 0;
  }
  if (!isCommand(name)) return fail(`${texts.unknownCommand(name)}\n\n${commandsText(locale)}`);
  if (beforeDashes(rest).some((arg) => HELP.has(arg))) return help(name);
  try {
    return await COMMANDS[name].run(parseCall(rest, name, locale, host));
  } catch (error) {
    if (error instanceof CannotRun) return fail(error.message);
    throw error;
  }
}

const HELP = new Set(["--help", "-h"]);

/** What comes after `--` is a path, whatever it looks like. */
function beforeDashes(args: readonly string[]): readonly string[] {
  const end = args.indexOf("--");
  return end < 0 ? args : args.slice(0, end);
}

function parseCall(args: readonly string[], called: CommandName, locale: Locale, host: Host): Invocation {
  const texts = cliTexts(locale);
  const command: Command = COMMANDS[called];
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
    const takes =
      name === "lang" ? LANG : Object.hasOwn(command.options, name) ? command.options[name] : undefined;
    if (takes === undefined || (takes === true && given !== undefined)) {
      throw new CannotRun(`${texts.unknownOption(arg)}\n\n${callsText(called, locale)}`);
    }
    if (takes === true) options[name] = true;
    else {
      const value = given ?? args[++i];
      if (value === undefined || !(name === "lang" ? isLanguage(value) : fits(value, takes))) {
        throw new CannotRun(texts.optionValue(`--${name}`, allowed(takes)));
      }
      options[name] = value;
    }
  }
  if (paths.length === 0 && command.pathless !== true) throw new CannotRun(texts.missingPath);
  return { paths, options, locale, host };
}

/** `zh`, `zh-CN`, `en_GB`: as languages are written elsewhere. */
function isLanguage(value: string): boolean {
  return /^(?:en|zh)(?:[-_][A-Za-z]+)*$/i.test(value);
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
    at < 0 ? "" : argv[at] === "--lang" ? textAt(argv, at + 1) : textAt(argv, at).slice("--lang=".length);
  const { LC_ALL, LC_MESSAGES, LANG } = host.env;
  return resolveLocale("", said || LC_ALL || LC_MESSAGES || LANG || "en");
}
