/** A packet as packetdrill writes it: `< S. 0:0(0) ack 1 win 257 <mss 1460,sackOK>`. */

import type { FlagName } from "../../language/ast.js";
import { textAt } from "../../language/at.js";
import { TCPDUMP_FLAGS } from "../../language/notation-table.js";
import { wrap } from "../../tcp/sequence.js";
import type { ObservedOptions, ObservedSegment } from "../observed.js";

export interface ScriptPacket {
  readonly inbound: boolean;
  readonly segment: Pick<
    ObservedSegment,
    "flags" | "seq" | "ack" | "len" | "win" | "urg" | "options" | "unread"
  >;
  /** The sender's options are not told: `<...>`. */
  readonly anyOptions: boolean;
  /** A number with `!` stands as it is on the wire. */
  readonly absolute: { readonly seq: boolean; readonly ack: boolean };
  /** Marks of IP, encapsulation and the like. */
  readonly words: string | null;
}

/** Whether a packet is one of TCP, and not of ICMP or bare UDP. */
export function isSegment(body: string): boolean {
  return SEGMENT.test(body);
}

const RANGE = String.raw`(?:(\d+):(\d+)|\.\.\.)\((\d+)\)(!?)`;
const SEGMENT = new RegExp(String.raw`^[<>](?!\s*(?:icmp|udp)\b).*${RANGE}(?!\])`);
const PACKET = new RegExp(
  String.raw`^([<>])\s*(.*?)(?<![\w.\[])([SFPRUEWA.0-7]+|-)\s*${RANGE}` +
    String.raw`(?:\s*ack\s+(\d+)(!?))?(?:\s*win\s+(\d+))?(?:\s*urg\s+(\d+))?\s*(?:<([^>]*)>)?\s*(\S.*)?$`,
);

/** Where in a match the options stand. */
const WHOLE = 12;

/** null where something in it cannot be read. */
export function readScriptPacket(body: string): ScriptPacket | null {
  const found = PACKET.exec(body);
  if (found === null) return null;
  const [, direction, before = "", letters = "", start, end, octets = "", seqMark, ack, ackMark, win, urg] =
    found;
  const [listed, behind] = found.slice(WHOLE);
  const flags = flagsOf(letters);
  const options = listed === undefined || listed.trim() === "..." ? {} : optionsOf(listed);
  if (flags === null || options === null) return null;
  const len = Number(octets);
  const range = start === undefined || end === undefined ? len : wrap(Number(end) - Number(start));
  const words = [before, behind ?? "", options.words ?? ""]
    .map((one) => one.trim())
    .filter((one) => one !== "");
  return {
    inbound: direction === "<",
    segment: {
      flags,
      seq: start === undefined ? null : wrap(Number(start)),
      ack: ack === undefined ? null : wrap(Number(ack)),
      len: range,
      win: win === undefined ? null : Number(win),
      urg: urg === undefined ? null : Number(urg),
      options: options.known ?? {},
      unread: range === len ? [] : [`length=${len}`],
    },
    absolute: { seq: seqMark === "!", ack: ackMark === "!" },
    anyOptions: listed?.trim() === "...",
    words: words.length === 0 ? null : words.join(" "),
  };
}

const LETTERS: ReadonlyMap<string, FlagName> = new Map([...TCPDUMP_FLAGS, ["A", "NS"]]);
/** The three bits of RFC 9768's ACE field, written as a number. */
const ACE: readonly FlagName[] = ["NS", "CWR", "ECE"];

function flagsOf(letters: string): readonly FlagName[] | null {
  if (letters === "-") return [];
  const flags = [...letters].flatMap((letter): readonly (FlagName | undefined)[] => {
    if (!/\d/.test(letter)) return [LETTERS.get(letter)];
    return ACE.filter((_, bit) => (Number(letter) & (4 >> bit)) !== 0);
  });
  return flags.includes(undefined) ? null : [...new Set(flags as FlagName[])];
}

interface Options {
  readonly known?: ObservedOptions;
  /** Those that no flow has a place for. */
  readonly words?: string;
}

/** null where one that should have a number has none. */
function optionsOf(text: string): Options | null {
  const known: { -readonly [key in keyof ObservedOptions]: ObservedOptions[key] } = {};
  const words: string[] = [];
  for (const option of text.split(",").map((one) => one.trim())) {
    const [name = "", ...values] = option.split(/\s+/);
    switch (name) {
      case "mss":
      case "wscale":
        if (/^\d+$/.test(textAt(values, 0))) known[name] = Number(values[0]);
        else words.push(option);
        break;
      case "sackOK":
        known.sackok = true;
        break;
      case "TS": {
        const times = /^val\s+(\S+)\s+ecr\s+(\S+)$/.exec(values.join(" "));
        const [value, echo] = [Number(times?.[1]), Number(times?.[2])];
        if (Number.isNaN(value) || Number.isNaN(echo)) return null;
        known.ts = [wrap(value), wrap(echo)];
        break;
      }
      case "sack": {
        const blocks = values.map((one) => /^(\d+):(\d+)$/.exec(one));
        if (blocks.includes(null)) return null;
        known.sack = blocks.map((one) => [wrap(Number(one?.[1])), wrap(Number(one?.[2]))] as const);
        break;
      }
      case "FO":
      case "FOEXP":
        if (/^(?:[0-9a-f]{2})*$/i.test(textAt(values, 0))) known.tfo = textAt(values, 0);
        else words.push(option);
        break;
      case "nop":
      case "eol":
      case "":
        break;
      default:
        words.push(option);
    }
  }
  return { known, ...(words.length === 0 ? {} : { words: `<${words.join(",")}>` }) };
}
