/** The frame of the page: toolbar, the place of the picture, zoom and scrolling. */

import type { FromPage, View } from "../protocol/preview.js";
import { createZoom, namesOf, ZOOM_STEP } from "./zoom.js";

export interface Shell {
  readonly picture: HTMLElement;
  update(view: View): void;
  showPicture(svg: SVGSVGElement): void;
  showEmpty(view: View): void;
  showFailure(message: string): void;
  hideFailure(): void;
  /** A factor; 0 for fit to width. */
  zoom(): number;
  onZoom(listener: () => void): void;
}

const COPIED_SHOWN = 1500;

export function createShell(post: (message: FromPage) => void, firstZoom: number): Shell {
  const app = document.getElementById("app") as HTMLElement;
  const parts = buildParts(app, post);
  const { picture, scroller, failure } = parts;
  const zoom = createZoom(parts, firstZoom);
  parts.zoomIn.onclick = () => zoom.by(ZOOM_STEP);
  parts.zoomOut.onclick = () => zoom.by(1 / ZOOM_STEP);
  parts.fit.onclick = () => zoom.fit();

  return {
    picture,
    update: (view) => updateParts(parts, view),
    showPicture(svg) {
      const { scrollTop, scrollLeft } = scroller;
      parts.empty.hidden = true;
      parts.names.replaceChildren(namesOf(svg));
      picture.replaceChildren(svg);
      zoom.apply();
      scroller.scrollTo(scrollLeft, scrollTop);
    },
    showEmpty(view) {
      picture.replaceChildren();
      parts.names.replaceChildren();
      parts.empty.replaceChildren(
        element("p", "empty-what", view.texts.empty),
        element("p", "empty-todo", view.texts.whatToDo),
        element("code", "empty-example", view.texts.example),
      );
      parts.empty.hidden = false;
      failure.hidden = true;
    },
    showFailure(message) {
      failure.textContent = message;
      failure.hidden = false;
    },
    hideFailure() {
      failure.hidden = true;
    },
    zoom: zoom.value,
    onZoom: zoom.onChange,
  };
}

interface Parts {
  readonly flows: HTMLSelectElement;
  readonly title: HTMLElement;
  readonly states: HTMLButtonElement;
  readonly notes: HTMLButtonElement;
  readonly zoomIn: HTMLButtonElement;
  readonly zoomOut: HTMLButtonElement;
  readonly fit: HTMLButtonElement;
  readonly copy: HTMLButtonElement;
  readonly source: HTMLButtonElement;
  readonly above: HTMLButtonElement;
  readonly below: HTMLButtonElement;
  readonly scroller: HTMLElement;
  /** The endpoints, above a picture that is scrolled. */
  readonly names: HTMLElement;
  readonly picture: HTMLElement;
  readonly empty: HTMLElement;
  readonly failure: HTMLElement;
}

function buildParts(app: HTMLElement, post: (message: FromPage) => void): Parts {
  const parts: Parts = {
    flows: element("select", "flows"),
    title: element("h1", "title"),
    states: button("symbol-enum"),
    notes: button("note"),
    zoomIn: button("zoom-in"),
    zoomOut: button("zoom-out"),
    fit: button("screen-full"),
    copy: button("copy"),
    source: button("go-to-file"),
    above: element("button", "more"),
    below: element("button", "more"),
    scroller: element("main", "scroller"),
    names: element("div", "picture names"),
    picture: element("div", "picture"),
    empty: element("div", "empty"),
    failure: element("div", "failure"),
  };
  const tools = element("div", "tools");
  tools.append(parts.states, parts.notes, parts.zoomOut, parts.fit, parts.zoomIn, parts.copy, parts.source);
  const bar = element("header", "bar");
  bar.append(parts.title, parts.flows, tools);
  parts.picture.setAttribute("role", "img");
  parts.failure.setAttribute("role", "status");
  parts.failure.hidden = true;
  parts.empty.hidden = true;
  parts.names.setAttribute("aria-hidden", "true");
  parts.scroller.append(parts.empty, parts.names, parts.above, parts.picture, parts.below);
  app.append(bar, parts.failure, parts.scroller);
  parts.flows.onchange = () => post({ type: "flow", index: Number(parts.flows.value) });
  parts.states.onclick = () => post({ type: "toggle", what: "states" });
  parts.notes.onclick = () => post({ type: "toggle", what: "notes" });
  parts.source.onclick = () => post({ type: "source" });
  parts.above.onclick = () => post({ type: "more", where: "above" });
  parts.below.onclick = () => post({ type: "more", where: "below" });
  parts.copy.onclick = () => {
    post({ type: "copy" });
    const icon = parts.copy.firstElementChild;
    icon?.classList.replace("codicon-copy", "codicon-check");
    setTimeout(() => icon?.classList.replace("codicon-check", "codicon-copy"), COPIED_SHOWN);
  };
  return parts;
}

function updateParts(parts: Parts, view: View): void {
  const { texts } = view;
  label(parts.zoomIn, texts.zoomIn);
  label(parts.zoomOut, texts.zoomOut);
  label(parts.fit, texts.fitWidth);
  label(parts.copy, texts.copyMermaid);
  label(parts.source, texts.showSource);
  label(parts.states, texts.states);
  label(parts.notes, texts.notes);
  press(parts.states, view.states);
  press(parts.notes, view.notes);
  const title = view.flows[view.flow] ?? "";
  const several = view.flows.length > 1;
  parts.title.textContent = title;
  parts.title.hidden = several;
  parts.flows.hidden = !several;
  label(parts.flows, texts.chooseFlow);
  const following = view.following ? `${title}  (${texts.followCursor})` : texts.followCursor;
  parts.flows.replaceChildren(
    option("-1", following),
    ...view.flows.map((name, i) => option(String(i), name)),
  );
  parts.flows.value = view.following ? "-1" : String(view.flow);
  parts.picture.setAttribute("aria-label", title);
  more(parts.above, view.above, texts.above);
  more(parts.below, view.below, texts.below);
}

function more(button: HTMLButtonElement, rows: number, text: string): void {
  button.hidden = rows === 0;
  button.textContent = text;
}

function label(element: HTMLElement, text: string): void {
  element.title = text;
  element.setAttribute("aria-label", text);
}

function press(button: HTMLButtonElement, on: boolean): void {
  button.classList.toggle("pressed", on);
  button.setAttribute("aria-pressed", String(on));
}

function button(icon: string): HTMLButtonElement {
  const made = element("button", "tool");
  made.append(element("span", `codicon codicon-${icon}`));
  return made;
}

function option(value: string, text: string): HTMLOptionElement {
  const made = element("option", "", text);
  made.value = value;
  return made;
}

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  text = "",
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}
