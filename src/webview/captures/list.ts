/** The list: filtered, sorted, chosen with mouse or keys. Only the rows near the window are in the page. */

import type { CaptureListView, CapturePageTexts, CaptureRow } from "../../protocol/captures.js";
import { element, fill } from "../dom.js";
import { moved, type Selection, selectedBy } from "./selection.js";
import { COLUMNS, type Column, matching, type Order, sorted } from "./view.js";

export interface List {
  readonly root: HTMLElement;
  show(list: CaptureListView, texts: CapturePageTexts): void;
}

/** Pixels; the style sheet gives a row the same. */
const ROW = 26;
/** Rows beyond the window that are drawn as well. */
const BEYOND = 10;

export function createList(open: (streams: readonly number[]) => void): List {
  const parts = createParts();
  const { body, button, count, filter, grid, head, howTo, nothing, remarks, root, scroller, title } = parts;
  let all: readonly CaptureRow[] = [];
  let rows: readonly CaptureRow[] = [];
  let texts: CapturePageTexts | undefined;
  let order: Order = { column: "stream", down: false };
  let selection: Selection = { chosen: new Set(), at: 0, anchor: 0 };

  const openChosen = () => {
    const streams = rows.filter((row) => selection.chosen.has(row.stream)).map(({ stream }) => stream);
    const here = rows[selection.at];
    if (streams.length > 0) open(streams);
    else if (here !== undefined) open([here.stream]);
  };

  const draw = () => {
    const first = Math.max(0, Math.floor(scroller.scrollTop / ROW) - BEYOND);
    const last = Math.min(
      rows.length,
      Math.ceil((scroller.scrollTop + scroller.clientHeight) / ROW) + BEYOND,
    );
    body.style.height = `${rows.length * ROW}px`;
    body.replaceChildren(...rows.slice(first, last).map((row, i) => drawRow(row, first + i, selection)));
    grid.setAttribute("aria-rowcount", String(rows.length + 1));
    grid.setAttribute("aria-activedescendant", rows.length === 0 ? "" : `row-${selection.at}`);
  };

  const apply = () => {
    rows = sorted(matching(all, filter.value), order);
    selection = {
      chosen: selection.chosen,
      at: Math.min(selection.at, Math.max(0, rows.length - 1)),
      anchor: 0,
    };
    count.textContent = texts === undefined ? "" : fill(texts.shown, rows.length, all.length);
    nothing.hidden = rows.length > 0 || all.length === 0;
    button.disabled = rows.length === 0;
    for (const cell of head.children) {
      const own = (cell as HTMLElement).dataset["column"] === order.column;
      cell.setAttribute("aria-sort", own ? (order.down ? "descending" : "ascending") : "none");
    }
    draw();
  };

  const choose = (next: Selection) => {
    selection = next;
    const top = selection.at * ROW;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (top + ROW > scroller.scrollTop + scroller.clientHeight)
      scroller.scrollTop = top + ROW - scroller.clientHeight;
    draw();
  };

  filter.addEventListener("input", apply);
  filter.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "Enter") return;
    event.preventDefault();
    grid.focus();
    if (selection.chosen.size === 0) choose(selectedBy(rows, selection, 0, {}));
  });
  scroller.addEventListener("scroll", draw);
  window.addEventListener("resize", draw);
  button.addEventListener("click", openChosen);
  head.addEventListener("click", ({ target }) => {
    const column = (target as HTMLElement).closest<HTMLElement>("[data-column]")?.dataset["column"] as Column;
    if (column === undefined) return;
    order = { column, down: order.column === column ? !order.down : false };
    apply();
  });
  body.addEventListener("click", (event) => {
    const at = rowAt(event);
    if (at !== null)
      choose(
        selectedBy(rows, selection, at, { range: event.shiftKey, more: event.ctrlKey || event.metaKey }),
      );
  });
  body.addEventListener("dblclick", openChosen);
  grid.addEventListener("keydown", (event) => {
    if (event.key === "Enter") openChosen();
    else {
      const next = moved(
        rows,
        selection,
        event.key,
        Math.floor(scroller.clientHeight / ROW),
        event.shiftKey,
        event.ctrlKey || event.metaKey,
      );
      if (next === null) return;
      choose(next);
    }
    event.preventDefault();
  });

  return {
    root,
    show(list, words) {
      texts = words;
      all = list.rows;
      title.textContent = list.title;
      remarks.replaceChildren(...list.remarks.map((remark) => element("li", "", remark)));
      filter.placeholder = words.filter;
      filter.setAttribute("aria-label", words.filter);
      grid.setAttribute("aria-label", list.title);
      button.textContent = words.open;
      nothing.textContent = words.nothing;
      howTo.textContent = words.howTo;
      head.replaceChildren(...COLUMNS.map((column) => headCell(column, words.columns[column])));
      selection = selectedBy(all, selection, 0, {});
      apply();
      grid.focus();
    },
  };
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

function headCell(column: Column, text: string): HTMLElement {
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
  const texts: Record<Column, string> = {
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
