/** A segment of a ladder in the words of the language, with everything that was on the wire. */

import type { LadderFrame, LadderRow, LadderSegment } from "./rows.js";

const FLAGS = ["SYN", "FIN", "RST", "PSH", "ACK", "URG", "ECE", "CWR", "NS", "AE"] as const;

/** What one connection agreed on, that no single frame of the table tells. */
export interface Agreed {
  /** Connections in which SACK blocks were seen: both SYNs must have permitted them (RFC 2018 §2). */
  readonly sack: ReadonlySet<string>;
}

export function agreedIn(rows: readonly LadderRow[]): Agreed {
  const withBlocks = rows.filter(({ segment }) => segment?.frame?.sackLeft);
  return { sack: new Set(withBlocks.map(({ connection }) => connection)) };
}

export function writeSegment(segment: LadderSegment, connection: string, agreed: Agreed): string {
  const { flags, seq, ack, len, win, frame } = segment;
  const set = (flag: string) => flags.includes(flag);
  return [
    FLAGS.filter(set).join("+") || "NONE",
    `seq=${seq}`,
    set("ACK") ? `ack=${ack}` : "",
    `len=${len}`,
    `win=${win}`,
    set("URG") && frame ? `urg=${frame.urgent}` : "",
    ...(frame ? options(frame) : []),
    set("SYN") && (frame?.sackPermitted || agreed.sack.has(connection)) ? "sackok" : "",
  ]
    .filter((part) => part !== "")
    .join(" ");
}

function options(frame: LadderFrame): readonly string[] {
  const { mss, wscale, tsval, tsecr, sackLeft, sackRight, fastOpen } = frame;
  const right = sackRight.split(",");
  const blocks = sackLeft.split(",").map((left, index) => `${left}..${right[index]}`);
  return [
    mss === "" ? "" : `mss=${mss}`,
    wscale === "" ? "" : `wscale=${wscale}`,
    tsval === "" ? "" : `ts=${tsval}:${tsecr}`,
    sackLeft === "" ? "" : `sack=${blocks.join(",")}`,
    fastOpen === "" ? "" : fastOpen === "request" ? "tfo" : `tfo=${fastOpen}`,
  ];
}
