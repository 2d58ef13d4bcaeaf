/** The graph as an SVG that needs nothing else: with its title and what its colours mean. */

import { EXPORT_FONTS, escapeMarkup } from "../flatten.js";
import { inksOf } from "./colours.js";
import { frameOf, type GraphLook } from "./frame.js";
import { type Pen, svgPen } from "./pen.js";
import { drawGraph } from "./plot.js";
import { DASHED, isEmpty, SERIES } from "./series.js";

export interface GraphPicture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

const WIDTH = 1200;
const PLOT = 640;
const MARGIN = 16;
const TITLE = 28;
const ROW = 22;
const SIZE = 12;

export function graphPicture(
  look: Omit<GraphLook, "width" | "height">,
  title: string,
  light: boolean,
): GraphPicture {
  const host = document.createElement("div");
  host.className = `picture export${light ? " export-light" : ""}`;
  document.getElementById("app")?.append(host);
  try {
    const inks = inksOf(host);
    const plot = svgPen(inks, EXPORT_FONTS, escapeMarkup);
    drawGraph(plot, frameOf({ ...look, width: WIDTH - 2 * MARGIN, height: PLOT }), { point: -1, tick: -1 });
    const head = svgPen(inks, EXPORT_FONTS, escapeMarkup);
    head.text(MARGIN, MARGIN + TITLE / 2, title, { bold: true, size: 15 });
    const rows = drawLegend(head, look);
    const top = MARGIN + TITLE + rows * ROW;
    const height = top + PLOT + MARGIN;
    const { language } = look.model.view.texts;
    const svg = [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" xml:lang="${language}" aria-label="${escapeMarkup(title)}">`,
      `<title>${escapeMarkup(title)}</title>`,
      `<rect x="0" y="0" width="${WIDTH}" height="${height}" fill="${inks.paper}"/>`,
      head.markup(),
      `<g transform="translate(${MARGIN} ${top})">`,
      plot.markup(),
      "</g>",
      "</svg>",
    ].join("\n");
    return { svg, width: WIDTH, height };
  } finally {
    host.remove();
  }
}

/** How many rows it takes. */
function drawLegend(pen: Pen, { model, hidden }: Pick<GraphLook, "model" | "hidden">): number {
  const context = document.createElement("canvas").getContext("2d");
  if (context !== null) context.font = `${SIZE}px ${EXPORT_FONTS}`;
  let [x, row] = [MARGIN, 0];
  for (const series of SERIES) {
    if (hidden.has(series) || isEmpty(model.direction, series)) continue;
    const name = model.view.texts.series[series];
    const width = SAMPLE + (context?.measureText(name).width ?? name.length * SIZE) + 30;
    if (x + width > WIDTH - MARGIN && x > MARGIN) [x, row] = [MARGIN, row + 1];
    const y = MARGIN + TITLE + row * ROW + 4;
    const dash = DASHED.has(series) ? { dash: [6, 3] } : {};
    pen.line([x, y, x + SAMPLE, y], { ink: series, width: 3, ...dash });
    pen.text(x + SAMPLE + 6, y + 4, name, { size: SIZE });
    x += width;
  }
  return row + 1;
}

const SAMPLE = 22;
