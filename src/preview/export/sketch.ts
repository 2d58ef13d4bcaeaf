/**
 * A picture in pieces, as the page hands it out: markup that needs no style sheet, row by row. Here it is put
 * together again, whole or in strips that end between two rows.
 */

import { escapeMarkup } from "./markup.js";

export interface Sketch {
  /** Where the picture begins, and how wide it is. */
  readonly left: number;
  readonly width: number;
  readonly paper: string;
  /** The boxes with the names of the endpoints. */
  readonly names: { readonly markup: string; readonly height: number };
  /** A life line for each endpoint, one pixel high, from y = 0. */
  readonly lifeLines: readonly { readonly x: number; readonly attributes: string }[];
  readonly rows: readonly SketchRow[];
  /** Of all rows. */
  readonly height: number;
}

/** Heights count from the top of the first row. */
export interface SketchRow {
  readonly top: number;
  readonly bottom: number;
  readonly markup: string;
}

export interface Svg {
  readonly markup: string;
  readonly width: number;
  readonly height: number;
}

/** Rows from one height to another. */
export interface Strip {
  readonly top: number;
  readonly bottom: number;
}

const MARGIN = 12;
/** Under the last row: the life lines go on a little. */
const FOOT = 16;

/** Strips of at most this height, unless a row is higher. Nothing is cut through. */
export function cutStrips(sketch: Sketch, most: number): Strip[] {
  const strips: Strip[] = [];
  let top = 0;
  let fits = 0;
  let reached = 0;
  const rows = [...sketch.rows].sort((a, b) => a.top - b.top);
  for (const row of rows) {
    const between = row.top >= reached;
    if (between) {
      if (row.top - top > most && fits > top) {
        strips.push({ top, bottom: fits });
        top = fits;
      }
      fits = row.top;
    }
    reached = Math.max(reached, row.bottom);
  }
  const bottom = Math.max(sketch.height, reached);
  if (bottom - top > most && fits > top) {
    strips.push({ top, bottom: fits });
    top = fits;
  }
  strips.push({ top, bottom });
  return strips;
}

export function wholeStrip(sketch: Sketch): Strip {
  return { top: 0, bottom: Math.max(sketch.height, ...sketch.rows.map((row) => row.bottom)) };
}

/** A picture that needs nothing else: no style sheet, no script, no font of its own. */
export function svgOf(sketch: Sketch, strip: Strip, title: string, language: string): Svg {
  const names = sketch.names.height + MARGIN;
  const height = Math.ceil(names + (strip.bottom - strip.top) + FOOT);
  const body = [
    `<g transform="translate(0 ${MARGIN})">${sketch.names.markup}</g>`,
    `<g transform="translate(0 ${number(names - strip.top)})">`,
    rowsMarkup(sketch, strip, FOOT),
    "</g>",
  ].join("\n");
  return frame(sketch, height, body, { title, language });
}

/** The names alone, to stand above strips. */
export function namesSvg(sketch: Sketch): Svg {
  const body = `<g transform="translate(0 ${MARGIN})">${sketch.names.markup}</g>`;
  return frame(sketch, Math.ceil(sketch.names.height + MARGIN), body, null);
}

/** A strip without the names; strips that follow each other join without a seam. */
export function stripSvg(sketch: Sketch, strip: Strip, title: string, language: string): Svg {
  const last = strip.bottom >= wholeStrip(sketch).bottom;
  const foot = last ? FOOT : 0;
  const body = `<g transform="translate(0 ${number(-strip.top)})">\n${rowsMarkup(sketch, strip, foot)}\n</g>`;
  return frame(sketch, strip.bottom - strip.top + foot, body, { title, language });
}

function rowsMarkup(sketch: Sketch, strip: Strip, foot: number): string {
  const rows = sketch.rows.filter((row) => row.top >= strip.top && row.top < strip.bottom);
  const lines = sketch.lifeLines.map(
    ({ x, attributes }) =>
      `<line x1="${number(x)}" x2="${number(x)}" y1="${number(strip.top)}" y2="${number(strip.bottom + foot)}" ${attributes}/>`,
  );
  return [...lines, ...rows.map((row) => row.markup)].join("\n");
}

function frame(
  sketch: Sketch,
  height: number,
  body: string,
  words: { readonly title: string; readonly language: string } | null,
): Svg {
  const width = Math.ceil(sketch.width);
  const box = `${number(sketch.left)} 0 ${width} ${number(height)}`;
  const said =
    words === null
      ? 'aria-hidden="true"'
      : `role="img" xml:lang="${escapeMarkup(words.language)}" aria-label="${escapeMarkup(words.title)}"`;
  const markup = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${number(height)}" viewBox="${box}" ${said}>`,
    ...(words === null ? [] : [`<title>${escapeMarkup(words.title)}</title>`]),
    `<rect x="${number(sketch.left)}" y="0" width="${width}" height="${number(height)}" fill="${sketch.paper}"/>`,
    body,
    "</svg>",
  ].join("\n");
  return { markup, width, height };
}

function number(n: number): string {
  return String(Math.round(n * 100) / 100);
}
