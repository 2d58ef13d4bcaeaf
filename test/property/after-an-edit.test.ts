/**
 * What is offered and said of an edited text is what is offered and said of the same text read anew: nobody who edits sees
 * that most of its lines were not read again.
 */

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { firstVersion, nextVersion } from "../../src/check/revise.js";
import type { Analysis } from "../../src/check/trace.js";
import { fixes } from "../../src/editing/fixes.js";
import { refactorings } from "../../src/editing/refactorings.js";
import { hover } from "../../src/reading/hover.js";
import { inlayHints } from "../../src/reading/inlay-hints.js";

const ROOT = path.join(import.meta.dirname, "../..");
const FIXTURES = path.join(ROOT, "test/fixtures");
const LETTERS_AND_NUMBERS = [
  "C, S: ESTABLISHED",
  "C -> S: PSH+ACK seq=100 ack=300 len=5",
  "S -> C: ACK seq=300 ack=105",
  "",
].join("\n");
const RELATIVE_BELOW = [
  "C -> S: SYN seq=1000",
  "S -> C: SYN+ACK seq=5000 ack=1001",
  "C -> S: ACK seq=1 ack=1",
  "C -> S: PSH+ACK seq=1 ack=1 len=5",
  "S -> C: ACK seq=1 ack=6",
  "",
].join("\n");

const FILES = readdirSync(FIXTURES).filter((name) => name.endsWith(".tcpflow"));
/** Enough for every kind of finding and of fix, and no more: each of them is tried out. */
const EVERY = 5;
const TEXTS: readonly (readonly [name: string, text: string])[] = [
  ["a flow that begins in the middle", LETTERS_AND_NUMBERS],
  ["relative numbers below a handshake", RELATIVE_BELOW],
  ...FILES.filter((_, i) => i % EVERY === 0).map(
    (name) => [name, readFileSync(path.join(FIXTURES, name), "utf8")] as const,
  ),
];

test.each(TEXTS)("%s", (_, text) => {
  const before = `# a line\n# another\n${text}`;
  const edited = withLine(before);
  const revised = nextVersion(firstVersion(before), edited).analysis;
  const fresh = firstVersion(edited).analysis;
  expect(said(revised)).toEqual(said(fresh));
});

/** With one more below the first lines of its first flow: what stands above a flow has no say in whether it is read again. */
function withLine(text: string): string {
  const lines = text.split("\n");
  const header = lines.findIndex((line) => /^(?:flow|exercise)\b/u.test(line));
  lines.splice(Math.max(0, header) + 2, 0, "# one more");
  return lines.join("\n");
}

function said(analysis: Analysis): unknown {
  const { text } = analysis.document;
  const whole = { start: 0, end: text.length };
  const kinds = new Set(["seq", "ack", "symbols", "states", "findings"] as const);
  const words = [...text.matchAll(/[A-Za-z0-9]+/gu)].map(({ index }) => index);
  return {
    fixes: analysis.findings.map(({ span }) =>
      fixes(analysis, span, "en").map(({ edits, title }) => ({ edits, title })),
    ),
    refactorings: refactorings(analysis, whole, "en"),
    hints: inlayHints(analysis, whole, kinds, "en"),
    hovers: words.map((at) => hover(analysis, at, "en")),
  };
}
