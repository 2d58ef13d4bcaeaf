/** What is told without a button is cut to a line by VS Code: `tell` adds one where a message is longer. */

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const FOLDER = path.resolve(import.meta.dirname, "../../src/vscode");

/** A call with one argument, in which nothing but calls of texts stand. */
const BARE = /show(?:Information|Warning|Error)Message\((?:[^(),]|\((?:[^()]|\([^()]*\))*\))*\)/g;

test("the pattern finds what it is for", () => {
  expect("x.showErrorMessage(texts.failed(reason(a, b)));".match(BARE)).toHaveLength(1);
  expect("x.showWarningMessage(text, button)".match(BARE)).toBeNull();
});

test("no message is told without a button but by `tell`", () => {
  const found = readdirSync(FOLDER)
    .filter((file) => file !== "tell.ts" && file.endsWith(".ts"))
    .flatMap((file) => readFileSync(path.join(FOLDER, file), "utf8").match(BARE) ?? []);
  expect(found).toEqual([]);
});
