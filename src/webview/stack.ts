/** The picture, to the rest of the page. */

import type { Anchor } from "./anchor.js";
import type { Model } from "./model.js";
import type { PictureSource } from "./take-away.js";

export interface Stack {
  readonly scroller: HTMLElement;
  /** Takes the keyboard and the mouse. */
  readonly root: HTMLElement;
  label(name: string): void;
  model(): Model | null;
  /** Shows this as soon as what will be in view is drawn; the newest of several that wait. */
  show(model: Model, place?: Anchor): void;
  /** The row that the cursor, a click or a step is at; -1 for none. */
  mark(row: number): void;
  marked(): number;
  /** Scrolls no farther than it takes to see the row, and some of what is round it. */
  reveal(row: number): void;
  /** The row that was found last, -1 for none; and what was searched for, which is marked wherever it stands. */
  setFound(row: number, words: string): void;
  /** This row and all below it are not shown; -1 for none. */
  conceal(row: number): void;
  fold(phase: string, folded: boolean): void;
  folded(): ReadonlySet<string>;
  /** From the top. */
  phases(): readonly string[];
  /** Unfolds the phase that the row is in. */
  unfoldRow(row: number): void;
  /** This row, or the next one in this direction that is not folded away; -1 where there is none. */
  visibleRow(row: number, direction: 1 | -1): number;
  /** Shows which row the mouse is at; -1 for none. */
  point(row: number): void;
  zoom(): number;
  /** `at`: the point of the window that stays where it is. */
  setZoom(factor: number, at?: { readonly x: number; readonly y: number }): void;
  /** The width of the picture at zoom 1; 0 as long as nothing is drawn. */
  width(): number;
  /** What is in view, to come back to. */
  anchor(): Anchor | null;
  /** The row that an element of the picture belongs to; -1 for none. */
  rowOf(target: EventTarget | null): number;
  /** On the screen; null where the row is not in the page. */
  boxOf(row: number): DOMRect | null;
  rowsPerPage(): number;
  /** What the picture is made with, to make it once more. */
  readonly source: PictureSource;
}

export interface StackEvents {
  /** A view has taken the place of the one before. */
  shown(model: Model, before: Model | null): void;
  /** The width at zoom 1 changed. */
  widthChanged(): void;
  scrolled(): void;
  folded(): void;
  /** Some of it cannot be drawn, or all can. */
  failed(some: boolean): void;
}
