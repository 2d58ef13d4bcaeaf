/** Mermaid text of a slice of rows, and which row each of its lines is. */

import type { EndpointInfo } from "../check/trace.js";
import { escapeLabel } from "./escape.js";
import type { ArrowRow, ArrowShape, OverRow, Row } from "./row.js";

export interface DrawOptions {
  readonly endpoints: readonly EndpointInfo[];
  readonly autonumber?: boolean;
}

export interface Drawing {
  readonly text: string;
  /**
   * The row of each message and note, by the number Mermaid gives it: the picture carries `data-id="iN"`.
   * Where Mermaid counts something that is no row, null.
   */
  readonly items: readonly (Row | null)[];
}

/** A whole diagram, accepted by Mermaid whatever the rows say. */
export function mermaid(rows: readonly Row[], options: DrawOptions): string {
  return draw(rows, options).text;
}

export function draw(rows: readonly Row[], options: DrawOptions): Drawing {
  const lines = ["sequenceDiagram"];
  const items: (Row | null)[] = [];
  const ids = new Map(options.endpoints.map((endpoint, i) => [endpoint.name, `p${i}`]));
  for (const endpoint of options.endpoints) {
    lines.push(`  participant ${ids.get(endpoint.name)} as ${participantLabel(endpoint)}`);
  }
  if (options.autonumber === true) {
    lines.push("  autonumber");
    items.push(null);
  }
  for (const row of rows) {
    const line = "from" in row ? arrowLine(row, ids) : overLine(row, ids);
    if (line === null) continue;
    lines.push(`  ${line}`);
    items.push(row);
  }
  return { text: `${lines.join("\n")}\n`, items };
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

function arrowLine(row: ArrowRow, ids: ReadonlyMap<string, string>): string | null {
  const from = ids.get(row.from);
  const to = ids.get(row.to);
  if (from === undefined || to === undefined) return null;
  return `${from}${ARROWS[row.arrow]}${to}: ${labelOf(row)}`;
}

/** Mermaid draws a note over one participant, or from one to another: names between them are covered too. */
function overLine(row: OverRow, ids: ReadonlyMap<string, string>): string | null {
  const all = [...ids.values()];
  const named = all.filter((_, i) => row.over.includes([...ids.keys()][i] as string));
  const over = named.length > 0 ? named : all;
  const first = over[0];
  const last = over[over.length - 1];
  if (first === undefined || last === undefined) return null;
  return `Note over ${first === last ? first : `${first},${last}`}: ${labelOf(row)}`;
}

function labelOf(row: Row): string {
  return escapeLabel(row.text.join("\n"));
}
