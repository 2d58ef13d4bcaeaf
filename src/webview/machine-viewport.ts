/** How large the state diagram is, and which part of it is in view. */

import { clamp, onZoomWheel } from "./zoom.js";

export interface MachineViewport {
  /** `at`: the point of the window that stays where it is. */
  by(factor: number, at?: { readonly x: number; readonly y: number }): void;
  fit(): void;
  /** Pixels of the screen for one of the drawing; 0 for as wide as there is room. */
  value(): number;
  /** Another drawing has come. */
  apply(): void;
  /** Scrolls no farther than it takes to see all of these, or the first of them where they are too far apart. */
  reveal(parts: readonly Element[]): void;
}

const FIT = 0;
const LEAST = 0.1;
const MOST = 3;
/** Of what is round a state that is scrolled to, in pixels. */
const AROUND = 28;

/** `section` scrolls, `drawing` is the room of the picture in it. */
export function createMachineViewport(
  section: HTMLElement,
  drawing: HTMLElement,
  first: number,
  changed: () => void,
): MachineViewport {
  let value = first === FIT ? FIT : clamp(first, LEAST, MOST);
  const width = () => drawing.querySelector("svg")?.viewBox.baseVal.width ?? 0;
  const apply = () => {
    const own = width();
    drawing.classList.toggle("zoomed", value !== FIT && own > 0);
    drawing.style.width = value === FIT || own === 0 ? "" : `${own * value}px`;
  };
  const by = (factor: number, at?: { readonly x: number; readonly y: number }) => {
    const before = drawing.getBoundingClientRect();
    if (width() === 0 || before.width === 0) return;
    const room = section.getBoundingClientRect();
    const { x, y } = at ?? { x: room.left + room.width / 2, y: room.top + room.height / 2 };
    const scale = value === FIT ? before.width / width() : value;
    value = clamp(scale * factor, LEAST, MOST);
    apply();
    const after = drawing.getBoundingClientRect();
    const grown = after.width / before.width;
    section.scrollLeft += after.left + (x - before.left) * grown - x;
    section.scrollTop += after.top + (y - before.top) * grown - y;
    changed();
  };
  onZoomWheel(section, by);
  return {
    by,
    fit() {
      value = FIT;
      apply();
      changed();
    },
    value: () => value,
    apply,
    reveal(parts) {
      const room = section.getBoundingClientRect();
      const boxes = parts.map((part) => part.getBoundingClientRect());
      const all = around(boxes);
      const [first] = boxes;
      if (all === null || first === undefined || room.height === 0) return;
      const both =
        all.bottom - all.top <= section.clientHeight && all.right - all.left <= section.clientWidth;
      const { left, right, top, bottom } = both ? all : (around([first]) ?? all);
      section.scrollTop += beyond(top, bottom, room.top, room.top + section.clientHeight);
      section.scrollLeft += beyond(left, right, room.left, room.left + section.clientWidth);
    },
  };
}

interface Edges {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function around(boxes: readonly Edges[]): Edges | null {
  if (boxes.length === 0) return null;
  return {
    left: Math.min(...boxes.map((box) => box.left)) - AROUND,
    right: Math.max(...boxes.map((box) => box.right)) + AROUND,
    top: Math.min(...boxes.map((box) => box.top)) - AROUND,
    bottom: Math.max(...boxes.map((box) => box.bottom)) + AROUND,
  };
}

/** How far what reaches from `from` to `to` is outside of `low` to `high`. */
function beyond(from: number, to: number, low: number, high: number): number {
  if (from < low) return from - low;
  return to > high ? Math.min(to - high, from - low) : 0;
}
