import path from "node:path";
import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { parse } from "../../src/language/parser.js";
import { annotate, fixtures, readFixture } from "../support/fixtures.js";

const FOLDER = path.join(import.meta.dirname, "../fixtures");

describe("every finding of a fixture, and no other", () => {
  test.each(fixtures(FOLDER))("$name", ({ text }) => {
    const { source, parts } = readFixture(text);
    expect(annotate(analyze(parse(source)), parts)).toBe(text);
  });
});

describe("a mistake and its one error", () => {
  test.each(fixtures(path.join(FOLDER, "mistakes")))("$name", ({ text }) => {
    const { source, parts } = readFixture(text);
    expect(annotate(analyze(parse(source)), parts)).toBe(text);
  });
});

describe("the harness itself", () => {
  const wrong = ["C -> S: SYN seq=x", "S -> C: SYN+ACK seq=y ack=x+1", "C -> S: ACK seq=x+1 ack=y", ""].join(
    "\n",
  );
  const marked = annotate(analyze(parse(wrong)), ["a SYN takes one"]);

  test("marks what is wrong", () => {
    expect(marked).toContain(
      "C -> S: ACK seq=x+1 ack=y\n#                   ^^^^^ error ack-behind: a SYN takes one\n",
    );
  });

  test("takes its marks out again", () => {
    expect(readFixture(marked)).toEqual({ source: wrong, parts: ["a SYN takes one"] });
  });

  test("points at column 0", () => {
    expect(annotate(analyze(parse("Once upon a time\n")), [])).toMatch(/^Once upon a time\n# <-+ error /);
  });

  test("leaves comments alone", () => {
    const comment = "# an error ack-behind\n  # ^ error\n";
    expect(readFixture(comment)).toEqual({ source: comment, parts: [] });
  });
});
