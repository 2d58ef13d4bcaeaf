/** From the fault that a reader left to the problem that a person is shown. */

import type { Problem } from "./ast.js";
import { isBlank, wordEnd } from "./chars.js";
import { groupedNumbers } from "./grouped.js";
import { type Fault, type Scanner, spanOf } from "./scanner.js";
import { otherWord, suggest } from "./suggest.js";
import type { ExpectedWhat } from "./syntax-code.js";
import {
  ATTRIBUTE_WORDS,
  EVENT_WORDS,
  EXERCISE_KINDS,
  FIELD_WORDS,
  FLAG_WORDS,
  LINE_WORDS,
  STATE_NAMES,
  TIMERS,
} from "./words.js";

export function problemOf(s: Scanner, fault: Fault): Problem {
  const { code, detail } = fault;
  const grouped = groupedNumber(s, fault);
  if (grouped !== null) return grouped;
  const end = fault.end >= 0 ? fault.end : tokenEnd(s, fault.start);
  const text = s.text.slice(fault.start, end);
  switch (code) {
    case "syntax-expected": {
      const [from, to] = end > fault.start ? [fault.start, end] : lastToken(s);
      const suggestion = suggestFor(fault.expected, text, isKey(s, end));
      return problem(s, fault, from, to, { expected: fault.expected, found: text, suggestion });
    }
    case "syntax-unknown-word": {
      const suggestion = suggestFor(fault.expected, text, isKey(s, end));
      return problem(s, fault, fault.start, end, { word: text, expected: fault.expected, suggestion });
    }
    case "syntax-duplicate-field":
      return problem(s, fault, fault.start, end, { field: detail });
    case "syntax-number":
      return problem(s, fault, fault.start, end, numberArgs(fault, text));
    case "syntax-string":
      return problem(s, fault, fault.start, end, { text, escape: detail });
    case "syntax-field-as-symbol":
      return problem(s, fault, fault.start, end, { word: text, field: detail });
    case "syntax-place":
      return problem(s, fault, fault.start, end, { statement: detail });
    default:
      return problem(s, fault, fault.start, end, {});
  }
}

/** A number that the field cannot hold, or none: then `detail` is what it was to follow. */
function numberArgs({ detail, max }: Fault, text: string): Problem["args"] {
  return text === detail ? { text: "", field: detail, max: "" } : { text, field: detail, max: String(max) };
}

/** `seq=10,500`: the digits of a number stand in groups, and what follows the first is no field. */
function groupedNumber(s: Scanner, fault: Fault): Problem | null {
  const at = fault.start - s.start;
  const found = groupedNumbers(s.text.slice(s.start, s.end)).find(
    ({ start, end }) => start <= at && at <= end,
  );
  if (found === undefined) return null;
  const [start, end] = [s.start + found.start, s.start + found.end];
  const args = { text: s.text.slice(start, end), field: found.field, max: "" };
  return problem(s, { ...fault, code: "syntax-number" }, start, end, args);
}

/** Whether a value is given to the word that ends there. */
function isKey({ text }: Scanner, end: number): boolean {
  return /^\s*=/.test(text.slice(end, end + LONGEST_GAP));
}

const LONGEST_GAP = 8;

function problem(s: Scanner, fault: Fault, start: number, end: number, args: Problem["args"]): Problem {
  return { code: fault.code, span: spanOf(s, start, end), line: s.line, args };
}

/** The word at `start`, else the one sign there; nothing at the end of the line. */
function tokenEnd(s: Scanner, start: number): number {
  if (start >= s.end) return start;
  const end = wordEnd(s.text, start, s.end);
  if (end > start) return end;
  const wide = (s.text.codePointAt(start) ?? 0) > 0xffff;
  return Math.min(s.end, start + (wide ? 2 : 1));
}

/** What is missing at the end of a line shows on what stands before it. */
function lastToken(s: Scanner): readonly [number, number] {
  const { text, end } = s;
  let start = end;
  while (start > s.start && wordEnd(text, start - 1, end) === end) start--;
  if (start < end) return [start, end];
  while (
    start > s.start &&
    !isBlank(text.charCodeAt(start - 1)) &&
    wordEnd(text, start - 1, end) === start - 1
  ) {
    start--;
  }
  return [start, end];
}

const CANDIDATES: Readonly<Partial<Record<ExpectedWhat, readonly string[]>>> = {
  statement: LINE_WORDS,
  arrow: LINE_WORDS,
  segment: [...FLAG_WORDS, ...FIELD_WORDS],
  flag: [...FLAG_WORDS, ...FIELD_WORDS],
  field: [...FIELD_WORDS, ...FLAG_WORDS],
  attribute: ATTRIBUTE_WORDS,
  event: EVENT_WORDS,
  state: STATE_NAMES,
  timer: TIMERS,
  "exercise-kind": EXERCISE_KINDS,
};
const EVENTS_FIRST: readonly string[] = [...EVENT_WORDS, ...STATE_NAMES];

function suggestFor(what: ExpectedWhat | "", word: string, isKey: boolean): string {
  if (word === "" || what === "") return "";
  const other = otherWord(what, word, isKey);
  if (other !== "") return other;
  // All lower case is an event, any capital a state: CLOSE is a slip for CLOSED.
  if (what === "event-or-state") return suggest(word, /\p{Lu}/u.test(word) ? STATE_NAMES : EVENTS_FIRST);
  return suggest(word, CANDIDATES[what] ?? []);
}
