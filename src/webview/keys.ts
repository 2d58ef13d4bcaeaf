/** The keyboard: searching from anywhere, and going from row to row in the picture. */

import type { FromPage } from "../protocol/preview.js";
import type { Card } from "./card.js";
import type { Find } from "./find.js";
import type { Marking } from "./marking.js";
import type { Stack } from "./stack.js";

interface KeyContext {
  readonly stack: Stack;
  readonly marking: Marking;
  readonly find: Find;
  readonly card: Card;
  readonly post: (message: FromPage) => void;
}

export function handleKeys({ stack, marking, find, card, post }: KeyContext): void {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const command = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (command && event.key.toLowerCase() === "f") find.open();
    else if (event.key === "F3" && !event.ctrlKey && !event.metaKey) find.step(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape" && find.isOpen()) find.close();
    else return;
    event.preventDefault();
  });

  const go = (row: number) => {
    const last = (stack.model()?.rows.length ?? 0) - 1;
    const next = stack.visibleRow(Math.max(0, Math.min(row, last)), row > marking.row() ? 1 : -1);
    if (next < 0) return;
    marking.set(next);
    card.show(next);
  };
  stack.root.addEventListener("keydown", (event) => {
    // Buttons in the picture have keys of their own.
    if (event.target !== stack.root || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = marking.row();
    const line = stack.model()?.rows[row]?.line;
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(row + 1),
      ArrowUp: () => go(row - 1),
      PageDown: () => go(row + stack.rowsPerPage()),
      PageUp: () => go(row - stack.rowsPerPage()),
      Home: () => go(0),
      End: () => go(Number.MAX_SAFE_INTEGER),
      Enter: () => {
        if (line !== undefined) post({ type: "reveal", line, focus: event.shiftKey });
      },
      Escape: () => card.hide(),
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    move();
  });
  stack.root.addEventListener("blur", () => card.hide());
}
