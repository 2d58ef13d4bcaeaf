/**
 * Draws the flows of a rendered note. Each picture is in a shadow tree of its own: no style of the note, or of another
 * extension, reaches it, and none of its names is seen outside. Colours come from the theme, and follow it by themselves.
 */

import type { NotePicture } from "../../protocol/preview.js";
import light from "../light.css";
import marks from "../marks.css";
import { buildModel } from "../model.js";
import { createPainter } from "../painter.js";
import picture from "../picture.css";
import { compose } from "./compose.js";
import notes from "./picture.css";

/** Those that are drawn already, and say the same, are left alone. */
export async function drawPlaces(places: Iterable<HTMLElement>): Promise<void> {
  for (const place of places) {
    const data = place.dataset["tcpflow"] ?? "";
    if (shown.get(place) === data) continue;
    shown.set(place, data);
    const drawn = known.get(data) ?? (await pictureOf(data));
    // Meanwhile it may be another one's turn; where nothing can be drawn, the text stays.
    if (drawn === null || shown.get(place) !== data) continue;
    keep(data, drawn);
    put(place, drawn);
  }
}

const shown = new WeakMap<HTMLElement, string>();

/** The page makes its elements anew now and then; pictures need not be. */
const known = new Map<string, SVGSVGElement>();
const KEPT = 100;

function keep(data: string, drawn: SVGSVGElement): void {
  known.delete(data);
  known.set(data, drawn);
  for (const oldest of known.keys()) if (known.size > KEPT) known.delete(oldest);
}

/** A sheet may turn out wider than the lanes, and then all are drawn once more. */
const ROUNDS = 4;

async function pictureOf(data: string): Promise<SVGSVGElement | null> {
  try {
    const view = JSON.parse(data) as NotePicture;
    const model = buildModel(view, new Map());
    const painter = createPainter();
    painter.prepare(model);
    for (let round = 0; round < ROUNDS; round++) {
      const missing = model.blocks.filter(
        ({ sheet }) => !sheet.section && painter.drawn(sheet) === undefined,
      );
      if (missing.length === 0) break;
      for (const { sheet } of missing) await painter.draw(sheet);
    }
    return compose(model, painter);
  } catch {
    return null;
  }
}

function put(place: HTMLElement, drawn: SVGSVGElement): void {
  const label = (JSON.parse(place.dataset["tcpflow"] ?? "{}") as NotePicture).texts.picture;
  const root = place.shadowRoot ?? place.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = sheets();
  // The style sheets of the picture know their page by this name.
  const page = document.createElement("div");
  page.id = "app";
  const frame = document.createElement("div");
  frame.className = "picture";
  frame.setAttribute("role", "img");
  frame.setAttribute("aria-label", label);
  frame.append(drawn.cloneNode(true));
  page.append(frame);
  root.replaceChildren(page);
}

let made: CSSStyleSheet[] | null = null;

function sheets(): CSSStyleSheet[] {
  made ??= [...[picture, marks, notes].map((text) => sheetOf(text)), sheetOf(light, "print")];
  return made;
}

function sheetOf(text: string, media = "all"): CSSStyleSheet {
  const sheet = new CSSStyleSheet({ media });
  sheet.replaceSync(text);
  return sheet;
}
