/** The size of the picture: as wide as the page, or as large as one wants it. */

import type { Stack } from "./stack.js";

export interface Zoom {
  /** Fits the picture again, where it is to fit. */
  apply(): void;
  by(factor: number, at?: { readonly x: number; readonly y: number }): void;
  fit(): void;
  /** A factor; 0 for fit to width. */
  value(): number;
}

export const ZOOM_STEP = 1.2;
const LEAST = 0.3;
const MOST = 4;
const FIT = 0;
/** Fitting makes a narrow picture no larger than this. A wide one fits, however small: so one sees all of it. */
const FIT_MOST = 1.25;
/** Seen from the last row of a room. */
const FIT_MOST_IN_FILM = 2;

export function createZoom(stack: Stack, first: number, changed: () => void): Zoom {
  let value = first === FIT ? FIT : clamp(first, LEAST, MOST);
  const { scroller } = stack;
  const most = () => (document.body.classList.contains("revealing") ? FIT_MOST_IN_FILM : FIT_MOST);
  const apply = () => {
    const width = stack.width();
    if (width === 0 || scroller.clientWidth === 0) return;
    // What fits stands where it fits: it is not scrolled aside.
    if (value === FIT) scroller.scrollLeft = 0;
    stack.setZoom(value === FIT ? Math.min(scroller.clientWidth / width, most()) : value);
  };
  const by = (factor: number, at?: { readonly x: number; readonly y: number }) => {
    value = clamp(stack.zoom() * factor, LEAST, MOST);
    stack.setZoom(value, at);
    changed();
  };
  onZoomWheel(scroller, by);
  new ResizeObserver(() => {
    if (value === FIT) apply();
  }).observe(scroller);
  return {
    apply,
    by,
    fit() {
      value = FIT;
      apply();
      changed();
    },
    value: () => value,
  };
}

/** The wheel with Ctrl, or two fingers on a pad. */
export function onZoomWheel(
  place: HTMLElement,
  by: (factor: number, at: { readonly x: number; readonly y: number }) => void,
): void {
  const wheel = (event: WheelEvent) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    by(event.deltaY < 0 ? ZOOM_STEP : 1 / ZOOM_STEP, { x: event.clientX, y: event.clientY });
  };
  place.addEventListener("wheel", wheel, { passive: false });
}

export function clamp(n: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, n));
}
