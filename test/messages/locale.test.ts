import { describe, expect, test } from "vitest";
import { captureTexts } from "../../src/messages/captures.js";
import { cliTexts } from "../../src/messages/cli.js";
import { refusalSentence } from "../../src/messages/convert.js";
import { editorTexts } from "../../src/messages/editor.js";
import { exerciseTexts } from "../../src/messages/exercise.js";
import { exportTexts } from "../../src/messages/export.js";
import { gradeTexts } from "../../src/messages/grade.js";
import { gradeFolderTexts } from "../../src/messages/grade-folder.js";
import { graphMessages } from "../../src/messages/graph.js";
import { lessonsTexts } from "../../src/messages/lessons.js";
import { count, LOCALES, type Locale, resolveLocale } from "../../src/messages/locale.js";
import { makingTexts } from "../../src/messages/making.js";
import { makingCommandTexts } from "../../src/messages/making-commands.js";
import { notesTexts } from "../../src/messages/notes.js";
import { panelTexts } from "../../src/messages/panels.js";
import { previewTexts, statusTexts } from "../../src/messages/preview.js";

const CHOICES: readonly (readonly [setting: string, host: string, locale: Locale])[] = [
  ["auto", "en", "en"],
  ["auto", "zh-cn", "zh-cn"],
  ["auto", "zh-CN", "zh-cn"],
  ["auto", "zh_CN.UTF-8", "zh-cn"],
  ["auto", "zh-tw", "zh-cn"],
  ["auto", "zh", "zh-cn"],
  ["auto", "de", "en"],
  ["auto", "C", "en"],
  ["auto", "", "en"],
  ["auto", "zhuang", "en"],
  ["en", "zh-cn", "en"],
  ["zh-cn", "en", "zh-cn"],
  ["ZH-CN", "en", "zh-cn"],
  ["", "zh-cn", "zh-cn"],
  ["nonsense", "en", "en"],
];

test.each(CHOICES)("setting %j in a host that speaks %j: %s", (setting, host, locale) => {
  expect(resolveLocale(setting, host)).toBe(locale);
});

test.each([
  [0, "0 errors"],
  [1, "1 error"],
  [2, "2 errors"],
])("%d is counted %s", (n, text) => {
  expect(count(n, "error")).toBe(text);
});

const TABLES = {
  captureTexts,
  cliTexts,
  editorTexts,
  exerciseTexts,
  exportTexts,
  gradeTexts,
  gradeFolderTexts,
  graphMessages,
  lessonsTexts,
  makingTexts,
  makingCommandTexts,
  notesTexts,
  panelTexts,
  previewTexts,
  statusTexts,
};

/** Only what is no language is the same in both: a line of tcpflow, a product's or a format's name, a place in a file. */
const SAME: readonly string[] = ["example", "name", "related", "formats", "topics", "facts", "page"];

/** What is told more than numbers and names, and is tried where it is said. */
const TOLD_MORE: readonly string[] = ["problem", "totals", "misplaced", "detail", "atLines"];

describe.each(Object.entries(TABLES))("%s", (_name, texts) => {
  test.each([
    ["of none", [0, 0, 0, 0, 0, 0]],
    ["of one", [1, 1, 1, 1, 1, 1]],
    ["of several", [2, 3, 4, 5, 6, 7]],
  ] as const)("says everything in both languages, and differently: %s", (_, args) => {
    const same: string[] = [];
    for (const [key, english] of Object.entries(texts("en"))) {
      if (TOLD_MORE.includes(key)) continue;
      const chinese = (texts("zh-cn") as unknown as Record<string, unknown>)[key];
      for (const [en, zh] of pairs(english, chinese, args)) {
        expect(en, key).not.toMatch(/\p{Script=Han}|undefined|NaN/u);
        expect(zh, key).not.toMatch(/undefined|NaN/);
        if (en === zh && /\p{L}{2}/u.test(en)) same.push(key);
      }
    }
    for (const key of same) expect(SAME).toContain(key);
  });
});

function pairs(english: unknown, chinese: unknown, args: readonly unknown[]): [string, string][] {
  if (typeof english === "function") {
    return pairs(english(...args), (chinese as (...given: unknown[]) => unknown)(...args), args);
  }
  if (typeof english !== "object" || english === null) return [[String(english), String(chinese)]];
  return Object.entries(english).flatMap(([key, value]) =>
    pairs(value, (chinese as Record<string, unknown>)[key], args),
  );
}

const PROBLEMS = [
  [{ code: "not-a-capture" }, /pcap/],
  [{ code: "empty-file" }, /empty|空/],
  [{ code: "bad-compression" }, /gzip|compress|压缩/],
  [{ code: "cut-short", frame: 7 }, /7/],
  [{ code: "false-length", frame: 7, length: 99 }, /7.*99|99.*7/],
  [{ code: "unknown-interface", frame: 7, index: 5 }, /7.*5|5.*7/],
  [{ code: "unknown-version", version: "3.1" }, /3\.1/],
] as const;

test.each(PROBLEMS)("what is wrong with a capture names what is known of it: %j", (problem, says) => {
  const [english, chinese] = LOCALES.map((locale) => captureTexts(locale).problem(problem));
  expect(english).toMatch(says);
  expect(chinese).toMatch(says);
  expect(english).not.toMatch(/\p{Script=Han}/u);
  expect(chinese).toMatch(/\p{Script=Han}/u);
});

test("the line that sums up a check", () => {
  expect(cliTexts("en").summary(1, 2, 1)).toBe("1 error, 2 warnings in 1 file");
  expect(cliTexts("zh-cn").summary(1, 2, 1)).toBe("1 个文件：1 个错误，2 个警告");
});

test("there are two languages", () => {
  expect(LOCALES).toEqual(["en", "zh-cn"]);
});

test.each([
  ["en", /^[A-Z].*[^.]\.$/u],
  ["zh-cn", /^[^a-z].*[^。]。$/u],
] as const)("why a text was left alone is a sentence where it stands alone (%s)", (locale, sentence) => {
  for (const refusal of [
    { line: null, notation: null },
    { line: 0, notation: null },
    { line: 0, notation: "tcpdump" },
    { line: 0, notation: "boxes" },
  ] as const) {
    expect(refusalSentence(refusal, "what is this", locale)).toMatch(sentence);
  }
});
