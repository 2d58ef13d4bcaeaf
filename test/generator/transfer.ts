/** How legal exchanges transfer data: one by one or pipelined, lost, late, doubled, crossing. */

import { maySendData, other, type Side } from "./endpoint.js";
import { deliver, type Exchange, elide, type SegmentEvent, send, sendAgain } from "./exchange.js";
import { acknowledge, dataOf, insist, lossesOf, maybeTimeout, nextId, sendData } from "./steps.js";

/** What may happen in an exchange beyond the ordinary. */
export interface Shape {
  /** Simultaneous open and close. */
  readonly simultaneous: boolean;
  /** `...` */
  readonly elisions: boolean;
  /** The harder matters, of which half the exchanges show one. */
  readonly matters: readonly Matter[];
  /** All exchanges show one. */
  readonly only?: boolean;
}

export const MATTERS = [
  "refused",
  "abort",
  "data after close",
  "old syn",
  "old syn alone",
  "strays",
  "stray reset",
  "crash",
  "keep-alive",
  "zero window",
  "time-wait reopened",
  "time-wait reset",
  "syn data",
  "options",
  "several clients",
  "fast open",
  "listener goes",
  "one after the other",
  "wander",
] as const;

/** Of these the check is not sure yet: `TCPFLOW_FRONTIER=1` tries them. */
export const FRONTIER_MATTERS = ["wander and deviate"] as const;

export type Matter = (typeof MATTERS)[number] | (typeof FRONTIER_MATTERS)[number];

type Round = (x: Exchange, side: Side) => void;

/** Some data, by `sides` only. Leaves nothing in flight. */
export function transferRound(x: Exchange, sides: readonly Side[], shape: Shape): void {
  const r = x.random;
  const side = r.pick(sides);
  const two = sides.length === 2;
  const round = r.weigh<Round>([
    [25, request],
    [25, (_, s) => burst(x, s)],
    [two ? 15 : 0, answerWithData],
    [8, lostAcknowledgment],
    [5, reorder],
    [3, duplicate],
    [two ? 6 : 0, cross],
    [two ? 6 : 0, bothWays],
    [shape.elisions ? 7 : 0, elision],
  ]);
  round(x, side);
}

export function request(x: Exchange, side: Side): void {
  const losses = lossesOf(x.random);
  if (losses === 0) sendData(x, side);
  else insist(x, side, dataOf(x, side), losses);
  if (x.random.chance(0.95)) acknowledge(x, other(side));
}

function answerWithData(x: Exchange, side: Side): void {
  sendData(x, side);
  if (x.random.chance(0.2)) acknowledge(x, other(side));
  sendData(x, other(side));
  if (x.random.chance(0.85)) acknowledge(x, side);
}

type Acking = "end" | "each" | "second" | "late each" | "late second";

const ACKINGS: readonly Acking[] = ["end", "end", "each", "second", "late each", "late second"];

/** Some data with every number certain, and everything acknowledged at the end. */
export function plainRound(x: Exchange, side: Side): void {
  const r = x.random;
  const round = r.weigh<Round>([
    [30, request],
    [25, (_, s) => burst(x, s, PROMPT)],
    [10, lostAcknowledgment],
    [8, reorder],
    [4, duplicate],
    [6, cross],
    [6, bothWays],
  ]);
  round(x, side);
  for (const s of [0, 1] as const) if (x.ends[s].owes) acknowledge(x, s);
}

const PROMPT: readonly Acking[] = ["end", "each", "second"];

/** Pipelined segments, acknowledged in one of the ways receivers do it; one may be lost. */
export function burst(
  x: Exchange,
  side: Side,
  ways: readonly Acking[] = ACKINGS,
  mayLose = x.random.chance(0.25),
): void {
  const r = x.random;
  const n = r.chance(0.12) ? r.int(7, 20) : r.int(2, 6);
  const acking = r.pick(ways);
  const lost = mayLose ? r.int(0, n - 1) : -1;
  const duplicates = r.chance(0.7);
  let missing: SegmentEvent | null = null;
  for (let i = 0; i < n; i++) {
    const event = sendData(x, side, i === lost ? "lost" : "delivered");
    if (i === lost) missing = event;
    else if (missing !== null ? duplicates : acking === "each" || (acking === "second" && i % 2 === 1)) {
      acknowledge(x, other(side));
    }
  }
  if (acking === "late each" || acking === "late second") lag(x, other(side), acking === "late each" ? 1 : 2);
  if (missing !== null) {
    if (r.chance(0.7)) maybeTimeout(x, side);
    sendAgain(x, missing);
  }
  if (x.ends[other(side)].owes || r.chance(0.03)) acknowledge(x, other(side));
}

/** Acknowledgments that left before the later segments arrived, every `step`th. */
export function lag(x: Exchange, side: Side, step: number): void {
  const points = x.ends[side].points;
  points.filter((_, i) => i % step === step - 1).forEach((ack) => void send(x, side, { ack }));
}

function lostAcknowledgment(x: Exchange, side: Side): void {
  const r = x.random;
  const event = sendData(x, side);
  acknowledge(x, other(side), "lost");
  if (r.chance(0.5)) {
    maybeTimeout(x, side);
    sendAgain(x, event);
  } else {
    sendData(x, side);
  }
  acknowledge(x, other(side));
}

function reorder(x: Exchange, side: Side): void {
  const r = x.random;
  const id = nextId(x);
  send(x, side, { ...dataOf(x, side), fate: "in-flight", id });
  const later = r.int(1, 3);
  const duplicates = r.chance(0.6);
  for (let i = 0; i < later; i++) {
    sendData(x, side);
    if (duplicates) acknowledge(x, other(side));
  }
  deliver(x);
  acknowledge(x, other(side));
}

function duplicate(x: Exchange, side: Side): void {
  const id = nextId(x);
  send(x, side, { ...dataOf(x, side), id });
  acknowledge(x, other(side));
  deliver(x, [id]);
  acknowledge(x, other(side));
}

/** Data of both sides passes in the network. */
function cross(x: Exchange, side: Side): void {
  const r = x.random;
  const id = nextId(x);
  send(x, side, { ...dataOf(x, side), fate: "in-flight", id });
  if (r.chance(0.5)) {
    sendData(x, other(side));
  } else {
    send(x, other(side), { ...dataOf(x, other(side)), fate: "in-flight", id: nextId(x) });
  }
  deliver(x);
  acknowledge(x, side);
  acknowledge(x, other(side));
}

function bothWays(x: Exchange, side: Side): void {
  const r = x.random;
  const n = r.int(2, 5);
  for (let i = 0; i < n; i++) sendData(x, r.chance(0.5) ? side : other(side));
  for (const s of [0, 1] as const) if (x.ends[s].owes) acknowledge(x, s);
}

function elision(x: Exchange, side: Side): void {
  const r = x.random;
  const amount = (): number => (r.chance(0.3) ? 0 : r.int(1, 5000));
  const one = r.chance(0.4);
  const peerMaySend = maySendData(x.ends[other(side)]);
  const mine = amount();
  const theirs = one || !peerMaySend ? 0 : amount();
  elide(x, one ? side : null, side === 0 ? [mine, theirs] : [theirs, mine]);
}
