/** The whole of a flow as one picture, which is made as wide as its page by that alone: on paper too. */

import type { Drawn } from "../../protocol/preview.js";
import { blockElement, fitBlock } from "../block.js";
import type { LaneFrame } from "../lanes.js";
import type { Model, PageBlock } from "../model.js";
import { NAMES_HEIGHT, namesPicture, type Painter } from "../painter.js";
import { SECTION_HEIGHT } from "../settings.js";

/** null where nothing is drawn. */
export function compose(model: Model<Drawn>, painter: Painter): SVGSVGElement | null {
  const frame = painter.frame();
  if (frame === null) return null;
  const whole = make("svg", {}) as SVGSVGElement;
  const life = make("g", {});
  whole.append(life, at(namesPicture(painter.names(), frame), frame, 0, NAMES_HEIGHT));
  let height = NAMES_HEIGHT;
  model.blocks.forEach((block, i) => {
    const part = block.sheet.section
      ? section(block, frame, height)
      : sheet(model, i, painter, frame, height);
    if (part === null) return;
    whole.append(part.element);
    height += part.height;
  });
  for (const centre of frame.centres) {
    const [x, y1, y2] = [centre, NAMES_HEIGHT, height + FOOT].map(String) as [string, string, string];
    life.append(make("line", { class: "names-line", x1: x, x2: x, y1, y2 }));
  }
  height += FOOT;
  whole.setAttribute("viewBox", `${frame.left} 0 ${frame.width} ${height}`);
  whole.setAttribute("width", String(frame.width));
  whole.setAttribute("height", String(height));
  return whole;
}

/** Below the last row. */
const FOOT = 14;

interface Part {
  readonly element: SVGElement;
  readonly height: number;
}

function sheet(
  model: Model<Drawn>,
  index: number,
  painter: Painter,
  frame: LaneFrame,
  top: number,
): Part | null {
  const one = model.blocks[index]?.sheet;
  const drawing = one && painter.drawn(one);
  if (drawing === undefined) return null;
  const made = blockElement(model, index, drawing, undefined);
  fitBlock(made, model, index, { frame, gutter: painter.gutter(), zoom: 1, closed: NONE, top: 0 });
  const svg = made.querySelector("svg");
  return svg === null ? null : { element: at(svg, frame, top, drawing.height), height: drawing.height };
}

const NONE: ReadonlySet<string> = new Set();

/** The heading of a phase. */
function section({ sheet: { rows } }: PageBlock, frame: LaneFrame, top: number): Part {
  const group = make("g", { class: "note-section" });
  const box = {
    x: String(frame.left + SECTION_MARGIN),
    y: String(top + SECTION_MARGIN),
    width: String(frame.width - 2 * SECTION_MARGIN),
    height: String(SECTION_HEIGHT - 2 * SECTION_MARGIN),
    rx: "6",
  };
  const title = make("text", {
    x: String(frame.left + frame.width / 2),
    y: String(top + SECTION_HEIGHT / 2 + HALF_A_LETTER),
  });
  title.textContent = rows[0]?.text.join(" ") ?? "";
  group.append(make("rect", box), title);
  return { element: group, height: SECTION_HEIGHT };
}

const SECTION_MARGIN = 8;
const HALF_A_LETTER = 5;

function at(svg: SVGSVGElement, frame: LaneFrame, top: number, height: number): SVGSVGElement {
  const place = { x: frame.left, y: top, width: frame.width, height };
  for (const [name, value] of Object.entries(place)) svg.setAttribute(name, String(value));
  svg.setAttribute("overflow", "visible");
  return svg;
}

function make(name: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
