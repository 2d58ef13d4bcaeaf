/** RFC 9293's state diagram: drawn once; the paths of both ends are laid over it step by step. */

import type { EndPathView, MachineView, SceneView } from "../protocol/panels.js";
import { element } from "./dom.js";
import { boxes, type Geometry, layPaths, placesOf } from "./machine-paths.js";
import { createMachineViewport, type MachineViewport } from "./machine-viewport.js";

export interface Machine {
  readonly element: HTMLElement;
  readonly viewport: MachineViewport;
  show(machine: MachineView): void;
  mark(scene: SceneView, revealing: boolean): void;
}

export interface MachineHandlers {
  go(index: number): void;
  /** Mermaid text → picture. */
  draw(source: string): Promise<SVGSVGElement>;
  zoomed(): void;
}

export function createMachine(handlers: MachineHandlers, firstZoom: number): Machine {
  const parts = build();
  const { section, choice, picture, paths } = parts;
  const viewport = createMachineViewport(section, parts.drawing, firstZoom, handlers.zoomed);
  let machine: MachineView | undefined;
  let scene: SceneView | undefined;
  let revealing = false;
  let connection = 0;
  let geometry: Geometry | undefined;
  /** The text that is drawn, or being drawn. */
  let drawn = "";
  /** The step that was scrolled to. */
  let seen = "";

  const lay = () => {
    const ends = machine?.connections[connection]?.ends ?? [];
    if (scene === undefined) return;
    if (geometry !== undefined) layPaths(geometry, ends, scene.index, revealing);
    const at = scene.index;
    paths.replaceChildren(...ends.map((end, i) => pathOf(end, i, at, revealing, handlers.go)));
    if (section.hidden) seen = "";
    else if (geometry !== undefined && seen !== `${at} ${connection}`) {
      seen = `${at} ${connection}`;
      viewport.reveal(placesOf(geometry, ends, at));
    }
  };
  const update = () => {
    if (machine === undefined || scene === undefined) return;
    name(parts, machine, scene, connection);
    lay();
  };
  const draw = async (next: MachineView) => {
    if (drawn === next.source) return;
    drawn = next.source;
    try {
      const svg = await handlers.draw(next.source);
      picture.replaceChildren(svg);
      geometry = boxes(svg, next);
      viewport.apply();
    } catch {
      geometry = undefined;
      picture.replaceChildren(element("p", "silent", scene?.texts.cannotDraw ?? ""));
    }
    lay();
  };
  choice.onchange = () => {
    connection = Number(choice.value);
    lay();
  };

  return {
    element: section,
    viewport,
    show(next) {
      machine = next;
      choice.replaceChildren(...next.connections.map(({ title }, i) => optionOf(title, i)));
      update();
      void draw(next);
    },
    mark(next, hiding) {
      // Another connection comes forward when something happens in it.
      if (scene?.connection !== next.connection || machine?.version !== next.version) {
        connection = next.connection;
      }
      scene = next;
      revealing = hiding;
      update();
    },
  };
}

interface Parts {
  readonly section: HTMLElement;
  readonly heading: HTMLElement;
  readonly note: HTMLElement;
  readonly choice: HTMLSelectElement;
  readonly picture: HTMLElement;
  readonly source: HTMLElement;
  readonly paths: HTMLElement;
  readonly drawing: HTMLElement;
}

function build(): Parts {
  const section = element("section", "machine");
  const heading = element("h2", "panel-title");
  const note = element("p", "silent");
  const choice = element("select", "flows machine-of");
  const picture = element("div", "machine-picture");
  const source = element("p", "faint");
  const paths = element("div", "machine-paths");
  const drawing = element("div", "machine-drawing");
  const body = element("div", "machine-body");
  // The paths are listed in words beside it.
  picture.setAttribute("aria-hidden", "true");
  drawing.append(picture, source);
  body.append(drawing, paths);
  section.append(heading, choice, note, body);
  section.tabIndex = 0;
  return { section, heading, note, choice, picture, source, paths, drawing };
}

function name(parts: Parts, machine: MachineView, { texts }: SceneView, connection: number): void {
  const { section, heading, note, choice, source } = parts;
  section.setAttribute("aria-label", texts.machine);
  heading.textContent = texts.machine;
  source.textContent = texts.source;
  note.textContent = machine.silent ?? "";
  note.hidden = machine.silent === null;
  choice.hidden = machine.connections.length < 2;
  choice.setAttribute("aria-label", texts.machineOf);
  choice.value = String(connection);
}

function optionOf(title: string, index: number): HTMLOptionElement {
  const option = element("option", "", title);
  option.value = String(index);
  return option;
}

/** Which end is which: by form, so that no colour is needed. */
export const MARKS = ["●", "■"] as const;

function pathOf(
  end: EndPathView,
  side: number,
  at: number,
  revealing: boolean,
  go: (scene: number) => void,
): HTMLElement {
  const made = element("section", `machine-path end-${side}`);
  const heading = element("h3", "");
  const mark = element("span", "end-mark", `${MARKS[side] ?? ""} `);
  mark.setAttribute("aria-hidden", "true");
  heading.append(mark, end.heading);
  made.append(heading, element("p", "faint", end.startText));
  const list = element("ul", "hops");
  for (const hop of end.hops) {
    if (revealing && hop.scene > at) break;
    const item = element("li", hop.scene > at ? "hop ahead" : hop.scene === at ? "hop now" : "hop");
    const button = element("button", "hop-go", hop.text);
    button.type = "button";
    button.onclick = () => go(hop.scene);
    if (hop.scene === at) button.setAttribute("aria-current", "step");
    item.append(button);
    list.append(item);
  }
  if (list.childElementCount > 0) made.append(list);
  if (end.stays !== null) made.append(element("p", "faint", end.stays));
  return made;
}
