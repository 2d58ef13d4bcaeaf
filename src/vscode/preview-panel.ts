/** One preview: a panel, the document it shows, and what it shows of it. */

import * as vscode from "vscode";
import type { FlowTrace } from "../check/trace.js";
import { NUMBER_MODES } from "../diagram/numbers.js";
import { numberTexts } from "../messages/export.js";
import type { Locale } from "../messages/locale.js";
import { previewTexts } from "../messages/preview.js";
import { explainRow } from "../preview/explain-row.js";
import { graphView } from "../preview/graph.js";
import { pageTexts } from "../preview/page-texts.js";
import { machineView, sceneView, taleView } from "../preview/panels.js";
import { flowAsMermaid, flowAt, type PictureOptions, picture } from "../preview/picture.js";
import { createPictureMemory } from "../preview/picture-memory.js";
import type { PanelsFromPage } from "../protocol/panels.js";
import type { FromPage, PanelState, Sheet, ToPage, View } from "../protocol/preview.js";
import { analysisOf, localeOf } from "./analyses.js";
import { fileOf, isSameFlow, lineInFlow, linesAbove } from "./block-document.js";
import { laterFlow } from "./blocks.js";
import { chooseItem } from "./choose-item.js";
import { Delay } from "./delay.js";
import type { Shown } from "./export.js";
import { showInEditor, takeAlong } from "./in-editor.js";
import { type Move, movedLine, movesOf } from "./moved-lines.js";
import { fromPage } from "./page-messages.js";
import { PageRequests } from "./page-requests.js";
import { pageHtml } from "./preview-page.js";
import { type Switches, settingsOf } from "./preview-settings.js";

const TYPING_PAUSE = 120;
const FOLLOW_CURSOR = -1;

/** What a panel begins with, or comes back with after a reload. */
export type PanelStart = Partial<Omit<PanelState, "uri">>;

export class PreviewPanel {
  static readonly viewType = "tcpflow.preview";

  /** A flow: a file of its own, or a block of a Markdown file. Lines are counted in it, here and in the page. */
  private document: vscode.TextDocument | undefined;
  private line = 0;
  /** The flow that is shown; -1 for the one at the cursor. */
  private flow: number;
  private drawnFlow = 0;
  /** The marked step: where the cursor is, or where somebody stepped to. */
  private step: { readonly line: number } | { readonly index: number } = { line: 0 };
  private overrides: Switches;
  /** Questions to the page. */
  readonly requests = new PageRequests((message) => this.post(message));
  private waiting: (() => void)[] = [];
  private lockedToFile: boolean;
  private ready = false;
  private revision = 0;
  /** The sheets that the page has. */
  private known: ReadonlySet<string> = new Set();
  /** Of the picture drawn last. */
  private readonly memory = createPictureMemory();
  private readonly delay = new Delay(TYPING_PAUSE);
  /** Of the text, since the picture that the page has. */
  private moves: Move[] = [];
  private readonly disposables: vscode.Disposable[] = [];

  constructor(
    private readonly panel: vscode.WebviewPanel,
    extensionUri: vscode.Uri,
    { flow, locked, states, notes, autonumber, numbers }: PanelStart = {},
  ) {
    this.flow = flow ?? FOLLOW_CURSOR;
    this.lockedToFile = locked ?? false;
    this.overrides = {
      ...(states === undefined ? {} : { states }),
      ...(notes === undefined ? {} : { notes }),
      ...(autonumber === undefined ? {} : { autonumber }),
      ...(numbers === undefined ? {} : { numbers }),
    };
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
    this.line = lineInFlow(document, fileLine);
    this.step = { line: this.line };
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

  cursorMoved(document: vscode.TextDocument, fileLine: number): void {
    const before = this.document;
    if (before === undefined || !this.shows(document)) return;
    if (!isSameFlow(document, before)) {
      this.show(document, fileLine);
      return;
    }
    const line = lineInFlow(document, fileLine);
    if (line === this.line) return;
    this.line = line;
    this.step = { line };
    // A picture of the text as it was knows other lines; the next one comes with the cursor.
    if (this.delay.isWaiting) return;
    const otherFlow = this.flow === FOLLOW_CURSOR && flowAt(analysisOf(document), line) !== this.drawnFlow;
    if (otherFlow) this.delay.run(() => this.refresh());
    else {
      this.post({ type: "cursor", line });
      this.postScene(document);
    }
  }

  async showSource(): Promise<void> {
    if (this.document !== undefined) await this.showLine(this.line, false, undefined);
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
    this.post({ type: "show", view: this.view(document, locale) });
    this.postScene(document);
  }

  private view(document: vscode.TextDocument, locale: Locale): View {
    const analysis = analysisOf(document);
    const texts = previewTexts(locale);
    if (this.flow >= analysis.flows.length) this.flow = FOLLOW_CURSOR;
    const flow = this.flow === FOLLOW_CURSOR ? flowAt(analysis, this.line) : this.flow;
    this.drawnFlow = flow;
    this.moves = [];
    const options = { locale, ...this.switches(document) };
    const drawn = picture(analysis, flow, options, this.memory);
    const flows = analysis.flows.map((trace, i) => trace.flow.header?.title?.value || texts.untitled(i + 1));
    const unreadable = drawn.blocks.length > 0 ? [] : brokenLines(analysis.flows[flow]);
    return {
      revision: ++this.revision,
      texts: pageTexts(locale, analysis.flows.length === 0, flows[flow] ?? "", unreadable.length),
      unreadable: unreadable[0] ?? null,
      head: drawn.head,
      blocks: drawn.blocks,
      sheets: this.newSheets(drawn.sheets),
      cursor: this.line,
      flows,
      flow,
      following: this.flow === FOLLOW_CURSOR,
      states: options.states,
      notes: options.notes,
      autonumber: options.autonumber,
      otherNumbers: options.numbers !== "written",
      legend: drawn.legend,
      marks: drawn.marks,
      locked: this.lockedToFile,
      state: {
        uri: document.uri.toString(),
        flow: this.flow,
        locked: this.lockedToFile,
        ...this.overrides,
      },
    };
  }

  /** The page keeps the sheets of the view before; of a long flow an edit changes one of hundreds. */
  private newSheets(sheets: ReadonlyMap<string, Sheet>): Record<string, Sheet> {
    const fresh = [...sheets].filter(([key]) => !this.known.has(key));
    this.known = new Set(sheets.keys());
    return Object.fromEntries(fresh);
  }

  /** What the settings say, unless the page's own buttons were used. */
  private switches(document: vscode.TextDocument): Required<Switches> {
    return { ...settingsOf(document), ...this.overrides };
  }

  /** What is taken away when this preview is; undefined where it shows nothing. */
  shown(): Shown | undefined {
    const document = this.document;
    if (document === undefined) return undefined;
    const flow = this.flow === FOLLOW_CURSOR ? flowAt(analysisOf(document), this.line) : this.flow;
    return { document, flow, options: this.options(document) };
  }

  private options(document: vscode.TextDocument): PictureOptions {
    return { locale: localeOf(document), ...this.switches(document) };
  }

  /** Shows this flow; one that follows the cursor goes on following it. */
  turnTo(flow: number): void {
    const document = this.document;
    if (document === undefined || this.shown()?.flow === flow) return;
    if (this.flow !== FOLLOW_CURSOR) this.flow = flow;
    this.line = analysisOf(document).flows[flow]?.flow.line ?? 0;
    this.step = { line: this.line };
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
    const texts = numberTexts(localeOf(document));
    const items = NUMBER_MODES.map((mode) => ({
      label: texts.modes[mode],
      detail: texts.details[mode],
      mode,
    }));
    const now = items.find(({ mode }) => mode === this.switches(document).numbers);
    const chosen = await chooseItem(items, now, texts.choose);
    if (chosen === undefined) return;
    this.overrides = { ...this.overrides, numbers: chosen.mode };
    this.refresh();
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
      case "explain": {
        const markdown = explainRow(analysisOf(document), this.drawnFlow, message.id, localeOf(document));
        this.post({ type: "explanation", request: message.request, markdown });
        break;
      }
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
        else this.overrides[message.what] = !this.switches(document)[message.what];
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
        const source = flowAsMermaid(analysisOf(document), this.drawnFlow, this.options(document));
        void vscode.env.clipboard.writeText(source);
        break;
      }
    }
  }

  /** A page is there, and knows nothing yet. */
  private begin(): void {
    this.ready = true;
    this.known = new Set();
    for (const resolve of this.waiting.splice(0)) resolve();
  }

  private receiveOfPanels(message: PanelsFromPage, document: vscode.TextDocument): void {
    const about = [this.versionOf(document), localeOf(document)] as const;
    const analysis = analysisOf(document);
    switch (message.type) {
      case "step":
        this.step = { index: message.index };
        this.takeEditorAlong(this.postScene(document, true));
        break;
      case "marked":
        this.step = { line: message.line };
        this.postScene(document);
        break;
      case "tell": {
        const tale = taleView(analysis, this.drawnFlow, message.from, ...about);
        if (tale !== null) this.post({ type: "tale", tale });
        break;
      }
      case "paths": {
        const machine = machineView(analysis, this.drawnFlow, ...about);
        if (machine !== null) this.post({ type: "machine", machine });
        break;
      }
      case "plot": {
        const graph = graphView(analysis, this.drawnFlow, ...about);
        if (graph !== null) this.post({ type: "graph", graph });
        break;
      }
    }
  }

  /** `stepped`: the mark in the page goes there. Else it has been there first, or follows the cursor. */
  private postScene(document: vscode.TextDocument, stepped = false): number | null {
    const version = this.versionOf(document);
    const scene = sceneView(analysisOf(document), this.drawnFlow, this.step, version, localeOf(document));
    if (scene !== null) this.post({ type: "scene", scene: { ...scene, stepped } });
    return scene?.line ?? null;
  }

  /** It follows the step: the step need not follow it. */
  private takeEditorAlong(line: number | null): void {
    if (line === null || this.document === undefined) return;
    if (takeAlong(this.document, line)) this.line = line;
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

function brokenLines(trace: FlowTrace | undefined): readonly number[] {
  return trace?.flow.statements.flatMap((s) => (s.type === "broken" ? [s.line] : [])) ?? [];
}

/** The flow at this line of its file, as a preview would show it. */
export function shownAt(document: vscode.TextDocument, line: number): Shown {
  const flow = flowAt(analysisOf(document), lineInFlow(document, line));
  return { document, flow, options: { locale: localeOf(document), ...settingsOf(document) } };
}

function fileName(uri: vscode.Uri): string {
  return uri.path.split("/").pop() ?? "";
}
