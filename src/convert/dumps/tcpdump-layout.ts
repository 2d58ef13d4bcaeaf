/** tcpdump's packets in lines that are not its own: several on one, or one over many. */

import { textAt } from "../../language/at.js";

/** The time of the next packet, where the ends of lines were lost on the way. */
const NEXT =
  /\s(?=(?:\d{4}-\d\d-\d\d )?\d{1,2}:\d\d:\d\d\.\d+ (?:\S+ +(?:In|Out|P|B|M) +)?IP6? \S+ > \S+: Flags \[)/;
/** The next packet where no times are printed. */
const NEXT_UNTIMED = /\s(?=IP6? \S+ > \S+: Flags \[)/;

/** The packets of a line, each as a line of its own. */
export function packetsOn(line: string): readonly string[] {
  if (line.indexOf(": Flags [") === line.lastIndexOf(": Flags [")) return [line];
  const timed = line.split(NEXT);
  const [first = "", second, ...others] = timed.length > 1 ? timed : line.split(NEXT_UNTIMED);
  // What stands above the first of them is said behind it.
  const title = second !== undefined && !first.includes(": Flags [");
  return title
    ? [`${second} ${first.trim()}`, ...others]
    : [first, ...(second === undefined ? [] : [second]), ...others];
}

/** What IP says in `-v`, above the line of TCP: `IP (tos 0x0, ttl 64, … proto TCP (6), length 60)`. */
const IP_BEGINS = /(?:\bIP6? |\blength \d+: )\((?:tos|class|flowlabel|hlim|flags) /;
const IP_LINE = /\((?:tos|class|flowlabel|hlim|flags) .*(?:proto|next-header) (?:TCP|unknown)/;
/** Lines that it may be broken into. */
const MOST_ABOVE = 4;

export interface Above {
  /** How many lines stand above that of TCP. */
  readonly count: number;
  /** Time, interface, link layer. */
  readonly before: string;
}

/** What stands above a packet from a line on; null where that is none. */
export function aboveAt(
  lines: readonly string[],
  at: number,
  isPacket: (line: string) => boolean,
): Above | null {
  const start = textAt(lines, at).search(IP_BEGINS);
  if (start < 0 || isPacket(textAt(lines, at))) return null;
  let text = "";
  for (let count = 1; count <= MOST_ABOVE; count++) {
    text += ` ${textAt(lines, at + count - 1).trim()}`;
    if (!isPacket(textAt(lines, at + count))) continue;
    return IP_LINE.test(text) ? { count, before: textAt(lines, at).slice(0, start) } : null;
  }
  return null;
}

const ENDS = /^\s*IP6? \S+ > \S+:\s*$/;
const TIME = /^\s*(?:\d{4}-\d\d-\d\d )?\d{1,2}:\d\d:\d\d\.\d+\s*$/;
const FIELD = /^\s*(?:Flags \[|(?:seq|ack|win|urg|length|cksum|options) |mss |nop|sackOK|TS val|wscale |eol)/;
/** Fields that a packet may have, each on a line. */
const LONGEST = 16;

export interface Joined {
  readonly lines: readonly string[];
  /** The lines that have gone into others. */
  readonly joined: readonly number[];
}

/** A packet that was laid out with each field on a line, as one line again, where its first stood. */
export function fieldsJoined(lines: readonly string[]): Joined {
  if (!lines.some((line) => ENDS.test(line))) return { lines, joined: [] };
  const result = [...lines];
  const joined: number[] = [];
  lines.forEach((line, at) => {
    if (!ENDS.test(line)) return;
    const first = TIME.test(textAt(lines, at - 1)) ? at - 1 : at;
    let last = at;
    while (last - at < LONGEST && FIELD.test(textAt(lines, last + 1))) last++;
    if (last === at) return;
    const parts = lines.slice(first, last + 1).map((part) => part.trim());
    result.fill("", first, last + 1);
    result[first] = parts.join(" ");
    for (let one = first; one <= last; one++) joined.push(one);
  });
  return { lines: result, joined };
}
