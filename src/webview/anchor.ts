/** Whatever changes round it, what one looks at stays where it is: a row, and where it is on the screen. */

import { type Layout, placeOfRow, rowAtHeight } from "./layout.js";
import { type Model, rowAtLine } from "./model.js";
import type { Viewport } from "./viewport.js";

/** A row, and how far below the upper edge of what is seen it begins, in pixels of the screen. */
export interface Anchor {
  readonly row: number;
  readonly offset: number;
}

/** A model in its places. */
export interface Laid {
  readonly model: Model;
  readonly layout: Layout;
}

export function isInView({ model, layout }: Laid, { zoom, scroller, room }: Viewport, row: number): boolean {
  const place = placeOfRow(model, layout, row);
  if (place === null) return false;
  return place.bottom * zoom > scroller.scrollTop && place.top * zoom < scroller.scrollTop + room();
}

/** What one looks at: the marked row where it is in view, else the first that is. */
export function anchorOf(laid: Laid, viewport: Viewport, marked: number): Anchor | null {
  const { model, layout } = laid;
  const { scroller, zoom } = viewport;
  const first = () => rowAtHeight(model, layout, scroller.scrollTop / zoom);
  return anchorAt(laid, viewport, isInView(laid, viewport, marked) ? marked : first());
}

export function anchorAt({ model, layout }: Laid, viewport: Viewport, row: number): Anchor | null {
  const place = model.rows.length === 0 ? null : placeOfRow(model, layout, row);
  return place === null ? null : { row, offset: place.top * viewport.zoom - viewport.top() };
}

/** Where to scroll to, that the row stands there again. */
export function scrollTopFor({ model, layout }: Laid, viewport: Viewport, anchor: Anchor | null): number {
  const row = anchor && placeOfRow(model, layout, anchor.row);
  const top = anchor && row ? row.top * viewport.zoom - anchor.offset : 0;
  return Math.max(0, Math.min(top, viewport.farthest(layout)));
}

/** Where one begins: with the row of the cursor in view. */
export function entryOf({ model, layout }: Laid, viewport: Viewport): Anchor | null {
  const row = rowAtLine(model.rows, model.view.cursor);
  const own = placeOfRow(model, layout, row);
  if (own === null) return null;
  const { zoom } = viewport;
  const room = viewport.room();
  return { row, offset: own.bottom * zoom < room ? own.top * zoom : room / 3 };
}

/** Of what is seen around a row that is brought into view, in pixels. */
const AROUND = 72;

/** No farther than it takes to see the row, and some of what is round it; null where it is seen. */
export function scrollTopToSee({ model, layout }: Laid, viewport: Viewport, row: number): number | null {
  const place = placeOfRow(model, layout, row);
  if (place === null) return null;
  const { zoom, scroller } = viewport;
  const room = viewport.room();
  const now = scroller.scrollTop;
  const [top, bottom] = [place.top * zoom - now, place.bottom * zoom - now];
  if (top >= 0 && bottom <= room) return null;
  const around = Math.min(AROUND, room / 4);
  // Far away: in the middle, where one sees what is round it.
  if (bottom < -room || top > 2 * room) return now + top - room / 2;
  return now + (top < 0 ? top - around : Math.min(bottom + around - room, top - around));
}

/** Less room, and the row that one looked at is out of view: where to scroll to, that it comes back. */
export function scrollTopToKeep(
  { model, layout }: Laid,
  viewport: Viewport,
  row: number,
  roomBefore: number,
): number | null {
  const place = placeOfRow(model, layout, row);
  if (place === null) return null;
  const { zoom, scroller } = viewport;
  const top = place.top * zoom - scroller.scrollTop;
  const beyond = place.bottom * zoom - scroller.scrollTop - viewport.room();
  if (top < 0 || top >= roomBefore || beyond <= 0) return null;
  return scroller.scrollTop + Math.min(beyond + AROUND / 2, top);
}
