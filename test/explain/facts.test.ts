import { describe, expect, test } from "vitest";
import {
  ARROWS,
  ATTRIBUTES,
  EVENTS,
  FIELD_KEYS,
  fieldFact,
  flagFact,
  KEYWORDS,
  stateFact,
  TIMERS,
} from "../../src/explain/facts.js";
import type { Both } from "../../src/messages/locale.js";
import { FLAG_NAMES, type FlagName } from "../../src/tcp/segment.js";
import { STATES } from "../../src/tcp/state.js";

/** RFC 9293, Figure 1 (NS: RFC 9768). */
const BITS: readonly (readonly [FlagName, bit: number, mask: number])[] = [
  ["NS", 7, 0x100],
  ["CWR", 8, 0x80],
  ["ECE", 9, 0x40],
  ["URG", 10, 0x20],
  ["ACK", 11, 0x10],
  ["PSH", 12, 0x08],
  ["RST", 13, 0x04],
  ["SYN", 14, 0x02],
  ["FIN", 15, 0x01],
];

test.each(BITS)("%s is bit %d, value %d", (flag, bit, mask) => {
  expect(flagFact(flag)).toMatchObject({ bit, mask });
});

test("every flag has its place", () => {
  expect(BITS.map(([flag]) => flag).sort()).toEqual([...FLAG_NAMES].sort());
});

test("the fixed header is 20 octets, with 4 reserved bits and 8 flags", () => {
  const header = FIELD_KEYS.filter((key) => fieldFact(key).option === null);
  const bits = header.reduce((sum, key) => sum + (fieldFact(key).bits ?? 0), 0);
  expect(bits).toBe(20 * 8);
  expect(fieldFact("reserved").bits).toBe(4);
  expect(fieldFact("flags").bits).toBe(8);
});

/** The names of Linux' `ss`. */
const SS = [
  "UNCONN",
  "LISTEN",
  "SYN-SENT",
  "SYN-RECV",
  "ESTAB",
  "FIN-WAIT-1",
  "FIN-WAIT-2",
  "CLOSE-WAIT",
  "CLOSING",
  "LAST-ACK",
  "TIME-WAIT",
];

test("the eleven states, and what `ss` calls them", () => {
  expect(STATES.map((state) => stateFact(state).ss)).toEqual(SS);
});

test("TIME-WAIT tells RFC 9293's time from Linux'", () => {
  const { text } = stateFact("TIME-WAIT");
  expect(text.en.leave).toMatch(/2MSL.*2 minutes.*60 s/);
  expect(text.zh.leave).toMatch(/2MSL.*2 分钟.*60 秒/);
});

const WORDS = { ARROWS, ATTRIBUTES, EVENTS, KEYWORDS, TIMERS };
const TEXTS: [string, Both<object | string>][] = [
  ...FLAG_NAMES.map((flag): [string, Both<object>] => [flag, flagFact(flag).text]),
  ...STATES.map((state): [string, Both<object>] => [state, stateFact(state).text]),
  ...FIELD_KEYS.map((key): [string, Both<object>] => [key, fieldFact(key).text]),
  ...Object.entries(WORDS).flatMap(([table, words]) =>
    Object.entries(words).map(([word, text]): [string, Both<string>] => [`${table} ${word}`, text]),
  ),
];

describe.each(TEXTS)("%s", (_name, { en, zh }) => {
  test("is said in English", () => {
    for (const text of strings(en)) expect(text).not.toMatch(/\p{Script=Han}/u);
  });

  test("is said in Chinese, with Chinese punctuation", () => {
    for (const text of strings(zh)) {
      expect(text).toMatch(/\p{Script=Han}/u);
      expect(text).not.toMatch(/\p{Script=Han}[,;:?!]|[,;:?!]\p{Script=Han}/u);
      expect(text).not.toMatch(/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u);
    }
  });
});

function strings(text: object | string): string[] {
  return typeof text === "string" ? [text] : Object.values(text as Record<string, string>);
}
