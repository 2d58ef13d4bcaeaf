/** The words of the language, each list in the order a reader would look for them. */

import type { FlagName, Role, StateName, Timer } from "./ast.js";

export const FLAG_NAMES: readonly FlagName[] = ["SYN", "ACK", "FIN", "RST", "PSH", "URG", "ECE", "CWR", "NS"];

/** What may be written for a flag; AE is the name that RFC 9768 gives to the bit that was NS. */
export const FLAG_WORDS: readonly string[] = [...FLAG_NAMES, "AE", "NONE"];

export const STATE_NAMES: readonly StateName[] = [
  "CLOSED",
  "LISTEN",
  "SYN-SENT",
  "SYN-RECEIVED",
  "ESTABLISHED",
  "FIN-WAIT-1",
  "FIN-WAIT-2",
  "CLOSE-WAIT",
  "CLOSING",
  "LAST-ACK",
  "TIME-WAIT",
];

export const TIMERS: readonly Timer[] = ["rto", "2msl", "user", "keepalive", "persist", "delack"];

export const EVENT_WORDS = [
  "listen",
  "unlisten",
  "open",
  "send",
  "receive",
  "close",
  "abort",
  "timeout",
  "crash",
] as const;

export const ROLES: readonly Role[] = ["client", "server", "peer"];

export const FIELD_WORDS: readonly string[] = [
  "seq",
  "ack",
  "len",
  "win",
  "urg",
  "mss",
  "wscale",
  "sackok",
  "sack",
  "ts",
  "tfo",
  "as",
];

export const ATTRIBUTE_WORDS = [
  "state",
  "isn",
  "snd",
  "rcv",
  "window",
  "mss",
  "wscale",
  "sackok",
  "ts",
  "ecn",
  "addr",
  "syncookies",
  "inorder",
] as const;

export const EXERCISE_KINDS = ["fill", "find", "order", "next", "state", "capture", "choice"] as const;

export type ExerciseKind = (typeof EXERCISE_KINDS)[number];

export function isExerciseKind(word: string): word is ExerciseKind {
  return (EXERCISE_KINDS as readonly string[]).includes(word);
}

/** Words of an exercise that a colon and text follow. */
export const EXERCISE_WORDS = ["task", "kind", "hint", "answer", "right", "wrong"] as const;

/** Words that may begin a line. */
export const LINE_WORDS: readonly string[] = [
  "flow",
  "exercise",
  "client",
  "server",
  "peer",
  "note",
  "deliver",
  "old",
  ...EXERCISE_WORDS,
  "option",
  "answers",
];

/** Words for fields that are not symbols: `ack=Seq+1` says nothing that can be computed. */
export const FIELDS_NOT_SYMBOLS: readonly string[] = [
  "seq",
  "ack",
  "len",
  "win",
  "序号",
  "序列号",
  "确认号",
  "确认序号",
];

export const LARGEST_32_BIT = 0xffffffff;
export const LARGEST_16_BIT = 0xffff;
export const LARGEST_8_BIT = 0xff;
/** 65535 shifted by the largest window scale of RFC 7323, 14. */
export const LARGEST_WINDOW = 0xffff * 2 ** 14;

/** An `answer:` that is still to be given. */
export function isOpenAnswer(text: string): boolean {
  return text === "?" || text === "？";
}
