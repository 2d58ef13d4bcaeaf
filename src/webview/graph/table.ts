/** The points as a table: for those who cannot see the graph, and for whoever wants the numbers. */

import { element, fill } from "../dom.js";
import type { GraphModel } from "./model.js";
import { wordsOf } from "./words.js";

export interface GraphTable {
  readonly element: HTMLElement;
  /** Points from `limit` on are not told. */
  show(model: GraphModel | null, point: number, limit: number): void;
}

/** Rows that are in the page at a time. */
const ROWS = 100;

export function createGraphTable(handlers: {
  readonly go: (point: number) => void;
  readonly open: (point: number) => void;
}): GraphTable {
  const root = element("div", "graph-table");
  const shown = element("p", "faint graph-shown");
  const earlier = button("more");
  const later = button("more");
  const table = element("table", "graph-points");
  const caption = element("caption", "visually-hidden");
  const head = element("thead", "");
  const body = element("tbody", "");
  table.append(caption, head, body);
  root.append(shown, earlier, table, later);
  let model: GraphModel | null = null;
  let limit = 0;
  let first = 0;
  let marked = -1;

  const last = () => Math.min(limit, first + ROWS);
  const fillRows = () => {
    if (model === null) return;
    const { texts } = model.view;
    const of = model;
    shown.textContent = fill(texts.rows, limit === 0 ? 0 : first + 1, last(), limit);
    const rows = Array.from({ length: Math.max(0, last() - first) }, (_, i) =>
      rowOf(of, first + i, handlers),
    );
    body.replaceChildren(...rows);
    earlier.hidden = first === 0;
    later.hidden = last() >= limit;
    mark();
  };
  const mark = () => {
    for (const row of body.querySelectorAll("[aria-current]")) row.removeAttribute("aria-current");
    body.children[marked - first]?.setAttribute("aria-current", "true");
  };
  const turn = (to: number) => {
    first = Math.max(0, Math.min(to, limit - 1));
    fillRows();
  };
  earlier.onclick = () => turn(first - ROWS);
  later.onclick = () => turn(first + ROWS);

  return {
    element: root,
    show(next, point, most) {
      const other = next !== model || most !== limit;
      model = next;
      limit = most;
      marked = point;
      if (next === null) {
        body.replaceChildren();
        return;
      }
      if (other) describe(next, { caption, head, earlier, later });
      const outside = point >= 0 && (point < first || point >= first + ROWS);
      if (outside) first = Math.max(0, point - BEFORE);
      first = Math.min(first, Math.max(0, limit - 1));
      if (other || outside) fillRows();
      else mark();
    },
  };
}

/** So many rows stand above the marked one. */
const BEFORE = 10;

function describe(
  { view, direction }: GraphModel,
  parts: {
    readonly caption: HTMLElement;
    readonly head: HTMLElement;
    readonly earlier: HTMLElement;
    readonly later: HTMLElement;
  },
): void {
  const { columns, title, earlier, later } = view.texts;
  parts.caption.textContent = `${title}: ${direction.title}`;
  parts.earlier.textContent = earlier;
  parts.later.textContent = later;
  const row = element("tr", "");
  for (const name of [columns.when, columns.line, columns.what, columns.inFlight]) {
    const cell = element("th", "", name);
    cell.scope = "col";
    row.append(cell);
  }
  parts.head.replaceChildren(row);
}

function rowOf(
  model: GraphModel,
  point: number,
  handlers: { readonly go: (point: number) => void; readonly open: (point: number) => void },
): HTMLTableRowElement {
  const { when, what, line, inFlight } = wordsOf(model, point);
  const row = element("tr", "");
  const place = element("td", "");
  const link = button("graph-go");
  const { linesAbove, texts } = model.view;
  link.textContent = String(line + linesAbove + 1);
  link.setAttribute("aria-label", fill(texts.line, line + linesAbove + 1));
  link.onfocus = () => handlers.go(point);
  link.onclick = () => handlers.open(point);
  place.append(link);
  row.append(element("td", "", when), place, element("td", "graph-what", what), element("td", "", inFlight));
  return row;
}

function button(name: string): HTMLButtonElement {
  const made = element("button", name);
  made.type = "button";
  return made;
}
