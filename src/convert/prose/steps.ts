/** Steps that name nobody: `1. SYN=1 seq=100`. Who sends follows from what is answered. */

import type { DrawnSegment, DrawnStatement } from "../drawn.js";
import type { SourceReading } from "../reader.js";
import { Cast } from "../said/cast.js";
import { isSegment, saidIn } from "../said/said.js";
import { segmentOf } from "../said/segment-of.js";
import { plainText } from "../said/text.js";
import { settled } from "../settle.js";

const STEP =
  /^\s*(?:[-*+•]\s+)?(?:[(（]?\d{1,2}[.)）、．](?!\d)|[①-⑳]|第.{1,3}[次步](?:握手|挥手)?\s*[:：]?|步骤\s*\d+\s*[:：]?|[Ss]tep\s*\d+\s*[:：.]?)\s*(?<words>.+)$/u;
const SURE = 0.5;
const LEAST_STEPS = 2;
const LONGEST = 60;

export function undirected(lines: readonly string[]): SourceReading | null {
  const cast = new Cast();
  const statements: DrawnStatement[] = [];
  const read = new Set<number>();
  const found = lines.flatMap((line, at) => {
    const words = STEP.exec(line)?.groups?.words;
    const said = words === undefined ? null : saidIn(words);
    return words !== undefined &&
      words.length <= LONGEST &&
      said !== null &&
      isSegment(said) &&
      said.flags.length > 0
      ? [{ line: at, said, words: plainText(words) }]
      : [];
  });
  if (found.length < LEAST_STEPS || !found.some(({ said }) => said.seq !== null || said.ack !== null))
    return null;
  const syn = found.some(({ said }) => said.flags.includes("SYN"));
  const ends = (syn ? ["C", "S"] : ["A", "B"]).map((name) => cast.add(name, null));
  for (const { line, said } of found) {
    const way = senderOf(said.flags, statements, ends);
    if (way === null) return { sure: SURE, lines: new Set([line]), unread: line, flows: [] };
    statements.push(segmentOf(said, way[0], way[1], line));
    read.add(line);
  }
  return { sure: SURE, lines: read, flows: [settled(null, cast, statements)] };
}

/** A SYN and the first FIN come from the first; an ACK answers whatever came last, the second FIN whoever acknowledged the first. */
function senderOf(
  flags: readonly string[],
  before: readonly DrawnStatement[],
  [first = "", second = ""]: readonly string[],
): readonly [string, string] | null {
  const segments = before.filter((one): one is DrawnSegment => one.type === "segment");
  const last = segments.at(-1);
  const syn = flags.includes("SYN");
  if (last === undefined || (syn && !flags.includes("ACK")))
    return last === undefined || segments.every((one) => !one.flags.includes("SYN")) ? [first, second] : null;
  const fin = segments.find((one) => one.flags.includes("FIN"));
  if (flags.includes("FIN")) return fin === undefined ? [first, second] : [fin.to, fin.from];
  return flags.includes("ACK") ? [last.to, last.from] : null;
}
