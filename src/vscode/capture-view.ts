/** What an editor of a capture shows and does. */

import * as vscode from "vscode";
import { flowsText } from "../convert/captures/flows.js";
import { importCapture, type Listing, listCapture } from "../convert/captures/import.js";
import { captureTexts } from "../messages/captures.js";
import type { CapturePageTexts, FromCapturePage, ToCapturePage } from "../protocol/captures.js";
import { captureEntries, captureRemarks } from "../reading/capture-list.js";
import { LANGUAGE, localeOf } from "./analyses.js";
import { tellError } from "./tell.js";

export interface CaptureDocument extends vscode.CustomDocument {
  /** Read once; each editor of the file lists and imports out of these octets. */
  readonly octets: Promise<Uint8Array>;
}

/** One editor of a capture: the list of its connections, and those that are chosen as flows. */
export class CaptureView {
  private listing: Promise<Listing | null> | undefined;
  private cancelled = false;

  constructor(
    private readonly document: CaptureDocument,
    private readonly panel: vscode.WebviewPanel,
  ) {}

  receive(message: FromCapturePage): void {
    switch (message.type) {
      case "ready":
        void this.show();
        break;
      case "cancel":
        this.cancel();
        break;
      case "open":
        void this.open(new Set(message.streams));
        break;
      default:
        message satisfies never;
    }
  }

  cancel(): void {
    this.cancelled = true;
  }

  private async show(): Promise<void> {
    const locale = localeOf(this.document.uri);
    const texts = pageTexts(this.document.uri);
    this.post({ type: "reading", texts, done: 0 });
    this.listing ??= this.list(texts);
    const listing = await this.listing;
    if (listing === null) return;
    const list = {
      title: nameOf(this.document.uri),
      remarks: captureRemarks(listing, locale),
      rows: captureEntries(listing, locale),
    };
    this.post({ type: "list", texts, list });
  }

  private async list(texts: CapturePageTexts): Promise<Listing | null> {
    const octets = await this.octets();
    if (octets === null) return null;
    return listCapture(pieces(octets), (read) => {
      this.post({ type: "reading", texts, done: read / octets.length });
      return this.cancelled;
    });
  }

  /** Into one unsaved document, with its preview beside it. */
  private async open(streams: ReadonlySet<number>): Promise<void> {
    const octets = await this.octets();
    if (octets === null) return;
    const { uri } = this.document;
    const texts = captureTexts(localeOf(uri));
    const progress = {
      cancellable: true,
      location: vscode.ProgressLocation.Notification,
      title: texts.importing,
    };
    const content = await vscode.window.withProgress(progress, async (report, token) => {
      let told = 0;
      const { imported, reading } = await importCapture(pieces(octets), streams, (read) => {
        const done = (100 * read) / octets.length;
        report.report({ increment: done - told });
        told = done;
        return token.isCancellationRequested;
      });
      return reading.cancelled
        ? null
        : flowsText(imported, { file: nameOf(uri), numbers: "relative", texts });
    });
    if (content === null) return;
    const flow = await vscode.workspace.openTextDocument({ language: LANGUAGE, content });
    await vscode.window.showTextDocument(flow);
    await vscode.commands.executeCommand("tcpflow.openPreviewToSide", flow.uri);
  }

  private async octets(): Promise<Uint8Array | null> {
    try {
      return await this.document.octets;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const texts = captureTexts(localeOf(this.document.uri));
      tellError(texts.cannotOpen(nameOf(this.document.uri), reason));
      return null;
    }
  }

  private post(message: ToCapturePage): void {
    void this.panel.webview.postMessage(message);
  }
}

const PIECE = 4 << 20;

/** Between two of them others get their turn, so that the editor answers and a cancel is heard. */
async function* pieces(octets: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < octets.length; at += PIECE) {
    yield octets.subarray(at, at + PIECE);
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
  }
}

function pageTexts(uri: vscode.Uri): CapturePageTexts {
  const locale = localeOf(uri);
  return { language: locale === "zh-cn" ? "zh-CN" : "en", ...captureTexts(locale).page };
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.split("/").at(-1) ?? "";
}
