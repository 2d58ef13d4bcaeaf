/** The bar below the picture: steps through the exchange, plays it, and says what happens at each step. */

import type { SceneView, ToldView } from "../protocol/panels.js";
import { element, icon, iconButton, label } from "./dom.js";

export interface Film {
  readonly element: HTMLElement;
  /** `late`: another step has been asked for since. */
  show(scene: SceneView, late: boolean): void;
  /** The step it is at, ahead of the panel's answer. */
  at(): number;
  /** To that step; a step beyond the ends is the end. */
  go(index: number): void;
  /** By so many steps. */
  by(steps: number): void;
  stop(): void;
  focus(): void;
  speed(): number;
  setRevealing(on: boolean): void;
}

export interface FilmHandlers {
  /** `played`: nobody pressed anything. */
  go(index: number, played: boolean): void;
  reveal(): void;
  speed(): void;
}

/** How long a step stays at speed 1: time to read its sentence aloud. */
const STEP_TIME = 4000;
const SPEEDS = [0.5, 1, 2, 4];

interface Parts {
  readonly previous: HTMLButtonElement;
  readonly play: HTMLButtonElement;
  readonly next: HTMLButtonElement;
  readonly slider: HTMLInputElement;
  readonly position: HTMLElement;
  readonly speed: HTMLSelectElement;
  readonly reveal: HTMLButtonElement;
  readonly revealText: HTMLElement;
  readonly caption: HTMLElement;
}

export function createFilm(handlers: FilmHandlers, firstSpeed: number): Film {
  const { bar, parts } = build(SPEEDS.includes(firstSpeed) ? firstSpeed : 1);
  let scene: SceneView | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;
  /** Ahead of the panel's answer while one steps quickly. */
  let wanted = 0;

  const fitCaption = captionFitter(parts.caption);
  const last = () => (scene === undefined ? 0 : scene.count - 1);
  const go = (index: number, played = false) => {
    wanted = Math.max(0, Math.min(index, last()));
    parts.slider.value = String(wanted);
    handlers.go(wanted, played);
  };
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
    updatePlay(parts, scene, false);
  };
  const tick = () => {
    if (wanted >= last()) stop();
    else go(wanted + 1, true);
  };
  const start = () => {
    clearInterval(timer);
    timer = setInterval(tick, STEP_TIME / Number(parts.speed.value));
    updatePlay(parts, scene, true);
  };
  listen(parts, handlers, {
    go,
    by: (steps) => go(wanted + steps),
    play() {
      if (timer !== undefined) return stop();
      if (wanted >= last()) go(0);
      start();
    },
    paceChanged() {
      if (timer !== undefined) start();
    },
  });

  return {
    element: bar,
    show(next, late) {
      scene = next;
      if (!late) wanted = next.index;
      update(parts, next);
      parts.slider.value = String(wanted);
      updatePlay(parts, next, timer !== undefined);
      fitCaption();
    },
    at: () => wanted,
    go,
    by: (steps) => go(wanted + steps),
    stop,
    focus: () => parts.play.focus(),
    speed: () => Number(parts.speed.value),
    setRevealing(on) {
      parts.reveal.setAttribute("aria-pressed", String(on));
      fitCaption();
    },
  };
}

/** What the controls of the bar do. */
interface Steering {
  go(index: number): void;
  by(steps: number): void;
  play(): void;
  paceChanged(): void;
}

function listen(parts: Parts, handlers: FilmHandlers, steering: Steering): void {
  parts.previous.onclick = () => steering.by(-1);
  parts.next.onclick = () => steering.by(1);
  parts.play.onclick = () => steering.play();
  parts.slider.oninput = () => steering.go(Number(parts.slider.value));
  parts.speed.onchange = () => {
    steering.paceChanged();
    handlers.speed();
  };
  parts.reveal.onclick = () => handlers.reveal();
}

/** Of the height of the page. */
const MOST_CAPTION = 0.4;

/**
 * The place of the sentences is as high as the longest so far, so that none is cut off, and the picture above
 * does not move with each of them. Where letters or page get another size it begins anew.
 */
function captionFitter(caption: HTMLElement): () => void {
  let look = "";
  const fit = () => {
    if (caption.clientWidth === 0) return;
    const now = `${caption.clientWidth} ${getComputedStyle(caption).fontSize} ${window.innerHeight}`;
    if (now !== look) caption.style.height = "";
    look = now;
    if (caption.scrollHeight <= caption.clientHeight) return;
    caption.style.height = `${Math.min(caption.scrollHeight, window.innerHeight * MOST_CAPTION)}px`;
  };
  new ResizeObserver(fit).observe(caption);
  return fit;
}

function build(speed: number): { bar: HTMLElement; parts: Parts } {
  const bar = element("footer", "film");
  const controls = element("div", "film-controls");
  const parts: Parts = {
    previous: iconButton("tool", "chevron-left"),
    play: iconButton("tool", "play"),
    next: iconButton("tool", "chevron-right"),
    slider: element("input", "film-slider"),
    position: element("span", "film-position"),
    speed: element("select", "film-speed"),
    reveal: element("button", "film-reveal"),
    revealText: element("span", ""),
    caption: element("div", "caption"),
  };
  parts.slider.type = "range";
  parts.slider.min = "0";
  for (const factor of SPEEDS) {
    const option = element("option", "", `${factor}×`);
    option.value = String(factor);
    parts.speed.append(option);
  }
  parts.speed.value = String(speed);
  parts.reveal.type = "button";
  parts.reveal.append(icon("device-camera-video"), parts.revealText);
  parts.caption.tabIndex = 0;
  parts.caption.setAttribute("role", "group");
  controls.append(parts.previous, parts.play, parts.next, parts.slider, parts.position);
  controls.append(parts.speed, parts.reveal);
  bar.append(controls, parts.caption);
  return { bar, parts };
}

function update(parts: Parts, { texts, told, index, count, position }: SceneView): void {
  label(parts.previous, texts.previous);
  label(parts.next, texts.next);
  label(parts.speed, texts.speed);
  parts.reveal.title = texts.reveal;
  parts.revealText.textContent = texts.film;
  parts.previous.disabled = index === 0;
  parts.next.disabled = index >= count - 1;
  parts.play.disabled = count < 2;
  parts.slider.max = String(count - 1);
  parts.slider.setAttribute("aria-label", texts.steps);
  parts.slider.setAttribute("aria-valuetext", position);
  parts.position.textContent = position;
  parts.caption.setAttribute("aria-label", position);
  parts.caption.replaceChildren(...captionOf(told));
}

function updatePlay({ play }: Parts, scene: SceneView | undefined, playing: boolean): void {
  play.replaceChildren(icon(playing ? "debug-pause" : "play"));
  play.setAttribute("aria-pressed", String(playing));
  if (scene !== undefined) label(play, scene.texts.play);
}

/** What is said of a step; the picture and the table show the rest. */
export function captionOf(told: ToldView): HTMLElement[] {
  const title = element("p", "caption-title", told.title);
  if (told.chapter !== null) title.prepend(element("span", "caption-chapter", told.chapter));
  const said =
    told.wordsRepeat || told.words === told.title ? told.sentences : [told.words, ...told.sentences];
  return [title, element("p", "caption-text", joined(said)), ...told.findings.map(findingOf)];
}

const ICONS = { error: "error", warning: "warning", information: "info" } as const;

export function findingOf({ tone, text }: ToldView["findings"][number]): HTMLElement {
  const made = element("p", `told-finding told-${tone}`);
  made.append(icon(ICONS[tone]), element("span", "", text));
  return made;
}

/** All of a step in one breath, for the live region. */
export function spoken({ position, told }: SceneView): string {
  const findings = told.findings.map(({ text }) => text);
  return joined([`${position}. `, told.words, ...told.sentences, ...findings]);
}

/** Sentences one after the other: in Chinese there is no blank between them. */
export function joined(sentences: readonly string[]): string {
  return sentences.join(document.documentElement.lang.startsWith("zh") ? "" : " ");
}
