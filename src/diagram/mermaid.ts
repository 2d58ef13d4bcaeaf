/** Mermaid text of rows. */

import type { EndpointInfo } from "../check/trace.js";
import { escapeLabel } from "./escape.js";
import type { ArrowRow, ArrowShape, Row } from "./row.js";

export interface DrawOptions {
  readonly endpoints: readonly EndpointInfo[];
  /** What a row says, where that is not its own text. */
  readonly textOf?: (row: Row) => readonly string[];
}

/** A whole diagram, accepted by Mermaid whatever the rows say. */
export function mermaid(rows: readonly Row[], options: DrawOptions): string {
  const { endpoints, textOf } = options;
  const lines = rows.flatMap((row) => lineOf(row, endpoints, textOf?.(row)) ?? []);
  return headOf(endpoints) + lines.join("");
}

/** What every diagram of these endpoints begins with. */
export function headOf(endpoints: readonly EndpointInfo[]): string {
  const lines = endpoints.map((endpoint, i) => `  participant p${i} as ${participantLabel(endpoint)}\n`);
  return `sequenceDiagram\n${lines.join("")}`;
}

/** The line of Mermaid text that draws a row; null for one between or over nobody. */
export function lineOf(
  row: Row,
  endpoints: readonly EndpointInfo[],
  text: readonly string[] = row.text,
): string | null {
  const place = placeOf(row, endpoints);
  if (place === null) return null;
  const [from, to] = place;
  const label = escapeLabel(text.join("\n"));
  if (isArrow(row)) return `  p${from}${ARROWS[row.arrow]}p${to}: ${label}\n`;
  return `  Note over ${from === to ? `p${from}` : `p${from},p${to}`}: ${label}\n`;
}

/**
 * From which endpoint to which it reaches, by number. Mermaid draws a note over one participant, or from
 * one to another: those between them are covered too.
 */
export function placeOf(row: Row, endpoints: readonly EndpointInfo[]): readonly [number, number] | null {
  const places = placesOf(endpoints);
  const index = (name: string) => places.get(name) ?? -1;
  if (isArrow(row)) {
    const [from, to] = [index(row.from), index(row.to)];
    return from < 0 || to < 0 ? null : [from, to];
  }
  const named = row.over.map(index).filter((i) => i >= 0);
  if (named.length > 0) return [Math.min(...named), Math.max(...named)];
  return endpoints.length === 0 ? null : [0, endpoints.length - 1];
}

/** By name: of thousands of endpoints none is looked for one by one. */
function placesOf(endpoints: readonly EndpointInfo[]): ReadonlyMap<string, number> {
  const known = PLACES.get(endpoints);
  if (known !== undefined) return known;
  const places = new Map<string, number>();
  endpoints.forEach(({ name }, i) => {
    if (!places.has(name)) places.set(name, i);
  });
  PLACES.set(endpoints, places);
  return places;
}

const PLACES = new WeakMap<readonly EndpointInfo[], ReadonlyMap<string, number>>();

export function isArrow(row: Row): row is ArrowRow {
  return "from" in row;
}

const ARROWS: Readonly<Record<ArrowShape, string>> = {
  delivered: "->>",
  lost: "-x",
  departs: "--)",
  arrives: "-->>",
  stray: "-->>",
  both: "<<-->>",
};

function participantLabel(endpoint: EndpointInfo): string {
  const { name, label } = endpoint;
  return label === null || label === name ? escapeLabel(name) : escapeLabel(`${name}\n${label}`);
}
