/** The help of the command line, and of each command, out of the table of commands. */

import { cliTexts } from "../messages/cli.js";
import { type CommandName, cliHelp } from "../messages/cli-help.js";
import type { Locale } from "../messages/locale.js";
import { LANG } from "./call.js";
import { COMMAND_NAMES, COMMANDS, type Command, type Takes } from "./commands.js";

/** All commands, and what holds for each. */
export function usage(locale: Locale): string {
  const { exitStatus, moreHelp, usage: heading } = cliHelp(locale);
  const calls = COMMAND_NAMES.flatMap((name) => callsOf(name));
  return [heading, ...calls, "", ...cliTexts(locale).about, moreHelp, exitStatus].join("\n");
}

/** How a command is called, for one that was called in another way. */
export function callsText(name: CommandName, locale: Locale): string {
  const { moreHelp, usage: heading } = cliHelp(locale);
  return [heading, ...callsOf(name), "", moreHelp].join("\n");
}

/** Which commands there are, for one that is none. */
export function commandsText(locale: Locale): string {
  return [...COMMAND_NAMES.map((name) => `  tcpflow ${name}`), "", cliHelp(locale).moreHelp].join("\n");
}

export function helpOf(name: CommandName, locale: Locale): string {
  const texts = cliHelp(locale);
  const command: Command = COMMANDS[name];
  const { says, options } = texts.commands[name];
  const own = Object.entries(command.options).flatMap(([option, takes]) => [
    `  ${shortOf(option)}--${option}${valueText(command, option, takes)}`,
    ...[options[option] ?? "", ...manyChoices(takes)].map((line) => `        ${line}`),
  ]);
  return [
    texts.usage,
    ...callsOf(name),
    "",
    ...says,
    "",
    texts.optionsHeading,
    ...own,
    `      --lang ${LANG.join("|")}`,
    `        ${texts.lang}`,
    "  -h, --help",
    `        ${texts.help}`,
    "",
    texts.examples,
    ...command.examples.map((example) => `  ${example}`),
    "",
    texts.exitStatus,
  ].join("\n");
}

function callsOf(name: CommandName): string[] {
  const start = `  tcpflow ${name} `;
  return COMMANDS[name].synopsis.map(
    (call) => start + call.replaceAll("\n", `\n${" ".repeat(start.length)}`),
  );
}

const shortOf = (option: string) => (option === "output" ? "-o, " : "    ");

function valueText(command: Command, option: string, takes: Takes): string {
  if (takes === true) return "";
  if (takes === "number") return " N";
  if (takes === "percent") return " PERCENT";
  if (takes === "path") return ` ${valueIn(command, option)}`;
  return takes.length > FEW ? ` ${option.toUpperCase()}` : ` ${takes.join("|")}`;
}

/** As the synopsis has it. */
function valueIn({ synopsis }: Command, option: string): string {
  const written = option === "output" ? "-o" : `--${option}`;
  const words = synopsis.join(" ").split(/\s+/);
  const value = words[words.findIndex((word) => word.replace("[", "") === written) + 1] ?? "";
  // The bracket that closes what may be left out is none of it.
  return value.split("]").length > value.split("[").length ? value.slice(0, -1) : value;
}

/** More choices than these have lines of their own. */
const FEW = 6;
const LINE = 100;

function manyChoices(takes: Takes): string[] {
  if (typeof takes !== "object" || takes.length <= FEW) return [];
  const lines = [""];
  for (const choice of takes) {
    const last = lines.length - 1;
    const line = lines[last] === "" ? choice : `${lines[last]}, ${choice}`;
    if (line.length <= LINE) lines[last] = line;
    else lines.push(choice);
  }
  return lines;
}
