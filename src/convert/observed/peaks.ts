/** Numbers in a row, in which the last one above a limit is found without going through all of them. */

import { numberAt } from "../../language/at.js";

/** How many numbers share one highest. */
const BLOCK = 256;

export class Peaks {
  private readonly values: number[] = [];
  private readonly highest: number[] = [];

  /** The place of the number; one that is none is above no limit. */
  push(value: number): number {
    const place = this.values.push(Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value) - 1;
    const block = Math.floor(place / BLOCK);
    this.highest[block] = Math.max(
      this.highest[block] ?? Number.NEGATIVE_INFINITY,
      numberAt(this.values, place),
    );
    return place;
  }

  drop(place: number): void {
    this.values[place] = Number.NEGATIVE_INFINITY;
    const block = Math.floor(place / BLOCK);
    this.highest[block] = Math.max(...this.values.slice(block * BLOCK, (block + 1) * BLOCK));
  }

  /** The last place before `before` with a number above the limit; -1 where there is none. */
  lastAbove(limit: number, before = this.values.length): number {
    let place = before - 1;
    while (place >= 0) {
      const block = Math.floor(place / BLOCK);
      if (numberAt(this.highest, block) > limit) {
        for (; place >= block * BLOCK; place--) if (numberAt(this.values, place) > limit) return place;
      }
      place = block * BLOCK - 1;
    }
    return -1;
  }
}
