/** The fields of a segment: `seq=x`, `win=1000`, `sackok`, `sack=1..2`, `ts=1:2`, `tfo=HEX`, `as ID`. */

import type { FastOpenField, IntegerField, NumberField, SackField, TimestampField } from "./ast.js";
import { COLON, COMMA, DOT, EQUALS, QUESTION, wordEnd } from "./chars.js";
import { readExpr, readInteger, readPlainSum, sayMissing } from "./expression.js";
import { PlainIntegerField } from "./nodes.js";
import { expected, fail, peek, readName, type Scanner, skipBlanks, spanOf } from "./scanner.js";
import type { SegmentDraft } from "./segment-draft.js";
import { LARGEST_8_BIT, LARGEST_16_BIT, LARGEST_32_BIT, LARGEST_WINDOW } from "./words.js";

type Found = "read" | "fault" | "unknown";

/** The word from `start` to `end` is the field's key, if it is one. */
export function readField(s: Scanner, draft: SegmentDraft, start: number, end: number): Found {
  const key = end - start === SHORT_KEY ? shortKey(s.text, start) : s.text.slice(start, end);
  switch (key) {
    case "seq":
    case "ack":
    case "len":
      if (draft[key] !== null) return again(s, start, end, key);
      draft[key] = readNumber(s, start, end, key);
      return draft[key] === null ? "fault" : "read";
    case "win":
      if (draft.win !== null) return again(s, start, end, key);
      draft.win = readIntegerField(s, start, end, key);
      return draft.win === null ? "fault" : "read";
    case "urg":
    case "mss":
    case "wscale":
      if (draft.rest[key] !== null) return again(s, start, end, key);
      draft.own[key] = readIntegerField(s, start, end, key);
      return draft.rest[key] === null ? "fault" : "read";
    case "sackok":
      if (draft.rest.sackok !== null) return again(s, start, end, key);
      s.pos = end;
      draft.own.sackok = spanOf(s, start, end);
      return "read";
    case "sack":
      if (draft.rest.sack !== null) return again(s, start, end, key);
      draft.own.sack = readSack(s, start, end);
      return draft.rest.sack === null ? "fault" : "read";
    case "ts":
      if (draft.rest.ts !== null) return again(s, start, end, key);
      draft.own.ts = readTimestamps(s, start, end);
      return draft.rest.ts === null ? "fault" : "read";
    case "tfo":
      if (draft.rest.tfo !== null) return again(s, start, end, key);
      draft.own.tfo = readFastOpen(s, start, end);
      return draft.rest.tfo === null ? "fault" : "read";
    case "as":
      if (draft.rest.id !== null) return again(s, start, end, key);
      s.pos = end;
      skipBlanks(s);
      draft.own.id = readName(s, "id");
      return draft.rest.id === null ? "fault" : "read";
    default:
      return "unknown";
  }
}

const SHORT_KEY = 3;
/** The commonest first. */
const SHORT_KEYS: readonly string[] = ["seq", "ack", "len", "win", "urg", "mss", "tfo"];

/** The key of three letters that stands there, without making a string of it. */
function shortKey(text: string, start: number): string | undefined {
  for (const key of SHORT_KEYS) if (text.startsWith(key, start)) return key;
  return undefined;
}

function again(s: Scanner, start: number, end: number, field: string): "fault" {
  duplicate(s, start, end, field);
  return "fault";
}

export function duplicate(s: Scanner, start: number, end: number, field: string): false {
  fail(s, "syntax-duplicate-field", start, end, field);
  return false;
}

/** Past `=`, blanks allowed round it. */
export function passEquals(s: Scanner, keyEnd: number): boolean {
  s.pos = keyEnd;
  skipBlanks(s);
  if (peek(s) !== EQUALS) {
    expected(s, "value");
    return false;
  }
  s.pos++;
  skipBlanks(s);
  return !sayMissing(s);
}

function readNumber(s: Scanner, start: number, end: number, key: string): NumberField | null {
  if (!passEquals(s, end)) return null;
  const plain = s.origin === null ? readPlainSum(s, start) : null;
  if (plain !== null) return plain;
  const value = readExpr(s, key);
  if (value === null) return null;
  return { key: spanOf(s, start, end), span: spanOf(s, start, s.pos), value };
}

function readIntegerField(s: Scanner, start: number, end: number, key: string): IntegerField | null {
  if (!passEquals(s, end)) return null;
  let value: number | null = null;
  if (peek(s) === QUESTION) {
    s.pos++;
  } else {
    value = readInteger(s, key, LARGEST_VALUE[key] ?? LARGEST_16_BIT);
    if (value < 0) return null;
  }
  if (s.origin === null) return new PlainIntegerField(start, end, s.pos, value);
  return { key: spanOf(s, start, end), span: spanOf(s, start, s.pos), value };
}

/** A window may be written as Wireshark shows it, with its scale applied. */
const LARGEST_VALUE: Readonly<Record<string, number>> = { wscale: LARGEST_8_BIT, win: LARGEST_WINDOW };

type Block = SackField["blocks"][number];

function readSack(s: Scanner, start: number, end: number): SackField | null {
  if (!passEquals(s, end)) return null;
  const first = readBlock(s);
  if (first === null) return null;
  const blocks: Block[] = [first];
  for (;;) {
    const blockEnd = s.pos;
    const block = readFurtherBlock(s);
    if (block === null) {
      s.pos = blockEnd;
      return { key: spanOf(s, start, end), span: spanOf(s, start, blockEnd), blocks };
    }
    blocks.push(block);
  }
}

function readBlock(s: Scanner): Block | null {
  const left = readExpr(s, "sack");
  if (left === null) return null;
  skipBlanks(s);
  if (peek(s) !== DOT || s.text.charCodeAt(s.pos + 1) !== DOT) return expected(s, "value");
  s.pos += 2;
  skipBlanks(s);
  const right = readExpr(s, "sack");
  return right === null ? null : { left, right };
}

/** A comma may go on with a block or begin another field: only what reads as a block is one. */
function readFurtherBlock(s: Scanner): Block | null {
  skipBlanks(s);
  if (peek(s) !== COMMA) return null;
  s.pos++;
  skipBlanks(s);
  const end = s.end;
  const block = readBlock(s);
  s.fault = null;
  s.end = end;
  return block;
}

function readTimestamps(s: Scanner, start: number, end: number): TimestampField | null {
  if (!passEquals(s, end)) return null;
  const value = readInteger(s, "ts", LARGEST_32_BIT);
  if (value < 0) return null;
  if (peek(s) !== COLON) return expected(s, "colon");
  s.pos++;
  const echo = readInteger(s, "ts", LARGEST_32_BIT);
  if (echo < 0) return null;
  return { key: spanOf(s, start, end), span: spanOf(s, start, s.pos), value, echo };
}

const COOKIE = /^[0-9a-fA-F]+$/;

function readFastOpen(s: Scanner, start: number, end: number): FastOpenField | null {
  s.pos = end;
  skipBlanks(s);
  if (peek(s) !== EQUALS) {
    s.pos = end;
    return { key: spanOf(s, start, end), span: spanOf(s, start, end), cookie: null };
  }
  s.pos++;
  skipBlanks(s);
  const cookieStart = s.pos;
  const cookieEnd = wordEnd(s.text, cookieStart, s.end);
  const cookie = s.text.slice(cookieStart, cookieEnd);
  if (!COOKIE.test(cookie)) return expected(s, "value");
  s.pos = cookieEnd;
  return { key: spanOf(s, start, end), span: spanOf(s, start, s.pos), cookie };
}
