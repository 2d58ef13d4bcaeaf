/** What stands in brackets, taken apart: fields, flags that are said to be set, and words. */

import type { FlagName } from "./ast.js";
import { COLON, EQUALS, isDigit, nameEnd, QUESTION } from "./chars.js";
import { edit, type NotationEdit } from "./notation-edit.js";
import { FIELD_NAMES, FIELDS_IN_BRACKETS } from "./notation-table.js";
import { expressionEnd, flagNamed, inSmallLetters, pastBlanks } from "./notation-text.js";

export interface FieldPiece {
  readonly kind: "field";
  readonly start: number;
  readonly end: number;
  /** null: a flag and nothing else. */
  readonly field: string | null;
  readonly implied: readonly { readonly flag: FlagName; readonly besideOthers: boolean }[];
  /** What makes it canonical. */
  readonly edits: readonly NotationEdit[];
}

export type Piece = FieldPiece | { readonly kind: "text"; readonly start: number; readonly end: number };

const SEPARATOR = /[\s,]/;

/** `offset` is where `inner` begins in the line; flag words are flags where none stand before the brackets. */
export function piecesOf(inner: string, offset: number, withFlags: boolean): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < inner.length; ) {
    if (SEPARATOR.test(inner.charAt(at))) {
      at++;
      continue;
    }
    const text = textAt(inner, at, offset);
    const piece = fieldAt(inner, at, offset) ?? (withFlags ? flagsOf(inner, text, offset) : null) ?? text;
    pieces.push(piece);
    at = piece.end - offset;
  }
  return pieces;
}

/** Whether words speak of a number as fields do. */
export function looksLikeField(words: string): boolean {
  return LOOKS_LIKE_FIELD.test(words);
}

const LOOKS_LIKE_FIELD =
  /(?<![\p{L}\p{N}_])(?:seq|ack|len|win|syn|fin|acknum|seqnum|序号|序列号|确认号|确认序号)\s*[=＝]/iu;

const IN_BRACKETS: readonly string[] = ["seq", "ack", "len", "win", "urg", "mss", "wscale"];

function fieldAt(inner: string, at: number, offset: number): FieldPiece | null {
  const keyEnd = nameEnd(inner, at, inner.length);
  if (keyEnd === at) return null;
  const key = inner.slice(at, keyEnd);
  const value = valueBehind(inner, keyEnd);
  const end = value < 0 ? value : expressionEnd(inner, value, inner.length);
  if (end <= value || !endsThere(inner, end) || isSaying(inner.slice(value, end))) return null;
  const number = inner.slice(value, end);
  const flag = flagNamed(key);
  const span = { start: at + offset, end: end + offset };
  if (flag !== null && number === "1" && key === flag) {
    const edits = [edit(FIELDS_IN_BRACKETS, span.start, span.end, "")];
    return { kind: "field", ...span, field: null, implied: [{ flag, besideOthers: false }], edits };
  }
  const ofFlag = flag === "SYN" || flag === "FIN";
  const field = ofFlag ? "seq" : (FIELD_NAMES.get(inSmallLetters(key))?.field ?? "");
  if (!IN_BRACKETS.includes(field) || (ofFlag && /^[01?]$/.test(number))) return null;
  const canonical = field === key && inner.charCodeAt(pastBlanks(inner, keyEnd, inner.length)) === EQUALS;
  const edits = canonical ? [] : [edit(FIELDS_IN_BRACKETS, span.start, value + offset, `${field}=`)];
  const implied = ofFlag ? [{ flag, besideOthers: false }] : [];
  const beside = key === "ACK" ? [{ flag: "ACK" as const, besideOthers: true }] : [];
  return { kind: "field", ...span, field, implied: [...implied, ...beside], edits };
}

/** `SYN`, `SYN+ACK` */
function flagsOf(inner: string, { start, end }: Piece, offset: number): FieldPiece | null {
  const flags = inner.slice(start - offset, end - offset).split(/[-+|/&]/);
  const implied = flags.flatMap((word) => {
    const flag = flagNamed(word);
    return flag === word ? [{ flag, besideOthers: false }] : [];
  });
  if (implied.length < flags.length) return null;
  const edits = [edit(FIELDS_IN_BRACKETS, start, end, "")];
  return { kind: "field", start, end, field: null, implied, edits };
}

/** Where the value begins behind `=` or `:`, or a number behind a blank; -1 where there is none. */
function valueBehind(inner: string, keyEnd: number): number {
  const sign = pastBlanks(inner, keyEnd, inner.length);
  const code = inner.charCodeAt(sign);
  const value = pastBlanks(inner, code === EQUALS || code === COLON ? sign + 1 : sign, inner.length);
  if (code === EQUALS) return value;
  return value > keyEnd && isDigit(inner.charCodeAt(value)) ? value : -1;
}

function endsThere(inner: string, end: number): boolean {
  return end >= inner.length || SEPARATOR.test(inner.charAt(end)) || inner.charCodeAt(end) === QUESTION;
}

/** `ack=收到的序号加1` says how a number comes about, and is not its name. */
function isSaying(value: string): boolean {
  return /\p{Script=Han}{2}/u.test(value);
}

/** Up to the next separator. */
function textAt(inner: string, at: number, offset: number): Piece {
  let end = at;
  while (end < inner.length && !SEPARATOR.test(inner.charAt(end))) end++;
  return { kind: "text", start: at + offset, end: end + offset };
}
