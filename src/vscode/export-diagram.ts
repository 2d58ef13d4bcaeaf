/** Taking the diagram away: to the clipboard, and into files. */

import * as vscode from "vscode";
import { type ExportFormat, exportTexts } from "../messages/export.js";
import { htmlPage } from "../preview/export/html.js";
import { flowAsMarkdown } from "../preview/export/markdown.js";
import { flowAsNotes } from "../preview/export/notes.js";
import {
  EXTENSIONS,
  exportName,
  IMAGE_LIMITS,
  imageScale,
  imageStrips,
  MOST_ROWS,
  svgStrips,
} from "../preview/export/parts.js";
import { type Sketch, type Strip, type Svg, svgOf, wholeStrip } from "../preview/export/sketch.js";
import { flowTitle } from "../preview/export/table.js";
import { wordsMarkup } from "../preview/export/words.js";
import { flowAsMermaid, flowRows, numbersLegend } from "../preview/picture.js";
import { analysisOf, localeOf } from "./analyses.js";
import { linesAbove } from "./block-document.js";
import { chooseItem } from "./choose-item.js";

import { saveFiles } from "./export-files.js";
import type { Exports, ExportTarget } from "./export-target.js";
import { NoAnswer, type PageRequests } from "./page-requests.js";
import { tell, tellError } from "./tell.js";

export function takeDiagramAway(exports: Exports, what: Taking, uri: unknown): Promise<void> {
  return takeAway(exports, TAKINGS[what], uri);
}

/** What each command does. */
const TAKINGS = {
  copyAsMermaid: (_, shown) => copyText(shown, "mermaid"),
  copyAsMarkdown: (_, shown) => copyText(shown, "markdown"),
  copyAsSvg: copySvg,
  copyAsPng: copyPng,
  writeNotes: (_, shown) => writeNotes(shown),
  exportDiagram,
} satisfies Record<string, (exports: Exports, shown: ExportTarget) => Promise<void>>;

export type Taking = keyof typeof TAKINGS;

type Picture = "svg" | "png" | "html";

/** Whatever goes wrong is said, and nothing is left half done. */
export async function takeAway(
  exports: Exports,
  run: (exports: Exports, shown: ExportTarget) => Promise<void>,
  given: unknown,
): Promise<void> {
  const uri = given instanceof vscode.Uri ? given : undefined;
  const found = await exports.shown(uri);
  // In the editor that one is in, the cursor says which flow is meant.
  const isHere = uri?.toString() === vscode.window.activeTextEditor?.document.uri.toString();
  const shown = found === undefined || uri === undefined || isHere ? found : await chooseFlow(found);
  if (found !== undefined && shown === undefined) return;
  const texts = exportTexts(shown?.options.locale ?? localeOf());
  if (shown === undefined || rowsOf(shown) === 0) {
    tell(shown === undefined ? texts.noFlow : texts.nothing);
    return;
  }
  try {
    await run(exports, shown);
  } catch (error) {
    const reason =
      error instanceof NoAnswer ? texts.noAnswer : error instanceof Error ? error.message : String(error);
    tellError(texts.failed(reason));
  }
}

function rowsOf({ document, flow, options }: ExportTarget): number {
  const analysis = analysisOf(document);
  const trace = analysis.flows[flow];
  if (trace === undefined || trace.endpoints.length === 0) return 0;
  return flowRows(analysis, trace, options).length;
}

function textOf({ document, flow, options }: ExportTarget, format: "mermaid" | "markdown"): string {
  const analysis = analysisOf(document);
  return format === "mermaid"
    ? flowAsMermaid(analysis, flow, options)
    : flowAsMarkdown(analysis, flow, options);
}

async function copyText(shown: ExportTarget, format: "mermaid" | "markdown"): Promise<void> {
  await vscode.env.clipboard.writeText(textOf(shown, format));
  copied(shown, format);
}

/** As a document that is not saved yet: whoever wants it keeps it. */
async function writeNotes({ document, flow, options }: ExportTarget): Promise<void> {
  const content = flowAsNotes(analysisOf(document), flow, options.locale);
  const notes = await vscode.workspace.openTextDocument({ language: "markdown", content });
  await vscode.window.showTextDocument(notes, { viewColumn: vscode.ViewColumn.Active });
}

function copied(shown: ExportTarget, format: ExportFormat): void {
  const texts = exportTexts(shown.options.locale);
  vscode.window.setStatusBarMessage(`$(check) ${texts.copied(texts.formats[format])}`, COPIED_SHOWN);
}

const COPIED_SHOWN = 4000;

async function copySvg(exports: Exports, shown: ExportTarget): Promise<void> {
  if (rowsOf(shown) > MOST_ROWS) return offerTooLong(shown);
  const sketch = await sketchOf(await exports.page(shown, false), shown, isLight(shown));
  if (sketch === null) return;
  await vscode.env.clipboard.writeText(pictureOf(shown, sketch, wholeStrip(sketch)).markup);
  copied(shown, "svg");
}

async function copyPng(exports: Exports, shown: ExportTarget): Promise<void> {
  const texts = exportTexts(shown.options.locale);
  if (rowsOf(shown) > MOST_ROWS) return offerTooLong(shown);
  // Only a page that has the focus may write an image to the clipboard.
  const page = await exports.page(shown, true);
  const sketch = await sketchOf(page, shown, isLight(shown));
  if (sketch === null) return;
  const [first, ...others] = imageStrips(sketch, IMAGE_LIMITS[0]);
  if (first === undefined || others.length > 0) return offerExport(texts.tooTallToCopy, texts.export);
  const svg = pictureOf(shown, sketch, first);
  const { png, copied: done } = await page.raster({
    ...sizeOf(svg, imageScale(sketch, IMAGE_LIMITS[0])),
    copy: true,
  });
  if (png === null) return offerExport(texts.tooTallToCopy, texts.export);
  if (done) return copied(shown, "png");
  const answer = await vscode.window.showWarningMessage(texts.noClipboard, texts.saveInstead);
  if (answer === texts.saveInstead) await saveFiles(target(shown, "png"), [png]);
}

function offerTooLong(shown: ExportTarget): Promise<void> {
  const texts = exportTexts(shown.options.locale);
  return offerExport(texts.tooLongToCopy(rowsOf(shown)), texts.export);
}

async function offerExport(message: string, action: string): Promise<void> {
  const answer = await vscode.window.showWarningMessage(message, action);
  if (answer === action) await vscode.commands.executeCommand("tcpflow.exportDiagram");
}

async function exportDiagram(exports: Exports, shown: ExportTarget): Promise<void> {
  const chosen = await chooseFormat(shown);
  const format = chosen === undefined ? undefined : await boundedFormat(shown, chosen);
  if (format === undefined) return;
  if (format === "mermaid" || format === "markdown") {
    return saveFiles(target(shown, format), [encode(textOf(shown, format))]);
  }
  const page = await exports.page(shown, false);
  const sketch = await sketchOf(page, shown, isLight(shown));
  if (sketch !== null) await savePicture(page, shown, sketch, format);
}

/** Of a very long flow a picture would be several files; one may prefer a page to print. */
async function boundedFormat(shown: ExportTarget, format: ExportFormat): Promise<ExportFormat | undefined> {
  const rows = rowsOf(shown);
  if (rows <= MOST_ROWS || (format !== "svg" && format !== "png")) return format;
  const texts = exportTexts(shown.options.locale);
  const message = texts.tooLong(rows, texts.formats[format]);
  const choices = [texts.severalFiles, texts.printable];
  const answer = await vscode.window.showInformationMessage(message, { modal: true }, ...choices);
  if (answer === texts.printable) return "html";
  return answer === texts.severalFiles ? format : undefined;
}

async function savePicture(
  page: PageRequests,
  shown: ExportTarget,
  sketch: Sketch,
  format: Picture,
): Promise<void> {
  if (format === "html") return saveFiles(target(shown, "html"), [encode(pageOf(shown, sketch))]);
  if (format === "svg") {
    const files = svgStrips(sketch).map((strip) => encode(pictureOf(shown, sketch, strip).markup));
    return saveFiles(target(shown, "svg"), files);
  }
  await saveFiles(target(shown, "png"), await imagesOf(page, shown, sketch));
}

/** As few images as this browser draws. */
async function imagesOf(page: PageRequests, shown: ExportTarget, sketch: Sketch): Promise<Uint8Array[]> {
  for (const limit of IMAGE_LIMITS) {
    const images: Uint8Array[] = [];
    const scale = imageScale(sketch, limit);
    for (const strip of imageStrips(sketch, limit)) {
      const { png } = await page.raster({ ...sizeOf(pictureOf(shown, sketch, strip), scale), copy: false });
      if (png === null) break;
      images.push(png);
    }
    if (images.length === imageStrips(sketch, limit).length) return images;
  }
  throw new Error(exportTexts(shown.options.locale).tooTallToCopy);
}

function sizeOf({ markup, width, height }: Svg, scale: number) {
  return { svg: markup, width, height, scale };
}

function pictureOf({ document, flow, options }: ExportTarget, sketch: Sketch, strip: Strip): Svg {
  const title = flowTitle(analysisOf(document), flow, options.locale);
  return svgOf(sketch, strip, title, options.locale === "zh-cn" ? "zh-CN" : "en");
}

function pageOf({ document, flow, options }: ExportTarget, sketch: Sketch): string {
  const analysis = analysisOf(document);
  return htmlPage({
    title: flowTitle(analysis, flow, options.locale),
    locale: options.locale,
    sketch,
    words: wordsMarkup(analysis, flow, options.locale, linesAbove(document)),
    legend: numbersLegend(analysis, flow, options),
  });
}

async function sketchOf(page: PageRequests, shown: ExportTarget, light: boolean): Promise<Sketch | null> {
  const title = exportTexts(shown.options.locale).working;
  const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title };
  return vscode.window.withProgress(options, (progress, token) => {
    let before = 0;
    return page.sketch(light, {
      cancelled: () => token.isCancellationRequested,
      report(done) {
        progress.report({ increment: (done - before) * PERCENT });
        before = done;
      },
    });
  });
}

const PERCENT = 100;

function chooseFormat(shown: ExportTarget): Thenable<ExportFormat | undefined> {
  const texts = exportTexts(shown.options.locale);
  const formats: readonly ExportFormat[] = ["svg", "png", "html", "markdown", "mermaid"];
  const items = formats.map((format) => ({
    label: texts.formats[format],
    description: `.${EXTENSIONS[format]}`,
    detail: texts.details[format],
    format,
  }));
  return vscode.window.showQuickPick(items, { placeHolder: texts.chooseFormat }).then((item) => item?.format);
}

/** Of a file that is called in the explorer there is no cursor to say which flow is meant. */
async function chooseFlow(shown: ExportTarget): Promise<ExportTarget | undefined> {
  const analysis = analysisOf(shown.document);
  const { locale } = shown.options;
  const items = analysis.flows.map((_, flow) => ({ label: flowTitle(analysis, flow, locale), flow }));
  if (items.length < 2) return shown;
  const chosen = await chooseItem(items, items[shown.flow], exportTexts(locale).chooseFlow);
  return chosen === undefined ? undefined : { ...shown, flow: chosen.flow };
}

/** Which colours a picture has: a setting says so. */
export function isLight({ document }: ExportTarget): boolean {
  return (
    vscode.workspace.getConfiguration("tcpflow", document).get("preview.exportTheme", "light") === "light"
  );
}

function target({ document, flow, options }: ExportTarget, format: ExportFormat) {
  const file = document.isUntitled ? "" : (document.uri.path.split("/").pop() ?? "");
  return {
    name: exportName(analysisOf(document), flow, file, format),
    document,
    format,
    locale: options.locale,
  };
}

export function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
