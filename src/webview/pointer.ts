/** The mouse: a click goes to the line of a row, pointing at one explains it, headings fold. */

import type { FromPage } from "../protocol/preview.js";
import type { Card } from "./card.js";
import type { Marking } from "./marking.js";
import type { Stack } from "./stack.js";

interface PointerContext {
  readonly stack: Stack;
  readonly marking: Marking;
  readonly card: Card;
  readonly post: (message: FromPage) => void;
  readonly keep: () => void;
}

export function handlePointer({ stack, marking, card, post, keep }: PointerContext): void {
  const choose = (event: Event, focus: boolean) => {
    const fold = (event.target as Element).closest<HTMLElement>(".fold");
    const phase = fold?.dataset["phase"];
    if (phase !== undefined) {
      stack.fold(phase, !stack.folded().has(phase));
      keep();
      return;
    }
    // A retransmission leads to what it sends again.
    const original = (event.target as Element).closest("[data-goto]")?.getAttribute("data-goto");
    const goto = stack.model()?.rows.findIndex(({ id }) => id === original) ?? -1;
    const row = goto >= 0 ? goto : stack.rowOf(event.target);
    if (goto >= 0) stack.unfoldRow(goto);
    const line = stack.model()?.rows[row]?.line;
    if (line === undefined) return;
    card.hide();
    marking.set(row);
    post({ type: "reveal", line, focus });
  };
  stack.root.addEventListener("click", (event) => choose(event, false));
  stack.root.addEventListener("dblclick", (event) => choose(event, true));
  stack.root.addEventListener("pointerover", (event) => {
    const row = stack.rowOf(event.target);
    stack.point(row);
    card.point(row);
  });
  stack.root.addEventListener("pointerleave", () => {
    stack.point(-1);
    card.point(-1);
  });
}
