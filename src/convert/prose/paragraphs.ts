/** A text in paragraphs: lines that run on without the end of a sentence are one. */

import { textAt } from "../../language/at.js";
import { displayWidth } from "../../language/width.js";
import { isSegment, saidIn } from "../said/said.js";
import { plainText } from "../said/text.js";
import { SENDS } from "./clauses.js";
import { directionIn, oneSideBehind, SPOKEN, senderIn } from "./people.js";

export interface Paragraph {
  readonly text: string;
  /** Its first line. */
  readonly line: number;
  /** A step of its own: numbered, or not below one. */
  readonly begins: boolean;
}

const ENDS_A_SENTENCE = /[。.；;：:！!?？」”）)*_|]\s*$/u;
const BEGINS_ANEW =
  /^\s*(?:[-*+•·>]\s|[・●○◆■▪※]|[(（]?(?:\d{1,2}|[a-z])[.)）、．]|\[?\s*(?:t\s*[=＝]\s*)?\+?\d+(?:[.:]\d+)*\s*(?:m?s|秒|毫秒)?\s*\]?\s{1,}\S|[①-⑳]|\*\*|第.{1,3}[次步]|步骤|[Ss]tep\s|#|[A-Z甲乙]\s*[:：]|\|)/u;
/** A number, or a heading: what stands below it belongs to it. */
const STEP =
  /^\s*(?:[-*+•]\s+)?(?:#{1,6}\s*)?(?:\*\*)?(?:[(（]?\d{1,2}[.)）、．]|[①-⑳]|第.{1,3}[次步]|步骤|[Ss]tep\s*\d|First|Then|Next|Second|Third|Finally)/u;
const HEADING = /^\s*#{1,6}\s/;
const BELOW = /^\s*(?:[-*+•·>]|[a-z][.)])\s|^\s{2,}/u;

export function paragraphsOf(lines: readonly string[]): readonly Paragraph[] {
  const plain = lines.map((line) =>
    line.replace(/^\s*(?:>\s?)+(?=\S)(?!["“])/u, "").replace(/^\s*>\s*$/, ""),
  );
  return unquoted(plain);
}

/** What a page breaks within a line. */
const BREAK = /<br\s*\/?>/iu;

function unquoted(lines: readonly string[]): readonly Paragraph[] {
  const paragraphs: { text: string; readonly line: number; readonly begins: boolean }[] = [];
  let open: { text: string } | null = null;
  const headings = lines.filter((line) => HEADING.test(line)).length;
  const widest = Math.max(...lines.map((line) => displayWidth(line)));
  const steps = lines.some((line) => STEP.test(line)) || headings > 1;
  const pieces = lines.flatMap((line, at) =>
    line.split(BREAK).flatMap((piece, i) => (i > 0 && piece.trim() === "" ? [] : [{ line: piece, at, i }])),
  );
  for (const { line, at, i } of pieces) {
    const text = line.trim();
    if (i > 0) open = null;
    if (/^(?:```|~~~|-{3,}|={3,})/.test(text) || /^[-=*_]{3,}$/.test(text)) {
      open = null;
      continue;
    }
    if (
      open !== null &&
      text !== "" &&
      !BEGINS_ANEW.test(line) &&
      !speaks(text) &&
      !isWhole(open.text, line) &&
      goesOn(textAt(lines, at - 1), line, widest) &&
      !actsAgain(open.text, text)
    ) {
      const apart = /[A-Za-z,]$/.test(open.text) || (/[\w)\]]$/.test(open.text) && /^[A-Za-z([]/.test(text));
      open.text += apart ? ` ${text}` : text;
    } else {
      const begins = STEP.test(line) || (!steps && text !== "" && !BELOW.test(line)) || HEADING.test(line);
      const paragraph = { text, line: at, begins };
      if (text !== "" || paragraphs.at(-1)?.text !== "") paragraphs.push(paragraph);
      open = paragraph;
    }
    if (text === "" || ENDS_A_SENTENCE.test(line)) open = null;
  }
  return paragraphs;
}

/** Only a line that is as long as the others are was broken at the margin. */
function goesOn(before: string, line: string, widest: number): boolean {
  if (/^\s*[a-z,，、)）]/u.test(line) || OPEN.test(before)) return true;
  return displayWidth(before) >= widest * NEARLY;
}

/** What it ends with has something to follow. */
const OPEN = /(?:[和与及,，、的为是将把对向给]|一个|收到|进入|发送|回复|返回|\band|\bthe|\bto|\ban?)\s*$/iu;

const NEARLY = 0.7;

/** A line that has said who sends what is over, unless the next one is set in, or goes on within a sentence. */
function isWhole(before: string, next: string): boolean {
  if (directs(before) && directs(next)) return true;
  if (/^\s{2,}|^[a-z,，;；]/u.test(next) || /(?:[和与及,，、]|and|the|to|with)\s*$/iu.test(before))
    return false;
  const text = plainText(before);
  const side = oneSideBehind(text);
  if (side !== null && isSegment(saidIn(side.rest))) return true;
  return directs(before);
}

function directs(text: string): boolean {
  const direction = directionIn(plainText(text));
  return direction !== null && isSegment(saidIn(direction.rest));
}

/** `Client: …`, `A → B …`: who says it stands before it. */
function speaks(text: string): boolean {
  const plain = plainText(text);
  const direction = directionIn(plain);
  return (
    SPOKEN.test(plain) ||
    (direction !== null && [direction.from, direction.to].some((end) => plain.trimStart().startsWith(end)))
  );
}

/** Each line tells an act, without a full stop between them. */
function actsAgain(before: string, text: string): boolean {
  if (/(?:[和与及,，、]|and|the|to)\s*$/iu.test(before)) return false;
  return senderIn(plainText(text)) !== null && SENDS.test(before) && SENDS.test(text);
}
