import { describe, expect, test } from "vitest";
import { cliTexts } from "../../src/messages/cli.js";
import { refusalSentence } from "../../src/messages/convert.js";
import { count, LOCALES, type Locale, resolveLocale } from "../../src/messages/locale.js";
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

const TABLES = { previewTexts, statusTexts, cliTexts };

describe.each(Object.entries(TABLES))("%s", (_name, texts) => {
  test("says everything in both languages, and differently", () => {
    const same: string[] = [];
    for (const [key, english] of Object.entries(texts("en"))) {
      const chinese = (texts("zh-cn") as unknown as Record<string, unknown>)[key];
      for (const [en, zh] of pairs(english, chinese)) {
        expect(en, key).not.toMatch(/\p{Script=Han}|undefined/u);
        expect(zh, key).not.toContain("undefined");
        if (en === zh) same.push(key);
      }
    }
    // Only what is no language: a line of tcpflow, a product's name, a place in a file.
    for (const key of same) expect(["example", "name", "related"]).toContain(key);
  });
});

function pairs(english: unknown, chinese: unknown): [string, string][] {
  if (typeof english === "string") return [[english, String(chinese)]];
  if (typeof english === "function") {
    const args = [2, 3, 4];
    return [[english(...args), (chinese as typeof english)(...args)]];
  }
  return Object.entries(english as object).flatMap(([key, value]) =>
    pairs(value, (chinese as Record<string, unknown>)[key]),
  );
}

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
