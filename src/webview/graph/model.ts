/** One direction as the page draws it: every point in the order in which it happens, found by place, line and time. */

import type { GraphDirectionView, GraphLineView, GraphView } from "../../protocol/graph.js";

export interface GraphModel {
  readonly view: GraphView;
  readonly direction: GraphDirectionView;
  /** Of each tick, rising: its place on the horizontal axis. */
  readonly places: Float64Array;
  readonly steps: boolean;
  /** By tick: what was sent, then what came back. */
  readonly points: Points;
  /** Places in `points` of what is not as it goes by itself: sent again, lost, reported by SACK and so on. */
  readonly remarkable: readonly number[];
}

export interface Points {
  readonly kind: Uint8Array;
  /** Where it stands in the column of its kind. */
  readonly index: Uint32Array;
  readonly tick: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Bits: see `AGAIN` and so on. */
  readonly marks: Uint8Array;
}

export const SENT = 0;
export const ACK = 1;
export const SACK = 2;

export const AGAIN = 1;
export const LOST = 2;
export const SYN = 4;
export const FIN = 8;
export const RST = 16;
export const OPEN = 32;
export const DUPLICATE = 1;
export const CLOSED = 2;

const REMARKABLE = [AGAIN | LOST | RST, DUPLICATE | CLOSED, 0xff] as const;

export function modelOf(view: GraphView, direction: GraphDirectionView, steps: boolean): GraphModel {
  const points = pointsOf(direction);
  const remarkable: number[] = [];
  points.kind.forEach((kind, i) => {
    if (kind === SACK || ((points.marks[i] as number) & (REMARKABLE[kind as 0 | 1 | 2] as number)) !== 0)
      remarkable.push(i);
  });
  const timed = view.times !== null && !steps;
  const places = Float64Array.from((timed ? view.times : view.steps) ?? []);
  return { view, direction, places, steps: !timed, points, remarkable };
}

interface Column {
  readonly kind: number;
  readonly tick: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly marks: Uint8Array;
}

function pointsOf({ sent, acks, sacks, ...which }: GraphDirectionView): Points {
  const columns: readonly Column[] = [
    {
      ...sent,
      kind: SENT,
      marks: bits(sent.tick.length, [
        [which.again, AGAIN],
        [which.lost, LOST],
        [which.syn, SYN],
        [which.fin, FIN],
        [which.reset, RST],
        [which.open, OPEN],
      ]),
    },
    {
      kind: ACK,
      tick: acks.tick,
      low: acks.at,
      high: acks.at,
      marks: bits(acks.tick.length, [
        [which.duplicate, DUPLICATE],
        [which.closed, CLOSED],
      ]),
    },
    { ...sacks, kind: SACK, marks: bits(sacks.tick.length, []) },
  ];
  return merged(columns);
}

function bits(length: number, marked: readonly (readonly [readonly number[], number])[]): Uint8Array {
  const out = new Uint8Array(length);
  for (const [places, bit] of marked) for (const place of places) out[place] = (out[place] ?? 0) | bit;
  return out;
}

/** Each column rises by its ticks; of one tick what was sent comes first. */
function merged(columns: readonly Column[]): Points {
  const length = columns.reduce((sum, { tick }) => sum + tick.length, 0);
  const points: Points = {
    kind: new Uint8Array(length),
    index: new Uint32Array(length),
    tick: new Float64Array(length),
    low: new Float64Array(length),
    high: new Float64Array(length),
    marks: new Uint8Array(length),
  };
  const next = columns.map(() => 0);
  for (let at = 0; at < length; at++) {
    let from = -1;
    for (let i = 0; i < columns.length; i++) {
      const tick = (columns[i] as Column).tick[next[i] as number];
      if (tick === undefined) continue;
      const best = from < 0 ? Number.POSITIVE_INFINITY : (columns[from] as Column).tick[next[from] as number];
      if (tick < (best as number)) from = i;
    }
    const column = columns[from] as Column;
    const index = next[from] as number;
    next[from] = index + 1;
    points.kind[at] = column.kind;
    points.index[at] = index;
    points.tick[at] = column.tick[index] as number;
    points.low[at] = column.low[index] as number;
    points.high[at] = column.high[index] as number;
    points.marks[at] = column.marks[index] as number;
  }
  return points;
}

/** The first place of a rising column whose value is `at` or more. */
export function firstFrom(column: ArrayLike<number>, at: number): number {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((column[middle] as number) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The tick of a line of the text: its own first one, else the last one above it; -1 for none. */
export function tickAt(lines: readonly number[], line: number): number {
  const first = firstFrom(lines, line);
  return lines[first] === line ? first : first - 1;
}

/** The point that the mark stands at: the first of its tick, else the last before it; -1 for none. */
export function pointAt({ points }: GraphModel, tick: number): number {
  const first = firstFrom(points.tick, tick);
  return points.tick[first] === tick ? first : first - 1;
}

/** What a line says at a tick; null where there is nothing. */
export function valueAt({ tick, value }: GraphLineView, at: number): number | null {
  return value[firstFrom(tick, at + 1) - 1] ?? null;
}
