/**
 * The tolerance for what people type (language 2.5), apart from the grammar: a line is normalized into
 * canonical text, which the grammar then reads as if it had been typed. The tree's spans, and the uses
 * reported, are those of the text as it stands.
 *
 * First characters are normalized, then words, since the second need to see where the first have
 * made a colon or a bracket.
 */

import type { Span } from "./ast.js";
import { matchIn } from "./at.js";
import { AT, CLOSE_PAREN, COLON, COMMA, EQUALS, isBlank, nameEnd, OPEN_PAREN } from "./chars.js";
import type { ParsedLine } from "./lines.js";
import { drawnArrow, lostArrow } from "./notation-arrow.js";
import { normalizeCharacters } from "./notation-characters.js";
import { applied, composed, edit, merged, type NotationEdit, originOf } from "./notation-edit.js";
import { dropEndMarks } from "./notation-end.js";
import { normalizeNames, normalizeState, normalizeWhat, trimmed } from "./notation-local.js";
import { captionHoldsFields, normalizeSegmentBody } from "./notation-segment.js";
import { ARROW, BULLET, ELLIPSIS, HEADING_END } from "./notation-table.js";
import { joinedLost, saysLost } from "./notation-words.js";
import type { Origin } from "./scanner.js";
import { EXERCISE_WORDS } from "./words.js";

export interface Use {
  readonly start: number;
  readonly end: number;
  readonly row: string;
  readonly canonical: string;
  readonly warn: boolean;
}

export interface Normalized {
  readonly text: string;
  /** The statement and its comment within `text`. */
  readonly start: number;
  readonly end: number;
  readonly origin: Origin;
  readonly lineStart: number;
  readonly lineEnd: number;
  readonly uses: readonly Use[];
}

/** Canonical lines that may mean more than the grammar reads: a caption that holds fields. */
export function mayHoldNotation(line: ParsedLine, text: string): boolean {
  if (line.type !== "segment" || line.caption === null) return false;
  const { start, end } = line.caption.span;
  if (line.arrow.kind === "->" && saysLost(line.caption.value)) return true;
  return captionHoldsFields(text, start, end, line.flags.span?.end === start);
}

/** The line from `start` to `end` in canonical form; null where there is nothing to normalize. */
export function normalize(text: string, start: number, end: number): Normalized | null {
  const raw = text.slice(start, end);
  const heading = normalizeHeading(raw);
  const edits = heading ?? normalizedLine(raw);
  if (edits.length === 0) return null;
  const normalized = applied(raw, edits);
  const [from, to] = trimmed(normalized, 0, normalized.length);
  return {
    text: normalized,
    start: from,
    end: to,
    origin: originOf(raw.length, edits, start),
    lineStart: start,
    lineEnd: end,
    uses: merged(raw, edits).map((one) => ({
      start: one.start + start,
      end: one.end + start,
      row: one.row.row,
      canonical: one.text,
      warn: one.warn,
    })),
  };
}

function normalizedLine(raw: string): readonly NotationEdit[] {
  const { edits: first, end, isFree } = normalizeCharacters(raw);
  if (!isFree) dropEndMarks(raw, first, end);
  const bullet = bulletEnd(raw);
  if (bullet > 0) {
    while (first[0] !== undefined && first[0].end <= bullet) first.shift();
    first.unshift(edit(BULLET, 0, bullet, ""));
  }
  const origin = originOf(raw.length, first, 0);
  const text = first.length === 0 ? raw : applied(raw, first);
  const statementEnd = end === raw.length ? text.length : origin.starts.lastIndexOf(end);
  const second: NotationEdit[] = [];
  normalizeWords(text, statementEnd, second);
  second.sort((a, b) => a.start - b.start);
  return joinedLost(composed(first, second, origin));
}

/** `- `, `1. `, `2) `, `（3）`, `③ ` before a line that says who sends, or whom it speaks of. */
const BULLET_SIGN =
  /^(?:[-*+•·▪●○◦‣]\s+|\d{1,3}(?:[.)]\s+|[.)](?=[^\d\s])|[、．）]\s*)|[(（]\d{1,3}[)）][.、]?\s*|[\u2460-\u2473][.、]?\s*)(?=[@\p{L}_])/u;
const SAYS_WHO = /^[^#"]*[:：]/u;

/** Where the line behind its bullet or number begins; 0 where it has none. */
export function bulletEnd(line: string): number {
  const sign = matchIn(line, BULLET_SIGN).length;
  return sign > 0 && SAYS_WHO.test(line.slice(sign)) ? sign : 0;
}

const HEADING = /^([=＝]{2,})(.*?)([=＝]*)(\s*|\s+#.*)$/u;
const HEADING_SIGN = "==";

/** `＝＝ TEXT ＝＝`, and a heading whose end was left out. */
function normalizeHeading(raw: string): readonly NotationEdit[] | null {
  const match = HEADING.exec(raw);
  if (match === null || /^==+>/.test(raw)) return null;
  const [, open = "", , close = "", tail = ""] = match;
  const [from, to] = trimmed(raw, open.length, raw.length - tail.length - close.length);
  if (from === to) return [];
  const edits: NotationEdit[] = [];
  const closeStart = raw.length - tail.length - close.length;
  if (open.includes("＝")) edits.push(edit(HEADING_END, 0, open.length, HEADING_SIGN));
  if (close.length < HEADING_SIGN.length) {
    edits.push(edit(HEADING_END, from, closeStart + close.length, `${raw.slice(from, to)} ${HEADING_SIGN}`));
  } else if (close.includes("＝")) {
    edits.push(edit(HEADING_END, closeStart, closeStart + close.length, HEADING_SIGN));
  }
  return edits;
}

const DECLARATIONS: readonly string[] = ["client", "server", "peer"];
const WITHOUT_NAMES: readonly string[] = ["flow", "exercise", "answers", "deliver"];
const DOTS = "...";

function normalizeWords(text: string, end: number, edits: NotationEdit[]): void {
  let [start] = trimmed(text, 0, end);
  if (text.charCodeAt(start) === AT) {
    while (start < end && !isBlank(text.charCodeAt(start))) start++;
    [start] = trimmed(text, start, end);
  }
  if (text.startsWith(DOTS, start)) {
    normalizeElision(text, start, end, edits);
    return;
  }
  const wordEnd = nameEnd(text, start, end);
  const word = text.slice(start, wordEnd);
  const [next] = trimmed(text, wordEnd, end);
  // `client x- server: …` is a segment between two endpoints of these names.
  const lost = text.startsWith("x-", next) && isBlank(text.charCodeAt(next + 2));
  if (!lost && nameEnd(text, next, end) > next) {
    if (DECLARATIONS.includes(word)) normalizeDeclaration(text, next, end, edits);
    if (DECLARATIONS.includes(word) || WITHOUT_NAMES.includes(word)) return;
  }
  normalizeHead(text, start, end, word, edits);
}

const FREE_TEXT_WORDS: readonly string[] = ["note", "option", ...EXERCISE_WORDS];

/** Up to the first colon or arrow, which decides what the line is. */
function normalizeHead(text: string, start: number, end: number, word: string, edits: NotationEdit[]): void {
  let arrows = 0;
  let delivers: Span | null = null;
  for (let at = start; at < end; ) {
    const code = text.charCodeAt(at);
    const past = nameEnd(text, at, end);
    if (code === COLON) {
      if (arrows > 0) {
        normalizeSegmentBody(text, at + 1, end, edits, arrows === 1 ? delivers : null);
      } else {
        normalizeNames(text, start, at, edits);
        if (!FREE_TEXT_WORDS.includes(word)) normalizeWhat(text, at + 1, end, edits);
      }
      return;
    }
    const arrow = lostArrow(text, at, end) ?? (past > at ? null : drawnArrow(text, at, end));
    if (arrow !== null) {
      arrows++;
      if (arrow.canonical === "->" || arrow.canonical === "<-") delivers = { start: at, end: arrow.end };
      if (text.slice(at, arrow.end) !== arrow.canonical)
        edits.push(edit(ARROW, at, arrow.end, arrow.canonical));
      at = arrow.end;
    } else if (past > at) {
      at = past;
    } else {
      // `-x` and `x-` are canonical already; anything else is for the grammar to complain of.
      if (code !== COMMA && code !== OPEN_PAREN && code !== CLOSE_PAREN && !isBlank(code)) arrows++;
      at++;
    }
  }
}

function normalizeElision(text: string, start: number, end: number, edits: NotationEdit[]): void {
  let dotsEnd = start;
  while (text.charAt(dotsEnd) === ".") dotsEnd++;
  if (dotsEnd - start > DOTS.length) edits.push(edit(ELLIPSIS, start, dotsEnd, DOTS));
  for (let at = dotsEnd; at < end; at++) {
    if (text.charAt(at) === '"' || text.charAt(at) === "(") return;
    const arrow = drawnArrow(text, at, end);
    if (arrow === null) continue;
    if (text.slice(at, arrow.end) !== arrow.canonical)
      edits.push(edit(ARROW, at, arrow.end, arrow.canonical));
    return;
  }
}

/** `state=SYN_SENT`: the one attribute whose value has spellings. */
function normalizeDeclaration(text: string, start: number, end: number, edits: NotationEdit[]): void {
  for (let at = start; at < end; ) {
    if (text.charAt(at) === '"') {
      const close = text.indexOf('"', at + 1);
      at = close < 0 ? end : close + 1;
      continue;
    }
    const past = nameEnd(text, at, end);
    const [equals] = trimmed(text, past, end);
    if (past > at && text.slice(at, past) === "state" && text.charCodeAt(equals) === EQUALS) {
      const [value] = trimmed(text, equals + 1, end);
      let valueEnd = value;
      while (valueEnd < end && !isBlank(text.charCodeAt(valueEnd)) && text.charCodeAt(valueEnd) !== COMMA)
        valueEnd++;
      normalizeState(text, value, valueEnd, edits);
      at = valueEnd;
    } else {
      at = Math.max(past, at + 1);
    }
  }
}
