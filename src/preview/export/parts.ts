/** How many pictures a flow needs, and what their files are called. */

import type { Analysis } from "../../check/trace.js";
import type { ExportFormat } from "../../messages/export.js";
import { cutStrips, type Sketch, type Strip } from "./sketch.js";

/** Beyond so many rows a picture is one that few programs open. */
export const MOST_ROWS = 1000;

/** PNG is drawn at twice its size. */
export const SCALE = 2;

/** Pixels of an image at each side, and altogether, that browsers draw; where one does not, the next is tried. */
export const IMAGE_LIMITS = [
  { side: 32_000, area: 120_000_000 },
  { side: 16_000, area: 64_000_000 },
  { side: 8000, area: 32_000_000 },
] as const;

export interface ImageLimit {
  readonly side: number;
  readonly area: number;
}

/** Each of about `MOST_ROWS` rows at most. */
export function svgStrips(sketch: Sketch): Strip[] {
  const rows = sketch.rows.length;
  if (rows <= MOST_ROWS) return cutStrips(sketch, Number.POSITIVE_INFINITY);
  return cutStrips(sketch, (sketch.height * MOST_ROWS) / rows);
}

/** Each of a size that can be drawn at `imageScale`. */
export function imageStrips(sketch: Sketch, limit: ImageLimit): Strip[] {
  const { side, area } = limit;
  const scale = imageScale(sketch, limit);
  const most = Math.min(side / scale, area / (scale * scale) / Math.max(1, Math.ceil(sketch.width)));
  return cutStrips(sketch, Math.max(1, Math.floor(most) - sketch.names.height - AROUND));
}

/** Only what is too wide is drawn smaller than at twice its size. */
export function imageScale(sketch: Sketch, { side }: ImageLimit): number {
  return Math.min(SCALE, side / Math.max(1, Math.ceil(sketch.width)));
}

/** Margins above the names and below the last row. */
const AROUND = 40;

export const EXTENSIONS: Readonly<Record<ExportFormat, string>> = {
  svg: "svg",
  png: "png",
  html: "html",
  markdown: "md",
  mermaid: "mmd",
};

/** `handshake.svg`; of a file with several flows with the number of the flow: `loss-3.svg`. */
export function exportName(analysis: Analysis, flow: number, file: string, format: ExportFormat): string {
  const base = file.replace(/\.tcpflow$/i, "") || "flow";
  const number = analysis.flows.length > 1 ? `-${flow + 1}` : "";
  return `${base}${number}.${EXTENSIONS[format]}`;
}

/** `a.png`, or `a-1.png`, `a-2.png` …; numbers are as long as the last one, so that they sort. */
export function partNames(name: string, parts: number): string[] {
  if (parts <= 1) return [name];
  const dot = name.lastIndexOf(".");
  const [base, end] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
  const digits = String(parts).length;
  return Array.from({ length: parts }, (_, i) => `${base}-${String(i + 1).padStart(digits, "0")}${end}`);
}
