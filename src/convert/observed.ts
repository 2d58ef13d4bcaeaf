/** Segments as they were seen at one place, such as a capture shows them, and the flow that they are evidence of. */

import type { DrawnFlow } from "./drawn.js";
import { timelineOf } from "./observed/arrivals.js";
import { connectionsOf } from "./observed/connections.js";
import { drawnFrom, type ObservedTexts } from "./observed/draw.js";
import { withHidden } from "./observed/hidden.js";
import { injectedIn } from "./observed/injected.js";
import { withPieces } from "./observed/joined.js";
import { withNumbers } from "./observed/numbers.js";
import type { ObservedEnd, ObservedFlow } from "./observed/segment.js";
import { withUnseen } from "./observed/unseen.js";

export type {
  ObservedEnd,
  ObservedEvent,
  ObservedFlow,
  ObservedOptions,
  ObservedSegment,
} from "./observed/segment.js";

/** A connection as a flow, and the end at which all of it was seen, if that is known or can be told. */
export interface SeenFlow {
  readonly flow: DrawnFlow;
  readonly seenAt: ObservedEnd | null;
}

/** One flow for each connection, in the order in which they begin. */
export function flowsOf(observed: ObservedFlow, texts: ObservedTexts): readonly DrawnFlow[] {
  return seenFlowsOf(observed, texts).map(({ flow }) => flow);
}

export function seenFlowsOf(observed: ObservedFlow, texts: ObservedTexts): readonly SeenFlow[] {
  return connectionsOf(observed).map((connection) => {
    const numbered = withHidden(withNumbers(connection, observed.numbers));
    const known = observed.captured ? withPieces(numbered, texts.part) : numbered;
    const first = timelineOf(known, observed.scripted ? injectedIn(known) : undefined);
    const whole = observed.captured ? withUnseen(known, first.moments, texts.unseen) : known;
    const timeline = whole === known ? first : timelineOf(whole);
    const { seenAt } = timeline;
    return {
      flow: drawnFrom(whole, timeline, texts),
      seenAt: seenAt === null ? null : known.ends[seenAt],
    };
  });
}
