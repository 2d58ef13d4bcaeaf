/** The colours of the graph, out of the style sheet: so they are those of the theme. */

import { colourOf } from "../flatten.js";
import type { Ink, Inks } from "./pen.js";

const NAMES: readonly Ink[] = [
  "paper",
  "ink",
  "faint",
  "grid",
  "sent",
  "again",
  "acked",
  "sack",
  "edge",
  "flight",
  "window",
  "mark",
];

/** As they are within `place`. */
export function inksOf(place: HTMLElement): Inks {
  const probe = document.createElement("span");
  probe.hidden = true;
  place.append(probe);
  const found = NAMES.map((name) => {
    probe.style.color = `var(--graph-${name})`;
    return [name, colourOf(getComputedStyle(probe).color).hex] as const;
  });
  probe.remove();
  return Object.fromEntries(found) as Inks;
}

/** Calls `changed` when another theme is chosen. */
export function onThemeChange(changed: () => void): void {
  const watcher = new MutationObserver(changed);
  watcher.observe(document.body, { attributeFilter: ["class", "data-vscode-theme-id"] });
  watcher.observe(document.documentElement, { attributeFilter: ["style", "class"] });
}
