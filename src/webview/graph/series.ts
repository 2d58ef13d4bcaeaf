/** What the graph shows, each of which can be hidden. */

import type { GraphDirectionView, GraphSeries } from "../../protocol/graph.js";

/** In the order in which they stand in the legend. */
export const SERIES: readonly GraphSeries[] = ["sent", "again", "acked", "sack", "edge", "flight", "window"];
export const DASHED: ReadonlySet<GraphSeries> = new Set<GraphSeries>(["edge", "window"]);

/** This direction has nothing of it. */
export function isEmpty(direction: GraphDirectionView, series: GraphSeries): boolean {
  if (series === "sent") return false;
  if (series === "again") return direction.again.length + direction.lost.length === 0;
  return direction[series === "sack" ? "sacks" : series].tick.length === 0;
}
