/**
 * Flows with the expected findings under the lines they belong to:
 *
 *     C -> S: ACK seq=x+1 ack=y
 *     #                   ^^^^^ error ack-behind: does not cover S's SYN
 *
 * The carets stand under the span; `# <---` is a span that begins at column 0, as long as its arrow.
 * After the colon stands a part of the English message, or nothing. Marker lines are taken out
 * before the text is read, so they do not count as lines.
 */

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Analysis } from "../../src/check/trace.js";
import { diagnostics } from "../../src/reading/diagnostics.js";

export interface Fixture {
  /** The file's name, which is a sentence: `a-lost-syn-is-sent-again`. */
  readonly name: string;
  readonly text: string;
}

export function fixtures(folder: string): Fixture[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".tcpflow"))
    .sort()
    .map((file) => ({
      name: path.basename(file, ".tcpflow"),
      text: readFileSync(path.join(folder, file), "utf8"),
    }));
}

/** A caret, or an arrow to column 0; severity; code; a part of the message. */
const MARKER =
  /^(?<before>#\s*)(?<mark>\^+|<-*) (?<finding>(?:error|warning|information|hint) [a-z0-9-]+)(?:: (?<part>.*))?$/;

/** The text without its markers, and those parts of messages that they ask for. */
export function readFixture(text: string): { source: string; parts: string[] } {
  const all = text.split("\n");
  const matches = all.map((line) => MARKER.exec(line)?.groups);
  return {
    source: all.filter((_, i) => matches[i] === undefined).join("\n"),
    parts: matches.flatMap((groups) => (groups?.part === undefined ? [] : [groups.part])),
  };
}

/**
 * The text with a marker for every finding. Of each message it repeats what some marker of the
 * fixture asks for, so that a fixture whose markers are right comes out as it was.
 */
export function annotate(analysis: Analysis, parts: readonly string[]): string {
  const { text, lineStarts } = analysis.document;
  const lines = text.split("\n");
  const below: string[][] = lines.map(() => []);
  const found = diagnostics(analysis, "en").sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end || a.code.localeCompare(b.code),
  );
  for (const { span, severity, code, message } of found) {
    const line = lineAt(lineStarts, span.start);
    const column = span.start - (lineStarts[line] ?? 0);
    const length = Math.max(1, Math.min(span.end - span.start, (lines[line]?.length ?? 0) - column));
    const mark =
      column === 0 ? `# <${"-".repeat(length - 1)}` : `#${" ".repeat(column - 1)}${"^".repeat(length)}`;
    const part = parts.find((p) => message.includes(p));
    below[line]?.push(`${mark} ${severity} ${code}${part === undefined ? "" : `: ${part}`}`);
  }
  return lines.flatMap((line, i) => [line, ...(below[i] ?? [])]).join("\n");
}

function lineAt(lineStarts: readonly number[], offset: number): number {
  let line = 0;
  while ((lineStarts[line + 1] ?? Number.POSITIVE_INFINITY) <= offset) line++;
  return line;
}
