/**
 * Wrong answers made by rule for every numeric blank: none is judged right, each is one wrong blank, and nearly
 * each has a name. What is wrong is decided here by adding up letters and numbers, without the check.
 */

import { describe, expect, test, vi } from "vitest";
import { judge, type Mark, prepareTemplate } from "../../src/exercise/judge.js";
import { type Misconception, misconceptionWords } from "../../src/exercise/misconceptions.js";
import { LOCALES } from "../../src/messages/locale.js";
import { MISCONCEPTIONS } from "../../src/messages/misconceptions.js";
import { keyed, lessons } from "./cases.js";

vi.setConfig({ testTimeout: 1_200_000 });

/** A sum as what it adds up to, letters counted. */
function form(sum: string): string {
  const terms = new Map<string, number>();
  for (const [, sign, word = ""] of sum.replaceAll(" ", "").matchAll(/([+-]?)([^+-]+)/g)) {
    const by = sign === "-" ? -1 : 1;
    const isNumber = /^\d/.test(word);
    const key = isNumber ? "" : word;
    terms.set(key, (terms.get(key) ?? 0) + by * (isNumber ? Number(word) : 1));
  }
  return JSON.stringify([...terms].filter(([, n]) => n !== 0).sort());
}

/** Eight wrong answers for a blank: what students write. */
function wrongAnswers(right: string, mark: Mark, key: string, all: readonly Mark[]): readonly string[] {
  const lengths = [...key.matchAll(/\blen=(\w+)/g)].map(([, len = ""]) => len);
  const starts = [...key.matchAll(/SYN(?:\+ACK)?\s+seq=([\w+]+)/g)].map(([, seq = ""]) => seq);
  const beside = all.filter(
    ({ template, index }) => template.line === mark.template.line && index !== mark.index,
  );
  const near = all.filter(({ index, kind }) => isNumeric(kind) && Math.abs(index - mark.index) <= 2);
  const candidates = [
    `${right}+1`,
    `${right}-1`,
    ...beside.map(({ written }) => written ?? ""),
    ...lengths.slice(0, 2).flatMap((len) => [`${right}-${len}`, `${right}+${len}`]),
    ...starts,
    ...near.map(({ written }) => written ?? ""),
    "0",
    "1",
  ];
  const seen = new Set([form(right)]);
  const wrong = candidates.filter((sum) => {
    const isNew = /^[\w+ -]+$/.test(sum) && !seen.has(form(sum)) && !/[A-Z]/.test(sum);
    seen.add(form(sum));
    return isNew;
  });
  return wrong.slice(0, PER_BLANK);
}

const PER_BLANK = 8;

const isNumeric = (kind: Mark["kind"]) => kind === "seq" || kind === "ack" || kind === "len";

/** Where the writer may choose: an ISN, an amount of data. */
function isFree(mark: Mark, template: string): boolean {
  const line = template.split(/\r\n|\n/)[mark.template.line] ?? "";
  if (mark.kind === "seq") return /SYN/.test(line) || /^\s*\S+ -> \S+: \? +seq=\?\s*$/.test(line);
  return mark.kind === "len" && !line.includes('"');
}

describe.each([...keyed, ...lessons])("$name", ({ template, key }) => {
  const prepared = prepareTemplate(template, key);
  const right = judge(prepared, key);

  test("a wrong answer is wrong, is the only one, and nearly always has a name", () => {
    const surprises: string[] = [];
    const met: Misconception[] = [];
    right.forEach(({ marks, kind }, which) => {
      if (kind === "find" || kind === "order") return;
      for (const mark of marks) {
        const { span, written } = mark;
        if (!isNumeric(mark.kind) || span === null || written === null || isFree(mark, template)) continue;
        for (const wrong of wrongAnswers(written, mark, key, marks)) {
          const answer = key.slice(0, span.start) + wrong + key.slice(span.end);
          const found =
            judge(prepared, answer)[which]?.marks.filter(({ verdict }) => verdict !== "right") ?? [];
          const [only] = found;
          const name = `${mark.kind} ${written} <- ${wrong}`;
          if (found.length !== 1 || only?.index !== mark.index) {
            surprises.push(`${name}: ${found.map((one) => `${one.index} ${one.misconception}`).join(", ")}`);
          }
          if (only?.misconception) met.push(only.misconception);
        }
      }
    });
    expect(surprises).toEqual([]);
    const unnamed = met.filter((one) => one === "unrecognised").length;
    expect(unnamed * 5).toBeLessThanOrEqual(met.length);
  });
});

describe("the words of misconceptions", () => {
  const all = Object.keys(MISCONCEPTIONS) as Misconception[];

  test.each(LOCALES)("each has a name of its own and an explanation (%s)", (locale) => {
    const words = all.map((one) => misconceptionWords(one, locale));
    expect(new Set(words.map(({ name }) => name)).size).toBe(all.length);
    for (const { name, text, message } of words) {
      expect(name).not.toBe("");
      expect(text).toMatch(/[.。]$/);
      expect(message.startsWith(text.slice(0, -1))).toBe(true);
      expect(message).toMatch(/[.。]$/);
      if (locale === "zh-cn") expect(text).toMatch(/\p{Script=Han}/u);
    }
  });

  test("those about TCP have their place in the RFC", () => {
    const without = all.filter((one) => misconceptionWords(one, "en").rfc === null);
    expect(without.sort()).toEqual(
      [
        "another-claim",
        "carried-over",
        "claim-removed",
        "event-asked",
        "incomplete",
        "later-order",
        "new-letter",
        "no-option",
        "not-a-step",
        "not-its-own",
        "state-asked",
        "still-wrong",
        "undetermined",
        "unknown-name",
        "unreadable",
        "unrecognised",
        "wrong-choice",
        "wrong-order",
      ].sort(),
    );
  });
});
