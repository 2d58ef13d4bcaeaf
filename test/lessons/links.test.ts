/** Where the pages of the lessons lead: to each exercise of theirs, to the lessons beside them, and nowhere that is not. */

import { existsSync } from "node:fs";
import path from "node:path";
import MarkdownIt from "markdown-it";
import { describe, expect, test } from "vitest";
import { parse } from "../../src/language/parser.js";
import { INDEX, LESSONS } from "./shelf.js";

const FOLDER = path.resolve(import.meta.dirname, "../../lessons");

interface Link {
  readonly href: string;
  readonly text: string;
}

function linksOf(page: string): readonly Link[] {
  const inline = new MarkdownIt().parse(page, {}).flatMap(({ children }) => children ?? []);
  return inline.flatMap((token, i) =>
    token.type === "link_open"
      ? { href: decodeURI(token.attrGet("href") ?? ""), text: inline[i + 1]?.content ?? "" }
      : [],
  );
}

test("links are found", () => {
  expect(linksOf("1. [a `b`](c.md)\n\n```\n[d](e)\n```\n[f](g.tcpflow#L2)")).toEqual([
    { href: "c.md", text: "a " },
    { href: "g.tcpflow#L2", text: "f" },
  ]);
});

describe.each(LESSONS)("$language $id", ({ id, language, page, text }) => {
  const all = linksOf(page);

  test("leads to each of its exercises, by the line at which it begins", () => {
    const exercises = parse(text).flows.filter(({ kind }) => kind === "exercise");
    const expected = exercises.map(({ line, header }) => ({
      href: `${id}.tcpflow#L${line + 1}`,
      text: header?.title?.value ?? "",
    }));
    expect(all.filter(({ href }) => href.startsWith(`${id}.tcpflow`))).toEqual(expected);
  });

  test("leads to the next lesson, and back", () => {
    const at = INDEX.findIndex((entry) => entry.id === id);
    const number = (place: number) => (language === "en" ? `Lesson ${place + 1}. ` : `第 ${place + 1} 课 `);
    const beside = [at + 1, at - 1].flatMap((place) => {
      const lesson = INDEX[place];
      return lesson === undefined
        ? []
        : [{ href: `${lesson.id}.md`, text: number(place) + lesson.title[language] }];
    });
    const titled = all.filter(({ text: shown }) => /^(?:Lesson \d+\. |第 \d+ 课 )/u.test(shown));
    expect(titled.slice(-beside.length)).toEqual(beside);
  });

  test("leads nowhere that is not", () => {
    const broken = all.filter(({ href }) => {
      const [file = ""] = href.split("#");
      return !/^https:\/\//.test(href) && !existsSync(path.join(FOLDER, language, file));
    });
    expect(broken).toEqual([]);
  });
});
