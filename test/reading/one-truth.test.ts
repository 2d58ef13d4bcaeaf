/**
 * Everything that speaks of a wrong number says the same: the message, the hover over it, the picture, the words
 * beside it, the letters in the margin, the fix, and the trace that all of them are made of.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { expectedBy, type NumberName } from "../../src/check/expected.js";
import { expressAt } from "../../src/check/express.js";
import type { Analysis, Finding, FlowTrace, Step } from "../../src/check/trace.js";
import { fixesOf } from "../../src/editing/fixes.js";
import { explainFinding } from "../../src/explain/diagnostic.js";
import { EXAMPLES } from "../../src/explain/examples.js";
import type { NumberField } from "../../src/language/ast.js";
import { parse } from "../../src/language/parser.js";
import { hoverTexts } from "../../src/messages/hover.js";
import { LOCALES, type Locale } from "../../src/messages/locale.js";
import { tell } from "../../src/preview/narrative.js";
import { flowRows } from "../../src/preview/picture.js";
import { sceneAt, scenes } from "../../src/preview/scenes.js";
import { hover } from "../../src/reading/hover.js";
import { inlayHints } from "../../src/reading/inlay-hints.js";
import { fixtures, readFixture } from "../support/fixtures.js";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** Every text of ours in which something is wrong. */
const TEXTS: readonly (readonly [name: string, text: string])[] = [
  ["slips.tcpflow", readFileSync(path.join(ROOT, "examples/slips.tcpflow"), "utf8")],
  ...fixtures(path.join(ROOT, "test/fixtures")).map(
    ({ name, text }) => [name, readFixture(text).source] as const,
  ),
  ...Object.entries(EXAMPLES).flatMap(([code, { wrong, more = [] }]) =>
    [wrong, ...more.map((shown) => shown.wrong)].map((text, i) => [`${code} ${i + 1}`, text] as const),
  ),
];

/** One number of an example made wrong in each of these ways: too great, too small, with a letter that nobody knows. */
const SLIPS: readonly ((written: string) => string)[] = [
  (written) => `${written}+1`,
  (written) => `${written}-1`,
  (written) => `${written.replace(/^\w+/u, "q")}+1`,
];

/** Exchanges in which one number holds at each place; an ack that lags, or a probe, may have several. */
const EXAMPLE_FILES = [
  "handshake-and-close",
  "tcp-connection",
  "time-wait-lost-last-ack",
  "rfc9293/figure-12-normal-close-sequence",
  "rfc9293/figure-13-simultaneous-close-sequence",
  "real/half-open-connection",
];

function broken(): [name: string, text: string][] {
  return EXAMPLE_FILES.flatMap((file) => {
    const text = readFileSync(path.join(ROOT, "examples", `${file}.tcpflow`), "utf8");
    return [...text.matchAll(/\b(?:seq|ack)=([\w+]+)/gu)].flatMap(({ index, 0: all, 1: written = "" }) =>
      SLIPS.map((slip, i): [string, string] => {
        const end = index + all.length;
        return [
          `${file}, ${all} ${i + 1}`,
          text.slice(0, end - written.length) + slip(written) + text.slice(end),
        ];
      }),
    );
  });
}

/** A number that is wrong, and what its finding expects there. */
interface Wrong {
  readonly analysis: Analysis;
  readonly trace: FlowTrace;
  readonly step: Step;
  readonly finding: Finding;
  readonly field: NumberField;
  readonly name: NumberName;
  readonly expected: string;
}

const NUMBERS: readonly NumberName[] = ["seq", "ack", "len"];

/** Where the flow has no word for it. */
const NAMELESS = ["SND.NXT", "RCV.NXT", "?", ""];

function wrongNumbers(text: string): Wrong[] {
  const analysis = analyze(parse(text));
  const open = analysis.flows.filter(({ flow }) => flow.kind === "flow");
  return open.flatMap((trace) =>
    trace.steps.flatMap((step) =>
      step.findings.flatMap((finding) =>
        NUMBERS.flatMap((name): Wrong[] => {
          const field = step.statement.type === "segment" ? step.statement[name] : null;
          const expected = expectedBy(finding, name);
          if (field === null || expected === null || NAMELESS.includes(expected)) return [];
          if (finding.span.end <= field.span.start || field.span.end <= finding.span.start) return [];
          return [{ analysis, trace, step, finding, field, name, expected }];
        }),
      ),
    ),
  );
}

/** What each place says belongs there; null where it says nothing of it. */
const PLACES: Readonly<Record<string, (wrong: Wrong, locale: Locale) => string | null>> = {
  message: ({ expected, finding }, locale) => heardIn(explainFinding(finding, locale).message, expected),
  picture({ analysis, expected, step, trace }, locale) {
    const rows = flowRows(analysis, trace, { locale, notes: true, states: true });
    const text = rows.find(({ line, tone }) => line === step.line && tone === "wrong")?.text ?? [];
    return heardIn(text.join(" "), expected);
  },
  words({ analysis, expected, step, trace }, locale) {
    const told = tell(analysis, trace, sceneAt(scenes(trace), step.line), locale);
    return heardIn(told?.findings.map(({ text }) => text).join(" ") ?? "", expected);
  },
  hover({ analysis, field }, locale) {
    const [before = "", behind = ""] = hoverTexts(locale).right("|").split("|");
    const said = hover(analysis, field.span.start, locale)?.markdown ?? "";
    return between(unescaped(said), before, behind);
  },
  "reason in the hover"({ analysis, field, name }, locale) {
    const said = unescaped(hover(analysis, field.span.start, locale)?.markdown ?? "");
    return name === "len" ? null : (THEREFORE[locale].exec(said)?.[1] ?? null);
  },
  trace: ({ finding, name, step, trace }) =>
    // A SYN that is not taken keeps its number.
    finding.code === "isn-not-beyond" ? null : expressAt(trace, step.segment?.[name], step),
  "letters in the margin"({ analysis, field }, locale) {
    const hints = inlayHints(analysis, field.span, new Set(["symbols"]), locale);
    return hints.find(({ at }) => field.span.start < at && at <= field.span.end)?.label ?? null;
  },
  fix({ analysis, field, finding, name }) {
    const fix = fixesOf(analysis, finding).find(({ preferred }) => preferred)?.draft;
    // A letter that is used twice is given another name, which is no other number.
    if (fix?.kind !== "safe" || finding.code === "isn-reused") return null;
    let text = analysis.document.text.slice(field.span.start, field.span.end);
    for (const edit of [...fix.edits].reverse()) {
      const start = edit.span.start - field.span.start;
      if (start < 0 || edit.span.end > field.span.end) return null;
      text = text.slice(0, start) + edit.text + text.slice(edit.span.end - field.span.start);
    }
    return text.replace(new RegExp(`^${name}\\s*=\\s*(?:\\p{L}=)?`, "u"), "");
  },
};

const THEREFORE: Readonly<Record<Locale, RegExp>> = {
  en: /so the next (?:number|octet) that \S+ (?:sends|expects) is (\S+?)\.(?:\s|$)/u,
  "zh-cn": /的下一个序号是 (\S+?)。/u,
};

function heardIn(text: string, expected: string): string {
  const squeezed = text.replaceAll(/\s+/g, " ");
  const at = new RegExp(`(?<![\\w+])${expected.replaceAll("+", "\\+")}(?![\\w+])`, "u");
  return at.test(squeezed) ? expected : squeezed;
}

function between(text: string, before: string, behind: string): string | null {
  const start = text.indexOf(before);
  if (start < 0) return null;
  const rest = text.slice(start + before.length);
  return rest.slice(0, rest.indexOf(behind));
}

const unescaped = (markdown: string) => markdown.replaceAll(/\\([^\w\s])/g, "$1");

const ALL = [...TEXTS, ...broken()].flatMap(([name, text]) =>
  wrongNumbers(text).map((wrong) => [`${name}, line ${wrong.step.line + 1}, ${wrong.name}`, wrong] as const),
);

test("there are many wrong numbers to ask about", () => {
  expect(ALL.length).toBeGreaterThan(100);
});

test.each(LOCALES.flatMap((locale) => Object.keys(PLACES).map((place) => [place, locale] as const)))(
  "the %s says what the finding says (%s)",
  (place, locale) => {
    const said = ALL.map(([where, wrong]) => [where, PLACES[place]?.(wrong, locale) ?? wrong.expected]);
    const others = said.flatMap(([where, what], i) =>
      what === ALL[i]?.[1].expected ? [] : [`${where}: ${what}, not ${ALL[i]?.[1].expected}`],
    );
    expect(others).toEqual([]);
  },
);

test("the hover over a wrong number always names the right one", () => {
  const silent = ALL.filter(([, wrong]) => PLACES.hover?.(wrong, "en") === null);
  expect(silent.map(([where]) => where)).toEqual([]);
});
