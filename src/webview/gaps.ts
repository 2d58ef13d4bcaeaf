/**
 * Mermaid puts every note on a line of its own. States that two endpoints enter at the same moment
 * belong side by side; here the second is moved up beside the first, and all below with it.
 */

import type { Item } from "../protocol/preview.js";

/** From this height on, everything stands so much higher. */
export interface Cut {
  readonly from: number;
  readonly by: number;
}

/** How far a thing at height `y` moves up. Cuts are by rising height. */
export function moveAt(cuts: readonly Cut[], y: number): number {
  let total = 0;
  for (const cut of cuts) {
    if (cut.from > y) break;
    total += cut.by;
  }
  return total;
}

export function closeGaps(svg: SVGSVGElement, items: readonly Item[]): void {
  const cuts = findCuts(svg, items);
  if (cuts.length > 0) {
    for (const child of svg.children) {
      if (!child.matches("style, defs")) lift(child as SVGGraphicsElement, cuts);
    }
  }
  const { x, y, width, height } = svg.viewBox.baseVal;
  const left = height - moveAt(cuts, Number.POSITIVE_INFINITY);
  svg.setAttribute("viewBox", `${x} ${y} ${width} ${left}`);
  svg.setAttribute("height", String(left));
  // Mermaid ends life lines at a height of its own where it draws no names at their feet.
  for (const line of svg.querySelectorAll("line.actor-line"))
    line.setAttribute("y2", String(y + left - FOOT));
}

/** How far above the lower edge a life line ends. */
const FOOT = 4;

/** A note beside the one before it begins at that one's height, so what lies between the two is cut out. */
function findCuts(svg: SVGSVGElement, items: readonly Item[]): Cut[] {
  const cuts: Cut[] = [];
  const noteAt = new Map<number, Element>();
  for (const note of svg.querySelectorAll('g[data-et="note"]')) {
    noteAt.set(Number(note.getAttribute("data-id")?.slice(1)), note);
  }
  for (const item of items) {
    const above = noteAt.get(item.index - 1)?.querySelector("rect");
    const own = noteAt.get(item.index)?.querySelector("rect");
    if (!item.beside || !above || !own || overlap(above, own)) continue;
    const y = numberOf(own, "y");
    const by = y - numberOf(above, "y");
    // Notes of several lines beside one line would run into what comes next.
    const taller = numberOf(above, "height") - numberOf(own, "height");
    cuts.push({ from: y, by: taller > 0 ? by - taller : by });
  }
  return cuts;
}

function overlap(a: Element, b: Element): boolean {
  const left = Math.max(numberOf(a, "x"), numberOf(b, "x"));
  const right = Math.min(numberOf(a, "x") + numberOf(a, "width"), numberOf(b, "x") + numberOf(b, "width"));
  return left < right;
}

function lift(element: SVGGraphicsElement, cuts: readonly Cut[]): void {
  const by = moveAt(cuts, topOf(element));
  if (by > 0) element.setAttribute("transform", `translate(0, ${-by})`);
}

function topOf(element: SVGGraphicsElement): number {
  const inner = element.tagName === "g" ? (element.querySelector("rect, line, text") ?? element) : element;
  return numberOf(inner, inner.tagName === "line" ? "y1" : "y");
}

function numberOf(element: Element, attribute: string): number {
  return Number(element.getAttribute(attribute) ?? 0);
}
