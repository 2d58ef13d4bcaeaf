/** What random exercises are about. */

import type { Random } from "./random.js";
import type { SceneMaker } from "./scene.js";
import { closedFromBothSides, fourWayClose, halfClose, threeSegmentClose, timeWait } from "./scenes-close.js";
import { captured, keepAlive, loss, transfer, windows } from "./scenes-data.js";
import { halfOpen, openedFromBothSides, opening, refusal, wrapping } from "./scenes-open.js";

/** In the order in which they are offered; `mixed` is one of the others. */
export const TOPICS = [
  "handshake",
  "refused",
  "data",
  "loss",
  "window",
  "four-way-close",
  "three-segment-close",
  "half-close",
  "simultaneous-open",
  "simultaneous-close",
  "time-wait",
  "half-open",
  "wrap",
  "keep-alive",
  "capture",
  "mixed",
] as const;

export type Topic = (typeof TOPICS)[number];

export type SceneTopic = Exclude<Topic, "mixed">;

export const SCENES: Readonly<Record<SceneTopic, SceneMaker>> = {
  handshake: opening,
  refused: refusal,
  data: transfer,
  loss,
  window: windows,
  "four-way-close": fourWayClose,
  "three-segment-close": threeSegmentClose,
  "half-close": halfClose,
  "simultaneous-open": openedFromBothSides,
  "simultaneous-close": closedFromBothSides,
  "time-wait": timeWait,
  "half-open": halfOpen,
  wrap: wrapping,
  "keep-alive": keepAlive,
  capture: captured,
};

/** Their numbers are what they are about. */
const PLAIN: ReadonlySet<SceneTopic> = new Set(["wrap", "capture"]);

export function isPlain(topic: SceneTopic): boolean {
  return PLAIN.has(topic);
}

export function sceneTopic(topic: Topic, random: Random): SceneTopic {
  return topic === "mixed" ? random.pick(TOPICS.filter((one) => one !== "mixed")) : topic;
}
