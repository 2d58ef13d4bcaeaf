/**
 * The exchange as an ordered list in words. A screen reader reads it in place of the picture, whether it is shown
 * or not; of a long flow as many steps are in the page as a reader goes through at a time.
 */

import type { SceneView, ToldView, TranscriptView } from "../protocol/panels.js";
import { element } from "./dom.js";
import { findingOf, joined } from "./film.js";

export interface Transcript {
  readonly element: HTMLElement;
  show(transcript: TranscriptView): void;
  /** Marks the step of the scene, and asks for the steps round it where they are not in the page. */
  mark(scene: SceneView): void;
  /** The keyboard goes to the marked step. */
  focus(): void;
}

export interface TranscriptHandlers {
  /** Mark this step. */
  go(index: number): void;
  /** Show its line in the editor. */
  open(line: number): void;
  tell(from: number): void;
}

export function createTranscript(handlers: TranscriptHandlers): Transcript {
  const section = element("section", "transcript");
  const heading = element("h2", "panel-title");
  const shown = element("p", "faint transcript-shown");
  const list = element("ol", "transcript-steps");
  const earlier = element("button", "more");
  const later = element("button", "more");
  section.append(heading, shown, earlier, list, later);
  let transcript: TranscriptView | undefined;
  let marked: SceneView | undefined;
  /** Asked for and not yet come. */
  let asked = "";
  /** The keyboard was in the list when its steps were replaced. */
  let refocus = false;
  const { own, along } = toldApart(handlers);

  const ask = (from: number, version: string) => {
    const key = `${version}:${from}`;
    if (key === asked) return;
    asked = key;
    refocus = list.contains(document.activeElement);
    handlers.tell(from);
  };
  const place = () => {
    if (along(() => markStep(section, list, marked?.index, refocus))) refocus = false;
  };
  earlier.onclick = () =>
    transcript && ask(Math.max(0, transcript.from - transcript.told.length), transcript.version);
  later.onclick = () => transcript && ask(transcript.from + transcript.told.length, transcript.version);

  return {
    element: section,
    show(next) {
      transcript = next;
      asked = "";
      heading.textContent = next.title;
      section.setAttribute("aria-label", next.title);
      shown.textContent = next.shown;
      list.replaceChildren(
        ...next.told.map((told, i) => stepOf(told, next.told[i - 1] ?? null, next.count, own)),
      );
      if (marked !== undefined) {
        earlier.textContent = marked.texts.earlier;
        later.textContent = marked.texts.later;
      }
      earlier.hidden = next.from === 0;
      later.hidden = next.from + next.told.length >= next.count;
      place();
    },
    mark(scene) {
      const moved = marked?.index !== scene.index;
      marked = scene;
      const size = transcript?.told.length ?? 0;
      const outside =
        transcript === undefined || scene.index < transcript.from || scene.index >= transcript.from + size;
      const old = transcript?.version !== scene.version;
      if (old || (moved && outside)) {
        const from = outside ? Math.max(0, scene.index - BEFORE) : (transcript?.from ?? 0);
        ask(from, scene.version);
      }
      if (!old) place();
    },
    focus() {
      (currentStep(list) ?? heading).focus();
    },
  };
}

/** While the keyboard goes along with the mark nobody has gone to that step by himself. */
function toldApart(handlers: TranscriptHandlers) {
  let goesAlong = false;
  const own: TranscriptHandlers = {
    ...handlers,
    go: (index) => {
      if (!goesAlong) handlers.go(index);
    },
  };
  const along = (act: () => boolean): boolean => {
    goesAlong = true;
    const done = act();
    goesAlong = false;
    return done;
  };
  return { own, along };
}

function currentStep(list: HTMLElement): HTMLButtonElement | null {
  return list.querySelector<HTMLButtonElement>("[aria-current] button.transcript-step");
}

/** Marks a step, the one that Tab leads to. False where no step is in the list. */
function markStep(
  section: HTMLElement,
  list: HTMLElement,
  index: number | undefined,
  refocus: boolean,
): boolean {
  for (const item of list.querySelectorAll("[aria-current]")) item.removeAttribute("aria-current");
  for (const button of list.querySelectorAll<HTMLButtonElement>("button.transcript-step"))
    button.tabIndex = -1;
  const item = list.querySelector(`[data-scene="${index}"]`);
  item?.setAttribute("aria-current", "step");
  const button = currentStep(list) ?? list.querySelector<HTMLButtonElement>("button.transcript-step");
  if (button === null) return false;
  button.tabIndex = 0;
  if (refocus || list.contains(document.activeElement)) button.focus({ preventScroll: true });
  if (item !== null) bringIntoView(section, item);
  return true;
}

/** So many steps before the marked one come with it. */
const BEFORE = 10;

function stepOf(
  told: ToldView,
  before: ToldView | null,
  count: number,
  handlers: TranscriptHandlers,
): HTMLLIElement {
  const item = element("li", "transcript-item");
  item.dataset.scene = String(told.scene);
  // The beginning is no step: it has no number, and the first step is the first.
  if (told.scene === 0) item.classList.add("transcript-beginning");
  else {
    item.value = told.scene;
    item.setAttribute("aria-setsize", String(count - 1));
    item.setAttribute("aria-posinset", String(told.scene));
  }
  if (told.chapter !== null && told.chapter !== before?.chapter) {
    item.append(element("h3", "transcript-chapter", told.chapter));
  }
  const button = element("button", "transcript-step", told.words);
  button.type = "button";
  button.tabIndex = -1;
  button.onfocus = () => handlers.go(told.scene);
  button.onclick = () => handlers.open(told.line);
  item.append(button);
  const said = [...told.sentences, told.states].filter((text) => text !== "");
  if (said.length > 0) item.append(element("p", "transcript-said", joined(said)));
  item.append(...told.findings.map(findingOf));
  return item;
}

/** Within the list alone: the page round it does not move. */
function bringIntoView(scroller: HTMLElement, item: Element): void {
  const box = item.getBoundingClientRect();
  const room = scroller.getBoundingClientRect();
  if (box.top < room.top) scroller.scrollTop += box.top - room.top;
  else if (box.bottom > room.bottom)
    scroller.scrollTop += Math.min(box.bottom - room.bottom, box.top - room.top);
}
