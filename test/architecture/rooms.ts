/** The rooms of src/, and what each may import of the others: the import rule of ARCHITECTURE.md. */
export const ROOMS: Readonly<Record<string, readonly string[]>> = {
  language: [],
  tcp: [],
  messages: [],
  protocol: [],
  check: ["language", "tcp"],
  explain: ["check", "messages", "language", "tcp"],
  exercise: ["check", "messages", "language", "tcp"],
  diagram: ["check", "messages", "language", "tcp"],
  capture: ["check", "messages", "language", "tcp"],
  features: ["explain", "exercise", "diagram", "capture", "check", "messages", "language", "tcp"],
  webview: ["protocol"],
  vscode: [
    "features",
    "explain",
    "exercise",
    "diagram",
    "capture",
    "check",
    "messages",
    "language",
    "tcp",
    "protocol",
  ],
  cli: ["features", "explain", "exercise", "diagram", "capture", "check", "messages", "language", "tcp"],
};

/** What a room may import that is not ours. `node:` stands for every module of Node. */
export const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  language: ["fastest-levenshtein"],
  vscode: ["vscode"],
  webview: ["mermaid"],
  cli: ["node:"],
};
