import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");

interface Entry {
  readonly english: string;
  readonly avoid: readonly string[];
}

/** The table of CONTRIBUTING.md: one thing has one Chinese word. */
function glossary(): readonly Entry[] {
  const text = fs.readFileSync(path.join(ROOT, "CONTRIBUTING.md"), "utf8");
  const table = text.slice(text.indexOf("| English | 简体中文 | not |"));
  const rows = table.slice(0, table.indexOf("\n\n")).split("\n").slice(2);
  return rows.map((row) => {
    const [, english = "", , avoid = ""] = row.split("|").map((cell) => cell.trim());
    return { english, avoid: avoid.split(",").flatMap((word) => (word.trim() === "" ? [] : [word.trim()])) };
  });
}

/** All files with Chinese that people read: sentences, docs, lessons, examples and the manifest. */
function chineseFiles(): readonly string[] {
  const below = ["src/messages", "docs", "lessons", "examples"].flatMap((folder) =>
    fs
      .readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .map((file) => `${folder}/${file.split(path.sep).join("/")}`),
  );
  return [...fs.readdirSync(ROOT), ...below].filter(
    (file) =>
      /^src\/messages\/.*\.ts$/.test(file) ||
      /^(docs\/|examples\/)?[^/]*\.zh-cn\.(md|json)$/.test(file) ||
      /^lessons\/(zh-cn\/.*|index\.json)$/.test(file) ||
      /^examples\/(zh|notes)\/[^/]+\.(tcpflow|md)$/.test(file) ||
      /^examples\/[^/]+\.tcpflow$/.test(file),
  );
}

/** Every place in the text where a word stands that the glossary has another for. */
function breaches(text: string, entries: readonly Entry[]): readonly string[] {
  return text
    .split("\n")
    .flatMap((line, at) =>
      entries.flatMap(({ english, avoid }) =>
        avoid.filter((word) => line.includes(word)).map((word) => `${at + 1}: ${word} (${english})`),
      ),
    );
}

describe("one thing has one Chinese word", () => {
  const entries = glossary();
  const files = chineseFiles();

  test("the table is read, and there is Chinese to look at", () => {
    expect(entries.length).toBeGreaterThan(15);
    expect(files.length).toBeGreaterThan(60);
    expect(breaches("计时器\n定时器超时", entries)).toEqual(["2: 定时器 (timer)"]);
  });

  test.each(files)("%s", (file) => {
    expect(breaches(fs.readFileSync(path.join(ROOT, file), "utf8"), entries)).toEqual([]);
  });
});
