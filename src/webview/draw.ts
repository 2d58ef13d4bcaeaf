/** Mermaid text → the picture of a sheet, not yet in the page. */

import mermaid from "mermaid";
import type { Sheet } from "../protocol/preview.js";
import { closeGaps, moveAt, numberOf } from "./gaps.js";
import { type Struts, strutText } from "./lanes.js";
import { FONT_SIZE, fontFamily, SEQUENCE } from "./settings.js";

/** A drawn sheet. Heights are in pixels at zoom 1, from its upper edge. */
export interface Drawing {
  readonly svg: SVGSVGElement;
  readonly rows: readonly RowPlace[];
  readonly height: number;
  /** The boxes of the endpoints, which the sheet itself does not show. */
  readonly names: readonly SVGGElement[];
  /** Where the life lines stand. */
  readonly centres: readonly number[];
}

export interface RowPlace {
  readonly top: number;
  readonly bottom: number;
}

/** Mermaid refuses longer texts with a picture of its own; sheets are far shorter. */
const NO_LIMIT = 10_000_000;

let ready = false;
let count = 0;

export async function drawSheet(head: string, struts: Struts, sheet: Sheet): Promise<Drawing> {
  prepareMermaid();
  const bench = openBench();
  try {
    const source = unwrapped(head + strutText(struts) + sheet.body);
    const { svg } = await mermaid.render(`tcpflow-${++count}`, source, bench);
    const parsed = document.createElement("template");
    parsed.innerHTML = svg;
    const picture = parsed.content.querySelector("svg");
    if (picture === null) throw new Error("no picture");
    return prepare(document.importNode(picture, true), struts, sheet);
  } finally {
    bench.remove();
  }
}

/** Where Mermaid draws: in the page, so that it can measure, and out of view. Whatever page that is. */
export function openBench(): HTMLElement {
  const bench = document.createElement("div");
  bench.className = "tcpflow-bench";
  Object.assign(bench.style, { left: "0", position: "absolute", top: "0", visibility: "hidden" });
  document.body.append(bench);
  return bench;
}

/** Unless a text says whether it is to be wrapped, Mermaid puts its whole configuration together to find out. */
function unwrapped(source: string): string {
  return source.replace(/^ {2}(?:participant p\d+ as |[^:\n]+: )/gm, "$&nowrap:");
}

function prepare(svg: SVGSVGElement, struts: Struts, sheet: Sheet): Drawing {
  const elements = sheet.rows.map((_, i) => elementsOf(svg, struts.length + i));
  const rects = sheet.rows.map((row, i) =>
    row.arrow ? null : (elements[i]?.[0]?.querySelector("rect") ?? null),
  );
  const names = [...svg.querySelectorAll<SVGGElement>('g[data-et="participant"]')].reverse();
  const centres = [...svg.querySelectorAll("line.actor-line")].reverse().map((line) => numberOf(line, "x1"));
  const start = takeOutStruts(svg, struts, names);
  takeOutUnused(svg);
  const cuts = closeGaps(
    svg,
    rects,
    sheet.rows.map((row) => row.beside),
  );
  const places: RowPlace[] = [];
  let bottom = start;
  sheet.rows.forEach((row, i) => {
    const own = elements[i] ?? [];
    const rect = rects[i] ?? null;
    const end = rect ? numberOf(rect, "y") + numberOf(rect, "height") : lineOf(own);
    const at = rect ? numberOf(rect, "y") : end;
    const low = end - moveAt(cuts, at);
    const high = rect ? numberOf(rect, "y") - moveAt(cuts, at) : bottom;
    places.push({ top: Math.min(high, low) - start, bottom: low - start });
    bottom = Math.max(bottom, low);
    for (const element of own) dress(element, row.kind, row.tone, i);
    svg.insertBefore(bandOf(row.arrow || rect === null ? null : rect, high, low, i), svg.firstChild);
    // The line of a message is no text: it keeps its stroke.
    markReasons(row.arrow ? own.slice(0, -1) : [...(own[0]?.querySelectorAll("text") ?? [])]);
  });
  svg.setAttribute("aria-hidden", "true");
  svg.removeAttribute("role");
  svg.removeAttribute("aria-roledescription");
  svg.setAttribute("data-top", String(start));
  return { svg, rows: places, height: bottom - start, names, centres };
}

/**
 * The elements of a row by Mermaid's number. A note is a group that carries it; a message is the line
 * that carries it and the texts before that line, which belong to nothing else.
 */
function elementsOf(svg: SVGSVGElement, index: number): Element[] {
  const own = svg.querySelector(
    `[data-et="message"][data-id="i${index}"], [data-et="note"][data-id="i${index}"]`,
  );
  if (own === null) return [];
  const elements: Element[] = [own];
  if (own.getAttribute("data-et") === "message") {
    let before = own.previousElementSibling;
    while (before?.classList.contains("messageText") === true) {
      elements.unshift(before);
      before = before.previousElementSibling;
    }
  }
  return elements;
}

/** Where the line of a message lies. One to the endpoint itself is a curve; there is none in a flow. */
function lineOf(elements: readonly Element[]): number {
  const line = elements[elements.length - 1];
  return line === undefined ? 0 : numberOf(line, "y1");
}

/** Takes out the struts and the boxes; what is left begins at the height that is returned. */
function takeOutStruts(svg: SVGSVGElement, struts: Struts, names: readonly Element[]): number {
  let start: number = SEQUENCE.height;
  struts.forEach((_, i) => {
    const elements = elementsOf(svg, i);
    start = Math.max(start, lineOf(elements));
    for (const element of elements) element.remove();
  });
  for (const name of names) (name.parentElement ?? name).remove();
  return start;
}

/** Mermaid's styles would weigh on every page that shows twenty sheets; ours say all that is needed. */
function takeOutUnused(svg: SVGSVGElement): void {
  for (const style of svg.querySelectorAll(":scope > style")) style.remove();
  const used = new Set<string>();
  for (const line of svg.querySelectorAll("line")) {
    for (const end of ["marker-start", "marker-end"]) {
      used.add(/#([^)]+)/.exec(line.getAttribute(end) ?? "")?.[1] ?? "");
    }
  }
  for (const defs of svg.querySelectorAll("defs")) {
    if (!used.has(defs.firstElementChild?.id ?? "")) defs.remove();
  }
  for (const group of svg.querySelectorAll(":scope > g:empty")) group.remove();
}

function dress(element: Element, kind: string, tone: string, index: number): void {
  element.classList.add("row", `row-${kind}`, `tone-${tone}`);
  element.setAttribute("data-of", String(index));
}

const BAND_ABOVE = 6;
const BAND_BELOW = 7;
const NOTE_MARGIN = 3;

/** Lies behind the row, takes the mouse, and shows what is marked. */
function bandOf(rect: Element | null, top: number, bottom: number, index: number): SVGRectElement {
  const band = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  band.setAttribute("class", rect === null ? "band" : "band band-note");
  band.setAttribute("data-row", String(index));
  const [above, below] = rect === null ? [-BAND_ABOVE, BAND_BELOW] : [NOTE_MARGIN, NOTE_MARGIN];
  band.setAttribute("y", String(top - above));
  band.setAttribute("height", String(Math.max(0, bottom - top + above + below)));
  if (rect !== null) {
    band.setAttribute("x", String(numberOf(rect, "x") - NOTE_MARGIN));
    band.setAttribute("width", String(numberOf(rect, "width") + 2 * NOTE_MARGIN));
    band.setAttribute("rx", "6");
  }
  return band;
}

/** From the line that begins with the mark of an error on, the text is no longer what the segment says. */
function markReasons(texts: readonly Element[]): void {
  let reason = false;
  for (const text of texts) {
    reason ||= text.textContent?.startsWith("✗ ") === true;
    if (!reason) continue;
    text.classList.remove("messageText");
    text.classList.add("reason");
  }
}

/** What holds for every picture. */
export function prepareMermaid(): void {
  if (ready) return;
  ready = true;
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: "strict",
    htmlLabels: false,
    suppressErrorRendering: true,
    maxTextSize: NO_LIMIT,
    maxEdges: NO_LIMIT,
    theme: "base",
    fontFamily: fontFamily(),
    fontSize: FONT_SIZE,
    sequence: SEQUENCE,
  });
}
