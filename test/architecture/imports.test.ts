import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { PACKAGES, ROOMS } from "./rooms.js";

const ROOT = path.resolve(import.meta.dirname, "../..");
const SOURCES = readdirSync(path.join(ROOT, "src"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.split(path.sep).join("/"));

test("every file of src/ imports only what its room may", () => {
  expect(SOURCES.length).toBeGreaterThan(0);
  const broken = SOURCES.flatMap((file) =>
    offences(file, readFileSync(path.join(ROOT, "src", file), "utf8")),
  );
  expect(broken).toEqual([]);
});

test("every file of src/ stands in a room of the table", () => {
  expect(SOURCES.filter((file) => !(roomOf(file) in ROOMS))).toEqual([]);
});

test("the lint rule of biome.json has every room of the table, and bans the same rooms", () => {
  const { overrides } = JSON.parse(readFileSync(path.join(ROOT, "biome.json"), "utf8"));
  const inLinter = Object.fromEntries(overrides.flatMap(bannedByLinter));
  const inTable = Object.entries(ROOMS).map(([room, allowed]) => [
    room,
    Object.keys(ROOMS).filter((other) => other !== room && !allowed.includes(other)),
  ]);
  expect(inLinter).toEqual(Object.fromEntries(inTable));
});

// The rule must be able to fail: each of these made-up sources breaks it in its own way.
test.each([
  ["language/a.ts", 'import { x } from "../tcp/x.js";', "tcp"],
  ["tcp/a.ts", 'import type { X } from "../check/x.js";', "check"],
  ["check/deep/a.ts", 'import {\n  x,\n  y,\n} from "../../messages/x.js";', "messages"],
  ["reading/a.ts", 'export * from "../vscode/x.js";', "vscode"],
  ["webview/a.ts", 'import "../reading/x.js";', "reading"],
  ["explain/a.ts", 'const x = await import("../diagram/x.js");', "diagram"],
  ["reading/a.ts", 'import * as vscode from "vscode";', "vscode"],
  ["check/a.ts", 'import fs from "node:fs";', "node:fs"],
  ["vscode/a.ts", 'const fs = require("fs");', "fs"],
])("in %s, %j is found", (file, source, found) => {
  expect(offences(file, source)).toEqual([`src/${file} imports ${found}`]);
});

test.each([
  ["check/a.ts", 'import { x } from "../language/x.js";'],
  ["language/deep/a.ts", 'import { x } from "../x.js";'],
  ["cli/a.ts", 'import fs from "node:fs";'],
  ["language/a.ts", '// what others import from "../tcp/x.js" is no concern\n'],
])("in %s, %j is allowed", (file, source) => {
  expect(offences(file, source)).toEqual([]);
});

function offences(file: string, source: string): string[] {
  const room = roomOf(file);
  return importsOf(source)
    .filter((wanted) => !mayImport(room, file, wanted))
    .map((wanted) => `src/${file} imports ${wanted.startsWith(".") ? targetRoom(file, wanted) : wanted}`);
}

function mayImport(room: string, file: string, wanted: string): boolean {
  if (!wanted.startsWith(".")) {
    return (PACKAGES[room] ?? []).some(
      (name) => wanted === name || (name === "node:" && wanted.startsWith(name)),
    );
  }
  const target = targetRoom(file, wanted);
  return target === room || (ROOMS[room] ?? []).includes(target);
}

/** The module names of static, re-exporting and dynamic imports and of `require`. */
function importsOf(source: string): string[] {
  const statement = /^[ \t]*(?:import|export)\b(?:[^"';]*?\bfrom)?\s*["']([^"']+)["']/gm;
  const call = /\b(?:import|require)\(\s*["']([^"']+)["']\s*\)/g;
  return [...source.matchAll(statement), ...source.matchAll(call)].map((match) => match[1] ?? "");
}

const roomOf = (file: string) => file.split("/")[0] ?? "";
const targetRoom = (file: string, wanted: string) =>
  roomOf(path.posix.join(path.posix.dirname(file), wanted));

interface Override {
  readonly includes: readonly string[];
  readonly linter?: {
    readonly rules: {
      readonly style?: {
        readonly noRestrictedImports?: {
          readonly options: { readonly patterns: readonly { readonly group: readonly string[] }[] };
        };
      };
    };
  };
}

function bannedByLinter(override: Override): [string, string[]][] {
  const rule = override.linter?.rules.style?.noRestrictedImports;
  if (rule === undefined) return [];
  const banned = rule.options.patterns.flatMap((pattern) => pattern.group);
  const rooms = banned
    .map((glob) => /^\*\*\/(\w+)\/\*\*$/.exec(glob)?.[1])
    .filter((room) => room !== undefined);
  return override.includes.map((glob) => [roomOf(glob.replace(/^src\//, "")), rooms]);
}
