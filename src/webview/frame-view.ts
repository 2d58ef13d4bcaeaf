/** What all sheets share: the boxes of the endpoints above and below, the life lines, the width. */

import { element } from "./dom.js";
import { NAMES_HEIGHT, namesPicture, type Painter } from "./painter.js";

export interface FrameView {
  /** The boxes above the sheets, and those below. */
  readonly names: HTMLElement;
  readonly end: HTMLElement;
  readonly lines: HTMLElement;
  /** Brings it up to date; true where the picture has another width than before. */
  paint(head: string | undefined, zoom: number): boolean;
}

export function createFrameView(stack: HTMLElement, painter: Painter): FrameView {
  const names = element("div", "picture names");
  const end = element("div", "picture names names-end");
  const lines = element("div", "life-lines");
  let shown = "";
  return {
    names,
    end,
    lines,
    paint(head, zoom) {
      const frame = painter.frame();
      if (frame === null) return false;
      const key = `${zoom} ${frame.left} ${frame.width} ${frame.centres.join()} ${head}`;
      if (key === shown) return false;
      const wider = !shown.includes(` ${frame.left} ${frame.width} `);
      shown = key;
      for (const place of [names, end]) {
        place.replaceChildren(namesPicture(painter.names(), frame));
        place.style.height = `${NAMES_HEIGHT * zoom}px`;
      }
      for (const place of [names, stack, end]) place.style.width = `${frame.width * zoom}px`;
      lines.replaceChildren(
        ...frame.centres.map((centre) => {
          const line = element("div", "life-line");
          line.style.left = `${(centre - frame.left) * zoom}px`;
          return line;
        }),
      );
      return wider;
    },
  };
}
