/**
 * The little Markdown that explanations are made of, as elements. Text stays text: no HTML, no links, no
 * images, whatever it says.
 */

import { element } from "./dom.js";

export function renderMarkdown(markdown: string): HTMLElement[] {
  return markdown
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim() !== "")
    .map((paragraph) => (paragraph.startsWith("| ") ? tableOf(paragraph) : paragraphOf(paragraph)));
}

function paragraphOf(text: string): HTMLElement {
  const made = element("p", "");
  text.split(/ {2}\n/).forEach((line, i) => {
    if (i > 0) made.append(document.createElement("br"));
    made.append(...inline(line.replace(/\n/g, " ")));
  });
  return made;
}

function tableOf(text: string): HTMLElement {
  const made = element("table", "");
  const lines = text.split("\n").filter((line) => !/^\|( --- \|)+$/.test(line));
  lines.forEach((line, i) => {
    const row = element("tr", "");
    const cells = line.replace(/^\| ?| ?\|$/g, "").split(/(?<!\\) ?\| ?/);
    for (const cell of cells) {
      const one = element(i === 0 ? "th" : "td", "");
      one.append(...inline(cell));
      row.append(one);
    }
    made.append(row);
  });
  return made;
}

/** `**bold**`, `code`, `[text](address)` as its text, and `\` before what is none of these. */
const INLINE = /\\([^A-Za-z0-9\s])|\*\*((?:\\.|[^*\\])+)\*\*|`([^`]+)`|\[((?:\\.|[^\]\\])+)\]\([^)\s]*\)/g;

function inline(text: string): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    parts.push(text.slice(end, match.index));
    end = match.index + match[0].length;
    const [, escaped, bold, code, linked] = match;
    if (escaped !== undefined) parts.push(escaped);
    else if (code !== undefined) parts.push(element("code", "", code));
    else if (linked !== undefined) parts.push(...inline(linked));
    else if (bold !== undefined) {
      const strong = element("strong", "");
      strong.append(...inline(bold));
      parts.push(strong);
    }
  }
  parts.push(text.slice(end));
  return parts;
}
