/** `tcpflow completion`: a script for a shell, made of the table of commands. */

import { cliTexts } from "../messages/cli.js";
import { type Invocation, LANG, type Status } from "./call.js";
import { CannotRun } from "./host.js";

/** Of a command of the table. */
interface Completed {
  readonly options: Readonly<Record<string, readonly string[] | string | true>>;
}
type Table = Readonly<Record<string, Completed>>;

const SHELLS: Readonly<Record<string, (table: Table) => string>> = { bash, zsh, fish };

export async function completion({ paths, host, locale }: Invocation, table: Table): Promise<Status> {
  const [shell = "", ...more] = paths;
  const write = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined;
  if (write === undefined || more.length > 0)
    throw new CannotRun(cliTexts(locale).optionValue("completion", Object.keys(SHELLS).join(", ")));
  host.out(write(table));
  return 0;
}

/** The first word is a command, a word with `--` an option, the word after one its value; all else is a file. */
function bash(table: Table): string {
  const names = Object.keys(table);
  const options = names.map((name) => `    ${name}) options="${optionsOf(table, name).join(" ")}" ;;`);
  const values = names.flatMap((name) =>
    choicesOf(table, name).map(
      ([option, choices]) => `    "${name} --${option}") values="${choices.join(" ")}" ;;`,
    ),
  );
  return `_tcpflow() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}"
  local options="" values=""
  COMPREPLY=()
  if [ "$COMP_CWORD" -le 1 ]; then
    COMPREPLY=($(compgen -W "${names.join(" ")} --help" -- "$word"))
    return
  fi
  case "$command $before" in
${values.join("\n")}
  esac
  if [ -n "$values" ]; then
    COMPREPLY=($(compgen -W "$values" -- "$word"))
    return
  fi
  case "$command" in
${options.join("\n")}
  esac
  case "$word" in
    -*) COMPREPLY=($(compgen -W "$options" -- "$word")) ;;
    *)
      if [ "$command" = completion ]; then COMPREPLY=($(compgen -W "${Object.keys(SHELLS).join(" ")}" -- "$word"))
      else COMPREPLY=($(compgen -f -- "$word"))
      fi
      ;;
  esac
}
complete -o filenames -F _tcpflow tcpflow
`;
}

/** zsh reads what is written for bash. */
function zsh(table: Table): string {
  return `autoload -U +X bashcompinit && bashcompinit\n${bash(table)}`;
}

function fish(table: Table): string {
  const names = Object.keys(table);
  const none = "not __fish_seen_subcommand_from $tcpflow_commands";
  return [
    `set -g tcpflow_commands ${names.join(" ")}`,
    `complete -c tcpflow -n "${none}" -f -a "$tcpflow_commands"`,
    `complete -c tcpflow -n "__fish_seen_subcommand_from completion" -f -a "${Object.keys(SHELLS).join(" ")}"`,
    ...names.flatMap((name) => {
      const seen = `complete -c tcpflow -n "__fish_seen_subcommand_from ${name}"`;
      return [
        ...Object.entries(table[name]?.options ?? {}).map(([option, takes]) => {
          const short = option === "output" ? " -s o" : "";
          if (takes === true) return `${seen} -l ${option}`;
          const choices = typeof takes === "string" ? " -r" : ` -x -a "${takes.join(" ")}"`;
          return `${seen}${short} -l ${option}${choices}`;
        }),
        `${seen} -l lang -x -a "${LANG.join(" ")}"`,
        `${seen} -s h -l help`,
      ];
    }),
    "",
  ].join("\n");
}

function optionsOf(table: Table, name: string): string[] {
  return [...Object.keys(table[name]?.options ?? {}), "lang", "help"].map((option) => `--${option}`);
}

function choicesOf(table: Table, name: string): [option: string, choices: readonly string[]][] {
  const own = Object.entries(table[name]?.options ?? {}).flatMap(([option, takes]) =>
    typeof takes === "object" ? [[option, takes] as [string, readonly string[]]] : [],
  );
  return [...own, ["lang", LANG]];
}
