/** `A: EVENT`, `A: STATE`, `A: STATE -> STATE` (language 2.4). */

import type {
  Event,
  Expr,
  Local,
  LocalBlank,
  Name,
  StateClaim,
  StateName,
  StateWord,
  Subject,
  Text,
  Time,
} from "./ast.js";
import {
  CLOSE_PAREN,
  COLON,
  COMMA,
  GREATER,
  MINUS,
  nameEnd,
  OPEN_PAREN,
  QUESTION,
  QUOTE,
  wordEnd,
} from "./chars.js";
import { readExpr } from "./expression.js";
import { atEnd, expected, peek, readName, type Scanner, skipBlanks, spanOf, unknownWord } from "./scanner.js";
import { readString } from "./strings.js";
import { STATE_NAMES, TIMERS } from "./words.js";

/** From after the first name on. */
export function readLocal(s: Scanner, first: Name, firstStart: number, at: Time | null): Local | null {
  const subject = readPeer(s, first, firstStart);
  if (subject === null) return null;
  const subjects: Subject[] = [subject];
  skipBlanks(s);
  while (peek(s) === COMMA) {
    s.pos++;
    skipBlanks(s);
    const start = s.pos;
    const name = readSubjectName(s);
    const next = name === null ? null : readPeer(s, name, start);
    if (next === null) return null;
    subjects.push(next);
    skipBlanks(s);
  }
  if (peek(s) !== COLON) return expected(s, "colon");
  s.pos++;
  skipBlanks(s);
  const what = readWhat(s);
  if (what === null || !atEnd(s)) return null;
  return { type: "local", line: s.line, span: spanOf(s, s.start, s.end), at, subjects, what };
}

/** A name over which a claim or note stands; `双方` and `C和S` are looked into once all names are known. */
export function readSubjectName(s: Scanner): Name | null {
  const name = readName(s, "endpoint");
  if (name !== null) noticeCollective(s, name);
  return name;
}

const COLLECTIVE = /^(?:双方|两端|两边)$|.[和与及]./u;
const LAST_ASCII = 0x7f;

export function noticeCollective(s: Scanner, { name }: Name): void {
  if (s.collective) return;
  for (let at = 0; at < name.length; at++) {
    if (name.charCodeAt(at) > LAST_ASCII) {
      s.collective = COLLECTIVE.test(name);
      return;
    }
  }
}

/** `C2` in `S(C2)`. */
function readPeer(s: Scanner, name: Name, start: number): Subject | null {
  if (peek(s) !== OPEN_PAREN) {
    return { name, peer: null, span: name.span };
  }
  s.pos++;
  skipBlanks(s);
  const peer = readName(s, "endpoint");
  if (peer === null) return null;
  skipBlanks(s);
  if (peek(s) !== CLOSE_PAREN) return expected(s, "endpoint");
  s.pos++;
  return { name, peer, span: spanOf(s, start, s.pos) };
}

function readWhat(s: Scanner): Event | StateClaim | LocalBlank | null {
  const start = s.pos;
  if (start >= s.end) return expected(s, "event-or-state");
  const from = readStateWord(s);
  if (from === null) return readEvent(s);
  const fromEnd = s.pos;
  skipBlanks(s);
  if (peek(s) === MINUS && s.text.charCodeAt(s.pos + 1) === GREATER) {
    s.pos += 2;
    skipBlanks(s);
    const to = readStateWord(s);
    if (to === null) return noState(s);
    return { kind: "state", span: spanOf(s, start, s.pos), from, to };
  }
  s.pos = fromEnd;
  const span = spanOf(s, start, fromEnd);
  return from.state === null ? { kind: "blank", span } : { kind: "state", span, from: null, to: from };
}

export function noState(s: Scanner): null {
  const end = stateWordEnd(s.text, s.pos, s.end);
  return end > s.pos ? unknownWord(s, "state", s.pos, end) : expected(s, "state");
}

const STATE_BY_NAME: ReadonlyMap<string, StateName> = new Map(STATE_NAMES.map((name) => [name, name]));

/** A state or `?`; null, and nothing read, where there is neither. */
export function readStateWord(s: Scanner): StateWord | null {
  const start = s.pos;
  if (peek(s) === QUESTION) {
    s.pos++;
    return { state: null, span: spanOf(s, start, s.pos) };
  }
  const end = stateWordEnd(s.text, start, s.end);
  const state = STATE_BY_NAME.get(s.text.slice(start, end));
  if (state === undefined) return null;
  s.pos = end;
  return { state, span: spanOf(s, start, end) };
}

/** States hold hyphens, which `->` must not be taken for. */
export function stateWordEnd(text: string, start: number, end: number): number {
  let at = wordEnd(text, start, end);
  while (at > start && at < end && text.charCodeAt(at) === MINUS) {
    const next = wordEnd(text, at + 1, end);
    if (next === at + 1) return at;
    at = next;
  }
  return at;
}

function readEvent(s: Scanner): Event | null {
  const start = s.pos;
  const end = nameEnd(s.text, start, s.end);
  const word = s.text.slice(start, end);
  switch (word) {
    case "listen":
    case "unlisten":
    case "open":
    case "close":
    case "abort":
    case "crash":
      s.pos = end;
      return { kind: "event", span: spanOf(s, start, end), event: word };
    case "send":
    case "receive":
      s.pos = end;
      return readTransfer(s, start, word);
    case "timeout":
      s.pos = end;
      return readTimeout(s, start);
    default: {
      const wrongEnd = stateWordEnd(s.text, start, s.end);
      return wrongEnd > start
        ? unknownWord(s, "event-or-state", start, wrongEnd)
        : expected(s, "event-or-state");
    }
  }
}

function readTransfer(s: Scanner, start: number, event: "send" | "receive"): Event | null {
  const wordEnd = s.pos;
  skipBlanks(s);
  let amount: Expr | null = null;
  let payload: Text | null = null;
  if (s.pos >= s.end) {
    if (event === "send") return expected(s, "expression");
    return { kind: "event", span: spanOf(s, start, wordEnd), event, amount, payload };
  }
  if (event === "send" && peek(s) === QUOTE) {
    payload = readString(s, "expression");
    if (payload === null) return null;
  } else {
    amount = readExpr(s, event);
    if (amount === null) return null;
  }
  return { kind: "event", span: spanOf(s, start, s.pos), event, amount, payload };
}

function readTimeout(s: Scanner, start: number): Event | null {
  skipBlanks(s);
  const wordStart = s.pos;
  const end = wordEnd(s.text, wordStart, s.end);
  const word = s.text.slice(wordStart, end);
  const timer = TIMERS.find((name) => name === word);
  if (timer === undefined) {
    return end > wordStart ? unknownWord(s, "timer", wordStart, end) : expected(s, "timer");
  }
  s.pos = end;
  return { kind: "event", span: spanOf(s, start, end), event: "timeout", timer };
}
