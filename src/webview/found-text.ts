/** Marks the text that was searched for, wherever it is drawn: by boxes behind it, for text of SVG has no background. */

import { element } from "./dom.js";

/** In a block that is in the page; an empty text takes the marks away. */
export function markFoundText(block: HTMLElement, words: string): void {
  for (const old of block.querySelectorAll(".found-text")) old.remove();
  const title = block.querySelector(".section-title");
  if (title !== null) markTitle(title, words);
  if (words === "") return;
  for (const text of block.querySelectorAll<SVGTextElement>("[data-of] text, text[data-of]")) {
    for (const start of placesOf(text.textContent ?? "", words)) markSvg(text, start, words.length);
  }
}

/** Where a text says this, in any case, from left to right. */
export function placesOf(text: string, words: string): number[] {
  const [where, what] = [text.toLowerCase(), words.toLowerCase()];
  // A few letters have another length in the other case: then the places would be others.
  const exact = where.length !== text.length || what.length !== words.length;
  const [within, wanted] = exact ? [text, words] : [where, what];
  const places: number[] = [];
  for (let at = within.indexOf(wanted); at >= 0; at = within.indexOf(wanted, at + wanted.length)) {
    places.push(at);
  }
  return places;
}

function markSvg(text: SVGTextElement, start: number, length: number): void {
  const letters = text.getNumberOfChars();
  if (start + length > letters) return;
  const first = text.getExtentOfChar(start);
  const last = text.getExtentOfChar(start + length - 1);
  const box = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  box.setAttribute("class", "found-text");
  box.setAttribute("x", String(first.x));
  box.setAttribute("y", String(first.y));
  box.setAttribute("width", String(last.x + last.width - first.x));
  box.setAttribute("height", String(first.height));
  const moved = text.getAttribute("transform");
  if (moved !== null) box.setAttribute("transform", moved);
  text.before(box);
}

/** A heading is text of the page. */
function markTitle(title: Element, words: string): void {
  const text = title.textContent ?? "";
  const places = words === "" ? [] : placesOf(text, words);
  if (places.length === 0 && title.childElementCount === 0) return;
  const parts: (string | HTMLElement)[] = [];
  let end = 0;
  for (const start of places) {
    parts.push(
      text.slice(end, start),
      element("mark", "found-words", text.slice(start, start + words.length)),
    );
    end = start + words.length;
  }
  title.replaceChildren(...parts, text.slice(end));
}
