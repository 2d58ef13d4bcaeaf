/** What the page keeps over a reload of the window: where one was, and what one had set. */

import type { GraphState } from "../protocol/graph.js";
import type { PanelsState } from "../protocol/panels.js";
import type { View } from "../protocol/preview.js";
import type { Anchor } from "./anchor.js";
import { SERIES } from "./graph/series.js";
import type { Model } from "./model.js";
import { FIRST_STATE } from "./panels.js";
import type { Stack } from "./stack.js";
import type { VsCodeApi } from "./vscode-api.js";

interface Kept {
  readonly zoom: number;
  readonly folded: readonly string[];
  /** The id of the row at the upper edge, and how far below the edge it begins. */
  readonly row: string;
  readonly offset: number;
  /** What stands beside the picture, or in its place. */
  readonly panels: PanelsState;
}

export interface Keeper {
  readonly before: Kept;
  keep(): void;
  /** The same, but not at every step of a movement. */
  keepSoon(): void;
  /** Where one was, in a view of the same flow. */
  anchorIn(model: Model): Anchor | undefined;
}

const WAIT = 200;

export function createKeeper(
  vscode: VsCodeApi,
  stack: Stack,
  now: () => { readonly view: View | undefined; readonly zoom: number; readonly panels: PanelsState },
): Keeper {
  const before = readKept(vscode.getState());
  for (const phase of before.folded) stack.fold(phase, true);
  let waiting = false;
  const write = () => {
    waiting = false;
    const { view, zoom, panels } = now();
    const model = stack.model();
    if (view === undefined || model === null) return;
    const anchor = stack.anchor();
    const row = anchor === null ? "" : (model.rows[anchor.row]?.id ?? "");
    const kept: Kept = { zoom, folded: [...stack.folded()], row, offset: anchor?.offset ?? 0, panels };
    vscode.setState({ ...view.state, ...kept });
  };
  return {
    before,
    keep: write,
    keepSoon() {
      if (!waiting) setTimeout(write, WAIT);
      waiting = true;
    },
    anchorIn(model) {
      const row = model.rows.findIndex(({ id }) => id === before.row);
      return row < 0 ? undefined : { row, offset: before.offset };
    },
  };
}

/** The state may be of another version, or none at all. */
function readKept(state: unknown): Kept {
  const { zoom, folded, row, offset, panels } = (state ?? {}) as { [K in keyof Kept]?: unknown };
  return {
    zoom: finite(zoom),
    folded: Array.isArray(folded) ? folded.filter((one) => typeof one === "string") : [],
    row: typeof row === "string" ? row : "",
    offset: finite(offset),
    panels: readPanels(panels),
  };
}

function readPanels(kept: unknown): PanelsState {
  const { side, film, view, speed, machineZoom, graph } = (kept ?? {}) as {
    [K in keyof PanelsState]?: unknown;
  };
  return {
    side: side === true,
    film: film === true,
    view: view === "machine" || view === "text" || view === "graph" ? view : FIRST_STATE.view,
    graph: readGraph(graph),
    machineZoom: finite(machineZoom),
    speed: typeof speed === "number" && Number.isFinite(speed) ? speed : FIRST_STATE.speed,
  };
}

function readGraph(kept: unknown): GraphState {
  const { direction, hidden, steps, table } = (kept ?? {}) as { [K in keyof GraphState]?: unknown };
  return {
    direction: typeof direction === "string" ? direction : "",
    hidden: Array.isArray(hidden) ? SERIES.filter((series) => hidden.includes(series)) : [],
    steps: steps === true,
    table: table === true,
  };
}

function finite(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}
