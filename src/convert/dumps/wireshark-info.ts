/** What Wireshark says of a TCP segment in its Info column: `40001 → 8080 [SYN, ACK] Seq=0 Ack=1 Win=65160 Len=0 MSS=1460 …`. */

import type { FlagName } from "../../language/ast.js";
import { textAt } from "../../language/at.js";
import { MAX_SHIFT } from "../../tcp/segment.js";
import { wrap } from "../../tcp/sequence.js";
import type { ObservedOptions, ObservedSegment } from "../observed.js";

export interface Info {
  /** What stands before it: the other columns, remarks such as `[TCP Retransmission]`. */
  readonly before: string;
  readonly ports: readonly [string, string];
  readonly fields: Pick<
    ObservedSegment,
    "flags" | "seq" | "ack" | "len" | "win" | "scaledWin" | "urg" | "options" | "words" | "unread"
  >;
}

const FLAG = "SYN|ACK|FIN|RST|PSH|URG|ECE|ECN|CWR|NS|AE|AccECN|Reserved|None|<None>";
const ARROW = "(?:→|➜|->|>|\\u2192|â†’|(?<=\\s\\d+)-(?=\\d+\\s))";
const PORT = "[\\w.-]+(?: ?\\(\\d+\\))?";
const INFO = new RegExp(
  `^(.*?)(${PORT})\\s*${ARROW}\\s*(${PORT})\\s+\\[((?:${FLAG})(?:, ?(?:${FLAG}))*)\\](.*)$`,
  "i",
);
const SIGN = new RegExp(`\\[(?:${FLAG})(?:, ?(?:${FLAG}))*\\]`, "i");

/** A quick look, before the careful one. */
export function looksLikeInfo(line: string): boolean {
  return (
    line.includes("[") &&
    (line.includes("Seq=") || line.includes("Win=") || line.includes("Len=") || line.includes(" seq=")) &&
    SIGN.test(line)
  );
}

/** null: not of TCP; "unread": of TCP, but something in it cannot be read. */
export function readInfo(line: string): Info | "unread" | null {
  const found = INFO.exec(line.replaceAll("**", ""));
  if (found === null) return null;
  const [, before = "", from = "", to = "", flags = "", rest = ""] = found;
  const fields = fieldsOf(flags, rest);
  return fields === null ? "unread" : { before, ports: [portOf(from), portOf(to)], fields };
}

/** `http-alt(8080)`, `http (80)`: the number. */
function portOf(text: string): string {
  return /\((\d+)\)/.exec(text)?.[1] ?? text;
}

const NAMES: Readonly<Record<string, FlagName>> = { ECN: "ECE", ACCECN: "NS", AE: "NS" };

export function flagsNamedIn(text: string): readonly FlagName[] {
  return text
    .split(/,\s*/)
    .map((word) => word.trim().toUpperCase())
    .filter((word) => word !== "" && !/NONE|RESERVED/.test(word))
    .map((word) => NAMES[word] ?? (word as FlagName));
}

const FIELD = /\s*([A-Za-z_]+)(?:\s*=\s*([0-9A-Fa-fx]+|R))?(?=[\s\])]|$)/y;
/** Remarks of Wireshark's in square brackets, and words of the protocol above. */
const REMARK = /\s*(\[[^\]]*\])/y;

interface Draft {
  seq: number | null;
  ack: number | null;
  len: number | null;
  win: number | null;
  urg: number | null;
  left: number[];
  right: number[];
  options: { -readonly [key in keyof ObservedOptions]: ObservedOptions[key] };
  echo: number | null;
  words: string[];
  readonly old: boolean;
}

/** Until 1.6 it printed the shift itself, beside `TSV` and `TSER`; since then the factor. */
const OLD_NAMES = /\bTSV=\d+ TSER=/;

function takeScale(draft: Draft, number: number): boolean {
  const shift = draft.old ? number : Math.log2(number);
  if (Number.isInteger(shift)) draft.options.wscale = shift;
  else if (number <= MAX_SHIFT) draft.options.wscale = number;
  return draft.options.wscale !== undefined;
}

function fieldsOf(flags: string, text: string): Info["fields"] | null {
  const draft: Draft = {
    seq: null,
    ack: null,
    len: null,
    win: null,
    urg: null,
    left: [],
    right: [],
    options: {},
    echo: null,
    words: [],
    old: OLD_NAMES.test(text),
  };
  let at = 0;
  while (at < text.length && text.slice(at).trim() !== "") {
    REMARK.lastIndex = at;
    const remark = REMARK.exec(text);
    if (remark !== null) {
      at = REMARK.lastIndex;
      draft.words.push(textAt(remark, 1));
      continue;
    }
    FIELD.lastIndex = at;
    const field = FIELD.exec(text);
    if (field === null) {
      const rest = text.slice(at).trim();
      if (/^(?:Seq|Ack|Win|Len)\s*=/i.test(rest)) return null;
      draft.words.push(rest);
      break;
    }
    at = FIELD.lastIndex;
    if (!take(draft, textAt(field, 1), field[2])) draft.words.push(field[0].trim());
  }
  return fieldsFrom(draft, flagsNamedIn(flags));
}

function fieldsFrom(draft: Draft, flags: readonly FlagName[]): Info["fields"] {
  const { seq, ack, len, win, urg, left, right, options, words } = draft;
  if (left.length > 0) options.sack = left.map((l, i) => [l, right[i] ?? l] as const);
  const said = words.filter(
    (word) => !/^\[(?:TCP segment of a reassembled PDU|Packet size limited during capture)\]$/.test(word),
  );
  return {
    flags,
    seq,
    ack,
    len,
    win: null,
    scaledWin: win,
    urg,
    options,
    words: said.length === 0 ? null : said.join(" "),
  };
}

/** Whether a word is a field that is known. */
function take(draft: Draft, name: string, value: string | undefined): boolean {
  const { options } = draft;
  const number = value === undefined ? Number.NaN : Number(value);
  const key = name.toUpperCase();
  if (key === "SACK_PERM") {
    options.sackok = value === undefined || number !== 0;
    return true;
  }
  if (key === "TFO") {
    // A cookie is not shown; a request has none.
    if (value?.toUpperCase() === "R" || value === undefined) options.tfo = "";
    return value === undefined || value.toUpperCase() === "R";
  }
  if (Number.isNaN(number)) return false;
  switch (key) {
    case "SEQ":
      draft.seq = wrap(number);
      return true;
    case "ACK":
      draft.ack = wrap(number);
      return true;
    case "WIN":
      draft.win = number;
      return true;
    case "LEN":
      draft.len = number;
      return true;
    case "URG":
      draft.urg = number;
      return true;
    case "MSS":
      options.mss = number;
      return true;
    case "WS":
      return takeScale(draft, number);
    case "TSV":
    case "TSVAL":
      options.ts = [number, options.ts?.[1] ?? 0];
      return true;
    case "TSER":
    case "TSECR":
      options.ts = [options.ts?.[0] ?? 0, number];
      return true;
    case "SLE":
      draft.left.push(wrap(number));
      return true;
    case "SRE":
      draft.right.push(wrap(number));
      return true;
    default:
      return false;
  }
}
