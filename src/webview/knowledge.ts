/** The panel that shows what each side knows at the marked step. */

import type { CellView, ConnectionView, KnowledgeView, SceneView } from "../protocol/panels.js";
import { element } from "./dom.js";

export interface KnowledgePanel {
  readonly element: HTMLElement;
  show(scene: SceneView): void;
}

export function createKnowledge(): KnowledgePanel {
  const aside = element("aside", "knowledge");
  // It scrolls, so a keyboard must be able to get into it.
  aside.tabIndex = 0;
  const heading = element("h2", "panel-title");
  const body = element("div", "knowledge-body");
  aside.append(heading, body);
  return {
    element: aside,
    show({ knowledge, texts }) {
      aside.setAttribute("aria-label", texts.knowledge);
      heading.textContent = texts.knowledge;
      body.replaceChildren(...contents(knowledge, texts.inFlight, texts.changed));
    },
  };
}

function contents({ silent, connections, more }: KnowledgeView, inFlight: string, changed: string): Node[] {
  if (silent !== null) return [element("p", "silent", silent)];
  const several = connections.length > 1;
  return [
    ...connections.map((connection) => section(connection, several, inFlight, changed)),
    ...(more === null ? [] : [element("p", "faint", more)]),
  ];
}

function section(
  connection: ConnectionView,
  several: boolean,
  inFlight: string,
  changed: string,
): HTMLElement {
  const made = element("section", "connection");
  if (several) made.append(element("h3", "", connection.title));
  made.append(tableOf(connection, changed));
  made.append(element(several ? "h4" : "h3", "flight-title", inFlight));
  if (connection.flight.length > 0) {
    const list = element("ul", "flight");
    for (const { text, where } of connection.flight) {
      const item = element("li", "");
      item.append(element("code", "", text), " ", element("span", "faint", where));
      list.append(item);
    }
    made.append(list);
  }
  if (connection.flightNote !== null) made.append(element("p", "faint", connection.flightNote));
  return made;
}

function tableOf({ title, ends, rows }: ConnectionView, changed: string): HTMLTableElement {
  const table = element("table", "tcb");
  table.append(element("caption", "visually-hidden", title));
  const head = table.createTHead().insertRow();
  head.append(element("td", ""));
  for (const { name, label } of ends) {
    const cell = element("th", "", name);
    cell.scope = "col";
    if (label !== null) cell.append(" ", element("span", "faint", label));
    head.append(cell);
  }
  const body = table.createTBody();
  for (const { name, meaning, cells } of rows) {
    const row = body.insertRow();
    const first = element("th", "", name);
    first.scope = "row";
    first.title = meaning;
    row.append(first, ...cells.map((cell) => cellOf(cell, changed)));
  }
  return table;
}

/** A change shows by the old value beside the new one, in bold type; the colour only helps. */
function cellOf({ value, old, spoken }: CellView, changed: string): HTMLTableCellElement {
  const cell = element("td", old === null ? "" : "changed");
  if (old === null || spoken === null) {
    cell.textContent = value;
    return cell;
  }
  cell.title = changed;
  const before = element("span", "old", `${old} → `);
  before.setAttribute("aria-hidden", "true");
  cell.append(before, element("strong", "", value), element("span", "visually-hidden", ` (${spoken})`));
  return cell;
}
