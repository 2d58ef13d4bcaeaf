/** What happened in an exchange that was seen at one place, in the order in which it did. */

import type { Side } from "../../check/connection.js";
import type { EndEvent, EndHint } from "./oddities.js";
import type { Turn } from "./turn.js";

export type Moment =
  | Turn
  /** What left in the moment before it arrives. */
  | { readonly kind: "at-once"; readonly index: -1 }
  /** Milliseconds; where the arrival was seen, and not worked out. */
  | { readonly kind: "arrives" | "again"; readonly index: number; readonly time?: number }
  /** Out of an earlier connection, or forged: it arrives, and nobody sent it. */
  | { readonly kind: "forged"; readonly index: number }
  /** What happened at an end before a segment left. */
  | { readonly kind: "event"; readonly index: number; readonly what: EndEvent };

/** Nearly every segment arrives so, and for all of them one moment will do (bench). */
export const AT_ONCE: Moment = { kind: "at-once", index: -1 };

export interface Timeline {
  readonly moments: readonly Moment[];
  /** The segments that never arrived. */
  readonly lost: ReadonlySet<number>;
  readonly ends: readonly [EndHint, EndHint];
  /** The end at which all of it was seen, as far as that is known or can be told; null where it cannot. */
  readonly seenAt: Side | null;
}
