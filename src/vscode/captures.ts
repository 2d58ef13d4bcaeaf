/** Captures in VS Code: a command, and the editor that one opens in. What reads them is loaded with the first (`capture-view.ts`). */

import * as vscode from "vscode";
import { captureTexts } from "../messages/captures.js";
import { disposeAll, localeOf } from "./analyses.js";
import { fromCapturePage } from "./capture-messages.js";
import type { CaptureDocument } from "./capture-view.js";
import { pageHtml } from "./preview-page.js";

const VIEW_TYPE = "tcpflow.capture";
/** Files that end in `.cap` may be of another kind: they are opened as captures only if that is asked for. */
const IF_ASKED = "tcpflow.cap";
const CAPTURE_ENDINGS = ["pcap", "pcapng", "cap", "gz"];

export function registerCaptures({ extensionUri }: vscode.ExtensionContext): vscode.Disposable {
  return disposeAll(
    ...[VIEW_TYPE, IF_ASKED].map((type) =>
      vscode.window.registerCustomEditorProvider(type, new CaptureEditor(extensionUri), {
        supportsMultipleEditorsPerDocument: true,
        webviewOptions: { retainContextWhenHidden: true },
      }),
    ),
    vscode.commands.registerCommand("tcpflow.importCapture", async (uri?: unknown) => {
      const chosen = uri instanceof vscode.Uri ? uri : await ask();
      if (chosen !== undefined) await vscode.commands.executeCommand("vscode.openWith", chosen, VIEW_TYPE);
    }),
  );
}

async function ask(): Promise<vscode.Uri | undefined> {
  const texts = captureTexts(localeOf());
  const chosen = await vscode.window.showOpenDialog({
    canSelectMany: false,
    filters: { [texts.files]: CAPTURE_ENDINGS },
    openLabel: texts.openDialog,
  });
  return chosen?.[0];
}

class CaptureEditor implements vscode.CustomReadonlyEditorProvider<CaptureDocument> {
  constructor(private readonly extensionUri: vscode.Uri) {}

  openCustomDocument(uri: vscode.Uri): CaptureDocument {
    return { uri, octets: Promise.resolve(vscode.workspace.fs.readFile(uri)), dispose: () => undefined };
  }

  async resolveCustomEditor(document: CaptureDocument, panel: vscode.WebviewPanel): Promise<void> {
    let closed = false;
    panel.onDidDispose(() => {
      closed = true;
    });
    const { CaptureView } = await import("./capture-view.js");
    if (closed) return;
    const dist = vscode.Uri.joinPath(this.extensionUri, "dist");
    panel.webview.options = { enableScripts: true, localResourceRoots: [dist] };
    const view = new CaptureView(document, panel);
    panel.webview.onDidReceiveMessage((sent: unknown) => {
      const message = fromCapturePage(sent);
      if (message !== null) view.receive(message);
    });
    panel.onDidDispose(() => view.cancel());
    panel.webview.html = pageHtml(panel.webview, dist, "captures");
  }
}
