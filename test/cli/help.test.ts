/** The help of each command, and what a shell completes. */

import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { COMMAND_NAMES, COMMANDS } from "../../src/cli/commands.js";
import { cliHelp } from "../../src/messages/cli-help.js";
import { tcpflow as call } from "./call.js";

const tcpflow = (...args: readonly string[]) => call(args);

describe.each(COMMAND_NAMES)("%s", (name) => {
  test.each(["en", "zh-cn"] as const)("each option is told, and nothing else (%s)", (locale) => {
    const { options, says } = cliHelp(locale).commands[name];
    expect(Object.keys(options).sort()).toEqual(Object.keys(COMMANDS[name].options).sort());
    expect(says.length).toBeGreaterThan(0);
  });

  test("--help, -h and help tell the same, wherever they stand", async () => {
    const help = await tcpflow(name, "--help");
    expect(help.status).toBe(0);
    expect(help.err).toBe("");
    for (const option of Object.keys(COMMANDS[name].options)) expect(help.out).toContain(`--${option}`);
    for (const other of COMMAND_NAMES)
      if (other !== name) expect(help.out).not.toContain(`  tcpflow ${other} `);
    expect(await tcpflow(name, "some.tcpflow", "-h")).toEqual(help);
    expect(await tcpflow("help", name)).toEqual(help);
    expect(await tcpflow("--help", name)).toEqual(help);
  });

  test("the help fits a terminal", async () => {
    const { out } = await tcpflow(name, "--help");
    expect(out.split("\n").filter((line) => line.length > 120)).toEqual([]);
  });

  test("its synopsis names each of its options", () => {
    const { options, synopsis } = COMMANDS[name];
    const named = synopsis.join(" ");
    for (const option of Object.keys(options))
      expect(named).toContain(option === "output" ? "-o " : `--${option}`);
  });

  test("each example can be called", async () => {
    for (const example of COMMANDS[name].examples) {
      const words =
        example
          .match(/tcpflow [^|>)"]*/)?.[0]
          .trim()
          .split(/\s+/) ?? [];
      expect(words[1]).toBe(name);
      const { err } = await tcpflow(...words.slice(1).filter((word) => word !== "<" && word !== "draft"));
      expect(err).not.toMatch(/there is no (option|command)|takes/);
    }
  });
});

test("what looks like --help behind -- is a path", async () => {
  const { status, err } = await tcpflow("check", "--", "--help");
  expect([status, err.includes("cannot read --help")]).toEqual([2, true]);
});

test("--version is the program's", async () => {
  expect(await tcpflow("--version")).toEqual({ status: 0, out: "tcpflow 1.2.3\n", err: "" });
});

test("a shell that is not known is told, with those that are", async () => {
  expect(await tcpflow("completion", "tcsh")).toMatchObject({
    status: 2,
    err: "tcpflow: completion takes bash, zsh, fish\n",
  });
});

describe("bash completes", () => {
  const cases: [line: string, completed: string[]][] = [
    ["tcpflow ex", ["exercise", "export"]],
    ["tcpflow check --f", ["--format"]],
    ["tcpflow check --format ", ["text", "json"]],
    ["tcpflow grade --format c", ["csv"]],
    ["tcpflow grade --rows m", ["misconception"]],
    ["tcpflow render --as ", ["mermaid", "notes", "svg"]],
    ["tcpflow export --lang z", ["zh-cn"]],
    ["tcpflow completion ", ["bash", "zsh", "fish"]],
    ["tcpflow check package.j", ["package.json"]],
    ["tcpflow format --format ", []],
  ];
  test.each(cases)("%s", async (line, completed) => {
    const { out } = await tcpflow("completion", "bash");
    const words = line.split(" ");
    const call = `${out}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")})
COMP_CWORD=${words.length - 1}
_tcpflow
printf '%s\\n' "\${COMPREPLY[@]}"`;
    const found = execFileSync("bash", ["--norc", "-c", call], { encoding: "utf8" });
    const all = found.split("\n").filter((word) => word !== "");
    if (completed.length > 0) expect(all).toEqual(completed);
    else expect(all).not.toContain("text");
  });
});

test("fish is told of every command, option and value", async () => {
  const { out } = await tcpflow("completion", "fish");
  for (const name of COMMAND_NAMES) {
    expect(out).toMatch(new RegExp(`^set -g tcpflow_commands .*\\b${name}\\b`, "m"));
    for (const [option, takes] of Object.entries(COMMANDS[name].options)) {
      const line = out
        .split("\n")
        .find((one) => one.includes(`from ${name}"`) && one.includes(`-l ${option}`));
      expect(line).toBeDefined();
      if (Array.isArray(takes)) expect(line).toContain(takes.join(" "));
    }
  }
});

test.each([
  ["check", "check", "--formt", "json", "a.tcpflow"],
  ["grade", "grade", "--row", "student", "a.tcpflow", "b"],
])("a mistyped option of %s is told with how that command is called, and no other", async (name, ...args) => {
  const { status, out, err } = await tcpflow(...args);
  expect([status, out]).toEqual([2, ""]);
  expect(err).toContain(`there is no option ${args[1]}`);
  expect(err).toContain(`  tcpflow ${name} `);
  for (const other of COMMAND_NAMES) if (other !== name) expect(err).not.toContain(`  tcpflow ${other} `);
});

test("a mistyped command is told with the names of all commands, and stays in sight", async () => {
  const { status, err } = await tcpflow("chek", "a.tcpflow");
  expect(status).toBe(2);
  expect(err).toContain('there is no command "chek"');
  for (const name of COMMAND_NAMES) expect(err).toContain(`  tcpflow ${name}\n`);
  expect(err.split("\n").length).toBeLessThan(20);
});

test("what an option takes is called in its help as it is in the synopsis", async () => {
  const help = async (name: string) => (await tcpflow(name, "--help")).out;
  expect(await help("import")).toContain("\n      --stream N[,N…]\n");
  expect(await help("export")).toContain("\n      --at ENDPOINT|middle\n");
  expect(await help("export")).toContain("\n  -o, --output CAPTURE\n");
  expect(await help("grade")).toContain("\n      --weights CSV\n");
  expect(await help("exercise")).toContain("\n      --from FILE\n");
  for (const name of COMMAND_NAMES) expect(await help(name)).not.toContain("VALUE");
});
