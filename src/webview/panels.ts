/**
 * What stands round the picture: what each side knows, the film, the state machine, the graph, the words. One step is marked,
 * and all of them show it; which one it is the panel decides, and says so by a `scene`.
 */

import type { PanelPageTexts, PanelsState, PanelsToPage, SceneView } from "../protocol/panels.js";
import type { FromPage, ToPage } from "../protocol/preview.js";
import { element } from "./dom.js";
import { createFilm, type Film, spoken } from "./film.js";
import { handleFilmKeys } from "./film-keys.js";
import { createGraph, type GraphPanel } from "./graph/graph.js";
import type { GraphPicture } from "./graph/picture.js";
import { createKnowledge } from "./knowledge.js";
import { createMachine, type Machine } from "./machine.js";
import type { MachineViewport } from "./machine-viewport.js";
import "./panels.css";
import { createTranscript, type Transcript } from "./transcript.js";

export interface Panels {
  /** Shows what the message brings; false where it is for others. */
  receive(message: ToPage): message is PanelsToPage;
  /** Another row is marked in the page, or the same one has moved to another line. */
  marked(line: number): void;
  /** The picture is another one: what is to be hidden is hidden again. */
  pictureChanged(): void;
  /** For the toolbar. */
  set(change: Partial<PanelsState>): void;
  state(): PanelsState;
  /** The keyboard goes to where keys are steps. */
  focusSteps(): void;
  texts(): PanelPageTexts | undefined;
  /** Of the state machine, and of the graph. */
  readonly machineViewport: MachineViewport;
  readonly graphViewport: GraphPanel["viewport"];
  /** The graph as it is shown, or would be; null where there is nothing to show. */
  graphPicture(light: boolean, title: string): Promise<GraphPicture | null>;
}

export interface PanelsHost {
  /** The page, the place of the picture, the picture in it, and the place beside it. */
  readonly app: HTMLElement;
  readonly view: HTMLElement;
  readonly picture: HTMLElement;
  readonly side: HTMLElement;
  post(message: FromPage): void;
  draw(source: string): Promise<SVGSVGElement>;
  /** Marks the rows of this line; -1 for none. */
  mark(line: number): void;
  /** Film mode: rows below this line are hidden; null for none. */
  conceal(after: number | null): void;
  /** Something has changed that the toolbar shows, and that is to be kept. */
  changed(): void;
}

export const FIRST_STATE: PanelsState = {
  side: false,
  film: false,
  view: "sequence",
  speed: 1,
  machineZoom: 0,
  graph: { direction: "", hidden: [], steps: false, table: false },
};

export function createPanels(host: PanelsHost, kept: PanelsState): Panels {
  return new PagePanels(host, kept);
}

/** Milliseconds. */
const GRAPH_PAUSE = 200;

class PagePanels implements Panels {
  private readonly shown: { -readonly [K in keyof PanelsState]: PanelsState[K] };
  private readonly knowledge = createKnowledge();
  private readonly film: Film;
  private readonly transcript: Transcript;
  private readonly machine: Machine;
  private readonly graph: GraphPanel;
  private readonly live = element("div", "visually-hidden");
  private scene: SceneView | undefined;
  private machineVersion = "";
  private graphVersion = "";
  private graphTimer: ReturnType<typeof setTimeout> | undefined;
  /** Who waits for the graph of the text as it is. */
  private graphWaiting: (() => void)[] = [];
  /** The mark is moved by ourselves: that is no news to the panel. */
  private marking = false;
  /** The line that is marked: ahead of the panel's answer. */
  private mark = -1;
  /** The last request, and the last of them by which the mark had moved before the panel heard of it. */
  private asked = 0;
  private askedByMark = 0;

  constructor(
    private readonly host: PanelsHost,
    kept: PanelsState,
  ) {
    this.shown = { ...kept };
    const go = (index: number) => {
      if (index !== this.film.at()) this.film.go(index);
    };
    this.film = createFilm(
      {
        go: (index, played) => host.post({ type: "step", index, played, request: ++this.asked }),
        reveal: () => this.set({ film: !this.shown.film }),
        speed: () => this.set({ speed: this.film.speed() }),
      },
      kept.speed,
    );
    const open = (line: number) => host.post({ type: "reveal", line, focus: true });
    this.transcript = createTranscript({ go, open, tell: (from) => host.post({ type: "tell", from }) });
    const zoomed = () => this.set({ machineZoom: this.machine.viewport.value() });
    this.machine = createMachine({ go, draw: host.draw, zoomed }, kept.machineZoom);
    this.graph = createGraph(
      {
        go: (line) => host.mark(line),
        open: (line, focus) => host.post({ type: "reveal", line, focus }),
        changed: () => this.set({ graph: this.graph.state() }),
      },
      kept.graph,
    );
    this.live.setAttribute("role", "status");
    this.live.setAttribute("aria-live", "polite");
    host.view.append(this.machine.element, this.graph.element, this.transcript.element);
    host.side.append(this.knowledge.element);
    host.app.append(this.film.element, this.live);
    this.apply();
    handleFilmKeys({
      film: this.film,
      isActive: () => !this.film.element.hidden,
      isWhole: (target) => this.shown.film || this.transcript.element.contains(target),
      // There a key goes from point to point; in film mode every key is a step.
      isOthers: (target) => !this.shown.film && this.graph.owns(target),
      open: () => this.scene && open(this.scene.line),
      leave: () => (this.shown.film ? () => this.set({ film: false }) : undefined),
    });
  }

  get machineViewport(): MachineViewport {
    return this.machine.viewport;
  }

  get graphViewport(): GraphPanel["viewport"] {
    return this.graph.viewport;
  }

  async graphPicture(light: boolean, title: string): Promise<GraphPicture | null> {
    const { scene } = this;
    if (scene === undefined) return null;
    if (this.graph.version() !== scene.version) {
      const come = new Promise<void>((resolve) => this.graphWaiting.push(resolve));
      this.askForGraph();
      await come;
    }
    return this.graph.picture(light, title);
  }

  receive(message: ToPage): message is PanelsToPage {
    switch (message.type) {
      case "scene":
        this.showScene(message.scene);
        return true;
      case "transcript":
        this.transcript.show(message.transcript);
        return true;
      case "machine":
        this.machine.show(message.machine);
        return true;
      case "graph":
        this.graph.show(message.graph);
        for (const go of this.graphWaiting.splice(0)) go();
        return true;
      default:
        return false;
    }
  }

  marked(line: number): void {
    if (this.marking || line < 0 || line === this.mark) return;
    this.mark = line;
    this.askedByMark = ++this.asked;
    this.host.post({ type: "marked", line, request: this.asked });
  }

  pictureChanged(): void {
    this.conceal();
  }

  state(): PanelsState {
    return { ...this.shown };
  }

  focusSteps(): void {
    const { view } = this.shown;
    if (view === "text") this.transcript.focus();
    else if (view === "graph") this.graph.focus();
    else if (view === "sequence") this.host.picture.focus();
    else this.film.focus();
  }

  texts(): PanelPageTexts | undefined {
    return this.scene?.texts;
  }

  set(change: Partial<PanelsState>): void {
    Object.assign(this.shown, change);
    this.apply();
    this.host.changed();
    if (change.view === "text") this.transcript.focus();
    else if (change.view === "graph") this.graph.focus();
  }

  private apply(): void {
    const { film, host, machine, scene } = this;
    const { side, film: revealing, view } = this.shown;
    document.body.classList.toggle("revealing", revealing);
    // It stays where it is, under what covers it, so that it need not be drawn and scrolled to again.
    host.picture.inert = view !== "sequence";
    machine.element.hidden = view !== "machine";
    this.graph.element.hidden = view !== "graph";
    this.transcript.element.classList.toggle("visually-hidden", view !== "text");
    host.side.hidden = !side;
    film.element.hidden = !side && !revealing && view === "sequence";
    film.setRevealing(revealing);
    if (film.element.hidden) film.stop();
    this.conceal();
    this.askForPaths();
    if (view === "graph") this.askForGraphSoon();
    if (scene !== undefined) machine.mark(scene, revealing);
    if (scene !== undefined && !this.isBehind(scene)) this.graph.mark(scene, revealing);
  }

  private conceal(): void {
    const { host, scene, shown } = this;
    host.conceal(shown.film && scene !== undefined ? scene.mark : null);
  }

  private askForPaths(): void {
    const { scene, shown } = this;
    if (shown.view !== "machine" || scene === undefined || this.machineVersion === scene.version) return;
    this.machineVersion = scene.version;
    this.host.post({ type: "paths" });
  }

  /** Of a text that somebody is writing: once he pauses, for the graph of a long flow is some work. */
  private askForGraphSoon(): void {
    clearTimeout(this.graphTimer);
    const isFirst = this.graphVersion === "";
    if (isFirst) this.askForGraph();
    else this.graphTimer = setTimeout(() => this.askForGraph(), GRAPH_PAUSE);
  }

  private askForGraph(): void {
    const { scene } = this;
    if (scene === undefined || this.graphVersion === scene.version) return;
    this.graphVersion = scene.version;
    this.host.post({ type: "plot" });
  }

  /** The mark has gone on since, and does not come back to where it was. */
  private isBehind({ answers }: SceneView): boolean {
    return answers < this.askedByMark;
  }

  private showScene(next: SceneView): void {
    const moved = this.scene !== undefined && this.scene.index !== next.index;
    // A page that was loaded again goes on counting where it was.
    if (this.scene === undefined) this.asked = this.askedByMark = next.answers;
    this.scene = next;
    const late = next.answers < this.asked;
    const behind = this.isBehind(next);
    if (!late) this.mark = next.mark;
    // First, for one cannot scroll to what is not there yet.
    this.conceal();
    if (next.stepped && !behind) {
      this.marking = true;
      this.host.mark(next.mark);
      this.marking = false;
    }
    this.film.show(next, late);
    this.knowledge.show(next);
    this.transcript.mark(next);
    this.machine.mark(next, this.shown.film);
    if (!behind) this.graph.mark(next, this.shown.film);
    // Whoever types in the editor does not want to hear it.
    const isHeard = this.graph.owns(document.activeElement ?? document.body);
    if (moved && document.hasFocus() && !isHeard) this.live.textContent = spoken(next);
    this.askForPaths();
    if (this.shown.view === "graph") this.askForGraphSoon();
    this.host.changed();
  }
}
