/** Packet details of Wireshark and tshark (`-V`): the tree of one packet or of many, whole or only its TCP part. */

import { matchIn, textAt } from "../../language/at.js";
import { wrap } from "../../tcp/sequence.js";
import type { ObservedOptions, ObservedSegment } from "../observed.js";
import type { Reader, Source, SourceReading } from "../reader.js";
import { Clock, millisecondsOf, type PrintedTime } from "./clock.js";
import { flagsOf } from "./field-rows.js";
import { looksLikeInfo } from "./wireshark-info.js";

export const wiresharkDetails: Reader = { name: "wireshark-details", read };

const SURE = 0.97;
const SURE_OF_FOLDED = 0.4;
const TCP = /Transmission Control Protocol(?![A-Za-z])|传输控制协议/;
/** In other languages, and older versions, the line above the fields has other words. */
const TCP_HEAD =
  /(?:Transmission Control Protocol|传输控制协议), (?:Src Port|源端口): (?:[^()]*\()?([\w-]+)\)?[^,]*, (?:Dst Port|目[的标]端口): (?:[^()]*\()?([\w-]+)\)?/;
const FRAME = /^\s*(?:Frame|帧) (\d+)[:\s(]/;
const IP =
  /(?:Internet Protocol|互联网协议|网际协议)(?:\s*(?:Version|版本)\s*[46])?, (?:Src|源)(?:地址)?: ([^\s,]+)(?: \([^)]*\))?, (?:Dst|目[的标])(?:地址)?: ([^\s,]+)/;

function read({ lines }: Source): SourceReading | null {
  if (!lines.some((line) => TCP.test(line))) return null;
  if (!lines.some((line) => /Sequence [Nn]umber|序列?号/.test(line) || TCP_HEAD.test(line))) return null;
  const packets: Packet[] = [];
  const understood = new Set<number>();
  let packet: Packet | null = null;
  let ends = NO_ENDS;
  let time: PrintedTime | null = null;
  lines.forEach((written, line) => {
    const text = written.replace(/：\s*/g, ": ").replace(/，\s*/g, ", ");
    if (FRAME.test(text)) {
      packet = null;
      ends = NO_ENDS;
      time = null;
    }
    const ip = IP.exec(text);
    if (ip !== null) ends = { source: textAt(ip, 1), target: textAt(ip, 2) };
    time = timeIn(text) ?? time;
    const isHead =
      /^\S.*[^:?]$/.test(text) &&
      !FRAME.test(text) &&
      !isSentence(text) &&
      /^\s{2,}\S/.test(textAt(lines, line + 1));
    if (TCP.test(text) && !/^\s*\[/.test(text)) {
      packet = { line, time, ...ends, head: text, fields: new Map(), sack: [], words: [] };
      packets.push(packet);
      understood.add(line);
    } else if (packet !== null && isHead && !INSIDE.test(text)) {
      // What TCP carries.
      if (!/^(?:\[|Data )/.test(text)) packet.words.push(text.trim());
      understood.add(line);
    } else if (packet !== null && (/^\s/.test(text) || !isSentence(text))) note(packet, text);
    if (text.trim() !== "" && (INSIDE.test(text) || FRAME.test(text))) understood.add(line);
    else if (packet !== null && FIELD.test(text) && !isSentence(text)) understood.add(line);
    // A bit, or a time, at the margin.
    else if (/^(?:[01. ]{4,} = |\[Time )/.test(text)) understood.add(line);
  });
  // Folded trees below the rows of a list say less than these.
  const folded = packets.every(({ fields }) => !fields.has("flags"));
  if (folded && lines.some(looksLikeInfo)) return null;
  const reading = readingOf(packets, understood);
  return folded && reading !== null ? { ...reading, sure: SURE_OF_FOLDED } : reading;
}

const NO_ENDS = { source: "", target: "" };
/** Lines of the parts above TCP. */
const INSIDE =
  /^\s+\S|^(?:Ethernet|Internet Protocol|Linux cooked|Raw packet|Null\/Loopback|Frame|802\.1Q|PPP|以太网|互联网协议|网际协议)(?![A-Za-z])/;

/** Where all indentation is gone, only this tells words from fields. */
function isSentence(text: string): boolean {
  return /[.?!。？！]\s*$/.test(text) || text.trim().split(/\s+/).length > MOST_WORDS;
}
const MOST_WORDS = 14;

interface Packet {
  readonly line: number;
  readonly time: PrintedTime | null;
  readonly source: string;
  readonly target: string;
  readonly head: string;
  /** The first value of each field, by its name in lower case. */
  readonly fields: Map<string, string>;
  readonly sack: (readonly [number, number])[];
  /** What it carries, and what Wireshark thinks of it. */
  readonly words: string[];
}

function timeIn(text: string): PrintedTime | null {
  const relative = /Time since reference or first frame: (\d+\.\d+)/.exec(text);
  return relative === null ? null : millisecondsOf(textAt(relative, 1));
}

/** `    Window: 64240`, `TCP Option - Window scale: 10 (multiply by 1024)` */
const FIELD = /^\s*\[?(?:TCP Option - )?([\p{L}][\p{L}\p{N}_ /()-]*?)(?::|$| (?=\d+-\d+))\s*(.*?)\]?$/u;
const OPINION = /\[Expert Info \((?:Warn|Note|Error)[^)]*\): (?<words>.*?)\]?\s*$/;
/** That a FIN closes needs no saying. */
const OF_CLOSING = /connection clos(?:ing|e)/i;

/** Names of fields as Chinese translations have them. */
const TRANSLATED: readonly (readonly [RegExp, string])[] = [
  [/^源端口号?$/, "source port"],
  [/^目[的标]端口号?$/, "destination port"],
  [/^序列?号\s*\((?:raw|原始)\)$|^原始序列?号$/i, "sequence number (raw)"],
  [/^序列?号码?$/, "sequence number"],
  [/^确认(?:序列|序)?号\s*\((?:raw|原始)\)$|^原始确认(?:序列|序)?号$/i, "acknowledgment number (raw)"],
  [/^确认(?:序列|序)?号码?$/, "acknowledgment number"],
  [/^(?:TCP\s*)?(?:报文)?段长度$/i, "tcp segment len"],
  [/^标志位?$/, "flags"],
  [/^窗口(?:大小)?(?:值)?$/, "window"],
  [/^紧急指针$/, "urgent pointer"],
  [/^最大(?:报文)?段(?:长度|大小)$/, "maximum segment size"],
  [/^窗口(?:扩大|缩放)(?:因子|选项)?$/, "window scale"],
];

function fieldName(name: string): string {
  const key = name.toLowerCase().trim();
  return TRANSLATED.find(([sign]) => sign.test(key))?.[1] ?? key;
}

function note({ fields, sack, words }: Packet, text: string): void {
  const opinion = OPINION.exec(text)?.groups?.words;
  if (opinion !== undefined && !OF_CLOSING.test(opinion)) words.push(`[${opinion}]`);
  const block = /SACK:? (\d+)-(\d+)/.exec(text);
  if (block !== null && /TCP Option|^\s*SACK/.test(text)) {
    for (const [, left, right] of text.matchAll(/(\d+)-(\d+)/g)) sack.push([Number(left), Number(right)]);
  }
  const [, name = "", value = ""] = FIELD.exec(text) ?? [];
  const key = fieldName(name);
  // The heading of an option is called as what stands below it.
  if (key !== "" && !fields.get(key)) fields.set(key, value);
}

function readingOf(packets: readonly Packet[], understood: ReadonlySet<number>): SourceReading | null {
  const [first] = packets;
  if (first === undefined) return null;
  const raw = packets.every(({ fields }) => fields.has("sequence number (raw)"));
  const clock = new Clock();
  const segments: ObservedSegment[] = [];
  for (const packet of packets) {
    const segment = segmentOf(packet, raw);
    if (segment === null)
      return { sure: SURE, lines: new Set([packet.line]), unread: packet.line, flows: [] };
    segments.push(segment);
    clock.add(packet.time);
  }
  const times = clock.times();
  const timed = segments.map((segment, index) => ({ ...segment, time: times[index] ?? null }));
  return {
    sure: SURE,
    lines: understood,
    flows: [
      {
        kind: "observed",
        numbers: raw ? "absolute" : "relative",
        segments: timed,
        timeText: (place) => clock.textAt(place),
      },
    ],
  };
}

/** The first number in the first of these fields that there is. */
function numberIn(fields: Packet["fields"], ...names: readonly string[]): number | null {
  for (const name of names) {
    const digits = /-?\d+/.exec(fields.get(name) ?? "")?.[0];
    if (digits !== undefined) return Number(digits);
  }
  return null;
}

/** Edges of SACK blocks are printed relative, even beside raw numbers. */
function sackOf({ fields, sack }: Packet, raw: boolean): Packet["sack"] {
  const relative = numberIn(fields, "acknowledgment number");
  const absolute = numberIn(fields, "acknowledgment number (raw)");
  const base = raw && relative !== null && absolute !== null ? absolute - relative : 0;
  return sack.map(([left, right]) => [left + base, right + base]);
}

function segmentOf(packet: Packet, raw: boolean): ObservedSegment | null {
  const { line, source, target, head, fields, words } = packet;
  const field = (...names: readonly string[]): number | null => numberIn(fields, ...names);
  const [, from, to] = TCP_HEAD.exec(head) ?? [];
  const flags = flagsOf(matchIn(fields.get("flags") ?? "", /0x[0-9a-f]+/i), "");
  const seq = raw ? field("sequence number (raw)") : field("sequence number", "sequence number (raw)");
  const ack = raw
    ? field("acknowledgment number (raw)")
    : field("acknowledgment number", "acknowledgment number (raw)");
  if (flags === null || seq === null) return null;
  const port = (known: string | undefined, name: string): string => known ?? String(field(name) ?? "");
  const urgent = field("urgent pointer");
  return {
    line,
    time: null,
    from: { address: source, port: port(from, "source port") },
    to: { address: target, port: port(to, "destination port") },
    flags,
    seq: wrap(seq),
    ack: ack === null || !flags.includes("ACK") ? null : wrap(ack),
    len: field("tcp segment len") ?? lengthIn(head) ?? 0,
    win: field("window", "window size value", "window size"),
    urg: flags.includes("URG") ? urgent : null,
    options: optionsOf(fields, sackOf(packet, raw)),
    words: words.length === 0 ? null : [...new Set(words)].join("; "),
  };
}

function lengthIn(head: string): number | null {
  const found = /Len: (\d+)/.exec(head)?.[1];
  return found === undefined ? null : Number(found);
}

function optionsOf(fields: ReadonlyMap<string, string>, sack: Packet["sack"]): ObservedOptions {
  const found: { -readonly [key in keyof ObservedOptions]: ObservedOptions[key] } = {};
  const number = (name: string): number | undefined => {
    const digits = /\d+/.exec(fields.get(name) ?? "")?.[0];
    return digits === undefined ? undefined : Number(digits);
  };
  const mss = number("maximum segment size") ?? number("mss value");
  const wscale = number("window scale") ?? number("shift count");
  const times = /TSval (\d+), TSecr (\d+)/.exec(fields.get("timestamps") ?? "");
  const cookie = fields.get("fast open cookie");
  if (mss !== undefined) found.mss = mss;
  if (wscale !== undefined) found.wscale = wscale;
  if (fields.has("sack permitted") || fields.has("tcp sack permitted option")) found.sackok = true;
  if (sack.length > 0) found.sack = sack.map(([l, r]) => [wrap(l), wrap(r)] as const);
  if (times !== null) found.ts = [Number(times[1]), Number(times[2])];
  if (cookie !== undefined && cookie !== "") found.tfo = cookie;
  else if (fields.has("fast open cookie request")) found.tfo = "";
  return found;
}
