/** Draws sheets, and keeps what it has drawn: a sheet that says the same is not drawn again. */

import type { Sheet } from "../protocol/preview.js";
import { type Drawing, drawSheet } from "./draw.js";
import { type Frame, frameFor, letterWidth, type Struts, strutsFor } from "./lanes.js";
import type { BlockSize } from "./layout.js";
import { markedRows } from "./marked-rows.js";
import { type Columns, columnsFor, type Gutter, NO_COLUMNS } from "./marks-overlay.js";
import { createRuler, type Widths } from "./measure.js";
import type { Model } from "./model.js";
import { SEQUENCE } from "./settings.js";

export interface Painter {
  readonly lineHeight: number;
  /** Settles the lanes of a flow. Sheets drawn with other lanes are no longer found. */
  prepare(model: Model): void;
  /** Where the life lines stand; null as long as nothing was drawn with the lanes as they are. */
  frame(): Frame | null;
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

/** Far more than are in sight; a drawing is some hundred kilobytes. */
const KEPT = 80;
const SIZES_KEPT = 20_000;

export function createPainter(): Painter {
  const ruler = createRuler();
  const letter = letterWidth(ruler.textWidth);
  const drawings = new Map<string, Drawing>();
  const sizes = new Map<string, BlockSize>();
  const failures = new Map<string, string>();
  const looks = new WeakMap<Sheet, string>();
  let head = "";
  let struts: Struts = [];
  let widths: readonly Widths[] = [];
  let sample: Drawing | null = null;
  let frame: Frame | null = null;
  let columns: Columns = NO_COLUMNS;

  const look = (sheet: Sheet) => {
    let found = looks.get(sheet);
    if (found === undefined) {
      const rows = sheet.rows.map((row) => `${row.kind} ${row.tone} ${row.beside}`).join();
      found = sheet.section ? `== ${sheet.rows[0]?.text.join(" ")}` : `${sheet.body}\n${rows}`;
      looks.set(sheet, found);
    }
    return found;
  };
  const keyOf = (sheet: Sheet) => `${struts.join()}\n${head}\n${look(sheet)}`;
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
    look,
    prepare(model) {
      widths = model.blocks.map(({ key, sheet }) => ruler.widths(key, sheet));
      const same = head === model.view.head;
      const endpoints = model.view.head.split("\n").length - 2;
      const next = strutsFor(endpoints, widths, letter, same ? struts : null);
      if (!same || next.join() !== struts.join()) forget();
      head = model.view.head;
      struts = next;
      columns = columnsFor(markedRows(model));
      settleFrame();
    },
    frame: () => frame,
    gutter: () => ({ left: (frame?.left ?? 0) + SEQUENCE.diagramMarginX, ...columns }),
    names: () => sample?.names ?? [],
    drawn(sheet) {
      const key = keyOf(sheet);
      const found = drawings.get(key);
      if (found === undefined) return undefined;
      // Used last, dropped last.
      drawings.delete(key);
      drawings.set(key, found);
      return found;
    },
    size: (sheet) => sizes.get(keyOf(sheet)),
    failure: (sheet) => failures.get(keyOf(sheet)),
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
        drawings.set(key, drawing);
        if (sizes.size > SIZES_KEPT) sizes.clear();
        sizes.set(key, { height: drawing.height, rows: drawing.rows });
        if (sample === null) {
          sample = drawing;
          settleFrame();
        }
        for (const oldest of drawings.keys()) {
          if (drawings.size <= KEPT) break;
          drawings.delete(oldest);
        }
      } catch (error) {
        failures.set(key, error instanceof Error ? error.message : String(error));
      }
    },
  };
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
export function namesPicture(names: readonly SVGGElement[], frame: Frame): SVGSVGElement {
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
