/** Values that hold until the next one, as lines on the screen: never more of them than the picture is wide. */

import type { GraphLineView } from "../../protocol/graph.js";
import type { GraphFrame, Pane } from "./frame.js";
import { firstFrom } from "./model.js";

/**
 * A line without a gap. Of all changes within one column of pixels only the lowest, the highest and the last value can
 * be seen, so these are all that is kept of it.
 */
export interface Run {
  readonly x: number[];
  readonly low: number[];
  readonly high: number[];
  readonly last: number[];
  /** Where it ends. */
  end: number;
  /** Changes that share a column with others. */
  shared: number;
}

/** What is closer together than this looks as one. */
export const SAME_PX = 0.5;

export function runsOf(frame: GraphFrame, { tick, value }: GraphLineView): Run[] {
  const { look, lastTick, left, right } = frame;
  const { places } = look.model;
  const runs: Run[] = [];
  let run: Run | null = null;
  for (let i = Math.max(0, firstFrom(tick, frame.firstTick) - 1); i < tick.length; i++) {
    const at = tick[i] as number;
    if (at >= lastTick) break;
    const x = Math.max(left - 2, frame.x(places[at] as number));
    const now = value[i] ?? null;
    if (now === null) {
      if (run !== null) run.end = x;
      run = null;
    } else if (run === null) {
      run = { end: x, high: [now], last: [now], low: [now], shared: 0, x: [x] };
      runs.push(run);
    } else add(run, x, now);
  }
  // In the film a line ends where one has come to.
  const until = look.limit <= places.length ? (places[look.limit - 1] ?? look.from) : look.to;
  if (run !== null) run.end = Math.min(right + 2, Math.max(run.x.at(-1) as number, frame.x(until)));
  return runs;
}

function add(run: Run, x: number, now: number): void {
  const at = run.x.length - 1;
  const before = run.last[at] as number;
  if (x - (run.x[at] as number) < SAME_PX) {
    run.low[at] = Math.min(run.low[at] as number, now);
    run.high[at] = Math.max(run.high[at] as number, now);
    run.last[at] = now;
    run.shared++;
    return;
  }
  run.x.push(x);
  run.low.push(Math.min(before, now));
  run.high.push(Math.max(before, now));
  run.last.push(now);
}

const MANY_SHARED = 200;

export function isCrowded({ shared }: Run): boolean {
  return shared > MANY_SHARED;
}

/** As one line with corners. */
export function stepsOf(pane: Pane, { x, low, high, last, end }: Run): number[] {
  const points: number[] = [];
  let before = last[0] as number;
  for (let i = 0; i < x.length; i++) {
    const [at, now] = [x[i] as number, last[i] as number];
    points.push(at, pane.y(before));
    for (const value of [low[i] as number, high[i] as number])
      if (value !== before && value !== now) points.push(at, pane.y(value));
    points.push(at, pane.y(now));
    before = now;
  }
  points.push(end, pane.y(before));
  return points;
}

/** As strokes that are not joined, up and down and across. */
export function columnsOf(pane: Pane, { x, low, high, last, end }: Run): number[] {
  const strokes: number[] = [];
  for (let i = 0; i < x.length; i++) {
    const at = x[i] as number;
    if (low[i] !== high[i]) strokes.push(at, pane.y(low[i] as number), at, pane.y(high[i] as number));
    const y = pane.y(last[i] as number);
    const next = x[i + 1] ?? end;
    if (next - at > 1) strokes.push(at, y, next, y);
  }
  return strokes;
}

/** What is below it; of a crowded one what is below its highest values. */
export function areaOf(pane: Pane, run: Run): number[] {
  const points = isCrowded(run) ? topsOf(pane, run) : stepsOf(pane, run);
  return [run.x[0] as number, pane.bottom, ...points, run.end, pane.bottom];
}

function topsOf(pane: Pane, { x, high, last, end }: Run): number[] {
  const points: number[] = [];
  for (let i = 0; i < x.length; i++) {
    const [at, next] = [x[i] as number, x[i + 1] ?? end];
    points.push(at, pane.y(high[i] as number));
    if (next - at > 1) points.push(at, pane.y(last[i] as number), next, pane.y(last[i] as number));
  }
  return points;
}
