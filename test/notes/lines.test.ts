/** Whoever reads a note counts its lines: what is said of a block names those, and not the block's own. */

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import type { Analysis } from "../../src/check/trace.js";
import { parse } from "../../src/language/parser.js";
import { LOCALES, type Locale } from "../../src/messages/locale.js";
import { reportedBlocks } from "../../src/notes/reported.js";
import { explainRow } from "../../src/preview/explain-row.js";
import { wordsMarkup } from "../../src/preview/export/words.js";
import { sceneView, transcriptView } from "../../src/preview/panels.js";
import { flowRows } from "../../src/preview/picture.js";
import { scenes } from "../../src/preview/scenes.js";
import { diagnostics } from "../../src/reading/diagnostics.js";
import { hover } from "../../src/reading/hover.js";
import { fileReport, textReport } from "../../src/reading/report.js";

const ABOVE = 1000;
const FIXTURES = path.join(import.meta.dirname, "../fixtures");

/** Each kind of sentence that names a line. */
const NAMING = [
  "client C",
  "server S",
  "C -> S: SYN seq=x",
  "S -> C: SYN+ACK seq=y ack=x+1",
  "C -> S: ACK",
  "C ~> S: PSH+ACK len=n as A",
  "S -> C: ACK ack=x+1",
  "deliver A",
  "C: timeout rto",
  "C -> S: PSH+ACK seq=x+1 len=n",
  "foo bar",
  "... C -> S",
  "C -> S: FIN+ACK seq=u",
  "C: ESTABLISHED",
  "S -> C: ACK ack=u",
  "",
].join("\n");

const LEFT = [
  "C -> S: SYN seq=x",
  "S -> C: SYN+ACK seq=y ack=x+1",
  "C -> S: ACK seq=x+1 ack=y+1",
  "C -> S: FIN+ACK seq=x+1 ack=y+1",
  "C: ESTABLISHED",
].join("\n");

const texts = [
  NAMING,
  LEFT,
  `exercise "E"\ntask: Fill in\n${NAMING.replace("ack=u\n", "ack=?\n")}`,
  ...readdirSync(FIXTURES, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".tcpflow"))
    .sort()
    .filter((_, i) => i % 10 === 0)
    .map((name) => readFileSync(path.join(FIXTURES, name), "utf8")),
];

describe.each(LOCALES)("%s", (locale) => {
  test("all that is said of a flow with lines above it is what is said of one that has them in its own file", () => {
    let lines = 0;
    for (const text of texts) {
      const below = saidOf(analyze(parse(text)), 0, ABOVE, locale);
      const whole = saidOf(analyze(parse(`${"\n".repeat(ABOVE)}${text}`)), ABOVE, 0, locale);
      expect(below, text).toEqual(whole);
      lines += JSON.stringify(below).match(/(?:line|第) 10\d\d/g)?.length ?? 0;
    }
    expect(lines).toBeGreaterThan(texts.length);
  });

  test("the command line's report of a note says it of the note's lines", () => {
    const note = `${"prose\n".repeat(ABOVE - 1)}> \`\`\`tcpflow\n${LEFT.replace(/^/gm, "> ")}\n> \`\`\`\n`;
    const parts = reportedBlocks(note);
    const { diagnostics: found } = fileReport("n.md", parts, { locale, answers: false });
    const named = found.map(({ message }) => message).filter((message) => /(?:line|第) \d/.test(message));
    expect(named.length).toBeGreaterThan(0);
    for (const message of named) {
      expect(message).toMatch(/(?:line|第) 10\d\d/);
      expect(textReport("n.md", parts, locale, (_, plain) => plain).join("\n")).toContain(message);
    }
  });
});

/** `own`: how many lines stand above the flow within the text that is analysed; `above`: above that text. */
function saidOf(analysis: Analysis, own: number, above: number, locale: Locale): unknown {
  const { text } = analysis.document;
  return {
    diagnostics: diagnostics(analysis, locale, above).map(({ message }) => message),
    hovers: [...text.matchAll(/\S+/g)].map(({ index }) => hover(analysis, index, locale, above)?.markdown),
    flows: analysis.flows.map((trace, flow) => ({
      transcript: transcriptView(analysis, flow, 0, "1", locale, above)?.told.map(wordsOf),
      scenes: scenes(trace).map((_, index) => {
        const view = sceneView(analysis, flow, { index }, "1", locale, above);
        return (
          view && { ...view, told: wordsOf(view.told), line: 0, mark: 0, knowledge: wordsOf(view.knowledge) }
        );
      }),
      rows: flowRows(analysis, trace, { locale, states: true, notes: true }).map(({ id }) =>
        explainRow(analysis, flow, id, locale, above),
      ),
      markup: wordsMarkup(analysis, flow, locale, above),
    })),
  };

  /** Without the lines that are data, and count from the beginning of the text. */
  function wordsOf(value: object): unknown {
    return JSON.parse(JSON.stringify(value, (key, one) => (key === "line" ? one - own : one)));
  }
}
