/** One preview: a panel, the document it shows, and what it shows of it. */

import * as vscode from "vscode";
import { previewTexts } from "../messages/preview.js";
import { explainRow } from "../preview/explain-row.js";
import { graphView } from "../preview/graph.js";
import { machineView, sceneView, transcriptView } from "../preview/panels.js";
import { flowAsMermaid, flowIndexAt } from "../preview/picture.js";
import type { PanelsFromPage } from "../protocol/panels.js";
import type { FromPage, PanelState, ToPage, View } from "../protocol/preview.js";
import { analysisOf, localeOf } from "./analyses.js";
import { fileOf, isSameFlow, lineInFlow, linesAbove } from "./block-document.js";
import { laterFlow } from "./blocks.js";
import { Delay } from "./delay.js";
import type { ExportTarget } from "./export-target.js";
import { showInEditor } from "./in-editor.js";
import { MarkedStep } from "./marked-step.js";
import { type LineShift, movedLine, movesOf } from "./moved-lines.js";
import { fromPage } from "./page-messages.js";
import { PageRequests } from "./page-requests.js";
import { pageHtml } from "./preview-page.js";
import { PreviewPicture } from "./preview-picture.js";
import { settingsOf } from "./preview-settings.js";

const TYPING_PAUSE = 120;
const FOLLOW_CURSOR = -1;

/** What a panel begins with, or comes back with after a reload. */
export type PanelStart = Partial<Omit<PanelState, "uri">>;

export class PreviewPanel {
  /** A flow: a file of its own, or a block of a Markdown file. Lines are counted in it, here and in the page. */
  private document: vscode.TextDocument | undefined;
  /** The flow that is shown; -1 for the one at the cursor. */
  private flow: number;
  private drawnFlow = 0;
  private readonly step = new MarkedStep();
  private readonly picture: PreviewPicture;
  /** Questions to the page. */
  readonly requests = new PageRequests((message) => this.post(message));
  private waiting: (() => void)[] = [];
  private lockedToFile: boolean;
  private ready = false;
  private readonly delay = new Delay(TYPING_PAUSE);
  /** Of the text, since the picture that the page has. */
  private moves: LineShift[] = [];
  private readonly disposables: vscode.Disposable[] = [];

  constructor(
    private readonly panel: vscode.WebviewPanel,
    extensionUri: vscode.Uri,
    { flow, locked, ...switches }: PanelStart = {},
  ) {
    this.flow = flow ?? FOLLOW_CURSOR;
    this.lockedToFile = locked ?? false;
    this.picture = new PreviewPicture(switches);
    const dist = vscode.Uri.joinPath(extensionUri, "dist");
    panel.webview.options = { enableScripts: true, localResourceRoots: [dist] };
    this.disposables.push(
      panel.webview.onDidReceiveMessage((sent: unknown) => {
        const message = fromPage(sent);
        if (message !== null) this.receive(message);
      }),
      panel.onDidChangeViewState(() => {
        if (panel.visible) this.refresh();
      }),
      panel.onDidDispose(() => this.forget()),
    );
    const icon = (theme: string) => vscode.Uri.joinPath(extensionUri, "media", `file-icon-${theme}.svg`);
    panel.iconPath = { light: icon("light"), dark: icon("dark") };
    panel.webview.html = pageHtml(panel.webview, dist);
  }

  get locked(): boolean {
    return this.lockedToFile;
  }

  toggleLock(): void {
    this.lockedToFile = !this.lockedToFile;
    this.refresh();
  }

  get column(): vscode.ViewColumn | undefined {
    return this.panel.viewColumn;
  }

  get isVisible(): boolean {
    return this.panel.visible;
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

  /** What VS Code has open of it. */
  get file(): vscode.TextDocument | undefined {
    return this.document === undefined ? undefined : fileOf(this.document);
  }

  /** `fileLine`: of the file that the flow stands in. */
  show(document: vscode.TextDocument, fileLine: number): void {
    const before = this.document;
    if (before !== undefined && !isSameFlow(document, before)) this.flow = FOLLOW_CURSOR;
    this.document = document;
    this.step.goTo(lineInFlow(document, fileLine));
    this.refresh();
  }

  changed(file: vscode.TextDocument, changes: readonly vscode.TextDocumentContentChangeEvent[]): void {
    const before = this.document;
    if (before === undefined || !this.shows(file)) return;
    this.document = laterFlow(before, file);
    const above = linesAbove(before);
    const within = changes.filter(({ range }) => range.start.line >= above);
    this.moves.push(...movesOf(within).map(({ from, by }) => ({ from: from - above, by })));
    this.delay.run(() => this.refresh());
  }

  cursorMoved(
    document: vscode.TextDocument,
    fileLine: number,
    kind: vscode.TextEditorSelectionChangeKind | undefined,
  ): void {
    const before = this.document;
    if (before === undefined || !this.shows(document)) return;
    if (!isSameFlow(document, before)) {
      this.show(document, fileLine);
      return;
    }
    const line = lineInFlow(document, fileLine);
    if (!this.step.follow(line, kind)) return;
    // A picture of the text as it was knows other lines; the next one comes with the cursor.
    if (this.delay.isWaiting) return;
    const otherFlow =
      this.flow === FOLLOW_CURSOR && flowIndexAt(analysisOf(document), line) !== this.drawnFlow;
    if (otherFlow) this.delay.run(() => this.refresh());
    else {
      this.post({ type: "cursor", line });
      this.postScene(document);
    }
  }

  async showSource(): Promise<void> {
    if (this.document !== undefined) await this.showLine(this.step.line, false, undefined);
  }

  find(): void {
    this.post({ type: "find" });
  }

  /** Redraws now. */
  refresh(): void {
    this.delay.cancel();
    const document = this.document;
    if (document === undefined) return;
    const locale = localeOf(document);
    const texts = previewTexts(locale);
    const name = fileName(document.uri);
    this.panel.title = this.lockedToFile ? texts.lockedTitle(name) : texts.title(name);
    if (!this.ready || !this.panel.visible) return;
    this.post({ type: "show", view: this.view(document) });
    this.postScene(document);
  }

  private view(document: vscode.TextDocument): View {
    const analysis = analysisOf(document);
    if (this.flow >= analysis.flows.length) this.flow = FOLLOW_CURSOR;
    const following = this.flow === FOLLOW_CURSOR;
    this.drawnFlow = following ? flowIndexAt(analysis, this.step.line) : this.flow;
    this.moves = [];
    const { drawnFlow: flow, lockedToFile: locked } = this;
    return this.picture.view(document, { flow, following, locked, cursor: this.step.line });
  }

  /** What is taken away when this preview is; undefined where it shows nothing. */
  shown(): ExportTarget | undefined {
    const document = this.document;
    if (document === undefined) return undefined;
    const flow = this.flow === FOLLOW_CURSOR ? flowIndexAt(analysisOf(document), this.step.line) : this.flow;
    return { document, flow, options: this.picture.options(document) };
  }

  /** Shows this flow; one that follows the cursor goes on following it. */
  turnTo(flow: number): void {
    const document = this.document;
    if (document === undefined || this.shown()?.flow === flow) return;
    if (this.flow !== FOLLOW_CURSOR) this.flow = flow;
    this.step.goTo(analysisOf(document).flows[flow]?.flow.line ?? 0);
  }

  /** In sight, with the page there and told to show the document as it is; with the keyboard if `focus`. */
  async present(focus: boolean): Promise<void> {
    // A page that is out of sight is gone, and loads again.
    if (!this.panel.visible) this.ready = false;
    if (focus || !this.panel.visible) this.panel.reveal(undefined, !focus);
    if (!this.ready) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.refresh();
  }

  private async askForNumbers(document: vscode.TextDocument): Promise<void> {
    if (await this.picture.askForNumbers(document)) this.refresh();
  }

  private receive(message: FromPage): void {
    const document = this.document;
    if (message.type === "ready") this.begin();
    if (document === undefined) return;
    switch (message.type) {
      case "ready":
        this.refresh();
        break;
      case "reveal":
        void this.showLine(movedLine(message.line, this.moves), !message.focus, vscode.ViewColumn.Beside);
        break;
      case "explain":
        this.explain(document, message);
        break;
      case "source":
        void this.showSource();
        break;
      case "repair":
        void this.repair(message.line);
        break;
      case "flow":
        this.flow = message.index;
        this.refresh();
        break;
      case "toggle":
        if (message.what === "lock") this.lockedToFile = !this.lockedToFile;
        else this.picture.toggle(document, message.what);
        this.refresh();
        break;
      case "step":
      case "marked":
      case "tell":
      case "paths":
      case "plot":
        this.receiveOfPanels(message, document);
        break;
      case "ask":
        if (message.what === "numbers") void this.askForNumbers(document);
        else
          void vscode.commands.executeCommand(
            message.what === "graph" ? "tcpflow.exportGraph" : "tcpflow.exportDiagram",
          );
        break;
      case "sketched":
      case "rastered":
      case "graphDrawn":
      case "exportFailed":
        this.requests.receive(message);
        break;
      case "copy": {
        const source = flowAsMermaid(analysisOf(document), this.drawnFlow, this.picture.options(document));
        void vscode.env.clipboard.writeText(source);
        break;
      }
      default:
        message satisfies never;
    }
  }

  private explain(document: vscode.TextDocument, { id, request }: { id: string; request: number }): void {
    const about = [localeOf(document), linesAbove(document)] as const;
    const markdown = explainRow(analysisOf(document), this.drawnFlow, id, ...about);
    this.post({ type: "explanation", request, markdown });
  }

  /** A page is there, and knows nothing yet. */
  private begin(): void {
    this.ready = true;
    this.picture.pageKnowsNothing();
    for (const resolve of this.waiting.splice(0)) resolve();
  }

  private receiveOfPanels(message: PanelsFromPage, document: vscode.TextDocument): void {
    const about = [this.versionOf(document), localeOf(document), linesAbove(document)] as const;
    const analysis = analysisOf(document);
    switch (message.type) {
      case "step": {
        this.step.ask(message);
        const line = this.postScene(document, true);
        if (line !== null) this.step.takeAlong(document, line, message.played);
        break;
      }
      case "marked":
        this.step.ask(message);
        this.postScene(document);
        break;
      case "tell": {
        const transcript = transcriptView(analysis, this.drawnFlow, message.from, ...about);
        if (transcript !== null) this.post({ type: "transcript", transcript });
        break;
      }
      case "paths": {
        const machine = machineView(analysis, this.drawnFlow, about[0], about[1]);
        if (machine !== null) this.post({ type: "machine", machine });
        break;
      }
      case "plot": {
        const graph = graphView(analysis, this.drawnFlow, ...about);
        if (graph !== null) this.post({ type: "graph", graph });
        break;
      }
      default:
        message satisfies never;
    }
  }

  /** `stepped`: the mark in the page goes there. Else it has been there first, or follows the cursor. */
  private postScene(document: vscode.TextDocument, stepped = false): number | null {
    const about = [this.versionOf(document), localeOf(document), linesAbove(document)] as const;
    const { answers, place } = this.step;
    const scene = sceneView(analysisOf(document), this.drawnFlow, place, ...about);
    if (scene !== null) this.post({ type: "scene", scene: { ...scene, stepped, answers } });
    return scene?.line ?? null;
  }

  private versionOf(document: vscode.TextDocument): string {
    // Of two blocks of one file the places differ.
    const place = `${linesAbove(document)} ${this.drawnFlow}`;
    return `${document.uri} ${document.version} ${place} ${localeOf(document)}`;
  }

  /** What a line that cannot be read may become is offered there. */
  private async repair(line: number): Promise<void> {
    await this.showLine(movedLine(line, this.moves), false, vscode.ViewColumn.Beside);
    await vscode.commands.executeCommand("editor.action.quickFix");
  }

  private async showLine(
    line: number,
    preserveFocus: boolean,
    elsewhere: vscode.ViewColumn | undefined,
  ): Promise<void> {
    if (this.document !== undefined) await showInEditor(this.document, line, preserveFocus, elsewhere);
  }

  private post(message: ToPage): void {
    if (this.ready) void this.panel.webview.postMessage(message);
  }

  private forget(): void {
    this.delay.cancel();
    for (const disposable of this.disposables.splice(0)) disposable.dispose();
  }
}

/** The flow at this line of its file, as a preview would show it. */
export function shownAt(document: vscode.TextDocument, line: number): ExportTarget {
  const flow = flowIndexAt(analysisOf(document), lineInFlow(document, line));
  return { document, flow, options: { locale: localeOf(document), ...settingsOf(document) } };
}

function fileName(uri: vscode.Uri): string {
  return uri.path.split("/").pop() ?? "";
}
