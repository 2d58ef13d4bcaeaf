/** Draws the graph: axes, then lines, then points, then what is marked. */

import type { GraphLineView, GraphSeries } from "../../protocol/graph.js";
import { fill } from "../dom.js";
import { type GraphFrame, isShown, type Pane } from "./frame.js";
import { ACK, AGAIN, CLOSED, DUPLICATE, FIN, firstFrom, LOST, RST, SACK, SYN } from "./model.js";
import type { Ink, Pen } from "./pen.js";
import { areaOf, columnsOf, isCrowded, type Run, runsOf, SAME_PX, stepsOf } from "./runs.js";
import { grouped, roundTicks, tickTexts, unitOf } from "./scales.js";

export function drawGraph(
  pen: Pen,
  frame: GraphFrame,
  marked: { readonly tick: number; readonly point: number },
): void {
  const { left, right, upper, lower, look } = frame;
  drawAxes(pen, frame);
  drawFoot(pen, frame);
  pen.within(left, upper.top, right - left, upper.bottom - upper.top, () => {
    drawGaps(pen, frame);
    if (!look.hidden.has("edge")) drawLine(pen, frame, upper, look.model.direction.edge, "edge", [6, 3]);
    if (!look.hidden.has("acked")) drawLine(pen, frame, upper, look.model.direction.acked, "acked");
    drawPoints(pen, frame);
  });
  if (lower !== null) drawFlight(pen, frame, lower);
  drawAbove(pen, frame);
  drawMarked(pen, frame, marked);
}

/** Pixels between two numbers of an axis, at least. */
const BETWEEN_ROWS = 34;
const BETWEEN_COLUMNS = 86;
const LETTER = 7;
const SIZE = 12;

function drawAxes(pen: Pen, frame: GraphFrame): void {
  const { left, right, upper, lower, look } = frame;
  const { texts } = look.model.view;
  for (const [pane, title] of [
    [upper, look.model.direction.axis],
    [lower, texts.flightAxis],
  ] as const) {
    if (pane === null) continue;
    const rows = roundTicks(pane.low, pane.high, Math.max(2, (pane.bottom - pane.top) / BETWEEN_ROWS), 1);
    const shown = rows.filter((row) => row >= 0 || pane.low < -1);
    pen.strokes(
      shown.flatMap((row) => [left, pane.y(row), right, pane.y(row)]),
      { ink: "grid", width: 1 },
    );
    for (const row of shown)
      pen.text(left - 8, pane.y(row) + 4, grouped(row), { anchor: "end", ink: "faint" });
    pen.strokes([left, pane.bottom, right, pane.bottom, left, pane.top, left, pane.bottom], {
      ink: "faint",
      width: 1,
    });
    drawTitle(pen, frame, pane.top - 9, title);
  }
}

/** Where it is too long to begin at the axis, it begins further left, in smaller letters if need be. */
function drawTitle(pen: Pen, { left, right }: GraphFrame, y: number, title: string): void {
  const width = [...title].reduce((sum, letter) => sum + (/\p{Script=Han}/u.test(letter) ? SIZE : LETTER), 0);
  const x = Math.max(LETTER, Math.min(left, right - width));
  pen.text(x, y, title, { bold: true, size: Math.min(SIZE, (SIZE * (right - x)) / width) });
}

function drawFoot(pen: Pen, frame: GraphFrame): void {
  const { left, right, look } = frame;
  const { texts } = look.model.view;
  const bottom = (frame.lower ?? frame.upper).bottom;
  const unit = look.model.steps ? { name: "", size: 1 } : unitOf(look.to - look.from);
  const least = look.model.steps ? 1 : 0;
  const make = (room: number) => roundTicks(look.from, look.to, Math.max(1, (right - left) / room), least);
  let ticks = make(BETWEEN_COLUMNS);
  let said = tickTexts(ticks, unit);
  const longest = Math.max(0, ...said.map((text) => text.length)) * LETTER + 16;
  if (longest > BETWEEN_COLUMNS) {
    ticks = make(longest);
    said = tickTexts(ticks, unit);
  }
  // There is no step before the first.
  const shown = ticks.filter((tick) => tick >= 1 || !look.model.steps);
  pen.strokes(
    shown.flatMap((tick) => [frame.x(tick), bottom, frame.x(tick), bottom + 5]),
    { ink: "faint", width: 1 },
  );
  for (const tick of shown)
    pen.text(frame.x(tick), bottom + 18, said[ticks.indexOf(tick)] as string, {
      anchor: "middle",
      ink: "faint",
    });
  const title = look.model.steps ? texts.stepAxis : fill(texts.timeAxis, unit.name);
  pen.text(right, bottom + 34, title, { anchor: "end", bold: true });
}

/** Where data is left out. */
function drawGaps(pen: Pen, frame: GraphFrame): void {
  const { upper, look } = frame;
  const { gaps } = look.model.direction;
  const xs: number[] = [];
  for (let i = firstFrom(gaps, frame.firstTick); (gaps[i] ?? Number.POSITIVE_INFINITY) < frame.lastTick; i++)
    xs.push(frame.x(look.model.places[gaps[i] as number] as number));
  pen.strokes(
    xs.flatMap((x) => [x, upper.top, x, upper.bottom]),
    { dash: [1, 4], ink: "faint", width: 1 },
  );
  if (xs.length > MOST_WORDS) return;
  for (const x of xs) pen.text(x + 4, upper.top + 12, "…", { ink: "faint", bold: true });
}

/** More would lie on each other. */
const MOST_WORDS = 40;

function drawLine(
  pen: Pen,
  frame: GraphFrame,
  pane: Pane,
  line: GraphLineView,
  ink: Ink & GraphSeries,
  dash?: readonly number[],
): void {
  for (const run of runsOf(frame, line)) drawRun(pen, pane, run, ink, dash);
}

/** Where a line is crowded, joints and dashes cannot be seen, and cost more than all the rest. */
function drawRun(pen: Pen, pane: Pane, run: Run, ink: Ink, dash?: readonly number[]): void {
  const stroke = { ink, width: 1.6 };
  if (isCrowded(run)) pen.strokes(columnsOf(pane, run), stroke);
  else pen.line(stepsOf(pane, run), dash === undefined ? stroke : { ...stroke, dash });
}

interface Shapes {
  readonly bars: Record<"sent" | "again" | "lost" | "sack", number[]>;
  readonly caps: number[];
  readonly dots: Record<"again" | "duplicate" | "closed", number[]>;
  readonly crosses: number[];
  readonly words: { readonly x: number; readonly y: number; readonly text: string }[];
}

function drawPoints(pen: Pen, frame: GraphFrame): void {
  const { bars, caps, dots, crosses, words } = shapesOf(frame);
  const count = bars.sent.length / 4;
  const width = Math.max(1.2, Math.min(3, ((frame.right - frame.left) / Math.max(1, count)) * 0.5));
  pen.strokes(bars.sack, { ink: "sack", width: Math.max(2, width) });
  pen.strokes(bars.sent, { ink: "sent", width });
  pen.strokes(caps, { ink: "sent", width: 1.5 });
  pen.strokes(bars.lost, { dash: [3, 2], ink: "again", width });
  pen.strokes(bars.again, { ink: "again", width: width + 0.8 });
  pen.rings(dots.duplicate, 3, { ink: "acked", width: 1.5 }, false);
  pen.rings(dots.again, 3.2, { ink: "again", width: 1 }, true);
  pen.rings(dots.closed, 4, { ink: "edge", width: 2 }, false);
  pen.strokes(crosses, { ink: "again", width: 2.2 });
  for (const { x, y, text } of words.slice(0, MOST_WORDS))
    pen.text(x, Math.max(frame.upper.top + WORD, y), text, { size: WORD });
}

/** Pixels: the size of a word beside a point. */
const WORD = 11;
const CROSS = 4.5;
const CAP = 3;
/** Pixels from one bar to the next, at least, for bars with caps. */
const CAPPED = 9;

function shapesOf(frame: GraphFrame): Shapes {
  const { upper, look } = frame;
  const { points, places } = look.model;
  const shapes: Shapes = {
    bars: { again: [], lost: [], sack: [], sent: [] },
    caps: [],
    dots: { again: [], closed: [], duplicate: [] },
    crosses: [],
    words: [],
  };
  for (let i = frame.first; i < frame.last; i++) {
    const [kind, marks] = [points.kind[i] as number, points.marks[i] as number];
    if (!isShown(kind, marks, look.hidden)) continue;
    const x = frame.x(places[points.tick[i] as number] as number);
    const [bottom, top] = [upper.y(points.low[i] as number), upper.y(points.high[i] as number)];
    if (kind === ACK) {
      if ((marks & DUPLICATE) !== 0) dot(shapes.dots.duplicate, x, top);
      if ((marks & CLOSED) !== 0) {
        dot(shapes.dots.closed, x, top);
        shapes.words.push({ x: x + 7, y: top - 5, text: "0" });
      }
    } else if (kind === SACK) bar(shapes.bars.sack, x, bottom, top);
    else sentShape(shapes, marks, x, bottom, top);
  }
  const room = (frame.right - frame.left) / Math.max(1, shapes.bars.sent.length / 4);
  if (room >= CAPPED) {
    const { sent } = shapes.bars;
    for (let i = 0; i < sent.length; i += 4)
      for (const y of [sent[i + 1] as number, sent[i + 3] as number])
        shapes.caps.push((sent[i] as number) - CAP, y, (sent[i] as number) + CAP, y);
  }
  return shapes;
}

function sentShape(
  { bars, crosses, dots, words }: Shapes,
  marks: number,
  x: number,
  bottom: number,
  top: number,
) {
  if ((marks & LOST) !== 0) {
    const y = (top + bottom) / 2;
    bar(bars.lost, x, bottom, top);
    if (!isOnLast(crosses, x, y))
      crosses.push(x - CROSS, y - CROSS, x + CROSS, y + CROSS, x - CROSS, y + CROSS, x + CROSS, y - CROSS);
  } else bar((marks & AGAIN) !== 0 ? bars.again : bars.sent, x, bottom, top);
  if ((marks & AGAIN) !== 0) dot(dots.again, x, top);
  const word = (marks & SYN) !== 0 ? "SYN" : (marks & FIN) !== 0 ? "FIN" : (marks & RST) !== 0 ? "RST" : "";
  if (word !== "") words.push({ x: x + 5, y: top - 5, text: word });
}

/** Adds a bar to `strokes`, or makes the one before longer where there are many, and the two look as one. */
function bar(strokes: number[], x: number, bottom: number, top: number): void {
  const end = strokes.length;
  const low = Math.max(bottom, top + LEAST_BAR);
  if (end > MANY && x - (strokes[end - 4] as number) < SAME_PX) {
    const [lastLow, lastTop] = [strokes[end - 3] as number, strokes[end - 1] as number];
    if (low >= lastTop - 1 && top <= lastLow + 1) {
      strokes[end - 3] = Math.max(lastLow, low);
      strokes[end - 1] = Math.min(lastTop, top);
      return;
    }
  }
  strokes.push(x, low, x, top);
}

/** Of numbers in a list of strokes, four for each: so many bars are drawn one by one. */
const MANY = 4 * 1500;
/** A single octet is seen as well. */
const LEAST_BAR = 2.5;

function dot(dots: number[], x: number, y: number): void {
  const end = dots.length;
  const same = end > 0 && x - (dots[end - 2] as number) < 1 && Math.abs(y - (dots[end - 1] as number)) < 1;
  if (!same) dots.push(x, y);
}

function isOnLast(crosses: readonly number[], x: number, y: number): boolean {
  const end = crosses.length;
  if (end === 0) return false;
  const [lastX, lastY] = [(crosses[end - 8] as number) + CROSS, (crosses[end - 7] as number) + CROSS];
  return Math.abs(x - lastX) < 1 && Math.abs(y - lastY) < 1;
}

function drawFlight(pen: Pen, frame: GraphFrame, lower: Pane): void {
  const { left, right, look } = frame;
  const { flight, window } = look.model.direction;
  pen.within(left, lower.top, right - left, lower.bottom - lower.top, () => {
    if (!look.hidden.has("flight")) {
      for (const run of runsOf(frame, flight)) {
        pen.area(areaOf(lower, run), "flight", 0.22);
        drawRun(pen, lower, run, "flight");
      }
    }
    if (!look.hidden.has("window")) drawLine(pen, frame, lower, window, "window", [6, 3]);
  });
}

const ROOM_BESIDE_TITLE = 640;

/** A window that is far above the data is told instead of drawn. */
function drawAbove(pen: Pen, frame: GraphFrame): void {
  const { right, upper, lower, edgeAbove, windowAbove, look } = frame;
  const { above, series } = look.model.view.texts;
  // Beside the title of the pane, where both have room; else where nothing is: numbers rise to the right.
  const beside = right - frame.left > ROOM_BESIDE_TITLE;
  const say = (y: number, name: string, at: number) =>
    pen.text(right, y, `↑ ${fill(above, name, grouped(at))}`, { anchor: "end", size: 11, ink: "faint" });
  if (edgeAbove !== null) say(beside ? upper.top - 9 : upper.bottom - 8, series.edge, edgeAbove);
  if (windowAbove !== null && lower !== null)
    say(beside ? lower.top - 9 : lower.top + 12, series.window, windowAbove);
}

function drawMarked(
  pen: Pen,
  frame: GraphFrame,
  { tick, point }: { readonly tick: number; readonly point: number },
): void {
  const { look, upper, lower, left, right } = frame;
  const { places, points } = look.model;
  const place = places[tick];
  if (place === undefined || tick >= look.limit) return;
  const x = frame.x(place);
  if (x < left - 1 || x > right + 1) return;
  pen.strokes([x, upper.top, x, (lower ?? upper).bottom], { dash: [4, 3], ink: "mark", width: 1.5 });
  if (point < 0 || points.tick[point] !== tick) return;
  const middle = upper.y(((points.low[point] as number) + (points.high[point] as number)) / 2);
  const half = (upper.y(points.low[point] as number) - upper.y(points.high[point] as number)) / 2;
  const [w, h] = [7, Math.max(7, half + 5)];
  pen.line([x - w, middle - h, x + w, middle - h, x + w, middle + h, x - w, middle + h, x - w, middle - h], {
    ink: "mark",
    width: 2,
  });
}
