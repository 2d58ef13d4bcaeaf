/** The commands: what each is called with, which the command line checks, tells (`--help`) and completes. */

import { RANDOM_KINDS, TOPICS } from "../exercise/random/topics.js";
import type { CommandName } from "../messages/cli-help.js";
import { ROWS } from "../teaching/grade-csv.js";
import type { Invocation, Status } from "./call.js";
import { check } from "./check.js";
import { completion } from "./completion.js";
import { convertFile } from "./convert.js";
import { makeExercises } from "./exercise.js";
import { exportFile } from "./export.js";
import { formatFiles } from "./format.js";
import { grade } from "./grade.js";
import { importFile } from "./import.js";
import { render } from "./render.js";

/** The values that an option takes; `true` where it takes none. */
export type Takes = readonly string[] | true | "number" | "percent" | "path";

export interface Command {
  /** It may be called without a path. */
  readonly pathless?: true;
  /** After `tcpflow` and its name, one for each way to call it; for people. */
  readonly synopsis: readonly string[];
  readonly options: Readonly<Record<string, Takes>>;
  /** As they are typed. */
  readonly examples: readonly string[];
  readonly run: (call: Invocation) => Promise<Status>;
}

/** The short way to write an option. */
export const SHORT: Readonly<Record<string, string>> = { "-o": "--output" };

export const COMMANDS: Readonly<Record<CommandName, Command>> = {
  check: {
    synopsis: ["[--format text|json] [--answers] PATH…"],
    options: { format: ["text", "json"], answers: true },
    examples: [
      "tcpflow check handshake.tcpflow",
      "tcpflow check --format json notes.md",
      "tcpflow check - < draft",
    ],
    run: check,
  },
  render: {
    synopsis: [
      "[--flow N] [--as mermaid|notes|svg] [-o FILE] FILE",
      "[--svg] NOTES.md -o FILE",
      "[--restore] [-o FILE] NOTES.md",
    ],
    options: { flow: "number", as: ["mermaid", "notes", "svg"], svg: true, restore: true, output: "path" },
    examples: [
      "tcpflow render handshake.tcpflow",
      "tcpflow render notes.md -o public.md",
      "tcpflow render --svg notes.md -o public.md",
    ],
    run: render,
  },
  format: {
    synopsis: ["[--check] PATH…"],
    options: { check: true },
    examples: ["tcpflow format notes/", "tcpflow format --check notes/"],
    run: formatFiles,
  },
  grade: {
    synopsis: [
      "[--format text|json|csv] [--rows student|blank|question|misconception]\n" +
        "[--weights CSV] [--follow-through PERCENT] [--feedback FOLDER] TEMPLATE ANSWERS…",
    ],
    options: {
      format: ["text", "json", "csv"],
      rows: ROWS,
      weights: "path",
      "follow-through": "percent",
      feedback: "path",
    },
    examples: ["tcpflow grade handshake.tcpflow answers/ --format csv > marks.csv"],
    run: grade,
  },
  exercise: {
    pathless: true,
    synopsis: [
      "[--topic T] [--kind K] [--difficulty 1|2|3] [--seed N] [-o FILE]",
      "[--topic T] [--kind K] [--difficulty 1|2|3] [--seed N] NAMES -o FOLDER",
      "--from FILE [--stream N | --flow N] [--kind K] [--difficulty 1|2|3] [--seed N] [-o FILE]",
    ],
    options: {
      topic: TOPICS,
      kind: RANDOM_KINDS,
      difficulty: ["1", "2", "3"],
      seed: "number",
      from: "path",
      stream: "path",
      flow: "number",
      output: "path",
    },
    examples: [
      "tcpflow exercise --topic four-way-close --kind state",
      "tcpflow exercise class.csv -o exercises",
      "tcpflow exercise --from web.pcap --stream 3 -o web.tcpflow",
    ],
    run: makeExercises,
  },
  convert: {
    synopsis: ["[-o FILE] FILE"],
    options: { output: "path" },
    examples: ["tcpflow convert dump.txt -o flow.tcpflow", "tcpdump -n tcp | tcpflow convert -"],
    run: convertFile,
  },
  import: {
    synopsis: [
      "[--list] [--stream N[,N…]] [--numbers relative|absolute]\n" +
        "[--format text|json] [-o FILE] CAPTURE [CAPTURE]",
    ],
    options: {
      list: true,
      stream: "path",
      numbers: ["relative", "absolute"],
      format: ["text", "json"],
      output: "path",
    },
    examples: ["tcpflow import --list web.pcapng", "tcpflow import --stream 3 web.pcapng -o web.tcpflow"],
    run: importFile,
  },
  export: {
    synopsis: ["[--flow N] [--at ENDPOINT|middle] FILE -o CAPTURE"],
    options: { flow: "number", at: "path", output: "path" },
    examples: ["tcpflow export --at client handshake.tcpflow -o client.pcap"],
    run: exportFile,
  },
  completion: {
    synopsis: ["bash|zsh|fish"],
    options: {},
    examples: [
      'eval "$(tcpflow completion bash)"',
      'eval "$(tcpflow completion zsh)"',
      "tcpflow completion fish | source",
    ],
    run: (call) => completion(call, COMMANDS),
  },
};

export const COMMAND_NAMES: readonly CommandName[] = Object.keys(COMMANDS) as CommandName[];

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name);
}
