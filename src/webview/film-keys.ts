/** The keyboard of the film: where it is shown, an arrow key is a step. */

import type { Film } from "./film.js";

interface FilmKeys {
  readonly film: Film;
  /** The film is there. */
  isActive(): boolean;
  /** Every key is a step, not only left and right. */
  isWhole(target: Node): boolean;
  /** Keys pressed there have another meaning. */
  isOthers(target: Node): boolean;
  /** Shows the line of the step in the editor. */
  open(): void;
  /** What Escape does, if anything. */
  leave(): (() => void) | undefined;
}

const PAGE_STEPS = 10;

export function handleFilmKeys(keys: FilmKeys): void {
  // Before the picture's own keys: in film mode a key is a step, not a row.
  window.addEventListener(
    "keydown",
    (event) => {
      if (!keys.isActive() || !isOurs(event) || keys.isOthers(event.target as Node)) return;
      const act = actionOf(event, keys);
      if (act === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    },
    true,
  );
}

function actionOf(event: KeyboardEvent, keys: FilmKeys): (() => void) | undefined {
  const { film } = keys;
  if (event.key === "ArrowRight") return () => film.by(1);
  if (event.key === "ArrowLeft") return () => film.by(-1);
  if (!keys.isWhole(event.target as Node)) return undefined;
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
      return event.target instanceof HTMLButtonElement ? undefined : () => keys.open();
    case "Escape":
      return keys.leave();
    default:
      return undefined;
  }
}

/** A key that is meant for a field, a toolbar or the host is not ours. */
function isOurs(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  return !(event.target as HTMLElement).closest?.("input, select, textarea, [role=toolbar]");
}
