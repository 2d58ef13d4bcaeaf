/** The rooms of src/, and what each may import of the others: the import rule of ARCHITECTURE.md. */

const CORE = ["check", "messages", "language", "tcp"];
const ABOVE_CORE = ["explain", "exercise", "diagram", "convert"];
const PURPOSES = ["reading", "editing", "preview", "teaching"];

export const ROOMS: Readonly<Record<string, readonly string[]>> = {
  language: [],
  tcp: [],
  messages: [],
  protocol: [],
  check: ["language", "tcp"],
  explain: CORE,
  exercise: CORE,
  diagram: CORE,
  convert: CORE,
  reading: [...ABOVE_CORE, ...CORE],
  editing: [...ABOVE_CORE, ...CORE],
  preview: ["reading", ...ABOVE_CORE, ...CORE],
  teaching: [...ABOVE_CORE, ...CORE],
  notes: [...PURPOSES, ...ABOVE_CORE, ...CORE],
  webview: ["protocol"],
  vscode: ["notes", ...PURPOSES, ...ABOVE_CORE, ...CORE, "protocol"],
  cli: ["notes", ...PURPOSES, ...ABOVE_CORE, ...CORE],
};

/** What a room may import that is not ours. `node:` stands for every module of Node. */
export const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  language: ["fastest-levenshtein"],
  vscode: ["vscode", "markdown-it"],
  notes: [
    "markdown-it",
    "markdown-it/lib/parser_block.mjs",
    "markdown-it/lib/helpers/index.mjs",
    "markdown-it/lib/token.mjs",
  ],
  webview: ["mermaid"],
  cli: ["node:"],
};
