import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { format } from "../../src/language/format.js";
import { firstNote } from "../../src/notes/note.js";
import { INDEX } from "../lessons/shelf.js";
import { expectedIn, foundIn } from "./expectations.js";

const FOLDER = path.resolve(import.meta.dirname, "../../examples/notes");
const NOTES = readdirSync(FOLDER).filter((name) => name.endsWith(".md"));

const targetsIn = (text: string): readonly string[] =>
  [...text.matchAll(/\]\((?<target>[^)\s#]+)/g)].map(({ groups }) => groups?.target ?? "");

test.each(NOTES)("the links in examples/notes/%s lead to files that are there", (name) => {
  const missing = targetsIn(readFileSync(path.join(FOLDER, name), "utf8")).filter(
    (target) => !/^https?:/.test(target) && !existsSync(path.resolve(FOLDER, target)),
  );
  expect(missing).toEqual([]);
});

test.each([
  ["study-plan.md", "en"],
  ["study-plan.zh-cn.md", "zh-cn"],
] as const)("%s goes through all lessons, in their order", (name, language) => {
  const pages = targetsIn(readFileSync(path.join(FOLDER, name), "utf8")).filter((one) =>
    one.includes("/lessons/"),
  );
  expect(pages).toEqual(INDEX.map(({ id }) => `../../lessons/${language}/${id}.md`));
});

describe.each(NOTES)("the blocks of examples/notes/%s", (name) => {
  const { blocks } = firstNote(readFileSync(path.join(FOLDER, name), "utf8"));

  test("are there, all finished", () => {
    expect(blocks.length).toBeGreaterThan(0);
    expect(blocks.map(({ isClosed }) => isClosed)).not.toContain(false);
  });

  test.each(blocks)(
    "number %# is as right and as wrong as it says, and written the usual way",
    ({ version }) => {
      const { analysis } = version;
      const { text } = analysis.document;
      expect(foundIn(analysis, ["error", "warning"])).toEqual(expectedIn(text));
      expect(format(text)).toBe(text);
    },
  );
});
