/** Fillings of one exercise, tried again and again in search of the best: the trouble each leaves is worked out once. */

import { type Exercise, type Filling, fillIn, isClean, type Variant } from "./variant.js";

export interface Measure {
  readonly troubles: number;
  /** Line of the first of them. */
  readonly first: number;
}

export class Fillings {
  private readonly measures = new Map<string, Measure>();
  /** Not clean; how much trouble they leave nobody has asked. */
  private readonly unclean = new Set<string>();

  constructor(readonly exercise: Exercise) {}

  variant(filling: Filling): Variant {
    const variant = fillIn(this.exercise, filling);
    this.measures.set(this.keyOf(filling), measureOf(variant));
    return variant;
  }

  measure(filling: Filling): Measure {
    return this.measures.get(this.keyOf(filling)) ?? measureOf(this.variant(filling));
  }

  /** Whether it leaves no trouble at all; of most that do it is found out early. */
  isClean(filling: Filling): boolean {
    const key = this.keyOf(filling);
    const known = this.measures.get(key);
    if (known !== undefined) return known.troubles === 0;
    if (this.unclean.has(key)) return false;
    const clean = isClean(this.exercise, filling);
    if (clean) this.measures.set(key, NO_TROUBLE);
    else this.unclean.add(key);
    return clean;
  }

  private keyOf(filling: Filling): string {
    return this.exercise.blanks.map(({ index }) => filling.get(index) ?? "?").join("\n");
  }
}

function measureOf({ troubles }: Variant): Measure {
  return { troubles: troubles.length, first: Math.min(...troubles.map(({ line }) => line)) };
}

const NO_TROUBLE: Measure = { troubles: 0, first: Number.POSITIVE_INFINITY };
