/** Flags and fields as people write them, after the colon of a segment. */

import type { FlagName, Span } from "./ast.js";
import {
  COLON,
  COMMA,
  EQUALS,
  isBlank,
  isDigit,
  nameEnd,
  OPEN_PAREN,
  PLUS,
  QUOTE,
  wordEnd,
} from "./chars.js";
import type { Body, FlagItem } from "./notation-body.js";
import { normalizeBracketed } from "./notation-brackets.js";
import { edit, type NotationEdit } from "./notation-edit.js";
import { normalizeFlags } from "./notation-flags.js";
import {
  ACK_BIT,
  ACK_NUMBER,
  FIELD_NAMES,
  FIELDS_IN_BRACKETS,
  FLAG_BRACKETS,
  FLAG_CASE,
  FLAG_NOUN,
  FLAG_NOUNS,
  FLAG_NUMBER,
  FLAG_SLIP,
  FLAG_SLIPS,
  NO_EQUALS,
  SHOWN_WINDOW,
  TCPDUMP_FLAGS,
  WIRESHARK,
} from "./notation-table.js";
import { expressionEnd, flagNamed, inCapitals, inSmallLetters, pastBlanks } from "./notation-text.js";
import { markLost, passOctets, passUnit, saysLost } from "./notation-words.js";
import { closingQuote } from "./strings.js";
import { FIELD_WORDS, LARGEST_16_BIT } from "./words.js";

export { captionHoldsFields } from "./notation-brackets.js";

/** `arrow` is where the arrow stands; null where it is none that delivers at once. */
export function normalizeSegmentBody(
  text: string,
  start: number,
  end: number,
  edits: NotationEdit[],
  arrow: Span | null,
): void {
  const body: Body = {
    text,
    start,
    end,
    edits,
    items: [],
    implied: [],
    fields: new Set(),
    ackOnes: [],
    acks: 0,
    mayBeLost: arrow !== null,
    lost: null,
  };
  let at = start;
  while (at < end) at = passToken(body, at);
  if (body.lost !== null && arrow !== null) markLost(text, arrow, body.lost, edits);
  const [first] = body.ackOnes;
  if (first !== undefined && body.acks > 1) body.items.push(first);
  normalizeFlags(body);
}

function passToken(body: Body, at: number): number {
  const { text, end } = body;
  const code = text.charCodeAt(at);
  if (isBlank(code) || code === COMMA) return at + 1;
  if (code === QUOTE) {
    const close = closingQuote(text, at, end);
    return close < 0 ? end : close + 1;
  }
  if (code === OPEN_PAREN) return normalizeBracketed(body, at);
  if (text.charAt(at) === "[") return passWiresharkFlags(body, at);
  const past = nameEnd(text, at, end);
  if (past > at) return passWord(body, at, past);
  const octets = isDigit(code) ? passOctets(body, at) : -1;
  return octets < 0 ? at + 1 : octets;
}

function passWord(body: Body, start: number, past: number): number {
  const { text, end } = body;
  const word = text.slice(start, past);
  if (body.mayBeLost && saysLost(word)) {
    body.lost ??= { start, end: past };
    return past;
  }
  const flag = flagNamed(word);
  const given = givenTo(body, word, flag, past);
  // Behind `SYN+` a number may be either one.
  if (given === null || (flag !== null && given.bare && text.charAt(start - 1) === "+")) {
    if (flag !== null) return passFlag(body, flag, word, start, past);
    const named = flagBeforeNoun(word);
    if (named !== null) body.items.push({ flag: named, start, end: past, row: FLAG_NOUN });
    else if (inCapitals(word) === "SACK_PERM") body.edits.push(edit(WIRESHARK, start, past, "sackok"));
    else if (word === "as") return nameEnd(text, pastBlanks(text, past, end), end);
    return past;
  }
  const { value, bare } = given;
  const slip = FLAG_SLIPS.get(inSmallLetters(word));
  if (slip !== undefined && text.charAt(value) === "1") {
    const bitEnd = wordEnd(text, value, end);
    if (isBit(body, value, bitEnd)) {
      body.items.push({ flag: slip, start, end: bitEnd, row: FLAG_SLIP });
      return bitEnd;
    }
  }
  if (flag !== null && word !== "ack" && word !== "Ack" && word !== "urg") {
    const bitEnd = wordEnd(text, value, end);
    if (isBit(body, value, bitEnd)) return passBit(body, flag, start, past, value, bitEnd);
  }
  const unit = IN_OCTETS.includes(fieldNamed(word)) ? passUnit(body, value) : -1;
  const valueEnd = unit < 0 ? expressionEnd(text, value, end) : pastDigits(text, value);
  if (unit >= 0) return Math.max(unit, passField(body, word, start, past, value, valueEnd, bare));
  if ((flag === "SYN" || flag === "FIN") && valueEnd > value && text.charAt(value) !== "?")
    return passFlagNumber(body, flag, start, past, value, valueEnd);
  if (flag === "ACK") return passAck(body, start, past, value, valueEnd, bare);
  return passField(body, word, start, past, value, valueEnd, bare);
}

/** A flag by itself, or with what it is: `SYN 报文`, `ACK segment`. */
function passFlag(
  { text, end, items }: Body,
  flag: FlagName,
  word: string,
  start: number,
  past: number,
): number {
  const next = pastBlanks(text, past, end);
  const nounEnd = nameEnd(text, next, end);
  const noun = next > past && FLAG_NOUNS.includes(inSmallLetters(text.slice(next, nounEnd)));
  items.push({ flag, start, end: noun ? nounEnd : past, row: noun ? FLAG_NOUN : caseRow(word) });
  return noun ? nounEnd : past;
}

/** `SYN报文`: the flag; null where no noun stands behind one. */
function flagBeforeNoun(word: string): FlagName | null {
  const noun = FLAG_NOUNS.find((one) => word.endsWith(one));
  return noun === undefined ? null : flagNamed(word.slice(0, -noun.length));
}

interface Given {
  /** Where the value begins. */
  readonly value: number;
  /** Without `=`: `seq 100`, `SEQ: 1000`. */
  readonly bare: boolean;
}

/** Fields of which people say that they are so many octets. */
const IN_OCTETS: readonly string[] = ["len", "win", "mss"];

function fieldNamed(word: string): string {
  return (FIELD_NAMES.get(word) ?? FIELD_NAMES.get(inSmallLetters(word)))?.field ?? "";
}

function pastDigits(text: string, start: number): number {
  let at = start;
  while (isDigit(text.charCodeAt(at))) at++;
  return at;
}

/** Fields that a number may follow without a sign between. */
const BARE_FIELDS: readonly string[] = ["seq", "ack", "len", "win", "urg", "mss", "wscale"];
/** `SYN J`, `ACK K+1` as Stevens draws them; `SYN 1` says too little. */
const NUMBER_OF_FLAG = /^(?:[A-Za-z](?![\p{L}\p{N}_])|\d{2,}|[\p{L}_][\p{L}\p{N}_]*\s*[+-]\s*\d)/u;
const NUMBER_OF_FIELD = /^(?:\d|[\p{L}_][\p{L}\p{N}_]*)/u;

/** What a word is given; null where it stands by itself. */
function givenTo({ text, end }: Body, word: string, flag: FlagName | null, past: number): Given | null {
  const sign = pastBlanks(text, past, end);
  if (text.charCodeAt(sign) === EQUALS) return { value: pastBlanks(text, sign + 1, end), bare: false };
  const field = fieldNamed(word);
  const named = BARE_FIELDS.includes(field);
  if (!named && flag !== "SYN" && flag !== "FIN") return null;
  const colon = text.charCodeAt(sign) === COLON;
  const value = colon ? pastBlanks(text, sign + 1, end) : sign;
  const rest = text.slice(value, end);
  if (value === past || rest === "") return null;
  const number = named && word !== "ACK" ? NUMBER_OF_FIELD : NUMBER_OF_FLAG;
  if (!(colon && /^\d/.test(rest)) && !number.test(rest)) return null;
  const next = nameEnd(text, value, end);
  const isWord = next > value && !isSymbol(text.slice(value, next));
  return isWord || text.charCodeAt(pastBlanks(text, next, end)) === EQUALS ? null : { value, bare: true };
}

/** Words of the language, and of a sentence, are no symbols. */
function isSymbol(word: string): boolean {
  if (/\p{Script=Han}/u.test(word)) return false;
  const small = inSmallLetters(word);
  return flagNamed(word) === null && !FIELD_NAMES.has(small) && !FIELD_WORDS.includes(small);
}

/** `SYN=x`: the flag, and its number. */
function passFlagNumber(
  body: Body,
  flag: FlagName,
  start: number,
  past: number,
  value: number,
  valueEnd: number,
): number {
  const { text, edits, items, fields } = body;
  items.push({ flag, start, end: past, row: FLAG_NUMBER });
  edits.push(edit(FLAG_NUMBER, past, value, " seq="));
  edits.push(edit(FLAG_NUMBER, value, valueEnd, text.slice(value, valueEnd)));
  fields.add("seq");
  return valueEnd;
}

function caseRow(word: string): FlagItem["row"] {
  return word === word.toUpperCase() ? null : FLAG_CASE;
}

/** `1` or `0` that is not the beginning of a sum (`SYN=1+ACK=1` is two bits). */
function isBit({ text, end }: Body, value: number, bitEnd: number): boolean {
  const digit = text.charAt(value);
  if (bitEnd !== value + 1 || (digit !== "0" && digit !== "1")) return false;
  const sign = pastBlanks(text, bitEnd, end);
  if (text.charAt(sign) === "-" || text.charAt(sign) === "+") {
    const next = pastBlanks(text, sign + 1, end);
    return flagNamed(text.slice(next, nameEnd(text, next, end))) !== null;
  }
  return true;
}

function passBit(
  body: Body,
  flag: FlagName,
  start: number,
  past: number,
  value: number,
  bitEnd: number,
): number {
  const { text, edits, items } = body;
  if (text.charAt(value) === "1") {
    items.push({ flag, start, end: bitEnd, row: "bit" });
  } else {
    const typed = text.slice(start, past);
    if (typed !== typed.toUpperCase()) edits.push(edit(FLAG_CASE, start, past, flag));
    const sign = pastBlanks(text, bitEnd, body.end);
    if (text.charCodeAt(sign) === PLUS) edits.push(edit(FLAG_CASE, bitEnd, sign + 1, " "));
  }
  return bitEnd;
}

/** `ack=1` may be the flag; `ACK=x+1` is the number. */
function passAck(
  body: Body,
  start: number,
  past: number,
  value: number,
  valueEnd: number,
  bare: boolean,
): number {
  const { text, edits } = body;
  const word = text.slice(start, past);
  body.acks++;
  if (word === "ack" && text.slice(value, valueEnd) === "1") {
    body.ackOnes.push({ flag: "ACK", start, end: valueEnd, row: ACK_BIT });
    return valueEnd;
  }
  body.fields.add("ack");
  if (word === "ACK") {
    const habit = edits.find(({ row }) => row === FIELDS_IN_BRACKETS || row === FLAG_NUMBER);
    const row = habit?.row ?? ACK_NUMBER;
    const joint = bare ? "=" : text.slice(past, value);
    edits.push(edit(row, start, past, "ack"), edit(row, past, value, joint));
    edits.push(edit(row, value, valueEnd, text.slice(value, valueEnd)));
    body.implied.push({ flag: "ACK", besideOthers: true });
  } else if (bare) {
    giveSign(body, "ack", start, value, valueEnd);
  } else if (word !== "ack") {
    edits.push(edit(WIRESHARK, start, past, "ack"));
  }
  return valueEnd;
}

/** `seq 100` with its sign. */
function giveSign(
  { text, edits }: Body,
  field: string,
  start: number,
  value: number,
  valueEnd: number,
): void {
  edits.push(edit(NO_EQUALS, start, value, `${field}=`));
  edits.push(edit(NO_EQUALS, value, valueEnd, text.slice(value, valueEnd)));
}

const LARGEST_SHIFT = 14;
const TIMESTAMP_ECHO = /^\s*,?\s*TSecr\s*=\s*(\d+)/i;

function passField(
  body: Body,
  word: string,
  start: number,
  past: number,
  value: number,
  valueEnd: number,
  bare: boolean,
): number {
  const { text, end, edits } = body;
  const upper = inCapitals(word);
  if (upper === "WS") {
    const shift = Math.log2(Number(text.slice(value, valueEnd)));
    if (Number.isInteger(shift) && shift >= 0 && shift <= LARGEST_SHIFT) {
      edits.push(edit(WIRESHARK, start, valueEnd, `wscale=${shift}`));
    }
    return valueEnd;
  }
  if (upper === "SACK_PERM") {
    if (text.slice(value, valueEnd) === "1") edits.push(edit(WIRESHARK, start, valueEnd, "sackok"));
    return valueEnd;
  }
  if (upper === "TSVAL") {
    const [echo, number] = TIMESTAMP_ECHO.exec(text.slice(valueEnd, end)) ?? [];
    if (echo === undefined) return valueEnd;
    edits.push(edit(WIRESHARK, start, valueEnd + echo.length, `ts=${text.slice(value, valueEnd)}:${number}`));
    return valueEnd + echo.length;
  }
  const found = FIELD_NAMES.get(word) ?? FIELD_NAMES.get(inSmallLetters(word));
  if (found === undefined) return valueEnd;
  body.fields.add(found.field);
  if (found.field === "ack") body.acks++;
  if (word === SHOWN_WINDOW && valueEnd > value) {
    // Its scale is taken off where the flow is known; until then any number that the field can hold will do. That of a
    // SYN is never scaled (RFC 7323 §2.2).
    const isShown = !body.items.some(({ flag }) => flag === "SYN");
    const fits = !isShown || Number(text.slice(value, valueEnd)) <= LARGEST_16_BIT;
    edits.push(edit(WIRESHARK, start, value, "win="));
    edits.push(edit(WIRESHARK, value, valueEnd, fits ? text.slice(value, valueEnd) : "0"));
  } else if (bare) giveSign(body, found.field, start, value, valueEnd);
  else if (found.field !== word) edits.push(edit(found.row, start, past, found.field));
  return valueEnd;
}

/** `[SYN, ACK]` as Wireshark, `[S.]` as tcpdump prints it. */
function passWiresharkFlags(body: Body, open: number): number {
  const { text, end, items } = body;
  const close = text.indexOf("]", open);
  if (close < 0 || close >= end) return open + 1;
  const inner = text.slice(open + 1, close);
  const letters = [...inner].map((letter) => TCPDUMP_FLAGS.get(letter));
  if (inner !== "" && letters.every((flag) => flag !== undefined)) {
    for (const flag of letters) {
      if (flag !== undefined) items.push({ flag, start: open, end: close + 1, row: FLAG_BRACKETS });
    }
    return close + 1;
  }
  const words = inner.split(/[\s,+|/-]+/).filter((word) => word !== "");
  if (words.length === 0 || words.some((word) => flagNamed(word) === null)) return close + 1;
  for (const word of words) {
    const flag = flagNamed(word);
    if (flag !== null) items.push({ flag, start: open, end: close + 1, row: FLAG_BRACKETS });
  }
  return close + 1;
}
