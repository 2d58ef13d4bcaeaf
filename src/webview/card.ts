/** The card beside a row that says what the editor's hover says of it. */

import type { View } from "../protocol/preview.js";
import { element, fill } from "./dom.js";
import { renderMarkdown } from "./markdown.js";
import type { PageRow } from "./model.js";
import type { Stack } from "./stack.js";

export interface Card {
  /** The mouse is over this row now, or over none (-1). */
  point(row: number): void;
  /** At once, for the keyboard. */
  show(row: number): void;
  hide(): void;
  answer(request: number, markdown: string): void;
}

const PATIENCE = 350;
/** Long enough to get from the row to the card. */
const GRACE = 250;
const SPACE = 8;

export function createCard(
  stack: Stack,
  view: () => Pick<View, "linesAbove" | "texts"> | undefined,
  ask: (request: number, id: string) => void,
): Card {
  const root = element("div", "card");
  root.setAttribute("role", "tooltip");
  root.hidden = true;
  document.body.append(root);
  let request = 0;
  let row = -1;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (action: () => void, wait: number) => {
    clearTimeout(timer);
    timer = setTimeout(action, wait);
  };
  const rowNow = (): PageRow | undefined => stack.model()?.rows[row];
  const hide = () => {
    clearTimeout(timer);
    root.hidden = true;
    row = -1;
    request++;
  };
  const show = (next: number) => {
    clearTimeout(timer);
    row = next;
    const at = rowNow();
    if (at === undefined) hide();
    else ask(++request, at.id);
  };
  root.addEventListener("pointerenter", () => clearTimeout(timer));
  root.addEventListener("pointerleave", () => later(hide, GRACE));
  return {
    point(next) {
      if (next < 0) {
        later(hide, GRACE);
        return;
      }
      if (next === row) clearTimeout(timer);
      else later(() => show(next), root.hidden ? PATIENCE : GRACE / 2);
    },
    show,
    hide,
    answer(to, markdown) {
      const at = rowNow();
      const box = stack.boxOf(row);
      if (to !== request || at === undefined || box === null) return;
      const shown = view();
      const where = element(
        "p",
        "card-line",
        shown ? `${fill(shown.texts.line, at.line + shown.linesAbove + 1)} · ${shown.texts.goToLine}` : "",
      );
      const broken = at.info.tone === "plain" ? [] : at.info.text.filter((line) => line.startsWith("✗ "));
      const reasons = broken.map((line) => element("p", "card-reason", line));
      root.replaceChildren(where, ...reasons, ...renderMarkdown(markdown));
      root.hidden = false;
      placeAt(root, box);
    },
  };
}

/** Below the row where there is room, else above it; never over it, and never out of the window. */
function placeAt(root: HTMLElement, box: DOMRect): void {
  const { innerWidth, innerHeight } = window;
  root.style.maxHeight = "";
  const own = root.getBoundingClientRect();
  const below = innerHeight - box.bottom - 2 * SPACE;
  const above = box.top - 2 * SPACE;
  const under = own.height <= below || below >= above;
  root.style.maxHeight = `${Math.max(under ? below : above, SPACE)}px`;
  const height = Math.min(own.height, under ? below : above);
  root.style.top = `${under ? box.bottom + SPACE / 2 : box.top - height - SPACE / 2}px`;
  const middle = box.left + box.width / 2 - own.width / 2;
  root.style.left = `${Math.max(SPACE, Math.min(middle, innerWidth - own.width - SPACE))}px`;
}
