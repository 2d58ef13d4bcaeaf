/** The facts of TCP as data: which bit, how wide, how tools call it. Their words are in the catalogue. */

import type { FlagName, StateName, Timer } from "../language/ast.js";
import { FIELD_TEXTS, type FieldText } from "../messages/facts/fields.js";
import { FLAG_TEXTS, type FlagText } from "../messages/facts/flags.js";
import { STATE_TEXTS, type StateText } from "../messages/facts/states.js";
import {
  ARROW_TEXTS,
  ATTRIBUTE_TEXTS,
  EVENT_TEXTS,
  KEYWORD_TEXTS,
  TIMER_TEXTS,
} from "../messages/facts/words.js";
import type { Both } from "../messages/locale.js";
import { FLAG_BITS } from "../tcp/segment.js";

export interface FlagFact {
  readonly text: Both<FlagText>;
  /** Its place in the header's fourth row of 32 bits, as RFC 9293's Figure 1 numbers them. */
  readonly bit: number;
  readonly mask: number;
}

/** The flags stand in the left half of their row, the last one (FIN) in bit 15. */
const LAST_FLAG_BIT = 15;

export function flagFact(flag: FlagName): FlagFact {
  const mask = FLAG_BITS[flag];
  return { text: FLAG_TEXTS[flag], bit: LAST_FLAG_BIT - Math.log2(mask), mask };
}

const HEXADECIMAL = 16;

/** `0x12`, as tools write the flags of a segment. */
export function maskText(mask: number): string {
  return `0x${mask.toString(HEXADECIMAL).padStart(2, "0")}`;
}

export interface StateFact {
  readonly text: Both<StateText>;
  /** What the tool `ss` of Linux calls it. */
  readonly ss: string;
}

export function stateFact(state: StateName): StateFact {
  return { text: STATE_TEXTS[state], ss: SS_NAMES[state] };
}

const SS_NAMES: Readonly<Record<StateName, string>> = {
  CLOSED: "UNCONN",
  LISTEN: "LISTEN",
  "SYN-SENT": "SYN-SENT",
  "SYN-RECEIVED": "SYN-RECV",
  ESTABLISHED: "ESTAB",
  "FIN-WAIT-1": "FIN-WAIT-1",
  "FIN-WAIT-2": "FIN-WAIT-2",
  "CLOSE-WAIT": "CLOSE-WAIT",
  CLOSING: "CLOSING",
  "LAST-ACK": "LAST-ACK",
  "TIME-WAIT": "TIME-WAIT",
};

export type FieldKey = keyof typeof FIELD_TEXTS;

export interface FieldFact {
  readonly text: Both<FieldText>;
  /** Width in the header; null where it has no fixed one, or is no field of the header. */
  readonly bits: number | null;
  /** Of an option: its kind number. */
  readonly option: number | null;
  /** What defines it, where that is not RFC 9293. */
  readonly section: string;
}

export function fieldFact(field: FieldKey): FieldFact {
  const [bits, option, section] = FIELDS[field];
  return { text: FIELD_TEXTS[field], bits, option, section };
}

/** The whole header in the order of RFC 9293's Figure 1, then the options: width, kind, section. */
const FIELDS: Readonly<
  Record<FieldKey, readonly [bits: number | null, option: number | null, section: string]>
> = {
  sourcePort: [16, null, "9293 3.1"],
  destinationPort: [16, null, "9293 3.1"],
  seq: [32, null, "9293 3.1"],
  ack: [32, null, "9293 3.1"],
  dataOffset: [4, null, "9293 3.1"],
  reserved: [4, null, "9293 3.1"],
  flags: [8, null, "9293 3.1"],
  win: [16, null, "9293 3.1"],
  checksum: [16, null, "9293 3.1"],
  urg: [16, null, "9293 3.1"],
  options: [null, null, "9293 3.1"],
  data: [null, null, "9293 3.1"],
  len: [null, null, "9293 3.4"],
  mss: [16, 2, "9293 3.7.1"],
  wscale: [8, 3, "7323 2.2"],
  sackok: [null, 4, "2018 2"],
  sack: [null, 5, "2018 3"],
  ts: [64, 8, "7323 3.2"],
  tfo: [null, 34, "7413 4.1.1"],
};

export const FIELD_KEYS = Object.keys(FIELDS) as readonly FieldKey[];

export const ARROWS: Readonly<Record<"->" | "-x" | "~>", Both<string>>> = ARROW_TEXTS;

export type EventName = keyof typeof EVENT_TEXTS;
export const EVENTS: Readonly<Record<EventName, Both<string>>> = EVENT_TEXTS;

export const TIMERS: Readonly<Record<Timer, Both<string>>> = TIMER_TEXTS;

export type AttributeKey = keyof typeof ATTRIBUTE_TEXTS;
export const ATTRIBUTES: Readonly<Record<AttributeKey, Both<string>>> = ATTRIBUTE_TEXTS;

export type Keyword = keyof typeof KEYWORD_TEXTS;
export const KEYWORDS: Readonly<Record<Keyword, Both<string>>> = KEYWORD_TEXTS;
