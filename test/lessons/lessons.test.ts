/** The lessons that ship: what they show is true, and both languages show the same. */

import { describe, expect, test } from "vitest";
import { analyze, analyzeFlow } from "../../src/check/analyze.js";
import { blanksOf, hintsOf, kindOf, taskOf } from "../../src/exercise/blanks.js";
import { format } from "../../src/language/format.js";
import { parse } from "../../src/language/parser.js";
import { displayWidth } from "../../src/language/width.js";
import { LESSON_TOPICS } from "../../src/messages/lessons.js";
import { theoryOf } from "../../src/reading/links.js";
import {
  asFlow,
  blocksOf,
  filesOf,
  INDEX,
  LANGUAGES,
  LESSONS,
  type Part,
  partsOf,
  skeletonOf,
} from "./shelf.js";

/** A lesson is read beside its picture. */
const MOST_COLUMNS = 100;
const FEWEST_EXERCISES = 2;
const MOST_HINTS = 3;
/** Of all lessons together. */
const FEWEST_OF_A_KIND = 3;
const KINDS = ["fill", "find", "order", "next", "state", "capture", "choice"];

test("the index names every file, and no other", () => {
  for (const language of LANGUAGES) {
    const named = INDEX.flatMap(({ id }) => [`${id}.md`, `${id}.tcpflow`, `${id}.key.tcpflow`]);
    expect(filesOf(language)).toEqual(named.sort());
  }
});

test("the index is in order, topic by topic", () => {
  expect(INDEX.map(({ id }) => id)).toEqual(INDEX.map(({ id }) => id).sort());
  const topics = INDEX.map(({ topic }) => topic);
  expect(topics.filter((topic, i) => topic !== topics[i - 1])).toEqual(Object.keys(LESSON_TOPICS));
});

test("every kind of exercise can be practised", () => {
  const kinds = LESSONS.filter(({ language }) => language === "en").flatMap(({ text }) =>
    exercisesOf(text).map(({ flow }) => kindOf(flow)),
  );
  for (const kind of KINDS) {
    expect(kinds.filter((k) => k === kind).length, kind).toBeGreaterThanOrEqual(FEWEST_OF_A_KIND);
  }
});

describe.each(INDEX)("$id", ({ id, title }) => {
  const [english, chinese] = LANGUAGES.map((language) =>
    LESSONS.find((lesson) => lesson.id === id && lesson.language === language),
  );

  test("shows the same in both languages", () => {
    expect(skeletonOf(chinese?.text ?? "")).toEqual(skeletonOf(english?.text ?? "-"));
    const [inEnglish, inChinese] = [english, chinese].map((lesson) => blocksOf(lesson?.page ?? ""));
    expect(inChinese?.map(skeletonOf)).toEqual(inEnglish?.map(skeletonOf));
    const marks = (page = "") => page.match(/^(?:##?(?= )|```\w+|\d\.(?= )|-(?= )|\|)/gmu);
    expect(marks(chinese?.page)).toEqual(marks(english?.page));
    expect(skeletonOf(chinese?.key ?? "")).toEqual(skeletonOf(english?.key ?? "-"));
  });

  test("is titled as in the index", () => {
    const number = Number.parseInt(id, 10);
    for (const part of ["page", "text"] as const) {
      expect(english?.[part].split("\n")[0]).toBe(`# Lesson ${number}. ${title.en}`);
      expect(chinese?.[part].split("\n")[0]).toBe(`# 第 ${number} 课 ${title["zh-cn"]}`);
      expect(chinese?.[part]).toMatch(/\p{Script=Han}/u);
      expect(english?.[part]).not.toMatch(/\p{Script=Han}/u);
    }
  });

  test("names its page, and tells no theory itself", () => {
    for (const lesson of [english, chinese]) {
      const { text = "", key = "" } = lesson ?? {};
      const [, second = ""] = text.split("\n");
      expect(second).toContain(`${id}.md`);
      expect(text.match(/^#.*$/gmu)).toEqual(text.split("\n").slice(0, 2));
      expect(key.match(/^#.*$/gmu)).toEqual(text.split("\n").slice(0, 2));
      expect(theoryOf(parse(text))?.name).toBe(`${id}.md`);
    }
  });
});

describe.each(LESSONS)("$language $id", ({ id, text, key, page }) => {
  test("is written as the formatter writes, in lines that can be read", () => {
    for (const one of [text, key]) {
      expect(format(one)).toBe(one);
      expect(one.split("\n").filter((line) => displayWidth(line) > MOST_COLUMNS)).toEqual([]);
    }
  });

  test("has a page with flows that hold, and nothing in them is left undecided", () => {
    const blocks = blocksOf(page);
    expect(blocks.length).toBeGreaterThan(0);
    for (const block of blocks) {
      expect(faultsOf(block), block).toEqual([]);
      expect(format(block)).toBe(block);
      expect(partsOf(block).map(({ kind, title }) => [kind, title !== ""])).toEqual([["flow", true]]);
    }
  });

  test("opens without an error or a warning", () => {
    expect(gravely(analyze(parse(text)).findings)).toEqual([]);
  });

  test("has exercises of different kinds, each with a task and hints", () => {
    const exercises = exercisesOf(text);
    expect(exercises.length).toBeGreaterThanOrEqual(FEWEST_EXERCISES);
    expect(new Set(exercises.map(({ flow }) => kindOf(flow))).size).toBeGreaterThan(1);
    for (const { flow } of exercises) {
      expect(taskOf(flow)).toHaveLength(1);
      expect(flow.statements.some(({ type }) => type === "kind")).toBe(true);
      expect(hintsOf(flow).length).toBeGreaterThan(0);
      expect(hintsOf(flow).length).toBeLessThanOrEqual(MOST_HINTS);
      const isWhole = ["find", "order"].includes(kindOf(flow));
      expect(blanksOf(flow, text).length > 0, kindOf(flow)).toBe(!isWhole);
    }
  });

  test("has a key that is an answer to it, and right", () => {
    expect(key.startsWith(`answers "${id}.tcpflow"\n`)).toBe(true);
    const parts = partsOf(key);
    expect(parts.map(({ title }) => title)).toEqual(partsOf(text).map(({ title }) => title));
    for (const part of parts) expect(faultsOf(asFlow(part)), part.title).toEqual([]);
  });

  test("has as many errors planted as lines corrected in the key, on these lines", () => {
    const keys = partsOf(key);
    partsOf(text).forEach((part, i) => {
      const document = parse(part.text);
      const [flow] = document.flows;
      if (flow === undefined || part.kind !== "exercise" || kindOf(flow) !== "find") return;
      const corrected = differingLines(part, keys[i] as Part);
      const found = analyzeFlow(document, flow).findings.filter(({ severity }) => severity === "error");
      expect(corrected.length).toBeGreaterThan(0);
      expect(found.map(({ line }) => line)).toEqual(corrected);
    });
  });
});

function exercisesOf(text: string) {
  return parse(text)
    .flows.filter(({ kind }) => kind === "exercise")
    .map((flow) => ({ flow }));
}

interface Graded {
  readonly severity: string;
  readonly line: number;
  readonly code: string;
}

function gravely(findings: readonly Graded[]): string[] {
  return findings
    .filter(({ severity }) => severity === "error" || severity === "warning")
    .map(({ line, code }) => `${line + 1}: ${code}`);
}

/** What speaks against a flow: errors, warnings, and what could not be decided. */
function faultsOf(text: string): string[] {
  const analysis = analyze(parse(text));
  const undecided = analysis.flows.filter((flow) => flow.undecided > 0).map(() => "undecided");
  return [...gravely(analysis.findings), ...undecided];
}

/** Lines are compared without their blanks: another number may move a column. */
function differingLines(template: Part, key: Part): number[] {
  const pressed = (line: string) => line.replace(/\s+/g, " ").trim();
  const keyLines = key.text.split("\n").map(pressed);
  return template.text
    .split("\n")
    .map(pressed)
    .flatMap((line, i) => (line === keyLines[i] ? [] : [i]));
}
