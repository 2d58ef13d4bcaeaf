/** Characters of a Chinese input method, read as the ASCII ones: outside of strings, captions and free text. */

import { CLOSE_PAREN, COLON, HASH, isBlank, OPEN_PAREN, QUOTE, SPACE } from "./chars.js";
import { edit, type NotationEdit } from "./notation-edit.js";
import { CHARACTER_ROWS, type CharacterRow, ELLIPSIS, FULL_WIDTH, QUOTES } from "./notation-table.js";

export interface Characters {
  readonly edits: NotationEdit[];
  /** Where the comment begins, else the end of the line. */
  readonly end: number;
  /** It ends with text for the reader. */
  readonly isFree: boolean;
}

const LAST_ASCII = 0x7f;
const FIRST_HAN = 0x4e00;
const LAST_HAN = 0x9fff;
const FIRST_FULL_WIDTH = 0xff01;
const LAST_FULL_WIDTH = 0xff5e;
const FULL_WIDTH_DISTANCE = 0xfee0;
const SEMICOLON = 0x3b;
const ELLIPSIS_CHARACTER = 0x2026;
const THREE_DOTS = "...";

const ROW_BY_CODE: ReadonlyMap<number, CharacterRow> = new Map(
  CHARACTER_ROWS.flatMap((row) => [...row.spellings].map((one) => [one.charCodeAt(0), row] as const)),
);

/** `note 甲、乙：` up to the colon; what follows is free text. */
const FREE_TEXT =
  /^[\s@\w.]*?\b(?:note|task|hint|kind|answer|right|wrong|option)(?![\p{L}\p{N}_])[^:：<>→←~#"]*?[:：]/u;
/** The one of them that takes a word of ours. */
const KIND = /^\s*kind\b/;
const FREE_TEXT_AHEAD = /note|task|hint|kind|answer|right|wrong|option/;
const BODY_FROM_START = /^\s*(?:\.\.\.|…)/;

/** What a character stands for in canonical text; itself, as a rule. */
export function canonicalCharacter(code: number): string | null {
  const row = ROW_BY_CODE.get(code);
  if (row !== undefined) return row.canonical;
  if (code >= FIRST_FULL_WIDTH && code <= LAST_FULL_WIDTH)
    return String.fromCharCode(code - FULL_WIDTH_DISTANCE);
  return null;
}

export function normalizeCharacters(line: string): Characters {
  const edits: NotationEdit[] = [];
  const free = FREE_TEXT_AHEAD.test(line) ? FREE_TEXT.exec(line) : null;
  const stop = free === null ? line.length : free[0].length;
  let inBody = BODY_FROM_START.test(line);
  let afterBlank = true;
  let at = 0;
  while (at < stop) {
    const code = line.charCodeAt(at);
    const character = code > LAST_ASCII || code === SEMICOLON ? canonicalOrNone(code) : code;
    if (character === HASH && afterBlank) {
      if (code !== HASH) edits.push(edit(rowOf(code), at, at + 1, "#"));
      return { edits, end: at, isFree: false };
    }
    afterBlank = character === SPACE || isBlank(code);
    if (character === OPEN_PAREN && inBody) {
      at = passCaption(line, at, edits);
    } else if (character === QUOTE || isOpeningQuote(code)) {
      at = passString(line, at, edits);
    } else if (code === ELLIPSIS_CHARACTER) {
      at = passEllipsis(line, at, edits);
    } else {
      if (character !== code && character >= 0) {
        edits.push(edit(rowOf(code), at, at + 1, String.fromCharCode(character)));
      }
      at++;
    }
    inBody ||= character === COLON;
  }
  return free === null
    ? { edits, end: line.length, isFree: false }
    : { edits, end: commentFrom(line, stop), isFree: !KIND.test(line) };
}

function canonicalOrNone(code: number): number {
  if (code >= FIRST_HAN && code <= LAST_HAN) return code;
  const canonical = canonicalCharacter(code);
  return canonical === null ? code : canonical.charCodeAt(0);
}

function rowOf(code: number): typeof FULL_WIDTH {
  return ROW_BY_CODE.get(code) ?? FULL_WIDTH;
}

function commentFrom(line: string, from: number): number {
  for (let at = from; at < line.length; at++) {
    if (line.charCodeAt(at) === HASH && isBlank(line.charCodeAt(at - 1))) return at;
  }
  return line.length;
}

/** The brackets may be changed, what stands in them may not. */
function passCaption(line: string, open: number, edits: NotationEdit[]): number {
  let depth = 0;
  for (let at = open; at < line.length; at++) {
    const code = line.charCodeAt(at);
    const canonical = code > LAST_ASCII ? canonicalOrNone(code) : code;
    if (canonical === OPEN_PAREN) depth++;
    if (canonical !== CLOSE_PAREN || --depth > 0) continue;
    const first = line.charCodeAt(open);
    if (first !== OPEN_PAREN) edits.push(edit(rowOf(first), open, open + 1, "("));
    if (code !== CLOSE_PAREN) edits.push(edit(rowOf(code), at, at + 1, ")"));
    return at + 1;
  }
  return open + 1;
}

const CLOSING_QUOTES: ReadonlyMap<string, string> = new Map([
  ['"', '"”“＂'],
  ["“", '”“"＂'],
  ["”", '”“"＂'],
  ["＂", '＂"”“'],
  ["「", "」"],
  ["『", "』"],
]);

function isOpeningQuote(code: number): boolean {
  return code > LAST_ASCII && CLOSING_QUOTES.has(String.fromCharCode(code));
}

function passString(line: string, open: number, edits: NotationEdit[]): number {
  const first = line.charAt(open);
  let close = -1;
  for (const closer of CLOSING_QUOTES.get(first) ?? "") {
    close = findUnescaped(line, closer, open + 1);
    if (close >= 0) break;
  }
  if (first !== '"') edits.push(edit(QUOTES, open, open + 1, '"'));
  if (close < 0) return open + 1;
  for (let at = open + 1; first !== '"' && at < close; at++) {
    if (line.charAt(at) === "\\") at++;
    else if (line.charAt(at) === '"') edits.push(edit(QUOTES, at, at + 1, '\\"'));
  }
  if (line.charAt(close) !== '"') edits.push(edit(QUOTES, close, close + 1, '"'));
  return close + 1;
}

function findUnescaped(line: string, wanted: string, from: number): number {
  for (let at = from; at < line.length; at++) {
    const character = line.charAt(at);
    if (character === "\\") at++;
    else if (character === wanted) return at;
  }
  return -1;
}

function passEllipsis(line: string, start: number, edits: NotationEdit[]): number {
  let end = start;
  while (line.charCodeAt(end) === ELLIPSIS_CHARACTER) end++;
  edits.push(edit(ELLIPSIS, start, end, THREE_DOTS));
  return end;
}
