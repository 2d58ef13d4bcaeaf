/**
 * Mermaid puts every note on a line of its own. States that two endpoints enter at the same moment
 * belong side by side; here the second is moved up beside the first, and all below with it.
 */

/** From this height on, everything stands so much higher. */
export interface LiftedGap {
  readonly from: number;
  readonly by: number;
}

/** How far a thing at height `y` moves up. Cuts are by rising height. */
export function moveAt(cuts: readonly LiftedGap[], y: number): number {
  let total = 0;
  for (const cut of cuts) {
    if (cut.from > y) break;
    total += cut.by;
  }
  return total;
}

/** `notes` are the boxes of the notes, in order, where the row is one; `beside`: it belongs beside the one before. */
export function closeGaps(
  svg: SVGSVGElement,
  notes: readonly (Element | null)[],
  beside: readonly boolean[],
): readonly LiftedGap[] {
  const cuts = findCuts(notes, beside);
  if (cuts.length > 0) {
    for (const child of svg.children) {
      if (!child.matches("style, defs")) lift(child as SVGGraphicsElement, cuts);
    }
  }
  return cuts;
}

/** A note beside the one before it begins at that one's height, so what lies between the two is cut out. */
function findCuts(notes: readonly (Element | null)[], beside: readonly boolean[]): LiftedGap[] {
  const cuts: LiftedGap[] = [];
  notes.forEach((own, i) => {
    const above = notes[i - 1];
    if (!beside[i] || !above || !own || overlap(above, own)) return;
    const y = numberOf(own, "y");
    const by = y - numberOf(above, "y");
    // Notes of several lines beside one line would run into what comes next.
    const taller = numberOf(above, "height") - numberOf(own, "height");
    cuts.push({ from: y, by: taller > 0 ? by - taller : by });
  });
  return cuts;
}

function overlap(a: Element, b: Element): boolean {
  const left = Math.max(numberOf(a, "x"), numberOf(b, "x"));
  const right = Math.min(numberOf(a, "x") + numberOf(a, "width"), numberOf(b, "x") + numberOf(b, "width"));
  return left < right;
}

function lift(element: SVGGraphicsElement, cuts: readonly LiftedGap[]): void {
  const by = moveAt(cuts, topOf(element));
  if (by > 0) element.setAttribute("transform", `translate(0, ${-by})`);
}

function topOf(element: SVGGraphicsElement): number {
  const inner = element.tagName === "g" ? (element.querySelector("rect, line, text") ?? element) : element;
  return numberOf(inner, inner.tagName === "line" ? "y1" : "y");
}

export function numberOf(element: Element, attribute: string): number {
  return Number(element.getAttribute(attribute) ?? 0);
}
