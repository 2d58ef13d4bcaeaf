/**
 * Until an answer is revealed, nothing shows it on any line of an exercise. Each exercise here has an answer
 * that stands nowhere in its text; whatever a feature says at any place is searched for it. The same text as a
 * plain flow must tell it, or the search would prove nothing.
 */

import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { namedAt, namesIn, occurrences } from "../../src/check/names.js";
import { run } from "../../src/cli/run.js";
import { NUMBER_MODES } from "../../src/diagram/numbers.js";
import { complete } from "../../src/editing/completion.js";
import { conversions } from "../../src/editing/conversion-actions.js";
import { fixAll } from "../../src/editing/fix-all.js";
import { type Fix, fixes } from "../../src/editing/fixes.js";
import { refactorings } from "../../src/editing/refactorings.js";
import { finishLine } from "../../src/editing/typing.js";
import { parse } from "../../src/language/parser.js";
import { LOCALES } from "../../src/messages/locale.js";
import { explainRow } from "../../src/preview/explain-row.js";
import { flowAsMarkdown } from "../../src/preview/export/markdown.js";
import { exchangeTable } from "../../src/preview/export/table.js";
import { wordsMarkup } from "../../src/preview/export/words.js";
import { graphView } from "../../src/preview/graph.js";
import { machineView, sceneView, transcriptView } from "../../src/preview/panels.js";
import { flowAsMermaid, picture } from "../../src/preview/picture.js";
import { diagnostics } from "../../src/reading/diagnostics.js";
import { folds } from "../../src/reading/folding.js";
import { hover } from "../../src/reading/hover.js";
import { inlayHints } from "../../src/reading/inlay-hints.js";
import { lenses } from "../../src/reading/lenses.js";
import { links } from "../../src/reading/links.js";
import { outline } from "../../src/reading/outline.js";
import { selectionRanges } from "../../src/reading/selection.js";
import { semanticTokens } from "../../src/reading/semantic.js";
import { workspaceItems } from "../../src/reading/workspace-symbols.js";

interface Case {
  readonly name: string;
  readonly text: string;
  readonly answer: string;
  /** Else blanks to fill in. */
  readonly kind?: string;
  /** A word that textbooks and lists of words have too: there the place must make no difference instead. */
  readonly word?: true;
  /** What a plain flow tells it of, where that is another text. */
  readonly told?: string;
}

const OPEN = `client C
server S
C -> S: SYN seq=7654321
S -> C: SYN+ACK seq=1234567 ack=?
`;
const PAYLOAD = "a".repeat(347);

const cases: readonly Case[] = [
  { name: "ack", text: OPEN, answer: "7654322" },
  { name: "ack, wrong", text: OPEN.replace("?", "7654321"), answer: "7654322" },
  { name: "ack, far off", text: OPEN.replace("?", "99"), answer: "7654322" },
  {
    name: "seq",
    text: `${OPEN.replace("?", "7654322")}C -> S: ACK seq=? ack=?\n`,
    answer: "1234568",
  },
  {
    name: "seq, wrong",
    text: `client C\nserver S\nC -> S: SYN seq=7654321\nS -> C: SYN+ACK\nC -> S: ACK seq=7654321\n`,
    answer: "7654322",
  },
  {
    name: "seq of data, wrong",
    text: `client C snd=7654300 state=ESTABLISHED\nserver S\nC -> S: PSH+ACK len=22 seq=7654300\nC -> S: PSH+ACK len=1 seq=7654321\n`,
    answer: "7654322",
  },
  {
    name: "ack behind, wrong",
    text: `client C snd=7654300 state=ESTABLISHED\nserver S\nC -> S: PSH+ACK len=22 seq=7654300\nS -> C: ACK ack=7654300\n`,
    answer: "7654322",
  },
  {
    name: "ack beyond, wrong",
    text: `client C snd=7654300 state=ESTABLISHED\nserver S\nC -> S: PSH+ACK len=22 seq=7654300\nS -> C: ACK ack=7654400\n`,
    answer: "7654322",
  },
  {
    name: "letters",
    text: "client C\nserver S\nC -> S: SYN seq=sent\nS -> C: SYN+ACK seq=y ack=?\n",
    answer: "sent+1",
  },
  {
    name: "letters, wrong",
    text: "client C\nserver S\nC -> S: SYN seq=sent\nS -> C: SYN+ACK seq=y ack=y\n",
    answer: "sent+1",
  },
  {
    name: "letters, a new one",
    text: "client C\nserver S\nC -> S: SYN seq=sent\nS -> C: SYN+ACK seq=y ack=z\n",
    answer: "sent+1",
  },
  {
    name: "len",
    text: `client C state=ESTABLISHED\nserver S\nC -> S: PSH+ACK "${PAYLOAD}" len=?\n`,
    answer: "347",
  },
  {
    name: "len, wrong",
    text: `client C state=ESTABLISHED\nserver S\nC -> S: PSH+ACK "${PAYLOAD}" len=3\n`,
    answer: "347",
  },
  {
    name: "window, wrong",
    text: "client C\nserver S window=41234\nC -> S: SYN\nS -> C: SYN+ACK win=41234\nC -> S: ACK\nS: receive\nC -> S: PSH+ACK len=1000\nS -> C: ACK win=50000\n",
    answer: "40234",
  },
  {
    name: "a block of SACK",
    text: "client C snd=7654300 rcv=1 sackok state=ESTABLISHED\nserver S sackok state=ESTABLISHED\nC -x S: PSH+ACK len=21\nC -> S: PSH+ACK len=9\nS -> C: ACK ack=7654300 sack=?..7654330\n",
    answer: "7654321",
  },
  {
    name: "a block of SACK, wrong",
    text: "client C snd=7654300 rcv=1 sackok state=ESTABLISHED\nserver S sackok state=ESTABLISHED\nC -x S: PSH+ACK len=21\nC -> S: PSH+ACK len=9\nS -> C: ACK ack=7654300 sack=7654301..7654330\n",
    answer: "7654321",
  },
  {
    name: "the number of a RST, wrong",
    text: "client C\nserver S state=CLOSED\nC -> S: SYN seq=7654321\nS -> C: RST+ACK seq=0 ack=1\n",
    answer: "7654322",
  },
  {
    name: "seq of a retransmission, wrong",
    text: "client C snd=7654300 rcv=1 state=ESTABLISHED\nserver S state=ESTABLISHED\nC -> S: PSH+ACK len=22\nC -x S: PSH+ACK len=10\nC: timeout rto\nC -> S: PSH+ACK seq=7654335 len=10\n",
    answer: "7654322",
  },
  {
    name: "ack of the second of two connections",
    text: "client C1\nclient C2\nserver S\nC1 -> S: SYN seq=5\nC2 -> S: SYN seq=7654321\nS -> C1: SYN+ACK ack=6\nS -> C2: SYN+ACK ack=?\n",
    answer: "7654322",
  },
  {
    name: "ack of the second of two connections, wrong",
    text: "client C1\nclient C2\nserver S\nC1 -> S: SYN seq=5\nC2 -> S: SYN seq=7654321\nS -> C1: SYN+ACK ack=6\nS -> C2: SYN+ACK ack=6\n",
    answer: "7654322",
  },
  {
    name: "what wraps, wrong",
    text: `client C snd=4294967290 rcv=1 state=ESTABLISHED\nserver S state=ESTABLISHED\nC -> S: PSH+ACK seq=4294967290 "${PAYLOAD}"\nS -> C: ACK ack=4294967637\n`,
    answer: "341",
  },
  {
    name: "what comes in flight, wrong",
    text: "client C snd=7654300 rcv=1 state=ESTABLISHED\nserver S state=ESTABLISHED\nC ~> S: PSH+ACK seq=7654300 len=22 as p\ndeliver p\nS -> C: ACK ack=7654300\n",
    answer: "7654322",
  },
  {
    name: "a number beside a line that cannot be read",
    text: `${OPEN}gibberish ack=?\nC -> S: ACK ack=?\n`,
    answer: "7654322",
  },
  { name: "a mistake to find", text: OPEN.replace("?", "7654321"), answer: "7654322", kind: "find" },
  {
    name: "a letter to find",
    text: "client C\nserver S\nC -> S: SYN seq=sent\nS -> C: SYN+ACK seq=y ack=sent\n",
    answer: "sent+1",
    kind: "find",
  },
  {
    name: "an order, with a number that follows from it",
    text: "client C\nserver S\nS -> C: SYN+ACK seq=1234567\nC -> S: SYN seq=7654321\nC -> S: ACK\n",
    answer: "7654322",
    kind: "order",
    told: "client C\nserver S\nC -> S: SYN seq=7654321\nS -> C: SYN+ACK seq=1234567\nC -> S: ACK\n",
  },
  {
    name: "a capture",
    text: OPEN,
    answer: "7654322",
    kind: "capture",
  },
  {
    name: "a state to find",
    text: "C, S: ESTABLISHED\nC ~> S: FIN+ACK as a\nS ~> C: FIN+ACK as b\ndeliver a, b\n  C: TIME-WAIT\n",
    answer: "CLOSING",
    kind: "find",
    word: true,
  },
  {
    name: "a segment to find",
    text: "client C\nserver S\nC -> S: SYN seq=x\nC -> S: ACK seq=x+1 ack=y+1\n",
    answer: "SYN+ACK",
    kind: "find",
    word: true,
  },
  {
    name: "flags",
    text: "client C\nserver S\nC -> S: SYN seq=x\nS -> C: ? seq=y ack=x+1\n",
    answer: "SYN+ACK",
    word: true,
  },
  {
    name: "flags, wrong",
    text: "client C\nserver S\nC -> S: SYN seq=x\nS -> C: SYN seq=y\nC -> S: ACK\n",
    answer: "SYN+ACK",
    word: true,
  },
  {
    name: "state",
    text: "C, S: ESTABLISHED\nC ~> S: FIN+ACK as a\nS ~> C: FIN+ACK as b\ndeliver a, b\n  C: ?\n",
    answer: "CLOSING",
    word: true,
  },
  {
    name: "state, wrong",
    text: "C, S: ESTABLISHED\nC ~> S: FIN+ACK as a\nS ~> C: FIN+ACK as b\ndeliver a, b\n  C: TIME-WAIT\n",
    answer: "CLOSING",
    word: true,
  },
  {
    name: "the state before, wrong",
    text: "client C\nserver S\nC -> S: SYN\nS -> C: SYN+ACK\nC -> S: ACK\n  S: LISTEN -> ESTABLISHED\n",
    answer: "SYN-RECEIVED",
    word: true,
  },
  {
    name: "a line",
    text: "client C\nserver S\nC -> S: SYN seq=x\n?\nC -> S: ACK seq=x+1 ack=y+1\n",
    answer: "SYN+ACK",
    word: true,
  },
  {
    name: "a line, wrong",
    text: "client C\nserver S\nC -> S: SYN seq=x\nS -> C: ACK\nC -> S: ACK seq=x+1 ack=y+1\n",
    answer: "SYN+ACK",
    word: true,
  },
  {
    name: "an event",
    text: "client C\nserver S\nC -> S: SYN\nS -> C: SYN+ACK\nC -> S: ACK\nC -> S: FIN+ACK\nS -> C: FIN+ACK\nC -> S: ACK\nC: ?\n  C: CLOSED\n",
    answer: "timeout 2msl",
    word: true,
  },
];

/** The strings in a value, wherever they are. */
function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  // Offsets and counts are smaller.
  if (typeof value === "number") return value > LARGE ? [String(value)] : [];
  if (value instanceof Map || value instanceof Set) return stringsIn([...value]);
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}

const LARGE = 1_000_000;

/** What every feature says of a text, at every place. Without words, what only a place could tell. */
async function* everything(text: string, words: boolean): AsyncGenerator<unknown> {
  const analysis = analyze(parse(text));
  const flow = analysis.document.flows.length - 1;
  yield [fixAll(text), outline(analysis.document), semanticTokens(analysis)];
  yield [folds(analysis.document), workspaceItems(analysis.document, "")];
  const whole = { start: 0, end: text.length };
  const kinds = new Set(["seq", "ack", "states", "symbols", "findings"] as const);
  for (const locale of LOCALES) {
    yield [diagnostics(analysis, locale), lenses(analysis, LENSES, locale)];
    yield links(analysis, locale);
    yield [inlayHints(analysis, whole, kinds, locale), fixes(analysis, whole, locale).map(shownOf)];
    for (const numbers of NUMBER_MODES) {
      for (const states of [true, false]) {
        const options = { locale, states, notes: true, numbers, autonumber: true };
        const { sheets, ...rest } = picture(analysis, flow, options);
        yield [...sheets.values(), rest, flowAsMermaid(analysis, flow, options)];
        yield [flowAsMarkdown(analysis, flow, options), exchangeTable(analysis, flow, options)];
        for (const { key, line: first } of rest.blocks) {
          for (const { name, line } of sheets.get(key)?.rows ?? [])
            if (words) yield explainRow(analysis, flow, `${first + line}:${name}`, locale);
        }
      }
    }
    const steps = sceneView(analysis, flow, { index: 0 }, "", locale)?.count ?? 0;
    for (let index = 0; index < steps; index++) yield sceneView(analysis, flow, { index }, "", locale);
    if (words) yield wordsMarkup(analysis, flow, locale);
    yield [
      transcriptView(analysis, flow, 0, "", locale),
      machineView(analysis, flow, "", locale)?.connections,
    ];
    // Its numbers are columns: they are looked at as text.
    yield JSON.stringify(graphView(analysis, flow, "", locale));
    for (const args of [[], ["--format", "json"]]) yield printed(["check", ...args], text, locale);
    yield printed(["render"], text, locale);
  }
  for (const [line] of analysis.document.lineStarts.entries()) yield finishLine(analysis, line);
  for (let offset = 0; offset <= text.length; offset++) {
    // A long string is the same throughout.
    if (text.slice(offset - 3, offset + 3) === "aaaaaa") continue;
    const here = { start: offset, end: offset };
    const named = namedAt(analysis, offset);
    if (named !== null) yield [occurrences(analysis, named), namesIn(analysis, named.flow)];
    yield selectionRanges(analysis.document, offset);
    for (const locale of LOCALES) {
      if (words) yield [hover(analysis, offset, locale), complete(analysis, offset, locale)];
      yield fixes(analysis, here, locale).map(shownOf);
      yield [refactorings(analysis, here, locale), conversions(analysis, here, locale)];
    }
  }
}

/** What is seen of a fix: not the finding that it is for, which is shown as a diagnostic. */
function shownOf({ title, edits }: Fix) {
  return [title, edits];
}

const LENSES = { preview: true, exercise: true, summary: true };

async function printed(command: readonly string[], text: string, locale: string): Promise<string> {
  let out = "";
  const host = {
    env: {},
    version: "0.0.0",
    assets: "",
    terminal: false,
    out: (more: string) => {
      out += more;
    },
    err: (more: string) => {
      out += more;
    },
    stdin: async () => new TextEncoder().encode(text),
  };
  await run([...command, "--lang", locale, "-"], host);
  return out;
}

const asExercise = (text: string, kind = "fill") => `exercise "T"\nkind: ${kind}\n${text}`;
/** A student's copy, with another exercise before it. */
const asAnswer = (text: string, kind = "fill") =>
  `answers "t.tcpflow"\nexercise "One"\nC -> S: SYN seq=?\n\n${asExercise(text, kind)}`;
const asFlow = (text: string) => `flow "T"\n${text}`;

describe.each(cases)("$name", ({ text, answer, word, kind, told }) => {
  test("the answer is nowhere in the text", () => {
    const claims = text.split("\n").filter((line) => !/window=|^S -> C: SYN\+ACK$/.test(line));
    expect(claims.join("\n")).not.toContain(answer);
  });

  test.each([
    ["an exercise", asExercise],
    ["an answer", asAnswer],
  ])("%s does not tell it", async (_title, framed) => {
    const whole = framed(text, kind);
    const lines = whole.split("\n");
    const telling: string[] = [];
    for await (const value of everything(whole, word !== true)) {
      for (const said of stringsIn(await value)) {
        // What is quoted from the text is no secret.
        const own = lines.reduce((rest, line) => (line === "" ? rest : rest.replaceAll(line, "")), said);
        if (own.includes(answer)) telling.push(said);
      }
    }
    expect(telling).toEqual([]);
  });

  test("a plain flow tells it", async () => {
    let found = false;
    for await (const value of everything(asFlow(told ?? text), word !== true)) {
      found ||= stringsIn(await value).some((said) => said.includes(answer));
      if (found) break;
    }
    expect(found).toBe(true);
  });
});

describe.each(["find", "order"])("where all is asked for (%s), nothing says what is wrong", (kind) => {
  const wrong =
    "client C\nserver S\nC -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=x\n  C: CLOSED\nC -> S: FIN seq=y\n";
  const text = `exercise "T"\nkind: ${kind}\n${wrong}`;
  const findings = (of: string) => diagnostics(analyze(parse(of)), "en").map(({ code }) => code);
  const tones = (of: string) => {
    const { sheets } = picture(analyze(parse(of)), 0, { locale: "en", states: true, notes: true });
    return [...new Set([...sheets.values()].flatMap(({ rows }) => rows.map(({ tone }) => tone)))];
  };

  test("no squiggle but those of syntax", () => {
    expect(findings(text)).toEqual([]);
    expect(findings(`${text}gibberish\n`).every((code) => code.startsWith("syntax-"))).toBe(true);
    expect(findings(`flow "T"\n${wrong}`)).not.toEqual([]);
  });

  test("nothing in the picture", () => {
    expect(tones(text)).toEqual(["plain"]);
    expect(tones(`flow "T"\n${wrong}`)).toContain("wrong");
  });

  test("nothing on the command line", async () => {
    expect(await printed(["check"], text, "en")).toBe("0 errors, 0 warnings in 1 file\n");
    expect(await printed(["check"], `flow "T"\n${wrong}`, "en")).toContain("error");
  });
});

describe("what words mean, and which there are, does not depend on which is right", () => {
  const opening = "client C\nserver S\nC -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=x+1\n";
  const pairs: readonly (readonly [string, string, string])[] = [
    ["a state", opening, `${opening}C -> S: ACK\n`],
    ["a state after a FIN", `${opening}C -> S: ACK\n`, `${opening}C -> S: ACK\nC -> S: FIN+ACK\n`],
  ];
  const lines = ["  C: ?", "  S: ESTABLISHED", "C -> S: ? seq=? ack=?", "?", "C: ", "C -> S: "];

  test.each(pairs.flatMap((pair) => lines.map((line) => [line, ...pair] as const)))(
    "%j: %s",
    (line, _name, one, other) => {
      const saidIn = (before: string) => {
        const text = asExercise(`${before}${line}\n`);
        const start = text.length - line.length - 1;
        const analysis = analyze(parse(text));
        return LOCALES.map((locale) =>
          Array.from({ length: line.length + 1 }, (_, i) => [
            stringsIn(hover(analysis, start + i, locale)),
            stringsIn(complete(analysis, start + i, locale)),
          ]),
        );
      };
      expect(saidIn(one)).toEqual(saidIn(other));
    },
  );
});
