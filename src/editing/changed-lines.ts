import type { TextEdit } from "../language/edits.js";

/** One edit of the lines that differ, if any do, so that cursors and marks elsewhere stay where they are. */
export function changedLines(before: string, after: string): TextEdit[] {
  if (before === after) return [];
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  // A place between the two halves of a CRLF or of a surrogate pair would be moved by an editor.
  if (start > 0) start = before.lastIndexOf("\n", start - 1) + 1;
  const tail = before.indexOf("\n", before.length - end);
  const to = tail < 0 ? before.length : tail + 1;
  return [{ span: { start, end: to }, text: after.slice(start, after.length - (before.length - to)) }];
}
