/** The window on the picture: how far it is scrolled and zoomed, and which blocks are in it. */

import { element } from "./dom.js";
import { blockAtHeight, type Layout } from "./layout.js";
import { NAMES_HEIGHT } from "./painter.js";

export interface Viewport {
  readonly scroller: HTMLElement;
  /** Pixels of the screen for one of the picture. */
  zoom: number;
  /** The height in which rows are seen, below the boxes of the endpoints. */
  room(): number;
  /** Where it is scrolled to, exactly. */
  top(): number;
  scrollTo(top: number): void;
  /** The farthest that a picture of this layout can be scrolled. */
  farthest(layout: Layout): number;
  /** The blocks that are seen when it is scrolled to `top`, and those `ahead` heights of the window beyond. */
  blocks(layout: Layout, top: number, ahead: number): readonly number[];
}

export function createViewport(): Viewport {
  const scroller = element("main", "scroller");
  /** Where it was to be scrolled to, and where it stands since: a page is scrolled by whole pixels. */
  let scrolled = { to: 0, shown: 0 };
  const viewport: Viewport = {
    scroller,
    zoom: 1,
    room: () => Math.max(0, scroller.clientHeight - NAMES_HEIGHT * viewport.zoom),
    // What is lost by whole pixels would add up, from redraw to redraw.
    top: () => (scroller.scrollTop === scrolled.shown ? scrolled.to : scroller.scrollTop),
    scrollTo(top) {
      if (Math.abs(scroller.scrollTop - top) >= HALF_A_PIXEL) scroller.scrollTop = top;
      const shown = scroller.scrollTop;
      scrolled = { to: Math.abs(shown - top) < 1 ? top : shown, shown };
    },
    farthest: ({ tops }) =>
      Math.max(0, ((tops.at(-1) as number) + NAMES_HEIGHT) * viewport.zoom - viewport.room()),
    blocks(layout, top, ahead) {
      const { zoom } = viewport;
      const margin = viewport.room() * ahead;
      return blocksBetween(layout, (top - margin) / zoom, (top + viewport.room() + margin) / zoom);
    },
  };
  return viewport;
}

const HALF_A_PIXEL = 0.5;

/** In pixels at zoom 1; a folded one has no height. */
function blocksBetween(layout: Layout, top: number, bottom: number): number[] {
  const { tops, sizes } = layout;
  const blocks: number[] = [];
  for (let i = blockAtHeight(layout, top); i < sizes.length && (tops[i] as number) < bottom; i++) {
    if ((tops[i + 1] as number) > (tops[i] as number)) blocks.push(i);
  }
  return blocks;
}
