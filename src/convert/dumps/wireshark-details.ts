/** Packet details of Wireshark and tshark (`-V`): the tree of one packet or of many, whole or only its TCP part. */

import { wrap } from "../../tcp/sequence.js";
import type { ObservedOptions, ObservedSegment } from "../observed.js";
import type { Reader, Source, SourceReading } from "../reader.js";
import { Clock, millisecondsOf, type PrintedTime } from "./clock.js";
import { flagsOf } from "./tshark-fields.js";

export const wiresharkDetails: Reader = { name: "wireshark-details", read };

const SURE = 0.97;
const TCP = /Transmission Control Protocol\b/;
/** In other languages, and older versions, the line above the fields has other words. */
const TCP_HEAD =
  /Transmission Control Protocol, Src Port: (?:[^()]*\()?([\w-]+)\)?[^,]*, Dst Port: (?:[^()]*\()?([\w-]+)\)?/;
const FRAME = /^\s*Frame (\d+)[:\s(]/;
const IP = /Internet Protocol(?: Version [46])?, Src: ([^\s,]+)(?: \([^)]*\))?, Dst: ([^\s,]+)/;

function read({ lines }: Source): SourceReading | null {
  if (!lines.some((line) => TCP.test(line)) || !lines.some((line) => /Sequence [Nn]umber/.test(line)))
    return null;
  const packets: Packet[] = [];
  const understood = new Set<number>();
  let packet: Packet | null = null;
  let ends = NO_ENDS;
  let time: PrintedTime | null = null;
  lines.forEach((text, line) => {
    if (FRAME.test(text)) {
      packet = null;
      ends = NO_ENDS;
      time = null;
    }
    const ip = IP.exec(text);
    if (ip !== null) ends = { source: ip[1] ?? "", target: ip[2] ?? "" };
    time = timeIn(text) ?? time;
    if (TCP.test(text) && !/^\s*\[/.test(text)) {
      packet = { line, time, ...ends, head: text, fields: new Map(), sack: [] };
      packets.push(packet);
    } else if (packet !== null) note(packet, text);
    if (text.trim() !== "" && (packets.length > 0 || FRAME.test(text) || INSIDE.test(text)))
      understood.add(line);
  });
  return readingOf(packets, understood);
}

const NO_ENDS = { source: "", target: "" };
/** Lines of the parts above TCP. */
const INSIDE = /^\s+\S|^(?:Ethernet|Internet Protocol|Linux cooked|Raw packet|Null\/Loopback|Frame)\b/;

interface Packet {
  readonly line: number;
  readonly time: PrintedTime | null;
  readonly source: string;
  readonly target: string;
  readonly head: string;
  /** The first value of each field, by its name in lower case. */
  readonly fields: Map<string, string>;
  readonly sack: (readonly [number, number])[];
}

function timeIn(text: string): PrintedTime | null {
  const relative = /Time since reference or first frame: (\d+\.\d+)/.exec(text);
  return relative === null ? null : millisecondsOf(relative[1] ?? "");
}

/** `    Window: 64240`, `TCP Option - Window scale: 10 (multiply by 1024)` */
const FIELD = /^\s*\[?(?:TCP Option - )?([A-Za-z][\w /()-]*?)(?::|$| (?=\d+-\d+))\s*(.*?)\]?$/;

function note({ fields, sack }: Packet, text: string): void {
  const block = /SACK:? (\d+)-(\d+)/.exec(text);
  if (block !== null && /TCP Option|^\s*SACK/.test(text)) {
    for (const [, left, right] of text.matchAll(/(\d+)-(\d+)/g)) sack.push([Number(left), Number(right)]);
  }
  const [, name = "", value = ""] = FIELD.exec(text) ?? [];
  const key = name.toLowerCase();
  if (key !== "" && !fields.has(key)) fields.set(key, value);
}

function readingOf(packets: readonly Packet[], understood: ReadonlySet<number>): SourceReading | null {
  const [first] = packets;
  if (first === undefined) return null;
  // The window of SACK blocks is printed relative, so the raw numbers only serve where nothing is.
  const relative = packets.some(({ sack }) => sack.length > 0);
  const raw = !relative && packets.every(({ fields }) => fields.has("sequence number (raw)"));
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
        numbers: raw ? "absolute" : "printed",
        segments: timed,
        timeText: (place) => clock.textAt(place),
      },
    ],
  };
}

function segmentOf(
  { line, source, target, head, fields, sack }: Packet,
  raw: boolean,
): ObservedSegment | null {
  const field = (...names: readonly string[]): number | null => {
    for (const name of names) {
      const digits = /-?\d+/.exec(fields.get(name) ?? "")?.[0];
      if (digits !== undefined) return Number(digits);
    }
    return null;
  };
  const [, from, to] = TCP_HEAD.exec(head) ?? [];
  const flags = flagsOf(/0x[0-9a-f]+/i.exec(fields.get("flags") ?? "")?.[0] ?? "", "");
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
    options: optionsOf(fields, sack),
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
