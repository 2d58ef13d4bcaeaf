import { describe, expect, test } from "vitest";
import { CODES, type Code, type FindingArgs } from "../../src/check/codes.js";
import {
  codeTitle,
  explainCode,
  explainRelated,
  sourceOf,
  wiresharkDiffers,
  wiresharkName,
} from "../../src/explain/diagnostic.js";
import { EXAMPLES } from "../../src/explain/examples.js";
import { LOCALES, type Locale } from "../../src/messages/locale.js";
import { DEVIATIONS, type DeviationName } from "../../src/tcp/outcomes.js";
import { STATES } from "../../src/tcp/state.js";

const codes = Object.keys(CODES) as Code[];

/** All the reasons that a code may give, for the codes that have reasons. */
const REASONS: Readonly<Partial<Record<Code, readonly string[]>>> = {
  "seq-wrong": ["syn-counts", "fin-counts", "ack-takes-none", "data-counts", "peer", "behind", "ahead"],
  "ack-behind": ["syn-counts", "fin-counts", "data-counts", "acked"],
  "len-wrong": ["payload", "flags"],
  "sack-wrong": ["order", "acked", "not-received"],
  "option-misplaced": ["syn-only", "not-on-syn", "not-agreed", "needs-ack"],
  "timestamp-wrong": ["backwards", "echo"],
  "answer-missing": ["timely", "unacceptable"],
};

const DEVIATION_NAMES = Object.keys(DEVIATIONS) as DeviationName[];

/** Arguments that hold what a student is still to find out. */
const SECRET: Readonly<Partial<Record<Code, readonly string[]>>> = {
  "seq-wrong": ["expected"],
  "isn-reused": ["expected"],
  "seq-ack-swapped": ["seq", "ack"],
  "ack-beyond": ["expected"],
  "ack-not-arrived": ["expected"],
  "ack-behind": ["expected"],
  "ack-foreign": ["expected"],
  "len-wrong": ["expected"],
  "symbol-unknown": ["expected"],
  "symbol-another-name": ["other"],
  "symbol-becomes-number": ["number"],
  "elision-negative": ["least"],
  "elision-nobody": ["state"],
  "flag-missing": ["flag", "owed"],
  "flag-extra": ["flag", "owed"],
  "flag-cleared": ["segment"],
  "state-wrong": ["actual"],
  "state-from-wrong": ["actual"],
  "segment-illegal": ["state"],
  "segment-missing": ["missing", "from", "to"],
  "event-illegal": ["state"],
  "answer-missing": ["from", "to", "answer", "for"],
  "window-exceeded": ["window"],
  "timestamp-wrong": ["bound"],
  "window-wrong": ["most"],
  "window-shrunk": ["edge", "before"],
  "window-update": ["window"],
  "connection-reset": ["next"],
  "duplicate-ack": ["ack"],
  "out-of-order": ["expected"],
  "ack-lags": ["ack", "current"],
  "begins-in-the-middle": ["state"],
  "no-effect": ["state"],
  "blank-answer": ["answer"],
  "ends-in": ["state"],
  "half-open": ["state"],
};

/** Every set of arguments worth trying: the example's, with each reason and each state. */
function variants(code: Code): Record<string, string>[] {
  const args = EXAMPLES[code].args as Record<string, string>;
  const reasons = (REASONS[code] ?? []).map((reason) => ({ ...args, reason }));
  const states = "state" in args ? STATES.map((state) => ({ ...args, state })) : [];
  const stacks = "which" in args ? DEVIATION_NAMES.map((which) => ({ ...args, which })) : [];
  return [args, ...reasons, ...states, ...stacks];
}

const say = (code: Code, args: Record<string, string>, locale: Locale) =>
  explainCode(code, args as FindingArgs[typeof code], locale);

const cases = codes.flatMap((code) => LOCALES.map((locale) => [code, locale] as const));

describe.each(cases)("%s in %s", (code, locale) => {
  test("is a sentence", () => {
    for (const args of variants(code)) {
      const { message, guarded } = say(code, args, locale);
      for (const text of [message, guarded]) {
        expect(text).not.toMatch(/undefined|null|NaN|\[object|\$\{| {2}/);
        if (locale === "en") expectEnglish(text, code);
        else expectChinese(text);
      }
    }
  });

  test("tells a student no answer", () => {
    const args = EXAMPLES[code].args as Record<string, string>;
    const hidden: Record<string, string> = { ...args };
    for (const key of SECRET[code] ?? []) {
      expect(args).toHaveProperty(key);
      hidden[key] = "¤";
    }
    const { what, why, guarded } = say(code, args, locale);
    expect(say(code, hidden, locale)).toMatchObject({ what, why, guarded });
    expect(guarded).not.toContain("¤");
  });

  test("names its section", () => {
    const { args } = EXAMPLES[code];
    const { message, rfc } = say(code, args as Record<string, string>, locale);
    expect(rfc === null).toBe(sourceOf(code, args) === null);
    if (rfc !== null) expect(message).toContain(rfc);
  });

  test("has a title", () => {
    expect(codeTitle(code, locale)).toMatch(locale === "en" ? /^\S.*[^.]$/ : /\p{Script=Han}.*[^。]$/u);
  });
});

function expectEnglish(text: string, code: Code): void {
  expect(text).not.toMatch(/\p{Script=Han}|[，。：；（）]/u);
  expect(text).toMatch(/[^.,:; ]$/);
  // A sentence begins with a capital, unless its first word is the writer's own.
  const own = Object.values(EXAMPLES[code].args as Record<string, string>);
  if (!/^(?:seq|ack|len)\b|^[“\d]/.test(text) && !own.some((value) => text.startsWith(value))) {
    expect(text).toMatch(/^[A-Z]/);
  }
}

function expectChinese(text: string): void {
  expect(text).toMatch(/\p{Script=Han}/u);
  expect(text).toMatch(/[。？]$/);
  // Chinese is punctuated in Chinese, and set off from Latin letters by a blank.
  expect(text).not.toMatch(/\p{Script=Han}[,;:?!.](?!\.)|[,;:?!]\s*\p{Script=Han}/u);
  expect(text).not.toMatch(/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u);
}

test("the sentence of the textbook mistake", () => {
  const args = { from: "C", to: "S", written: "y", expected: "y+1", lag: "", reason: "syn-counts" } as const;
  expect(explainCode("ack-behind", args, "en").message).toBe(
    "ack=y does not cover S's SYN: a SYN takes one sequence number, so y+1 is expected (RFC 9293 §3.4)",
  );
  expect(explainCode("ack-behind", args, "zh-cn").message).toBe(
    "ack=y 没有确认 S 的 SYN：SYN 要占用一个序号，因此应为 y+1（RFC 9293 §3.4）。",
  );
});

test.each(DEVIATION_NAMES)("%s says that neither behaviour is wrong", (which) => {
  const args = { which, endpoint: "S" } as const;
  const { rfc } = DEVIATIONS[which];
  expect(sourceOf("stack-differs", args)).toBe(rfc);
  expect(explainCode("stack-differs", args, "en").message).toMatch(
    /^S .*according to the RFC.*neither is wrong \(RFC/,
  );
  expect(explainCode("stack-differs", args, "zh-cn").message).toMatch(
    /^S .*按 RFC 的规定.*两种做法都不算错（RFC/,
  );
});

describe("the name in Wireshark", () => {
  const WIRESHARK: readonly (readonly [Code, string])[] = [
    ["retransmission", "TCP Retransmission"],
    ["spurious-retransmission", "TCP Spurious Retransmission"],
    ["fast-retransmission", "TCP Fast Retransmission"],
    ["duplicate-ack", "TCP Dup ACK"],
    ["out-of-order", "TCP Out-Of-Order"],
    ["keep-alive", "TCP Keep-Alive"],
    ["zero-window", "TCP ZeroWindow"],
    ["window-probe", "TCP ZeroWindowProbe"],
    ["window-update", "TCP Window Update"],
    ["time-wait-reopened", "TCP Port numbers reused"],
  ];

  test.each(WIRESHARK)("of %s is %s", (code, name) => {
    for (const locale of LOCALES) {
      const { message, guarded } = say(code, EXAMPLES[code].args as Record<string, string>, locale);
      expect(wiresharkName(code, locale)).toContain(name);
      expect(message).toContain(wiresharkName(code, locale));
      expect(guarded).toContain(wiresharkName(code, locale));
    }
  });

  test("stands beside our own", () => {
    const args = { from: "S", ack: "x+1" };
    expect(explainCode("duplicate-ack", args, "en").message).toMatch(
      /^S repeats ack=x\+1 \(Wireshark: TCP Dup ACK\): /,
    );
    expect(explainCode("duplicate-ack", args, "zh-cn").message).toMatch(
      /^S 重复确认 ack=x\+1（Wireshark：TCP Dup ACK）：/,
    );
  });

  test("is explained where Wireshark would say something else", () => {
    expect(wiresharkDiffers("fast-retransmission", "en")).toContain("20 ms");
    expect(wiresharkDiffers("seq-wrong", "en")).toBeNull();
  });
});

test("a number that cannot be written is left out", () => {
  const args = { from: "C", to: "S", written: "y", expected: "" };
  expect(explainCode("ack-beyond", args, "en").expected).toBeNull();
  expect(explainCode("ack-beyond", args, "en").message).not.toContain("expected");
});

test.each(["counts", "defined", "became", "answers", "first"] as const)("related place: %s", (reason) => {
  expect(explainRelated(reason, "en")).toMatch(/[a-z]$/);
  expect(explainRelated(reason, "zh-cn")).toMatch(/\p{Script=Han}$/u);
});
