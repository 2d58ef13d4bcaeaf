/** One segment in packetdrill's words. */

import { ACK, CWR, ECE, FIN, NS, PSH, RST, SYN, URG } from "../../tcp/segment.js";
import type { ObservedOptions } from "../observed.js";
import type { WireSegment } from "../wire/wire.js";

const LETTERS: readonly (readonly [bit: number, letter: string])[] = [
  [SYN, "S"],
  [FIN, "F"],
  [RST, "R"],
  [PSH, "P"],
  [URG, "U"],
  [ECE, "E"],
  [CWR, "W"],
  [NS, "A"],
  [ACK, "."],
];

/** packetdrill injects no segment without a window, and asks for none of what is sent. */
export function packetText(segment: WireSegment, inbound: boolean, window: boolean, acks: boolean): string {
  const { ack, flags, options, payload, seq, urgent } = segment;
  const letters = LETTERS.filter(([bit]) => (flags & bit) !== 0).map(([, letter]) => letter);
  const end = (seq + payload.length) >>> 0;
  const listed = optionsText(options);
  return [
    inbound ? "<" : ">",
    letters.join("") || "-",
    `${seq}:${end}(${payload.length})`,
    acks ? `ack ${ack}` : "",
    inbound || window ? `win ${segment.window}` : "",
    urgent === 0 ? "" : `urg ${urgent}`,
    listed === "" ? "" : `<${listed}>`,
  ]
    .filter((part) => part !== "")
    .join(" ");
}

/** In the order in which stacks write them, each filled up to a multiple of four octets. */
function optionsText({ mss, sack, sackok, tfo, ts, wscale }: ObservedOptions): string {
  const parts: string[] = [];
  if (mss !== undefined) parts.push(`mss ${mss}`);
  if (sackok) parts.push(...(ts === undefined ? ["nop", "nop"] : []), "sackOK");
  if (ts !== undefined) parts.push(...(sackok ? [] : ["nop", "nop"]), `TS val ${ts[0]} ecr ${ts[1]}`);
  if (wscale !== undefined) parts.push("nop", `wscale ${wscale}`);
  if (tfo !== undefined) {
    const octets = 2 + tfo.length / 2;
    parts.push(tfo === "" ? "FO" : `FO ${tfo}`, ...Array<string>((4 - (octets % 4)) % 4).fill("nop"));
  }
  if (sack !== undefined && sack.length > 0)
    parts.push("nop", "nop", `sack ${sack.map(([left, right]) => `${left}:${right}`).join(" ")}`);
  return parts.join(",");
}
