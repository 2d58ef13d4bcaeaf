/**
 * What is drawn round the rows of a sheet: the number and the time at the left, badges that join departures with
 * arrivals, crosses of what is lost, the way back to an original. Mermaid knows none of it, so it can change
 * without a redraw: drawing it again replaces what was drawn before.
 */

import type { PageMark } from "../protocol/marks.js";

/** A row of a sheet, in its order. */
export interface MarkedRow {
  readonly mark: PageMark | undefined;
  /** Null where none is shown. */
  readonly number: number | null;
}

/** Where numbers and times stand, in the coordinates of the picture. */
export interface Gutter extends MarkColumns {
  readonly left: number;
}

/** How wide each column is, with what it keeps from the next; 0 for none. */
export interface MarkColumns {
  readonly times: number;
  readonly since: number;
  readonly numbers: number;
}

export interface OverlayTexts {
  readonly old: string;
  /** What a segment that is sent again says of its original. */
  readonly repeats: (mark: PageMark) => string;
}

export function columnsFor(rows: readonly MarkedRow[]): MarkColumns {
  let times = 0;
  let since = 0;
  let digits = 0;
  for (const { mark, number } of rows) {
    times = Math.max(times, widthOf(mark?.time ?? ""));
    since = Math.max(since, widthOf(mark?.since ?? ""));
    if (number !== null) digits = Math.max(digits, String(number).length);
  }
  const column = (width: number) => (width === 0 ? 0 : Math.ceil(width) + GUTTER_GAP);
  return { times: column(times), since: column(since), numbers: column(digits * LETTER) };
}

export const NO_COLUMNS: MarkColumns = { times: 0, since: 0, numbers: 0 };

const GUTTER_GAP = 12;

/** What Mermaid drew for a row has its index as `data-of`; of a message the line is the last. */
export function drawMarks(
  svg: SVGSVGElement,
  rows: readonly MarkedRow[],
  gutter: Gutter,
  texts: OverlayTexts,
): void {
  for (const old of svg.querySelectorAll(".mark")) old.remove();
  const drawn = new Map<string, Element>();
  for (const element of svg.querySelectorAll("[data-of]")) {
    drawn.set(element.getAttribute("data-of") ?? "", element);
  }
  rows.forEach((row, index) => {
    const last = drawn.get(String(index));
    if (last === undefined) return;
    const group = make("g", { class: "mark", "data-of": String(index) });
    const line = last instanceof SVGLineElement ? last : null;
    if (line !== null) drawOnLine(group, line, row.mark, texts);
    drawInGutter(group, line === null ? middleOfNote(last) : heightOf(line), row, gutter);
    if (group.childElementCount > 0) svg.append(group);
  });
}

/** Mermaid's line goes from end to end; what is on its way does not. */
function drawOnLine(
  group: SVGElement,
  line: SVGLineElement,
  mark: PageMark | undefined,
  texts: OverlayTexts,
): void {
  const [from, to] = wholeLine(line);
  const y = heightOf(line);
  const at = (part: number) => from + (to - from) * part;
  const forth = Math.sign(to - from);
  line.classList.remove("mark-flight", "mark-cut");
  line.style.removeProperty("--flight");
  const shape = mark?.shape;
  if (shape === "lost") {
    const end = to - forth * Math.min(LOST_BEFORE, Math.abs(to - from) * HALF);
    reach(line, from, end);
    line.classList.add("mark-cut");
    group.append(cross(end, y));
  }
  if (mark?.flight !== undefined) {
    const colour = `var(--flight-${mark.colour ?? 0})`;
    group.style.setProperty("--flight", colour);
    line.style.setProperty("--flight", colour);
    line.classList.add("mark-flight");
    const centre = at(HALF);
    const badge = pill(centre, y, mark.flight, "mark-badge");
    const half = badge.width / 2 + BADGE_GAP;
    if (shape === "departs") {
      reach(line, from, centre - forth * half);
      line.classList.add("mark-cut");
      group.append(dots(centre + forth * half, at(DOTS_END), y));
    } else if (shape === "arrives") {
      reach(line, centre + forth * half, to);
      group.append(dots(at(1 - DOTS_END), centre - forth * half, y));
    }
    group.append(badge.element);
  }
  if (shape === "stray") {
    const badge = pill(at(OLD_AT), y, texts.old, "mark-old");
    reach(line, at(OLD_AT), to);
    group.append(badge.element);
  }
  if (mark?.repeats !== undefined) {
    const said = `↻ ${mark.repeatsNumber ?? ""}`.trim();
    const badge = pill(from + forth * (widthOf(said) / 2 + REPEAT_AT), y, said, "mark-repeats");
    badge.element.setAttribute("data-goto", mark.repeats);
    badge.element.append(titleOf(texts.repeats(mark)));
    group.append(badge.element);
  }
}

const HALF = 0.5;
/** Where no label reaches to. */
const LOST_BEFORE = 34;
const OLD_AT = 0.14;
const DOTS_END = 0.86;
const BADGE_GAP = 3;
const REPEAT_AT = 14;

/** Where Mermaid drew it from and to; kept, for the line may have been shortened before. */
function wholeLine(line: SVGLineElement): [number, number] {
  const kept = line.dataset.whole ?? `${line.getAttribute("x1")} ${line.getAttribute("x2")}`;
  line.dataset.whole = kept;
  const [from = 0, to = 0] = kept.split(" ").map(Number);
  reach(line, from, to);
  return [from, to];
}

function reach(line: SVGLineElement, from: number, to: number): void {
  line.setAttribute("x1", String(from));
  line.setAttribute("x2", String(to));
}

/** Rows may have been moved up; see gaps.ts. */
function heightOf(line: SVGLineElement): number {
  return Number(line.getAttribute("y1")) + movedBy(line);
}

function middleOfNote(note: Element): number {
  const box = note.querySelector("rect");
  return Number(box?.getAttribute("y")) + Number(box?.getAttribute("height")) / 2 + movedBy(note);
}

function movedBy(element: Element): number {
  return Number(
    /translate\(\s*[-\d.]+[\s,]+([-\d.]+)/.exec(element.getAttribute("transform") ?? "")?.[1] ?? 0,
  );
}

function drawInGutter(group: SVGElement, y: number, { mark, number }: MarkedRow, gutter: Gutter): void {
  let right = gutter.left - GUTTER_GAP;
  const put = (width: number, text: string | undefined, name: string) => {
    right += width;
    if (width > 0 && text !== undefined) group.append(word(text, right, y + HALF_A_LETTER, name));
  };
  put(gutter.times, mark?.time, "mark-time");
  put(gutter.since, mark?.since, "mark-since");
  put(gutter.numbers, number === null ? undefined : String(number), "mark-number");
}

/** From the middle of a line of text to where it stands on. */
const HALF_A_LETTER = 4;

function word(text: string, x: number, y: number, name: string): SVGElement {
  const element = make("text", { class: name, x: String(x), y: String(y), "text-anchor": "end" });
  element.textContent = text;
  return element;
}

/** A word in a round box on a line. */
function pill(x: number, y: number, text: string, name: string): { element: SVGElement; width: number } {
  const shown = text.length > BADGE_LETTERS ? `${text.slice(0, BADGE_LETTERS - 1)}…` : text;
  const width = Math.max(PILL_HEIGHT, widthOf(shown) + PILL_PADDING);
  const element = make("g", { class: `mark-pill ${name}` });
  const box = make("rect", {
    x: String(x - width / 2),
    y: String(y + PILL_BELOW - PILL_HEIGHT / 2),
    width: String(width),
    height: String(PILL_HEIGHT),
    rx: String(PILL_HEIGHT / 2),
  });
  const said = make("text", {
    x: String(x),
    y: String(y + PILL_BELOW + HALF_A_LETTER),
    "text-anchor": "middle",
  });
  said.textContent = shown;
  element.append(box, said);
  if (shown !== text) element.append(titleOf(text));
  return { element, width };
}

const BADGE_LETTERS = 16;
const PILL_HEIGHT = 13;
/** A little below its line, for the label stands close above. */
const PILL_BELOW = 3;
const PILL_PADDING = 10;

function cross(x: number, y: number): SVGElement {
  const [left, right, top, bottom] = [x - CROSS, x + CROSS, y - CROSS, y + CROSS];
  return make("path", {
    class: "mark-cross",
    d: `M${left} ${top}L${right} ${bottom}M${right} ${top}L${left} ${bottom}`,
  });
}

const CROSS = 5.5;

function dots(from: number, to: number, y: number): SVGElement {
  return make("line", {
    class: "mark-dots",
    x1: String(from),
    x2: String(to),
    y1: String(y),
    y2: String(y),
  });
}

function titleOf(text: string): SVGElement {
  const title = make("title", {});
  title.textContent = text;
  return title;
}

const LETTER = 6.8;
const WIDE_LETTER = 12;

/** About as wide as it is drawn; Chinese characters and circled numbers are wide. */
function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += (letter.codePointAt(0) as number) >= FIRST_WIDE ? WIDE_LETTER : LETTER;
  return width;
}

const FIRST_WIDE = 0x2460;

function make(name: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
