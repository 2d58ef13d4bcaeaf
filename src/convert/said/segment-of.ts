/** What is said of a segment, as one that is drawn. */

import type { FlagName } from "../../language/ast.js";
import type { DrawnSegment, Fate } from "../drawn.js";
import type { SaidSegment } from "./said.js";

/** The segment that the words say, between two ends. */
export function segmentOf(
  said: SaidSegment,
  from: string,
  to: string,
  line: number,
  fate: Fate = "delivered",
): DrawnSegment {
  const flags: readonly FlagName[] = said.data || said.unsaid ? ["PSH", "ACK"] : said.flags;
  return {
    type: "segment",
    line,
    from,
    to,
    flags,
    ...(said.blank ? { blank: true } : {}),
    cleared: said.cleared,
    seq: said.seq,
    ack: said.ack,
    len: said.len,
    win: said.win,
    payload: said.payload,
    options: said.options,
    fate: said.lost ? "lost" : fate,
    ...beside(said),
    unread: said.unread,
  };
}

/** Longer words would not fit on an arrow, and say more as they stand. */
const LONGEST_CAPTION = 24;

function beside({ words, source }: SaidSegment): {
  readonly caption: string | null;
  readonly remark: string | null;
} {
  if (words === "") return { caption: null, remark: null };
  const short = words.length <= LONGEST_CAPTION && !/[,;。]/.test(words);
  return short ? { caption: words, remark: null } : { caption: null, remark: source.trim() };
}
