/**
 * All sheets of a flow share their lanes: the life lines stand at the same place in each, so that the
 * sheets make one picture. Mermaid spaces life lines by the widest label of what it draws, so every sheet
 * begins with one *strut* for each two neighbours: a message wider than any label of the flow, which is
 * taken out again when the sheet is drawn. Pure data, no DOM.
 */

import type { Widths } from "./measure.js";
import { SEQUENCE } from "./settings.js";

/** The number of letters of each strut. */
export type Struts = readonly number[];

/** So wide is about one letter of a strut, in the font of the labels. */
const LETTER = "x";
/** Struts grow by steps, so that a label that is being typed does not move everything at each letter. */
const STEP = 6;
/** A strut becomes shorter again only if it is this much too long. */
const SLACK = 3 * STEP;

/** `before` are the struts that are in use. */
export function strutsFor(
  endpoints: number,
  sheets: readonly Widths[],
  letterWidth: number,
  before: Struts | null,
): Struts {
  const needed: number[] = new Array(Math.max(0, endpoints - 1)).fill(0);
  const atLeast = (gap: number, width: number) => {
    if (gap >= 0 && gap < needed.length) needed[gap] = Math.max(needed[gap] ?? 0, width);
  };
  for (const { between, over } of sheets) {
    between.forEach((width, gap) => {
      atLeast(gap, width);
    });
    over.forEach((width, lane) => {
      atLeast(lane - 1, width / 2);
      atLeast(lane, width / 2);
    });
  }
  for (const { across } of sheets) {
    for (const [from, to, width] of across) spread(needed, from, to, width);
  }
  return needed.map((width, gap) => {
    const letters = Math.ceil((width / letterWidth + 1) / STEP) * STEP;
    const now = before?.[gap] ?? 0;
    return letters <= now && now - letters <= SLACK ? now : letters;
  });
}

/** A label over several lanes has the space between them, and what Mermaid puts round labels. */
function spread(needed: number[], from: number, to: number, width: number): void {
  const lanes = to - from;
  const room = needed.slice(from, to).reduce((sum, one) => sum + one + SEQUENCE.actorMargin, 0);
  const missing = (width - room) / lanes;
  if (missing <= 0) return;
  for (let gap = from; gap < to; gap++) needed[gap] = (needed[gap] ?? 0) + missing;
}

/** Mermaid text. */
export function strutText(struts: Struts): string {
  return struts.map((letters, i) => `  p${i}->>p${i + 1}: ${LETTER.repeat(letters)}\n`).join("");
}

export function letterWidth(measure: (text: string) => number): number {
  const many = 100;
  return measure(LETTER.repeat(many)) / many;
}

/** Where the life lines stand, and from where to where the picture reaches. */
export interface LaneFrame {
  readonly centres: readonly number[];
  readonly left: number;
  readonly width: number;
}

/** `boxes` are the widths of the endpoints' boxes. */
export function frameFor(
  centres: readonly number[],
  boxes: readonly number[],
  sheets: readonly Widths[],
): LaneFrame {
  let left = 0;
  let right = 0;
  const reach = (centre: number, width: number) => {
    left = Math.min(left, centre - width / 2);
    right = Math.max(right, centre + width / 2);
  };
  centres.forEach((centre, i) => {
    reach(centre, boxes[i] ?? 0);
  });
  for (const { over, across } of sheets) {
    over.forEach((width, lane) => {
      reach(centres[lane] ?? 0, width + 2 * SEQUENCE.noteMargin);
    });
    for (const [from, to, width] of across) {
      const [a = 0, b = 0] = [centres[from], centres[to]];
      reach((a + b) / 2, Math.max(width, b - a + SEQUENCE.actorMargin));
    }
  }
  const margin = SEQUENCE.diagramMarginX;
  return { centres, left: left - margin, width: right - left + 2 * margin };
}
