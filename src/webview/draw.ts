/** Mermaid text → a picture that is not yet in the page. */

import mermaid from "mermaid";
import type { Item } from "../protocol/preview.js";
import { closeGaps } from "./gaps.js";

/** Mermaid refuses longer texts with a picture of its own; the panel sends a window of rows, so this is never reached. */
const NO_LIMIT = 10_000_000;

const FONT_SIZE = 14;

/** Measured, not only drawn: sizes and spaces of the picture, in pixels. Colours are the style sheet's. */
const SEQUENCE = {
  useMaxWidth: false,
  mirrorActors: false,
  diagramMarginX: 16,
  diagramMarginY: 12,
  actorMargin: 96,
  width: 124,
  height: 44,
  boxMargin: 9,
  boxTextMargin: 4,
  noteMargin: 6,
  messageMargin: 24,
  wrapPadding: 12,
};

let ready = false;
let count = 0;

export async function drawPicture(source: string, items: readonly Item[]): Promise<SVGSVGElement> {
  if (!ready) initialize();
  ready = true;
  const bench = document.createElement("div");
  bench.className = "bench";
  document.body.append(bench);
  try {
    const { svg } = await mermaid.render(`tcpflow-${++count}`, source, bench);
    bench.innerHTML = svg;
    const picture = bench.querySelector("svg");
    if (picture === null) throw new Error("no picture");
    closeGaps(picture, items);
    return picture;
  } finally {
    bench.remove();
  }
}

function initialize(): void {
  const font =
    getComputedStyle(document.body).getPropertyValue("--vscode-font-family").trim() || "sans-serif";
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: "strict",
    htmlLabels: false,
    suppressErrorRendering: true,
    maxTextSize: NO_LIMIT,
    maxEdges: NO_LIMIT,
    theme: "base",
    fontFamily: font,
    fontSize: FONT_SIZE,
    sequence: SEQUENCE,
  });
}
