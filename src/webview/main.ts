/** The preview page: shows what the panel sends, and tells it what was chosen. */

import type { FromPage, Sheet, ToPage, View } from "../protocol/preview.js";
import { createCard } from "./card.js";
import { drawMachine } from "./draw-machine.js";
import "./export.css";
import "./light.css";
import { createFind } from "./find.js";
import { handleKeys } from "./keys.js";
import { createMarking } from "./marking.js";
import "./marks.css";
import { buildModel, rowAtLine, rowBelowLine } from "./model.js";
import "./page.css";
import "./picture.css";
import { panelItems } from "./panel-tools.js";
import { createPanels } from "./panels.js";
import { handlePointer } from "./pointer.js";
import { createStack } from "./sheet-stack.js";
import { createShell } from "./shell.js";

import { createKeeper } from "./state.js";
import { createTakeAway } from "./take-away.js";
import { createToolbar } from "./toolbar.js";
import { toolItems } from "./tools.js";
import type { VsCodeApi } from "./vscode-api.js";
import { createZoom, type Zoom } from "./zoom.js";

declare function acquireVsCodeApi(): VsCodeApi;

const vscode = acquireVsCodeApi();
const post = (message: FromPage) => vscode.postMessage(message);

let view: View | undefined;
let sheets: ReadonlyMap<string, Sheet> = new Map();
/** What waits until the newest view is shown. */
const waiting: (() => void)[] = [];

const stack = createStack({
  shown(model, before) {
    shell.update(model.view);
    document.title = model.view.texts.picture;
    find.update(model.view.texts);
    stack.label(model.view.texts.picture);
    zoom.apply();
    marking.viewChanged(model, before);
    panels.pictureChanged();
    panels.marked(lineMarked());
    keeper.keep();
    document.documentElement.dataset["revision"] = String(model.view.revision);
    if (model.view === view) for (const go of waiting.splice(0)) go();
  },
  widthChanged: () => zoom.apply(),
  scrolled() {
    card.hide();
    keeper.keepSoon();
  },
  folded: () => toolbar.refresh(),
  failed: (some) => shell.fail(some),
});
const keeper = createKeeper(vscode, stack, () => ({ view, zoom: zoom.value(), panels: panels.state() }));
const zoom = createZoom(stack, keeper.before.zoom, () => {
  toolbar.refresh();
  keeper.keep();
});
const marking = createMarking(stack);
const find = createFind({
  rows: () => stack.model()?.rows ?? [],
  from: () => Math.max(0, marking.row() >= 0 ? marking.row() : (stack.anchor()?.row ?? 0)),
  show(row, words) {
    stack.setFound(row, words);
    if (row < 0) return;
    stack.unfoldRow(row);
    marking.set(row);
  },
  closed: () => stack.root.focus(),
});
const card = createCard(
  stack,
  () => view,
  (request, id) => post({ type: "explain", request, id }),
);
function zoomOfView(): Pick<Zoom, "by" | "fit" | "value"> | null {
  const { view: shown } = panels.state();
  if (shown === "text") return null;
  if (shown === "graph") return panels.graphViewport;
  return shown === "machine" ? panels.machineViewport : zoom;
}
function leaveToolbar(): void {
  if (stack.root.inert) (document.activeElement as HTMLElement | null)?.blur();
  else stack.root.focus({ preventScroll: true });
}
const toolbar = createToolbar(
  [
    ...panelItems(() => panels),
    ...toolItems({
      post,
      zoom: zoomOfView,
      isGraph: () => panels.state().view === "graph",
      stack,
      find,
      keep: () => keeper.keep(),
    }),
  ],
  leaveToolbar,
);
const shell = createShell(post, toolbar, stack.scroller, find.root);
const lineMarked = () => stack.model()?.rows[marking.row()]?.line ?? -1;
const panels = createPanels(
  {
    app: document.getElementById("app") as HTMLElement,
    view: shell.view,
    picture: stack.root,
    side: shell.side,
    post,
    draw: drawMachine,
    mark(line) {
      const rows = stack.model()?.rows ?? [];
      // Before the first step one sees the top.
      if (line < 0) stack.scroller.scrollTop = 0;
      const row = line < 0 ? -1 : rowAtLine(rows, line);
      // What it leads to should be in view as well.
      const last = rows.findLastIndex((one) => one.line === line);
      stack.unfoldRow(row);
      if (last > row) stack.reveal(last);
      marking.set(row);
    },
    conceal(after) {
      stack.conceal(after === null ? -1 : rowBelowLine(stack.model()?.rows ?? [], after));
    },
    changed() {
      toolbar.refresh();
      zoom.apply();
      keeper.keep();
    },
  },
  keeper.before.panels,
);
marking.onChange(() => panels.marked(lineMarked()));
handleKeys({ stack, marking, find, card, post });
handlePointer({ stack, marking, card, post, keep: () => keeper.keep() });

const takeAway = createTakeAway(stack.source);
/** A picture is taken of what the panel sent last, which may still be on its way to the screen. */
const newestShown = () =>
  view !== undefined && stack.model()?.view === view
    ? Promise.resolve()
    : new Promise<void>((resolve) => waiting.push(resolve));

/** A line is one of the text that the newest view shows; a view that comes after it has a cursor of its own. */
function followCursor(line: number): void {
  const of = view;
  void newestShown().then(() => {
    if (view === of) marking.cursor(line);
  });
}

window.addEventListener("message", (event: MessageEvent<ToPage>) => {
  const message = event.data;
  if (panels.receive(message)) return;
  switch (message.type) {
    case "show": {
      const first = view === undefined;
      view = message.view;
      const model = buildModel(view, sheets);
      // A page that was hidden has forgotten what it had: then all is sent again.
      if (model.blocks.length < view.blocks.length) {
        sheets = new Map();
        post({ type: "ready" });
        break;
      }
      sheets = model.sheets;
      stack.show(model, first ? keeper.anchorIn(model) : undefined);
      break;
    }
    case "cursor":
      followCursor(message.line);
      break;
    case "explanation":
      card.answer(message.request, message.markdown);
      break;
    case "find":
      find.open();
      break;
    case "graphPicture":
      void panels
        .graphPicture(message.light, message.title)
        .then((picture) => post({ type: "graphDrawn", request: message.request, picture }));
      break;
    case "sketch":
    case "raster":
      void newestShown()
        .then(() => takeAway.answer(message))
        .then(post);
      break;
    default:
      message satisfies never;
  }
});

post({ type: "ready" });
