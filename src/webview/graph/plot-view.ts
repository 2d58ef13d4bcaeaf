/** The graph on the page: a canvas that is painted when something has changed, the mouse over it, and its keys. */

import type { GraphSeries } from "../../protocol/graph.js";
import { element } from "../dom.js";
import { onZoomWheel, ZOOM_STEP } from "../zoom.js";
import { inksOf, onThemeChange } from "./colours.js";
import { type Frame, frameOf, nearest } from "./frame.js";
import { firstFrom, type GraphModel } from "./model.js";
import { canvasPen, type Inks } from "./pen.js";
import { drawGraph } from "./plot.js";
import { createSight, type Sight } from "./sight.js";
import { details, sentence, wordsOf } from "./words.js";

export interface PlotView {
  readonly element: HTMLElement;
  readonly sight: Sight;
  /** A point of the window, as a place on the horizontal axis. */
  placeAt(x: number): number;
  show(state: PlotState): void;
}

export interface PlotState {
  readonly model: GraphModel | null;
  readonly hidden: ReadonlySet<GraphSeries>;
  readonly limit: number;
  readonly tick: number;
  /** -1 for none. */
  readonly point: number;
}

export interface PlotHandlers {
  /** Mark this point. */
  go(point: number): void;
  /** Show its line in the editor; go there if `focus`. */
  open(point: number, focus: boolean): void;
  zoomed(): void;
}

/** How far from a point the mouse means it. */
const REACH = 14;
/** A mouse that moves so far draws the graph along. */
const DRAG = 4;

export function createPlotView(handlers: PlotHandlers): PlotView {
  const root = element("div", "graph-plot");
  const canvas = element("canvas", "");
  const card = element("div", "graph-card");
  canvas.setAttribute("aria-hidden", "true");
  card.setAttribute("aria-hidden", "true");
  card.hidden = true;
  root.append(canvas, card);
  root.tabIndex = 0;
  root.setAttribute("role", "slider");
  let state: PlotState = { model: null, hidden: new Set(), limit: 0, tick: -1, point: -1 };
  let frame: Frame | null = null;
  let inks: Inks | null = null;
  let waiting = false;

  const paint = () => {
    waiting = false;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const context = canvas.getContext("2d");
    if (state.model === null || width === 0 || context === null) return;
    inks ??= inksOf(root);
    const ratio = window.devicePixelRatio || 1;
    const size = [Math.round(width * ratio), Math.round(height * ratio)] as const;
    if (canvas.width !== size[0]) canvas.width = size[0];
    if (canvas.height !== size[1]) canvas.height = size[1];
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    frame = frameOf({ ...state, model: state.model, ...sight.range(), width, height });
    drawGraph(canvasPen(context, inks, getComputedStyle(root).fontFamily), frame, state);
    // What is seen can be told from outside, for a canvas tells nothing.
    root.dataset["points"] = `${frame.first} ${frame.last}`;
  };
  const paintSoon = () => {
    if (!waiting) requestAnimationFrame(paint);
    waiting = true;
  };
  const sight = createSight(() => {
    paintSoon();
    handlers.zoomed();
  });
  const placeAt = (x: number) => frame?.place(x - canvas.getBoundingClientRect().left) ?? 0;
  const pointAt = ({ clientX, clientY }: MouseEvent): number => {
    const { left, top } = canvas.getBoundingClientRect();
    return frame === null ? -1 : nearest(frame, clientX - left, clientY - top, REACH);
  };
  new ResizeObserver(paintSoon).observe(root);
  onThemeChange(() => {
    inks = null;
    paintSoon();
  });
  onZoomWheel(root, (factor, { x }) => sight.by(factor, placeAt(x)));
  handlePan(root, sight, () => hide(card));
  root.addEventListener("pointermove", (event) =>
    tell(card, frame, state, event.buttons === 0 ? pointAt(event) : -1),
  );
  root.addEventListener("pointerleave", () => hide(card));
  root.addEventListener("click", (event) => choose(event, false));
  root.addEventListener("dblclick", (event) => choose(event, true));
  function choose(event: MouseEvent, focus: boolean): void {
    const point = root.dataset["dragged"] === "yes" ? -1 : pointAt(event);
    if (point < 0) return;
    handlers.go(point);
    handlers.open(point, focus);
  }
  handlePlotKeys(root, sight, () => state, handlers);

  return {
    element: root,
    sight,
    placeAt,
    show(next) {
      state = next;
      name(root, next);
      paintSoon();
    },
  };
}

/** Whoever listens hears the marked point as the value of a slider, which is what the keys make of it. */
function name(root: HTMLElement, { model, point, limit }: PlotState): void {
  if (model === null) return;
  const known = point >= 0 && point < model.points.kind.length;
  root.setAttribute("aria-label", model.direction.keys);
  root.setAttribute("aria-valuemin", "0");
  root.setAttribute("aria-valuemax", String(pointsBefore(model, limit)));
  root.setAttribute("aria-valuenow", String(known ? point + 1 : 0));
  root.setAttribute("aria-valuetext", known ? sentence(model, wordsOf(model, point)) : model.direction.title);
}

/** How many points there are before a tick. */
export function pointsBefore({ points }: GraphModel, limit: number): number {
  return firstFrom(points.tick, limit);
}

function handlePan(root: HTMLElement, sight: Sight, moved: () => void): void {
  let from = 0;
  let at = 0;
  root.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    from = at = event.clientX;
    root.dataset["dragged"] = "no";
  });
  root.addEventListener("pointermove", (event) => {
    if ((event.buttons & 1) === 0) return;
    if (root.dataset["dragged"] !== "yes" && Math.abs(event.clientX - from) < DRAG) return;
    if (root.dataset["dragged"] !== "yes") root.setPointerCapture(event.pointerId);
    root.dataset["dragged"] = "yes";
    sight.pan((at - event.clientX) / Math.max(1, root.clientWidth));
    at = event.clientX;
    moved();
  });
  root.addEventListener(
    "wheel",
    (event) => {
      if (event.ctrlKey || event.metaKey) return;
      const by = event.shiftKey ? event.deltaY : event.deltaX;
      if (by === 0 || sight.value() === 0) return;
      event.preventDefault();
      sight.pan(by / Math.max(1, root.clientWidth));
    },
    { passive: false },
  );
}

/** Beside the point, within the graph. */
function tell(card: HTMLElement, frame: Frame | null, { model }: PlotState, point: number): void {
  if (frame === null || model === null || point < 0) {
    hide(card);
    return;
  }
  const words = wordsOf(model, point);
  card.replaceChildren(
    element("p", "graph-card-what", words.what),
    element("p", "", [words.when, ...details(model, words)].join(" · ")),
  );
  card.hidden = false;
  const x = frame.x(model.places[model.points.tick[point] as number] as number);
  const y = frame.upper.y(model.points.high[point] as number);
  const left = x + GAP + card.offsetWidth > frame.right ? x - GAP - card.offsetWidth : x + GAP;
  card.style.left = `${Math.max(0, left)}px`;
  card.style.top = `${Math.max(0, y - card.offsetHeight - GAP / 2)}px`;
}

const GAP = 12;

function hide(card: HTMLElement): void {
  card.hidden = true;
}

const PAGE_POINTS = 10;
const PAN_PART = 0.2;

function handlePlotKeys(
  root: HTMLElement,
  sight: Sight,
  state: () => PlotState,
  handlers: PlotHandlers,
): void {
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { model, point, limit } = state();
    if (model === null) return;
    const last = pointsBefore(model, limit) - 1;
    const go = (to: number | undefined) => {
      if (to !== undefined && last >= 0) handlers.go(Math.max(0, Math.min(to, last)));
    };
    const { remarkable } = model;
    const here = point < 0 ? undefined : model.places[model.points.tick[point] as number];
    const moves: Readonly<Record<string, () => void>> = {
      ArrowRight: () => go(point + 1),
      ArrowLeft: () => go(point - 1),
      ArrowDown: () => go(remarkable.find((one) => one > point && one <= last)),
      ArrowUp: () => go(remarkable.findLast((one) => one < point)),
      PageDown: () => go(point + PAGE_POINTS),
      PageUp: () => go(point - PAGE_POINTS),
      Home: () => go(0),
      End: () => go(last),
      Enter: () => point >= 0 && handlers.open(point, event.shiftKey),
      "+": () => sight.by(ZOOM_STEP, here),
      "=": () => sight.by(ZOOM_STEP, here),
      "-": () => sight.by(1 / ZOOM_STEP, here),
      "0": () => sight.fit(),
      "<": () => sight.pan(-PAN_PART),
      ">": () => sight.pan(PAN_PART),
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    move();
  });
}
