/**
 * The blocks of a note, for the command line's report: what is found in them stands on lines of the note, of a published
 * one too.
 */

import { textAt } from "../language/at.js";
import type { Reported } from "../reading/report.js";
import { firstNote } from "./note.js";
import { rangeInNote } from "./places.js";
import { uncovered } from "./publish.js";

export function reportedBlocks(text: string): Reported[] {
  const lines = text.split(/\r\n|\r|\n/);
  return firstNote(uncovered(text)).blocks.map((block) => ({
    analysis: block.version.analysis,
    range: (span) => rangeInNote(block, span),
    line: (line) => block.line + 1 + line,
    lineText: (line) => textAt(lines, line),
  }));
}
