/** A block of prose: each paragraph is kept as a note, followed by the segment that it describes. */

import type { Ends } from "../names.js";
import { noteOf } from "../note-text.js";
import { described } from "./prose.js";

/** null where no paragraph describes a segment: then notes are what is left to make of it. */
export function convertProse(source: readonly string[], ends: Ends): readonly string[] | null {
  const lines: string[] = [];
  let found = 0;
  for (const paragraph of paragraphsOf(source)) {
    const said = described(paragraph.join(""), ends);
    if (paragraph.every((line) => line.trim() === "")) {
      if (lines.at(-1) !== "" && lines.length > 0) lines.push("");
      continue;
    }
    for (const line of paragraph) {
      const words = noteOf(line.trim());
      if (words !== "") lines.push(`note: ${words}`);
    }
    if (said === null) continue;
    if (said.segment !== null) {
      lines.push(said.segment);
      found++;
    }
    // States are claims only where a segment has been told that leads to them, here or just above.
    const short = paragraph.join("").length < ASIDE;
    if (said.segment !== null || (found > 0 && short))
      lines.push(...said.claims.map((claim) => `  ${claim}`));
  }
  return found === 0 ? null : lines;
}

/** A line of a list that says no more than the state. */
const ASIDE = 60;

const ENDS_A_SENTENCE = /[。.；;：:！!?？」”）)*_|]\s*$/u;
const BEGINS_ANEW = /^\s*(?:[-*+•·>]\s|\d+[.)、．]|\*\*|第.{1,3}次|#)/u;

/** Lines that run on without the end of a sentence are one paragraph. */
function paragraphsOf(source: readonly string[]): readonly string[][] {
  const paragraphs: string[][] = [];
  let open: string[] | null = null;
  for (const line of source) {
    if (open !== null && line.trim() !== "" && !BEGINS_ANEW.test(line)) open.push(line.trim());
    else {
      open = [line.trim()];
      paragraphs.push(open);
    }
    if (line.trim() === "" || ENDS_A_SENTENCE.test(line)) open = null;
  }
  return paragraphs;
}
