/** The page that lists the connections of a capture. */

import type { FromCapturePage, ToCapturePage } from "../../protocol/captures.js";
import { element, fill } from "../dom.js";
import "./captures.css";
import { List } from "./list.js";

declare function acquireVsCodeApi(): { postMessage(message: FromCapturePage): void };

const vscode = acquireVsCodeApi();
const app = document.getElementById("app") as HTMLElement;
const list = new List((streams) => vscode.postMessage({ type: "open", streams }));

window.addEventListener("message", ({ data }: MessageEvent<ToCapturePage>) => {
  document.documentElement.lang = data.texts.language;
  if (data.type === "reading") showReading(data);
  else {
    document.title = data.list.title;
    app.replaceChildren(list.root);
    list.show(data.list, data.texts);
  }
});
vscode.postMessage({ type: "ready" });

function showReading({ done, texts }: Extract<ToCapturePage, { type: "reading" }>): void {
  const shown = document.querySelector("progress");
  if (shown !== null) {
    shown.value = done;
    return;
  }
  const box = element("div", "reading");
  const progress = element("progress", "");
  progress.max = 1;
  progress.value = done;
  progress.setAttribute("aria-label", texts.reading);
  const cancel = element("button", "cancel", texts.cancel);
  cancel.type = "button";
  cancel.addEventListener("click", () => vscode.postMessage({ type: "cancel" }));
  box.append(element("p", "", fill(texts.reading)), progress, cancel);
  app.replaceChildren(box);
}
