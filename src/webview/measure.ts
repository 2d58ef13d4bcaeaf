/** How wide labels are, and how high lines: what Mermaid will find when it draws them. */

import type { Sheet } from "../protocol/preview.js";
import { FONT_SIZE, fontFamily } from "./settings.js";

/** What the rows of a sheet ask of the lanes, in pixels. */
export interface Widths {
  /** The widest label between an endpoint and the next. */
  readonly between: readonly number[];
  /** The widest note over an endpoint alone. */
  readonly over: readonly number[];
  /** Labels over several lanes: from, to, width. */
  readonly across: readonly (readonly [number, number, number])[];
}

export interface Ruler {
  widths(key: string, sheet: Sheet): Widths;
  textWidth(text: string): number;
  readonly lineHeight: number;
}

export function createRuler(): Ruler {
  const context = document.createElement("canvas").getContext("2d");
  if (context !== null) context.font = `${FONT_SIZE}px ${fontFamily()}`;
  const textWidth = (text: string) => context?.measureText(text).width ?? text.length * FONT_SIZE;
  let known = new Map<string, Widths>();
  const KEPT = 2000;
  return {
    widths(key, sheet) {
      const found = known.get(key) ?? widthsOf(sheet, textWidth);
      if (known.size > KEPT) known = new Map();
      known.set(key, found);
      return found;
    },
    textWidth,
    lineHeight: lineHeight(),
  };
}

function widthsOf(sheet: Sheet, textWidth: (text: string) => number): Widths {
  const between: number[] = [];
  const over: number[] = [];
  const across = new Map<string, [number, number, number]>();
  if (sheet.section) return { between, over, across: [] };
  for (const { at, arrow, text } of sheet.rows) {
    const [from, to] = at[0] < at[1] ? at : [at[1], at[0]];
    const width = Math.max(0, ...text.map(textWidth));
    if (arrow && to - from === 1) between[from] = Math.max(between[from] ?? 0, width);
    else if (from === to) over[from] = Math.max(over[from] ?? 0, width);
    else {
      const name = `${from},${to}`;
      const other = across.get(name)?.[2] ?? 0;
      across.set(name, [from, to, Math.max(other, width)]);
    }
  }
  return { between, over, across: [...across.values()] };
}

/** Of a line of text in a picture, as Mermaid measures it. */
function lineHeight(): number {
  const namespace = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(namespace, "svg");
  const text = document.createElementNS(namespace, "text");
  text.textContent = "Ag";
  text.setAttribute("style", `font-size: ${FONT_SIZE}px; font-family: ${fontFamily()}`);
  svg.append(text);
  document.body.append(svg);
  const { height } = text.getBBox();
  svg.remove();
  return Math.round(height);
}
