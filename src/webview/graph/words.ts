/** What is said of a point. */

import type { SceneView } from "../../protocol/panels.js";
import { fill } from "../dom.js";
import {
  ACK,
  AGAIN,
  CLOSED,
  DUPLICATE,
  FIN,
  type GraphModel,
  LOST,
  OPEN,
  RST,
  SACK,
  SYN,
  tickAt,
  valueAt,
} from "./model.js";
import { grouped, timeText } from "./scales.js";

export interface PointWords {
  readonly when: string;
  readonly what: string;
  /** The line, from 0. */
  readonly line: number;
  readonly inFlight: string;
  readonly window: string;
}

export function wordsOf(model: GraphModel, point: number): PointWords {
  const { view, points } = model;
  const tick = points.tick[point] as number;
  return {
    when: whenOf(model, tick),
    what: whatOf(model, point),
    line: view.lines[tick] as number,
    ...valuesAt(model, tick),
  };
}

function whenOf({ view: { texts }, places, steps }: GraphModel, tick: number): string {
  const place = places[tick] as number;
  return steps ? fill(texts.at.step, place) : fill(texts.at.time, timeText(place));
}

function valuesAt({ direction }: GraphModel, tick: number): Pick<PointWords, "inFlight" | "window"> {
  const flight = valueAt(direction.flight, tick);
  const window = valueAt(direction.window, tick);
  return {
    inFlight: flight === null ? "" : grouped(flight),
    window: window === null ? "" : grouped(window),
  };
}

/** Of a step at which no point of this direction stands: when it is, and what still holds. */
export function sentenceBetween(
  model: GraphModel,
  { index, mark }: Pick<SceneView, "index" | "mark">,
): string {
  const { view, steps } = model;
  const tick = tickAt(view.lines, mark);
  const own = view.lines[tick] === mark;
  // A note has no time of its own.
  const when = steps ? [fill(view.texts.at.step, index)] : own ? [whenOf(model, tick)] : [];
  return [...when, ...details(model, { line: mark, ...valuesAt(model, tick) })].join(" · ");
}

function whatOf({ view, points }: GraphModel, point: number): string {
  const { texts } = view;
  const [low, high] = [points.low[point] as number, points.high[point] as number];
  const marks = points.marks[point] as number;
  const kind = points.kind[point] as number;
  if (kind === SACK) return fill(texts.sack, grouped(low), grouped(high));
  if (kind === ACK) {
    const more = [
      [DUPLICATE, texts.duplicate],
      [CLOSED, texts.closed],
    ] as const;
    return joined([fill(texts.acknowledges, grouped(low)), ...saidOf(marks, more)], texts.comma);
  }
  const more = [
    [AGAIN, texts.again],
    [LOST, texts.lost],
    [OPEN, texts.open],
  ] as const;
  return joined([sentOf(texts, marks, low, high), ...saidOf(marks, more)], texts.comma);
}

function sentOf(texts: GraphModel["view"]["texts"], marks: number, low: number, high: number): string {
  const flags = [
    [SYN, "SYN"],
    [FIN, "FIN"],
  ] as const;
  const words = saidOf(marks, flags);
  if ((marks & RST) !== 0) return fill(texts.reset, grouped(low));
  if (words.length > 0) return fill(texts.flagged, words.join("+"), grouped(low), grouped(high));
  const octets = high - low === 1 ? texts.octet : fill(texts.octets, grouped(high - low));
  return fill(texts.sent, grouped(low), grouped(high), octets);
}

function saidOf(marks: number, of: readonly (readonly [number, string])[]): string[] {
  return of.flatMap(([bit, text]) => ((marks & bit) === 0 ? [] : [text]));
}

function joined(parts: readonly string[], comma: string): string {
  return parts.join(comma);
}

/** All of it in one line. */
export function sentence(model: GraphModel, words: PointWords): string {
  return [words.when, words.what, ...details(model, words)].join(" · ");
}

/** What else is known at that moment, and where it stands in the text. */
export function details(
  { view }: GraphModel,
  { line, inFlight, window }: Pick<PointWords, "line" | "inFlight" | "window">,
): string[] {
  const { texts } = view;
  return [
    ...(inFlight === "" ? [] : [fill(texts.inFlight, inFlight)]),
    ...(window === "" ? [] : [fill(texts.windowIs, window)]),
    fill(texts.line, line + view.linesAbove + 1),
  ];
}
