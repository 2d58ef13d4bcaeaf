/** One block of the picture in the page: a drawn sheet, or the heading of a phase. */

import type { Drawn } from "../protocol/preview.js";
import { element, fill, iconButton, label } from "./dom.js";
import type { Drawing } from "./draw.js";
import { markFoundText } from "./found-text.js";
import type { LaneFrame } from "./lanes.js";
import { markedRows, overlayTexts } from "./marked-rows.js";
import { drawMarks, type Gutter } from "./marks-overlay.js";
import type { Model } from "./model.js";
import { SECTION_HEIGHT } from "./settings.js";

export function blockElement(
  model: Model<Drawn>,
  block: number,
  drawing: Drawing | undefined,
  failure: string | undefined,
): HTMLElement {
  const sheet = model.blocks[block]?.sheet;
  if (sheet?.section === true) return headingElement();
  const made = element("div", "block sheet");
  if (drawing !== undefined) {
    // The same sheet may stand in the page several times.
    const svg = drawing.svg.isConnected ? (drawing.svg.cloneNode(true) as SVGSVGElement) : drawing.svg;
    svg.dataset["height"] = String(drawing.height);
    made.append(svg);
  } else if (failure !== undefined) {
    // Better plain words than nothing.
    made.classList.add("undrawable");
    sheet?.rows.forEach((row, i) => {
      const line = element("p", `row tone-${row.tone}`, row.text.join(" "));
      line.dataset["row"] = String(i);
      made.append(line);
    });
  }
  return made;
}

function headingElement(): HTMLElement {
  const made = element("div", "block section");
  const fold = iconButton("fold", "chevron-down");
  const title = element("span", "section-title");
  title.dataset["row"] = "0";
  const more = element("span", "section-more");
  made.append(fold, title, more);
  return made;
}

interface Fit {
  readonly frame: LaneFrame | null;
  readonly gutter: Gutter;
  readonly zoom: number;
  readonly closed: ReadonlySet<string>;
  readonly top: number;
}

/** Brings the element to its place and size. */
export function fitBlock(
  made: HTMLElement,
  model: Model<Drawn>,
  block: number,
  { frame, gutter, zoom, closed, top }: Fit,
): void {
  made.dataset["block"] = String(block);
  made.style.top = `${top * zoom}px`;
  const svg = made.querySelector<SVGSVGElement>(":scope > svg");
  if (svg !== null && frame !== null) {
    fitPicture(svg, frame, zoom);
    markPicture(svg, model, block, gutter);
  }
  const { sheet, phase } = model.blocks[block] ?? {};
  if (sheet?.section !== true || phase === undefined) return;
  made.style.height = `${SECTION_HEIGHT * zoom}px`;
  made.style.fontSize = `${zoom * SECTION_FONT}px`;
  const [fold, title, more] = [...made.children] as [HTMLElement, HTMLElement, HTMLElement];
  const folded = closed.has(phase);
  const hidden = folded ? model.blocks.filter((one) => one.phase === phase && !one.sheet.section) : [];
  const rows = hidden.flatMap((one) => one.sheet.rows);
  const { texts } = model.view;
  title.textContent = sheet.rows[0]?.text.join(" ") ?? "";
  more.textContent = folded ? fill(texts.rowsHidden, rows.length) : "";
  made.classList.toggle("folded", folded);
  made.classList.toggle(
    "has-wrong",
    rows.some((row) => row.tone === "wrong"),
  );
  fold.dataset["phase"] = phase;
  fold.setAttribute("aria-expanded", String(!folded));
  label(fold, fill(texts.phase, title.textContent));
}

const SECTION_FONT = 13;

function fitPicture(svg: SVGSVGElement, frame: LaneFrame, zoom: number): void {
  const top = Number(svg.dataset["top"] ?? 0);
  const height = Number(svg.dataset["height"] ?? 0);
  const box = `${frame.left} ${top} ${frame.width} ${height}`;
  if (svg.getAttribute("viewBox") !== box) {
    svg.setAttribute("viewBox", box);
    for (const band of svg.querySelectorAll(".band:not(.band-note)")) {
      band.setAttribute("x", String(frame.left + BAND_MARGIN));
      band.setAttribute("width", String(frame.width - 2 * BAND_MARGIN));
    }
  }
  svg.setAttribute("width", String(frame.width * zoom));
  svg.setAttribute("height", String(height * zoom));
}

const BAND_MARGIN = 4;

/** Numbers, times and badges change without a redraw, and are left alone where they stay the same. */
function markPicture(svg: SVGSVGElement, model: Model<Drawn>, block: number, gutter: Gutter): void {
  const { first = 0, sheet } = model.blocks[block] ?? {};
  const marked = markedRows(model).slice(first, first + (sheet?.rows.length ?? 0));
  const texts = overlayTexts(model);
  const key = JSON.stringify([marked, gutter, texts]);
  if (svg.dataset["marks"] === key) return;
  svg.dataset["marks"] = key;
  drawMarks(svg, marked, gutter, texts);
}

export interface Marks {
  readonly marked: number;
  readonly found: number;
  /** What was searched for; empty for nothing. */
  readonly words: string;
  /** This row and all below it are not shown; -1 for none. */
  readonly concealed: number;
}

/** Shows which row is marked, and which one was found; the other rows of its line belong to it. */
export function markBlock(
  made: HTMLElement,
  model: Model<Drawn>,
  block: number,
  { marked, found, words, concealed }: Marks,
): void {
  for (const old of made.querySelectorAll(".marked, .beside-marked, .found, .concealed")) {
    old.classList.remove("marked", "beside-marked", "found", "concealed");
  }
  const { first = 0, sheet } = model.blocks[block] ?? {};
  const line = model.rows[marked]?.line;
  sheet?.rows.forEach((_, i) => {
    const row = first + i;
    const own = model.rows[row]?.line === line;
    const hidden = concealed >= 0 && row >= concealed;
    if (!own && row !== found && !hidden) return;
    for (const part of made.querySelectorAll(`[data-row="${i}"], [data-of="${i}"]`)) {
      if (row === marked) part.classList.add("marked");
      else if (own) part.classList.add("beside-marked");
      if (row === found) part.classList.add("found");
      if (hidden) part.classList.add("concealed");
    }
  });
  markFoundText(made, words);
}
