/** What is said of a segment in words: how many octets it carries, and that it is lost. */

import { matchIn } from "./at.js";
import { isBlank } from "./chars.js";
import type { Body } from "./notation-body.js";
import { edit, type NotationEdit } from "./notation-edit.js";
import { LENGTH, LOST } from "./notation-table.js";

const UNIT =
  "\\s*(?:个?字节|(?:bytes?|octets?|B)(?![A-Za-z]))(?:\\s*(?:的?数据|(?:of\\s+)?data(?![A-Za-z])))?";
const OCTETS = new RegExp(`^(\\d+)${UNIT}(?![\\p{L}\\p{N}_])`, "u");
const OCTETS_ALONE = new RegExp(`^\\s*\\d+${UNIT}\\s*$`, "u");
/** The length is said already, or the octets themselves are. */
const TELLS_LENGTH = /(?<![\p{L}\p{N}_])(?:len|length|数据长度|长度)\s*[=:]|"/iu;

/** `100 bytes`, `100字节`: the length. Where it ends; -1 where nothing of the kind stands at `at`. */
export function passOctets({ text, end, edits, fields }: Body, at: number): number {
  const [typed, number] = OCTETS.exec(text.slice(at, end)) ?? [];
  if (
    typed === undefined ||
    number === undefined ||
    fields.has("len") ||
    TELLS_LENGTH.test(text.slice(at, end))
  )
    return -1;
  fields.add("len");
  edits.push(edit(LENGTH, at, at, "len="), ...withoutUnit(at, number.length, typed.length));
  return at + typed.length;
}

/** `len=100 bytes`: where the value with its unit ends; -1 where it has none. */
export function passUnit({ text, end, edits }: Body, value: number): number {
  const [typed, number] = OCTETS.exec(text.slice(value, end)) ?? [];
  if (typed === undefined || number === undefined) return -1;
  edits.push(...withoutUnit(value, number.length, typed.length));
  return value + typed.length;
}

/** The number is kept by an edit of its own, so that all of it is one use. */
function withoutUnit(start: number, digits: number, length: number): readonly NotationEdit[] {
  return [edit(LENGTH, start + digits, start + length, "")];
}

/** Brackets that hold a length alone: `(100 bytes)`. */
export function holdsOctets(inner: string): boolean {
  return OCTETS_ALONE.test(inner);
}

/** Past `(100 bytes)`, from its bracket to behind the closing one; false where the length is said elsewhere. */
export function takeOctets({ text, end, edits, fields, start }: Body, open: number, close: number): boolean {
  const besides = `${text.slice(start, open)} ${text.slice(close + 1, end)}`;
  if (!holdsOctets(text.slice(open + 1, close)) || fields.has("len") || TELLS_LENGTH.test(besides))
    return false;
  fields.add("len");
  const number =
    open + 1 + (text.slice(open + 1, close).length - text.slice(open + 1, close).trimStart().length);
  const digits = matchIn(text.slice(number, close), /^\d+/).length;
  edits.push(edit(LENGTH, open, number, isBlank(text.charCodeAt(open - 1)) ? "len=" : " len="));
  edits.push(edit(LENGTH, number + digits, close + 1, ""));
  return true;
}

const LOST_WORD = /^\s*(?:丢失|丢包|丢了|被丢弃|lost|dropped)\s*$/iu;

export function saysLost(words: string): boolean {
  return LOST_WORD.test(words);
}

/** `C -> S: ACK 丢失`: the arrow says it, and the word is one too many. `arrow` is where the arrow stands. */
export function markLost(text: string, arrow: Span, lost: Span, edits: NotationEdit[]): void {
  const shown = text.slice(arrow.start, arrow.end);
  const canonical = /^[<←⟵⇐]/u.test(shown) ? "x-" : "-x";
  const before = isBlank(text.charCodeAt(arrow.start - 1)) ? "" : " ";
  const behind = isBlank(text.charCodeAt(arrow.end)) ? "" : " ";
  const drawn = edits.findIndex(({ start }) => start === arrow.start);
  if (drawn >= 0) edits.splice(drawn, 1);
  edits.push(edit(LOST, arrow.start, arrow.end, before + canonical + behind));
  edits.push(edit(LOST, lost.start, lost.end, ""));
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** What is changed between the arrow and the word belongs to the same use, which is mended as a whole. */
export function joinedLost(edits: readonly NotationEdit[]): readonly NotationEdit[] {
  const first = edits.findIndex(({ row }) => row === LOST);
  if (first < 0) return edits;
  const last = edits.findLastIndex(({ row }) => row === LOST);
  return edits.map((one, at) => (at > first && at < last ? { ...one, row: LOST, warn: true } : one));
}
