/** The buttons above the picture. One list: whoever has something to add adds an item. */

import type { PageTexts, View } from "../protocol/preview.js";
import { element, iconButton, label } from "./dom.js";
import { oneTabStop } from "./tab-stop.js";

export interface ToolItem {
  /** Also the `data-tool` of the button. */
  readonly id: string;
  /** Name of a codicon. */
  readonly icon: string;
  /** Buttons of one group stand close together. */
  readonly group: "view" | "beside" | "show" | "zoom" | "go" | "take";
  readonly text: (texts: PageTexts, view: View) => string;
  /** For a button that is on or off. */
  readonly pressed?: (view: View) => boolean;
  /** Another icon for another state. */
  readonly iconNow?: (view: View) => string;
  /** Not shown where it has no use. */
  readonly hidden?: (view: View) => boolean;
  /** There, but of no use now. */
  readonly disabled?: (view: View) => boolean;
  readonly run: (button: HTMLButtonElement) => void;
}

export interface Toolbar {
  readonly root: HTMLElement;
  update(view: View): void;
  /** Brings the pressed states up to date without a new view. */
  refresh(): void;
}

/** `leave`: after a click with the mouse the keyboard is not to stay in the toolbar, where it has other keys. */
export function createToolbar(items: readonly ToolItem[], leave: () => void): Toolbar {
  const root = element("div", "tools");
  root.setAttribute("role", "toolbar");
  const stops = oneTabStop(root);
  const buttons = new Map<ToolItem, HTMLButtonElement>();
  const groups = new Map<string, HTMLElement>();
  let last: View | undefined;
  for (const item of items) {
    const button = iconButton("tool", item.icon);
    button.dataset["tool"] = item.id;
    button.onclick = ({ detail: clicks }) => {
      item.run(button);
      if (clicks > 0 && document.activeElement === button) leave();
    };
    buttons.set(item, button);
    let group = groups.get(item.group);
    if (group === undefined) {
      group = element("div", "tool-group");
      groups.set(item.group, group);
      root.append(group);
    }
    group.append(button);
  }
  const update = (view: View) => {
    last = view;
    root.setAttribute("aria-label", view.texts.toolbar);
    for (const [item, button] of buttons) {
      label(button, item.text(view.texts, view));
      button.hidden = item.hidden?.(view) ?? false;
      button.disabled = item.disabled?.(view) ?? false;
      const now = item.iconNow?.(view);
      if (now !== undefined && button.firstElementChild)
        button.firstElementChild.className = `codicon codicon-${now}`;
      if (item.pressed === undefined) continue;
      const on = item.pressed(view);
      button.classList.toggle("pressed", on);
      button.setAttribute("aria-pressed", String(on));
    }
    stops.refresh();
  };
  return {
    root,
    update,
    refresh: () => {
      if (last !== undefined) update(last);
    },
  };
}
