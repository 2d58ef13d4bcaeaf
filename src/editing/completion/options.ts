/** TCP options that may stand in a segment under way, with usual values. */

import type { FieldKey } from "../../explain/facts.js";
import type { Segment } from "../../language/ast.js";
import { segmentLength } from "../../tcp/endpoint.js";
import { known } from "./names.js";
import type { Here, LineSoFar } from "./place.js";

type SegmentLine = Extract<LineSoFar, { kind: "segment" }>;

/** `mss=1460`: its key and text. */
export type OptionText = readonly [key: FieldKey, text: string];

/** In a SYN what it may offer, in a SYN+ACK what it may agree to, in an ACK the blocks beyond a gap. */
export function optionsOf(here: Here, line: SegmentLine, written: Segment | null): OptionText[] {
  const flags = written?.flags.names ?? [];
  if (written === null || flags.length === 0) return [];
  if (flags.includes("SYN")) return ofSyn(here, line, written, flags.includes("ACK"));
  return flags.includes("ACK") && written.sack === null ? blocks(here, line) : [];
}

const MSS = 1460;
const SCALE = 7;

/** RFC 7323 §1.3 and §3.2: in a SYN+ACK window scale and timestamps only if the SYN had them. */
function ofSyn(here: Here, { to }: SegmentLine, written: Segment, answers: boolean): OptionText[] {
  const syn = answers && !here.exercise ? lastSyn(here, to) : null;
  const all: OptionText[] = [];
  if (written.mss === null) all.push(["mss", `mss=${MSS}`]);
  if (written.wscale === null && (syn === null || syn.wscale !== null))
    all.push(["wscale", `wscale=${SCALE}`]);
  if (written.sackok === null && (syn === null || syn.sackok !== null)) all.push(["sackok", "sackok"]);
  if (written.ts === null && (syn === null || syn.ts !== null)) {
    all.push(["ts", `ts=1:${syn?.ts?.value ?? 0}`]);
  }
  return all;
}

/** The SYN that is answered; null where the flow does not show it. */
function lastSyn({ c }: Here, from: string): Segment | null {
  const found = c.before.findLast(
    (s) => s.type === "segment" && s.from.name === from && s.flags.names.includes("SYN"),
  );
  return found?.type === "segment" ? found : null;
}

/** RFC 2018 §3: what has arrived beyond RCV.NXT, where both ends have permitted SACK. */
function blocks(here: Here, { from, to }: SegmentLine): OptionText[] {
  const { c } = here;
  if (here.exercise || [from, to].some((name) => lastSyn(here, name)?.sackok === null)) return [];
  const connection = c.world.connections.find((k) => k.names.includes(from) && k.names.includes(to));
  const end = connection?.ends[connection.names[0] === from ? 0 : 1];
  const piece = end?.ahead[0];
  if (piece === undefined) return [];
  const left = known(c, piece.seq);
  const right = known(c, c.world.numbers.add(piece.seq, segmentLength(piece.len, 0)));
  return left === null || right === null ? [] : [["sack", `sack=${left}..${right}`]];
}
