/**
 * `SYN(seq=x)`, `FIN（seq=u）`, `ACK(u+1)`: brackets that hold fields are no caption. What else stands in them is one
 * still: `(data, seq=x+77)` is the caption `(data)` and a field.
 */

import { EQUALS, isBlank } from "./chars.js";
import type { Body } from "./notation-body.js";
import { canonicalCharacter } from "./notation-characters.js";
import { edit, type NotationEdit } from "./notation-edit.js";
import { type FieldPiece, looksLikeField, type Piece, piecesOf } from "./notation-pieces.js";
import { FIELDS_IN_BRACKETS } from "./notation-table.js";
import { holdsOctets, saysLost, takeOctets } from "./notation-words.js";
import { closingBracket } from "./strings.js";

/** A cheap look at a caption that the grammar has read, whether `normalizeBracketed` may find fields in it. */
export function captionHoldsFields(text: string, start: number, end: number, afterFlag: boolean): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === EQUALS || code === FULL_WIDTH_EQUALS) return true;
    if (afterFlag && SUM_SIGNS.includes(text.charAt(at))) return true;
  }
  const inner = text.slice(start + 1, end - 1);
  return holdsOctets(inner) || (afterFlag && LONE_VALUE.test(inner)) || FIELD_WITHOUT_SIGN.test(inner);
}

const FULL_WIDTH_EQUALS = 0xff1d;
const SUM_SIGNS = "+-＋－";
const LONE_VALUE = /^\s*(?:\d+|[A-Za-z])\s*$/;
const FIELD_WITHOUT_SIGN = /(?:seq|ack|len|win)\w*\s*[:：]?\s*\d/i;
const BARE_SUM = /^\s*(?:\d+|[\p{L}_][\p{L}\p{N}_]*(?:\s*[+-]\s*[\p{L}\p{N}_]+)+)\s*$/u;
const BARE_LETTER = /^\s*[A-Za-z]\s*$/;

/** Past the bracket that opens at `open`; its contents become fields of the segment where they can. */
export function normalizeBracketed(body: Body, open: number): number {
  const { text, end, edits } = body;
  const close = closingBracket(text, open, end);
  if (close < 0) return end;
  if (body.mayBeLost && saysLost(text.slice(open + 1, close))) {
    body.lost ??= { start: open, end: close + 1 };
    return close + 1;
  }
  if (takeOctets(body, open, close)) return close + 1;
  const folded: NotationEdit[] = [];
  const inner = foldedText(text, open + 1, close, folded);
  const field = fieldOfFlag(body, open, inner);
  const lead = isBlank(text.charCodeAt(open - 1)) ? "" : " ";
  if (field !== null && !body.fields.has(field)) {
    edits.push(edit(FIELDS_IN_BRACKETS, open, open + 1, `${lead}${field}=`), ...folded);
    edits.push(edit(FIELDS_IN_BRACKETS, close, close + 1, ""));
    body.fields.add(field);
    if (field === "ack") body.acks++;
  } else {
    takeFields(body, open, close, inner, folded, lead);
  }
  return close + 1;
}

/** The field that a lone number in brackets behind a flag is: `ACK(u+1)`, `SYN(100)`, `FIN(m)`. */
function fieldOfFlag(body: Body, open: number, inner: string): "seq" | "ack" | null {
  const last = body.items.at(-1);
  if (last === undefined || last.end !== open) return null;
  const letter = BARE_LETTER.test(inner) && body.items.length === 1;
  if (!letter && !BARE_SUM.test(inner)) return null;
  if (last.flag === "ACK") return "ack";
  return (last.flag === "SYN" || last.flag === "FIN") && (letter || inner.trim().length > 1) ? "seq" : null;
}

function takeFields(
  body: Body,
  open: number,
  close: number,
  inner: string,
  folded: readonly NotationEdit[],
  lead: string,
): void {
  const pieces = piecesOf(inner, open + 1, body.items.length === 0);
  const fields = pieces.filter((one) => one.kind === "field");
  const texts = pieces.filter((one) => one.kind === "text");
  if (fields.length === 0 || !areNew(fields, body)) return;
  // Flags alone beside words are spoken of: `(ACK 丢失)`.
  if (texts.length > 0 && fields.every(({ field }) => field === null)) return;
  const found = fields.flatMap((one) => one.edits);
  const inBrackets = (start: number, end: number, text: string): NotationEdit =>
    edit(FIELDS_IN_BRACKETS, start, end, text);
  if (texts.length === 0) {
    body.edits.push(inBrackets(open, open + 1, lead), ...withoutOverlap(folded, found), ...found);
    body.edits.push(inBrackets(close, close + 1, ""));
  } else if (!takeBeside(body, pieces, texts, folded, { open, close, lead })) return;
  for (const { field, implied } of fields) {
    if (field !== null) body.fields.add(field);
    if (field === "ack") body.acks++;
    body.implied.push(...implied);
  }
}

interface BracketPlace {
  readonly open: number;
  readonly close: number;
  readonly lead: string;
}

/** Fields before or behind the words, which stay the caption; false where they stand among them. */
function takeBeside(
  { text, edits }: Body,
  pieces: readonly Piece[],
  texts: readonly Piece[],
  folded: readonly NotationEdit[],
  { open, close, lead }: BracketPlace,
): boolean {
  const [first, last] = [texts[0], texts.at(-1)];
  if (first === undefined || last === undefined) return false;
  const from = pieces.indexOf(first);
  const to = pieces.indexOf(last);
  if (to - from + 1 !== texts.length) return false;
  if (from > 0 && to < pieces.length - 1) return false;
  if (texts.some(({ start, end }) => looksLikeField(text.slice(start, end)))) return false;
  const fields = pieces.flatMap((one) => (one.kind === "field" ? [one] : []));
  const found = fields.flatMap((one) => one.edits);
  const [begin, end] = [fields[0]?.start ?? open, fields.at(-1)?.end ?? close];
  const within = withoutOverlap(folded, found).filter((one) => one.start >= begin && one.end <= end);
  if (from > 0) {
    edits.push(edit(FIELDS_IN_BRACKETS, open, open + 1, lead), ...within, ...found);
    edits.push(edit(FIELDS_IN_BRACKETS, end, first.start, " ("));
  } else {
    edits.push(edit(FIELDS_IN_BRACKETS, last.end, begin, ") "), ...within, ...found);
    edits.push(edit(FIELDS_IN_BRACKETS, end, close + 1, ""));
  }
  return true;
}

function areNew(fields: readonly FieldPiece[], body: Body): boolean {
  const names = fields.flatMap(({ field }) => (field === null ? [] : [field]));
  return new Set(names).size === names.length && !names.some((name) => body.fields.has(name));
}

/** The contents with full-width signs read as ASCII ones: as long as they were. */
function foldedText(text: string, start: number, end: number, edits: NotationEdit[]): string {
  let result = "";
  for (let at = start; at < end; at++) {
    const canonical = canonicalCharacter(text.charCodeAt(at));
    const character = canonical ?? text.charAt(at);
    if (canonical !== null) edits.push(edit(FIELDS_IN_BRACKETS, at, at + 1, canonical));
    result += character;
  }
  return result;
}

function withoutOverlap(
  edits: readonly NotationEdit[],
  others: readonly NotationEdit[],
): readonly NotationEdit[] {
  return edits.filter(({ start, end }) => !others.some((other) => other.start <= start && end <= other.end));
}
