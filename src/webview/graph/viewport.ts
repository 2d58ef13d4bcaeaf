/** Which part of the horizontal axis is looked at. */

import { clamp } from "../zoom.js";

export interface AxisRange {
  readonly from: number;
  readonly to: number;
}

export interface GraphViewport {
  range(): AxisRange;
  /** Another graph: what was looked at stays, as far as there is such a place. */
  setWhole(first: number, last: number, least: number): void;
  /** Round `place`, which stays where it is; round the middle where none is given. */
  by(factor: number, place?: number): void;
  /** By this part of what is in view. */
  pan(part: number): void;
  fit(): void;
  /** Moves no farther than it takes to see the place; whether it had to. */
  reveal(place: number): boolean;
  /** How many times as large as the whole; 0 for the whole. */
  value(): number;
}

/** Beside the first and the last place, of all there is. */
const AIR = 0.03;
/** When a place is brought into view, so much is seen beside it. */
const AROUND = 0.1;

export function createGraphViewport(changed: () => void): GraphViewport {
  let whole: AxisRange = { from: 0, to: 1 };
  /** The least that can be looked at. */
  let least = 1;
  /** null: the whole. */
  let part: AxisRange | null = null;
  const range = () => part ?? whole;
  const put = (from: number, span: number) => {
    const all = whole.to - whole.from;
    if (span >= all) part = null;
    else {
      const start = clamp(from, whole.from, whole.to - span);
      part = { from: start, to: start + span };
    }
    changed();
  };
  return {
    range,
    setWhole(first, last, smallest) {
      const span = Math.max(last - first, smallest);
      whole = { from: first - span * AIR, to: first + span * (1 + AIR) };
      least = smallest;
      if (part !== null) put(part.from, part.to - part.from);
    },
    by(factor, place) {
      const { from, to } = range();
      const at = place ?? (from + to) / 2;
      const span = Math.max(least, (to - from) / factor);
      put(at - ((at - from) * span) / (to - from), span);
    },
    pan(by) {
      const { from, to } = range();
      put(from + (to - from) * by, to - from);
    },
    fit() {
      part = null;
      changed();
    },
    reveal(place) {
      const { from, to } = range();
      const around = (to - from) * AROUND;
      if (part === null || (place >= from + around / 2 && place <= to - around / 2)) return false;
      put(place < from + around ? place - around : place - (to - from) + around, to - from);
      return true;
    },
    value: () => (part === null ? 0 : (whole.to - whole.from) / (part.to - part.from)),
  };
}
