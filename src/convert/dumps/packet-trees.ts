/**
 * Packets as data, each a tree of fields: `tshark -T json`, `-T ek`, `-T pdml`, and Wireshark's *Export Packet Dissections*.
 * A page may begin and end within a packet.
 */

import type { Reader, Source, SourceReading } from "../reader.js";
import { type Cell, type FieldRow, readFieldRows } from "./field-rows.js";

export const packetTrees: Reader = { name: "packet-trees", long: true, read };

const SURE = 0.97;

function read({ lines }: Source): SourceReading | null {
  const trees = lines.some((line) => PDML.test(line)) ? pdmlTrees(lines) : jsonTrees(lines);
  const packets = trees.filter(isTcp);
  if (packets.length === 0) return null;
  const understood = new Set<number>();
  lines.forEach((line, at) => {
    if (FRAME.test(line)) understood.add(at);
  });
  for (const { first, last } of trees) for (let at = first; at <= last; at++) understood.add(at);
  const comments = new Map<number, string>();
  for (const tree of trees) {
    if (isTcp(tree)) continue;
    understood.delete(tree.first);
    comments.set(tree.first, otherText(tree));
  }
  const names = new Set(packets.flatMap(({ fields }) => [...fields.keys()]));
  const reading = readFieldRows(packets.map(rowOf), names, understood);
  return { ...reading, sure: SURE, comments };
}

/** The fields of one packet, each with all its values in order, and the lines that they stand on. */
class Tree {
  readonly fields = new Map<string, string[]>();
  last: number;

  constructor(readonly first: number) {
    this.last = first;
  }

  add(name: string, value: string): void {
    const known = this.fields.get(name);
    if (known === undefined) this.fields.set(name, [value]);
    else known.push(value);
  }

  value(name: string): string {
    return this.fields.get(name)?.[0] ?? "";
  }
}

/** What an error message of ICMP quotes of TCP is no segment of its own. */
function isTcp(tree: Tree): boolean {
  return tree.fields.has("tcp.srcport") && !/(?:^|:)icmp(?:v6)?:/.test(tree.value("frame.protocols"));
}

function otherText(tree: Tree): string {
  const [number, protocols] = [tree.value("frame.number"), tree.value("frame.protocols")];
  return `frame ${number}: ${protocols}`.replace(/\s*:\s*$/, "").replace(/frame :\s*/, "");
}

/** Between packets: brackets, what holds them, the line that Elasticsearch asks for. */
const FRAME =
  /^[\s[\]{},]*$|^\s*"_(?:index|type|score|source|id)"\s*:|^\s*\{\s*"index"\s*:\s*\{[^{}]*\}\s*\}\s*$|^\s*<(?:\?xml|!--|\/?pdml\b|\/?packet\b)/;

/** Addresses of the packet that holds the segment: with a tunnel there are several. */
const INNERMOST = /^ip(?:v6)?\.(?:src|dst)$/;
/** One of a kind each time it is there. */
const LISTED = /^tcp\.options\.sack_[lr]e$/;

function rowOf(tree: Tree): FieldRow {
  const words = wordsOf(tree);
  const cell: Cell = (...names) => {
    if (names.includes("words")) return words;
    for (const name of names) {
      const values = tree.fields.get(name);
      if (values === undefined) continue;
      if (LISTED.test(name)) return values.join(",");
      return (INNERMOST.test(name) ? values.at(-1) : values[0]) ?? "";
    }
    return "";
  };
  return { line: tree.first, cell };
}

/** What Wireshark thinks of a segment in its list, and the protocol above TCP. */
const OPINIONS: Readonly<Record<string, string>> = {
  retransmission: "TCP Retransmission",
  fast_retransmission: "TCP Fast Retransmission",
  spurious_retransmission: "TCP Spurious Retransmission",
  out_of_order: "TCP Out-Of-Order",
  lost_segment: "TCP Previous segment not captured",
  ack_lost_segment: "TCP ACKed unseen segment",
  duplicate_ack: "TCP Dup ACK",
  keep_alive: "TCP Keep-Alive",
  keep_alive_ack: "TCP Keep-Alive ACK",
  window_update: "TCP Window Update",
  window_full: "TCP Window Full",
  zero_window: "TCP ZeroWindow",
  zero_window_probe: "TCP ZeroWindowProbe",
  zero_window_probe_ack: "TCP ZeroWindowProbeAck",
  reused_ports: "TCP Port numbers reused",
};

function wordsOf(tree: Tree): string {
  const opinions = Object.entries(OPINIONS).flatMap(([name, words]) =>
    tree.fields.has(`tcp.analysis.${name}`) ? [`[${words}]`] : [],
  );
  const above = /:tcp:(.+)$/.exec(tree.value("frame.protocols"))?.[1]?.split(":") ?? [];
  const [protocol = ""] = above.filter((one) => one !== "data" && one !== "tcp");
  return [...opinions, ...(protocol === "" ? [] : [protocol.toUpperCase()])].join(" ");
}

const TOKEN = /"((?:[^"\\]|\\.)*)"|[{}[\]:,]|[^\s"{}[\]:,]+/g;

/** Objects called `layers`, or where only a part was taken, `tcp`. Keys may be there twice, so this is no matter for a parser. */
function jsonTrees(lines: readonly string[]): readonly Tree[] {
  if (!lines.some((line) => JSON_FIELD.test(line))) return [];
  const walk = new JsonWalk();
  lines.forEach((line, at) => {
    for (const [token, text] of line.matchAll(TOKEN)) walk.take(token, text ?? null, at);
  });
  return walk.trees;
}

const JSON_FIELD = /"(?:tcp\.|tcp_tcp_|tcp_)(?:srcport|seq|flags)"\s*:/;

class JsonWalk {
  readonly trees: Tree[] = [];
  private tree: Tree | null = null;
  /** How deep the object lies that is the tree. */
  private home = 0;
  /** Of every object that is open, the line on which it begins; null for a list. */
  private readonly open: (number | null)[] = [];
  private key: string | null = null;
  private before: string | null = null;
  /** The values of the list that is open; null where it holds more than texts: octets and their place, as `-x` adds them. */
  private listed: string[] | null = [];

  take(token: string, text: string | null, line: number): void {
    if (token === ":" && this.before !== null) this.key = this.before;
    else if (token === "{" || token === "[") this.enter(token === "{", line);
    else if (token === "}" || token === "]") this.leave(line);
    else if (token === ",") this.after();
    else this.literal(token, text, line);
  }

  private enter(isObject: boolean, line: number): void {
    this.open.push(isObject ? line : null);
    const begins = this.key === "layers" || this.key === "tcp";
    if (isObject && begins && this.tree === null) {
      this.tree = new Tree(this.key === "layers" ? this.firstLineOf(line) : line);
      this.trees.push(this.tree);
      this.home = this.open.length;
    }
    if (isObject) this.key = null;
    else this.listed = [];
    this.before = null;
  }

  /** `{ "_index": …, "_source": { "layers": {`: the outermost object that holds this packet alone. */
  private firstLineOf(line: number): number {
    const lists = this.open.lastIndexOf(null);
    return this.open[lists + 1] ?? line;
  }

  private leave(line: number): void {
    if (this.tree !== null) {
      this.tree.last = line;
      if (this.open.at(-1) === null && this.key !== null)
        for (const value of this.listed ?? []) this.tree.add(fieldName(this.key), value);
      if (this.open.length === this.home) this.tree = null;
    } else {
      const [last] = this.trees.slice(-1);
      if (last !== undefined && this.open.length > 0) last.last = line;
    }
    this.open.pop();
    this.after();
  }

  private after(): void {
    this.before = null;
    if (this.open.at(-1) !== null) this.key = null;
  }

  private literal(token: string, text: string | null, line: number): void {
    this.before = text;
    if (this.tree === null || this.key === null) return;
    this.tree.last = line;
    if (this.open.at(-1) === null) {
      if (text === null) this.listed = null;
      else this.listed?.push(text);
    } else this.tree.add(fieldName(this.key), text ?? (token === "null" ? "" : token));
  }
}

const WANTED: readonly string[] = [
  "frame.number frame.protocols frame.time frame.time_relative frame.time_epoch frame.time_delta frame.time_delta_displayed",
  "ip.src ip.dst ipv6.src ipv6.dst tcp.srcport tcp.dstport tcp.flags tcp.flags.str tcp.seq tcp.seq_raw tcp.ack tcp.ack_raw tcp.len",
  "tcp.window_size_value tcp.window_size tcp.urgent_pointer tcp.options.mss_val tcp.options.wscale.shift",
  "tcp.options.sack_perm tcp.options.timestamp.tsval tcp.options.timestamp.tsecr tcp.options.sack_le tcp.options.sack_re",
  "tcp.options.tfo.cookie tcp.options.tfo.request",
].flatMap((line) => line.split(" "));
const PLAIN = new Map(
  [...WANTED, ...Object.keys(OPINIONS).map((name) => `tcp.analysis.${name}`)].map((name) => [
    name.replace(/\./g, "_"),
    name,
  ]),
);

/** `tcp_tcp_options_mss_val` as Elasticsearch is given it. */
function fieldName(key: string): string {
  if (key.includes(".")) return key;
  return PLAIN.get(key.replace(/^([a-z0-9]+)_(?=\1_)/, "")) ?? key;
}

const PDML = /^\s*<(?:pdml|packet|proto|field)\b/;
const ELEMENT = /<(\/?)(packet|proto|field)\b([^>]*)>/g;

function pdmlTrees(lines: readonly string[]): readonly Tree[] {
  const trees: Tree[] = [];
  let tree: Tree | null = null;
  lines.forEach((line, at) => {
    for (const [, closes = "", element = "", attributes = ""] of line.matchAll(ELEMENT)) {
      const name = attribute(attributes, "name");
      const begins = element === "packet" || (tree === null && name === "tcp");
      if (begins && closes === "") {
        tree = new Tree(at);
        trees.push(tree);
      } else if (element === "packet") tree = null;
      else if (closes === "" && name !== "") tree?.add(name, attribute(attributes, "show"));
      const [last] = trees.slice(-1);
      if (last !== undefined) last.last = at;
    }
  });
  return trees;
}

function attribute(text: string, name: string): string {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(text)?.[1] ?? "";
}
