/** Captions that give numbers as fields do, and could not be read as fields: nobody checks what stands in them. */

import type { Segment } from "./ast.js";
import { canonicalCharacter } from "./notation-characters.js";
import { FIELD_NAMES } from "./notation-table.js";
import { inSmallLetters } from "./notation-text.js";

const GIVEN =
  /(?<![\p{L}\p{N}_])(?<key>seq|ack|len|win|syn|fin|acknum|seqnum|序号|序列号|确认号|确认序号|长度|窗口)\s*[=＝]\s*(?<value>[^,，;；、。()（）]*)/giu;
const BIT = /^[01](?![\w+-])/;

/** Whether a segment's caption gives a number that the segment does not give as well, written the same way. */
export function hidesField(segment: Segment, text: string): boolean {
  if (segment.caption === null) return false;
  const { start, end } = segment.caption.span;
  for (const { groups } of text.slice(start, end).matchAll(GIVEN)) {
    const { key = "", value = "" } = groups ?? {};
    const said = plain(value);
    const small = inSmallLetters(key);
    if (key !== small && BIT.test(said)) continue;
    if (said !== "" && !said.startsWith(written(segment, FIELD_NAMES.get(small)?.field ?? "seq", text)))
      return true;
  }
  return false;
}

const UNWRITTEN = "\n";

function written(segment: Segment, field: string, text: string): string {
  const part = field === "ack" || field === "len" || field === "win" ? segment[field] : segment.seq;
  if (part === null) return UNWRITTEN;
  return plain(text.slice(part.key.end, part.span.end)).replace(/^[=:]/, "");
}

/** Without blanks, in ASCII. */
function plain(words: string): string {
  return [...words]
    .map((one) => canonicalCharacter(one.charCodeAt(0)) ?? one)
    .join("")
    .replace(/\s/g, "");
}
