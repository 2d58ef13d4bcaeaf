/**
 * What people type, and what it is read as (language 2.5): one row a notation. The rows say what is
 * meant; the modules beside this one say where in a line it may stand.
 */

import type { FlagName, StateName } from "./ast.js";

export interface NotationRow {
  readonly row: string;
  /** False: `format` rewrites it, but nobody is warned. */
  readonly warn: boolean;
  /** Neighbouring uses on a line are one use: `Seq=0 Ack=1` is one habit, not two. */
  readonly merges: boolean;
}

const row = (name: string, warn = true, merges = false): NotationRow => ({ row: name, warn, merges });

export const ARROW = row("arrow");
export const FLAG_LIST = row("flag-list", false, true);
export const FLAG_SEPARATOR = row("flag-separator", true, true);
export const FLAG_BRACKETS = row("flag-brackets", true, true);
export const FLAG_BITS = row("flag-bits", true, true);
export const FLAG_NUMBER = row("flag-number", true, true);
export const FLAG_NOUN = row("flag-noun", true, true);
export const FLAG_SLIP = row("flag-slip", true, true);
export const FLAG_CASE = row("flag-case", false, true);
export const ACK_BIT = row("ack-bit", true, true);
export const ACK_NUMBER = row("ack-number", true, true);
export const FIELDS_IN_BRACKETS = row("fields-in-brackets", true, true);
export const WIRESHARK = row("wireshark", true, true);
export const NO_EQUALS = row("no-equals", true, true);
export const FIELD_NAME = row("field-name", true, true);
export const STATE_ALIAS = row("state-alias", false);
export const STATE_NAME = row("state-name");
export const TIMER = row("timer-2msl");
export const TIMER_CASE = row("timer-case", false);
export const AND = row("and-between-names");
export const HEADING_END = row("heading-end");
export const TIMER_RTO = row("timer-rto");
export const LENGTH = row("length", true, true);
export const LOST = row("lost", true, true);
export const LINE_END = row("line-end");
export const ELLIPSIS = row("ellipsis");
export const QUOTES = row("quotes", true, true);
export const BRACKETS = row("brackets", true, true);
export const FULL_WIDTH = row("full-width", true, true);
export const BULLET = row("bullet");
export const BLANK = row("blank", true, true);

export interface CharacterRow extends NotationRow {
  readonly spellings: string;
  readonly canonical: string;
}

const characters = (name: string, spellings: string, canonical: string): CharacterRow => ({
  ...row(name),
  spellings,
  canonical,
});

/** A character that stands for another. Full-width letters, digits and rarer signs go by their distance. */
export const CHARACTER_ROWS: readonly CharacterRow[] = [
  characters("semicolon", "；;", ","),
  characters("enumeration-comma", "、", ","),
  characters("comma", "，﹐", ","),
  characters("colon", "：﹕∶", ":"),
  characters("equals", "＝", "="),
  characters("plus", "＋﹢", "+"),
  characters("minus", "－−﹣", "-"),
  characters("question-mark", "？﹖", "?"),
  characters("hash", "＃﹟", "#"),
  characters("bar", "｜│", "|"),
  characters("tilde", "～〜", "~"),
  { ...BRACKETS, spellings: "（﹙", canonical: "(" },
  { ...BRACKETS, spellings: "）﹚", canonical: ")" },
  { ...BLANK, spellings: "\u3000\u00a0\u2002\u2003\u2009\u202f\u200b\ufeff", canonical: " " },
];

export const RIGHT_ARROWS = "→⟶➜➔➝⇒";
export const LEFT_ARROWS = "←⟵⇐";
/** What the shaft of a drawn arrow is made of. */
export const ARROW_SHAFTS = "-=—–─―━~";

/** Between two flags. Those of the first list say plainly enough that both are set. */
export const QUIET_FLAG_JOINERS = "+-,";
export const LOUD_FLAG_JOINERS = "/|&";

/** What a flag's word is said to be: `SYN报文`, `ACK segment`. */
export const FLAG_NOUNS: readonly string[] = [
  "报文段",
  "报文",
  "数据包",
  "分组",
  "包",
  "标志位",
  "标志",
  "segment",
  "segments",
  "packet",
  "packets",
];

/** Flags that are often written so, and are set: `find=1`. By the lower-case spelling. */
export const FLAG_SLIPS: ReadonlyMap<string, FlagName> = new Map([["find", "FIN"]]);

/** Names of fields, by their lower-case spelling. */
export const FIELD_NAMES: ReadonlyMap<string, { readonly field: string; readonly row: NotationRow }> =
  new Map([
    ...(["seq", "ack", "len", "win", "urg", "mss", "wscale", "tfo", "sack"] as const).map(
      (field) => [field, { field, row: WIRESHARK }] as const,
    ),
    ...(
      [
        ["acknum", "ack"],
        ["acknumber", "ack"],
        ["acknowledgment", "ack"],
        ["确认号", "ack"],
        ["确认序号", "ack"],
        ["确认序列号", "ack"],
        ["seqnum", "seq"],
        ["seqnumber", "seq"],
        ["序号", "seq"],
        ["序列号", "seq"],
        ["length", "len"],
        ["长度", "len"],
        ["数据长度", "len"],
        ["window", "win"],
        ["窗口", "win"],
        ["窗口大小", "win"],
        ["接收窗口", "win"],
        ["通告窗口", "win"],
        ["rwnd", "win"],
        ["wnd", "win"],
      ] as const
    ).map(([typed, field]) => [typed, { field, row: FIELD_NAME }] as const),
  ]);

/** How Wireshark names the window, which it shows with the scale applied. */
export const SHOWN_WINDOW = "Win";

/** The letters in which tcpdump prints flags; `.` is ACK. */
export const TCPDUMP_FLAGS: ReadonlyMap<string, FlagName> = new Map([
  ["S", "SYN"],
  [".", "ACK"],
  ["F", "FIN"],
  ["R", "RST"],
  ["P", "PSH"],
  ["U", "URG"],
  ["E", "ECE"],
  ["W", "CWR"],
]);

/** Spellings of states in letters, without hyphens, underscores and blanks. */
export const STATE_ALIASES: ReadonlyMap<string, StateName> = new Map([
  ["CLOSED", "CLOSED"],
  ["LISTEN", "LISTEN"],
  ["LISTENING", "LISTEN"],
  ["SYNSENT", "SYN-SENT"],
  ["SYNSEND", "SYN-SENT"],
  ["SYNRECEIVED", "SYN-RECEIVED"],
  ["SYNRCVD", "SYN-RECEIVED"],
  ["SYNRECV", "SYN-RECEIVED"],
  ["SYNRECVD", "SYN-RECEIVED"],
  ["SYNREVD", "SYN-RECEIVED"],
  ["ESTABLISHED", "ESTABLISHED"],
  ["ESTAB", "ESTABLISHED"],
  ["ESTABLISH", "ESTABLISHED"],
  ["FINWAIT1", "FIN-WAIT-1"],
  ["FINWAIT2", "FIN-WAIT-2"],
  ["CLOSEWAIT", "CLOSE-WAIT"],
  ["CLOSEDWAIT", "CLOSE-WAIT"],
  ["CLOSING", "CLOSING"],
  ["LASTACK", "LAST-ACK"],
  ["TIMEWAIT", "TIME-WAIT"],
  ["TIMEDWAIT", "TIME-WAIT"],
]);

/** Names of states in Chinese textbooks. */
export const STATE_NAMES_CHINESE: ReadonlyMap<string, StateName> = new Map([
  ["关闭", "CLOSED"],
  ["已关闭", "CLOSED"],
  ["监听", "LISTEN"],
  ["收听", "LISTEN"],
  ["侦听", "LISTEN"],
  ["同步已发送", "SYN-SENT"],
  ["同步发送", "SYN-SENT"],
  ["同步收到", "SYN-RECEIVED"],
  ["同步已收到", "SYN-RECEIVED"],
  ["同步接收", "SYN-RECEIVED"],
  ["同步已接收", "SYN-RECEIVED"],
  ["已建立", "ESTABLISHED"],
  ["已建立连接", "ESTABLISHED"],
  ["连接已建立", "ESTABLISHED"],
  ["连接建立", "ESTABLISHED"],
  ["终止等待1", "FIN-WAIT-1"],
  ["终止等待2", "FIN-WAIT-2"],
  ["关闭等待", "CLOSE-WAIT"],
  ["正在关闭", "CLOSING"],
  ["最后确认", "LAST-ACK"],
  ["时间等待", "TIME-WAIT"],
]);

export const CHINESE_AND = "和与及";
