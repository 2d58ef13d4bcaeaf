/** Draws sheets, and keeps what it has drawn: a sheet that says the same is not drawn again. */

import type { Drawn, Sheet } from "../protocol/preview.js";
import { type Drawing, drawSheet } from "./draw.js";
import { createDrawingCache } from "./drawing-cache.js";
import { frameFor, type LaneFrame, letterWidth, type Struts, strutsFor } from "./lanes.js";
import type { BlockSize } from "./layout.js";
import { markedRows } from "./marked-rows.js";
import { columnsFor, type Gutter, type MarkColumns, NO_COLUMNS } from "./marks-overlay.js";
import { createRuler, type Widths } from "./measure.js";
import type { Model } from "./model.js";
import { SEQUENCE } from "./settings.js";

export interface Painter {
  readonly lineHeight: number;
  /** Settles the lanes of a flow. Sheets drawn with other lanes are no longer found. */
  prepare(model: Model<Drawn>): void;
  /** Where the life lines stand; null as long as nothing was drawn with the lanes as they are. */
  frame(): LaneFrame | null;
  /** The column of times and numbers at the left of it. */
  gutter(): Gutter;
  names(): readonly SVGGElement[];
  drawn(sheet: Sheet): Drawing | undefined;
  /** Known from the first time it was drawn, though the drawing be gone. */
  size(sheet: Sheet): BlockSize | undefined;
  /** Why it cannot be drawn, if that was tried. */
  failure(sheet: Sheet): string | undefined;
  draw(sheet: Sheet): Promise<void>;
  /** The same for sheets that look the same. */
  look(sheet: Sheet): string;
}

export function createPainter(): Painter {
  const ruler = createRuler();
  const letter = letterWidth(ruler.textWidth);
  const cache = createDrawingCache();
  let head = "";
  let struts: Struts = [];
  let widths: readonly Widths[] = [];
  let sample: Drawing | null = null;
  let frame: LaneFrame | null = null;
  let columns: MarkColumns = NO_COLUMNS;

  const keyOf = (sheet: Sheet) => `${struts.join()}\n${head}\n${cache.look(sheet)}`;
  const forget = () => {
    sample = null;
    frame = null;
  };
  const settleFrame = () => {
    if (sample === null) return;
    const boxes = sample.names.map((name) => Number(name.querySelector("rect")?.getAttribute("width") ?? 0));
    const picture = frameFor(sample.centres, boxes, widths);
    const more = columns.times + columns.since + columns.numbers;
    frame = { ...picture, left: picture.left - more, width: picture.width + more };
  };

  return {
    lineHeight: ruler.lineHeight,
    look: cache.look,
    prepare(model) {
      widths = model.blocks.map(({ key, sheet }) => ruler.widths(key, sheet));
      const same = head === model.view.head;
      const endpoints = model.view.head.split("\n").length - 2;
      const next = strutsFor(endpoints, widths, letter, same ? struts : null);
      if (!same || next.join() !== struts.join()) forget();
      head = model.view.head;
      struts = next;
      columns = columnsFor(markedRows(model));
      sample ??= firstDrawn(model, (sheet) => cache.drawn(keyOf(sheet)));
      settleFrame();
    },
    frame: () => frame,
    gutter: () => ({ left: (frame?.left ?? 0) + SEQUENCE.diagramMarginX, ...columns }),
    names: () => sample?.names ?? [],
    drawn: (sheet) => cache.drawn(keyOf(sheet)),
    size: (sheet) => cache.size(keyOf(sheet)),
    failure: (sheet) => cache.failure(keyOf(sheet)),
    async draw(sheet) {
      const key = keyOf(sheet);
      try {
        const drawing = await drawSheet(head, struts, sheet);
        if (keyOf(sheet) !== key) return;
        const wider = missingLetters(drawing, sample, letter);
        if (wider !== null) {
          struts = struts.map((letters, i) => letters + (wider[i] ?? 0));
          forget();
          return;
        }
        cache.keep(key, drawing);
        if (sample === null) {
          sample = drawing;
          settleFrame();
        }
      } catch (error) {
        cache.fail(key, error instanceof Error ? error.message : String(error));
      }
    },
  };
}

/** A flow that is come back to has its drawings, and none is drawn that could tell its names and lanes. */
function firstDrawn({ blocks }: Model<Drawn>, drawn: (sheet: Sheet) => Drawing | undefined): Drawing | null {
  for (const { sheet } of blocks) {
    const drawing = drawn(sheet);
    if (drawing !== undefined) return drawing;
  }
  return null;
}

/**
 * Should Mermaid find a label wider than we did, its sheet has its life lines farther apart than the others.
 * Then the struts grow by so many letters, and all is drawn anew.
 */
function missingLetters(drawing: Drawing, sample: Drawing | null, letter: number): number[] | null {
  if (sample === null) return null;
  const gaps = (one: Drawing) => one.centres.slice(1).map((centre, i) => centre - (one.centres[i] ?? 0));
  const [wanted, had] = [gaps(drawing), gaps(sample)];
  const more = wanted.map((gap, i) => Math.ceil((gap - (had[i] ?? gap)) / letter));
  return more.some((letters) => letters !== 0) ? more.map((letters) => Math.max(0, letters) + 2) : null;
}

/** The boxes of the endpoints as a picture of their own. */
export function namesPicture(names: readonly SVGGElement[], frame: LaneFrame): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const centre of frame.centres) {
    const line = document.createElementNS("http://www.w3.org/2000/svg", "line");
    line.setAttribute("class", "names-line");
    for (const end of ["x1", "x2"]) line.setAttribute(end, String(centre));
    line.setAttribute("y1", String(NAMES_MARGIN));
    line.setAttribute("y2", String(NAMES_HEIGHT - NAMES_MARGIN));
    svg.append(line);
  }
  for (const name of names) {
    const copy = name.cloneNode(true) as SVGGElement;
    copy.removeAttribute("id");
    svg.append(copy);
  }
  svg.setAttribute("viewBox", `${frame.left} ${-NAMES_MARGIN} ${frame.width} ${NAMES_HEIGHT}`);
  svg.setAttribute("aria-hidden", "true");
  return svg;
}

const NAMES_MARGIN = 8;
export const NAMES_HEIGHT = SEQUENCE.height + 2 * NAMES_MARGIN;
