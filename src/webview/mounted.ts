/** The blocks that are in the page: put there, taken away, marked. */

import { blockElement, fitBlock, type Marks, markBlock } from "./block.js";
import type { Layout } from "./layout.js";
import type { Model } from "./model.js";
import type { Painter } from "./painter.js";

export interface Mounted {
  /** These blocks, as far as they are drawn, and no others are in the page. */
  put(model: Model, blocks: readonly number[], look: StackLook): void;
  mark(model: Model, marks: Marks): void;
  /** Shows which row the mouse is at; -1 for none. */
  point(model: Model, row: number): void;
  /** On the screen; null where the row is not in the page. */
  boxOf(model: Model, row: number): DOMRect | null;
}

export interface StackLook {
  readonly layout: Layout;
  readonly zoom: number;
  readonly closed: ReadonlySet<string>;
  readonly marks: Marks;
}

/** They stand in `root`, behind `first`. */
export function createMounted(root: HTMLElement, first: Element, painter: Painter): Mounted {
  let mounted = new Map<number, HTMLElement>();
  let pointed = -1;
  return {
    put(model, blocks, { layout, zoom, closed, marks }) {
      const frame = painter.frame();
      const wanted = new Map<number, HTMLElement>();
      const spare = new Map<string, HTMLElement[]>();
      for (const one of mounted.values()) {
        const look = one.dataset["look"] ?? "";
        spare.set(look, [...(spare.get(look) ?? []), one]);
      }
      for (const block of blocks) {
        const sheet = model.blocks[block]?.sheet;
        if (sheet === undefined) continue;
        const drawing = painter.drawn(sheet);
        const failure = painter.failure(sheet);
        if (drawing === undefined && failure === undefined && !sheet.section) continue;
        const look = `${painter.look(sheet)}\n${frame?.centres.join()}\n${failure ?? ""}`;
        const made = spare.get(look)?.shift() ?? blockElement(model, block, drawing, failure);
        made.dataset["look"] = look;
        wanted.set(block, made);
      }
      const kept = new Set(wanted.values());
      for (const one of mounted.values()) if (!kept.has(one)) one.remove();
      mounted = wanted;
      let before = first;
      for (const [block, one] of wanted) {
        const top = layout.tops[block] as number;
        fitBlock(one, model, block, { frame, gutter: painter.gutter(), zoom, closed, top });
        if (before.nextElementSibling !== one) before.after(one);
        before = one;
        markBlock(one, model, block, marks);
      }
    },
    mark(model, marks) {
      for (const [block, one] of mounted) markBlock(one, model, block, marks);
    },
    point(model, row) {
      if (row === pointed) return;
      pointed = row;
      for (const old of root.querySelectorAll(".pointed")) old.classList.remove("pointed");
      const at = model.rows[row];
      if (!at) return;
      const parts = mounted
        .get(at.block)
        ?.querySelectorAll(`[data-row="${at.index}"], [data-of="${at.index}"]`);
      for (const part of parts ?? []) part.classList.add("pointed");
    },
    boxOf(model, row) {
      const at = model.rows[row];
      const one = at && mounted.get(at.block);
      return one?.querySelector(`[data-row="${at?.index}"]`)?.getBoundingClientRect() ?? null;
    },
  };
}
