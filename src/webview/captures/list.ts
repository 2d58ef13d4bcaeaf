/** The list: filtered, sorted, chosen with mouse or keys. Only the rows near the window are in the page. */

import type { CaptureListView, CapturePageTexts, CaptureRow } from "../../protocol/captures.js";
import { element, fill } from "../dom.js";
import { moved, type Selection, selectedBy } from "./selection.js";
import { COLUMNS, type ListColumn, type ListOrder, matching, sorted } from "./view.js";

/** Pixels; the style sheet gives a row the same. */
const ROW = 26;
/** Rows beyond the window that are drawn as well. */
const BEYOND = 10;

export class List {
  private readonly parts = createParts();
  private all: readonly CaptureRow[] = [];
  private rows: readonly CaptureRow[] = [];
  private texts: CapturePageTexts | undefined;
  private order: ListOrder = { column: "stream", down: false };
  private selection: Selection = { chosen: new Set(), at: 0, anchor: 0 };

  constructor(private readonly open: (streams: readonly number[]) => void) {
    const { body, button, filter, grid, head, scroller } = this.parts;
    filter.addEventListener("input", () => this.apply());
    filter.addEventListener("keydown", (event) => this.filterKey(event));
    scroller.addEventListener("scroll", () => this.draw());
    window.addEventListener("resize", () => this.draw());
    button.addEventListener("click", () => this.openChosen());
    head.addEventListener("click", (event) => this.sortBy(event));
    body.addEventListener("click", (event) => this.click(event));
    body.addEventListener("dblclick", () => this.openChosen());
    grid.addEventListener("keydown", (event) => this.gridKey(event));
  }

  get root(): HTMLElement {
    return this.parts.root;
  }

  show(list: CaptureListView, texts: CapturePageTexts): void {
    const { button, filter, grid, head, howTo, nothing, remarks, title } = this.parts;
    this.texts = texts;
    this.all = list.rows;
    title.textContent = list.title;
    remarks.replaceChildren(...list.remarks.map((remark) => element("li", "", remark)));
    filter.placeholder = texts.filter;
    filter.setAttribute("aria-label", texts.filter);
    grid.setAttribute("aria-label", list.title);
    button.textContent = texts.open;
    nothing.textContent = texts.nothing;
    howTo.textContent = texts.howTo;
    head.replaceChildren(...COLUMNS.map((column) => headCell(column, texts.columns[column])));
    this.selection = selectedBy(this.all, this.selection, 0, {});
    this.apply();
    grid.focus();
  }

  private openChosen(): void {
    const { at, chosen } = this.selection;
    const streams = this.rows.filter((row) => chosen.has(row.stream)).map(({ stream }) => stream);
    const here = this.rows[at];
    if (streams.length > 0) this.open(streams);
    else if (here !== undefined) this.open([here.stream]);
  }

  private draw(): void {
    const { body, grid, scroller } = this.parts;
    const { rows, selection } = this;
    const first = Math.max(0, Math.floor(scroller.scrollTop / ROW) - BEYOND);
    const end = Math.ceil((scroller.scrollTop + scroller.clientHeight) / ROW) + BEYOND;
    body.style.height = `${rows.length * ROW}px`;
    body.replaceChildren(...rows.slice(first, end).map((row, i) => drawRow(row, first + i, selection)));
    grid.setAttribute("aria-rowcount", String(rows.length + 1));
    grid.setAttribute("aria-activedescendant", rows.length === 0 ? "" : `row-${selection.at}`);
  }

  /** The filter and the order have changed, or the list. */
  private apply(): void {
    const { button, count, filter, head, nothing } = this.parts;
    const { all, order, selection, texts } = this;
    this.rows = sorted(matching(all, filter.value), order);
    const last = Math.max(0, this.rows.length - 1);
    this.selection = { chosen: selection.chosen, at: Math.min(selection.at, last), anchor: 0 };
    count.textContent = texts === undefined ? "" : fill(texts.shown, this.rows.length, all.length);
    nothing.hidden = this.rows.length > 0 || all.length === 0;
    button.disabled = this.rows.length === 0;
    for (const cell of head.children) {
      const own = (cell as HTMLElement).dataset["column"] === order.column;
      cell.setAttribute("aria-sort", own ? (order.down ? "descending" : "ascending") : "none");
    }
    this.draw();
  }

  private choose(next: Selection): void {
    const { scroller } = this.parts;
    this.selection = next;
    const top = next.at * ROW;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    const below = top + ROW - scroller.clientHeight;
    if (below > scroller.scrollTop) scroller.scrollTop = below;
    this.draw();
  }

  private filterKey(event: KeyboardEvent): void {
    if (event.key !== "ArrowDown" && event.key !== "Enter") return;
    event.preventDefault();
    this.parts.grid.focus();
    if (this.selection.chosen.size === 0) this.choose(selectedBy(this.rows, this.selection, 0, {}));
  }

  private gridKey(event: KeyboardEvent): void {
    // A heading is a button of its own.
    if (event.target instanceof HTMLButtonElement) return;
    if (event.key === "Enter") this.openChosen();
    else {
      const page = Math.floor(this.parts.scroller.clientHeight / ROW);
      const next = moved(this.rows, this.selection, {
        key: event.key,
        page,
        range: event.shiftKey,
        more: event.ctrlKey || event.metaKey,
      });
      if (next === null) return;
      this.choose(next);
    }
    event.preventDefault();
  }

  private sortBy({ target }: MouseEvent): void {
    const heading = (target as HTMLElement).closest<HTMLElement>("[data-column]");
    const column = COLUMNS.find((one) => one === heading?.dataset["column"]);
    if (column === undefined) return;
    this.order = { column, down: this.order.column === column ? !this.order.down : false };
    this.apply();
  }

  private click(event: MouseEvent): void {
    const at = rowAt(event);
    if (at === null) return;
    const how = { range: event.shiftKey, more: event.ctrlKey || event.metaKey };
    this.choose(selectedBy(this.rows, this.selection, at, how));
  }
}

function createParts() {
  const root = element("main", "capture");
  const title = element("h1", "");
  const remarks = element("ul", "remarks");
  const tools = element("div", "tools");
  const filter = element("input", "filter");
  filter.type = "search";
  const button = element("button", "open");
  button.type = "button";
  const count = element("span", "count");
  count.setAttribute("role", "status");
  tools.append(filter, button, count);
  const grid = element("div", "grid");
  grid.setAttribute("role", "grid");
  grid.setAttribute("aria-multiselectable", "true");
  grid.tabIndex = 0;
  const head = element("div", "row head");
  head.setAttribute("role", "row");
  const scroller = element("div", "scroller");
  scroller.setAttribute("role", "rowgroup");
  const body = element("div", "body");
  body.setAttribute("role", "presentation");
  scroller.append(body);
  grid.append(head, scroller);
  const nothing = element("p", "nothing");
  const howTo = element("p", "how-to");
  root.append(title, remarks, tools, grid, nothing, howTo);
  return { body, button, count, filter, grid, head, howTo, nothing, remarks, root, scroller, title };
}

function headCell(column: ListColumn, text: string): HTMLElement {
  const cell = element("div", `cell ${column}`);
  cell.setAttribute("role", "columnheader");
  cell.dataset["column"] = column;
  const button = element("button", "", text);
  button.type = "button";
  cell.append(button);
  return cell;
}

function drawRow(row: CaptureRow, index: number, { at, chosen }: Selection): HTMLElement {
  const made = element("div", "row");
  made.id = `row-${index}`;
  made.setAttribute("role", "row");
  made.setAttribute("aria-rowindex", String(index + 2));
  made.setAttribute("aria-selected", String(chosen.has(row.stream)));
  made.dataset["at"] = String(index);
  made.classList.toggle("current", index === at);
  made.style.transform = `translateY(${index * ROW}px)`;
  const texts: Record<ListColumn, string> = {
    stream: String(row.stream),
    ends: row.ends,
    segments: String(row.segments),
    octets: String(row.octets),
    lasted: row.lastedText,
    ended: row.ended,
    wrong: row.wrong,
  };
  for (const column of COLUMNS) {
    const cell = element("div", `cell ${column}`, texts[column]);
    cell.setAttribute("role", "gridcell");
    cell.title = texts[column];
    made.append(cell);
  }
  return made;
}

function rowAt({ target }: MouseEvent): number | null {
  const at = (target as HTMLElement).closest<HTMLElement>("[data-at]")?.dataset["at"];
  return at === undefined ? null : Number(at);
}
