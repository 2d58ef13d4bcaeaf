/** Times in the cells of a column: seconds, milliseconds, or those of a clock, which count from the first. */

import { millisecondsOf } from "../dumps/clock.js";
import { plainText } from "../said/text.js";

const TIME = /^@?(?<n>\d+(?:\.\d+)?)\s*(?<unit>ms|s|秒|毫秒)?$/i;
const MS_IN_SECOND = 1000;
/** So many seconds since a flow began are seconds since 1970. */
const EPOCH = 1e8;

export class CellTimes {
  private began: number | null = null;

  /** Milliseconds; null where the cell says none. */
  read(cell: string): number | null {
    const text = plainText(cell).trim();
    const { n, unit = "s" } = TIME.exec(text)?.groups ?? {};
    if (n !== undefined && Number(n) < EPOCH)
      return /^(?:ms|毫秒)$/i.test(unit) ? Number(n) : Number(n) * MS_IN_SECOND;
    const read = millisecondsOf(text);
    if (read === null) return null;
    const ms = read.whole + read.part;
    this.began ??= ms;
    return Math.round((ms - this.began) * MS_IN_SECOND) / MS_IN_SECOND;
  }
}
