/** Segments as they were seen at one place, such as a capture shows them, and the flow that they are evidence of. */

import type { DrawnFlow } from "./drawn.js";
import { timelineOf } from "./observed/arrivals.js";
import { connectionsOf } from "./observed/connections.js";
import { drawnFrom, type ObservedTexts } from "./observed/draw.js";
import { withHidden } from "./observed/hidden.js";
import { injectedIn } from "./observed/injected.js";
import { withNumbers } from "./observed/numbers.js";
import type { ObservedFlow } from "./observed/segment.js";

export type {
  ObservedEnd,
  ObservedEvent,
  ObservedFlow,
  ObservedOptions,
  ObservedSegment,
} from "./observed/segment.js";

/** One flow for each connection, in the order in which they begin. */
export function flowsOf(observed: ObservedFlow, texts: ObservedTexts): readonly DrawnFlow[] {
  return connectionsOf(observed).map((connection) => {
    const known = withHidden(withNumbers(connection, observed.numbers));
    return drawnFrom(known, timelineOf(known, observed.scripted ? injectedIn(known) : undefined), texts);
  });
}
