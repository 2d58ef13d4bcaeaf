/** What stands before the words of a line: the sign of a list, a time. */

import { millisecondsOf } from "../dumps/clock.js";

/** Without bullets and numbers. */
export function withoutBullet(text: string): string {
  return text.replace(BULLETS, "");
}

const BULLETS =
  /^(?:[-*+•·>#]+\s+|\p{Emoji_Presentation}\s*|[・●○◆■▪※]\s*|[(（]?(?:\d{1,2}|[a-z](?=[)）.]))[.)）、](?!\d)\s*|[①-⑳]\s*|(?:step|步骤)\s*\d+\s*[-–:：.)]?\s*)+/iu;

export interface Timed {
  readonly ms: number;
  /** Of the day: only the difference to the first one says anything. */
  readonly clock: boolean;
  readonly rest: string;
}

/** `t=1s …`, `[12:00:01.5] …`, `3 ms: …`; null where no time stands ahead. */
export function timeAhead(text: string): Timed | null {
  if (ZERO.test(text)) return { ms: 0, clock: false, rest: text.replace(ZERO, "") };
  const { n = "", unit = "" } = COUNTED.exec(text)?.groups ?? {};
  // `0.05  S > C`: a server is no second.
  if (n !== "" && unit !== "S") {
    const ms = /^m|毫/i.test(unit) ? Number(n) : Number(n) * MS_IN_SECOND;
    return { ms, clock: false, rest: text.replace(COUNTED, "") };
  }
  const { time } = CLOCK.exec(text)?.groups ?? {};
  const read = time === undefined ? null : millisecondsOf(time);
  return read === null ? null : { ms: read.whole + read.part, clock: true, rest: text.replace(CLOCK, "") };
}

/** Nothing needs no unit. */
const ZERO =
  /^\s*\[?\s*(?:t|time|时间|时刻)\s*[=:]\s*0(?!\s*(?:ms|sec|s|毫秒|秒)(?![A-Za-z]))\s*\]?\s*[:,|]?\s+(?=\S)/iu;
const MS_IN_SECOND = 1000;
const COUNTED =
  /^\s*\[?\s*(?:(?:t|time|时间|时刻)\s*[=:]?\s*|@)?\+?(?<n>\d+(?:\.\d+)?)\s*(?<unit>ms|s|毫秒|秒|sec)\s*\]?\s*(?:[:,|]\s*|(?=\s))\s*(?=\S)/iu;
const CLOCK =
  /^\s*\[?\s*(?<time>(?:\d{4}-\d\d-\d\d[ T])?\d{1,2}:\d\d:\d\d(?:[.,]\d+)?)\s*\]?\s*[:,|-]?\s+(?=\S)/u;
