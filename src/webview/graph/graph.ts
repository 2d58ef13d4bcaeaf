/** The time–sequence graph of a direction: what is drawn, what is said of it, the same as a table, and how it is chosen. */

import type { GraphDirectionView, GraphSeries, GraphState, GraphView } from "../../protocol/graph.js";
import type { SceneView } from "../../protocol/panels.js";
import { element, icon, label } from "../dom.js";
import "./graph.css";
import { firstFrom, type GraphModel, modelOf, pointAt, tickAt } from "./model.js";
import { type GraphPicture, graphPicture } from "./picture.js";
import { createPlotView, type PlotView, pointsBefore } from "./plot-view.js";
import { DASHED, isEmpty, SERIES } from "./series.js";
import { createGraphTable, type GraphTable } from "./table.js";
import { sentence, sentenceBetween, wordsOf } from "./words.js";

export interface GraphPanel {
  readonly element: HTMLElement;
  /** Of the horizontal axis, for the toolbar. */
  readonly viewport: {
    by(factor: number, at?: { readonly x: number; readonly y: number }): void;
    fit(): void;
    value(): number;
  };
  show(graph: GraphView): void;
  mark(scene: SceneView, revealing: boolean): void;
  /** What it shows of, for whoever asks for another. */
  version(): string;
  focus(): void;
  /** Keys pressed here are its own. */
  owns(target: Node): boolean;
  state(): GraphState;
  /** As it is shown; null where there is nothing to show. */
  picture(light: boolean, title: string): GraphPicture | null;
}

export interface GraphHandlers {
  /** Mark what stands at this line. */
  go(line: number): void;
  open(line: number, focus: boolean): void;
  /** Something has changed that is to be kept, or that the toolbar shows. */
  changed(): void;
}

export function createGraph(handlers: GraphHandlers, kept: GraphState): GraphPanel {
  return new PageGraph(handlers, kept);
}

class PageGraph implements GraphPanel {
  readonly element = element("section", "graph");
  readonly viewport: GraphPanel["viewport"];
  private readonly heading = element("h2", "panel-title");
  private readonly directions = element("select", "flows graph-direction");
  private readonly axis = element("select", "flows graph-axis");
  private readonly tableButton = element("button", "graph-button");
  private readonly legend = element("div", "graph-legend");
  private readonly silent = element("p", "silent");
  private readonly reading = element("p", "graph-reading");
  private readonly notes = element("ul", "graph-notes faint");
  private readonly plot: PlotView;
  private readonly table: GraphTable;
  private readonly hidden: Set<GraphSeries>;
  private steps: boolean;
  private isTable: boolean;
  private title: string;
  private view: GraphView | undefined;
  private model: GraphModel | null = null;
  private scene: SceneView | undefined;
  private revealing = false;
  private point = -1;
  /** The marked step is none of this direction; `point` is the last one before it. */
  private isBetween = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** The keyboard is to go to the graph as soon as there is one. */
  private wantsFocus = false;

  constructor(
    private readonly handlers: GraphHandlers,
    kept: GraphState,
  ) {
    this.hidden = new Set(kept.hidden);
    this.steps = kept.steps;
    this.isTable = kept.table;
    this.title = kept.direction;
    const go = (point: number) => this.go(point);
    const open = (point: number, focus: boolean) => handlers.open(this.lineOf(point), focus);
    this.plot = createPlotView({ go, open, zoomed: () => this.keepSoon() });
    this.table = createGraphTable({ go, open: (point) => open(point, true) });
    const { viewport } = this.plot;
    this.viewport = {
      by: (factor, at) => viewport.by(factor, at === undefined ? undefined : this.plot.placeAt(at.x)),
      fit: () => viewport.fit(),
      value: () => viewport.value(),
    };
    const bar = element("div", "graph-bar");
    bar.append(this.heading, this.directions, this.axis, this.tableButton);
    this.element.append(bar, this.silent, this.legend, this.plot.element, this.reading, this.notes);
    this.element.append(this.table.element);
    this.legend.setAttribute("role", "group");
    this.tableButton.type = "button";
    this.listen();
  }

  /** Not at every step of a movement. */
  private keepSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.handlers.changed(), KEPT_AFTER);
  }

  private listen(): void {
    this.directions.onchange = () => {
      this.title = this.directions.value;
      this.point = -1;
      this.choose();
      this.handlers.changed();
    };
    this.axis.onchange = () => {
      this.steps = this.axis.value === "steps";
      this.plot.viewport.fit();
      this.choose();
      this.handlers.changed();
    };
    this.tableButton.onclick = () => {
      this.isTable = !this.isTable;
      this.update();
      this.handlers.changed();
    };
  }

  show(graph: GraphView): void {
    this.view = graph;
    const { texts } = graph;
    this.element.lang = texts.language;
    this.element.setAttribute("aria-label", texts.title);
    this.heading.textContent = texts.title;
    this.silent.textContent = graph.silent ?? "";
    label(this.directions, texts.direction);
    label(this.axis, texts.axis);
    this.directions.replaceChildren(...graph.directions.map(({ entry, title }) => option(title, entry)));
    this.axis.replaceChildren(option("time", texts.time), option("steps", texts.steps));
    this.tableButton.replaceChildren(icon("table"), element("span", "", texts.table));
    this.legend.setAttribute("aria-label", texts.legend);
    this.legend.replaceChildren(...SERIES.map((series) => this.legendButton(series, texts.series[series])));
    this.choose();
    const wanted = this.wantsFocus && !this.element.hidden;
    this.wantsFocus = false;
    if (wanted && this.model !== null) this.focus();
  }

  mark(scene: SceneView, revealing: boolean): void {
    const other = this.scene !== undefined && this.scene.connection !== scene.connection;
    const moved = this.scene?.mark !== scene.mark;
    this.scene = scene;
    this.revealing = revealing;
    // Another connection comes forward when something happens in it.
    if (other && this.model !== null && this.model.direction.connection !== scene.connection) {
      this.title = "";
      this.choose();
    } else this.follow(moved);
  }

  version(): string {
    return this.view?.version ?? "";
  }

  focus(): void {
    this.wantsFocus = this.model === null;
    this.plot.element.focus({ preventScroll: true });
  }

  owns(target: Node): boolean {
    return this.element.contains(target);
  }

  state(): GraphState {
    return { direction: this.title, hidden: [...this.hidden], steps: this.steps, table: this.isTable };
  }

  picture(light: boolean, title: string): GraphPicture | null {
    const { model, hidden } = this;
    if (model === null) return null;
    const look = { model, hidden, limit: Number.POSITIVE_INFINITY, ...this.plot.viewport.range() };
    return graphPicture(look, `${title}: ${model.direction.title}`, light);
  }

  /** The direction that was chosen, else that of which most was sent. */
  private choose(): void {
    const { view } = this;
    if (view === undefined) return;
    const own = view.directions.filter(({ connection }) => connection === this.scene?.connection);
    const chosen =
      view.directions.find(({ title }) => title === this.title) ?? largest(own) ?? largest(view.directions);
    this.model = chosen === undefined || view.silent !== null ? null : modelOf(view, chosen, this.steps);
    if (chosen !== undefined) this.directions.value = chosen.title;
    this.axis.value = this.model?.steps === true ? "steps" : "time";
    if (this.model !== null) {
      const { places, steps } = this.model;
      const least = steps ? 4 : Math.max(LEAST_TIME, (Number(places.at(-1)) - (places[0] ?? 0)) / MOST_ZOOM);
      this.plot.viewport.setWhole(places[0] ?? 0, places.at(-1) ?? 1, least);
      this.notes.replaceChildren(...this.model.direction.notes.map((note) => element("li", "", note)));
    }
    this.point = -1;
    this.follow(true);
  }

  /** To where the marked step is; brought into view if `reveal`. */
  private follow(reveal: boolean): void {
    const { model, scene } = this;
    if (model !== null && scene !== undefined) {
      const tick = scene.mark < 0 ? -1 : tickAt(model.view.lines, scene.mark);
      if (this.point < 0 || model.points.tick[this.point] !== tick) {
        this.point = tick < 0 ? -1 : pointAt(model, tick);
        const place = model.places[tick];
        if (place !== undefined && reveal) this.plot.viewport.reveal(place);
      }
      this.isBetween = scene.mark >= 0 && (this.point < 0 || this.lineOf(this.point) !== scene.mark);
    }
    this.update();
  }

  private go(point: number): void {
    const { model } = this;
    if (model === null) return;
    this.point = point;
    this.isBetween = false;
    this.plot.viewport.reveal(model.places[model.points.tick[point] as number] as number);
    this.update();
    this.handlers.go(this.lineOf(point));
  }

  private lineOf(point: number): number {
    return this.model?.view.lines[this.model.points.tick[point] as number] ?? 0;
  }

  private update(): void {
    const { hidden, model, point, scene, view } = this;
    const none = model === null;
    const mark = scene?.mark ?? -1;
    this.silent.hidden = view?.silent === null || view === undefined;
    for (const part of [this.legend, this.plot.element, this.reading, this.notes, this.tableButton])
      part.hidden = none;
    this.directions.hidden = none || (view?.directions.length ?? 0) < 2;
    this.axis.hidden = none || view?.times === null;
    this.table.element.hidden = none || !this.isTable;
    this.element.classList.toggle("with-table", this.isTable);
    this.tableButton.setAttribute("aria-pressed", String(this.isTable));
    for (const button of this.legend.querySelectorAll("button")) {
      // What this direction has nothing of needs no place.
      button.hidden = model !== null && isEmpty(model.direction, button.dataset["series"] as GraphSeries);
      button.setAttribute("aria-pressed", String(!hidden.has(button.dataset["series"] as GraphSeries)));
    }
    if (model === null) return;
    const limit = this.revealing ? firstFrom(model.view.lines, mark + 1) : model.places.length + 1;
    const tick = mark < 0 ? -1 : tickAt(model.view.lines, mark);
    const said = this.said(model);
    this.plot.show({ hidden, limit, model, point, said, tick });
    if (this.isTable) this.table.show(model, this.isBetween ? -1 : point, pointsBefore(model, limit));
    this.reading.textContent = said;
  }

  /** What the line below the graph says, and whoever listens hears. */
  private said(model: GraphModel): string {
    const { isBetween, point, scene } = this;
    if (isBetween && scene !== undefined) return sentenceBetween(model, scene);
    return point < 0 ? model.direction.title : sentence(model, wordsOf(model, point));
  }

  private legendButton(series: GraphSeries, name: string): HTMLElement {
    const button = element("button", "graph-series");
    button.type = "button";
    button.dataset["series"] = series;
    const sample = element("span", `graph-sample sample-${series}${DASHED.has(series) ? " dashed" : ""}`);
    button.append(sample, element("span", "", name));
    button.onclick = () => {
      if (!this.hidden.delete(series)) this.hidden.add(series);
      this.update();
      this.handlers.changed();
    };
    return button;
  }
}

/** Milliseconds. */
const KEPT_AFTER = 150;

/** Nobody looks at less than a microsecond, or at less than this part of all. */
const LEAST_TIME = 0.001;
const MOST_ZOOM = 1e6;

function largest(directions: readonly GraphDirectionView[]): GraphDirectionView | undefined {
  return [...directions].sort((a, b) => b.octets - a.octets)[0];
}

function option(value: string, text: string): HTMLOptionElement {
  const made = element("option", "", text);
  made.value = value;
  return made;
}
