/** Small captures, written as what was sent, and the flows that they become. */

import { analyze } from "../../../src/check/analyze.js";
import { flowsText } from "../../../src/convert/captures/flows.js";
import { importCapture } from "../../../src/convert/captures/import.js";
import { parse } from "../../../src/language/parser.js";
import { captureTexts } from "../../../src/messages/captures.js";
import { ethernet, ipv4, pcap, tcp, u32 } from "./build.js";

export const flags = { FIN: 1, SYN: 2, RST: 4, PSH: 8, ACK: 16 } as const;
const { SYN, ACK } = flags;
const [ISN_C, ISN_S] = [7000, 9000];

export interface Frame {
  readonly from: "C" | "S";
  readonly flags: number;
  /** Counted from the sender's SYN, and from the receiver's. */
  readonly seq: number;
  readonly ack?: number;
  readonly len?: number;
  readonly ts?: readonly [number, number];
  /** A block of SACK; in a SYN, that it is permitted. */
  readonly sack?: readonly [number, number];
  readonly mss?: number;
  /** As on the wire; 5000 where none is given. */
  readonly win?: number;
  readonly wscale?: number;
}

export const frame = (
  from: "C" | "S",
  flags: number,
  seq: number,
  ack?: number,
  more: Omit<Frame, "from" | "flags" | "seq" | "ack"> = {},
) => ({ from, flags, seq, ...(ack === undefined ? {} : { ack }), ...more });

function sackOf({ ack = 0, flags, from, sack }: Frame): readonly number[] {
  if (sack === undefined) return [];
  if ((flags & SYN) !== 0 || ack === 0) return [1, 1, 4, 2];
  const isn = from === "C" ? ISN_S : ISN_C;
  return [1, 1, 5, 10, ...sack.flatMap((edge) => u32(edge + isn))];
}

function octetsOf(one: Frame, index: number) {
  const { ack = 0, flags, from, len = 0, mss, seq, ts, win = 5000, wscale } = one;
  const isClient = from === "C";
  const stamp = ts === undefined ? [] : [1, 1, 8, 10, ...u32(ts[0]), ...u32(ts[1])];
  const size = mss === undefined ? [] : [2, 4, mss >> 8, mss & 255];
  const scale = wscale === undefined ? [] : [1, 3, 3, wscale];
  const segment = tcp({
    sport: isClient ? 1000 : 80,
    dport: isClient ? 80 : 1000,
    seq: seq + (isClient ? ISN_C : ISN_S),
    ack: (flags & ACK) === 0 ? 0 : ack + (isClient ? ISN_S : ISN_C),
    flags,
    window: win,
    options: [...size, ...scale, ...stamp, ...sackOf(one)],
    data: Array(len).fill(120),
  });
  const ends = { source: [192, 0, 2, 1], destination: [192, 0, 2, 2] };
  const data = ethernet(
    ipv4(segment, isClient ? ends : { source: ends.destination, destination: ends.source }),
  );
  return { data, fraction: index * 1000 };
}

export async function flowOf(frames: readonly Frame[]): Promise<string> {
  const { imported } = await importCapture([pcap(frames.map(octetsOf))], null);
  return flowsText(imported, { file: "a.pcap", numbers: "relative", texts: captureTexts("en") });
}

/** The errors and warnings of a flow, as `code:line`. */
export function complaints(text: string): string[] {
  return analyze(parse(text)).findings.flatMap(({ code, line, severity }) =>
    severity === "error" || severity === "warning" ? [`${code}:${line + 1}`] : [],
  );
}

export const lines = (text: string): string[] =>
  text
    .split("\n")
    .filter((line) => / (?:->|~>|-x) /.test(line))
    .map((line) => line.replace(/^@\S+ /, "").replace(/ {2}#.*/, ""));
