/** The preview page: shows what the panel sends, and tells it what was clicked. */

import type { FromPage, ToPage, View } from "../protocol/preview.js";
import { drawPicture } from "./draw.js";
import { markCursor, markItems } from "./marks.js";
import "./page.css";
import { createShell } from "./shell.js";

interface VsCodeApi {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const vscode = acquireVsCodeApi();
const shell = createShell((message) => vscode.postMessage(message), zoomKept());

let view: View | undefined;
/** What stands in the picture now; the same text is not drawn again. */
let drawn: string | undefined;
let drawing = false;
let waiting = false;

window.addEventListener("message", (event: MessageEvent<ToPage>) => {
  const message = event.data;
  if (message.type === "show") {
    view = message.view;
    keepState();
    void show();
  } else if (view !== undefined) {
    view = { ...view, cursor: message.line };
    markCursor(shell.picture, view);
  }
});

shell.onZoom(() => keepState());
vscode.postMessage({ type: "ready" });

/** Draws the newest view. While one is being drawn others only wait, and all but the last are dropped. */
async function show(): Promise<void> {
  if (drawing) {
    waiting = true;
    return;
  }
  drawing = true;
  do {
    waiting = false;
    if (view !== undefined) await showNow(view);
  } while (waiting);
  drawing = false;
}

async function showNow(next: View): Promise<void> {
  document.documentElement.lang = next.texts.language;
  shell.update(next);
  if (next.source === "") {
    drawn = undefined;
    shell.showEmpty(next);
    return;
  }
  const key = `${next.source}\n${JSON.stringify(next.items)}`;
  if (key !== drawn) {
    try {
      const svg = await drawPicture(next.source, next.items);
      markItems(svg, next.items, (line) => vscode.postMessage({ type: "reveal", line }));
      shell.showPicture(svg);
      drawn = key;
    } catch (error) {
      // The old picture stays: better a line behind than nothing.
      shell.showFailure(
        next.texts.cannotDraw.replace("{0}", error instanceof Error ? error.message : String(error)),
      );
      return;
    }
  }
  shell.hideFailure();
  markCursor(shell.picture, next);
}

interface Kept {
  readonly zoom?: unknown;
}

function keepState(): void {
  if (view !== undefined) vscode.setState({ ...view.state, zoom: shell.zoom() });
}

/** A factor; 0 fits the picture to the width of the page. */
function zoomKept(): number {
  const zoom = (vscode.getState() as Kept | undefined)?.zoom;
  return typeof zoom === "number" && Number.isFinite(zoom) ? zoom : 0;
}
