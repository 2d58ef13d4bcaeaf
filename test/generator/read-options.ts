/** Reads the window and the options of a segment. */

import { other, type Side } from "./endpoint.js";
import { judgeBlocks, type Opinion, worst } from "./judge.js";
import type { Extra, SegmentLine, Sum } from "./lines.js";
import { type Offer, place, type Reader } from "./reader.js";

export interface Extras {
  readonly win: number | null;
  readonly stamp: number | null;
  readonly cookie: boolean;
  readonly opinion: Opinion;
}

export function readExtras(reader: Reader, c: SegmentLine, syn: boolean, acks: boolean): Extras {
  const { from } = c;
  const mine = reader.offers[from];
  const theirs = reader.offers[other(from)];
  if (syn) Object.assign(mine, { scale: null, sack: false, stamped: false });
  let win: number | null = null;
  let stamp: number | null = null;
  let cookie = false;
  const opinions: Opinion[] = [];
  for (const extra of c.extras) {
    if (extra.key === "win") win = extra.value * 2 ** (syn ? 0 : scaleOf(mine, theirs));
    if (extra.key === "wscale") mine.scale = extra.value;
    if (extra.key === "sackok") mine.sack = true;
    if (extra.key === "tfo") cookie = extra.cookie !== "";
    if (extra.key === "urg") opinions.push(c.flags.includes("URG") ? "legal" : "false");
    if (extra.key === "ts") {
      stamp = extra.value;
      opinions.push(readStamp(reader, from, extra, syn, acks));
    }
    if (extra.key === "sack") opinions.push(readBlocks(reader, c, extra, syn));
    else if (["mss", "wscale", "sackok", "tfo"].includes(extra.key) && !syn) opinions.push("false");
    if (extra.key === "wscale" && extra.value > LARGEST_SCALE) opinions.push("false");
  }
  if (!syn && stamp === null && mine.stamped && theirs.stamped) opinions.push("unclear");
  const edge = reader.ends[from].edge;
  if (win !== null && edge !== null && reader.ends[from].rcv + win < edge) opinions.push("unclear");
  return { win, stamp, cookie, opinion: worst(...opinions) };
}

/** RFC 7323 §2.3 */
const LARGEST_SCALE = 14;

/** Of a segment that nobody answers for. */
export function looseExtras(c: SegmentLine): Pick<Extras, "win" | "stamp" | "cookie"> {
  const stamp = c.extras.find((extra) => extra.key === "ts");
  return { win: null, stamp: stamp?.key === "ts" ? stamp.value : null, cookie: false };
}

const scaleOf = (mine: Offer, theirs: Offer): number =>
  mine.scale !== null && theirs.scale !== null ? mine.scale : 0;

function readStamp(
  reader: Reader,
  from: Side,
  { value, echo }: Extract<Extra, { key: "ts" }>,
  syn: boolean,
  acks: boolean,
): Opinion {
  const mine = reader.offers[from];
  const theirs = reader.offers[other(from)];
  if (syn) mine.stamped = true;
  else if (!mine.stamped || !theirs.stamped) return "false";
  const backwards = mine.stamps.some((earlier) => earlier > value);
  mine.stamps.push(value);
  if (backwards) return "false";
  if (!acks) return echo === 0 ? "legal" : "unclear";
  if (echo > Math.max(...theirs.stamps)) return "false";
  return echo === reader.ends[from].recent ? "legal" : "unclear";
}

function readBlocks(
  reader: Reader,
  c: SegmentLine,
  extra: Extract<Extra, { key: "sack" }>,
  syn: boolean,
): Opinion {
  const { from } = c;
  if (syn || !reader.offers.every((offer) => offer.sack)) return "false";
  const end = reader.ends[from];
  const edge = (sum: Sum): number => place(reader, other(from), sum, end.rcv, null);
  const blocks = extra.blocks.map(([start, stop]) => ({ start: edge(start), end: edge(stop) }));
  return blocks.some((b) => Number.isNaN(b.start) || Number.isNaN(b.end))
    ? "unclear"
    : judgeBlocks(
        end,
        blocks,
        c.extras.some((other) => other.key === "ts"),
      );
}

/** Of a connection that is there already, the declarations say what was agreed. */
export function readOffer(offer: Offer, word: string): void {
  const [key, value] = word.split("=");
  if (key === "sackok") offer.sack = true;
  if (key === "ts") offer.stamped = true;
  if (key === "wscale") offer.scale = Number(value);
}
