/** What random exercises are about. */

import type { ExerciseKind } from "../../language/words.js";
import { KINDS } from "../make.js";
import type { BlankOf } from "../make-blanks.js";
import type { SlipIn } from "../make-slips.js";
import type { Random } from "./random.js";
import type { SceneMaker } from "./scene.js";
import { closedFromBothSides, fourWayClose, halfClose, threeSegmentClose, timeWait } from "./scenes-close.js";
import { captured, keepAlive, loss, transfer, windows } from "./scenes-data.js";
import { halfOpen, openedFromBothSides, opening, refusal, wrapping } from "./scenes-open.js";
import {
  closeWait,
  dataOnHandshake,
  fastOpen,
  flagsAtWork,
  slowStart,
  synFlood,
} from "./scenes-questions.js";

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
  "handshake-data",
  "fast-open",
  "syn-flood",
  "close-wait",
  "slow-start",
  "header",
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
  "handshake-data": dataOnHandshake,
  "fast-open": fastOpen,
  "syn-flood": synFlood,
  "close-wait": closeWait,
  "slow-start": slowStart,
  header: flagsAtWork,
};

/** What can be asked at random; a choice is made of no flow. */
export const RANDOM_KINDS: readonly ExerciseKind[] = [...KINDS, "choice"];

/** No state changes there, or nothing but the flags is asked for. */
const WITHOUT: { readonly [T in SceneTopic]?: readonly ExerciseKind[] } = {
  wrap: ["state"],
  window: ["state"],
  "keep-alive": ["state"],
  // Only the ACK before a burst is needed where it stands, and an easy one has no such burst.
  "slow-start": ["state", "next"],
  // Who opens first is open there: nearly every order is right.
  "simultaneous-open": ["order"],
  header: ["state", "order", "next", "capture"],
};

/** The kinds that ask for what the topic is about. */
export function kindsOf(topic: Topic): readonly ExerciseKind[] {
  const without = topic === "mixed" ? [] : (WITHOUT[topic] ?? []);
  return RANDOM_KINDS.filter((kind) => !without.includes(kind));
}

/** What an exercise on the topic asks for first; where nothing else is asked, it is `only` that. */
export const FOCUS: { readonly [T in SceneTopic]?: BlankOf & SlipIn } = { window: "window", header: "flags" };
export const ONLY: ReadonlySet<SceneTopic> = new Set(["header"]);

/** Their numbers are what they are about. */
const PLAIN: ReadonlySet<SceneTopic> = new Set(["wrap", "capture"]);

export function isPlain(topic: SceneTopic): boolean {
  return PLAIN.has(topic);
}

/** One that has this kind. */
export function sceneTopic(topic: Topic, kind: ExerciseKind | undefined, random: Random): SceneTopic {
  if (topic !== "mixed") return topic;
  const suiting = TOPICS.filter(
    (one) => one !== "mixed" && (kind === undefined || kindsOf(one).includes(kind)),
  );
  return random.pick(suiting as readonly SceneTopic[]);
}
