/** `tshark -T fields -E header=y`: a table whose columns are called after the fields. */

import type { FlagName } from "../../language/ast.js";
import type { ObservedOptions, ObservedSegment } from "../observed.js";
import type { SourceReading } from "../reader.js";
import { Clock, millisecondsOf } from "./clock.js";

const SURE = 0.96;

/** One row: the text in the column of a field; empty where there is none. */
type Cell = (...names: readonly string[]) => string;

export function readFieldTable(lines: readonly string[], header: number): SourceReading {
  const head = lines[header] ?? "";
  const separator = head.includes("\t") ? "\t" : (/[,;|]/.exec(head)?.[0] ?? " ");
  const names = split(head, separator);
  const raw = names.includes("tcp.seq_raw");
  const understood = new Set([header]);
  const segments: ObservedSegment[] = [];
  const clock = new Clock();
  for (let line = header + 1; line < lines.length; line++) {
    const text = lines[line] ?? "";
    if (text.trim() === "") continue;
    const cells = split(text, separator);
    const cell: Cell = (...wanted) => {
      const place = names.findIndex((name) => wanted.includes(name));
      return place < 0 ? "" : (cells[place] ?? "");
    };
    if (cell("tcp.srcport") === "") continue;
    const segment = segmentOf(cell, line, raw);
    if (segment === null) return { sure: SURE, lines: new Set([line]), unread: line, flows: [] };
    understood.add(line);
    segments.push(segment);
    clock.add(timeOf(cell(...TIMES) || cell(...DELTAS)));
  }
  const deltas = !names.some((name) => TIMES.includes(name));
  const times = deltas ? clock.sums() : clock.times();
  const timed = segments.map((segment, index) => ({ ...segment, time: times[index] ?? null }));
  const numbers = raw ? "absolute" : "printed";
  const timeText = (place: number): string | null => (deltas ? null : clock.textAt(place));
  return { sure: SURE, lines: understood, flows: [{ kind: "observed", numbers, segments: timed, timeText }] };
}

const TIMES: readonly string[] = ["frame.time_relative", "frame.time_epoch", "frame.time"];
/** Since the row before. */
const DELTAS: readonly string[] = ["frame.time_delta_displayed", "frame.time_delta"];

function split(line: string, separator: string): readonly string[] {
  if (separator !== "," || !line.includes('"')) {
    return line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
  }
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) =>
    (quoted ?? bare ?? "").trim(),
  );
}

function timeOf(text: string): ReturnType<typeof millisecondsOf> {
  return /^\d+$/.test(text) ? millisecondsOf(`${text}.0`) : millisecondsOf(text);
}

function segmentOf(cell: Cell, line: number, raw: boolean): ObservedSegment | null {
  const flags = flagsOf(cell("tcp.flags"), cell("tcp.flags.str"));
  const number = (text: string): number | null => (/^\d+$/.test(text) ? Number(text) : null);
  const seq = number(raw ? cell("tcp.seq_raw") : cell("tcp.seq"));
  if (flags === null || seq === null) return null;
  const win = number(cell("tcp.window_size_value"));
  return {
    line,
    time: null,
    from: { address: cell("ip.src") || cell("ipv6.src"), port: cell("tcp.srcport") },
    to: { address: cell("ip.dst") || cell("ipv6.dst"), port: cell("tcp.dstport") },
    flags,
    seq,
    ack: number(raw ? cell("tcp.ack_raw") : cell("tcp.ack")),
    len: number(cell("tcp.len")),
    win,
    scaledWin: win === null ? number(cell("tcp.window_size")) : null,
    urg: flags.includes("URG") ? number(cell("tcp.urgent_pointer")) : null,
    options: optionsOf(cell),
    words: cell("_ws.expert.message", "tcp.analysis.flags") || null,
  };
}

/** By bit, from that of FIN on. */
const BITS: readonly FlagName[] = ["FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR", "NS"];
const LETTERS: Readonly<Record<string, FlagName>> = {
  F: "FIN",
  S: "SYN",
  R: "RST",
  P: "PSH",
  A: "ACK",
  U: "URG",
  E: "ECE",
  C: "CWR",
  N: "NS",
};

export function flagsOf(number: string, letters: string): readonly FlagName[] | null {
  if (/^(?:0x[0-9a-f]+|\d+)$/i.test(number)) return BITS.filter((_, bit) => (Number(number) >> bit) & 1);
  const named = [...letters].flatMap((letter) => LETTERS[letter] ?? []);
  return letters === "" ? null : named;
}

function optionsOf(cell: Cell): ObservedOptions {
  const found: { -readonly [key in keyof ObservedOptions]: ObservedOptions[key] } = {};
  const mss = cell("tcp.options.mss_val");
  const wscale = cell("tcp.options.wscale.shift");
  const [value, echo] = [cell("tcp.options.timestamp.tsval"), cell("tcp.options.timestamp.tsecr")];
  const [left, right] = [cell("tcp.options.sack_le").split(","), cell("tcp.options.sack_re").split(",")];
  const cookie = cell("tcp.options.tfo.cookie");
  if (mss !== "") found.mss = Number(mss);
  if (wscale !== "") found.wscale = Number(wscale);
  if (value !== "") found.ts = [Number(value), Number(echo)];
  if (left[0] !== "") found.sack = left.map((edge, i) => [Number(edge), Number(right[i] ?? edge)] as const);
  if (/^(?:1|true|[0-9a-f]{4})$/i.test(cell("tcp.options.sack_perm"))) found.sackok = true;
  if (cookie !== "") found.tfo = cookie.replace(/:/g, "");
  else if (cell("tcp.options.tfo.request") !== "") found.tfo = "";
  return found;
}
