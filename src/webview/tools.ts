/** What stands in the toolbar. */

import type { FromPage } from "../protocol/preview.js";
import type { Find } from "./find.js";
import type { Stack } from "./stack.js";
import type { ToolItem } from "./toolbar.js";
import { ZOOM_STEP, type Zoom } from "./zoom.js";

export interface ToolContext {
  readonly post: (message: FromPage) => void;
  /** Of what is shown; null where nothing has a size. */
  readonly zoom: () => Pick<Zoom, "by" | "fit" | "value"> | null;
  /** The time–sequence graph is shown. */
  readonly isGraph: () => boolean;
  readonly stack: Stack;
  readonly find: Find;
  readonly keep: () => void;
}

/** For so long the button says that it was done. */
const DONE_SHOWN = 1500;

export function toolItems(context: ToolContext): readonly ToolItem[] {
  return [...showItems(context), ...zoomItems(context), ...goItems(context), ...takeItems(context)];
}

/** What the picture shows. */
function showItems({ post, stack, keep }: ToolContext): readonly ToolItem[] {
  const foldAll = (folded: boolean) => {
    for (const phase of stack.phases()) stack.fold(phase, folded);
    keep();
  };
  const anyOpen = () => stack.phases().some((phase) => !stack.folded().has(phase));
  return [
    {
      id: "states",
      icon: "symbol-enum",
      group: "show",
      text: (texts) => texts.states,
      pressed: (view) => view.states,
      run: () => post({ type: "toggle", what: "states" }),
    },
    {
      id: "notes",
      icon: "note",
      group: "show",
      text: (texts) => texts.notes,
      pressed: (view) => view.notes,
      run: () => post({ type: "toggle", what: "notes" }),
    },
    {
      id: "numbers",
      icon: "symbol-numeric",
      group: "show",
      text: (texts) => texts.numbers,
      pressed: (view) => view.otherNumbers,
      run: () => post({ type: "ask", what: "numbers" }),
    },
    {
      id: "autonumber",
      icon: "list-ordered",
      group: "show",
      text: (texts) => texts.autonumber,
      pressed: (view) => view.autonumber,
      run: () => post({ type: "toggle", what: "autonumber" }),
    },
    {
      id: "fold",
      icon: "collapse-all",
      group: "show",
      text: (texts) => texts.foldAll,
      pressed: () => !anyOpen(),
      hidden: () => stack.phases().length === 0,
      run: () => foldAll(anyOpen()),
    },
  ];
}

function zoomItems({ zoom }: ToolContext): readonly ToolItem[] {
  return [
    {
      id: "zoom-out",
      icon: "zoom-out",
      group: "zoom",
      text: (texts) => texts.zoomOut,
      disabled: () => zoom() === null,
      run: () => zoom()?.by(1 / ZOOM_STEP),
    },
    {
      id: "fit",
      icon: "screen-full",
      group: "zoom",
      text: (texts) => texts.fitWidth,
      pressed: () => zoom()?.value() === 0,
      disabled: () => zoom() === null,
      run: () => zoom()?.fit(),
    },
    {
      id: "zoom-in",
      icon: "zoom-in",
      group: "zoom",
      text: (texts) => texts.zoomIn,
      disabled: () => zoom() === null,
      run: () => zoom()?.by(ZOOM_STEP),
    },
  ];
}

/** Where the preview goes, and what it follows. */
function goItems({ post, find }: ToolContext): readonly ToolItem[] {
  return [
    {
      id: "find",
      icon: "search",
      group: "go",
      text: (texts) => texts.find,
      run: () => find.open(),
    },
    {
      id: "lock",
      icon: "unlock",
      group: "go",
      text: (texts) => texts.lock,
      iconNow: (view) => (view.locked ? "lock" : "unlock"),
      pressed: (view) => view.locked,
      run: () => post({ type: "toggle", what: "lock" }),
    },
    {
      id: "source",
      icon: "go-to-file",
      group: "go",
      text: (texts) => texts.showSource,
      run: () => post({ type: "source" }),
    },
  ];
}

/** What can be taken out of it. */
function takeItems({ post, isGraph }: ToolContext): readonly ToolItem[] {
  return [
    {
      id: "copy",
      icon: "copy",
      group: "take",
      text: (texts) => texts.copyMermaid,
      run(button) {
        post({ type: "copy" });
        const icon = button.firstElementChild;
        icon?.classList.replace("codicon-copy", "codicon-check");
        setTimeout(() => icon?.classList.replace("codicon-check", "codicon-copy"), DONE_SHOWN);
      },
    },
    {
      id: "export",
      icon: "export",
      group: "take",
      text: (texts) => texts.export,
      run: () => post({ type: "ask", what: isGraph() ? "graph" : "export" }),
    },
  ];
}
