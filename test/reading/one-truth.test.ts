/**
 * Everything that speaks of a wrong number says the same: the message, the hover over it, the picture, the words
 * beside it, the fix, and the trace that all of them are made of.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { EXAMPLES } from "../../src/explain/examples.js";
import { parse } from "../../src/language/parser.js";
import { LOCALES } from "../../src/messages/locale.js";
import { inlayHints } from "../../src/reading/inlay-hints.js";
import { fixtures, readFixture } from "../support/fixtures.js";
import { differences, HOVER, named, PLACES, type Place, read, wrongNumbers } from "../support/one-truth.js";

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

/** Every example, those too in which an ACK may lag or a probe is sent; of long ones some lines. */
function broken(): [name: string, text: string][] {
  const all = readdirSync(path.join(ROOT, "examples"), { encoding: "utf8", recursive: true });
  const files = all.filter((name) => name.endsWith(".tcpflow"));
  return files.flatMap((name) => {
    const text = readFileSync(path.join(ROOT, "examples", name), "utf8");
    const claims = [...text.matchAll(/\b(?:seq|ack)=([\w+]+)/gu)];
    const apart = Math.ceil(claims.length / MOST_CLAIMS);
    const some = claims.filter((_, i) => i % apart === 0);
    return some.flatMap(({ index, 0: all, 1: written = "" }) =>
      SLIPS.map((slip, i): [string, string] => {
        const end = index + all.length;
        return [
          `${name}, ${all} ${i + 1}`,
          text.slice(0, end - written.length) + slip(written) + text.slice(end),
        ];
      }),
    );
  });
}

const MOST_CLAIMS = 8;

const ALL = [...TEXTS, ...broken()].flatMap(([name, text]) =>
  wrongNumbers(analyze(parse(text))).map(
    (wrong) => [`${name}, line ${wrong.step.line + 1}, ${wrong.name}`, wrong] as const,
  ),
);

test("there are many wrong numbers to ask about", () => {
  expect(ALL.length).toBeGreaterThan(100);
});

const EACH = LOCALES.flatMap((locale) => PLACES.map((place) => [place.name, locale, place] as const));

/** Whether the octet of a refused probe counts, is open until something says it: either number may be named there. */
const EITHER = /^(?:real\/zero-window\.tcpflow|the-octet-of-a-refused-probe-may-be-left-out),/;

test.each(EACH)("the %s says what the finding says (%s)", (_, locale, place) => {
  expect(differences(place, ALL, locale).filter((one) => !EITHER.test(one))).toEqual([]);
});

test.each(EACH)("it is noticed where the %s says another number (%s)", (_, locale, place) => {
  const speaking = ALL.filter(([, wrong]) => read(place, wrong, locale) !== null);
  expect(speaking.length).toBeGreaterThan(0);
  expect(differences(doctored(place), speaking, locale)).toHaveLength(speaking.length);
});

/** It says in each of its sentences what nobody expects. */
function doctored(place: Place): Place {
  const says: Place["says"] = (wrong, locale) =>
    place.says(wrong, locale)?.replace(named(wrong.expected), `${wrong.expected}9`) ?? null;
  return { ...place, says };
}

test("the hover over a wrong number always names the right one", () => {
  const silent = ALL.filter(([, wrong]) => read(HOVER, wrong, "en") === null);
  expect(silent.map(([where]) => where)).toEqual([]);
});

test.each(LOCALES)("no letter in the margin speaks of a wrong number (%s)", (locale) => {
  const spoken = ALL.filter(([, { analysis, field }]) =>
    inlayHints(analysis, field.span, new Set(["symbols"]), locale).some(
      ({ at }) => field.span.start < at && at <= field.span.end,
    ),
  );
  expect(spoken.map(([where]) => where)).toEqual([]);
});
