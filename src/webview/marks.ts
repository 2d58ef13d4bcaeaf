/** What Mermaid cannot say of a row: wrong, dimmed, at the cursor, where its line is. */

import type { Item, View } from "../protocol/preview.js";

/** Gives the elements of every row its classes, and makes them lead to its line. */
export function markItems(svg: SVGSVGElement, items: readonly Item[], reveal: (line: number) => void): void {
  const elements = elementsByIndex(svg);
  for (const item of items) {
    for (const element of elements.get(item.index) ?? []) {
      element.classList.add("row", `row-${item.kind}`, `tone-${item.tone}`);
      element.setAttribute("data-row", item.id);
      element.setAttribute("data-line", String(item.line));
      element.addEventListener("click", () => reveal(item.line));
    }
  }
}

/** Marks the row of the cursor's line, or the last one above it, and brings it into sight. */
export function markCursor(root: Element, view: View): void {
  for (const old of root.querySelectorAll(".at-cursor")) old.classList.remove("at-cursor");
  const line = lineAt(view.items, view.cursor);
  if (line === null) return;
  const marked = [...root.querySelectorAll(`[data-line="${line}"]`)];
  for (const element of marked) element.classList.add("at-cursor");
  bringIntoSight(marked, root.parentElement);
}

/** Scrolls no farther than it takes to see the row, and some of what is round it. */
function bringIntoSight(elements: readonly Element[], scroller: Element | null): void {
  if (scroller === null || elements.length === 0) return;
  const boxes = elements.map((element) => element.getBoundingClientRect());
  const room = scroller.getBoundingClientRect();
  const above = Math.min(...boxes.map((box) => box.top)) - room.top - SIGHT;
  const below = Math.max(...boxes.map((box) => box.bottom)) - room.bottom + SIGHT;
  if (above < 0) scroller.scrollTop += above;
  else if (below > 0) scroller.scrollTop += Math.min(below, above);
}

const SIGHT = 72;

/** The line of the row that belongs to a line of the text: its own, else the next above that has one. */
export function lineAt(items: readonly Item[], cursor: number): number | null {
  let found: number | null = null;
  for (const { line } of items) {
    if (line <= cursor && (found === null || line >= found)) found = line;
  }
  return found;
}

/**
 * The elements of each row by Mermaid's number. A note is a group that carries it; a message is the line
 * that carries it and the texts before that line, which belong to nothing else.
 */
function elementsByIndex(svg: SVGSVGElement): Map<number, Element[]> {
  const found = new Map<number, Element[]>();
  for (const element of svg.querySelectorAll("[data-id]")) {
    const index = /^i(\d+)$/.exec(element.getAttribute("data-id") ?? "")?.[1];
    const type = element.getAttribute("data-et");
    if (index === undefined || (type !== "message" && type !== "note")) continue;
    const elements = [element];
    if (type === "message") {
      let before = element.previousElementSibling;
      while (before?.classList.contains("messageText") === true) {
        elements.unshift(before);
        before = before.previousElementSibling;
      }
    }
    // The line of a message is no text: it keeps its stroke.
    markReasons(type === "note" ? [...element.querySelectorAll("text")] : elements.slice(0, -1));
    found.set(Number(index), elements);
  }
  return found;
}

/** From the line that begins with the mark of an error on, the text is no longer what the segment says. */
function markReasons(texts: readonly Element[]): void {
  let reason = false;
  for (const text of texts) {
    reason ||= text.textContent?.startsWith("✗ ") === true;
    if (!reason) continue;
    text.classList.remove("messageText");
    text.classList.add("reason");
  }
}
