/** One packet in the form that tcpdump has had since 4.0: `SRC > DST: Flags [S.], seq 1, ack 1, win 1, options […], length 0`. */

import type { FlagName } from "../../language/ast.js";
import { TCPDUMP_FLAGS } from "../../language/notation-table.js";
import { wrap } from "../../tcp/sequence.js";
import type { ObservedEnd, ObservedOptions, ObservedSegment } from "../observed.js";

export interface TcpdumpPacket {
  readonly segment: ObservedSegment;
  /** What stands before the addresses: time, interface, link layer. */
  readonly before: string;
}

const MARK = ": Flags [";

export function looksLikePacket(line: string): boolean {
  return line.includes(MARK) && line.includes(" > ");
}

/** null where something in it cannot be read. */
export function readTcpdumpPacket(line: string, at: number, ends: EndCache): TcpdumpPacket | null {
  const mark = line.indexOf(MARK);
  const arrow = line.lastIndexOf(" > ", mark);
  const close = line.indexOf("]", mark);
  if (arrow < 0 || close < 0) return null;
  const to = line.slice(arrow + ARROW_WIDTH, mark);
  const start = beginOfWord(line, arrow);
  const [before, from] = [line.slice(0, start), line.slice(start, arrow)];
  if (to === "" || from === "" || /\s/.test(to)) return null;
  const flags = flagsOf(line.slice(mark + MARK.length, close));
  const fields = flags === null ? null : fieldsBeforeCut(line.slice(close + 1));
  if (flags === null || fields === null) return null;
  const { seq, ack, len, win, urg, options, words, remark, unread } = fields;
  return {
    before,
    segment: {
      line: at,
      time: null,
      from: ends.of(from),
      to: ends.of(to),
      flags,
      seq,
      ack,
      len,
      win,
      urg,
      options,
      words,
      remark,
      unread,
    },
  };
}

const ARROW_WIDTH = 3;

function beginOfWord(line: string, end: number): number {
  let at = end;
  while (at > 0 && line[at - 1] !== " " && line[at - 1] !== "\t") at--;
  return at;
}

/** The ends of one page: there are few, and each again and again. */
export class EndCache {
  private readonly known = new Map<string, ObservedEnd>();

  of(text: string): ObservedEnd {
    let end = this.known.get(text);
    if (end === undefined) {
      end = endOf(text);
      this.known.set(text, end);
    }
    return end;
  }
}

/** The port stands behind the last dot. */
export function endOf(text: string): ObservedEnd {
  const dot = text.lastIndexOf(".");
  return dot < 0 ? { address: text, port: "" } : { address: text.slice(0, dot), port: text.slice(dot + 1) };
}

const LETTERS: ReadonlyMap<string, FlagName> = new Map([...TCPDUMP_FLAGS, ["e", "NS"], ["N", "NS"]]);

/** There are few of them in a page, and each again and again. */
const KNOWN_FLAGS = new Map<string, readonly FlagName[] | null>([["none", []]]);
const LONGEST_FLAGS = 12;

export function flagsOf(text: string): readonly FlagName[] | null {
  const known = KNOWN_FLAGS.get(text);
  if (known !== undefined) return known;
  const flags = [...text].map((letter) => LETTERS.get(letter));
  const read = flags.length === 0 || flags.includes(undefined) ? null : (flags as FlagName[]);
  if (read !== null && text.length <= LONGEST_FLAGS) KNOWN_FLAGS.set(text, read);
  return read;
}

const NO_OPTIONS: ObservedOptions = {};
const NONE_UNREAD: readonly string[] = [];

type Fields = Required<
  Pick<ObservedSegment, "seq" | "ack" | "len" | "win" | "urg" | "options" | "words" | "remark" | "unread">
>;

interface Draft {
  seq: number | null;
  end: number | null;
  ack: number | null;
  len: number | null;
  win: number | null;
  urg: number | null;
  options: ObservedOptions | null;
  words: string | null;
  remark: string | null;
}

const FIELD =
  /[, .…]*(seq|ack|win|urg|length|cksum|options) +(\[(?:[^[\]]|\[[^\]]*\])*\]?|0x[0-9a-f]+(?: \([^)]*\))?|\d+(?::\d+)?)/y;
/** What may stand where fields end: dots where a text was cut, a remark that tcpdump makes of a short header. */
const END = /^[,\s]*(?:\.\.\.|…|\[([^\]]*)\])?\s*$/;
/** What somebody has written behind the fields, where no length is printed. */
const REMARK = /^[,\s]+(?:(?:#|\/\/|<-+|←)\s*(?<remark>\S.*?)|\((?<words>[^()]*)\))\s*$/u;

/** A line that was cut on its way: where the dots are, or where its options do not end. */
const CUT_OFF = /,\s*(?<rest>[^,]*?\S)(?:\.{3}|…)$|(?<=options \[[^\]]*),(?<open>[^,\]]*)$/;

/** The last part of a line that was cut may lack digits: it is kept beside as it stands. */
function fieldsBeforeCut(text: string): Fields | null {
  // Hardly any line is: a quick look first. Behind the length there are only words.
  const open = text.lastIndexOf("[") > text.lastIndexOf("]");
  if (!open && !text.endsWith("...") && !text.endsWith("…")) return fieldsOf(text);
  if (/\blength \d+(?![\d.…])/.test(text)) return fieldsOf(text);
  const { index, groups } = CUT_OFF.exec(text) ?? {};
  const rest = (groups?.rest ?? groups?.open ?? "").trim();
  if (index === undefined || rest === "") return fieldsOf(text);
  const fields = fieldsOf(text.slice(0, index));
  return fields === null
    ? null
    : { ...fields, remark: [fields.remark, `${rest}…`].filter(Boolean).join(", ") };
}

function emptyDraft(): Draft {
  return {
    seq: null,
    end: null,
    ack: null,
    len: null,
    win: null,
    urg: null,
    options: null,
    words: null,
    remark: null,
  };
}

/** null where something stands there that is no field. */
function fieldsOf(text: string): Fields | null {
  const draft = emptyDraft();
  let at = 0;
  while (at < text.length) {
    FIELD.lastIndex = at;
    const [whole = "", name = "", value = ""] = FIELD.exec(text) ?? [];
    if (whole === "") {
      const [end, listed = ""] = END.exec(text.slice(at)) ?? [];
      // Options that are shown without their word.
      if (end !== undefined && listed !== "") {
        draft.options = optionsOf(listed);
        draft.remark = otherOptions(listed);
      }
      if (end !== undefined) break;
      const { remark, words } = REMARK.exec(text.slice(at))?.groups ?? {};
      if (remark === undefined && words === undefined) return null;
      draft.words = remark ?? words ?? null;
      break;
    }
    at += whole.length;
    if (!take(draft, name, value)) return null;
    if (name !== "length") continue;
    draft.words = wordsOf(text.slice(at));
    break;
  }
  const { seq, end, ack, len, win, urg, options, words, remark } = draft;
  const range = seq === null || end === null ? null : wrap(end - seq);
  const unread = range !== null && len !== null && range !== len ? [`length=${len}`] : NONE_UNREAD;
  return { seq, ack, len: range ?? len, win, urg, options: options ?? NO_OPTIONS, words, remark, unread };
}

/** Of a packet that cannot be read: the first field that is none, with what follows it. */
export function notUnderstood(line: string): string | null {
  const close = line.indexOf("]", line.indexOf(MARK));
  if (close < 0) return null;
  const text = line.slice(close + 1);
  const flags = line.slice(line.indexOf(MARK) + MARK.length, close);
  if (flagsOf(flags) === null) return `Flags [${flags}]`;
  let at = 0;
  while (at < text.length) {
    FIELD.lastIndex = at;
    const [whole = "", name = "", value = ""] = FIELD.exec(text) ?? [];
    if (whole === "" || !take(emptyDraft(), name, value)) break;
    at += whole.length;
  }
  const rest = text.slice(at).replace(/^[,\s]+/, "");
  return rest === "" ? null : rest;
}

function take(draft: Draft, name: string, value: string): boolean {
  switch (name) {
    case "seq": {
      const [start = "", end] = value.split(":");
      draft.seq = wrap(Number(start));
      draft.end = end === undefined ? null : wrap(Number(end));
      return /^\d/.test(value);
    }
    case "ack":
      draft.ack = wrap(Number(value));
      break;
    case "win":
      draft.win = Number(value);
      break;
    case "urg":
      draft.urg = Number(value);
      break;
    case "length":
      draft.len = Number(value);
      break;
    case "options":
      if (!value.startsWith("[")) return false;
      draft.options = optionsOf(value.slice(1).replace(/\]$/, ""));
      draft.remark = otherOptions(value.slice(1).replace(/\]$/, ""));
      return draft.options !== null;
    default:
      return true;
  }
  return /^\d+$/.test(value);
}

/** The words of an application protocol behind the length. */
function wordsOf(text: string): string | null {
  const words = text.replace(/^[:\s]+/, "").trim();
  return words === "" ? null : words;
}

/** `mss 1460,sackOK,TS val 1 ecr 2,nop,wscale 7`; null where one of them cannot be read. */
export function optionsOf(text: string): ObservedOptions | null {
  const found: { -readonly [key in keyof ObservedOptions]: ObservedOptions[key] } = {};
  const sack: (readonly [number, number])[] = [];
  for (const option of text.split(/,\s*/)) {
    const [, name = "", value = ""] = OPTION.exec(option.trim()) ?? [];
    switch (name) {
      case "mss":
        found.mss = Number(value);
        break;
      case "wscale":
        found.wscale = Number(value);
        break;
      case "sackOK":
        found.sackok = true;
        break;
      case "TS":
      case "timestamp":
      case "tstamp": {
        const times = TIMES.exec(value);
        if (times === null) return null;
        found.ts = [Number(times[1]), Number(times[2])];
        break;
      }
      case "sack":
        for (const [, left, right] of value.matchAll(BLOCK))
          sack.push([wrap(Number(left)), wrap(Number(right))]);
        break;
      case "tfo":
        found.tfo = /cookie ([0-9a-f]+)/.exec(value)?.[1] ?? "";
        break;
    }
    if (/^(?:mss|wscale)$/.test(name) && !/^\d+$/.test(value)) return null;
  }
  if (sack.length > 0) found.sack = sack;
  return found;
}

/** What is known, and padding. */
const KNOWN = /^(?:exp-)?(?:mss|wscale|sackOK|TS|timestamp|tstamp|sack|tfo|nop|eol)\b|^$/;

/** Options that the language does not have, and where the capture has cut them; null where there are none. */
export function otherOptions(text: string): string | null {
  const others = text
    .replace(/>$/, "")
    .split(/,\s*/)
    .filter((option) => !KNOWN.test(option.trim()));
  return others.length === 0 ? null : others.join(", ");
}

const OPTION = /^(?:exp-)?([A-Za-z]+)\s*(.*)$/;
const TIMES = /^(?:val ?)?(\d+) (?:ecr ?)?(\d+)$/;
const BLOCK = /\{(\d+):(\d+)\}/g;
