/** What scapy shows of a packet: `show()` with a field a line, and the packet itself, `<IP … |<TCP … |>>`. */

import type { ObservedOptions, ObservedSegment } from "../observed.js";
import type { Reader, Source, SourceReading } from "../reader.js";
import { flagsOf } from "./field-rows.js";

export const SCAPY_SHOW: Reader = { name: "packet-lines", read };

const SURE = 0.94;
const LAYER = /^[\s|\\]*###\[\s*(?<layer>.+?)\s*\]###\s*$/;
const FIELD = /^[\s|]*\\?(?<key>\w+)\s*\\?\s*=\s*(?<value>.*?)\s*$/;
/** What scapy's prompt shows between the packets. */
const PROMPT = /^\s*(?:>>>|In \[\d+\]:)/;

interface Layer {
  readonly name: string;
  readonly fields: Map<string, string>;
}

interface Shown {
  readonly line: number;
  readonly layers: Layer[];
}

function read({ lines }: Source): SourceReading | null {
  if (!lines.some((line) => LAYER.test(line))) return null;
  const packets: Shown[] = [];
  const understood = new Set<number>();
  lines.forEach((line, at) => {
    const name = LAYER.exec(line)?.groups?.layer;
    const last = packets.at(-1);
    if (name !== undefined) {
      const layer = { name, fields: new Map<string, string>() };
      if (last === undefined || begins(name, last.layers)) packets.push({ line: at, layers: [layer] });
      else last.layers.push(layer);
      understood.add(at);
      return;
    }
    const { key, value = "" } = FIELD.exec(line)?.groups ?? {};
    if (last === undefined || PROMPT.test(line)) return;
    if (key === undefined && !/^[\s|]*\\\w+\s*\\\s*$/.test(line)) return;
    if (key !== undefined) last.layers.at(-1)?.fields.set(key, value);
    understood.add(at);
  });
  const found = packets.flatMap(({ line, layers }) => segmentOf(layers, line) ?? []);
  if (found.length === 0) return null;
  return {
    sure: SURE,
    lines: understood,
    flows: [{ kind: "observed", numbers: "absolute", segments: found }],
  };
}

/** A layer of links or of IP, above which there is none yet: a packet of its own. */
function begins(name: string, layers: readonly Layer[]): boolean {
  if (/^(?:Ethernet|802\.3|cooked linux|Loopback)/i.test(name)) return true;
  return /^IP(?:v6)?$/.test(name) && layers.some((one) => /^IP(?:v6)?$/.test(one.name));
}

function segmentOf(layers: readonly Layer[], line: number): ObservedSegment | null {
  const ip = layers.find(({ name }) => /^IP(?:v6)?$/.test(name));
  const tcp = layers.find(({ name }) => name === "TCP");
  if (ip === undefined || tcp === undefined) return null;
  const behind = layers.slice(layers.indexOf(tcp) + 1).filter(({ name }) => name !== "Padding");
  const load = behind.find(({ name }) => name === "Raw")?.fields.get("load");
  const len = behind.length === 0 ? 0 : load === undefined ? null : octetsIn(load);
  return fromFields((key) => tcp.fields.get(key), ip.fields, line, len);
}

function fromFields(
  field: (key: string) => string | undefined,
  ip: ReadonlyMap<string, string>,
  line: number,
  len: number | null,
): ObservedSegment | null {
  const flags = flagsOf("", field("flags") ?? "");
  const [from, to] = [ip.get("src"), ip.get("dst")];
  if (flags === null || from === undefined || to === undefined) return null;
  const acks = flags.includes("ACK");
  return {
    line,
    time: null,
    from: { address: from, port: field("sport") ?? "" },
    to: { address: to, port: field("dport") ?? "" },
    flags,
    seq: numberOf(field("seq")),
    // Without the flag the field of the header has 0.
    ack: acks ? numberOf(field("ack")) : null,
    len,
    win: numberOf(field("window")),
    urg: flags.includes("URG") ? numberOf(field("urgptr")) : null,
    options: optionsOf(field("options") ?? ""),
  };
}

function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^(?:\d+|0x[0-9a-f]+)$/i.test(text) ? Number(text) : null;
}

/** Octets of a literal of Python's: `'GET /\r\n'`, `b'\x01\x02'`; null where it is none. */
function octetsIn(literal: string): number | null {
  const inside = /^b?(?:'(.*)'|"(.*)")$/s.exec(literal);
  const text = inside?.[1] ?? inside?.[2];
  return text === undefined ? null : [...text.matchAll(/\\x[0-9a-f]{2}|\\.|./gis)].length;
}

/** `[('MSS', 1460), ('SAckOK', b''), ('Timestamp', (1, 0)), ('NOP', None), ('WScale', 7)]` */
function optionsOf(text: string): ObservedOptions {
  const found: { -readonly [key in keyof ObservedOptions]: ObservedOptions[key] } = {};
  const [, mss] = /\('MSS',\s*(\d+)\)/.exec(text) ?? [];
  const [, wscale] = /\('WScale',\s*(\d+)\)/.exec(text) ?? [];
  const [, value, echo] = /\('Timestamp',\s*\((\d+),\s*(\d+)\)\)/.exec(text) ?? [];
  if (mss !== undefined) found.mss = Number(mss);
  if (wscale !== undefined) found.wscale = Number(wscale);
  if (/\('SAckOK'/.test(text)) found.sackok = true;
  if (value !== undefined) found.ts = [Number(value), Number(echo)];
  return found;
}

/** `<IP  src=192.0.2.1 dst=192.0.2.2 |<TCP  sport=1 dport=http seq=100 flags=S |>>`; null where a line is none. */
export function scapyPacket(line: string): ObservedSegment | null {
  const { ip = "", tcp = "", rest = "" } = PACKET.exec(line)?.groups ?? {};
  if (tcp === "") return null;
  const fields = fieldsIn(tcp);
  const load = /<Raw\s+load=(b?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))/.exec(rest)?.[1];
  const len = load === undefined ? (/<(?!Padding)\w/.test(rest) ? null : 0) : octetsIn(load);
  return fromFields((key) => fields.get(key), fieldsIn(ip), 0, len);
}

const PACKET = /<IP(?:v6)?\s+(?<ip>[^|<>]*)\|<TCP\s+(?<tcp>(?:[^|<>]|<Flag \d+ \([A-Z]*\)>)*)\|(?<rest>.*)$/;

function fieldsIn(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(/(\w+)=(\[.*\]|<[^<>]*>|\S+)/g)].map(([, key = "", value = ""]) => [
      key,
      /^<Flag \d+ \(([A-Z]*)\)>$/.exec(value)?.[1] ?? value,
    ]),
  );
}
