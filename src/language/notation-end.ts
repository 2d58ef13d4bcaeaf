/** The full stop of a sentence behind a statement: `ACK seq=x。`, `C, S: ESTABLISHED.` */

import { isBlank } from "./chars.js";
import { edit, type NotationEdit } from "./notation-edit.js";
import { LINE_END } from "./notation-table.js";

const MARKS = "。．.｡!！,，﹐、;；";
const COMMA = /[,，﹐、]/;
/** Another name is to follow the comma. */
const NAMES = /^\s*(?!(?:client|server|peer)\s)[\p{L}\p{N}_\s,，﹐、]*$/u;
const SEVERAL_DOTS = /\.\s*\./;

/** Where the marks begin that stand at the end of the statement; `end` where none do. */
export function endMarksFrom(line: string, end: number): number {
  let from = end;
  for (let at = end; at > 0; at--) {
    const code = line.charCodeAt(at - 1);
    if (MARKS.includes(line.charAt(at - 1))) from = at - 1;
    else if (!isBlank(code)) break;
  }
  // `...` goes on, and a mark alone ends nothing.
  return from === 0 || line.slice(0, from).trim() === "" || SEVERAL_DOTS.test(line.slice(from, end))
    ? end
    : from;
}

/** Takes the marks away, whatever each of them would have become. */
export function dropEndMarks(line: string, edits: NotationEdit[], statementEnd: number): void {
  let end = statementEnd;
  while (end > 0 && isBlank(line.charCodeAt(end - 1))) end--;
  const from = endMarksFrom(line, end);
  if (from === end || (COMMA.test(line.slice(from, end)) && NAMES.test(line.slice(0, from)))) return;
  while (edits.length > 0 && (edits.at(-1)?.start ?? 0) >= from) edits.pop();
  edits.push(edit(LINE_END, from, end, ""));
}
