/** Hands the picture out to the panel: drawn once more, in the colours that are asked for, as plain markup. */

import type { ExportAnswer, PictureRequest, SketchPart } from "../protocol/export.js";
import type { Drawing } from "./draw.js";
import { colourOf, flatten, strokeOf } from "./flatten.js";
import type { LaneFrame } from "./lanes.js";
import { markedRows, overlayTexts } from "./marked-rows.js";
import { drawMarks, type Gutter } from "./marks-overlay.js";
import type { Model, PageBlock } from "./model.js";
import { rasterize } from "./raster.js";
import { SECTION_HEIGHT, SEQUENCE } from "./settings.js";

export interface TakeAway {
  answer(request: PictureRequest): Promise<ExportAnswer>;
}

/** What the picture in the page is made with. */
export interface PictureSource {
  model(): Model | null;
  /** Null where it cannot be drawn: the reason is thrown. */
  drawing(block: PageBlock): Promise<Drawing>;
  frame(): LaneFrame | null;
  gutter(): Gutter;
  names(): readonly SVGGElement[];
}

export function createTakeAway(source: PictureSource): TakeAway {
  return {
    async answer(message) {
      const { request } = message;
      try {
        if (message.type === "raster") {
          return { type: "rastered", request, ...(await rasterize(message.svg, message, message.copy)) };
        }
        return { type: "sketched", request, part: await sketch(source, message) };
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        return { type: "exportFailed", request, reason };
      }
    },
  };
}

async function sketch(
  source: PictureSource,
  { from, count, light }: { readonly from: number; readonly count: number; readonly light: boolean },
): Promise<SketchPart> {
  const model = source.model();
  if (model === null) throw new Error("nothing is shown");
  const blocks = model.blocks.slice(from, from + count);
  const drawings: (Drawing | null)[] = [];
  for (const block of blocks) drawings.push(block.sheet.section ? null : await source.drawing(block));
  // A flow of nothing but headings has no sheet that would tell where its life lines are.
  const frame = source.frame();
  if (frame === null) throw new Error("nothing is drawn");
  const host = document.createElement("div");
  host.className = `picture export${light ? " export-light" : ""}`;
  host.setAttribute("aria-hidden", "true");
  document.getElementById("app")?.append(host);
  try {
    const rows: { top: number; bottom: number; markup: string }[] = [];
    let height = 0;
    blocks.forEach((block, i) => {
      const drawing = drawings[i];
      const part =
        drawing === null || drawing === undefined
          ? sectionRows(host, block, frame)
          : sheetRows(host, source, model, block, drawing);
      for (const row of part.rows) {
        rows.push({ top: row.top + height, bottom: row.bottom + height, markup: moved(row.markup, height) });
      }
      height += part.height;
    });
    return { ...frameOf(host, source, frame), blocks: model.blocks.length, rows, height };
  } finally {
    host.remove();
  }
}

function frameOf(host: HTMLElement, source: PictureSource, frame: LaneFrame) {
  const names = canvas(host);
  names.append(...source.names().map((name) => name.cloneNode(true)));
  const life = canvas(host);
  life.classList.add("export-life");
  const attributes = strokeOf(getComputedStyle(life)).trim();
  return {
    left: frame.left,
    width: frame.width,
    paper: colourOf(getComputedStyle(host).backgroundColor).hex,
    names: { markup: [...names.children].map(flatten).join("\n"), height: SEQUENCE.height },
    lifeLines: frame.centres.map((x) => ({ x, attributes })),
  };
}

/** How far what belongs to the line of a message reaches below it. */
const BELOW_LINE = 8;

function sheetRows(
  host: HTMLElement,
  source: PictureSource,
  model: Model,
  block: PageBlock,
  drawing: Drawing,
) {
  const svg = drawing.svg.cloneNode(true) as SVGSVGElement;
  svg.removeAttribute("width");
  svg.removeAttribute("height");
  host.append(svg);
  for (const one of svg.querySelectorAll(".marked, .beside-marked, .found, .pointed")) {
    one.classList.remove("marked", "beside-marked", "found", "pointed");
  }
  const start = Number(svg.dataset["top"] ?? 0);
  const marked = markedRows(model).slice(block.first, block.first + block.sheet.rows.length);
  drawMarks(svg, marked, source.gutter(), overlayTexts(model));
  const rows = block.sheet.rows.map((info, i) => {
    const place = drawing.rows[i] ?? { top: 0, bottom: 0 };
    const own = [...svg.querySelectorAll(`[data-of="${i}"]`)].filter(
      (element) => element.parentElement?.closest(`[data-of="${i}"]`) === null,
    );
    const move = info.arrow ? BELOW_LINE : 0;
    return {
      top: place.top + move,
      bottom: place.bottom + move,
      markup: moved(own.map(flatten).join(""), -start),
    };
  });
  return { rows, height: drawing.height };
}

function sectionRows(host: HTMLElement, { sheet }: PageBlock, frame: LaneFrame) {
  const svg = canvas(host);
  svg.classList.add("export-section");
  const band = element("rect");
  const margin = 8;
  for (const [name, value] of [
    ["x", frame.left + margin],
    ["y", margin],
    ["width", frame.width - 2 * margin],
    ["height", SECTION_HEIGHT - 2 * margin],
    ["rx", 6],
  ] as const) {
    band.setAttribute(name, String(value));
  }
  const text = element("text");
  text.setAttribute("x", String(frame.left + frame.width / 2));
  text.setAttribute("y", String(SECTION_HEIGHT / 2 + HALF_A_LETTER));
  text.textContent = sheet.rows[0]?.text.join(" ") ?? "";
  svg.append(band, text);
  const markup = [band, text].map(flatten).join("");
  return { rows: [{ top: 0, bottom: SECTION_HEIGHT, markup }], height: SECTION_HEIGHT };
}

/** From the middle of a line of text to where it stands on. */
const HALF_A_LETTER = 4.5;

function canvas(host: HTMLElement): SVGSVGElement {
  const svg = element("svg") as SVGSVGElement;
  host.append(svg);
  return svg;
}

function element(name: string): SVGElement {
  return document.createElementNS("http://www.w3.org/2000/svg", name);
}

function moved(markup: string, by: number): string {
  return by === 0 ? markup : `<g transform="translate(0 ${by})">${markup}</g>`;
}
