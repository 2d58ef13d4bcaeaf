import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { format } from "../../src/language/format.js";
import { firstNote } from "../../src/notes/note.js";
import { expectedIn, foundIn } from "./expectations.js";

const FOLDER = path.resolve(import.meta.dirname, "../../examples/notes");
const NOTES = readdirSync(FOLDER).filter((name) => name.endsWith(".md"));

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
