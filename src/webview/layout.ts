/** Where everything stands, in pixels at zoom 1 from the top of the stack. No DOM. */

import type { RowPlace } from "./draw.js";
import type { Model } from "./model.js";
import { SECTION_HEIGHT, SEQUENCE } from "./settings.js";

/** What is known of a block's height, and of its rows. */
export interface BlockSize {
  readonly height: number;
  readonly rows: readonly RowPlace[];
}

export interface Layout {
  /** One more than there are blocks: the last is the height of all. */
  readonly tops: readonly number[];
  readonly sizes: readonly BlockSize[];
}

export function layOut(sizes: readonly BlockSize[], folded: readonly boolean[]): Layout {
  const tops = [0];
  sizes.forEach(({ height }, i) => {
    tops.push((tops[i] as number) + (folded[i] ? 0 : height));
  });
  return { tops, sizes };
}

/** From where to where a row reaches. */
export function placeOfRow(model: Model, layout: Layout, index: number): RowPlace | null {
  const row = model.rows[index];
  if (row === undefined) return null;
  const top = layout.tops[row.block] ?? 0;
  const bottom = layout.tops[row.block + 1] ?? top;
  const own = layout.sizes[row.block]?.rows[row.index];
  // A row of a folded phase stands where its heading ends.
  if (own === undefined || bottom === top) return { top, bottom };
  return { top: top + own.top, bottom: top + own.bottom };
}

/** The first row that reaches below `y`; -1 where there is none. */
export function rowAtHeight(model: Model, layout: Layout, y: number): number {
  const block = blockAtHeight(layout, y);
  const first = model.blocks[block]?.first;
  if (first === undefined) return -1;
  const within = y - (layout.tops[block] ?? 0);
  const rows = layout.sizes[block]?.rows ?? [];
  const at = rows.findIndex((row) => row.bottom > within);
  return first + (at < 0 ? rows.length - 1 : at);
}

/** The block at this height, or the nearest. */
export function blockAtHeight(layout: Layout, y: number): number {
  let low = 0;
  let high = layout.sizes.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((layout.tops[middle + 1] as number) > y) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** What a sheet will measure when it is drawn: Mermaid's sums, without the drawing. */
export function estimate(model: Model, block: number, lineHeight: number): BlockSize {
  const sheet = model.blocks[block]?.sheet;
  if (sheet === undefined) return { height: 0, rows: [] };
  if (sheet.section) return { height: SECTION_HEIGHT, rows: [{ top: 0, bottom: SECTION_HEIGHT }] };
  const { boxMargin, noteMargin } = SEQUENCE;
  let y = 0;
  const rows: RowPlace[] = [];
  for (const { arrow, beside, text } of sheet.rows) {
    const top = beside ? (rows[rows.length - 1]?.top ?? y) : arrow ? y : y + boxMargin;
    const height = arrow
      ? (text.length + 1) * lineHeight + boxMargin
      : text.length * lineHeight + 2 * noteMargin;
    rows.push({ top, bottom: top + height });
    y = Math.max(y, top + height);
  }
  return { height: y, rows };
}
