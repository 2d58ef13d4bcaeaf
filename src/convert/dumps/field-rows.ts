/** Packets as Wireshark names their fields (`tcp.srcport`), whatever they were printed in: a row of values for each. */

import type { FlagName } from "../../language/ast.js";
import { wrap } from "../../tcp/sequence.js";
import type { ObservedOptions, ObservedSegment } from "../observed.js";
import type { SourceReading } from "../reader.js";
import { Clock, millisecondsOf } from "./clock.js";

const SURE = 0.96;

/** The value of the first of these fields that a packet has; empty where it has none. */
export type Cell = (...names: readonly string[]) => string;

export interface FieldRow {
  readonly line: number;
  readonly cell: Cell;
}

/** Segments of rows that are TCP's. `names` are the fields that any row has; `lines` what has been understood beside them. */
export function readFieldRows(
  rows: readonly FieldRow[],
  names: ReadonlySet<string>,
  lines: Iterable<number>,
): SourceReading {
  const raw = names.has("tcp.seq_raw");
  const understood = new Set(lines);
  const segments: ObservedSegment[] = [];
  const clock = new Clock();
  for (const { line, cell } of rows) {
    const segment = segmentOf(cell, line, raw);
    if (segment === null) return { sure: SURE, lines: new Set([line]), unread: line, flows: [] };
    understood.add(line);
    segments.push(segment);
    clock.add(timeOf(cell(...TIMES) || cell(...DELTAS)));
  }
  const deltas = !TIMES.some((name) => names.has(name));
  const times = deltas ? clock.sums() : clock.times();
  const timed = segments.map((segment, index) => ({ ...segment, time: times[index] ?? null }));
  const numbers = raw ? "absolute" : "relative";
  const timeText = (place: number): string | null => (deltas ? null : clock.textAt(place));
  return { sure: SURE, lines: understood, flows: [{ kind: "observed", numbers, segments: timed, timeText }] };
}

const TIMES: readonly string[] = ["frame.time_relative", "frame.time_epoch", "frame.time"];
/** Since the row before. */
const DELTAS: readonly string[] = ["frame.time_delta_displayed", "frame.time_delta"];

function timeOf(text: string): ReturnType<typeof millisecondsOf> {
  return /^\d+$/.test(text) ? millisecondsOf(`${text}.0`) : millisecondsOf(text);
}

function number(text: string): number | null {
  return /^\d+$/.test(text) ? Number(text) : null;
}

function segmentOf(cell: Cell, line: number, raw: boolean): ObservedSegment | null {
  const flags = flagsOf(cell("tcp.flags"), cell("tcp.flags.str"));
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
    ack: flags.includes("ACK") || !raw ? number(raw ? cell("tcp.ack_raw") : cell("tcp.ack")) : null,
    len: number(cell("tcp.len")),
    win,
    scaledWin: win === null ? number(cell("tcp.window_size")) : null,
    urg: flags.includes("URG") ? number(cell("tcp.urgent_pointer")) : null,
    options: optionsOf(cell, raw),
    words: cell("words", "_ws.expert.message", "tcp.analysis.flags") || null,
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

export function flagsOf(bits: string, letters: string): readonly FlagName[] | null {
  if (/^(?:0x[0-9a-f]+|\d+)$/i.test(bits)) return BITS.filter((_, bit) => (Number(bits) >> bit) & 1);
  const named = [...letters].flatMap((letter) => LETTERS[letter] ?? []);
  return letters === "" ? null : named;
}

function optionsOf(cell: Cell, raw: boolean): ObservedOptions {
  const found: { -readonly [key in keyof ObservedOptions]: ObservedOptions[key] } = {};
  const mss = cell("tcp.options.mss_val");
  const wscale = cell("tcp.options.wscale.shift");
  const [value, echo] = [cell("tcp.options.timestamp.tsval"), cell("tcp.options.timestamp.tsecr")];
  const [left, right] = [cell("tcp.options.sack_le").split(","), cell("tcp.options.sack_re").split(",")];
  const cookie = cell("tcp.options.tfo.cookie");
  if (mss !== "") found.mss = Number(mss);
  if (wscale !== "") found.wscale = Number(wscale);
  if (value !== "") found.ts = [Number(value), Number(echo)];
  if (left[0] !== "") {
    const base = raw ? ackBase(cell) : 0;
    found.sack = left.map(
      (edge, i) => [wrap(Number(edge) + base), wrap(Number(right[i] ?? edge) + base)] as const,
    );
  }
  if (/^(?:1|true|[0-9a-f]{4}|04:02)$/i.test(cell("tcp.options.sack_perm"))) found.sackok = true;
  if (cookie !== "") found.tfo = cookie.replace(/:/g, "");
  else if (cell("tcp.options.tfo.request") !== "") found.tfo = "";
  return found;
}

/** Edges of SACK blocks are printed relative, as `tcp.ack` is. */
function ackBase(cell: Cell): number {
  const [relative, absolute] = [number(cell("tcp.ack")), number(cell("tcp.ack_raw"))];
  return relative === null || absolute === null ? 0 : absolute - relative;
}
