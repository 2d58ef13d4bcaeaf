/**
 * What stands round the picture: what each side knows, the film, the state machine, the words. One step is marked,
 * and all of them show it; which one it is the panel decides, and says so by a `scene`.
 */

import type { PanelPageTexts, PanelsState, SceneView } from "../protocol/panels.js";
import type { FromPage, ToPage } from "../protocol/preview.js";
import { element } from "./dom.js";
import { createFilm, spoken } from "./film.js";
import { createKnowledge } from "./knowledge.js";
import { createMachine } from "./machine.js";
import type { MachineSight } from "./machine-sight.js";
import "./panels.css";
import { createTale } from "./tale.js";

export interface Panels {
  /** Shows what the message brings; false where it is for others. */
  receive(message: ToPage): boolean;
  /** Another row is marked in the page, or the same one has moved to another line. */
  marked(line: number): void;
  /** The picture is another one: what is to be hidden is hidden again. */
  pictureChanged(): void;
  /** For the toolbar. */
  set(change: Partial<PanelsState>): void;
  state(): PanelsState;
  texts(): PanelPageTexts | undefined;
  /** Of the state machine. */
  readonly sight: MachineSight;
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
};

const PAGE_STEPS = 10;

export function createPanels(host: PanelsHost, kept: PanelsState): Panels {
  const shown = { ...kept } as { -readonly [K in keyof PanelsState]: PanelsState[K] };
  let scene: SceneView | undefined;
  let machineVersion = "";

  /** The mark is moved by ourselves: that is no news to the panel. */
  let marking = false;

  const go = (index: number) => {
    if (index !== scene?.index) film.go(index);
  };
  const open = (line: number) => host.post({ type: "reveal", line, focus: true });
  const knowledge = createKnowledge();
  const film = createFilm(
    {
      go: (index) => host.post({ type: "step", index }),
      reveal: () => set({ film: !shown.film }),
      speed: () => set({ speed: film.speed() }),
    },
    kept.speed,
  );
  const tale = createTale({ go, open, tell: (from) => host.post({ type: "tell", from }) });
  const zoomed = () => set({ machineZoom: machine.sight.value() });
  const machine = createMachine({ go, draw: host.draw, zoomed }, kept.machineZoom);
  const live = element("div", "visually-hidden");
  live.setAttribute("role", "status");
  live.setAttribute("aria-live", "polite");
  host.view.append(machine.element, tale.element);
  host.side.append(knowledge.element);
  host.app.append(film.element, live);

  function set(change: Partial<PanelsState>): void {
    Object.assign(shown, change);
    apply();
    host.changed();
    if (change.view === "text") tale.focus();
  }

  function apply(): void {
    const { side, film: revealing, view } = shown;
    document.body.classList.toggle("revealing", revealing);
    // It stays where it is, under what covers it, so that it need not be drawn and scrolled to again.
    host.picture.inert = view !== "sequence";
    machine.element.hidden = view !== "machine";
    tale.element.classList.toggle("visually-hidden", view !== "text");
    host.side.hidden = !side;
    film.element.hidden = !side && !revealing && view === "sequence";
    film.setRevealing(revealing);
    if (film.element.hidden) film.stop();
    conceal();
    askForPaths();
    if (scene !== undefined) machine.mark(scene, revealing);
  }

  function conceal(): void {
    host.conceal(shown.film && scene !== undefined ? scene.mark : null);
  }

  function askForPaths(): void {
    if (shown.view !== "machine" || scene === undefined || machineVersion === scene.version) return;
    machineVersion = scene.version;
    host.post({ type: "paths" });
  }

  function showScene(next: SceneView): void {
    const moved = scene !== undefined && scene.index !== next.index;
    scene = next;
    if (next.stepped) {
      marking = true;
      host.mark(next.mark);
      marking = false;
    }
    film.show(next);
    knowledge.show(next);
    tale.mark(next);
    machine.mark(next, shown.film);
    conceal();
    // Whoever types in the editor does not want to hear it.
    if (moved && document.hasFocus()) live.textContent = spoken(next);
    askForPaths();
    host.changed();
  }

  // Before the picture's own keys: in film mode a key is a step, not a row.
  window.addEventListener(
    "keydown",
    (event) => {
      if (film.element.hidden || !isOurs(event)) return;
      const inList = tale.element.contains(event.target as Node);
      const act = actionOf(event, inList || shown.film);
      if (act === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    },
    true,
  );

  function actionOf(event: KeyboardEvent, whole: boolean): (() => void) | undefined {
    if (event.key === "ArrowRight") return () => film.by(1);
    if (event.key === "ArrowLeft") return () => film.by(-1);
    if (!whole) return undefined;
    const onButton = event.target instanceof HTMLButtonElement;
    switch (event.key) {
      case "ArrowDown":
        return () => film.by(1);
      case "ArrowUp":
        return () => film.by(-1);
      case "PageDown":
        return () => film.by(PAGE_STEPS);
      case "PageUp":
        return () => film.by(-PAGE_STEPS);
      case "Home":
        return () => film.go(0);
      case "End":
        return () => film.go(Number.POSITIVE_INFINITY);
      case "Enter":
        return onButton || scene === undefined ? undefined : () => open((scene as SceneView).line);
      case "Escape":
        return shown.film ? () => set({ film: false }) : undefined;
      default:
        return undefined;
    }
  }

  apply();
  return {
    receive(message) {
      switch (message.type) {
        case "scene":
          showScene(message.scene);
          return true;
        case "tale":
          tale.show(message.tale);
          return true;
        case "machine":
          machine.show(message.machine);
          return true;
        default:
          return false;
      }
    },
    marked(line) {
      if (!marking && line >= 0 && line !== scene?.mark) host.post({ type: "marked", line });
    },
    pictureChanged: conceal,
    set,
    state: () => ({ ...shown }),
    texts: () => scene?.texts,
    sight: machine.sight,
  };
}

/** A key that is meant for a field, or for the host, is not ours. */
function isOurs(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  return !(event.target as HTMLElement).closest?.("input, select, textarea");
}
