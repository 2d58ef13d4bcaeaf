/** Numbers in a row, in which the last one above a limit is found without going through all of them. */

import { numberAt } from "../../language/at.js";

/** How many numbers share one highest. */
const BLOCK = 256;

export class Peaks {
  private readonly values: Float64Array;
  private readonly highest: number[] = [];
  private count = 0;

  /** `most`: how many numbers there may be. A list that grows is copied again and again (bench). */
  constructor(most: number) {
    this.values = new Float64Array(most);
  }

  /** The place of the number; one that is none is above no limit. */
  push(value: number): number {
    const place = this.count++;
    this.values[place] = Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;
    const block = Math.floor(place / BLOCK);
    this.highest[block] = Math.max(
      this.highest[block] ?? Number.NEGATIVE_INFINITY,
      this.values[place] as number,
    );
    return place;
  }

  drop(place: number): void {
    this.values[place] = Number.NEGATIVE_INFINITY;
    const block = Math.floor(place / BLOCK);
    this.highest[block] = Math.max(
      ...this.values.subarray(block * BLOCK, Math.min((block + 1) * BLOCK, this.count)),
    );
  }

  /** The last place before `before` with a number above the limit; -1 where there is none. */
  lastAbove(limit: number, before = this.count): number {
    let place = before - 1;
    while (place >= 0) {
      const block = Math.floor(place / BLOCK);
      if (numberAt(this.highest, block) > limit) {
        for (; place >= block * BLOCK; place--) if ((this.values[place] as number) > limit) return place;
      }
      place = block * BLOCK - 1;
    }
    return -1;
  }
}
