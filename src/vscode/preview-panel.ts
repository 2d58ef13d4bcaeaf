/** One preview: a panel, the document it shows, and what it shows of it. */

import * as vscode from "vscode";
import { pageTexts } from "../features/page-texts.js";
import { flowAsMermaid, flowAt, picture, WINDOW_ROWS } from "../features/picture.js";
import type { Locale } from "../messages/locale.js";
import { previewTexts } from "../messages/preview.js";
import type { FromPage, ToPage, View } from "../protocol/preview.js";
import { analysisOf, LANGUAGE, localeOf } from "./analyses.js";
import { Delay } from "./delay.js";
import { pageHtml } from "./preview-page.js";

const TYPING_PAUSE = 120;
/** A click on "more" moves the window by half, so that one sees where one was. */
const WINDOW_STEP = WINDOW_ROWS / 2;
const FOLLOW_CURSOR = -1;

export class PreviewPanel {
  static readonly viewType = "tcpflow.preview";

  document: vscode.TextDocument | undefined;
  private line = 0;
  /** First drawn row, once the window was moved by hand; else it is where the cursor is. */
  private first: number | null = null;
  private drawnFlow = 0;
  private drawnLines: readonly [number, number] = [0, 0];
  private overrides: { states?: boolean; notes?: boolean } = {};
  private ready = false;
  private readonly delay = new Delay(TYPING_PAUSE);
  private readonly disposables: vscode.Disposable[] = [];

  constructor(
    private readonly panel: vscode.WebviewPanel,
    extensionUri: vscode.Uri,
    /** The flow that is shown; -1 for the one at the cursor. */
    private flow: number,
  ) {
    const dist = vscode.Uri.joinPath(extensionUri, "dist");
    panel.webview.options = { enableScripts: true, localResourceRoots: [dist] };
    this.disposables.push(
      panel.webview.onDidReceiveMessage((message: FromPage) => this.receive(message)),
      panel.onDidChangeViewState(() => {
        if (panel.visible) this.refresh();
      }),
      panel.onDidDispose(() => this.forget()),
    );
    const icon = (theme: string) => vscode.Uri.joinPath(extensionUri, "media", `file-icon-${theme}.svg`);
    panel.iconPath = { light: icon("light"), dark: icon("dark") };
    panel.webview.html = pageHtml(panel.webview, dist);
  }

  get column(): vscode.ViewColumn | undefined {
    return this.panel.viewColumn;
  }

  get isActive(): boolean {
    return this.panel.active;
  }

  onDispose(action: () => void): void {
    this.disposables.push(this.panel.onDidDispose(action));
  }

  dispose(): void {
    this.panel.dispose();
  }

  reveal(): void {
    this.panel.reveal(undefined, true);
  }

  shows(document: vscode.TextDocument): boolean {
    return this.document?.uri.toString() === document.uri.toString();
  }

  show(document: vscode.TextDocument, line: number): void {
    if (!this.shows(document)) {
      this.first = null;
      if (this.document !== undefined) this.flow = FOLLOW_CURSOR;
    }
    this.document = document;
    this.line = line;
    this.refresh();
  }

  changed(document: vscode.TextDocument): void {
    if (!this.shows(document)) return;
    this.document = document;
    this.delay.run(() => this.refresh());
  }

  cursorMoved(document: vscode.TextDocument, line: number): void {
    if (!this.shows(document) || line === this.line) return;
    this.line = line;
    const analysis = analysisOf(document);
    const outside = line < this.drawnLines[0] || line > this.drawnLines[1];
    const otherFlow = this.flow === FOLLOW_CURSOR && flowAt(analysis, line) !== this.drawnFlow;
    if (otherFlow || outside) {
      this.first = null;
      this.delay.run(() => this.refresh());
    } else this.post({ type: "cursor", line });
  }

  async showSource(): Promise<void> {
    if (this.document !== undefined) await this.showLine(this.line, false, undefined);
  }

  /** Redraws now. */
  refresh(): void {
    this.delay.cancel();
    const document = this.document;
    if (document === undefined) return;
    const locale = localeOf(document);
    this.panel.title = previewTexts(locale).title(fileName(document.uri));
    if (!this.ready || !this.panel.visible) return;
    this.post({ type: "show", view: this.view(document, locale) });
  }

  private view(document: vscode.TextDocument, locale: Locale): View {
    const analysis = analysisOf(document);
    const texts = previewTexts(locale);
    if (this.flow >= analysis.flows.length) this.flow = FOLLOW_CURSOR;
    const flow = this.flow === FOLLOW_CURSOR ? flowAt(analysis, this.line) : this.flow;
    if (flow !== this.drawnFlow) this.first = null;
    this.drawnFlow = flow;
    const options = { locale, ...this.switches(document) };
    const place = this.first === null ? { around: this.line } : { first: this.first };
    const { first, source, items, above, below } = picture(analysis, flow, place, options);
    if (above + below > 0) this.first = first;
    const lines = items.map((item) => item.line);
    this.drawnLines = [
      above > 0 ? Math.min(...lines) : 0,
      below > 0 ? Math.max(...lines) : Number.POSITIVE_INFINITY,
    ];
    return {
      texts: pageTexts(locale, analysis.flows.length === 0, above, below),
      source,
      items,
      above,
      below,
      cursor: this.line,
      flows: analysis.flows.map((trace, i) => trace.flow.header?.title?.value || texts.untitled(i + 1)),
      flow,
      following: this.flow === FOLLOW_CURSOR,
      states: options.states,
      notes: options.notes,
      state: { uri: document.uri.toString(), flow: this.flow },
    };
  }

  /** What the settings say, unless the page's own buttons were used. */
  private switches(document: vscode.TextDocument): { states: boolean; notes: boolean } {
    const settings = vscode.workspace.getConfiguration(LANGUAGE, document);
    return {
      states: this.overrides.states ?? settings.get("preview.states", true),
      notes: this.overrides.notes ?? settings.get("preview.notes", true),
    };
  }

  private receive(message: FromPage): void {
    const document = this.document;
    if (message.type === "ready") this.ready = true;
    if (document === undefined) return;
    switch (message.type) {
      case "ready":
        this.refresh();
        break;
      case "reveal":
        void this.showLine(message.line, true, vscode.ViewColumn.Beside);
        break;
      case "source":
        void this.showSource();
        break;
      case "more":
        this.first = Math.max(
          0,
          (this.first ?? 0) + (message.where === "above" ? -WINDOW_STEP : WINDOW_STEP),
        );
        this.refresh();
        break;
      case "flow":
        this.flow = message.index;
        this.first = null;
        this.refresh();
        break;
      case "toggle":
        this.overrides[message.what] = !this.switches(document)[message.what];
        this.refresh();
        break;
      case "copy": {
        const options = { locale: localeOf(document), ...this.switches(document) };
        void vscode.env.clipboard.writeText(flowAsMermaid(analysisOf(document), this.drawnFlow, options));
        break;
      }
    }
  }

  /** In the editor that shows the document, else in `elsewhere`. */
  private async showLine(
    line: number,
    preserveFocus: boolean,
    elsewhere: vscode.ViewColumn | undefined,
  ): Promise<void> {
    const document = this.document;
    if (document === undefined) return;
    const open = vscode.window.visibleTextEditors.find((editor) => this.shows(editor.document));
    const column = open?.viewColumn ?? elsewhere;
    const position = new vscode.Position(Math.min(line, document.lineCount - 1), 0);
    await vscode.window.showTextDocument(document, {
      preserveFocus,
      selection: new vscode.Range(position, position),
      ...(column === undefined ? {} : { viewColumn: column }),
    });
  }

  private post(message: ToPage): void {
    if (this.ready) void this.panel.webview.postMessage(message);
  }

  private forget(): void {
    this.delay.cancel();
    for (const disposable of this.disposables.splice(0)) disposable.dispose();
  }
}

function fileName(uri: vscode.Uri): string {
  return uri.path.split("/").pop() ?? "";
}
