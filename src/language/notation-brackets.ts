/** `SYN(seq=x)`, `FIN（seq=u）`, `ACK(u+1)`: brackets that hold fields are no caption, if all in them is fields. */

import { EQUALS, isBlank, nameEnd } from "./chars.js";
import { canonicalCharacter } from "./notation-characters.js";
import { type Edit, edit } from "./notation-edit.js";
import type { Body } from "./notation-segment.js";
import { FIELD_NAMES, FIELDS_IN_BRACKETS } from "./notation-table.js";
import { expressionEnd, flagNamed, pastBlanks } from "./notation-text.js";
import { closingBracket } from "./strings.js";

/** A cheap look at a caption that the grammar has read, whether `mendBracketed` may find fields in it. */
export function captionHoldsFields(text: string, start: number, end: number, afterFlag: boolean): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === EQUALS || code === FULL_WIDTH_EQUALS) return true;
    if (afterFlag && SUM_SIGNS.includes(text.charAt(at))) return true;
  }
  return afterFlag && DIGITS_ONLY.test(text.slice(start + 1, end - 1));
}

const FULL_WIDTH_EQUALS = 0xff1d;
const SUM_SIGNS = "+-＋－";
const DIGITS_ONLY = /^\s*\d+\s*$/;
const BARE_SUM = /^\s*(?:\d+|[\p{L}_][\p{L}\p{N}_]*(?:\s*[+-]\s*[\p{L}\p{N}_]+)+)\s*$/u;

/** Past the bracket that opens at `open`; its contents become fields of the segment where they can. */
export function mendBracketed(body: Body, open: number): number {
  const { text, end, edits } = body;
  const close = closingBracket(text, open, end);
  if (close < 0) return end;
  const folded: Edit[] = [];
  const inner = foldedText(text, open + 1, close, folded);
  const afterAck = body.items.at(-1)?.end === open && body.items.at(-1)?.flag === "ACK";
  const lead = isBlank(text.charCodeAt(open - 1)) ? "" : " ";
  if (afterAck && BARE_SUM.test(inner) && !body.fields.has("ack")) {
    edits.push(edit(FIELDS_IN_BRACKETS, open, open + 1, `${lead}ack=`), ...folded);
    edits.push(edit(FIELDS_IN_BRACKETS, close, close + 1, ""));
    body.fields.add("ack");
    body.acks++;
  } else {
    const found = fieldsIn(inner, open + 1, body);
    if (found === null) return close + 1;
    edits.push(
      edit(FIELDS_IN_BRACKETS, open, open + 1, lead),
      ...withoutOverlap(folded, found.edits),
      ...found.edits,
    );
    edits.push(edit(FIELDS_IN_BRACKETS, close, close + 1, ""));
    for (const field of found.fields) body.fields.add(field);
    if (found.fields.includes("ack")) body.acks++;
    body.implied.push(...found.implied);
  }
  return close + 1;
}

/** The contents with full-width signs read as ASCII ones: as long as they were. */
function foldedText(text: string, start: number, end: number, edits: Edit[]): string {
  let result = "";
  for (let at = start; at < end; at++) {
    const canonical = canonicalCharacter(text.charCodeAt(at));
    const character = canonical ?? text.charAt(at);
    if (canonical !== null) edits.push(edit(FIELDS_IN_BRACKETS, at, at + 1, canonical));
    result += character;
  }
  return result;
}

interface FoundFields {
  readonly edits: readonly Edit[];
  readonly fields: readonly string[];
  readonly implied: Body["implied"];
}

const IN_BRACKETS: readonly string[] = ["seq", "ack", "len", "win", "urg", "mss", "wscale"];
const SEPARATOR = /[\s,]/;

/** Null unless all of the text is fields, none of them written before on the line. */
function fieldsIn(inner: string, offset: number, body: Body): FoundFields | null {
  const edits: Edit[] = [];
  const fields: string[] = [];
  const implied: Body["implied"] = [];
  for (let at = 0; at < inner.length; ) {
    if (SEPARATOR.test(inner.charAt(at))) {
      at++;
      continue;
    }
    const keyEnd = nameEnd(inner, at, inner.length);
    const equals = pastBlanks(inner, keyEnd, inner.length);
    if (keyEnd === at || inner.charCodeAt(equals) !== EQUALS) return null;
    const value = pastBlanks(inner, equals + 1, inner.length);
    const valueEnd = expressionEnd(inner, value, inner.length);
    if (valueEnd === value) return null;
    const key = inner.slice(at, keyEnd);
    const flag = flagNamed(key);
    const number = inner.slice(value, valueEnd);
    if (flag !== null && number === "1" && key === flag) {
      implied.push({ flag, besideOthers: false });
      edits.push(edit(FIELDS_IN_BRACKETS, at + offset, valueEnd + offset, ""));
    } else {
      const field = FIELD_NAMES.get(key.toLowerCase())?.field ?? "";
      if (!IN_BRACKETS.includes(field) || fields.includes(field) || body.fields.has(field)) return null;
      fields.push(field);
      if (field !== key) edits.push(edit(FIELDS_IN_BRACKETS, at + offset, keyEnd + offset, field));
      if (key === "ACK") implied.push({ flag: "ACK", besideOthers: true });
    }
    at = valueEnd;
  }
  return fields.length + implied.length === 0 ? null : { edits, fields, implied };
}

function withoutOverlap(edits: readonly Edit[], others: readonly Edit[]): readonly Edit[] {
  return edits.filter(({ start, end }) => !others.some((other) => other.start <= start && end <= other.end));
}
