/** Wireshark's flow graph (`tshark -z flow`): a column for each host, an arrow between two of them, and what was sent beside it. */

import { textAt } from "../../language/at.js";
import { wrap } from "../../tcp/sequence.js";
import type { ObservedSegment } from "../observed.js";
import type { Reader, Source, SourceReading } from "../reader.js";
import { Clock, millisecondsOf } from "./clock.js";
import { flagsNamedIn, readInfo } from "./wireshark-info.js";

export const wiresharkGraph: Reader = { name: "wireshark-graph", read };

const SURE = 0.96;
/** `|         |(40001)  ------------------>  (8080)   |` */
const ARROW = /^\s*\d*\s*\|\s*(?:\|\s*)*\|?\s*.*?\((\w[\w.-]*)\)\s+(<?-{3,}>?)\s+\((\w[\w.-]*)\)/;
const ROW = /^\s*\d*\s*\|\s*(\d[\d.:]*)\s*\|(.*)\|([^|]*)$/;
const RULE = /^-{20,}$/;
const HEAD = /^(?:Conv\.)?\s*\|\s*Time\s*\|/;

function read({ lines }: Source): SourceReading | null {
  if (!lines.some((line) => ARROW.test(line))) return null;
  const understood = new Set<number>();
  const segments: ObservedSegment[] = [];
  const clock = new Clock();
  const hosts: Host[] = [];
  const heads: (readonly string[])[] = [];
  const squeezed = !lines.some((line) => /^\s*\|.*\S\s{2,}\S/.test(line));
  for (let line = 0; line < lines.length; line++) {
    const text = textAt(lines, line);
    const row = ROW.exec(text);
    const arrow = ARROW.exec(textAt(lines, line + 1));
    if (row !== null && arrow !== null) {
      const segment = segmentOf(row, arrow, textAt(lines, line + 1), squeezed ? inOrder(heads) : hosts, line);
      if (segment === null) return { sure: SURE, lines: new Set([line]), unread: line, flows: [] };
      understood.add(line).add(line + 1);
      segments.push(segment);
      clock.add(millisecondsOf(row[1]?.includes(".") ? textAt(row, 1) : `${row[1]}.0`));
      line++;
    } else if (RULE.test(text)) understood.add(line);
    else if (HEAD.test(text) || (segments.length === 0 && /^\s*\|/.test(text) && hosts.length > 0)) {
      const found = hostsIn(text);
      heads.push(found.map(({ address }) => address));
      hosts.push(...found);
      understood.add(line);
    }
  }
  if (segments.length === 0) return null;
  const times = clock.times();
  const timed = segments.map((segment, index) => ({ ...segment, time: times[index] ?? null }));
  return {
    sure: SURE,
    lines: understood,
    flows: [
      {
        kind: "observed",
        numbers: "relative",
        segments: timed,
        timeText: (place) => clock.textAt(place),
      },
    ],
  };
}

interface Host {
  readonly address: string;
  /** Where its column begins. */
  readonly column: number;
}

function hostsIn(text: string): readonly Host[] {
  return [...text.matchAll(/\|\s?([\w.:-]+)\s/g)]
    .filter(([, name]) => name !== "Time" && name !== "Comment")
    .map((found) => ({ address: textAt(found, 1), column: found.index }));
}

/** Hosts stand on two lines in turn; where blanks were lost only their order is left. */
function inOrder([above = [], below = []]: readonly (readonly string[])[]): readonly string[] {
  return above.flatMap((address, at) => [address, ...below.slice(at, at + 1)]);
}

/** In a graph whose blanks were lost: the columns that lie before the arrow, and as many as it is long. */
function endsBySpan(hosts: readonly string[], drawn: string, shaft: string): readonly [string, string] {
  const first = drawn.slice(0, drawn.indexOf("(")).split("|").length - 1 - COLUMNS_BEFORE;
  const span = Math.round((shaft.length + 1) / COLUMN_WIDTH);
  return [hosts[first] ?? "", hosts[first + span] ?? ""];
}

/** The line begins with a sign, and the time stands before the first host. */
const COLUMNS_BEFORE = 2;
const COLUMN_WIDTH = 20;

function hostAt(hosts: readonly Host[], column: number): string {
  const [first, ...rest] = hosts;
  if (first === undefined) return "";
  const distance = (host: Host): number => Math.abs(host.column - column);
  return rest.reduce((best, host) => (distance(host) < distance(best) ? host : best), first).address;
}

function segmentOf(
  row: RegExpExecArray,
  arrow: RegExpExecArray,
  drawn: string,
  hosts: readonly Host[] | readonly string[],
  line: number,
): ObservedSegment | null {
  const [, , label = "", comment = ""] = row;
  const [, leftPort = "", shaft = "", rightPort = ""] = arrow;
  // Where blanks were lost on the way the columns say nothing; of two hosts the first is on the left.
  const names = hosts.map((host) => (typeof host === "string" ? host : host.address));
  const placed = hosts.filter((host): host is Host => typeof host !== "string");
  const [one, two, more] = [...new Set(names)];
  const both = one !== undefined && two !== undefined && more === undefined ? ([one, two] as const) : null;
  const pair = both ?? (placed.length === 0 ? endsBySpan(names, drawn, shaft) : null);
  const left = { address: pair?.[0] ?? hostAt(placed, drawn.indexOf("(")), port: leftPort };
  const right = { address: pair?.[1] ?? hostAt(placed, drawn.lastIndexOf("(")), port: rightPort };
  if (hosts.length > 0 && (left.address === "" || right.address === "")) return null;
  const [from, to] = shaft.startsWith("<") ? [right, left] : [left, right];
  const base = { line, time: null, from, to };
  const info = readInfo(comment.replace(/^\s*TCP:\s*/, ""));
  if (info === "unread") return null;
  if (info !== null) {
    const words = [info.before.trim(), info.fields.words].filter(Boolean).join(" ");
    return { ...base, ...info.fields, words: words === "" ? null : words };
  }
  const flags = /^\s*((?:[A-Z]{2,3}(?:, )?)+|<None>)\s*(?:- Len: (\d+))?\s*\|?/.exec(
    label.replace(/\|/g, " "),
  );
  const numbers = /Seq\s*=\s*(\d+)(?:\s+Ack\s*=\s*(\d+))?/.exec(comment);
  if (flags !== null && numbers !== null) {
    // The column may be too narrow for the length.
    const cut = /- L?e?n?:?\s*$/.test(label.split("|")[0] ?? "");
    const len = flags[2] === undefined ? (cut ? null : 0) : Number(flags[2]);
    const ack = numbers[2] === undefined ? null : wrap(Number(numbers[2]));
    return {
      ...base,
      flags: flagsNamedIn(textAt(flags, 1)),
      seq: wrap(Number(numbers[1])),
      ack,
      len,
      win: null,
    };
  }
  if (comment.trim() === "") return null;
  return { ...base, flags: null, seq: null, ack: null, len: null, win: null, words: comment.trim() };
}
