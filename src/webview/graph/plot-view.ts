/** The graph on the page: a canvas that is painted when something has changed, the mouse over it, and its keys. */

import type { GraphSeries } from "../../protocol/graph.js";
import { element } from "../dom.js";
import { onZoomWheel, ZOOM_STEP } from "../zoom.js";
import { inksOf, onThemeChange } from "./colours.js";
import { frameOf, type GraphFrame, nearest } from "./frame.js";
import { firstFrom, type GraphModel } from "./model.js";
import { canvasPen, type Inks } from "./pen.js";
import { drawGraph } from "./plot.js";
import { createGraphViewport, type GraphViewport } from "./viewport.js";
import { details, wordsOf } from "./words.js";

export interface PlotView {
  readonly element: HTMLElement;
  readonly viewport: GraphViewport;
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
  /** Of the marked step. */
  readonly said: string;
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
  return new PagePlot(handlers);
}

class PagePlot implements PlotView {
  readonly element = element("div", "graph-plot");
  readonly viewport: GraphViewport;
  private readonly canvas = element("canvas", "");
  private readonly card = element("div", "graph-card");
  private state: PlotState = { model: null, hidden: new Set(), limit: 0, tick: -1, point: -1, said: "" };
  private frame: GraphFrame | null = null;
  private inks: Inks | null = null;
  private waiting = false;

  constructor(private readonly handlers: PlotHandlers) {
    const { canvas, card, element: root } = this;
    canvas.setAttribute("aria-hidden", "true");
    card.setAttribute("aria-hidden", "true");
    card.hidden = true;
    root.append(canvas, card);
    root.tabIndex = 0;
    root.setAttribute("role", "slider");
    this.viewport = createGraphViewport(() => {
      this.paintSoon();
      handlers.zoomed();
    });
    new ResizeObserver(() => this.paintSoon()).observe(root);
    onThemeChange(() => {
      this.inks = null;
      this.paintSoon();
    });
    this.listen();
  }

  placeAt(x: number): number {
    return this.frame?.place(x - this.canvas.getBoundingClientRect().left) ?? 0;
  }

  show(next: PlotState): void {
    this.state = next;
    name(this.element, next);
    this.paintSoon();
  }

  private listen(): void {
    const { card, element: root, handlers, viewport } = this;
    onZoomWheel(root, (factor, { x }) => viewport.by(factor, this.placeAt(x)));
    handlePan(root, viewport, () => hide(card));
    handlePlotKeys(root, viewport, () => this.state, handlers);
    const choose = (event: MouseEvent, focus: boolean) => {
      const point = root.dataset["dragged"] === "yes" ? -1 : this.pointAt(event);
      if (point < 0) return;
      handlers.go(point);
      handlers.open(point, focus);
    };
    root.addEventListener("click", (event) => choose(event, false));
    root.addEventListener("dblclick", (event) => choose(event, true));
    root.addEventListener("pointermove", (event) =>
      tell(card, this.frame, this.state, event.buttons === 0 ? this.pointAt(event) : -1),
    );
    root.addEventListener("pointerleave", () => hide(card));
  }

  private pointAt({ clientX, clientY }: MouseEvent): number {
    const { left, top } = this.canvas.getBoundingClientRect();
    return this.frame === null ? -1 : nearest(this.frame, clientX - left, clientY - top, REACH);
  }

  private paintSoon(): void {
    if (!this.waiting) requestAnimationFrame(() => this.paint());
    this.waiting = true;
  }

  private paint(): void {
    this.waiting = false;
    const { canvas, element: root, state } = this;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const context = canvas.getContext("2d");
    if (state.model === null || width === 0 || context === null) return;
    this.inks ??= inksOf(root);
    const ratio = window.devicePixelRatio || 1;
    const size = [Math.round(width * ratio), Math.round(height * ratio)] as const;
    if (canvas.width !== size[0]) canvas.width = size[0];
    if (canvas.height !== size[1]) canvas.height = size[1];
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const frame = frameOf({ ...state, model: state.model, ...this.viewport.range(), width, height });
    drawGraph(canvasPen(context, this.inks, getComputedStyle(root).fontFamily), frame, state);
    this.frame = frame;
    // What is seen can be told from outside, for a canvas tells nothing.
    root.dataset["points"] = `${frame.first} ${frame.last}`;
  }
}

/** Whoever listens hears the marked point as the value of a slider, which is what the keys make of it. */
function name(root: HTMLElement, { model, point, limit, said }: PlotState): void {
  if (model === null) return;
  const known = point >= 0 && point < model.points.kind.length;
  root.setAttribute("aria-label", model.direction.keys);
  root.setAttribute("aria-valuemin", "0");
  root.setAttribute("aria-valuemax", String(pointsBefore(model, limit)));
  root.setAttribute("aria-valuenow", String(known ? point + 1 : 0));
  root.setAttribute("aria-valuetext", said);
}

/** How many points there are before a tick. */
export function pointsBefore({ points }: GraphModel, limit: number): number {
  return firstFrom(points.tick, limit);
}

function handlePan(root: HTMLElement, viewport: GraphViewport, moved: () => void): void {
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
    viewport.pan((at - event.clientX) / Math.max(1, root.clientWidth));
    at = event.clientX;
    moved();
  });
  root.addEventListener(
    "wheel",
    (event) => {
      if (event.ctrlKey || event.metaKey) return;
      const by = event.shiftKey ? event.deltaY : event.deltaX;
      if (by === 0 || viewport.value() === 0) return;
      event.preventDefault();
      viewport.pan(by / Math.max(1, root.clientWidth));
    },
    { passive: false },
  );
}

/** Beside the point, within the graph. */
function tell(card: HTMLElement, frame: GraphFrame | null, { model }: PlotState, point: number): void {
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
  viewport: GraphViewport,
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
      "+": () => viewport.by(ZOOM_STEP, here),
      "=": () => viewport.by(ZOOM_STEP, here),
      "-": () => viewport.by(1 / ZOOM_STEP, here),
      "0": () => viewport.fit(),
      "<": () => viewport.pan(-PAN_PART),
      ">": () => viewport.pan(PAN_PART),
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    move();
  });
}
