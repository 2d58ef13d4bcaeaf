/** Blocks in the Markdown cells of notebooks: their page asks what they are rendered as, and draws it (`webview/notes/notebook.ts`). */

import * as vscode from "vscode";
import { isFlow } from "../notes/fences.js";
import type { CellBlock } from "../protocol/notebook.js";
import { renderedBlock, rendersBlocks } from "./markdown-preview.js";

/** As the manifest has it. */
const RENDERER = "tcpflow.markdown-cells";

export function registerNotebookCells(): vscode.Disposable {
  const messaging = vscode.notebooks.createRendererMessaging(RENDERER);
  return messaging.onDidReceiveMessage(({ editor, message }) => {
    const { id, info, line, text, type } = (message ?? {}) as Record<string, unknown>;
    if (type !== "fence" || typeof info !== "string" || typeof text !== "string" || !isFlow(info)) return;
    const { uri } = editor.notebook;
    if (!rendersBlocks(uri)) return;
    const place = { line: Number(line), attributes: ' class="tcpflow-note"', silent: false };
    const html = renderedBlock(text, place, uri);
    const answer: CellBlock = { type: "block", id: Number(id), html };
    void messaging.postMessage(answer, editor);
  });
}
