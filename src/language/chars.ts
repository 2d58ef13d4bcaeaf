/** Character codes the scanner compares with, and what may stand in a name. */

export const TAB = 9;
export const LINE_FEED = 10;
export const CARRIAGE_RETURN = 13;
export const SPACE = 32;
export const QUOTE = 34;
export const HASH = 35;
export const OPEN_PAREN = 40;
export const CLOSE_PAREN = 41;
export const PLUS = 43;
export const COMMA = 44;
export const MINUS = 45;
export const DOT = 46;
export const ZERO = 48;
export const COLON = 58;
export const LESS = 60;
export const EQUALS = 61;
export const GREATER = 62;
export const QUESTION = 63;
export const AT = 64;
export const BACKSLASH = 92;
export const LOWER_X = 120;
export const TILDE = 126;
export const BYTE_ORDER_MARK = 0xfeff;

const ASCII_SIZE = 128;
const NOT_IN_NAME = 0;
const LETTER = 1;
const DIGIT = 2;

const ASCII_CLASS: Uint8Array = classesOf();

function classesOf(): Uint8Array {
  const classes = new Uint8Array(ASCII_SIZE);
  for (const letter of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_") {
    classes[letter.charCodeAt(0)] = LETTER;
  }
  for (const digit of "0123456789") classes[digit.charCodeAt(0)] = DIGIT;
  return classes;
}

export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

export function isDigit(code: number): boolean {
  return code >= ZERO && code <= ZERO + 9;
}

/** The end of the name that begins at `pos`, or `pos` where none does. */
export function nameEnd(text: string, pos: number, end: number): number {
  if (pos >= end) return pos;
  const first = text.charCodeAt(pos);
  if (first < ASCII_SIZE) {
    return ASCII_CLASS[first] === LETTER ? wordEnd(text, pos + 1, end) : pos;
  }
  const next = pastWideLetter(text, pos);
  return next === pos ? pos : wordEnd(text, next, end);
}

/** The end of the run of letters, digits and `_` from `pos` on. */
export function wordEnd(text: string, pos: number, end: number): number {
  let at = pos;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code < ASCII_SIZE) {
      if (ASCII_CLASS[code] === NOT_IN_NAME) return at;
      at++;
    } else {
      const next = pastWideLetter(text, at);
      if (next === at || next > end) return at;
      at = next;
    }
  }
  return at;
}

const FIRST_HAN = 0x4e00;
const LAST_HAN = 0x9fff;
const FIRST_FULL_WIDTH = 0xff01;
const LAST_FULL_WIDTH = 0xff5e;
const LAST_BASIC = 0xffff;
const NAME_CHARACTER = /[\p{L}\p{M}\p{Nd}]/u;

/**
 * Full-width Latin letters are letters to Unicode, but to us they are slips of the input method:
 * were they names, `Ｃ` and `C` would be two endpoints that look alike.
 */
function pastWideLetter(text: string, pos: number): number {
  const unit = text.charCodeAt(pos);
  if (unit >= FIRST_HAN && unit <= LAST_HAN) return pos + 1;
  if (unit >= FIRST_FULL_WIDTH && unit <= LAST_FULL_WIDTH) return pos;
  const code = text.codePointAt(pos);
  if (code === undefined || !NAME_CHARACTER.test(String.fromCodePoint(code))) return pos;
  return code > LAST_BASIC ? pos + 2 : pos + 1;
}
