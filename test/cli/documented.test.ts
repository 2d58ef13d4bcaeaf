/** What the documents tell people to type: each command and each option is there, and takes what stands behind it. */

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { COMMANDS, isCommand, SHORT } from "../../src/cli/commands.js";

const ROOT = path.resolve(import.meta.dirname, "../..");
const DOCUMENTS = ["README.md", "README.zh-cn.md", ...inFolder("docs"), ...inFolder("examples/notes")];
/** Fewer, and they would not have been found. */
const LEAST = 60;

const calls = DOCUMENTS.flatMap((file) =>
  callsIn(readFileSync(path.join(ROOT, file), "utf8")).map((call) => ({ call, file })),
);

test("there are many", () => {
  expect(calls.length).toBeGreaterThanOrEqual(LEAST);
});

test("what is not there would be found", () => {
  const wrong = [
    "colour a.tcpflow",
    "check --colour a.tcpflow",
    "check --format yaml a.tcpflow",
    "render [--as gif] FILE",
  ];
  expect(wrong.map(troubleWith)).toEqual([
    "there is no command colour",
    "there is no --colour of check",
    "--format takes text, json, and not yaml",
    "--as takes mermaid, notes, svg, and not gif",
  ]);
});

test.each(calls)("$file: tcpflow $call", ({ call }) => {
  expect(troubleWith(call)).toBeNull();
});

function inFolder(folder: string): string[] {
  const names = readdirSync(path.join(ROOT, folder)).filter((name) => name.endsWith(".md"));
  return names.map((name) => `${folder}/${name}`);
}

/** In fences and in code within a line, each part of a pipe by itself, without the remark behind it. */
function callsIn(text: string): string[] {
  const fenced = [...text.matchAll(/^ *```\w*\n(?<lines>[\s\S]*?)^ *```/gm)].map(({ groups }) =>
    (groups?.["lines"] ?? "").replace(/\n {4,}(?=\[)/g, " "),
  );
  const inline = [...text.matchAll(/`(?<code>tcpflow [^`]+)`/g)].map(({ groups }) => groups?.["code"] ?? "");
  return [...fenced.flatMap((lines) => lines.split("\n")), ...inline]
    .map((line) => line.replace(/\s+#.*$/, "").replaceAll("\n", " "))
    .flatMap((line) => line.split(/\s\|\s(?![^[]*\])/))
    .flatMap(
      (part) =>
        /(?:^|\s|\()(?:tcpflow|node \S*(?:cli|tcpflow)\.js) (?<call>[a-z][^)]*|--help)/.exec(part)?.groups?.[
          "call"
        ] ?? [],
    );
}

function troubleWith(call: string): string | null {
  const [name = "", ...words] = call.trim().split(/[\s[\]]+/);
  if (name === "COMMAND" || name === "--help") return null;
  if (!isCommand(name)) return `there is no command ${name}`;
  const { options } = COMMANDS[name];
  for (const [i, word] of words.entries()) {
    const option = (SHORT[word] ?? word).replace(/^--/, "");
    if (!word.startsWith("-") || word === "-" || ["lang", "help"].includes(option)) continue;
    const takes = options[option];
    if (takes === undefined) return `there is no ${word} of ${name}`;
    const value = words[i + 1] ?? "";
    const given = value.split("|");
    if (Array.isArray(takes) && /^[a-z0-9|-]+$/.test(value) && !given.every((one) => takes.includes(one)))
      return `${word} takes ${takes.join(", ")}, and not ${value}`;
  }
  return null;
}
