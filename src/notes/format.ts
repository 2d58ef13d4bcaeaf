/** A note with each of its blocks written the usual way; nothing beside them changes. */

import { changedLines } from "../editing/changed-lines.js";
import { applyEdits, type TextEdit } from "../language/edits.js";
import { format } from "../language/format.js";
import type { Position } from "../language/text.js";
import { type Block, firstNote, lineStartsOf } from "./note.js";
import { editInNote } from "./places.js";

/** A published block stays as it is: below it stand its pictures. */
export function formatNote(text: string): string {
  const starts = lineStartsOf(text);
  const offsetOf = ({ line, character }: Position): number => (starts[line] ?? text.length) + character;
  const edits = firstNote(text).blocks.flatMap((block) =>
    editsOf(block).map((edit): TextEdit => {
      const { start, end, text: made } = editInNote(block, edit);
      return { span: { start: offsetOf(start), end: offsetOf(end) }, text: made };
    }),
  );
  return applyEdits(text, edits);
}

function editsOf({ version }: Block): TextEdit[] {
  const { text } = version.analysis.document;
  return changedLines(text, format(text));
}
