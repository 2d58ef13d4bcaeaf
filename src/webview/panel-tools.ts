/** The buttons that choose what is shown: the picture, the state machine, the graph or the words; what stands beside it; the film. */

import type { MainView, PanelPageTexts, PanelsState } from "../protocol/panels.js";
import type { Panels } from "./panels.js";
import type { ToolItem } from "./toolbar.js";

/** The panels are made after the toolbar, and before anybody can press a button. */
export function panelItems(panels: () => Panels): readonly ToolItem[] {
  const view = (one: MainView, icon: string, name: (texts: PanelPageTexts) => string): ToolItem => ({
    id: one,
    icon,
    group: "view",
    text: () => named(panels(), name),
    pressed: () => panels().state().view === one,
    run: () => panels().set({ view: one }),
  });
  const toggle = (
    what: "side" | "film",
    icon: string,
    name: (texts: PanelPageTexts) => string,
  ): ToolItem => ({
    id: what === "side" ? "knowledge" : "film",
    icon,
    group: "beside",
    text: () => named(panels(), name),
    pressed: () => panels().state()[what],
    run: () => {
      const on = !panels().state()[what];
      panels().set({ [what]: on } as Partial<PanelsState>);
      if (what === "film" && on) panels().focusSteps();
    },
  });
  return [
    view("sequence", "arrow-swap", (texts) => texts.sequence),
    view("machine", "type-hierarchy", (texts) => texts.machine),
    view("graph", "graph-line", (texts) => texts.graph),
    view("text", "book", (texts) => texts.asText),
    toggle("side", "layout-sidebar-right", (texts) => texts.knowledge),
    toggle("film", "device-camera-video", (texts) => texts.reveal),
  ];
}

function named(panels: Panels, name: (texts: PanelPageTexts) => string): string {
  const texts = panels.texts();
  return texts === undefined ? "" : name(texts);
}
