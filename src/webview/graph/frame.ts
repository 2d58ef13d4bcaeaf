/** Where everything of the graph stands: two panes over one horizontal axis, each as high as what it shows. */

import type { GraphLineView, GraphSeries } from "../../protocol/graph.js";
import { ACK, AGAIN, firstFrom, type GraphModel, LOST, SACK, SENT } from "./model.js";

/** What is looked at. */
export interface GraphLook {
  readonly model: GraphModel;
  /** From and to which place of the horizontal axis. */
  readonly from: number;
  readonly to: number;
  readonly width: number;
  readonly height: number;
  readonly hidden: ReadonlySet<GraphSeries>;
  /** Ticks from here on are still to come: the film. */
  readonly limit: number;
}

export interface GraphFrame {
  readonly look: GraphLook;
  readonly left: number;
  readonly right: number;
  readonly upper: Pane;
  /** null where nothing of it is shown. */
  readonly lower: Pane | null;
  /** Points from `first` up to, and without, `last` are in view. */
  readonly first: number;
  readonly last: number;
  /** Ticks likewise. */
  readonly firstTick: number;
  readonly lastTick: number;
  /** Where the edge of the window, or the window, is out of view above; null where it is not. */
  readonly edgeAbove: number | null;
  readonly windowAbove: number | null;
  x(place: number): number;
  place(x: number): number;
}

export interface Pane {
  readonly top: number;
  readonly bottom: number;
  readonly low: number;
  readonly high: number;
  y(value: number): number;
}

const LEFT = 72;
const RIGHT = 18;
/** Of the title of a pane. */
const TITLE = 26;
/** Of the numbers and the title of the horizontal axis. */
const FOOT = 40;
const LOWER_PART = 0.27;
/** A window may take so many times the room of the data; a wider one would press the data flat. */
const MOST_ABOVE = 1.6;
/** Above the highest and below the lowest, of what there is between them. */
const AIR = 0.06;

export function frameOf(look: GraphLook): GraphFrame {
  const { model, from, to, width, height, hidden, limit } = look;
  const { points, places, direction } = model;
  const left = LEFT;
  const right = Math.max(left + 1, width - RIGHT);
  const firstTick = firstFrom(places, from);
  const lastTick = Math.min(limit, firstAbove(places, to));
  const first = firstFrom(points.tick, firstTick);
  const last = firstFrom(points.tick, lastTick);
  const seen = rangeOfPoints(look, first, last, firstTick, lastTick);
  const edge = hidden.has("edge") ? null : highest(direction.edge, firstTick, lastTick);
  const edgeAbove = edge !== null && edge > seen.high + (seen.high - seen.low) * MOST_ABOVE ? edge : null;
  const flight = hidden.has("flight") ? null : (highest(direction.flight, firstTick, lastTick) ?? 0);
  const window = hidden.has("window") ? null : highest(direction.window, firstTick, lastTick);
  const windowAbove =
    window !== null && flight !== null && window > flight * (1 + MOST_ABOVE) ? window : null;
  const isLower = flight !== null || window !== null;
  const room = height - FOOT;
  const lowerTop = isLower ? Math.round(room * (1 - LOWER_PART)) + TITLE : room;
  const upper = pane(TITLE, isLower ? lowerTop - TITLE - 8 : room, {
    low: seen.low,
    high: edge !== null && edgeAbove === null ? Math.max(seen.high, edge) : seen.high,
  });
  const most = Math.max(1, flight ?? 0, windowAbove === null ? (window ?? 0) : 0);
  const lower = isLower ? pane(lowerTop, room, { low: 0, high: most }, 0) : null;
  const scale = (right - left) / Math.max(to - from, Number.MIN_VALUE);
  return {
    ...{ look, left, right, upper, lower, first, last, firstTick, lastTick, edgeAbove, windowAbove },
    x: (place) => left + (place - from) * scale,
    place: (x) => from + (x - left) / scale,
  };
}

function pane(
  top: number,
  bottom: number,
  { low, high }: { readonly low: number; readonly high: number },
  below = AIR,
): Pane {
  const span = Math.max(1, high - low);
  const [from, to] = [low - span * below, high + span * AIR];
  const scale = (bottom - top) / (to - from);
  return { top, bottom, low: from, high: to, y: (value) => bottom - (value - from) * scale };
}

function firstAbove(places: Float64Array, at: number): number {
  let next = firstFrom(places, at);
  while (next < places.length && (places[next] as number) <= at) next++;
  return next;
}

/** Of the points that are shown, and of what is acknowledged meanwhile. */
function rangeOfPoints(look: GraphLook, first: number, last: number, firstTick: number, lastTick: number) {
  const { model, hidden } = look;
  const { kind, low, high } = model.points;
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = first; i < last; i++) {
    if (!isShown(kind[i] as number, model.points.marks[i] as number, hidden)) continue;
    if ((low[i] as number) < least) least = low[i] as number;
    if ((high[i] as number) > most) most = high[i] as number;
  }
  if (least > most) {
    const { acked } = model.direction;
    most = highest(acked, firstTick, lastTick) ?? 1;
    least = Math.max(0, most - 1);
  }
  return { low: least, high: most };
}

/** What is sent again is shown, or hidden, by itself. */
export function isShown(kind: number, marks: number, hidden: ReadonlySet<GraphSeries>): boolean {
  if (kind === SENT) return !hidden.has((marks & (AGAIN | LOST)) !== 0 ? "again" : "sent");
  return !hidden.has(kind === ACK ? "acked" : kind === SACK ? "sack" : "sent");
}

/** The highest value that a line has from one tick up to another; null where it has none. */
function highest({ tick, value }: GraphLineView, from: number, to: number): number | null {
  let most: number | null = null;
  // What was said before still holds.
  for (let i = Math.max(0, firstFrom(tick, from + 1) - 1); i < tick.length && (tick[i] as number) < to; i++) {
    const now = value[i] ?? null;
    if (now !== null && (most === null || now > most)) most = now;
  }
  return most;
}

/** The point nearest to a place on the screen, within so many pixels; -1 for none. */
export function nearest(frame: GraphFrame, x: number, y: number, reach: number): number {
  const { look, upper } = frame;
  const { points, places } = look.model;
  const first = firstFrom(points.tick, firstFrom(places, frame.place(x - reach)));
  let found = -1;
  let best = reach * reach;
  for (let i = Math.max(first, frame.first); i < frame.last; i++) {
    const dx = frame.x(places[points.tick[i] as number] as number) - x;
    if (dx > reach) break;
    if (!isShown(points.kind[i] as number, points.marks[i] as number, look.hidden)) continue;
    const [top, bottom] = [upper.y(points.high[i] as number), upper.y(points.low[i] as number)];
    const dy = y < top ? top - y : Math.max(0, y - bottom);
    const far = dx * dx + dy * dy;
    if (far < best) [found, best] = [i, far];
  }
  return found;
}
